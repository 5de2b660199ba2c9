// The profile as it is right now: absent, locked, or open with its key in memory. Everything that needs the key comes through here. Must never hold the key after a lock.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import type { TryLimits } from '../attempts/index.ts';
import type { KeychainRoom } from '../keychain/index.ts';
import { withLock } from '../lock-file/index.ts';
import type { Agent, Boot, Clock } from '../ports.ts';
import { Refusal } from '../refusal.ts';
import { createAnchor, type Anchor } from './anchor.ts';
import { backUp, restore, type Opener } from './backup.ts';
import type { Cost } from './canonical.ts';
import { createChanges, type ProtectorChanges } from './change-protectors.ts';
import { checkPassphrase, keychainProtector, openWithKeychain, openWithPassphrase, openWithRecoveryKey, passphraseProtector } from './enrol.ts';
import type { Open } from './open.ts';
import { isWeaker } from './passphrase.ts';
import { newId, protectorFolder, type Found } from './protector-files.ts';
import { sealingKey } from './record-file.ts';
import { createSecondStep } from './second-step.ts';
import { filesIn } from './sealed-index.ts';
import { createStoreFiles, openStore, type SealedStore } from './sealed-store.ts';
import { createTries, type Tries } from './tries.ts';
import { keyBytes } from './wrap.ts';

export interface VaultDeps {
  /** The profile folder. */
  readonly folder: string;
  readonly keychain: KeychainRoom;
  readonly clock: Clock;
  readonly boot: Boot;
  readonly agent: Agent;
  readonly cost: Cost;
  readonly limits: () => Promise<TryLimits>;
}

export interface Vault {
  readonly tries: Tries;
  isOpen(): boolean;
  /** True while only a code of the second factor is missing. */
  wantsCode(): boolean;
  /** The code that is missing. Refusals: code-expired, code-wrong (data: used, allowed, waitMs), code-used, locked-out, record-damaged, and those of a write. */
  unlockWithCode(typed: string): Promise<void>;
  /** A code, or the recovery key, for something that is done while it is open. Refusals: locked, and those of `unlockWithCode` and of the recovery key. */
  takeCode(typed: string): Promise<void>;
  protectors(): Promise<readonly Found[]>;
  /** True if records are there that nothing opens any more. */
  orphaned(): Promise<boolean>;
  /** Refusal: locked. */
  store(): SealedStore;
  /** True if the keychain remembers a later state than the folder has. */
  rolledBack(): boolean;
  create(passphrase: string | undefined, keychain: boolean): Promise<void>;
  /** This and the keychain refuse `code-needed` where there is a second factor: `unlockWithCode` goes on then. */
  unlockWithPassphrase(passphrase: string): Promise<void>;
  unlockWithKeychain(ask: boolean): Promise<void>;
  unlockWithRecoveryKey(typed: string): Promise<void>;
  /** With the agent of this session. Refusals: agent-missing, and those of a profile that is not there. */
  unlockWithAgent(): Promise<void>;
  /** Lets an agent keep it open for so long. Refusals: locked, agent-failed. */
  startAgent(seconds: number): Promise<void>;
  stopAgent(): Promise<void>;
  /** How the agent knows it; undefined where nothing can be read. */
  name(): Promise<string | undefined>;
  agentSecondsLeft(): Promise<number>;
  lock(): void;
  /** Adding, changing and taking away what opens it. */
  readonly changes: ProtectorChanges;
  setDamagedAside(): Promise<number>;
  /** See backup.ts. Refusal: locked, and those of `backUp`. */
  backUp(): Promise<Buffer>;
  /** Leaves it locked. */
  restore(bytes: Buffer, opener: Opener): Promise<void>;
  /** Waits for what is still on its way to the keychain. */
  settle(): Promise<void>;
}

