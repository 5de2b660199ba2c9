// The profile as it is right now: absent, locked, or open with its key in memory. Everything that needs the key comes through here. Must never hold the key after a lock.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import type { ProtectorKind } from '../../../shared/ipc/profile.ts';
import type { KeychainRoom } from '../keychain/index.ts';
import { withLock } from '../lock-file/index.ts';
import type { Boot, Clock } from '../ports.ts';
import { Refusal } from '../refusal.ts';
import type { SecretText } from '../secret/index.ts';
import { createAnchor, type Anchor } from './anchor.ts';
import type { Cost, ProtectorFile } from './canonical.ts';
import { checkPassphrase, keychainProtector, keychainService, openWithKeychain, openWithPassphrase, openWithRecoveryKey, passphraseProtector, recoveryProtector, type Wrapping } from './enrol.ts';
import { isWeaker } from './passphrase.ts';
import { newId, protectorFolder, type Found } from './protector-files.ts';
import { sealingKey } from './record-file.ts';
import { filesIn } from './sealed-index.ts';
import { createStoreFiles, openStore, type SealedStore } from './sealed-store.ts';
import { createTries, type Tries, type TryLimits } from './tries.ts';
import { keyBytes } from './wrap.ts';

export interface VaultDeps {
  /** The profile folder. */
  readonly folder: string;
  readonly keychain: KeychainRoom;
  readonly clock: Clock;
  readonly boot: Boot;
  readonly cost: Cost;
  readonly limits: TryLimits;
  /** Told once it is open, and once it is not any more. */
  readonly turned: (open: boolean) => void;
}

interface Open {
  readonly key: Buffer;
  readonly sealKey: Buffer;
  readonly profile: string;
  readonly store: SealedStore;
  readonly anchor: Anchor;
  /** True while the keychain is one of the protectors, and so may remember the counter. */
  anchored: boolean;
  rolledBackTo: number | undefined;
}

export interface Vault {
  readonly tries: Tries;
  isOpen(): boolean;
  protectors(): Promise<readonly Found[]>;
  /** True if records are there that nothing opens any more. */
  orphaned(): Promise<boolean>;
  /** Refusal: locked. */
  store(): SealedStore;
  /** True if the keychain remembers a later state than the folder has. */
  rolledBack(): boolean;
  create(passphrase: string | undefined, keychain: boolean): Promise<void>;
  unlockWithPassphrase(passphrase: string): Promise<void>;
  unlockWithRecoveryKey(typed: string): Promise<void>;
  unlockWithKeychain(ask: boolean): Promise<void>;
  lock(): void;
  setPassphrase(passphrase: string): Promise<void>;
  addKeychain(): Promise<void>;
  /** A new recovery key; it opens the profile, and the former one does not any more, once it is kept. */
  makeRecoveryKey(): { readonly text: SecretText; keep(): Promise<void> };
  rehearse(typed: string): Promise<void>;
  remove(kind: ProtectorKind): Promise<void>;
  setDamagedAside(): Promise<number>;
  /** Waits for what is still on its way to the keychain. */
  settle(): Promise<void>;
}

