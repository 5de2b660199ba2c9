// Many processes at one lock, killed at every kind of moment: never two inside.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withLock } from '../../../electron/core/lock-file/index.ts';
import { refusalOf } from '../safe-file/folder.ts';
import { deadPid, ended, layLock, lockFolder, pausedAt } from './lock-folder.ts';

const deep = process.env['COFFRE_DEEP'] === '1';
const token = 'f'.repeat(32);

describe('a stale lock', () => {
  it('lock-break-elected: while one process is about to remove it, no other does, and it may finish', async () => {
    const { folder, lock, names, start, text } = lockFolder();
    await layLock(lock, { token, pid: await deadPid() });
    const other = start({ rounds: 1, pauseAt: 'unlinkSync' });
    await pausedAt(other);
    expect(await refusalOf(withLock(lock, () => Promise.resolve(), { waitMs: 200 }))).toBe('file-busy');
    writeFileSync(join(folder, 'go'), '');
    expect(await ended(other)).toBe(0);
    expect(text('done')).toBe('.');
    expect(names()).toEqual(['done', 'go', 'inside']);
  });

  it('whose remover is killed too is removed by the next one', async () => {
    const { lock, names, start } = lockFolder();
    await layLock(lock, { token, pid: await deadPid() });
    const other = start({ rounds: 1, pauseAt: 'unlinkSync' });
    await pausedAt(other);
    other.kill('SIGKILL');
    await ended(other);
    expect(names().filter((name) => !name.endsWith('.owner'))).toEqual(['the.lock', `the.lock.break.${token}.0`]);
    expect(await withLock(lock, () => Promise.resolve('in'), { waitMs: 2000 })).toBe('in');
    expect(names()).toEqual([]);
  });
});

describe('a crowd', () => {
  it.each([
    ['with hard links', false],
    ['without hard links', true],
  ])('lock-exclusive, %s: processes that die at any file call never leave two inside, and never a lock that nobody gets', { timeout: 600_000 }, async (_name, noLinks) => {
    const { names, start, text, lock } = lockFolder();
    const seats = 5;
    // Without links a claimer that dies before it wrote costs everybody the three seconds of grace.
    const lives = (deep ? 80 : 8) / (noLinks ? 4 : 1);
    const killed: (NodeJS.Signals | number | null)[] = [];
    // Each seat is taken by one process after the other; most die at some file call, inside or outside, breaking or claiming.
    const sit = async (seat: number): Promise<void> => {
      for (let life = 0; life < lives; life += 1) killed.push(await ended(start({ rounds: 6, shake: 2, noLinks, killAt: 1 + ((life * 37 + seat * 11) % 90) })));
    };
    // One more is killed from outside, between calls as well.
    const hunted = async (): Promise<void> => {
      for (let life = 0; life < lives; life += 1) {
        const child = start({ rounds: 1000, noLinks });
        setTimeout(() => { child.kill('SIGKILL'); }, 150 + ((life * 67) % 150));
        killed.push(await ended(child));
      }
    };
    await Promise.all([...Array.from({ length: seats }, (_, seat) => sit(seat)), hunted()]);
    expect(text('violations')).toBe('');
    expect(killed.filter((end) => end !== 'SIGKILL' && end !== 0)).toEqual([]);
    expect(killed.filter((end) => end === 'SIGKILL').length).toBeGreaterThan(killed.length / 2);
    const before = text('done').length;
    await Promise.all(Array.from({ length: 3 }, () => ended(start({ rounds: 20, noLinks }))));
    expect(text('done').length).toBe(before + 60);
    expect(text('violations')).toBe('');
    expect(names()).not.toContain('the.lock');
    expect(await withLock(lock, () => Promise.resolve('in'))).toBe('in');
  });
});
