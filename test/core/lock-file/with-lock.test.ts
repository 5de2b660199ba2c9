// What the lock promises to one process: alone inside, queued, gone afterwards, and whom it takes for gone.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createLock, withLock } from '../../../electron/core/lock-file/index.ts';
import { hookFs, type Intercept } from '../../fakes/fs-hooks.ts';
import { refusalOf, systemError } from '../safe-file/folder.ts';
import { deadPid, layLock, lockFolder } from './lock-folder.ts';

const nothing = (): Promise<string> => Promise.resolve('done');
const tokenOf = (n: number): string => n.toString(16).padStart(32, '0');

let unhook = (): void => undefined;
const hook = async (intercept: Intercept): Promise<void> => {
  unhook = await hookFs(intercept);
};
afterEach(() => {
  unhook();
  unhook = () => undefined;
});

describe('one process', () => {
  it('holds a private file that names it, and leaves nothing', async () => {
    const { folder } = lockFolder();
    const lock = join(folder, 'deep', 'er', 'l');
    const answer = await withLock(lock, () => {
      expect(statSync(lock).mode & 0o777).toBe(0o600);
      expect(statSync(dirname(lock)).mode & 0o777).toBe(0o700);
      expect(JSON.parse(readFileSync(lock, 'utf8'))).toMatchObject({ pid: process.pid, token: expect.stringMatching(/^[0-9a-f]{32}$/) as string });
      return Promise.resolve(7);
    });
    expect(answer).toBe(7);
    expect(existsSync(lock)).toBe(false);
    expect(statSync(dirname(lock)).isDirectory()).toBe(true);
  });

  it('queues, in the order of asking, and passes answers and errors through', async () => {
    const { lock, names } = lockFolder();
    const order: string[] = [];
    let within = 0;
    const once = (name: string): Promise<string> => withLock(lock, async () => {
      within += 1;
      expect(within).toBe(1);
      await new Promise((resolve) => { setTimeout(resolve, 1); });
      order.push(name);
      within -= 1;
      if (name === 'b') throw new Error('b failed');
      return name;
    });
    const all = await Promise.allSettled(['a', 'b', 'c', 'd'].map(once));
    expect(order).toEqual(['a', 'b', 'c', 'd']);
    expect(all.map((each) => (each.status === 'fulfilled' ? each.value : String(each.reason)))).toEqual(['a', 'Error: b failed', 'c', 'd']);
    expect(names()).toEqual([]);
  });

  it('refuses file-busy when its own turn does not come, without losing its place for the next', async () => {
    const { lock } = lockFolder();
    const order: string[] = [];
    let open = (): void => undefined;
    const first = withLock(lock, () => new Promise<void>((resolve) => { open = resolve; }));
    expect(await refusalOf(withLock(lock, nothing, { waitMs: 20 }))).toBe('file-busy');
    const third = withLock(lock, () => { order.push('third'); return nothing(); });
    order.push('still first');
    open();
    await Promise.all([first, third]);
    expect(order).toEqual(['still first', 'third']);
  });

  it('lock-tail-stays: one who gave up waiting does not open the way for the next while the first is still inside', async () => {
    const { lock } = lockFolder();
    const { promise: leave, resolve: go } = Promise.withResolvers<void>();
    const inside: string[] = [];
    const first = withLock(lock, async () => {
      inside.push('first in');
      await leave;
      inside.push('first out');
    });
    expect(await refusalOf(withLock(lock, nothing, { waitMs: 20 }))).toBe('file-busy');
    expect(await refusalOf(withLock(lock, nothing, { waitMs: 20 }))).toBe('file-busy');
    const last = withLock(lock, () => {
      inside.push('last');
      return nothing();
    });
    go();
    await Promise.all([first, last]);
    expect(inside).toEqual(['first in', 'first out', 'last']);
    expect(existsSync(lock)).toBe(false);
  });

  it('refuses what the disk refuses, and leaves nothing', async () => {
    const { folder, lock, names } = lockFolder();
    writeFileSync(join(folder, 'file'), '');
    expect(await refusalOf(withLock(join(folder, 'file', 'l'), nothing))).toBe('write-failed');
    for (const [code, refusal] of [['ENOSPC', 'disk-full'], ['EDQUOT', 'disk-full'], ['EIO', 'write-failed']] as const) {
      await hook((name, args, real) => {
        if (name !== 'writeFileSync') return real();
        real();
        throw systemError(code);
      });
      expect(await refusalOf(withLock(lock, nothing))).toBe(refusal);
      unhook();
      expect(names()).toEqual(['file']);
    }
  });

  it('leaves alone what somebody else put in its place', async () => {
    const { lock, names } = lockFolder();
    await withLock(lock, async () => {
      rmSync(lock);
      await layLock(lock, { token: tokenOf(16) });
    });
    expect(names()).toEqual(['the.lock']);
  });

  it('a release that fails is made up for by the next use', async () => {
    const { lock, names } = lockFolder();
    let failures = 1;
    await hook((name, args, real) => {
      if (name === 'unlinkSync' && args[0] === lock && failures-- > 0) throw systemError('EBUSY');
      return real();
    });
    expect(await withLock(lock, nothing)).toBe('done');
    expect(names()).toEqual(['the.lock']);
    expect(await withLock(lock, nothing, { waitMs: 1000 })).toBe('done');
    expect(names()).toEqual([]);
  });
});

