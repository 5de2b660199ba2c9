// Door of the room “lock-file”: one owner at a time for what several processes share. Node has no flock. Must never let two owners in, whatever is killed when.
import { randomBytes } from 'node:crypto';
import { Refusal } from '../refusal.ts';
import { breakStale, staleId } from './break-stale.ts';
import { claim, codeOf, look, remove } from './claim.ts';
import { thisProcess, type Owner } from './owner.ts';

const defaultWaitMs = 10_000;
const longestPauseMs = 16;

// WHY module state: a lock belongs to the process, whoever in it asks. Both hold an entry only while somebody waits or a release failed.
const tails = new Map<string, Promise<void>>();
const unreleased = new Set<string>();

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

function claimOrRefuse(path: string, owner: Owner): boolean {
  try {
    return claim(path, owner);
  } catch (error) {
    throw new Refusal(codeOf(error) === 'ENOSPC' || codeOf(error) === 'EDQUOT' ? 'disk-full' : 'write-failed');
  }
}

async function acquire(path: string, deadline: number): Promise<string> {
  const firstSeen = new Map<string, number>();
  const seenFor = (id: string): number => {
    const now = performance.now();
    const first = firstSeen.get(id) ?? now;
    firstSeen.set(id, first);
    return now - first;
  };
  for (let pauseMs = 1; ; pauseMs = Math.min(longestPauseMs, pauseMs * 2)) {
    const owner = { ...thisProcess(), token: randomBytes(16).toString('hex') };
    if (claimOrRefuse(path, owner)) return owner.token;
    // Waits by looking; only a lock that is gone is worth a new claim.
    for (;;) {
      const sight = look(path);
      if (sight.kind === 'free') break;
      const stale = staleId(sight, seenFor);
      try {
        if (sight.kind === 'owned' && unreleased.delete(sight.id)) remove(path);
        else if (stale !== undefined) breakStale(path, stale, owner, seenFor);
      } catch {
        // WHY silent: what could not be removed now is tried again until the time is over, and then refused.
      }
      if (look(path).kind === 'free') break;
      if (performance.now() >= deadline) throw new Refusal('file-busy');
      await pause(pauseMs + Math.random() * pauseMs);
      pauseMs = Math.min(longestPauseMs, pauseMs * 2);
    }
    if (performance.now() >= deadline) throw new Refusal('file-busy');
  }
}

function release(path: string, token: string): void {
  try {
    const sight = look(path);
    if (sight.kind === 'owned' && sight.id === token) remove(path);
  } catch {
    // WHY silent: the work is done, and its answer must not change. The lock is removed when this process next wants it, or by others once it ended.
    unreleased.add(token);
  }
}

/**
 * Runs `work` while this process alone holds the lock file at `path` (absolute; its folder is made, 0700, if it is missing), and answers with what it answers.
 * Uses of one path in one process queue, so a use inside of itself waits in vain. The lock of a killed process is recognised by pid, process start, boot and pid namespace
 * and removed; one from another machine or namespace cannot be judged and is waited for. Refusals: file-busy after `waitMs` milliseconds (10,000 unless told),
 * disk-full and write-failed if the lock file cannot be made. Whatever `work` throws passes through.
 */
export async function withLock<T>(path: string, work: () => Promise<T>, options: { readonly waitMs?: number } = {}): Promise<T> {
  const deadline = performance.now() + (options.waitMs ?? defaultWaitMs);
  const before = tails.get(path);
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  const tail = before === undefined ? ended : before.then(() => ended);
  tails.set(path, tail);
  try {
    if (before !== undefined) await within(before, deadline);
    const token = await acquire(path, deadline);
    try {
      return await work();
    } finally {
      release(path, token);
    }
  } finally {
    end();
    if (tails.get(path) === tail) tails.delete(path);
  }
}
