// Locking and unlocking as a person sees them: what was open is put away sealed and comes back as it was. One after the other, never two at once. Must never show anything while it is locked.
import type { AnyEvent } from '../../../shared/ipc/define.ts';
import type { AppEvents } from '../../../shared/ipc/events.ts';
import type { Clock } from '../ports.ts';
import { Refusal } from '../refusal.ts';
import type { SecretBytes } from '../secret/index.ts';
import type { AutoLock } from './auto-lock.ts';
import type { Vault } from './vault.ts';

/** What one room holds in clear while the profile is open, as plain data that can be sealed. */
export interface Parked {
  /** Where it is kept. */
  readonly record: string;
  /** Everything that must come back, or undefined if there is nothing. Changes nothing yet. */
  pack(): Promise<Buffer | undefined>;
  /** What was kept from before and could not be brought back, with what is packed now. */
  join(kept: Buffer | undefined, packed: Buffer): Buffer;
  /** Brings it back. Answers with what could not be brought back now, to be kept. */
  unpack(packed: SecretBytes): Promise<Buffer | undefined>;
}
/** The same of all rooms together. */
export interface Parking {
  /** Takes away what can be taken away at once: questions that wait for an answer, and what could be pasted. */
  hide(): Promise<void>;
  /** Changes that are not saved. */
  count(): number;
  /** Before anything is packed. */
  settle(): Promise<void>;
  rooms(): readonly Parked[];
  /** Overwrites everything in clear: it is sealed now. */
  clear(): Promise<void>;
  /** Lets go of what is nobody's work: it goes at each lock, also where nothing could be sealed. */
  forget(): void;
}

/** How long a page may take to hand over what it holds, in milliseconds: once it has said that it does so, and until it says it. */
const longest = { begun: 5_000, unheard: 1_000 };

export interface Locking {
  /** True while a window must get nothing. */
  covered(): boolean;
  /** From now on a window gets nothing, and may only hand over what its page holds. Locks by itself if the page does not. `begun`: the page itself says so, and gets longer. */
  cover(begun: boolean): void;
  /** True between `cover` and `lock`. */
  handsOver(): boolean;
  /** True while it is open for setting up a second factor, and for nothing else. */
  confined(): boolean;
  /** There is a second factor now. */
  enrolled(): void;
  /** How many changes the last lock put away; 0 where this program has put none away. */
  keptChanges(): number;
  /** Puts everything away and locks. Where there is a profile that is not open, it only covers. */
  lock(): Promise<void>;
  /** Runs what opens the profile, and brings everything back once it is open. `begins`: it is made just now, and what it must have can wait until it is unlocked. */
  unlock(open: () => Promise<void>, begins?: boolean): Promise<void>;
}

export interface LockingDeps {
  readonly vault: Vault;
  /** Whether the open profile must have a second factor and has none. */
  readonly needsFactor: () => Promise<boolean>;
  readonly parking: Parking;
  readonly autoLock: AutoLock;
  readonly clock: Clock;
  /** False for a program that has no screen to cover: a command ends by itself. */
  readonly hasScreen: boolean;
  /** A window takes its place when it opens, and gives it back. `begin` refuses where there are too many. */
  readonly session: { begin(): Promise<void>; end(): Promise<void> };
  readonly emit: (event: AnyEvent<AppEvents>) => void;
  readonly log: (line: string) => void;
}

export function createLocking({ vault, needsFactor, parking, autoLock, clock, hasScreen, session, emit, log }: LockingDeps): Locking {
  let covered = false;
  let confined = false;
  let keptChanges = 0;
  let last: Promise<unknown> = Promise.resolve();
  /** True if something could not be sealed: it stays in memory behind the cover, and is not lost. */
  let kept = false;
  let waiting: { readonly begun: boolean; readonly stop: () => void } | undefined;

  function stopWaiting(): void {
    waiting?.stop();
    waiting = undefined;
  }

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const next = last.then(work);
    // WHY: one that failed must not block the next; its caller hears of it.
    last = next.catch(() => undefined);
    return next;
  }

  async function putAway(): Promise<void> {
    await parking.settle();
    for (const room of parking.rooms()) {
      const packed = await room.pack();
      // WHY joined: a draft whose file does not open now must not give way to those of files that do.
      if (packed !== undefined) await vault.store().change(room.record, (kept) => room.join(kept, packed)).finally(() => packed.fill(0));
    }
    await parking.clear();
  }

  async function bringBack({ record, unpack }: Parked): Promise<void> {
    const packed = await vault.store().read(record);
    if (packed === undefined) return;
    try {
      const rest = await unpack(packed);
      await vault.store().change(record, () => rest ?? Buffer.alloc(0));
    } finally {
      packed.wipe();
    }
  }

  const report = (what: string, error: unknown): void => { log(`${what} ended by ${error instanceof Refusal ? error.code : error instanceof Error ? error.name : 'an unknown failure'}`); };

  const self: Locking = {
    covered: () => covered,
    handsOver: () => waiting !== undefined,
    cover(begun) {
      // WHY only up: a page that says it again and again would never be locked.
      if (!hasScreen || !vault.isOpen() || (covered && (waiting === undefined || waiting.begun || !begun))) return;
      covered = true;
      stopWaiting();
      // SECURITY(hung-page-locks): a page that hangs, or means ill, keeps nothing open.
      waiting = { begun, stop: clock.after(begun ? longest.begun : longest.unheard, () => { self.lock().catch((error: unknown) => { report('locking', error); }); }) };
      parking.hide().catch((error: unknown) => { report('hiding', error); });
    },
    confined: () => confined && vault.isOpen(),
    enrolled() { confined = false; },
    keptChanges: () => keptChanges,
    lock() {
      stopWaiting();
      if (!hasScreen) {
        vault.lock();
        return Promise.resolve();
      }
      // WHY at once, before anything is put away: nobody gets a value from here on.
      if (vault.isOpen()) covered = true;
      return inTurn(async () => {
        if (!vault.isOpen()) {
          // A window that begins with a profile asks for this: nothing answers it before somebody has unlocked.
          covered ||= (await vault.protectors()).length > 0;
          vault.lock();
          return;
        }
        autoLock.stop();
        emit({ name: 'profile.locked', payload: {} });
        kept = false;
        keptChanges = parking.count();
        await putAway().catch((error: unknown) => {
          // WHY kept: a full disk must not cost anybody their work. It lies in memory, behind the cover.
          kept = true;
          report('putting away', error);
        });
        parking.forget();
        vault.lock();
        await session.end();
      });
    },
    unlock: (open, begins = false) => inTurn(async () => {
      const was = vault.isOpen();
      await open();
      if (was) return;
      confined = !begins && await needsFactor();
      if (!hasScreen) return;
      await session.begin().catch((error: unknown) => {
        vault.lock();
        throw error;
      });
      if (!kept) for (const room of parking.rooms()) await bringBack(room).catch((error: unknown) => { report('bringing back', error); });
      covered = false;
      keptChanges = 0;
      autoLock.start();
      emit({ name: 'profile.unlocked', payload: {} });
    }),
  };
  return self;
}
