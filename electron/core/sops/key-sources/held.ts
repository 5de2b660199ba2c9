// Data keys that somebody brought along instead of an identity, as a job does. While there are any, nothing else opens a file, and they wrap nothing.
import type { KeySource } from './key-source.ts';

/** `held` answers undefined where there are none. */
export function createHeldKeySource(held: () => readonly Buffer[] | undefined): KeySource {
  return {
    kind: 'held',
    held,
    open: () => Promise.resolve({ tried: 0, unusable: [], damaged: 0 }),
    wrap: () => Promise.reject(new Error('a held data key wraps nothing')),
  };
}
