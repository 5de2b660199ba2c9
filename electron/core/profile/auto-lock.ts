// Locks an open profile when its person has left: nobody touched the machine for a while, it sleeps, or its screen is covered. Must never poll while there is nothing to lock.
import type { Clock, Power } from '../ports.ts';

const restBetweenMs = 30_000;

export interface AutoLock {
  /** From now on; the profile is open. */
  start(): void;
  stop(): void;
  /** Looks again now: the limit is another one. */
  again(): void;
  /** How long until it locks if nobody comes back. */
  leftMs(): number;
}

/** WHY input and not traffic: a search, a dialog or a running transfer is nobody at the keyboard. */
export function createAutoLock({ power, clock, minutes, lock }: { readonly power: Power; readonly clock: Clock; readonly minutes: () => number; readonly lock: () => void }): AutoLock {
  let unwatch: (() => void) | undefined;
  let cancel: (() => void) | undefined;

  function look(): void {
    const limitMs = minutes() * 60_000;
    const idleMs = power.idleSeconds() * 1000;
    if (idleMs >= limitMs) {
      lock();
      return;
    }
    // WHY not sooner: whoever is here now has been away for the whole time no earlier than then.
    cancel = clock.after(Math.max(restBetweenMs, limitMs - idleMs), look);
  }

  const leftMs = (): number => Math.max(0, minutes() * 60_000 - power.idleSeconds() * 1000);
  const stop = (): void => {
    unwatch?.();
    cancel?.();
    unwatch = cancel = undefined;
  };
  return {
    start() {
      if (unwatch !== undefined) return;
      unwatch = power.watch((news) => {
        // SECURITY(lock-on-leaving): waking too, because a machine may fall asleep faster than it tells.
        if (news !== 'screen-unlocked') lock();
      });
      look();
    },
    stop, leftMs,
    again() {
      if (unwatch === undefined) return;
      cancel?.();
      look();
    },
  };
}
