// Wrong passphrases of late, kept over restarts: five in fifteen minutes, then a wait. Counts by the time since the machine started, which no change of its clock moves.
// Must never hold a passphrase. It slows down a person at the keyboard, not somebody who has the disk.
import { unlink } from 'node:fs/promises';
import * as v from 'valibot';
import { keptTry, readKeptJson, standingOf, tryNow, type Try, type TryLimits } from '../attempts/index.ts';
import type { Boot } from '../ports.ts';
import { Refusal } from '../refusal.ts';
import { writeOwnFile } from '../safe-file/index.ts';

export const defaultLimits: TryLimits = { allowed: 5, windowMs: 15 * 60_000 };

const kept = v.array(keptTry);

export interface Tries {
  /** How long the wait is. */
  lockoutMs(): Promise<number>;
  status(): Promise<{ readonly used: number; readonly allowed: number; readonly waitMs: number }>;
  /** Counts one try before it is made, so that a program that is killed in the middle has made it. The caller holds the profile's lock. Refusals: locked-out (data: waitMs), disk-full, write-failed. */
  begin(): Promise<void>;
  /** Takes back the newest one: it was no try after all. */
  takeBack(): Promise<void>;
  /** Forgets them: the right passphrase came. */
  clear(): Promise<void>;
}

export function createTries({ file, boot, limits: limitsNow }: { readonly file: string; readonly boot: Boot; readonly limits: () => Promise<TryLimits> }): Tries {
  async function read({ allowed }: TryLimits): Promise<readonly Try[]> {
    const tries = await readKeptJson(file, kept);
    // WHY full: whoever damages the file, or closes it, must not win tries by it.
    return tries === 'damaged' ? Array.from({ length: allowed }, () => tryNow(boot)) : tries ?? [];
  }

  async function counting(): Promise<{ readonly tries: readonly Try[]; readonly waitMs: number; readonly allowed: number }> {
    const limits = await limitsNow();
    return { ...standingOf(await read(limits), limits, boot), allowed: limits.allowed };
  }

  const write = (tries: readonly Try[]): Promise<void> => writeOwnFile(file, Buffer.from(`${JSON.stringify(tries)}\n`));

  return {
    lockoutMs: async () => (await limitsNow()).windowMs,
    async status() {
      const { tries, waitMs, allowed } = await counting();
      return { used: Math.min(tries.length, allowed), allowed, waitMs };
    },
    async begin() {
      const { tries, waitMs } = await counting();
      // SECURITY(five-tries): guessing at the keyboard is slowed down over restarts of the program and changes of the clock.
      if (waitMs > 0) throw new Refusal('locked-out', { waitMs });
      await write([...tries, tryNow(boot)]);
    },
    async takeBack() {
      await write((await read(await limitsNow())).slice(0, -1));
    },
    async clear() {
      await unlink(file).catch(() => {
        // There was none, or it cannot be removed: then the wait is longer than it need be, and no less safe.
      });
    },
  };
}
