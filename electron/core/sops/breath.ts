// Long work in slices: the core's event loop must never be held for long.
import { performance } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';
import { Refusal } from '../refusal.ts';

const sliceMs = 8;

/** Refusal: `cancelled`, once somebody no longer wants what is under way. */
export function stopIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw new Refusal('cancelled');
}

/** A function to await now and then in a long loop: it gives way once a slice of 8 ms is used up, and refuses `cancelled` then. */
export function createBreath(signal?: AbortSignal): () => Promise<void> | undefined {
  let started = performance.now();
  return () => {
    if (performance.now() - started < sliceMs) return undefined;
    return setImmediate().then(() => {
      stopIfCancelled(signal);
      started = performance.now();
    });
  };
}
