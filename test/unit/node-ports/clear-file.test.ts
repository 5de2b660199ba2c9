// Files in clear text that a person named: written whole or not at all, for their owner alone; read only where they are plain files of a bearable size.
import { execFileSync } from 'node:child_process';
import { lstatSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SecretBytes } from '../../../electron/core/secret/index.ts';
import { fileSink, fileSource } from '../../../electron/node-ports/index.ts';

let folder = '';
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'coffre-clear-')); });
afterEach(() => { rmSync(folder, { recursive: true, force: true }); });
const secret = (): SecretBytes => new SecretBytes(Buffer.from('canary-clear-9a41'));

describe('a place for clear text', () => {
  it('clear-file-owner-only: takes the place of a file that others could read, and of a link rather than of what it points at', async () => {
    const [open, target, link] = [join(folder, 'open.txt'), join(folder, 'target.txt'), join(folder, 'link.txt')];
    writeFileSync(open, 'before', { mode: 0o644 });
    writeFileSync(target, 'theirs', { mode: 0o644 });
    symlinkSync(target, link);
    for (const path of [open, link]) await fileSink(path, 'replace').write(secret());
    expect([readFileSync(open, 'utf8'), statSync(open).mode & 0o777]).toEqual(['canary-clear-9a41', 0o600]);
    expect([readFileSync(target, 'utf8'), lstatSync(link).isFile(), readFileSync(link, 'utf8')]).toEqual(['theirs', true, 'canary-clear-9a41']);
    expect(readdirSync(folder).toSorted()).toEqual(['link.txt', 'open.txt', 'target.txt']);
  });
  it('leaves nothing where it cannot be written', async () => {
    mkdirSync(join(folder, 'taken/inside'), { recursive: true });
    await expect(fileSink(join(folder, 'taken'), 'replace').write(secret())).rejects.toMatchObject({ code: 'write-failed', data: {} });
    await expect(fileSink(join(folder, 'none/x'), 'replace').write(secret())).rejects.toMatchObject({ code: 'write-failed', data: {} });
    expect(readdirSync(folder)).toEqual(['taken']);
  });
});

describe('a file to read', () => {
  it('is read whole, whatever its bytes', async () => {
    writeFileSync(join(folder, 'bytes'), Buffer.from([0, 255, 10, 128]));
    expect([...(await fileSource(join(folder, 'bytes')).read(4))]).toEqual([0, 255, 10, 128]);
  });
  it('is refused with a code that has words, and waits for nobody', async () => {
    writeFileSync(join(folder, 'long'), 'four.');
    writeFileSync(join(folder, 'empty'), '');
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    const codes = await Promise.all(['none', 'long', 'empty', '.', 'pipe'].map((name) => fileSource(join(folder, name)).read(4).then(() => 'read', (error: unknown) => (error as { readonly code: string }).code)));
    expect(codes).toEqual(['file-unreadable', 'file-too-large', 'empty-file', 'not-a-file', 'not-a-file']);
  });
});
