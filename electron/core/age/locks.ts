// Identities behind a passphrase: asked for once each, and remembered until the program locks. Must never ask while something is only looked at.
import type { Asking } from '../ports.ts';
import type { SecretText } from '../secret/index.ts';
import type { LockedText } from './identity-text.ts';

/** How often a wrong passphrase may be typed. */
const tries = 3;

export interface Locks {
  /** What a passphrase opened before; asks nobody. */
  opened(locked: LockedText): readonly SecretText[] | undefined;
  /** The same, and asks. Undefined if nobody can be asked, or the person declined, now or before. */
  open(place: string, locked: LockedText): Promise<readonly SecretText[] | undefined>;
  /** Forgets what was opened, and what was declined. */
  forget(): void;
}

export function createLocks(asking: Asking | undefined): Locks {
  const known = new Map<string, readonly SecretText[] | undefined>();
  const underWay = new Map<string, Promise<readonly SecretText[] | undefined>>();

  async function ask(place: string, locked: LockedText): Promise<readonly SecretText[] | undefined> {
    for (let at = 0; at < tries; at += 1) {
      const passphrase = await asking?.passphrase({ what: locked.kind, place, text: locked.recipient ?? '', again: at > 0 });
      if (passphrase === undefined) return undefined;
      const identities = await locked.unlock(passphrase);
      if (identities !== undefined) return identities;
    }
    return undefined;
  }

  return {
    opened: ({ mark }) => known.get(mark),
    open(place, locked) {
      const { mark } = locked;
      if (asking === undefined || known.has(mark)) return Promise.resolve(known.get(mark));
      // WHY: a file with five recipients, or five files at once, must not ask five times for one key.
      const asked = underWay.get(mark) ?? ask(place, locked).then((identities) => {
        if (underWay.get(mark) === asked) known.set(mark, identities);
        return identities;
      }).finally(() => { underWay.delete(mark); });
      underWay.set(mark, asked);
      return asked;
    },
    forget() {
      known.clear();
      underWay.clear();
    },
  };
}
