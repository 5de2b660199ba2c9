// Door of the room “profile”: what keeps identities, tokens and drafts sealed on disk, and who may open it. Must never let a key or a passphrase out, but for the recovery key, once.
import type { AppContract } from '../../../shared/ipc/contract.ts';
import type { AnyEvent, Handlers } from '../../../shared/ipc/define.ts';
import type { AppEvents } from '../../../shared/ipc/events.ts';
import type { TryLimits } from '../attempts/index.ts';
import { isEnrolled } from '../factor/index.ts';
import { createKeychain, type KeychainRoom } from '../keychain/index.ts';
import type { KeptIdentities, Ports } from '../ports.ts';
import { createAutoLock } from './auto-lock.ts';
import type { Cost } from './canonical.ts';
import { profileHandlers } from './handlers.ts';
import { createIdentities } from './identities.ts';
import { createLocking, type Parking } from './locking.ts';
import { productCost } from './passphrase.ts';
import type { SealedStore } from './sealed-store.ts';
import { defaultLimits } from './tries.ts';
import { createUses, type UsesDeps } from './uses.ts';
import { createVault } from './vault.ts';

export type { SealedStore } from './sealed-store.ts';
export type { Cost } from './canonical.ts';
export type { Parked, Parking } from './locking.ts';
export { openRecord, sealRecord } from './record-file.ts';

export interface ProfileRoom {
  readonly handlers: Handlers<AppContract>['profile'];
  /** The identities of an open profile; none while it is locked, or where they cannot be read. */
  readonly kept: KeptIdentities;
  /** As the profile asks it: who cancels one question cancels them all. */
  readonly keychain: KeychainRoom;
  /** Refusal: locked. */
  store(): SealedStore;
  isOpen(): boolean;
  /** At the command line, opens it where that takes no question. Answers whether it stays locked. */
  openQuietly(): Promise<boolean>;
  /** A code of the second factor, or the recovery key. Refusals: locked, and those of the vault. */
  takeCode(typed: string): Promise<void>;
  /** Whether it has a second factor. Refusals: locked, record-damaged. */
  hasFactor(): Promise<boolean>;
  hasRecoveryKey(): Promise<boolean>;
  /** How the agent knows it; undefined where there is none. */
  name(): Promise<string | undefined>;
  /** True while a window must get nothing but what unlocking takes. */
  covered(): boolean;
  /** The menu locks: the window is covered, and its page may hand over what it holds. */
  cover(): void;
  /** True while it may. */
  handsOver(): boolean;
  /** True while it is open for setting up the second factor that the policy requires, and for nothing else. */
  confined(): boolean;
  /** There is a second factor now. */
  enrolled(): void;
  /** The times were changed: they hold at once. */
  timesChanged(): void;
  /** Puts away what is open, and locks. */
  lock(): Promise<void>;
  /** Remembers in the keychain what is still to be remembered, and wipes the key. */
  dispose(): Promise<void>;
}
export interface ProfileDeps {
  readonly ports: Pick<Ports, 'keychain' | 'clock' | 'boot' | 'agent' | 'paths' | 'sinks' | 'dialogs' | 'about' | 'power' | 'log' | 'asking'>;
  readonly emit: (event: AnyEvent<AppEvents>) => void;
  readonly parking: Parking;
  /** How long nobody may touch an open profile, and whether closing the window ends the agent too. */
  readonly locking?: () => { readonly idleMinutes: number; readonly lockOnClose: boolean };
  /** How many wrong tries there may be, and for how long they count. */
  readonly limits?: () => Promise<TryLimits>;
  /** Whether the policy requires a second factor; it does not if absent. */
  readonly required?: () => Promise<boolean>;
  /** Where windows and agents are counted; nowhere if absent. */
  readonly sessions?: { begin(): Promise<void>; end(): Promise<void>; forAgent(start: () => Promise<void>): Promise<void> };
  /** What the check before a removal looks at; nothing if absent. */
  readonly uses?: UsesDeps;
  /** How slow a passphrase is to guess; only tests make it quicker. */
  readonly cost?: Cost;
}

