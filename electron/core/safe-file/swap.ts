// The moment of a save: the new file takes the name, the old inode is kept until nobody can have written to it unseen.
// Must never lose bytes of another program, and never turn the event loop between the last look and the rename.
import { linkSync, lstatSync, renameSync, unlinkSync, type BigIntStats } from 'node:fs';
import { rename, unlink, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '../refusal.ts';
import { createFile, openNew } from './create-file.ts';
import { codeOf, folderRefusal, readRefusal } from './fs-refusal.ts';
import { lateName, makeVisible, oldName, sameInode, tempName } from './left-overs.ts';
import { syncFolder } from './own-file.ts';
import { openRegular, readToEnd } from './read-whole.ts';

export interface Place {
  readonly folder: string;
  readonly name: string;
  readonly before: Buffer;
}

/** What link says where the file system has no hard links, or none for this file. */
const linkless: ReadonlySet<string> = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EXDEV', 'EINVAL']);

const everything = Number.MAX_SAFE_INTEGER;
const holds = async (handle: FileHandle, bytes: Buffer): Promise<boolean> => (await readToEnd(handle, bytes.length))?.equals(bytes) ?? false;
const unchanged = (now: BigIntStats, then: BigIntStats): boolean => sameInode(now, then) && now.mtimeNs === then.mtimeNs && now.size === then.size;

/** Opens the file as it is now. Refusals: file-gone, changed-on-disk and those of reading. */
async function openUnchanged({ folder, name, before }: Place): Promise<{ readonly old: FileHandle; readonly facts: BigIntStats }> {
  const old = await openRegular(join(folder, name)).catch((error: unknown) => {
    throw readRefusal(error, 'file-gone');
  });
  try {
    const facts = await old.stat({ bigint: true });
    if (!(await holds(old, before))) throw new Refusal('changed-on-disk');
    return { old, facts };
  } catch (error) {
    await old.close();
    throw error;
  }
}

/** Link, last look, rename: without a pause. Answers with the second name of the old inode, if it could have one. */
function exchange({ folder, name, before }: Place, temp: string, facts: BigIntStats): string | undefined {
  const target = join(folder, name);
  const hidden = oldName(name, before);
  let linked = false;
  try {
    linkSync(target, join(folder, hidden));
    linked = true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') throw new Refusal('file-gone');
    if (!linkless.has(codeOf(error))) throw folderRefusal(error);
  }
  try {
    const now = lstatSync(target, { bigint: true, throwIfNoEntry: false });
    if (now === undefined) throw new Refusal('file-gone');
    if (!unchanged(now, facts)) throw new Refusal('changed-on-disk');
    renameSync(join(folder, temp), target);
  } catch (error) {
    if (linked) unlinkSync(join(folder, hidden));
    throw folderRefusal(error);
  }
  return linked ? hidden : undefined;
}

async function putBack({ folder, name, before }: Place, hidden: string | undefined): Promise<void> {
  const source = hidden ?? tempName(name);
  if (hidden === undefined) {
    const handle = await openNew(join(folder, source));
    await handle.writeFile(before);
    await handle.sync();
    await handle.close();
  }
  await rename(join(folder, source), join(folder, name));
  await syncFolder(folder);
}

/** What became of the new file: ours and whole, changed again by somebody, or not what was written. */
async function look(target: string, bytes: Buffer, written: BigIntStats): Promise<'whole' | 'foreign' | 'broken'> {
  let handle: FileHandle;
  try {
    handle = await openRegular(target);
  } catch {
    // WHY foreign: a file that was there a moment ago and cannot be opened was taken by somebody.
    return 'foreign';
  }
  try {
    if (await holds(handle, bytes)) return 'whole';
    return unchanged(await handle.stat({ bigint: true }), written) ? 'broken' : 'foreign';
  } finally {
    await handle.close();
  }
}

/** Drops the old inode, or keeps it where the person sees it if it does not hold what it held. */
async function settleOld({ folder, name, before }: Place, old: FileHandle, hidden: string | undefined): Promise<string | undefined> {
  if (await holds(old, before)) {
    if (hidden !== undefined) await unlink(join(folder, hidden)).catch(() => {
      // The save itself is done; the next one sweeps this name.
    });
    return undefined;
  }
  if (hidden !== undefined) return makeVisible(folder, hidden, name);
  const visible = lateName(name, new Date(), 0);
  await createFile(join(folder, visible), (await readToEnd(old, everything)) ?? Buffer.alloc(0), 0o600);
  return visible;
}

/**
 * Puts the finished temporary file `temp` (holding `bytes`, as `written` found it) in the place of the file.
 * Refusals: changed-on-disk, file-gone, folder-not-writable, disk-full, verify-failed, write-failed. Answers with the name of what was kept aside.
 */
export async function swap(place: Place, temp: string, bytes: Buffer, written: BigIntStats): Promise<string | undefined> {
  const { old, facts } = await openUnchanged(place);
  try {
    const hidden = exchange(place, temp, facts);
    let state: Awaited<ReturnType<typeof look>>;
    try {
      await syncFolder(place.folder);
      state = await look(join(place.folder, place.name), bytes, written);
    } catch (error) {
      await putBack(place, hidden);
      throw error;
    }
    if (state === 'broken') {
      await putBack(place, hidden);
      throw new Refusal('verify-failed');
    }
    const kept = await settleOld(place, old, hidden);
    if (state === 'foreign') throw new Refusal('changed-on-disk', kept === undefined ? {} : { keptAside: kept });
    return kept;
  } finally {
    await old.close();
  }
}
