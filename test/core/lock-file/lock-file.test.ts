// One holder at a time, whoever dies when.
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withLock } from '../../../electron/core/lock-file/index.ts';
import { thisProcess, type Owner } from '../../../electron/core/lock-file/owner.ts';

const thisOwner = (): Owner => ({ ...thisProcess(), token: randomBytes(16).toString('hex') });

const deep = process.env['COFFRE_DEEP'] === '1';
const child = join(import.meta.dirname, '../children/hold-lock.ts');
let folder: string;
let lock: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'coffre-lock-'));
  lock = join(folder, 'locks/a.lock');
});
afterEach(() => { rmSync(folder, { recursive: true }); });

const held = async (text: string): Promise<boolean> => {
  mkdirSync(join(folder, 'locks'), { recursive: true });
  writeFileSync(lock, text);
  return withLock(lock, () => Promise.resolve(false), { waitMs: 60 }).catch((error: unknown) => {
    expect(error).toMatchObject({ code: 'file-busy' });
    return true;
  });
};
const dead = (): number => spawnSync(process.execPath, ['-e', '']).pid;

describe('a lock', () => {
  it('is given back, whatever the work does', async () => {
    await expect(withLock(lock, () => Promise.reject(new Error('work failed')))).rejects.toThrow('work failed');
    expect(await withLock(lock, () => Promise.resolve(7))).toBe(7);
    expect(readdirSync(join(folder, 'locks'))).toEqual([]);
  });
  it('queues the calls of one process', async () => {
    let inside = 0;
    let most = 0;
    await Promise.all(Array.from({ length: 20 }, () => withLock(lock, async () => {
      inside += 1;
      most = Math.max(most, inside);
      await setTimeout(1);
      inside -= 1;
    })));
    expect(most).toBe(1);
  });
  it('of a living owner holds; of a dead one, an earlier boot or a reused pid it does not', async () => {
    const me = thisOwner();
    expect(await held(JSON.stringify(me))).toBe(true);
    expect(await held(JSON.stringify({ ...me, pid: dead() }))).toBe(false);
    expect(await held(JSON.stringify({ ...me, boot: 'another-boot' }))).toBe(false);
    expect(await held(JSON.stringify({ ...me, start: 1 }))).toBe(process.platform !== 'linux');
  });
  it('of another container is left alone', async () => {
    expect(await held(JSON.stringify({ ...thisOwner(), ns: 'pid:[1]', pid: dead(), boot: 'x' }))).toBe(true);
  });
  it('with unreadable content holds for the grace time only', async () => {
    expect(await held('')).toBe(true);
    const past = Date.now() / 1000 - 60;
    utimesSync(lock, past, past);
    expect(await withLock(lock, () => Promise.resolve('taken'), { waitMs: 8000 })).toBe('taken');
  });
  it('survives a breaker that died in the middle', async () => {
    const me = thisOwner();
    const stale = { ...me, pid: dead() };
    mkdirSync(join(folder, 'locks'));
    writeFileSync(`${lock}.break.${stale.token}.0`, JSON.stringify({ ...me, token: 'a'.repeat(32), pid: stale.pid }));
    expect(await held(JSON.stringify(stale))).toBe(false);
    expect(readdirSync(join(folder, 'locks'))).toEqual([]);
  });
});

describe('many processes, some killed', () => {
  it('never two inside', async () => {
    const marker = join(folder, 'marker');
    const until = Date.now() + (deep ? 30_000 : 4000);
    let output = '';
    const start = () => {
      const running = spawn(process.execPath, [child, lock, marker, '1000'], { stdio: ['ignore', 'pipe', 'inherit'] });
      running.stdout.on('data', (data) => { output += String(data); });
      return running;
    };
    const running = Array.from({ length: 4 }, start);
    while (Date.now() < until) {
      await setTimeout(150 + Math.random() * 150);
      const at = Math.floor(Math.random() * running.length);
      running[at]?.kill('SIGKILL');
      running[at] = start();
    }
    for (const one of running) one.kill('SIGKILL');
    await setTimeout(50);
    expect(output).not.toContain('BROKEN');
    expect(output.length).toBeGreaterThan(50);
    expect(await withLock(lock, () => Promise.resolve('free'))).toBe('free');
    expect(existsSync(lock)).toBe(false);
  }, 60_000);
});