const uncounted = { begin: () => Promise.resolve(), end: () => Promise.resolve(), forAgent: (start: () => Promise<void>) => start() };
const nothingKnown: UsesDeps = { files: () => Promise.resolve({ files: [], folders: [], unread: 0, complete: true }), elsewhere: () => Promise.resolve([]) };

export function createProfile({ ports, emit, parking, locking: times = () => ({ idleMinutes: 30, lockOnClose: false }), limits = () => Promise.resolve(defaultLimits), required = () => Promise.resolve(false), uses = nothingKnown, sessions = uncounted, cost = productCost }: ProfileDeps): ProfileRoom {
  const { clock, boot, agent, power } = ports;
  const keychain = createKeychain({ port: ports.keychain, clock, slow(name) { emit({ name: 'profile.keychainDelayed', payload: { name } }); } });
  const vault = createVault({ folder: ports.paths.profile, keychain, clock, boot, agent, cost, limits });
  const identities = createIdentities({ store: () => vault.store(), clock, asking: ports.asking });
  const autoLock = createAutoLock({ power, clock, minutes: () => times().idleMinutes, lock() { locking.lock().catch(() => { ports.log('the profile could not be locked'); }); } });
  /** WHY true where nobody can tell: a record that cannot be read is no second factor. */
  const needsFactor = async (): Promise<boolean> => (await required()) && !(await isEnrolled(vault.store()).catch(() => false));
  const locking = createLocking({ vault, needsFactor, parking, autoLock, clock, hasScreen: ports.about.host !== 'cli', session: sessions, emit, log: (line) => { ports.log(`${clock.now().toISOString()} ${line}`); } });
  /** True once the agent and the keychain were tried without a question: they are not tried again and again. */
  let triedQuietly = false;

  /** The command line opens the profile by itself where that takes no question; a window has a person who unlocks it. */
  async function openQuietly(): Promise<void> {
    if (ports.about.host !== 'cli' || vault.isOpen() || triedQuietly) return;
    triedQuietly = true;
    for (const open of [() => vault.unlockWithAgent(), () => vault.unlockWithKeychain(false)]) {
      await open().catch(() => {
        // WHY silent: a profile that stays locked is no obstacle to a key that lies elsewhere; whoever needs it is told that it is locked.
      });
      // SECURITY(factor-first-quietly): nothing is opened in passing that must have a second factor and has none.
      if (vault.isOpen() && !(await needsFactor())) return;
      // A code or the factor itself is missing: the key need not wait for a command that asks nobody.
      vault.lock();
    }
  }

  const closed = async (): Promise<boolean> => !vault.isOpen() && (await vault.protectors()).length > 0;

  return {
    handlers: profileHandlers({ vault, locking, forAgent: (start) => sessions.forAgent(start), identities, uses: createUses(uses, identities), keychain, sinks: ports.sinks, dialogs: ports.dialogs, clock, paths: ports.paths, locksInMs: () => autoLock.leftMs() }),
    kept: {
      async places(manner) {
        if (manner === 'asking') await openQuietly();
        // WHY none where they cannot be read: the file at hand may open by other means, and the profile itself says what is damaged.
        return vault.isOpen() ? identities.places().catch(() => []) : [];
      },
      closed,
    },
    keychain,
    store: () => vault.store(),
    isOpen: () => vault.isOpen(),
    async openQuietly() {
      await openQuietly();
      return closed();
    },
    name: () => vault.name(),
    takeCode: (typed) => vault.takeCode(typed),
    hasFactor: () => isEnrolled(vault.store()),
    hasRecoveryKey: async () => (await vault.protectors()).some(({ kind, state }) => kind === 'recovery-key' && state === 'whole'),
    covered: () => locking.covered(),
    cover() { locking.cover(false); },
    handsOver: () => locking.handsOver(),
    confined: () => locking.confined(),
    enrolled() { locking.enrolled(); },
    lock: () => locking.lock(),
    timesChanged() { autoLock.again(); },
    async dispose() {
      autoLock.stop();
      if (vault.isOpen() && ports.about.host !== 'cli' && times().lockOnClose) await vault.stopAgent();
      await vault.settle();
      vault.lock();
      await sessions.end();
    },
  };
}
