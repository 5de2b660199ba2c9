// Adding, changing and taking away what opens the profile. Each rewraps the profile key and touches nothing else. Must never leave the profile without something that opens it.
import type { ProtectorKind } from '../../../shared/ipc/profile.ts';
import { isEnrolled } from '../factor/index.ts';
import type { KeychainRoom } from '../keychain/index.ts';
import type { Clock } from '../ports.ts';
import { Refusal } from '../refusal.ts';
import type { SecretText } from '../secret/index.ts';
import type { Cost, PassphraseFile, ProtectorFile } from './canonical.ts';
import { keychainProtector, keychainService, openWithRecoveryKey, passphraseProtector, recoveryProtector, type Wrapping } from './enrol.ts';
import type { Open } from './open.ts';
import type { ProtectorFolder } from './protector-files.ts';

export interface ChangeDeps {
  readonly files: ProtectorFolder;
  /** Runs while no other process changes what opens the profile. */
  readonly alone: <T>(work: () => Promise<T>) => Promise<T>;
  /** Refusal: locked. */
  readonly opened: () => Open;
  /** Never refuses. */
  readonly forgetTries: () => Promise<void>;
  readonly keychain: KeychainRoom;
  readonly clock: Clock;
  readonly cost: Cost;
}

/** All but `rehearse` refuse `locked`; all refuse what a write may. */
export interface ProtectorChanges {
  /** Refusal: passphrase-too-short. */
  setPassphrase(passphrase: string): Promise<void>;
  addKeychain(): Promise<void>;
  /** A new recovery key; it opens the profile, and the former one does not any more, once it is kept. */
  makeRecoveryKey(): { readonly text: SecretText; keep(): Promise<void> };
  /** Tries a recovery key and remembers the date. Refusals: recovery-key-misspelt, recovery-key-wrong, and those of a protector that is not there. */
  rehearse(typed: string): Promise<void>;
  /** Refusals: last-protector, protector-missing; recovery-key-needed while there is a second factor. */
  remove(kind: ProtectorKind): Promise<void>;
  /** Makes a passphrase slower to guess, after it was typed. */
  raise(passphrase: string, key: Buffer, file: PassphraseFile): Promise<void>;
  wrapping(open: Pick<Open, 'key' | 'profile'>): Wrapping;
  forgetUnlessKept(made: ProtectorFile | undefined): Promise<void>;
}

export function createChanges({ files, alone, opened, forgetTries, keychain, clock, cost }: ChangeDeps): ProtectorChanges {
  const wrapping = ({ key, profile }: Pick<Open, 'key' | 'profile'>): Wrapping => ({ profileKey: key, profile, now: clock.now() });

  /** The former entry of the keychain, once nothing refers to it any more. */
  async function forget(former: ProtectorFile | undefined): Promise<void> {
    if (former?.kind !== 'keychain') return;
    await keychain.deletePassword(keychainService, former.account, { ask: false }).catch(() => {
      // WHY silent: an entry that is left opens nothing any more.
    });
  }

  /** After a write that failed: it may have failed only after the file was in place, and then the entry is needed. */
  async function forgetUnlessKept(made: ProtectorFile | undefined): Promise<void> {
    const there = (await files.list()).find(({ kind }) => kind === 'keychain');
    if (there === undefined || (there.state === 'whole' && there.file.id !== made?.id)) await forget(made);
  }

  const whole = async (kind: ProtectorKind): Promise<ProtectorFile | undefined> => {
    const found = (await files.list()).find((one) => one.kind === kind);
    return found?.state === 'whole' ? found.file : undefined;
  };

  return {
    wrapping,
    forgetUnlessKept,

    async setPassphrase(passphrase) {
      const file = await passphraseProtector(wrapping(opened()), passphrase, cost);
      await alone(() => files.put(file));
      await forgetTries();
    },

    async addKeychain() {
      const former = await whole('keychain');
      const file = await keychainProtector(wrapping(opened()), keychain);
      await alone(() => files.put(file)).catch(async (error: unknown) => {
        await forgetUnlessKept(file);
        throw error;
      });
      await forget(former);
      const now = opened();
      now.anchored = true;
      now.anchor.raise(await now.store.counter());
    },

    makeRecoveryKey() {
      const { file, text } = recoveryProtector(wrapping(opened()));
      return { text, keep: () => alone(() => files.put(file)) };
    },

    async rehearse(typed) {
      const file = await files.get('recovery-key');
      openWithRecoveryKey(file, typed).fill(0);
      await alone(async () => {
        if ((await whole('recovery-key'))?.id === file.id) await files.put({ ...file, rehearsed: clock.now().toISOString() });
      });
    },

    async remove(kind) {
      const now = opened();
      // SECURITY(factor-keeps-way-back): a lost phone must not be a lost profile.
      if (kind === 'recovery-key' && await isEnrolled(now.store)) throw new Refusal('recovery-key-needed');
      const former = await whole(kind);
      await alone(() => files.remove(kind));
      if (kind === 'keychain') now.anchored = false;
      await forget(former);
    },

    async raise(passphrase, key, former) {
      const file = await passphraseProtector(wrapping({ key, profile: former.profile }), passphrase, cost);
      await alone(async () => {
        // Somebody else may have changed the passphrase meanwhile.
        if ((await whole('passphrase'))?.id === former.id) await files.put(file);
      });
    },
  };
}
