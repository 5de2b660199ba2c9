// A fresh folder with a lock in it, and what tests do with locks of other processes.
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { withLock } from '../../../electron/core/lock-file/index.ts';
import type { LockRequest } from '../children/lock-worker.ts';

const worker = fileURLToPath(new URL('../children/lock-worker.ts', import.meta.url));

export interface LockFolder {
  readonly folder: string;
  readonly lock: string;
  names(): string[];
  text(name: string): string;
  /** Starts a worker on the lock; it is killed when the test ends. */
  start(request: Omit<LockRequest, 'folder'>): ChildProcess;
}

export function lockFolder(): LockFolder {
  const folder = mkdtempSync(join(tmpdir(), 'coffre-test-'));
  const children: ChildProcess[] = [];
  onTestFinished(() => {
    for (const child of children) child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    folder,
    lock: join(folder, 'the.lock'),
    names: () => readdirSync(folder).toSorted(),
    text: (name) => (existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8') : ''),
    start(request) {
      const child = spawn(process.execPath, [worker, JSON.stringify({ folder, ...request })], { stdio: ['ignore', 'pipe', 'inherit'], env: { PATH: process.env['PATH'] } });
      children.push(child);
      return child;
    },
  };
}

export const ended = (child: ChildProcess): Promise<NodeJS.Signals | number | null> =>
  new Promise((resolve) => { child.on('close', (status, signal) => { resolve(signal ?? status); }); });

/** Resolves when the worker printed `paused`. */
export const pausedAt = (child: ChildProcess): Promise<void> =>
  new Promise((resolve, reject) => {
    child.stdout?.once('data', () => { resolve(); });
    child.once('close', () => { reject(new Error('the worker ended before it paused')); });
  });

/** What a lock of this very process looks like while it is held. */
export async function ownContent(): Promise<Record<string, unknown>> {
  const place = mkdtempSync(join(tmpdir(), 'coffre-test-'));
  try {
    return await withLock(join(place, 'l'), () => Promise.resolve(JSON.parse(readFileSync(join(place, 'l'), 'utf8')) as Record<string, unknown>));
  } finally {
    rmSync(place, { recursive: true });
  }
}

/** Lays a lock as somebody else would have; `token` must be new. */
export async function layLock(path: string, facts: Readonly<Record<string, unknown>>): Promise<void> {
  writeFileSync(path, JSON.stringify({ ...(await ownContent()), ...facts }), { mode: 0o600 });
}

/** A process number that was given out and is free again. */
export async function deadPid(): Promise<number> {
  const child = spawn('true', { stdio: 'ignore' });
  await ended(child);
  return child.pid ?? 0;
}
