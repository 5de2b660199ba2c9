// The file of the log: opening, making it so that it lasts, and noticing that it is another one now. Must never follow a link that somebody laid in its place.
import { closeSync, constants, fchmodSync, fstatSync, fsync, lstatSync, openSync } from 'node:fs';
import { dirname, join } from 'node:path';

const sync = (fd: number): Promise<void> => new Promise((resolve, reject) => {
  fsync(fd, (error) => { if (error === null) resolve(); else reject(error); });
});

export const logPath = (folder: string): string => join(folder, 'audit.jsonl');
export const lockPath = (folder: string): string => join(folder, 'audit.lock');

/** An open log. Device and inode tell it from any other file as long as it is open. */
export interface LogFile {
  readonly fd: number;
  readonly dev: bigint;
  readonly ino: bigint;
}

// SECURITY(audit-no-link): the log is a file of its own, never what a link points to. (0 on Windows, where links take a privilege.)
const noFollow = constants.O_NOFOLLOW ?? 0;

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '');

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

/** Opens the log for reading; undefined if there is none. */
export function openForReading(folder: string): number | undefined {
  try {
    return openSync(logPath(folder), constants.O_RDONLY | constants.O_NONBLOCK | noFollow);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** The size of the log if `file` still is what stands at its path; undefined if another file does, or none. */
export function sizeIfSame(folder: string, file: LogFile): number | undefined {
  const now = lstatSync(logPath(folder), { bigint: true, throwIfNoEntry: false });
  return now !== undefined && now.ino === file.ino && now.dev === file.dev ? Number(now.size) : undefined;
}

const syncless: ReadonlySet<string> = new Set(['EINVAL', 'EPERM', 'EACCES', 'EISDIR', 'EBADF', 'ENOTSUP']);

/** Makes the name of a new log last through a power cut, and the names of its folder and the profile, which may be as new. */
export async function syncNames(folder: string): Promise<void> {
  for (const each of [folder, dirname(folder), dirname(dirname(folder))]) {
    let fd: number | undefined;
    try {
      fd = openSync(each, 'r');
      await sync(fd);
    } catch (error) {
      // A folder that cannot be opened or synced (Windows, some network file systems): nothing more can be done there.
      if (!syncless.has(codeOf(error))) throw error;
    } finally {
      if (fd !== undefined) closeSync(fd);
    }
  }
}
