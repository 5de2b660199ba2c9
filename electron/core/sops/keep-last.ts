// The last few things that were prepared, by refs that nobody can guess; older ones are forgotten, so that whoever only looks fills no memory.
import { randomBytes } from 'node:crypto';

export interface KeptLast<T> {
  /** Answers its ref. */
  put(value: T): string;
  /** Gives it away: it is not here any more. */
  take(ref: string): T | undefined;
}

const most = 8;

/** `forget`: told what is dropped for what is newer. */
export function keepLast<T>(forget: (value: T) => void): KeptLast<T> {
  const kept = new Map<string, T>();
  return {
    put(value) {
      for (const [oldest, dropped] of kept) {
        if (kept.size < most) break;
        kept.delete(oldest);
        forget(dropped);
      }
      const ref = randomBytes(16).toString('base64url');
      kept.set(ref, value);
      return ref;
    },
    take(ref) {
      const found = kept.get(ref);
      kept.delete(ref);
      return found;
    },
  };
}
