// Saving over a file: what is kept, what is refused, and that a refusal leaves no trace.
import { chmodSync, chownSync, linkSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { replaceFile } from '../../../electron/core/safe-file/index.ts';
import { accessListOf, allow, attributesOf, canSetAccessList, canSetAttributes, setAttribute } from '../../fakes/attributes.ts';
import { isRoot, nobody, runSafeFile } from '../../fakes/run-safe-file.ts';
import { refusalOf, testFolder, type TestFolder } from './folder.ts';

const save = (place: TestFolder, path = place.file) => replaceFile(path, place.after, { before: place.before, lockFolder: place.lockFolder });

function expectUntouched(place: TestFolder, names = ['.env']): void {
  expect(place.text()).toBe(place.before.toString());
  expect(place.names()).toEqual(names);
}

describe('replaceFile keeps', () => {
  it('nothing but the new bytes in the folder', async () => {
    const place = testFolder();
    expect(await save(place)).toEqual({});
    expect(place.text()).toBe(place.after.toString());
    expect(place.names()).toEqual(['.env']);
  });

  it.each([0o600, 0o644, 0o640, 0o4755, 0o2750])('mode %o', async (mode) => {
    const place = testFolder();
    chmodSync(place.file, mode);
    await save(place);
    expect(statSync(place.file).mode & 0o7777).toBe(mode);
  });

  it('a symbolic link, writing to what it names', async () => {
    const place = testFolder();
    const link = join(place.folder, 'link');
    symlinkSync('.env', link);
    await save(place, link);
    expect(place.text()).toBe(place.after.toString());
    expect(place.names()).toEqual(['.env', 'link']);
  });

  it('a very long name, and names that look like options', async () => {
    for (const name of [`${'n'.repeat(250)}.env`, '-rf', 'with\nline.env', '%s $(touch x).env']) {
      const place = testFolder();
      const path = join(place.folder, name);
      writeFileSync(path, place.before);
      await save(place, path);
      expect(readFileSync(path)).toEqual(place.after);
      expect(place.names()).toEqual(['.env', name].toSorted());
    }
  });

  it('extended attributes', async ({ skip }) => {
    const place = testFolder();
    if (!canSetAttributes(place.file)) {
      console.warn('!! SKIPPED: extended attributes (setfattr is missing or the file system has none)');
      skip();
    }
    setAttribute(place.file, 'user.owner', 'team-blue');
    const wanted = attributesOf(place.file);
    expect(wanted).toContain('team-blue');
    await save(place);
    expect(attributesOf(place.file)).toBe(wanted);
    expect(place.text()).toBe(place.after.toString());
  });

  it('an access list', async ({ skip }) => {
    const place = testFolder();
    if (!canSetAccessList(place.file)) {
      console.warn('!! SKIPPED: access lists (setfacl is missing or the file system has none)');
      skip();
    }
    allow(place.file, 'u:daemon:r');
    const wanted = accessListOf(place.file);
    expect(wanted).toContain('user:daemon:r--');
    await save(place);
    expect(accessListOf(place.file)).toBe(wanted);
  });

  it('a foreign owner, where it may', async ({ skip }) => {
    if (!isRoot) {
      console.warn('!! SKIPPED: keeping a foreign owner (only root may give files away)');
      skip();
    }
    const place = testFolder();
    chownSync(place.file, 12345, 23456);
    await save(place);
    const { uid, gid } = statSync(place.file);
    expect([uid, gid]).toEqual([12345, 23456]);
  });
});

describe('replaceFile refuses', () => {
  it('bytes that are not those the change was based on', async () => {
    const place = testFolder();
    expect(await refusalOf(replaceFile(place.file, place.after, { before: Buffer.from('A=else\n'), lockFolder: place.lockFolder }))).toBe('changed-on-disk');
    expectUntouched(place);
  });

  it('a file that is gone, alone or with its folder', async () => {
    const place = testFolder();
    rmSync(place.file);
    expect(await refusalOf(save(place))).toBe('file-gone');
    expect(place.names()).toEqual([]);
    rmSync(place.folder, { recursive: true });
    expect(await refusalOf(save(place))).toBe('file-gone');
  });

  it('a dangling link, and a loop of links', async () => {
    const place = testFolder();
    symlinkSync('nowhere', join(place.folder, 'dangling'));
    symlinkSync('b', join(place.folder, 'a'));
    symlinkSync('a', join(place.folder, 'b'));
    expect(await refusalOf(save(place, join(place.folder, 'dangling')))).toBe('file-gone');
    expect(await refusalOf(save(place, join(place.folder, 'a')))).toBe('symlink-loop');
    expectUntouched(place, ['.env', 'a', 'b', 'dangling']);
  });

  it('a folder', async () => {
    const place = testFolder();
    expect(await refusalOf(save(place, place.folder))).toBe('not-a-file');
  });

  it('a file with a second name', async () => {
    const place = testFolder();
    linkSync(place.file, join(place.folder, 'second'));
    expect(await refusalOf(save(place))).toBe('hard-linked');
    expectUntouched(place, ['.env', 'second']);
  });

  it('what an ordinary user may not write', async () => {
    const place = testFolder();
    const base = dirname(place.folder);
    mkdirSync(place.lockFolder);
    chmodSync(place.file, 0o644);
    if (isRoot) for (const path of [base, place.lockFolder, place.folder, place.file]) chownSync(path, nobody, nobody);
    const request = { call: 'replaceFile', path: place.file, bytes: place.after.toString(), before: place.before.toString(), lockFolder: place.lockFolder } as const;
    const ask = async () => (await runSafeFile(request, { unprivileged: true }))?.code;

    chmodSync(place.file, 0o400);
    expect(await ask()).toBe('file-not-writable');
    chmodSync(place.file, 0o000);
    expect(await ask()).toBe('file-unreadable');
    chmodSync(place.file, 0o600);
    chmodSync(place.folder, 0o500);
    expect(await ask()).toBe('folder-not-writable');
    chmodSync(place.folder, 0o700);
    expectUntouched(place);
    if (isRoot) {
      chownSync(place.file, 0, 0);
      chmodSync(place.file, 0o666);
      expect(await ask()).toBe('foreign-owner');
      expectUntouched(place);
      chownSync(place.file, nobody, nobody);
    } else console.warn('!! SKIPPED: a foreign owner (only root may give files away)');
    expect(await ask()).toBeUndefined();
    expect(place.text()).toBe(place.after.toString());
    expect(place.names()).toEqual(['.env']);
  });
});

it('replaceFile queues saves of one file: each is based on the last or refused', async () => {
  const place = testFolder();
  const results = await Promise.all(['1', '2', '3', '4'].map(async (n) => refusalOf(replaceFile(place.file, Buffer.from(`A=${n}\n`), { before: place.before, lockFolder: place.lockFolder }))));
  expect(results.filter((result) => result === 'not refused')).toHaveLength(1);
  expect(results.filter((result) => result === 'changed-on-disk')).toHaveLength(3);
  expect(place.names()).toEqual(['.env']);
});
