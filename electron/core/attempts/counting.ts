// Tries of late by the time since the machine started: how many count, and how long to wait once there were too many. Pure.
import * as v from 'valibot';
import type { Boot } from '../ports.ts';

export interface TryLimits {
  readonly allowed: number;
  readonly windowMs: number;
}
/** One try: at which start of the machine, and how many seconds after it. */
export const keptTry = v.strictObject({ boot: v.string(), at: v.number() });
export type Try = v.InferOutput<typeof keptTry>;

export const tryNow = (boot: Boot): Try => ({ boot: boot.id, at: boot.seconds() });

/** Of an earlier start of the machine nothing is known but that it ended: such a try is as old as this start. A restart shortens nothing. */
const ageMs = (one: Try, boot: Boot): number => (one.boot === boot.id && boot.seconds() >= one.at ? boot.seconds() - one.at : boot.seconds()) * 1000;

/** Those that still count. Once there were too many, all of them count until the wait after the last one is over. */
export function standingOf(all: readonly Try[], { allowed, windowMs }: TryLimits, boot: Boot): { readonly tries: readonly Try[]; readonly waitMs: number } {
  const last = all.at(-1);
  if (last !== undefined && all.length >= allowed) {
    const waitMs = Math.ceil(windowMs - ageMs(last, boot));
    return waitMs > 0 ? { tries: all, waitMs } : { tries: [], waitMs: 0 };
  }
  return { tries: all.filter((one) => ageMs(one, boot) < windowMs), waitMs: 0 };
}
