// A clock that moves only when a test says so.
import type { Clock } from '../../electron/core/ports.ts';

export interface FakeClock extends Clock {
  /** Moves time on and runs whatever falls due, in order. */
  advance(ms: number): void;
  /** How many timers are waiting. */
  waiting(): number;
}

interface Timer {
  readonly at: number;
  readonly run: () => void;
}

export function fakeClock(start = new Date('2026-11-22T09:00:00.000Z')): FakeClock {
  let elapsed = 0;
  let timers: readonly Timer[] = [];
  return {
    now: () => new Date(start.getTime() + elapsed),
    monotonic: () => elapsed,
    after(ms, run) {
      const timer = { at: elapsed + ms, run };
      timers = [...timers, timer];
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    advance(ms) {
      const end = elapsed + ms;
      for (;;) {
        const next = timers.filter((timer) => timer.at <= end).toSorted((a, b) => a.at - b.at)[0];
        if (next === undefined) break;
        timers = timers.filter((other) => other !== next);
        elapsed = Math.max(elapsed, next.at);
        next.run();
      }
      elapsed = end;
    },
    waiting: () => timers.length,
  };
}
