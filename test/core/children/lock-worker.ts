// A process that takes a lock again and again and says so when it ever meets another owner inside. It can be told to die, or to wait, at an exact file call.
// Request as JSON in the first argument.
import fs from 'node:fs';
import { join } from 'node:path';
import { withLock } from '../../../electron/core/lock-file/index.ts';
import { hookFs } from '../../fakes/fs-hooks.ts';

export interface LockRequest {
  /** Holds the lock, `inside` (who is in) and `done` (one line for each time through). */
  readonly folder: string;
  readonly rounds: number;
  /** Dies at this file call, counted from 1. */
  readonly killAt?: number;
  /** Waits up to so many milliseconds, by chance, before each file call. */
  readonly shake?: number;
  /** Prints `paused` and waits for the file `go` before the first call of this name on the lock. */
  readonly pauseAt?: string;
  /** As on a file system without hard links. */
  readonly noLinks?: boolean;
}

const { folder, rounds, killAt, shake, pauseAt, noLinks = false } = JSON.parse(process.argv[2] ?? '') as LockRequest;
const lock = join(folder, 'the.lock');
const real = { existsSync: fs.existsSync, readFileSync: fs.readFileSync, writeFileSync: fs.writeFileSync, appendFileSync: fs.appendFileSync, rmSync: fs.rmSync };
const cell = new Int32Array(new SharedArrayBuffer(4));
const sleep = (ms: number): void => { Atomics.wait(cell, 0, 0, ms); };

/** What stands at the lock names its owner whole, at any moment. */
let looking = false;
function lookForHalves(): void {
  if (looking) return;
  looking = true;
  let text: string;
  try {
    text = real.readFileSync(lock, 'utf8');
  } catch {
    // Nobody has it.
    text = '{"pid" of nobody"}';
  }
  if (!/^\{"pid".*"\}$/.test(text)) real.appendFileSync(join(folder, 'violations'), `half a lock: ${text}\n`);
  looking = false;
}

let calls = 0;
let paused = false;
await hookFs((name, args, run) => {
  calls += 1;
  if (!noLinks) lookForHalves();
  if (calls === killAt) {
    process.kill(process.pid, 'SIGKILL');
    Atomics.wait(cell, 0, 0);
  }
  if (name === pauseAt && args[0] === lock && !paused) {
    paused = true;
    fs.writeSync(1, 'paused\n');
    while (!real.existsSync(join(folder, 'go'))) sleep(2);
  }
  if (shake !== undefined) sleep(Math.random() * shake);
  if (noLinks && name === 'linkSync' && real.existsSync(String(args[0]))) throw Object.assign(new Error('made up: EPERM'), { code: 'EPERM' });
  return run();
});

function runs(pid: number): boolean {
  try {
    const stat = real.readFileSync(`/proc/${String(pid)}/stat`, 'latin1');
    return !stat.slice(stat.lastIndexOf(')')).startsWith(') Z');
  } catch {
    // No such process.
    return false;
  }
}

const inside = join(folder, 'inside');
for (let round = 0; round < rounds; round += 1) {
  await withLock(lock, async () => {
    const other = real.existsSync(inside) ? Number(real.readFileSync(inside, 'utf8')) : 0;
    if (other !== 0 && runs(other)) real.appendFileSync(join(folder, 'violations'), `${String(process.pid)} met ${String(other)}\n`);
    real.writeFileSync(inside, String(process.pid));
    await new Promise((resolve) => { setTimeout(resolve, Math.random() * 2); });
    if (Number(real.readFileSync(inside, 'utf8')) !== process.pid) real.appendFileSync(join(folder, 'violations'), `${String(process.pid)} was joined\n`);
    real.writeFileSync(inside, '0');
    real.appendFileSync(join(folder, 'done'), '.');
  }, { waitMs: 60_000 });
}
