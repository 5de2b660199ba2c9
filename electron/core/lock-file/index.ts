// Door of the room “lock-file”: one owner at a time for what several processes share. Node has no flock. Must never let two owners in, whatever is killed when.
import { Refusal } from '../refusal.ts';
import { breakStale, staleId, sweep } from './break-stale.ts';
import { claim, codeOf, hasOthers, look, remove, type Claimant } from './claim.ts';
import { thisProcess } from './owner.ts';

export { isGone, parseOwner, thisProcess } from './owner.ts';

const defaultWaitMs = 10_000;
const longestPauseMs = 16;

export interface LockOptions {
  /** How long to wait for the turn, in milliseconds; 10,000 unless told. */
  readonly waitMs?: number;
}
export interface Lock {
  /** Like `withLock`, for one who locks often: his own file stays beside the lock until `close`. */
  hold<T>(work: () => Promise<T>, options?: LockOptions): Promise<T>;
  /** True if other programs use this lock, too, and may be waiting for it. */
  shared(): boolean;
  /** Removes that file. A later `hold` makes it again. */
  close(): void;
}

// WHY module state: a lock belongs to the process, whoever in it asks. An entry lives only while somebody holds or waits.
const tails = new Map<string, Promise<void>>();

const pause = (ms: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, ms); });

/** Waits for `turn`, at most until `deadline`. */
async function within(turn: Promise<void>, deadline: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => { reject(new Refusal('file-busy')); }, Math.max(0, deadline - performance.now()));
  });
  try {
    await Promise.race([turn, late]);
  } finally {
    clearTimeout(timer);
  }
}

function claimantFor(path: string): Claimant {
  const owner = thisProcess();
  return { owner, file: `${path}.${owner.token}.owner`, written: false };
}

function claimOrRefuse(path: string, claimant: Claimant): boolean {
  try {
    return claim(path, claimant);
  } catch (error) {
    throw new Refusal(codeOf(error) === 'ENOSPC' || codeOf(error) === 'EDQUOT' ? 'disk-full' : 'write-failed');
  }
}

async function acquire(path: string, claimant: Claimant, deadline: number): Promise<void> {
  const firstSeen = new Map<string, number>();
  const seenFor = (id: string): number => {
    const now = performance.now();
    const first = firstSeen.get(id) ?? now;
    firstSeen.set(id, first);
    return now - first;
  };
  for (let pauseMs = 1; !claimOrRefuse(path, claimant); pauseMs = Math.min(longestPauseMs, pauseMs * 2)) {
    const sight = look(path);
    try {
      const stale = staleId(sight, seenFor);
      // Ours, while nobody here holds it: its release failed.
      if (sight.kind === 'owned' && sight.id === claimant.owner.token) remove(path);
      else if (stale !== undefined) breakStale(path, stale, claimant, seenFor);
    } catch {
      // WHY silent: what could not be removed now is tried again until the time is over, and then refused.
    }
    if (look(path).kind === 'free') continue;
    // WHY only here: who was stopped for longer than he may wait, and finds it free now, takes it.
    if (performance.now() >= deadline) throw new Refusal('file-busy');
    await pause(pauseMs + Math.random() * pauseMs);
  }
}

/** What cannot be removed now is removed by the next use, or by others once this process has ended: the work is done, and its answer must not change. */
function quietly(step: () => void): void {
  try {
    step();
  } catch {
    // WHY silent: see above.
  }
}

async function hold<T>(path: string, claimant: Claimant, work: () => Promise<T>, waitMs: number): Promise<T> {
  const deadline = performance.now() + waitMs;
  const before = tails.get(path);
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  const tail = before === undefined ? ended : before.then(() => ended);
  tails.set(path, tail);
  try {
    if (before !== undefined) await within(before, deadline);
    await acquire(path, claimant, deadline);
    try {
      return await work();
    } finally {
      quietly(() => {
        const sight = look(path);
        if (sight.kind === 'owned' && sight.id === claimant.owner.token) remove(path);
      });
    }
  } finally {
    end();
    // SECURITY(lock-tail-stays): whoever gave up waiting leaves his place to the one who still holds: without it the next one would take the lock for one that this process forgot to release.
    void tail.then(() => {
      if (tails.get(path) === tail) tails.delete(path);
    });
  }
}

/**
 * Runs `work` while this process alone holds the lock file at `path` (absolute; its folder is made, 0700, if it is missing), and answers with what it answers.
 * Uses of one path in one process queue, so a use inside of itself waits in vain. The lock of a killed process is recognised by pid, process start, boot and pid namespace
 * and removed; one from another machine or namespace cannot be judged and is waited for. Refusals: file-busy after `waitMs`, disk-full and write-failed if the
 * lock file cannot be made. Whatever `work` throws passes through.
 */
export async function withLock<T>(path: string, work: () => Promise<T>, options: LockOptions = {}): Promise<T> {
  const claimant = claimantFor(path);
  try {
    return await hold(path, claimant, work, options.waitMs ?? defaultWaitMs);
  } finally {
    quietly(() => { remove(claimant.file); });
  }
}

/** The lock at `path` (absolute) for one who takes it often: a fifth of the time for each. Nothing is made before the first `hold`, which also clears away what killed processes left. */
export function createLock(path: string): Lock {
  const claimant = claimantFor(path);
  let swept = false;
  return {
    hold: (work, options = {}) => hold(path, claimant, async () => {
      try {
        return await work();
      } finally {
        if (!swept) quietly(() => { sweep(path, claimant.owner.token); });
        swept = true;
      }
    }, options.waitMs ?? defaultWaitMs),
    shared: () => hasOthers(path, claimant),
    close() {
      quietly(() => { remove(claimant.file); });
    },
  };
}
