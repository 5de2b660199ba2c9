// What a system error means for the person, by the step in which it came. Must never carry the system's own message.
import { Refusal } from '../refusal.ts';

export const codeOf = (error: unknown): string => (typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : '');

const common: Readonly<Record<string, string>> = { ELOOP: 'symlink-loop', ENOSPC: 'disk-full', EDQUOT: 'disk-full' };
const missing: Readonly<Record<string, string>> = { ENOENT: 'gone', ENOTDIR: 'gone', ENAMETOOLONG: 'gone', ERR_INVALID_ARG_VALUE: 'gone' };

/** Looking at a file that should be there: `gone` is the code for a file that is not. */
export function readRefusal(error: unknown, gone: 'file-not-found' | 'file-gone'): unknown {
  if (error instanceof Refusal) return error;
  const code = codeOf(error);
  if (code === 'ELOOP') return new Refusal('symlink-loop');
  if (code === 'EISDIR' || code === 'ENXIO' || code === 'ENODEV') return new Refusal('not-a-file');
  return new Refusal(missing[code] === undefined ? 'file-unreadable' : gone);
}

/** Making a new file in the folder. */
export function folderRefusal(error: unknown): unknown {
  if (error instanceof Refusal) return error;
  const code = codeOf(error);
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return new Refusal('folder-not-writable');
  return new Refusal(common[code] ?? 'write-failed');
}

/** Putting bytes on the disk, or anything else that should just have worked. */
export function writeRefusal(error: unknown): unknown {
  return error instanceof Refusal ? error : new Refusal(common[codeOf(error)] ?? 'write-failed');
}
