// Between the right key and the open profile: a code, where there is a second factor. Must never let somebody through without one, nor keep the key for somebody who left.
import { isEnrolled, takeCode } from '../factor/index.ts';
import type { Clock } from '../ports.ts';
import { Refusal } from '../refusal.ts';
import type { Open } from './open.ts';
import type { SealedStore } from './sealed-store.ts';
import type { Tries } from './tries.ts';

/** A door that stands half open for somebody who left closes again. */
const waitMs = 5 * 60_000;

export interface SecondStepDeps {
  readonly tries: Tries;
  readonly alone: <T>(work: () => Promise<T>) => Promise<T>;
  /** Never refuses. */
  readonly forgetTries: () => Promise<void>;
  readonly clock: Clock;
  readonly wipe: (open: Open) => void;
}
export interface SecondStep {
  /** True while only the code is missing. */
  wanted(): boolean;
  /** Answers where there is no second factor. Else keeps what is open back and refuses code-needed, or locked-out; record-damaged where nobody knows whether there is one. What is refused is kept or wiped here. */
  pass(now: Open): Promise<void>;
  /** What was kept back. Refusals: code-expired, code-wrong (data: used, allowed, waitMs), code-used, locked-out, record-damaged, and those of a write. */
  release(typed: string): Promise<Open>;
  /** A code for something that is done while it is open. Refusals: as `release`, but for code-expired. */
  take(store: SealedStore, typed: string): Promise<void>;
  /** Wipes what is kept back. */
  close(): void;
}

export function createSecondStep({ tries, alone, forgetTries, clock, wipe }: SecondStepDeps): SecondStep {
  let half: { readonly open: Open; readonly cancel: () => void } | undefined;

  function close(): void {
    half?.cancel();
    if (half !== undefined) wipe(half.open);
    half = undefined;
  }

  // SECURITY(codes-are-tries): wrong codes count with wrong passphrases, each before it is looked at, so that neither restarts nor the passphrase in between win a try.
  async function take(store: SealedStore, typed: string): Promise<void> {
    await alone(() => tries.begin());
    try {
      await takeCode(store, typed, clock.now());
    } catch (error) {
      throw error instanceof Refusal && error.code === 'code-wrong' ? new Refusal('code-wrong', { ...(await tries.status()) }) : error;
    }
    await forgetTries();
  }

  return {
    wanted: () => half !== undefined,
    close,
    take,
    async pass(now) {
      try {
        // SECURITY(factor-at-unlock): a right passphrase or keychain alone opens nothing where there is a second factor.
        if (!(await isEnrolled(now.store))) return;
        const { waitMs: left } = await tries.status();
        if (left > 0) throw new Refusal('locked-out', { waitMs: left });
      } catch (error) {
        wipe(now);
        throw error;
      }
      half = { open: now, cancel: clock.after(waitMs, close) };
      throw new Refusal('code-needed');
    },
    async release(typed) {
      const waiting = half;
      if (waiting === undefined) throw new Refusal('code-expired');
      try {
        await take(waiting.open.store, typed);
      } catch (error) {
        // WHY closed: during the wait it is no use, and the key need not lie about.
        if (half === waiting && (await tries.status()).waitMs > 0) close();
        throw error;
      }
      // Somebody may have locked it meanwhile.
      if (half !== waiting) throw new Refusal('code-expired');
      waiting.cancel();
      half = undefined;
      return waiting.open;
    },
  };
}
