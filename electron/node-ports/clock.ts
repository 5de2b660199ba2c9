// The machine's clock. Its timers must never keep the process alive.
import type { Clock } from '../core/ports.ts';

export function nodeClock(): Clock {
  return {
    now: () => new Date(),
    monotonic: () => performance.now(),
    after(ms, run) {
      const timer = setTimeout(run, ms);
      timer.unref();
      return () => {
        clearTimeout(timer);
      };
    },
  };
}