export function createVault(deps: VaultDeps): Vault {
  const { folder, keychain, clock } = deps;
  const sealed = join(folder, 'sealed');
  const lockPath = join(folder, 'locks', 'profile');
  const files = protectorFolder(join(folder, 'protectors'));
  const tries = createTries({ file: join(folder, 'tries.json'), boot: deps.boot, limits: deps.limits });
  const alone = <T>(work: () => Promise<T>): Promise<T> => withLock(lockPath, work);
  let open: Open | undefined;
  /** Outlives the lock: what it still has to remember is no secret. */
  let last: Anchor | undefined;

  function opened(): Open {
    if (open === undefined) throw new Refusal('locked');
    return open;
  }

  function lock(): void {
    if (open === undefined) return;
    const { key, sealKey, store } = open;
    open = undefined;
    key.fill(0);
    sealKey.fill(0);
    store.close();
    deps.turned(false);
  }

  /** Takes over `key`, and wipes it when it locks. */
  async function enter(key: Buffer, profile: string): Promise<void> {
    if (open !== undefined) {
      key.fill(0);
      return;
    }
    const sealKey = sealingKey(key, profile);
    const anchor = createAnchor(keychain, profile);
    const anchored = (await files.list()).some(({ kind }) => kind === 'keychain');
    const store = openStore({ folder: sealed, lock: join(folder, 'locks', 'sealed'), seal: { key: sealKey, profile }, counted: (counter) => { if (now.anchored) anchor.raise(counter); } });
    const remembered = anchored ? await anchor.read() : undefined;
    const counter = await store.counter();
    const now: Open = { key, sealKey, profile, store, anchor, anchored, rolledBackTo: remembered !== undefined && counter < remembered ? remembered : undefined };
    open = now;
    last = anchor;
    deps.turned(true);
  }

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

  async function raise(passphrase: string, key: Buffer, profile: string, id: string): Promise<void> {
    const file = await passphraseProtector(wrapping({ key, profile }), passphrase, deps.cost);
    await alone(async () => {
      // Somebody else may have changed the passphrase meanwhile.
      if ((await whole('passphrase'))?.id === id) await files.put({ ...file, made: clock.now().toISOString() });
    });
  }

  return {
    tries,
    isOpen: () => open !== undefined,
    protectors: () => files.list(),
    orphaned: async () => (await files.list()).length === 0 && (await filesIn(sealed)).length > 0,
    store: () => opened().store,
    rolledBack: () => open?.rolledBackTo !== undefined,

    async create(passphrase, withKeychain) {
      if (passphrase === undefined && !withKeychain) throw new Refusal('protector-missing', { kind: '' });
      if (passphrase !== undefined) checkPassphrase(passphrase);
      const key = randomBytes(keyBytes);
      const profile = newId();
      try {
        await alone(async () => {
          if ((await files.list()).length > 0 || (await filesIn(sealed)).length > 0) throw new Refusal('profile-exists');
          const plan = wrapping({ key, profile });
          const byPassphrase = passphrase === undefined ? undefined : await passphraseProtector(plan, passphrase, deps.cost);
          const byKeychain = withKeychain ? await keychainProtector(plan, keychain) : undefined;
          try {
            await mkdir(sealed, { recursive: true, mode: 0o700 });
            const seal = sealingKey(key, profile);
            await createStoreFiles(sealed, { key: seal, profile });
            seal.fill(0);
            // WHY last: with the first protector the profile is there; a creation that broke off before leaves none.
            if (byPassphrase !== undefined) await files.put(byPassphrase);
            if (byKeychain !== undefined) await files.put(byKeychain);
          } catch (error) {
            await forgetUnlessKept(byKeychain);
            throw error;
          }
        });
      } catch (error) {
        key.fill(0);
        throw error;
      }
      await enter(key, profile);
    },

    async unlockWithPassphrase(passphrase) {
      const file = await files.get('passphrase');
      await alone(() => tries.begin());
      const key = await openWithPassphrase(file, passphrase);
      if (key === undefined) throw new Refusal('passphrase-wrong', { ...(await tries.status()) });
      await alone(() => tries.clear());
      if (isWeaker(file.scrypt, deps.cost)) await raise(passphrase, key, file.profile, file.id);
      await enter(key, file.profile);
    },

    async unlockWithRecoveryKey(typed) {
      const file = await files.get('recovery-key');
      const key = openWithRecoveryKey(file, typed);
      await alone(() => tries.clear());
      await enter(key, file.profile);
    },

    async unlockWithKeychain(ask) {
      const file = await files.get('keychain');
      await enter(await openWithKeychain(file, keychain, ask), file.profile);
    },

    lock,

    async setPassphrase(passphrase) {
      const file = await passphraseProtector(wrapping(opened()), passphrase, deps.cost);
      await alone(() => files.put(file));
      await alone(() => tries.clear());
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
      opened();
      const former = await whole(kind);
      await alone(() => files.remove(kind));
      if (kind === 'keychain' && open !== undefined) open.anchored = false;
      await forget(former);
    },

    async setDamagedAside() {
      const now = opened();
      const moved = await now.store.setAside(join(folder, 'damaged', clock.now().toISOString().replaceAll(':', '-')), now.rolledBackTo ?? 0);
      now.rolledBackTo = undefined;
      return moved;
    },

    async settle() {
      await last?.settle();
    },
  };
}
