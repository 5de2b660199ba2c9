// Where plaintext may go: files for their owner alone, terminals without anything that steers them.
import { lstatSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { jsonLine, printable, printableLines } from '../../../electron/cli/printable.ts';
import { fileSink } from '../../../electron/cli/sinks.ts';
import { SecretBytes } from '../../../electron/core/secret/index.ts';

let folder: string;
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'coffre-sinks-')); });
afterAll(() => { rmSync(folder, { recursive: true }); });
const secret = (): SecretBytes => new SecretBytes(Buffer.from('canary-51c0ffee'));

describe('a file as a sink', () => {
  test('clear-file-owner-only: is made 0600 whatever the umask, never over a file and never through a link', async () => {
    const umask = process.umask(0);
    try {
      const path = join(folder, 'clear.txt');
      await fileSink(path).write(secret());
      expect(statSync(path).mode & 0o777).toBe(0o600);
      expect(readFileSync(path, 'utf8')).toBe('canary-51c0ffee');
      writeFileSync(join(folder, 'mine.txt'), 'mine');
      await expect(fileSink(join(folder, 'mine.txt')).write(secret())).rejects.toMatchObject({ code: 'file-exists' });
      expect(readFileSync(join(folder, 'mine.txt'), 'utf8')).toBe('mine');
      symlinkSync(join(folder, 'target.txt'), join(folder, 'link.txt'));
      await expect(fileSink(join(folder, 'link.txt')).write(secret())).rejects.toMatchObject({ code: 'file-exists' });
      expect(lstatSync(join(folder, 'target.txt'), { throwIfNoEntry: false })).toBeUndefined();
    } finally {
      process.umask(umask);
    }
  });

  test('refuses with a declared code and leaves nothing where it cannot be made', async () => {
    const before = readdirSync(folder);
    await expect(fileSink(join(folder, 'no/folder.txt')).write(secret())).rejects.toMatchObject({ code: 'write-failed', data: {} });
    expect(readdirSync(folder)).toEqual(before);
  });
});

describe('text on its way to a terminal', () => {
  test('terminal-escapes: nothing that a file says steers the terminal, and JSON stays the same data', () => {
    const hostile = 'a\u001b]0;owned\u0007b\u009b31mc\u202ed\r\n\te\ufeff';
    const steering = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff]/;
    expect(printable(hostile)).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
    expect(printable('a\nb')).toBe('a\\u000ab');
    expect(printableLines(hostile)).not.toMatch(steering);
    expect(printableLines('one\n\ttwo')).toBe('one\n\ttwo');
    expect(printable('héllo ✓ 😀')).toBe('héllo ✓ 😀');
    expect(jsonLine({ hostile })).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
    expect(JSON.parse(jsonLine({ hostile }))).toEqual({ hostile });
  });
});
