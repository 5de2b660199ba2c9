// Door of the room “lock-file”: one lock between all processes of this program, since Node has no flock.
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Refusal } from '../refusal.ts';
import { thisOwner, type Owner } from './owner.ts';
import { breakStale, createOwned, release } from './take.ts';

const defaultWaitMs = 10_000;
/** Pause between two tries: long enough to be cheap, short enough for a person. */
const longestPauseMs = 20;

// WHY kept here and not per caller: two rooms of one process that lock the same path must queue as two processes would. It holds promises only.
const queues = new Map<string, Promise<unknown>>();

/** WHY the folder only on demand: it is there all but the first time. */
function tryTake(path: string, owner: Owner): boolean {
  try {
    return createOwned(path, owner);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    return createOwned(path, owner);
  }
}

async function take(path: string, waitMs: number): Promise<() => void> {
  const owner = thisOwner();
  const until = performance.now() + waitMs;
  for (let pause = 1; ; pause = Math.min(longestPauseMs, pause * 2)) {
    if (tryTake(path, owner)) return () => { release(path, owner); };
    breakStale(path, owner);
    if (tryTake(path, owner)) return () => { release(path, owner); };
    if (performance.now() > until) throw new Refusal('file-busy');
    await setTimeout(pause * (0.5 + Math.random()));
  }
}

/**
 * Runs `work` while holding the lock file at `path` (absolute; its folder is made, 0700). A lock whose owner is dead is taken over: an owner is
 * its pid, the time it started, the boot and the pid namespace. Calls of one process queue. Throws Refusal `file-busy` after `waitMs`.
 */
export async function withLock<T>(path: string, work: () => Promise<T>, options: { readonly waitMs?: number } = {}): Promise<T> {
  const before = queues.get(path) ?? Promise.resolve();
  const turn = before.then(async () => {
    const giveBack = await take(path, options.waitMs ?? defaultWaitMs);
    try {
      return await work();
    } finally {
      giveBack();
    }
  });
  const settled = turn.catch(() => undefined);
  queues.set(path, settled);
  try {
    return await turn;
  } finally {
    if (queues.get(path) === settled) queues.delete(path);
  }
}
