// Long work in slices: the core's event loop must never be held for long.
import { performance } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';

const sliceMs = 8;

/** A function to await now and then in a long loop: it gives way once a slice of 8 ms is used up. */
export function createBreath(): () => Promise<void> | undefined {
  let started = performance.now();
  return () => {
    if (performance.now() - started < sliceMs) return undefined;
    return setImmediate().then(() => {
      started = performance.now();
    });
  };
}
