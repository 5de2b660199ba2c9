// Door of the room “attention”: tells once when the person has left. Must never poll a machine that nobody watches, nor end anybody's work.
import type { Clock, Power } from '../ports.ts';

const awayAfterMs = 5 * 60_000;
const restBetweenMs = 30_000;
/** Machines count idleness in whole seconds. */
const blurMs = 2000;

export interface Attention {
  /** From now on; for as long as a window is open. */
  start(): void;
  stop(): void;
}

/** Calls `lapsed` at sleep, at the screen's lock, and once for each time that nobody touched the machine for five minutes. */
export function createAttention({ power, clock, lapsed }: { readonly power: Power; readonly clock: Clock; readonly lapsed: () => void }): Attention {
  let unwatch: (() => void) | undefined;
  let cancel: (() => void) | undefined;
  /** When the absence that was told last began. */
  let told = Number.NEGATIVE_INFINITY;

  function look(): void {
    const idleMs = power.idleSeconds() * 1000;
    const since = clock.monotonic() - idleMs;
    if (idleMs >= awayAfterMs && since > told + blurMs) {
      told = since;
      lapsed();
    }
    // WHY not sooner: whoever is here now, or comes back this very moment, is away for five minutes no earlier than then.
    const soonest = idleMs < awayAfterMs ? awayAfterMs - idleMs : awayAfterMs;
    cancel = clock.after(Math.max(restBetweenMs, soonest), look);
  }

  return {
    start() {
      if (unwatch !== undefined) return;
      unwatch = power.watch((news) => {
        // WHY also on waking: a machine may fall asleep faster than it tells.
        if (news !== 'screen-unlocked') lapsed();
      });
      look();
    },
    stop() {
      unwatch?.();
      cancel?.();
      unwatch = cancel = undefined;
    },
  };
}
