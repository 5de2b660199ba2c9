// Whether the window may show anything: asked before everything else, and told by the core whenever it changes. Kinds, counts and dates; never a key or a passphrase.
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AnswerOf, AppBridge, ProfileState, ProtectorKind } from '../bridge/index.ts';

/** `asking` before the first answer. `closed`: nothing can open the profile. `unreadable`: it is open, and a part of it is not whole. `renew`: it was opened by the recovery key. `factor`: it does nothing before a second factor is set up. */
export type ProfilePhase = 'asking' | 'closed' | 'locked' | 'unreadable' | 'renew' | 'factor' | 'open';
export type Opener = 'passphrase' | 'keychain' | 'recovery-key';

export interface ProfileView {
  readonly phase: ProfilePhase;
  /** As the core told last; undefined before the first answer. */
  readonly known: ProfileState | undefined;
  /** What opened it last, or was right and waits for a code. */
  readonly by: Opener | undefined;
  /** True if the program has just begun: then the keychain may be asked without a click. */
  readonly fresh: boolean;
  /** True while it is being locked: what is there is covered, and hands over what it holds. */
  readonly covered: boolean;
  /** Finds out what to show. `covered` settles with true if the core gives this window nothing. */
  start(covered: Promise<boolean>): Promise<void>;
  refresh(): Promise<void>;
  /** Where the open profile lies and when it locks, as the core told last; undefined while none is open. */
  readonly open: AnswerValue<'profile.getOpen'> | undefined;
  askOpen(): Promise<void>;
  /** What is fetched again before the window shows anything. */
  onOpen(run: () => Promise<void>): void;
  /** Registers what is still to be told to the core before the page ends; the answer takes it off again. */
  onLock(run: () => Promise<void>): () => void;
  unlockWithPassphrase(value: string): Promise<AnswerOf<'profile.unlockWithPassphrase'>>;
  unlockWithRecoveryKey(value: string): Promise<AnswerOf<'profile.unlockWithRecoveryKey'>>;
  /** The second step, after one of the others was refused with `code-needed`. */
  unlockWithCode(value: string): Promise<AnswerOf<'profile.unlockWithCode'>>;
  unlockWithKeychain(ask: boolean): Promise<AnswerOf<'profile.unlockWithKeychain'>>;
  /** Ends what it is asked, its own window included. */
  cancelKeychain(): Promise<void>;
  /** Lets the keychain of today open the profile. */
  keepInKeychain(): Promise<AnswerOf<'profile.addKeychain'>>;
  /** From a screen that stands between locked and open, on to the next. */
  goOn(): Promise<void>;
  lock(): Promise<void>;
  /** True if the kind is set up and whole. */
  opens(kind: ProtectorKind): boolean;
}

type AnswerValue<C extends 'profile.getOpen'> = Extract<AnswerOf<C>, { readonly ok: true }>['value'];

export function createProfileStore(bridge: AppBridge): StoreApi<ProfileView> {
  let reopen: () => Promise<void> = () => Promise.resolve();
  const beforeLock = new Set<() => Promise<void>>();
  return createStore<ProfileView>((set, get) => {
    async function refresh(): Promise<ProfileState | undefined> {
      const answer = await bridge.call('profile.getState', {});
      if (answer.ok) set({ known: answer.value });
      return answer.ok ? answer.value : undefined;
    }
    async function open(): Promise<void> {
      if (get().known?.needsFactor === true) {
        set({ phase: 'factor', fresh: false });
        return;
      }
      await reopen();
      set({ phase: 'open', fresh: false });
    }
    /** It is open in the core: shows what must be seen first, then everything. */
    async function enter(): Promise<void> {
      const now = await refresh();
      if (now !== undefined && (now.damaged.length > 0 || now.rolledBack)) set({ phase: 'unreadable' });
      else if (get().by === 'recovery-key') set({ phase: 'renew' });
      else await open();
    }
    /** Runs one way to open it; a wrong try is counted by the core, so what it knows is asked again. */
    async function unlock<T extends { readonly ok: boolean }>(by: Opener | undefined, work: Promise<T>): Promise<T> {
      set({ by });
      const answer = await work;
      if (answer.ok) await enter();
      else await refresh();
      return answer;
    }
    bridge.on((event) => {
      if (event.name === 'profile.locked') set({ phase: 'locked', fresh: false, covered: false });
      // WHY only then: it was made just now. Whoever unlocks finds out by the answer.
      else if (event.name === 'profile.unlocked' && get().phase === 'open') void refresh();
    });
    return {
      phase: 'asking', known: undefined, by: undefined, fresh: true, covered: false, open: undefined,
      async askOpen() {
        const answer = await bridge.call('profile.getOpen', {});
        set({ open: answer.ok ? answer.value : undefined });
      },
      async start(isCovered) {
        const [now, covered] = await Promise.all([refresh(), isCovered]);
        // WHY shown: whoever gets no answer at all is told so by the window itself.
        if (now === undefined) set({ phase: 'open' });
        else if (covered) set({ phase: 'locked', fresh: false });
        else if (now.state === 'damaged' || now.state === 'newer') set({ phase: 'closed' });
        else if (now.state !== 'locked') set({ phase: now.needsFactor ? 'factor' : 'open' });
        else if (now.agentSeconds > 0 && (await bridge.call('profile.unlockWithAgent', {})).ok) await enter();
        else {
          await bridge.call('profile.lock', {});
          set({ phase: 'locked' });
        }
      },
      async refresh() { await refresh(); },
      onOpen(run) { reopen = run; },
      onLock(run) {
        beforeLock.add(run);
        return () => { beforeLock.delete(run); };
      },
      unlockWithPassphrase: (value) => unlock('passphrase', bridge.call('profile.unlockWithPassphrase', { value })),
      unlockWithRecoveryKey: (value) => unlock('recovery-key', bridge.call('profile.unlockWithRecoveryKey', { value })),
      unlockWithKeychain: (ask) => unlock('keychain', bridge.call('profile.unlockWithKeychain', { ask })),
      unlockWithCode: (value) => unlock(get().by, bridge.call('profile.unlockWithCode', { value })),
      async cancelKeychain() { await bridge.call('profile.cancelKeychain', {}); },
      keepInKeychain: () => bridge.call('profile.addKeychain', {}),
      async goOn() {
        if (get().phase === 'unreadable' && get().by === 'recovery-key') set({ phase: 'renew' });
        else await open();
      },
      async lock() {
        if (get().covered) return;
        if (get().phase === 'open') {
          set({ covered: true });
          // WHY before what is handed over: from here on the core gives this page nothing, and locks it itself if it takes too long.
          await Promise.all([bridge.call('profile.cover', {}), ...[...beforeLock].map((run) => run())]);
        }
        await bridge.call('profile.lock', {});
        set({ covered: false });
      },
      opens: (kind) => get().known?.protectors.some((one) => one.kind === kind && one.state === 'whole') ?? false,
    };
  });
}
