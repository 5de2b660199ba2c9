// The names that a save uses beside its file, and what to do with those that a killed save left.
// Must never remove bytes that could be somebody else's: what is not known to be ours is made visible instead.
import { createHash, randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { link, lstat, readdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf } from './fs-refusal.ts';
import { openRegular, readToEnd } from './read-whole.ts';

export const sha256 = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');

/** File systems allow 255 bytes in a name: a very long one is stood for by its hash. */
const stemOf = (name: string): string => (Buffer.byteLength(name) <= 200 ? name : sha256(name).slice(0, 32));
const prefixOf = (name: string): string => `.${stemOf(name)}.coffre-`;
const mark = (bytes: Buffer): string => sha256(bytes).slice(0, 16);

export const tempName = (name: string): string => `${prefixOf(name)}${randomBytes(8).toString('hex')}.tmp`;
/** The second name of the old inode tells what it should hold. */
export const oldName = (name: string, before: Buffer): string => `${prefixOf(name)}${mark(before)}.old`;

/** A name that a person sees and can sort by time, UTC. */
export const lateName = (name: string, at: Date, again: number): string =>
  `${stemOf(name)}.late-${at.toISOString().replaceAll(/[-:]/g, '')}${again === 0 ? '' : `-${String(again)}`}`;

/** Gives hidden bytes a visible name that nobody has yet, and answers with it. */
export async function makeVisible(folder: string, hidden: string, name: string): Promise<string> {
  const at = new Date();
  for (let again = 0; ; again += 1) {
    const visible = lateName(name, at, again);
    try {
      await link(join(folder, hidden), join(folder, visible));
    } catch (error) {
      if (codeOf(error) === 'EEXIST' && again < 100) continue;
      throw error;
    }
    await unlink(join(folder, hidden));
    return visible;
  }
}

async function holdsItsMark(path: string, hidden: string): Promise<boolean> {
  const handle = await openRegular(path, constants.O_NOFOLLOW ?? 0);
  try {
    const bytes = await readToEnd(handle, Number.MAX_SAFE_INTEGER);
    return bytes !== undefined && hidden.endsWith(`${mark(bytes)}.old`);
  } finally {
    await handle.close();
  }
}

interface Inode {
  readonly dev: bigint;
  readonly ino: bigint;
}
export const sameInode = (a: Inode, b: Inode): boolean => a.dev === b.dev && a.ino === b.ino;

/** Clears what killed saves of this file left; call under the lock. Answers with the name of what had to be kept, if anything. */
export async function sweep(folder: string, name: string, target: Inode): Promise<string | undefined> {
  const prefix = prefixOf(name);
  // WHY nothing on failure: a folder that may be written but not listed cannot be swept, and saving works there too.
  const names = await readdir(folder).catch(() => []);
  let kept: string | undefined;
  for (const hidden of names) {
    if (!hidden.startsWith(prefix) || !/^[0-9a-f]{16}\.(?:tmp|old)$/.test(hidden.slice(prefix.length))) continue;
    const path = join(folder, hidden);
    try {
      const facts = await lstat(path, { bigint: true });
      if (!facts.isFile()) continue;
      // WHY the inode first: killed between link and rename, the old name and the file are one, whatever it holds now.
      if (hidden.endsWith('.tmp') || sameInode(facts, target) || (await holdsItsMark(path, hidden))) await unlink(path);
      else kept = await makeVisible(folder, hidden, name);
    } catch {
      // WHY silent: a left-over that cannot be read or removed stays for the next save; it must not stop this one.
    }
  }
  return kept;
}