describe('the lock of somebody else', () => {
  it('is waited for while its owner lives, and stays', async () => {
    const { lock, text } = lockFolder();
    await layLock(lock, { token: tokenOf(1) });
    const before = text('the.lock');
    expect(await refusalOf(withLock(lock, nothing, { waitMs: 100 }))).toBe('file-busy');
    expect(text('the.lock')).toBe(before);
  });

  it.each([
    ['whose process ended', async () => ({ pid: await deadPid() })],
    ['whose number another process has now', () => Promise.resolve({ start: 1 })],
    ['from before the last start of the machine', () => Promise.resolve({ boot: '00000000-0000-0000-0000-000000000000' })],
  ])('is removed: one %s', async (_name, facts) => {
    const { lock, names } = lockFolder();
    await layLock(lock, { token: tokenOf(2), ...(await facts()) });
    expect(await withLock(lock, nothing, { waitMs: 2000 })).toBe('done');
    expect(names()).toEqual([]);
  });

  it('is never judged across machines and pid namespaces, however dead it looks', async () => {
    const { lock } = lockFolder();
    await layLock(lock, { token: tokenOf(3), ns: 'elsewhere pid:[1]', pid: await deadPid(), boot: 'other', start: 1 });
    expect(await refusalOf(withLock(lock, nothing, { waitMs: 100 }))).toBe('file-busy');
  });

  it('is removed when only the zombie of its owner is left', async () => {
    const { lock } = lockFolder();
    // The shell becomes a sleep that never asks for its child's end.
    const parent = spawn('sh', ['-c', 'sleep 0.2 & echo $!; exec sleep 60'], { stdio: ['ignore', 'pipe', 'ignore'] });
    try {
      const pid = Number(await new Promise<string>((resolve) => { parent.stdout.once('data', (chunk: Buffer) => { resolve(chunk.toString()); }); }));
      for (;;) {
        const stat = readFileSync(`/proc/${String(pid)}/stat`, 'latin1');
        const [state, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        if (state === 'Z') {
          await layLock(lock, { token: tokenOf(4), pid, start: Number(rest[18]) });
          break;
        }
        await new Promise((resolve) => { setTimeout(resolve, 2); });
      }
      expect(await withLock(lock, nothing, { waitMs: 2000 })).toBe('done');
    } finally {
      parent.kill('SIGKILL');
    }
  });

  it.each([['nothing', ''], ['half an owner', '{"pid":12'], ['a token that is a path', `{"pid":1,"start":1,"boot":"","ns":"","token":"../../${'a'.repeat(26)}"}`]])('holding %s: is given time first, then removed', async (_name, content) => {
    const { lock, names } = lockFolder();
    writeFileSync(lock, content);
    expect(await refusalOf(withLock(lock, nothing, { waitMs: 200 }))).toBe('file-busy');
    expect(await withLock(lock, nothing)).toBe('done');
    expect(names()).toEqual([]);
  });

  it('that is a folder is waited for and left alone', async () => {
    const { lock, names } = lockFolder();
    mkdirSync(lock);
    expect(await refusalOf(withLock(lock, nothing, { waitMs: 100 }))).toBe('file-busy');
    expect(names()).toEqual(['the.lock']);
  });

  it('left with files of its claimants and old seats beside it: all of them go', async () => {
    const { lock, names } = lockFolder();
    const pid = await deadPid();
    await layLock(`${lock}.${tokenOf(5)}.owner`, { token: tokenOf(5), pid });
    await layLock(`${lock}.break.${tokenOf(6)}.0`, { token: tokenOf(7), pid });
    await layLock(`${lock}.break.${tokenOf(8)}.0`, { token: tokenOf(9), pid });
    await layLock(`${lock}.break.${tokenOf(8)}.1`, { token: tokenOf(10), pid });
    await layLock(`${lock}.${tokenOf(11)}.owner`, { token: tokenOf(11) });
    await layLock(lock, { token: tokenOf(8), pid });
    expect(await withLock(lock, nothing, { waitMs: 2000 })).toBe('done');
    expect(names()).toEqual([`the.lock.${tokenOf(11)}.owner`]);
  });
});

describe('a lock that is taken often', () => {
  it('keeps one file beside it until it is closed, and makes it again when it is gone', async () => {
    const { folder, lock, names } = lockFolder();
    const own = createLock(lock);
    expect(names()).toEqual([]);
    for (let round = 0; round < 3; round += 1) await own.hold(nothing);
    expect(names()).toEqual([expect.stringMatching(/^the\.lock\.[0-9a-f]{32}\.owner$/)]);
    expect(statSync(join(folder, names()[0] ?? '')).mode & 0o777).toBe(0o600);
    expect(own.shared()).toBe(false);
    rmSync(folder, { recursive: true });
    expect(own.shared()).toBe(false);
    expect(await own.hold(nothing)).toBe('done');
    await withLock(lock, nothing);
    expect(await own.hold(nothing)).toBe('done');
    own.close();
    expect(names()).toEqual([]);
  });

  it('queues with every other use of the same path in this process', async () => {
    const { lock } = lockFolder();
    const order: number[] = [];
    const one = createLock(lock);
    const two = createLock(lock);
    const ways: readonly ((work: () => Promise<void>) => Promise<void>)[] = [(work) => one.hold(work), (work) => two.hold(work), (work) => withLock(lock, work), (work) => one.hold(work)];
    await Promise.all(ways.map((way, n) => way(async () => {
      order.push(n);
      await new Promise((resolve) => { setTimeout(resolve, 2); });
      order.push(n);
    })));
    expect(order).toEqual([0, 0, 1, 1, 2, 2, 3, 3]);
    one.close();
  });

  it('clears away the files of killed processes at its first use, and no others', async () => {
    const { lock, names } = lockFolder();
    await layLock(`${lock}.${tokenOf(14)}.owner`, { token: tokenOf(14), pid: await deadPid() });
    await layLock(`${lock}.${tokenOf(15)}.owner`, { token: tokenOf(15) });
    await layLock(`${lock}.break.${tokenOf(19)}.0`, { token: tokenOf(20), pid: await deadPid() });
    writeFileSync(`${lock}.txt`, 'somebody else');
    for (const [n, age] of [[17, 120], [18, 0]] as const) {
      writeFileSync(`${lock}.${tokenOf(n)}.owner`, '');
      utimesSync(`${lock}.${tokenOf(n)}.owner`, Date.now() / 1000 - age, Date.now() / 1000 - age);
    }
    const own = createLock(lock);
    await own.hold(nothing);
    expect(own.shared()).toBe(true);
    own.close();
    expect(names()).toEqual([`the.lock.${tokenOf(15)}.owner`, `the.lock.${tokenOf(18)}.owner`, 'the.lock.txt']);
  });
});

describe('a file system without hard links', () => {
  const noLinks: Intercept = (name, _args, real) => {
    if (name === 'linkSync') throw systemError('EPERM');
    return real();
  };

  it('is served by an exclusive open: same file, same manners', async () => {
    const { lock, names } = lockFolder();
    await hook(noLinks);
    await withLock(lock, async () => {
      expect(JSON.parse(readFileSync(lock, 'utf8'))).toMatchObject({ pid: process.pid });
      expect(statSync(lock).mode & 0o777).toBe(0o600);
    });
    await layLock(lock, { token: tokenOf(12) });
    expect(await refusalOf(withLock(lock, nothing, { waitMs: 50 }))).toBe('file-busy');
    await layLock(lock, { token: tokenOf(13), pid: await deadPid() });
    expect(await withLock(lock, nothing, { waitMs: 2000 })).toBe('done');
    expect(names()).toEqual([]);
  });

  it('a disk that is full half-way leaves no lock behind', async () => {
    const { lock, names } = lockFolder();
    await hook((name, args, real) => {
      if (name === 'writeSync') throw systemError('ENOSPC');
      return noLinks(name, args, real);
    });
    expect(await refusalOf(withLock(lock, nothing))).toBe('disk-full');
    expect(names()).toEqual([]);
  });
});
