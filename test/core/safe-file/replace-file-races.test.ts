// What other programs and a failing disk do in the middle of a save: nothing of theirs is lost, nothing of ours is left.
import { execFileSync } from 'node:child_process';
import { appendFileSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { replaceFile } from '../../../electron/core/safe-file/index.ts';
import { hookFs, type Intercept } from '../../fakes/fs-hooks.ts';
import { childScript, runSafeFile } from '../../fakes/run-safe-file.ts';
import type { ChildRequest } from '../../fakes/safe-file-child.ts';
import { refusalOf, systemError, testFolder, type TestFolder } from './folder.ts';

const save = (place: TestFolder) => replaceFile(place.file, place.after, { before: place.before, lockFolder: place.lockFolder });
const inProject = (args: readonly unknown[]): boolean => typeof args[0] === 'string' && args[0].includes('/project');

let unhook = (): void => undefined;
const hook = async (intercept: Intercept): Promise<void> => {
  unhook = await hookFs(intercept);
};
afterEach(() => {
  unhook();
  unhook = () => undefined;
});

const late = /^\.env\.late-\d{8}T\d{6}\.\d{3}Z$/;

describe('another program', () => {
  it('writes in place between the last look and the rename: its bytes are kept and named', async () => {
    const place = testFolder();
    await hook((name, args, real) => {
      if (name === 'renameSync' && inProject(args)) writeFileSync(place.file, 'A=theirs\n');
      return real();
    });
    const { keptAside } = await save(place);
    unhook();
    expect(keptAside).toMatch(late);
    expect(readFileSync(join(place.folder, keptAside ?? ''), 'utf8')).toBe('A=theirs\n');
    expect(place.text()).toBe(place.after.toString());
    expect(place.names()).toEqual(['.env', keptAside]);
  });

  it('holds the old file open and writes after the rename: its bytes are kept too', async () => {
    const place = testFolder();
    let done = false;
    await hook((name, args, real) => {
      const result = real();
      if (name === 'renameSync' && inProject(args) && !done) {
        done = true;
        const hidden = place.names().find((other) => other.endsWith('.old'));
        appendFileSync(join(place.folder, hidden ?? 'none'), 'B=theirs\n');
      }
      return result;
    });
    const { keptAside } = await save(place);
    unhook();
    expect(readFileSync(join(place.folder, keptAside ?? ''), 'utf8')).toBe('A=old\nB=theirs\n');
  });

  it('where the file system has no hard links, keeps a copy', async () => {
    const place = testFolder();
    await hook((name, args, real) => {
      if (name === 'linkSync' && inProject(args)) throw systemError('EPERM');
      if (name === 'renameSync' && inProject(args)) writeFileSync(place.file, 'A=theirs\n');
      return real();
    });
    const { keptAside } = await save(place);
    unhook();
    expect(readFileSync(join(place.folder, keptAside ?? ''), 'utf8')).toBe('A=theirs\n');
    expect(place.names()).toEqual(['.env', keptAside]);
  });

  it.each(['replaces the file', 'writes in place', 'removes the file'])('%s while ours is being written: refused, theirs stands', async (what) => {
    const place = testFolder();
    await hook((name, _args, real) => {
      if (name === 'handle.sync') {
        if (what === 'removes the file') rmSync(place.file, { force: true });
        else if (what === 'writes in place') writeFileSync(place.file, 'A=theirs\n');
        else {
          writeFileSync(`${place.folder}/new`, 'A=theirs\n');
          renameSync(`${place.folder}/new`, place.file);
        }
      }
      return real();
    });
    const code = await refusalOf(save(place));
    unhook();
    expect(code).toBe(what === 'removes the file' ? 'file-gone' : 'changed-on-disk');
    expect(place.names()).toEqual(what === 'removes the file' ? [] : ['.env']);
    if (what !== 'removes the file') expect(place.text()).toBe('A=theirs\n');
  });

  it.each(['linkSync', 'lstatSync'])('replaces the file with equal bytes right at %s: refused', async (at) => {
    const place = testFolder();
    await hook((name, args, real) => {
      if (name === at && inProject(args)) {
        writeFileSync(`${place.folder}/new`, place.before);
        unhook();
        renameSync(`${place.folder}/new`, place.file);
      }
      return real();
    });
    expect(await refusalOf(save(place))).toBe('changed-on-disk');
    expect(place.names()).toEqual(['.env']);
    expect(place.text()).toBe(place.before.toString());
  });

  it('writes over ours right after the rename: reported, theirs stands', async () => {
    const place = testFolder();
    await hook((name, args, real) => {
      const result = real();
      if (name === 'renameSync' && inProject(args)) writeFileSync(place.file, 'A=theirs\n');
      return result;
    });
    const code = await refusalOf(save(place));
    unhook();
    expect(code).toBe('changed-on-disk');
    expect(place.text()).toBe('A=theirs\n');
    expect(place.names()).toEqual(['.env']);
  });
});

describe('the disk', () => {
  it.each([true, false])('holds other bytes than were written: the old file is put back (hard links: %s)', async (links) => {
    const place = testFolder();
    let lied = false;
    await hook((name, args, real) => {
      if (name === 'linkSync' && inProject(args) && !links) throw systemError('ENOTSUP');
      const [bytes] = args;
      if (name === 'handle.writeFile' && Buffer.isBuffer(bytes) && bytes.equals(place.after) && !lied) {
        lied = true;
        bytes[0] = 0x42;
        return Promise.resolve(real()).finally(() => {
          bytes[0] = 0x41;
        });
      }
      return real();
    });
    const code = await refusalOf(save(place));
    unhook();
    expect(code).toBe('verify-failed');
    expect(place.text()).toBe(place.before.toString());
    expect(place.names()).toEqual(['.env']);
  });

  const steps = ['open', 'handle.writeFile', 'handle.sync', 'linkSync', 'renameSync'] as const;
  const codes = { ENOSPC: 'disk-full', EDQUOT: 'disk-full', EIO: 'write-failed' } as const;
  it.each(steps.flatMap((step) => Object.entries(codes).map(([system, code]) => [step, system, code] as const)))('fails at %s with %s: %s', async (step, system, code) => {
    const place = testFolder();
    let hit = 0;
    await hook((name, args, real) => {
      const ours = name.startsWith('handle.') || (inProject(args) && (name !== 'open' || String(args[0]).endsWith('.tmp')));
      if (name !== step || !ours) return real();
      hit += 1;
      if (name.endsWith('Sync')) throw systemError(system);
      return Promise.reject(systemError(system));
    });
    // WHY outside: the lock file's own writes would fail first.
    const refused = await refusalOf(save(place));
    unhook();
    expect(hit).toBeGreaterThan(0);
    expect(refused).toBe(code);
    expect(place.text()).toBe(place.before.toString());
    expect(place.names()).toEqual(['.env']);
  });

  it.each([['EROFS', 'folder-not-writable'], ['EACCES', 'folder-not-writable']])('does not let the new file be made (%s)', async (system, code) => {
    const place = testFolder();
    await hook((name, args, real) => (name === 'open' && String(args[0]).endsWith('.tmp') ? Promise.reject(systemError(system)) : real()));
    const refused = await refusalOf(save(place));
    unhook();
    expect(refused).toBe(code);
    expect(place.names()).toEqual(['.env']);
  });

  it('is really full', ({ skip }) => {
    const place = testFolder();
    const small = join(place.folder, 'small');
    mkdirSync(small);
    const bytes = 'x'.repeat(100_000);
    const requests: ChildRequest[] = [
      { call: 'replaceFile', path: join(small, '.env'), bytes, before: place.before.toString(), lockFolder: place.lockFolder },
      { call: 'createFile', path: join(small, 'new'), bytes },
    ];
    // WHY a namespace of its own: an ordinary user may mount there, and the mount goes away with it.
    const inSmall = 'mount -t tmpfs -o size=64k tmpfs "$1" && cp "$2" "$1" && shift 2 && "$@"';
    const run = (request: ChildRequest): string =>
      execFileSync('unshare', ['-rm', 'sh', '-c', `${inSmall}; echo; ls -A "${small}"; cat "${small}/.env"`, 'sh', small, place.file, process.execPath, childScript, JSON.stringify(request)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    try {
      execFileSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'tmpfs', small], { stdio: 'ignore' });
    } catch {
      console.warn('!! SKIPPED: a really full disk (this machine lets nobody mount one; the made-up one above ran)');
      skip();
    }
    for (const request of requests) {
      const [answer, ...rest] = run(request).split('\n');
      expect(JSON.parse(answer ?? '')).toMatchObject({ ok: false, code: 'disk-full' });
      expect(rest.join('\n')).toBe('.env\nA=old\n');
    }
  });
});

it('a save is on the disk before the rename, and the rename before the answer', async () => {
  const place = testFolder();
  const steps: string[] = [];
  await hook((name, args, real) => {
    if (name === 'handle.writeFile' || name === 'handle.sync' || (name === 'renameSync' && inProject(args)) || (name === 'open' && args[0] === place.folder)) steps.push(name);
    return real();
  });
  await save(place);
  unhook();
  expect(steps).toEqual(['handle.writeFile', 'handle.sync', 'renameSync', 'open', 'handle.sync']);
});

describe('what a killed save left', () => {
  const mark = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex').slice(0, 16);

  it('is swept: our temporary file, an old inode that holds what it should, a second name of the file itself', async () => {
    const place = testFolder();
    writeFileSync(join(place.folder, '..env.coffre-0123456789abcdef.tmp'), 'half');
    writeFileSync(join(place.folder, `..env.coffre-${mark('older\n')}.old`), 'older\n');
    linkSync(place.file, join(place.folder, `..env.coffre-${mark('whatever')}.old`));
    expect(await save(place)).toEqual({});
    expect(place.names()).toEqual(['.env']);
  });

  it('is made visible if it holds what nobody else has', async () => {
    const place = testFolder();
    writeFileSync(join(place.folder, `..env.coffre-${mark('older\n')}.old`), 'theirs\n');
    const { keptAside } = await save(place);
    expect(keptAside).toMatch(late);
    expect(readFileSync(join(place.folder, keptAside ?? ''), 'utf8')).toBe('theirs\n');
    expect(place.names()).toEqual(['.env', keptAside]);
  });

  it('is left alone if it is not one of ours', async () => {
    const place = testFolder();
    const names = ['..env.coffre-0123.tmp', '..env.coffre-0123456789abcdef.tmp.txt', '..env.local.coffre-0123456789abcdef.tmp', '.env.coffre-0123456789abcdef.tmp'];
    for (const name of names) writeFileSync(join(place.folder, name), 'keep');
    const others = ['..env.coffre-fedcba9876543210.tmp', '..env.coffre-aaaaaaaaaaaaaaaa.tmp'] as const;
    mkdirSync(join(place.folder, others[0]));
    symlinkSync('.env', join(place.folder, others[1]));
    await save(place);
    expect(place.names()).toEqual([...others, ...names, '.env'].toSorted());
  });
});

it('crash-at-every-write: killed at each file call of a save, the file is the old one or the new one, and the next save leaves no trace', { timeout: 120_000 }, async () => {
  const request = (place: TestFolder) => ({ call: 'replaceFile', path: place.file, bytes: place.after.toString(), before: place.before.toString(), lockFolder: place.lockFolder }) as const;
  const calm = testFolder();
  const whole = await runSafeFile(request(calm));
  expect(whole).toMatchObject({ ok: true });
  const calls = whole?.calls ?? 0;
  expect(calls).toBeGreaterThan(20);
  console.info(`a save makes ${String(calls)} file calls; killed at each`);
  const seen = new Set<string>();
  const kills = [{ torn: true }, ...Array.from({ length: calls }, (_, call) => ({ killAt: call + 1 }))];
  for (const kill of kills) {
    const place = testFolder();
    const answer = await runSafeFile({ ...request(place), ...kill });
    // WHY not every time: how often a call is made may differ by one or two from run to run.
    if (answer !== undefined) expect(answer.ok).toBe(true);
    if ('torn' in kill) expect(answer).toBeUndefined();
    const now = readFileSync(place.file);
    expect([place.before.toString(), place.after.toString()]).toContain(now.toString());
    seen.add(now.toString());
    expect(await replaceFile(place.file, Buffer.from('A=final\n'), { before: now, lockFolder: place.lockFolder })).toEqual({});
    expect(place.text()).toBe('A=final\n');
    expect(place.names()).toEqual(['.env']);
  }
  expect(seen.size).toBe(2);
});
