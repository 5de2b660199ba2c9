// Names of secrets in the log where the policy hides them: keyed hashes, so that nobody without the profile can find a name by guessing it.
import { createHmac, type KeyObject } from 'node:crypto';
import type { Wanted } from './filter.ts';
import type { Keeper } from './keeper.ts';

/** WHY no hash: the key lies in the profile, which is locked. That there was an access is said all the same. */
const hiddenName = 'hidden';

// SECURITY(audit-names-hashed): under a key that only the profile holds; a plain hash of a name is found by trying names.
const hashedName = (key: KeyObject, name: string): string => `hash:${createHmac('sha256', key).update(name).digest('hex').slice(0, 32)}`;

export interface NamesDeps {
  /** Whether names are hidden now. */
  readonly hidden: () => Promise<boolean>;
  readonly keeper: Pick<Keeper, 'keys'>;
  /** Opens the profile where that takes no question. */
  readonly openQuietly: () => Promise<unknown>;
}
export interface Names {
  /** Whoever is about to write a name that must be found again. */
  ready(): Promise<void>;
  /** How names are written now; undefined writes them as they are. */
  writer(): Promise<((name: string) => string) | undefined>;
  /** The same lines, whether the name stands there or its hash. */
  wanted(filter: Wanted): Promise<Wanted>;
}

export function createNames({ hidden, keeper, openQuietly }: NamesDeps): Names {
  const ready = async (): Promise<void> => {
    if (await hidden()) await openQuietly();
  };
  return {
    ready,
    async writer() {
      if (!await hidden()) return undefined;
      const keys = await keeper.keys(true);
      return (name) => (name === '' ? '' : keys === undefined ? hiddenName : hashedName(keys.names, name));
    },
    async wanted(filter) {
      const name = filter.subject ?? filter.secret;
      if (name === undefined) return filter;
      await ready();
      const keys = await keeper.keys(false);
      return keys === undefined ? filter : { ...filter, hashed: hashedName(keys.names, name) };
    },
  };
}
