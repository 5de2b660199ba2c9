// Opaque names for paths, so that a page can only ask for what the core has shown it. Must never accept a path where a ref is due.
import { randomBytes } from 'node:crypto';

export interface Refs {
  /** The ref of a path: 16 random bytes, base64url, the same for the whole run. */
  of(path: string): string;
  pathOf(ref: string): string | undefined;
}

/** One table for each kind, so that the ref of a folder is never taken for that of a file. */
export function createRefs(): Refs {
  const refs = new Map<string, string>();
  const paths = new Map<string, string>();
  return {
    of(path) {
      const known = refs.get(path);
      if (known !== undefined) return known;
      // SECURITY(opaque-refs): random, so that a page cannot guess the ref of a file it was never shown.
      const ref = randomBytes(16).toString('base64url');
      refs.set(path, ref);
      paths.set(ref, path);
      return ref;
    },
    pathOf: (ref) => paths.get(ref),
  };
}
