// Door of the room “profile”: what keeps identities, tokens and drafts sealed on disk, and who may open it. Must never let a key or a passphrase out, but for the recovery key, once.
import type { AppContract } from '../../../shared/ipc/contract.ts';
import type { Handlers } from '../../../shared/ipc/define.ts';
import type { ProfileStatus, Protector } from '../../../shared/ipc/profile.ts';
import { createKeychain } from '../keychain/index.ts';
import type { KeptIdentities, Ports } from '../ports.ts';
import { Refusal } from '../refusal.ts';
import { SecretBytes } from '../secret/index.ts';
import type { Cost } from './canonical.ts';
import { createIdentities } from './identities.ts';
import { productCost } from './passphrase.ts';
import type { Found } from './protector-files.ts';
import type { SealedStore } from './sealed-store.ts';
import { defaultLimits } from './tries.ts';
import { createVault } from './vault.ts';

export type { SealedStore } from './sealed-store.ts';
export type { Cost } from './canonical.ts';

export interface ProfileRoom {
  readonly handlers: Handlers<AppContract>['profile'];
  /** The identities of an open profile; none while it is locked. Refusal: record-damaged. */
  readonly places: KeptIdentities;
  /** Refusal: locked. */
  store(): SealedStore;
  isOpen(): boolean;
  lock(): void;
  /** Remembers in the keychain what is still to be remembered, and locks. */
  dispose(): Promise<void>;
}
export interface ProfileDeps {
  readonly ports: Pick<Ports, 'keychain' | 'clock' | 'boot' | 'agent' | 'paths' | 'sinks' | 'about'>;
  /** How slow a passphrase is to guess; only tests make it quicker. */
  readonly cost?: Cost;
}

/** A recovery key stays on the screen for as long as it takes to write it down. */
const hideRecoveryKeyAfterMs = 10 * 60_000;
const nothing = {} as const;
const subject = { secretKey: 'profile#recovery-key', backend: 'profile' } as const;

function shown(found: Found): Protector {
  const file = found.state === 'whole' ? found.file : undefined;
  return { kind: found.kind, state: found.state, made: file?.made ?? '', rehearsed: file?.kind === 'recovery-key' ? file.rehearsed : '', backend: file?.kind === 'keychain' ? file.backend : '' };
}

export function createProfile({ ports, cost = productCost }: ProfileDeps): ProfileRoom {
  const keychain = createKeychain({ port: ports.keychain, clock: ports.clock });
  const vault = createVault({ folder: ports.paths.profile, keychain, clock: ports.clock, boot: ports.boot, agent: ports.agent, cost, limits: defaultLimits, turned: () => undefined });
  const identities = createIdentities({ store: () => vault.store(), clock: ports.clock });
  /** True once the keychain was tried without a question: it is not tried again and again. */
  let triedQuietly = false;

  async function state(protectors: readonly Found[]): Promise<ProfileStatus['state']> {
    if (vault.isOpen()) return 'unlocked';
    if (protectors.some((one) => one.state === 'newer')) return 'newer';
    if (protectors.some((one) => one.state === 'whole')) return 'locked';
    return protectors.length > 0 || await vault.orphaned() ? 'damaged' : 'none';
  }

  /** The command line opens the profile by itself where the keychain does so without a question; a window has a person who unlocks it. */
  async function openQuietly(): Promise<void> {
    if (ports.about.host !== 'cli' || vault.isOpen() || triedQuietly) return;
    triedQuietly = true;
    if (await vault.agentSecondsLeft() > 0) await vault.unlockWithAgent().catch(() => {
      // WHY silent: see below.
    });
    if (vault.isOpen() || !(await vault.protectors()).some(({ kind }) => kind === 'keychain')) return;
    await vault.unlockWithKeychain(false).catch(() => {
      // WHY silent: a profile that stays locked is no obstacle to a key that lies elsewhere; whoever needs it is told that it is locked.
    });
  }

  async function done(work: Promise<unknown>): Promise<typeof nothing> {
    await work;
    return nothing;
  }

  const handlers: ProfileRoom['handlers'] = {
    async getStatus() {
      const protectors = await vault.protectors();
      const damaged = vault.isOpen() ? (await vault.store().survey()).damaged.slice(0, 1000) : [];
      return { state: await state(protectors), protectors: protectors.map(shown), keychain: await keychain.look(), tries: await vault.tries.status(), damaged, rolledBack: vault.rolledBack(), agentSeconds: await vault.agentSecondsLeft() };
    },
    create: ({ value, keychain: withKeychain }) => done(vault.create(value, withKeychain)),
    unlockWithPassphrase: ({ value }) => done(vault.unlockWithPassphrase(value)),
    unlockWithRecoveryKey: ({ value }) => done(vault.unlockWithRecoveryKey(value)),
    unlockWithKeychain: ({ ask }) => done(vault.unlockWithKeychain(ask)),
    unlockWithAgent: () => done(vault.unlockWithAgent()),
    startAgent: ({ seconds }) => done(vault.startAgent(seconds)),
    async lock() {
      vault.lock();
      await vault.stopAgent();
      return nothing;
    },
    setPassphrase: ({ value }) => done(vault.changes.setPassphrase(value)),
    addKeychain: () => done(vault.changes.addKeychain()),
    removeProtector: ({ kind }) => done(vault.changes.remove(kind)),
    revealRecoveryKey: { subject: () => subject, async run() {
      const { text, keep } = vault.changes.makeRecoveryKey();
      await keep();
      return { value: text, hideAfterMs: hideRecoveryKeyAfterMs };
    } },
    writeRecoveryKey: {
      subject: () => subject,
      async run({ sink: ref }) {
        const sink = ports.sinks.take(ref);
        if (sink === undefined) throw new Refusal('sink-closed');
        const { text, keep } = vault.changes.makeRecoveryKey();
        const bytes = new SecretBytes(Buffer.from(text.expose()));
        try {
          // WHY in this order: a key that nobody could write down must not take the place of one that somebody has.
          await sink.write(bytes);
          await keep();
        } finally {
          bytes.wipe();
        }
        return nothing;
      },
    },
    rehearseRecoveryKey: ({ value }) => done(vault.changes.rehearse(value)),
    setDamagedAside: async () => ({ records: await vault.setDamagedAside() }),
    listIdentities: async () => ({ identities: [...await identities.list()] }),
    generateIdentity: ({ name }) => identities.generate(name),
    async importIdentities({ value, name }) {
      const { added, known } = await identities.import(value, name);
      return { added: [...added], known };
    },
    renameIdentity: ({ identity, name }) => done(identities.rename(identity, name)),
    removeIdentity: ({ identity }) => done(identities.remove(identity)),
  };

  return {
    handlers,
    async places(manner) {
      if (manner === 'asking') await openQuietly();
      return vault.isOpen() ? identities.places() : [];
    },
    store: () => vault.store(),
    isOpen: () => vault.isOpen(),
    lock() { vault.lock(); },
    async dispose() {
      await vault.settle();
      vault.lock();
    },
  };
}
