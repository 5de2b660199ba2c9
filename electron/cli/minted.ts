// Things of this process that a request may name but not hold: each gets a ref that nobody can guess, and is handed over once.
import { randomBytes } from 'node:crypto';

export interface Minted<T> {
  /** The ref to hand to the core; it is good for one use. */
  mint(thing: T): string;
  /** Undefined if the ref is unknown or used. */
  take(ref: string): T | undefined;
}

export function createMinted<T>(): Minted<T> {
  const minted = new Map<string, T>();
  return {
    mint(thing) {
      const ref = randomBytes(16).toString('base64url');
      minted.set(ref, thing);
      return ref;
    },
    take(ref) {
      const thing = minted.get(ref);
      minted.delete(ref);
      return thing;
    },
  };
}