/** A recovery key has 52 characters; no code has nearly as many. */
const shortestRecoveryKey = 40;

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

  function wipe({ key, sealKey, store }: Open): void {
    key.fill(0);
    sealKey.fill(0);
    store.close();
  }

  function lock(): void {
    secondStep.close();
    const was = open;
    open = undefined;
    if (was !== undefined) wipe(was);
  }

  function begin(now: Open): void {
    open = now;
    last = now.anchor;
  }

  /** Takes over `key`, and wipes it when it locks. `proven`: no code is asked for. Refusals: those of the second step. */
  async function enter(key: Buffer, profile: string, proven: boolean): Promise<void> {
    if (open !== undefined) {
      key.fill(0);
      return;
    }
    secondStep.close();
    const sealKey = sealingKey(key, profile);
    const anchor = createAnchor(keychain, profile);
    const anchored = (await files.list()).some(({ kind }) => kind === 'keychain');
    const store = openStore({ folder: sealed, lock: join(folder, 'locks', 'sealed'), seal: { key: sealKey, profile }, counted: (counter) => { if (now.anchored) anchor.raise(counter); } });
    const remembered = anchored ? await anchor.read() : undefined;
    const counter = await store.counter();
    const now: Open = { key, sealKey, profile, store, anchor, anchored, rolledBackTo: remembered !== undefined && counter < remembered ? remembered : undefined };
    if (!proven) await secondStep.pass(now);
    begin(now);
  }

  /** WHY silent: what opened it was right. The lock or the disk may fail, and then the next wrong passphrase waits earlier than it need. */
  const forgetTries = (): Promise<void> => alone(() => tries.clear()).catch(() => undefined);

  /** Every protector names its profile; undefined where none can be read. */
  async function profileName(): Promise<string | undefined> {
    return (await files.list()).find((found) => found.state === 'whole')?.file.profile;
  }

  const secondStep = createSecondStep({ tries, alone, forgetTries, clock, wipe });
  const changes = createChanges({ files, alone, opened, forgetTries, keychain, clock, cost: deps.cost });
  const { wrapping, forgetUnlessKept } = changes;

  return {
    tries,
    isOpen: () => open !== undefined,
    wantsCode: () => secondStep.wanted(),

    async unlockWithCode(typed) {
      begin(await secondStep.release(typed));
    },

    async takeCode(typed) {
      const { store } = opened();
      if (typed.length < shortestRecoveryKey) await secondStep.take(store, typed);
      else openWithRecoveryKey(await files.get('recovery-key'), typed).fill(0);
    },

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
      await enter(key, profile, true);
    },

    async unlockWithPassphrase(passphrase) {
      const file = await files.get('passphrase');
      await alone(() => tries.begin());
      const key = await openWithPassphrase(file, passphrase);
      if (key === undefined) throw new Refusal('passphrase-wrong', { ...(await tries.status()), windowMs: (await deps.limits()).windowMs });
      if (isWeaker(file.scrypt, deps.cost)) {
        await changes.raise(passphrase, key, file).catch(() => {
          // WHY silent: the former cost opens it as well, and the next unlock tries again.
        });
      }
      // It was no wrong try. WHY those before it still count: a code may be to come.
      await alone(() => tries.takeBack()).catch(() => undefined);
      await enter(key, file.profile, false);
      await forgetTries();
    },

    async unlockWithRecoveryKey(typed) {
      const file = await files.get('recovery-key');
      const key = openWithRecoveryKey(file, typed);
      await forgetTries();
      await enter(key, file.profile, true);
    },

    async unlockWithKeychain(ask) {
      const file = await files.get('keychain');
      await enter(await openWithKeychain(file, keychain, ask), file.profile, false);
    },

    async unlockWithAgent() {
      const profile = await profileName();
      if (profile === undefined) throw new Refusal('profile-missing');
      const key = await deps.agent.fetch(profile);
      if (key === undefined) throw new Refusal('agent-missing');
      // WHY no code: whoever started the agent has typed one.
      await enter(key, profile, true);
    },

    async startAgent(seconds) {
      const { key, profile } = opened();
      if (!(await deps.agent.start(profile, key, seconds))) throw new Refusal('agent-failed');
    },

    name: profileName,

    async stopAgent() {
      const profile = await profileName();
      if (profile !== undefined) await deps.agent.stop(profile);
    },

    async agentSecondsLeft() {
      const profile = await profileName();
      return profile === undefined ? 0 : deps.agent.secondsLeft(profile);
    },

    lock,

    changes,

    async setDamagedAside() {
      const now = opened();
      const moved = await now.store.setAside(join(folder, 'damaged', clock.now().toISOString().replaceAll(':', '-')), now.rolledBackTo ?? 0);
      now.rolledBackTo = undefined;
      return moved;
    },

    backUp: async () => backUp({ folder, files, alone }, opened(), clock.now()),
    restore: (bytes, opener) => restore({ folder, files, alone }, bytes, opener, clock.now()),

    async settle() {
      await last?.settle();
    },
  };
}
