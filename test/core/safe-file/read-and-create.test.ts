// Whole reads with a limit, new files, and the program's own files.
import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, statSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createFile, readWhole, replaceFile, writeOwnFile } from '../../../electron/core/safe-file/index.ts';
import { hookFs, type Intercept } from '../../fakes/fs-hooks.ts';
import { isRoot, nobody, runSafeFile } from '../../fakes/run-safe-file.ts';
import { refusalOf, systemError, testFolder } from './folder.ts';

let unhook = (): void => undefined;
const hook = async (intercept: Intercept): Promise<void> => {
  unhook = await hookFs(intercept);
};
afterEach(() => {
  unhook();
  unhook = () => undefined;
});

describe('readWhole', () => {
  it('reads through a link and tells the real path', async () => {
    const place = testFolder();
    symlinkSync('.env', join(place.folder, 'link'));
    const { bytes, path } = await readWhole(join(place.folder, 'link'), 100);
    expect(bytes).toEqual(place.before);
    expect(path).toBe(place.file);
  });

  it('reads an empty file, and one of exactly the limit; refuses one byte more', async () => {
    const place = testFolder();
    for (const size of [0, 64, 65]) {
      truncateSync(place.file, 0);
      truncateSync(place.file, size);
      if (size <= 64) expect((await readWhole(place.file, 64)).bytes).toHaveLength(size);
      else await expect(readWhole(place.file, 64)).rejects.toMatchObject({ code: 'file-too-large', data: { limitBytes: 64 } });
    }
  });

  it('refuses a huge file without reading it whole', async () => {
    const place = testFolder();
    truncateSync(place.file, 8 * 1024 ** 4);
    expect(await refusalOf(readWhole(place.file, 1024))).toBe('file-too-large');
  });

  it('refuses what is not there, not a file, or loops', async () => {
    const place = testFolder();
    symlinkSync('b', join(place.folder, 'a'));
    symlinkSync('a', join(place.folder, 'b'));
    symlinkSync('nowhere', join(place.folder, 'dangling'));
    expect(await refusalOf(readWhole(join(place.folder, 'a'), 10))).toBe('symlink-loop');
    for (const name of ['none', 'dangling', '.env/under', 'x'.repeat(300), 'nul\0byte']) expect(await refusalOf(readWhole(join(place.folder, name), 10))).toBe('file-not-found');
    expect(await refusalOf(readWhole(place.folder, 10))).toBe('not-a-file');
  });

  it('no-hang-on-pipe: refuses a pipe at once', { timeout: 5000 }, async () => {
    const place = testFolder();
    const pipe = join(place.folder, 'pipe.env');
    execFileSync('mkfifo', [pipe]);
    expect(await refusalOf(readWhole(pipe, 10))).toBe('not-a-file');
  });

  it('refuses what an ordinary user may not read', async () => {
    const place = testFolder();
    const base = dirname(place.folder);
    if (isRoot) for (const path of [base, place.folder, place.file]) chownSync(path, nobody, nobody);
    chmodSync(place.file, 0);
    expect(await runSafeFile({ call: 'readWhole', path: place.file }, { unprivileged: true })).toMatchObject({ code: 'file-unreadable' });
    chmodSync(place.file, 0o400);
    expect(await runSafeFile({ call: 'readWhole', path: place.file }, { unprivileged: true })).toMatchObject({ ok: true, text: 'A=old\n' });
  });
});

