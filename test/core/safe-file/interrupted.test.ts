// Signals that break off system calls in the middle: the kernel then answers EINTR, and every call that reads or writes a file has to be made again.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { childScript } from '../../fakes/run-safe-file.ts';
import type { ChildAnswer, ChildRequest } from '../../fakes/safe-file-child.ts';
import { brokenOff, hasStrace } from '../../fakes/strace.ts';
import { testFolder, type TestFolder } from './folder.ts';

function interrupted(request: ChildRequest, calls: string, when: string, about: readonly string[] = []): { readonly answer: ChildAnswer; readonly times: number } {
  const { printed, times } = brokenOff([childScript, JSON.stringify(request)], { calls, when, about });
  return { answer: JSON.parse(printed) as ChildAnswer, times };
}

const saving = (place: TestFolder): ChildRequest => ({ call: 'replaceFile', path: place.file, bytes: place.after.toString(), before: place.before.toString(), lockFolder: place.lockFolder });

describe.runIf(hasStrace())('a system call that is broken off', () => {
  const writing = ['write,pwrite64,writev,pwritev', 'fsync,fdatasync', 'rename,renameat,renameat2', 'link,linkat', 'unlink,unlinkat'];
  // The kernel says it once, or again and again.
  const often = ['1', '1+2'];
  it.each(writing.flatMap((calls) => often.map((when) => [calls, when] as const)))('by a save: %s, %s', { timeout: 60_000 }, (calls, when) => {
    const place = testFolder();
    const { answer, times } = interrupted(saving(place), calls, when);
    expect(times).toBeGreaterThan(0);
    expect(answer).toMatchObject({ ok: true });
    expect([place.text(), place.names()]).toEqual([place.after.toString(), ['.env']]);
  });
  it.each(often)('by a save that reads the file first, and what became of it last: %s', { timeout: 60_000 }, (when) => {
    const place = testFolder();
    const { answer, times } = interrupted(saving(place), 'read,pread64,readv,preadv', when, [place.file]);
    expect(times).toBeGreaterThan(0);
    expect(answer).toMatchObject({ ok: true });
    expect([place.text(), place.names()]).toEqual([place.after.toString(), ['.env']]);
  });
  it.each(['read,pread64', 'openat,open', 'close', 'fstat,statx,lstat,stat,newfstatat'].flatMap((calls) => often.map((when) => [calls, when] as const)))('by a look at the whole file: %s, %s', { timeout: 60_000 }, (calls, when) => {
    const place = testFolder();
    const { answer, times } = interrupted({ call: 'readWhole', path: place.file }, calls, when, [place.file]);
    expect(times).toBeGreaterThan(0);
    expect(answer).toMatchObject({ ok: true, text: place.before.toString() });
  });
  it.each(['write,pwrite64,writev,pwritev', 'fsync,fdatasync'])('by a new file: %s', { timeout: 60_000 }, (calls) => {
    const place = testFolder();
    const path = join(place.folder, 'new');
    const { answer, times } = interrupted({ call: 'createFile', path, bytes: 'A=new\n' }, calls, '1+2');
    expect(times).toBeGreaterThan(0);
    expect(answer).toMatchObject({ ok: true });
    expect(readFileSync(path, 'utf8')).toBe('A=new\n');
  });
});
