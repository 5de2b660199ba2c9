// Takes, breaks and gives back one lock file. Must never remove a lock whose owner may be alive.
import { linkSync, readFileSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { isDead, readOwner, type Owner } from './owner.ts';

// WHY synchronous: each step is one system call of microseconds, and an await between them would only widen every window.
const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined);

/** How old a lock with unreadable content must be before it counts as left by a crash, in milliseconds. */
const graceMs = 5000;

function remove(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}

/** Makes `path` with the owner's record, whole from its first moment; false if it is there already. */
export function createOwned(path: string, owner: Owner): boolean {
  const text = JSON.stringify(owner);
  const temp = `${path}.${owner.token}`;
  writeFileSync(temp, text, { flag: 'wx', mode: 0o600 });
  try {
    linkSync(temp, path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'].includes(String(codeOf(error)))) throw error;
    return createWithoutLink(path, text);
  } finally {
    remove(temp);
  }
}

/** For file systems without links. A crash between the two calls leaves an empty lock, which the grace time covers. */
function createWithoutLink(path: string, text: string): boolean {
  try {
    writeFileSync(path, text, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

interface Holder {
  readonly owner: Owner | undefined;
  /** Names this very lock: the owner's token, or for unreadable content the file itself. */
  readonly token: string;
  readonly ageMs: number;
}
function holderOf(path: string): Holder | undefined {
  try {
    const owner = readOwner(readFileSync(path, 'utf8'));
    const { ino, mtimeMs } = statSync(path);
    return { owner, token: owner?.token ?? `unreadable-${ino}-${Math.trunc(mtimeMs)}`, ageMs: Date.now() - mtimeMs };
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

const isStale = ({ owner, ageMs }: Holder, me: Owner): boolean => (owner === undefined ? ageMs > graceMs : isDead(owner, me));

/**
 * Removes a stale lock. Only one process may do so for one token: it is elected by creating `<lock>.break.<token>.<n>`, and the next
 * election for the same token opens only when its winner is itself dead, for a dead winner cannot act any more.
 */
export function breakStale(path: string, me: Owner): void {
  const stale = holderOf(path);
  if (stale === undefined || !isStale(stale, me)) return;
  const { token } = stale;
  for (let level = 0; ; level += 1) {
    const ballot = `${path}.break.${token}.${level}`;
    if (createOwned(ballot, me)) {
      const now = holderOf(path);
      if (now !== undefined && now.token === token && isStale(now, me)) remove(path);
      // What its owner may have left if it died between making and linking its record.
      remove(`${path}.${token}`);
      for (let below = level; below >= 0; below -= 1) remove(`${path}.break.${token}.${below}`);
      return;
    }
    const winner = holderOf(ballot);
    if (winner === undefined || !isStale(winner, me)) return;
  }
}

/** Gives back a lock that is still ours. */
export function release(path: string, owner: Owner): void {
  const holder = holderOf(path);
  if (holder?.token === owner.token) remove(path);
}