describe('createFile', () => {
  it('makes a file with exactly the mode', async () => {
    const place = testFolder();
    const path = join(place.folder, 'new');
    const mask = process.umask(0o077);
    try {
      await createFile(path, place.after, 0o644);
    } finally {
      process.umask(mask);
    }
    expect(statSync(path).mode & 0o777).toBe(0o644);
    expect(readFileSync(path)).toEqual(place.after);
  });

  it('refuses a name that is taken, by a dangling link too', async () => {
    const place = testFolder();
    symlinkSync('elsewhere', join(place.folder, 'link'));
    expect(await refusalOf(createFile(place.file, place.after, 0o600))).toBe('file-exists');
    expect(await refusalOf(createFile(join(place.folder, 'link'), place.after, 0o600))).toBe('file-exists');
    expect(place.text()).toBe('A=old\n');
    expect(existsSync(join(place.folder, 'elsewhere'))).toBe(false);
  });

  it.each([['handle.writeFile', 'ENOSPC', 'disk-full'], ['handle.sync', 'EIO', 'write-failed'], ['handle.chmod', 'EDQUOT', 'disk-full']])('leaves nothing behind when %s fails with %s', async (step, system, code) => {
    const place = testFolder();
    await hook((name, _args, real) => (name === step ? Promise.reject(systemError(system)) : real()));
    const refused = await refusalOf(createFile(join(place.folder, 'new'), place.after, 0o600));
    unhook();
    expect(refused).toBe(code);
    expect(place.names()).toEqual(['.env']);
  });

  it('refuses a folder that an ordinary user may not write', async () => {
    const place = testFolder();
    const base = dirname(place.folder);
    if (isRoot) for (const path of [base, place.folder]) chownSync(path, nobody, nobody);
    chmodSync(place.folder, 0o500);
    expect(await runSafeFile({ call: 'createFile', path: join(place.folder, 'new'), bytes: 'x' }, { unprivileged: true })).toMatchObject({ code: 'folder-not-writable' });
    chmodSync(place.folder, 0o700);
    expect(place.names()).toEqual(['.env']);
  });
});

describe('writeOwnFile', () => {
  it('own-files-private: makes folder and file for their owner only, and replaces whole', async () => {
    const place = testFolder();
    const path = join(place.folder, 'profile', 'deep', 'settings.json');
    await writeOwnFile(path, Buffer.from('one'));
    await writeOwnFile(path, Buffer.from('two'));
    expect(readFileSync(path, 'utf8')).toBe('two');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    for (const folder of [dirname(path), dirname(dirname(path))]) expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  it('follows a link, as people who keep their settings elsewhere have it', async () => {
    const place = testFolder();
    symlinkSync('.env', join(place.folder, 'settings.json'));
    await writeOwnFile(join(place.folder, 'settings.json'), Buffer.from('own'));
    expect(place.text()).toBe('own');
    expect(place.names()).toEqual(['.env', 'settings.json']);
  });

  it.each([['handle.writeFile', 'ENOSPC', 'disk-full'], ['rename', 'EIO', 'write-failed'], ['open', 'EACCES', 'write-failed']])('keeps the old file when %s fails with %s', async (step, system, code) => {
    const place = testFolder();
    await hook((name, _args, real) => (name === step ? Promise.reject(systemError(system)) : real()));
    const refused = await refusalOf(writeOwnFile(place.file, place.after));
    unhook();
    expect(refused).toBe(code);
    expect(place.text()).toBe('A=old\n');
    expect(place.names()).toEqual(['.env']);
  });

  it('refuses a folder that cannot be made', async () => {
    const place = testFolder();
    expect(await refusalOf(writeOwnFile(join(place.file, 'profile', 'x'), place.after))).toBe('write-failed');
  });
});

it('cp-by-full-path: a save runs no program from PATH and hands its child no environment', async () => {
  const place = testFolder();
  const evil = join(place.folder, 'bin');
  mkdirSync(evil);
  writeFileSync(join(evil, 'cp'), '#!/bin/sh\ntouch "$(dirname "$0")/ran"\n', { mode: 0o755 });
  const before = process.env['PATH'];
  const spawned: { readonly program: unknown; readonly env: unknown }[] = [];
  await hook((name, args, real) => {
    if (name === 'spawn') spawned.push({ program: args[0], env: (args[2] as { readonly env?: unknown }).env });
    return real();
  });
  process.env['PATH'] = `${evil}:${before ?? ''}`;
  try {
    await replaceFile(place.file, place.after, { before: place.before, lockFolder: place.lockFolder });
  } finally {
    process.env['PATH'] = before;
  }
  expect(spawned).toHaveLength(1);
  expect(spawned[0]?.program).toMatch(/^\//);
  expect(spawned[0]?.env).toEqual({ LC_ALL: 'C' });
  expect(existsSync(join(evil, 'ran'))).toBe(false);
});
