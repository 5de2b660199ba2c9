// The file of the log that is written to: opening, making it so that it lasts, closing a month, and noticing that it is another one now. Must never follow a link that somebody laid in its place.
import { closeSync, constants, fchmodSync, fstatSync, fsync, lstatSync, openSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readIntoSync } from '../read-again.ts';
import { look } from './form.ts';
import { closedName, liveName, noFollow } from './segments.ts';

const sync = (fd: number): Promise<void> => new Promise((resolve, reject) => {
  fsync(fd, (error) => { if (error === null) resolve(); else reject(error); });
});

export const logPath = (folder: string): string => join(folder, liveName);
export const lockPath = (folder: string): string => join(folder, 'audit.lock');

/** An open log. Device and inode tell it from any other file as long as it is open. */
export interface LogFile {
  readonly fd: number;
  readonly dev: bigint;
  readonly ino: bigint;
}

export const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '');

/** Opens the log for appending, making it if there is none; the folder must exist. Private, whatever it was. Throws what the file system says. */
export function openForAppending(folder: string): LogFile {
  // WHY O_APPEND: what is written lands at the end, whatever else happens to the file.
  const fd = openSync(logPath(folder), constants.O_RDWR | constants.O_APPEND | constants.O_CREAT | constants.O_NONBLOCK | noFollow, 0o600);
  try {
    const facts = fstatSync(fd, { bigint: true });
    if (!facts.isFile()) throw new Error('the log is not a file');
    // SECURITY(audit-private): the log says who reads which secret when; it is its owner's alone.
    if ((facts.mode & 0o077n) !== 0n) fchmodSync(fd, 0o600);
    return { fd, dev: facts.dev, ino: facts.ino };
  } catch (error) {
    closeSync(fd);
    throw error;
  }
}

/** The size of the log if `file` still is what stands at its path; undefined if another file does, or none. */
export function sizeIfSame(folder: string, file: LogFile): number | undefined {
  const now = lstatSync(logPath(folder), { bigint: true, throwIfNoEntry: false });
  return now !== undefined && now.ino === file.ino && now.dev === file.dev ? Number(now.size) : undefined;
}

const syncless: ReadonlySet<string> = new Set(['EINVAL', 'EPERM', 'EACCES', 'EISDIR', 'EBADF', 'ENOTSUP']);

export async function syncFolder(folder: string): Promise<void> {
  let fd: number | undefined;
  try {
    fd = openSync(folder, 'r');
    await sync(fd);
  } catch (error) {
    // A folder that cannot be opened or synced (Windows, some network file systems): nothing more can be done there.
    if (!syncless.has(codeOf(error))) throw error;
  } finally {
    if (fd !== undefined) closeSync(fd);
  }
}

/** Makes the name of a new log last through a power cut, and the names of its folder and the profile, which may be as new. */
export async function syncNames(folder: string): Promise<void> {
  for (const each of [folder, dirname(folder), dirname(dirname(folder))]) await syncFolder(each);
}

const headBytes = 8 * 1024;

/** What the first line says of its place: its number and its month; undefined where the log is empty or its first line is none of ours in clear. */
export function startOf({ fd }: LogFile): { readonly first: number; readonly month: string } | undefined {
  const bytes = Buffer.alloc(headBytes);
  const read = readIntoSync(fd, bytes, 0);
  const end = bytes.subarray(0, read).indexOf(10);
  const line = end === -1 ? undefined : look(bytes.subarray(0, end));
  return line?.kind === 'clear' && /^\d{4}-\d\d-/.test(line.timestamp) ? { first: line.seq, month: line.timestamp.slice(0, 7) } : undefined;
}

/** Closes a month: the file takes its name, for good. The next line opens a new one. */
export function closeMonth(folder: string, { month, first }: { readonly month: string; readonly first: number }): Promise<void> {
  renameSync(logPath(folder), join(folder, closedName(month, first)));
  return syncFolder(folder);
}
