// The counter of the sealed index, remembered in the keychain, where whoever puts back an old copy of the folder cannot reach. Must never ask the person, and never hold up a write.
import type { KeychainRoom } from '../keychain/index.ts';
import { keychainService } from './enrol.ts';

/** WHY less than for a key: whoever typed the passphrase because the keychain is stuck, or quits, waits for nothing else. */
const patient = { ask: false, patienceMs: 3000 } as const;

export interface Anchor {
  /** What the keychain remembers; undefined where it remembers nothing or does not answer without being unlocked. */
  read(): Promise<number | undefined>;
  /** Remembers a counter soon; several in a row become one. */
  raise(counter: number): void;
  /** Resolves once the last one is remembered, or could not be. */
  settle(): Promise<void>;
}

export function createAnchor(keychain: KeychainRoom, profile: string): Anchor {
  const account = `${profile}.counter`;
  let wanted = 0;
  /** What it remembered when the profile was opened could not be read. */
  let isUnread = false;
  let running: Promise<void> | undefined;

  /** Throws where the keychain does not answer. */
  async function remembered(): Promise<number | undefined> {
    const text = await keychain.getPassword(keychainService, account, patient);
    return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
  }

  async function write(): Promise<void> {
    for (let done = 0; done < wanted;) {
      done = wanted;
      try {
        // SECURITY(counter-not-lowered): what could not be read when the profile was opened may be a later state, and is left for the next opening to find.
        if (isUnread && ((await remembered()) ?? 0) > done) return;
        isUnread = false;
        await keychain.setPassword(keychainService, account, String(done), patient);
      } catch {
        // WHY silent: without it a former copy of the whole folder goes unnoticed, which is all that it is for; nothing is lost.
        return;
      }
    }
  }

  return {
    async read() {
      try {
        return await remembered();
      } catch {
        // WHY silent: see above.
        isUnread = true;
        return undefined;
      }
    },
    raise(counter) {
      wanted = Math.max(wanted, counter);
      running ??= write().finally(() => { running = undefined; });
    },
    async settle() {
      await running;
    },
  };
}
