// The calls of the room, each a few words over vault, locking and identities. Must never answer with a key or a passphrase, but for the recovery key when it is made.
import { isAbsolute, join, relative } from 'node:path';
import type { AppContract } from '../../../shared/ipc/contract.ts';
import type { Handlers } from '../../../shared/ipc/define.ts';
import type { ProfileState, Protector } from '../../../shared/ipc/profile.ts';
import type { KeychainRoom } from '../keychain/index.ts';
import type { Clock, Dialogs, Paths, Sinks } from '../ports.ts';
import { takeSink } from '../give.ts';
import { Refusal } from '../refusal.ts';
import { SecretBytes } from '../secret/index.ts';
import { backupHandlers } from './backup-handlers.ts';
import type { Identities } from './identities.ts';
import type { Locking } from './locking.ts';
import type { Found } from './protector-files.ts';
import type { Uses } from './uses.ts';
import type { Vault } from './vault.ts';

export interface HandlerDeps {
  readonly vault: Vault;
  readonly locking: Locking;
  /** Runs what starts an agent, where there is a place for one. */
  readonly forAgent: (start: () => Promise<void>) => Promise<void>;
  readonly identities: Identities;
  readonly uses: Uses;
  readonly keychain: KeychainRoom;
  readonly sinks: Sinks;
  readonly dialogs: Dialogs;
  readonly clock: Clock;
  readonly paths: Pick<Paths, 'profile' | 'userHome'>;
  /** See AutoLock. */
  readonly locksInMs: () => number;
}

/** A recovery key stays on the screen for as long as it takes to write it down. */
const hideRecoveryKeyAfterMs = 10 * 60_000;
const nothing = {} as const;
const subject = { secretKey: 'profile#recovery-key', backend: 'profile' } as const;
const longestName = 100;
/** More names than anybody reads. */
const mostNames = 1000;

function shown(found: Found): Protector {
  const file = found.state === 'whole' ? found.file : undefined;
  return { kind: found.kind, state: found.state, made: file?.made ?? '', rehearsed: file?.kind === 'recovery-key' ? file.rehearsed : '', backend: file?.kind === 'keychain' ? file.backend : '' };
}

/** A folder of the person begins with ~. */
function readable({ profile, userHome }: Pick<Paths, 'profile' | 'userHome'>): string {
  const inside = relative(userHome, profile);
  return inside.startsWith('..') || isAbsolute(inside) ? profile : join('~', inside);
}

async function done(work: Promise<unknown>): Promise<typeof nothing> {
  await work;
  return nothing;
}

export function profileHandlers({ vault, locking, forAgent, identities, uses, keychain, sinks, dialogs, clock, paths, locksInMs }: HandlerDeps): Handlers<AppContract>['profile'] {
  async function stateWith(protectors: readonly Found[]): Promise<ProfileState['state']> {
    if (vault.isOpen()) return 'unlocked';
    if (protectors.some((one) => one.state === 'newer')) return 'newer';
    if (protectors.some((one) => one.state === 'whole')) return 'locked';
    return protectors.length > 0 || await vault.orphaned() ? 'damaged' : 'none';
  }
  const unlock = (open: () => Promise<void>): Promise<typeof nothing> => done(locking.unlock(open));

  async function getState(): Promise<ProfileState> {
    const protectors = await vault.protectors();
    const damaged = vault.isOpen() ? (await vault.store().survey()).damaged.slice(0, mostNames) : [];
    return { state: await stateWith(protectors), protectors: protectors.map(shown), tries: await vault.tries.status(), damaged, rolledBack: vault.rolledBack(), wantsCode: vault.wantsCode(), needsFactor: locking.confined(), keptChanges: locking.keptChanges(), lockoutMs: await vault.tries.lockoutMs(), agentSeconds: await vault.agentSecondsLeft() };
  }

  return {
    getState,
    getStatus: async () => ({ ...await getState(), keychain: await keychain.look() }),
    getOpen() {
      if (!vault.isOpen()) throw new Refusal('locked');
      return { folder: readable(paths), locksInMs: locksInMs() };
    },
    create: ({ value, keychain: withKeychain }) => done(locking.unlock(() => vault.create(value, withKeychain), true)),
    unlockWithPassphrase: ({ value }) => unlock(() => vault.unlockWithPassphrase(value)),
    unlockWithRecoveryKey: ({ value }) => unlock(() => vault.unlockWithRecoveryKey(value)),
    unlockWithKeychain: ({ ask }) => unlock(() => vault.unlockWithKeychain(ask)),
    unlockWithCode: ({ value }) => unlock(() => vault.unlockWithCode(value)),
    cancelKeychain() {
      keychain.cancel();
      return nothing;
    },
    unlockWithAgent: () => unlock(() => vault.unlockWithAgent()),
    startAgent: ({ seconds }) => done(forAgent(() => vault.startAgent(seconds))),
    cover() {
      locking.cover(true);
      return nothing;
    },
    async lock() {
      await locking.lock();
      await vault.stopAgent();
      return nothing;
    },
    setPassphrase: ({ value }) => done(vault.changes.setPassphrase(value)),
    addKeychain: () => done(vault.changes.addKeychain()),
    removeProtector: ({ kind }) => done(vault.changes.remove(kind)),
    revealRecoveryKey: {
      subject: () => subject,
      async run() {
        const { text, keep } = vault.changes.makeRecoveryKey();
        await keep();
        return { value: text, hideAfterMs: hideRecoveryKeyAfterMs };
      },
    },
    writeRecoveryKey: {
      subject: () => subject,
      async run({ sink: ref }) {
        const sink = takeSink(sinks, ref);
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
    ...backupHandlers({ vault, dialogs, clock }),
    setDamagedAside: async () => ({ records: await vault.setDamagedAside() }),
    listIdentities: async () => ({ identities: [...await identities.list()] }),
    generateIdentity: ({ name, kind }) => identities.generate(name, kind),
    async importIdentities({ value, name, passphrase }) {
      const { added, known } = await identities.import(value, name, passphrase);
      return { added: [...added], known };
    },
    async importFromKeychain({ name }) {
      const added = [];
      let known = 0;
      let skipped = 0;
      for (const { account, text } of await keychain.findCredentials(name)) {
        try {
          const taken = await identities.import(text, account === '' ? name : account.slice(0, longestName));
          added.push(...taken.added);
          known += taken.known;
        } catch (error) {
          // WHY passed over: most of what another program keeps is no identity.
          if (!(error instanceof Refusal) || !error.code.startsWith('identity-')) throw error;
          skipped += 1;
        }
      }
      return { added, known, skipped };
    },
    listUses: () => uses.list(),
    checkRemoval: ({ identity }) => uses.checkRemoval(identity),
    renameIdentity: ({ identity, name }) => done(identities.rename(identity, name)),
    removeIdentity: ({ identity }) => done(identities.remove(identity)),
  };
}
