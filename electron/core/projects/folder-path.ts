// Paths of folders: real, checked, and as a person would write them.
import { constants } from 'node:fs';
import { access, realpath, stat } from 'node:fs/promises';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { Refusal } from '../refusal.ts';

const codeOf = (error: unknown): unknown => (typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined);

/** The real path of a folder that can be listed. Refusals: folder-not-found, not-a-folder, folder-unreadable, symlink-loop. */
export async function realFolder(path: string): Promise<string> {
  try {
    const real = await realpath(resolve(path));
    if (!(await stat(real)).isDirectory()) throw new Refusal('not-a-folder');
    await access(real, constants.R_OK | constants.X_OK);
    return real;
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const code = codeOf(error);
    if (code === 'ELOOP') throw new Refusal('symlink-loop');
    if (code === 'ENOTDIR') throw new Refusal('not-a-folder');
    throw new Refusal(code === 'EACCES' || code === 'EPERM' ? 'folder-unreadable' : 'folder-not-found');
  }
}

/** True if `path` lies in `folder` or is it. Both absolute and real. */
export function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

/** Under the home folder it starts with `~`. */
export function shownPath(path: string, userHome: string): string {
  if (!isAbsolute(userHome) || !isWithin(userHome, path)) return path;
  const way = relative(userHome, path);
  return way === '' ? '~' : `~${sep}${way}`;
}
