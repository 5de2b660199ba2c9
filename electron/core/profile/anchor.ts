// The counter of the sealed index, remembered in the keychain, where whoever puts back an old copy of the folder cannot reach. Must never ask the person, and never hold up a write.
import type { KeychainRoom } from '../keychain/index.ts';
import { keychainService } from './enrol.ts';

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
  let running: Promise<void> | undefined;

  async function write(): Promise<void> {
    for (let done = 0; done < wanted;) {
      done = wanted;
      try {
        await keychain.setPassword(keychainService, account, String(done), { ask: false });
      } catch {
        // WHY silent: without it a former copy of the whole folder goes unnoticed, which is all that it is for; nothing is lost.
        return;
      }
    }
  }

  return {
    async read() {
      try {
        const text = await keychain.getPassword(keychainService, account, { ask: false });
        return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
      } catch {
        // WHY silent: see above.
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
