// Creating a lock file that nobody else created, with its whole content at once, and looking at one. Must never write into a file that exists.
import { closeSync, fstatSync, linkSync, lstatSync, mkdirSync, openSync, readdirSync, unlinkSync, writeFileSync, writeSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { readIntoSync } from '../read-again.ts';
import { parseOwner, type Owner } from './owner.ts';

export const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '');

/** What stands at a path. `id` names exactly this lock and never another one, earlier or later. */
export type Sight =
  | { readonly kind: 'free' }
  | { readonly kind: 'owned'; readonly id: string; readonly owner: Owner }
  /** No owner can be read from it: its writer crashed half-way, or the power went. */
  | { readonly kind: 'unreadable'; readonly id: string }
  /** It may not be read at all, or is no file. Nothing can be said about it. */
  | { readonly kind: 'closed' };

/** One who wants locks. WHY a file of its own: linking it to a name costs microseconds, making a file for each lock twenty times that. */
export interface Claimant {
  readonly owner: Owner;
  /** `<lock>.<token>.owner`, on the same file system as the lock. */
  readonly file: string;
  /** True once this one has written that file whole. */
  written: boolean;
}

/** True if another claimant's own file lies beside the lock: it waits, uses it now and then, or is gone. */
export function hasOthers(lock: string, { file }: Claimant): boolean {
  try {
    return readdirSync(dirname(lock)).some((name) => name.startsWith(`${basename(lock)}.`) && name.endsWith('.owner') && name !== basename(file));
  } catch {
    // Where nobody can look, nobody waits.
    return false;
  }
}

const longestContent = 4096;

/** Reads a lock file. Never throws for what it finds. */
export function look(path: string): Sight {
  let fd: number;
  try {
    fd = openSync(path, 'r');
  } catch (error) {
    return codeOf(error) === 'ENOENT' ? { kind: 'free' } : { kind: 'closed' };
  }
  try {
    const bytes = Buffer.alloc(longestContent);
    const length = readIntoSync(fd, bytes, 0);
    const owner = parseOwner(bytes.toString('utf8', 0, length));
    if (owner !== undefined) return { kind: 'owned', id: owner.token, owner };
    const { ino, mtimeNs, size } = fstatSync(fd, { bigint: true });
    return { kind: 'unreadable', id: `unreadable-${String(ino)}-${String(mtimeNs)}-${String(size)}` };
  } catch {
    // WHY closed: a folder, or a disk that does not answer: nothing that waiting or removing could mend.
    return { kind: 'closed' };
  } finally {
    closeSync(fd);
  }
}

/** Removes a file that may be gone already. */
export function remove(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}

/** For file systems without hard links: exclusive, but for a moment without content. False if it exists, or was taken for a left-over while we were slow. */
function claimInPlace(path: string, owner: Owner): boolean {
  let fd: number;
  try {
    fd = openSync(path, 'wx', 0o600);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
  const { ino } = fstatSync(fd, { bigint: true });
  try {
    writeSync(fd, JSON.stringify(owner));
  } catch (error) {
    if (lstatSync(path, { bigint: true, throwIfNoEntry: false })?.ino === ino) remove(path);
    throw error;
  } finally {
    closeSync(fd);
  }
  const sight = look(path);
  return sight.kind === 'owned' && sight.id === owner.token;
}

/** Writes the claimant's own file; the folder is made, 0700, if it is missing. */
function writeOwn(claimant: Claimant): void {
  const { file, owner } = claimant;
  const write = (): void => {
    writeFileSync(file, JSON.stringify(owner), { flag: 'wx', mode: 0o600 });
    claimant.written = true;
  };
  claimant.written = false;
  try {
    write();
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT') mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    // A full disk may leave the name with half of the content. WHY it may go: nobody but this process makes it, one use after the other.
    else remove(file);
    if (code !== 'ENOENT' && code !== 'EEXIST') throw error;
    write();
  }
}

function link({ file }: Claimant, path: string): 'made' | 'taken' | 'no-file' | 'no-links' {
  try {
    linkSync(file, path);
    return 'made';
  } catch (error) {
    const code = codeOf(error);
    return code === 'EEXIST' ? 'taken' : code === 'ENOENT' ? 'no-file' : 'no-links';
  }
}

// SECURITY(lock-exclusive): the name comes into being together with its whole content, or not at all.
// SECURITY(lock-own-whole): what a write that failed left under our own name is never linked: a lock without an owner is taken from its holder after three seconds.
/** Creates the file at `path` for the claimant, whose own file is made if it is missing; false if somebody was first. Throws what the file system says. */
export function claim(path: string, claimant: Claimant): boolean {
  let outcome = claimant.written ? link(claimant, path) : 'no-file';
  if (outcome === 'no-file') {
    writeOwn(claimant);
    outcome = link(claimant, path);
  }
  return outcome === 'made' || (outcome !== 'taken' && claimInPlace(path, claimant.owner));
}
