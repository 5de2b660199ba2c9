// Replaces a file's bytes so that at every moment the old or the new ones stand there whole.
// Must never write in place and never leave anything behind when it refuses.
import { constants } from 'node:fs';
import { access, realpath, stat, unlink, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { withLock } from '../lock-file/index.ts';
import { Refusal } from '../refusal.ts';
import { copyAttributes } from './attributes.ts';
import { openNew } from './create-file.ts';
import { codeOf, folderRefusal, readRefusal, writeRefusal } from './fs-refusal.ts';
import { sha256, sweep, tempName } from './left-overs.ts';
import { openRegular } from './read-whole.ts';
import { swap, type Place } from './swap.ts';

export interface ReplaceOptions {
  /** The bytes that the change was based on. */
  readonly before: Buffer;
  /** Holds the lock files; made if it is missing. */
  readonly lockFolder: string;
}
export interface Replaced {
  /** The file beside the saved one that holds what another program wrote in the moment of saving. */
  readonly keptAside?: string;
}

async function checkWritable(place: Place, source: FileHandle): Promise<void> {
  if ((await source.stat()).nlink > 1) throw new Refusal('hard-linked');
  await access(join(place.folder, place.name), constants.W_OK).catch((error: unknown) => {
    throw new Refusal(codeOf(error) === 'ENOENT' ? 'file-gone' : 'file-not-writable');
  });
}

/** Writes and finishes the temporary file, then swaps; on failure nothing of it is left. */
async function writeAndSwap(place: Place, bytes: Buffer, source: FileHandle): Promise<string | undefined> {
  const temp = tempName(place.name);
  const path = join(place.folder, temp);
  const handle = await openNew(path).catch((error: unknown) => {
    throw folderRefusal(error);
  });
  const attributes = copyAttributes(join(place.folder, place.name), source, path, handle);
  let swapped = false;
  try {
    if (!attributes.besideWriting) {
      await attributes.ended;
      await handle.truncate(0);
    }
    await handle.writeFile(bytes);
    await attributes.settle();
    await handle.sync();
    const kept = await swap(place, temp, bytes, await handle.stat({ bigint: true }));
    swapped = true;
    return kept;
  } finally {
    await attributes.ended;
    await handle.close();
    if (!swapped) await unlink(path).catch((error: unknown) => {
      // The name is gone already if the refusal came after the rename.
      if (codeOf(error) !== 'ENOENT') throw error;
    });
  }
}

async function replaceLocked(target: string, bytes: Buffer, before: Buffer): Promise<Replaced> {
  const place: Place = { folder: dirname(target), name: basename(target), before };
  const source = await openRegular(target, constants.O_NOFOLLOW ?? 0).catch((error: unknown) => {
    throw readRefusal(error, 'file-gone');
  });
  try {
    const swept = await sweep(place.folder, place.name, await source.stat({ bigint: true }));
    await checkWritable(place, source);
    const keptAside = (await writeAndSwap(place, bytes, source)) ?? swept;
    return keptAside === undefined ? {} : { keptAside };
  } catch (error) {
    throw writeRefusal(error);
  } finally {
    await source.close();
  }
}

/**
 * Replaces the bytes of an existing regular file atomically. A symbolic link is followed; mode, owner, access list and extended attributes are kept or refused.
 * Anything but `before` on the disk is refused; what another program writes in the moment of the rename is kept aside and named, never lost.
 * Refusals: changed-on-disk, file-gone, file-not-writable, folder-not-writable, disk-full, hard-linked, foreign-owner, attributes-lost, verify-failed, write-failed,
 * file-busy, symlink-loop, not-a-file, file-unreadable. On a refusal the file is untouched and nothing is left behind;
 * the one exception is `changed-on-disk` when somebody else replaced the file after our rename: theirs stands.
 */
export async function replaceFile(path: string, bytes: Buffer, options: ReplaceOptions): Promise<Replaced> {
  const target = await realpath(path).catch((error: unknown) => {
    throw readRefusal(error, 'file-gone');
  });
  return withLock(join(options.lockFolder, sha256(target)), () => replaceLocked(target, bytes, options.before));
}

/** Clears away what a killed save of this file left beside it, as the next save would. Never refuses: what cannot be cleared now stays for that one. */
export async function clearLeftOvers(path: string, lockFolder: string): Promise<void> {
  const target = await realpath(path).catch(() => undefined);
  if (target === undefined) return;
  await withLock(join(lockFolder, sha256(target)), async () => {
    const facts = await stat(target, { bigint: true });
    await sweep(dirname(target), basename(target), facts);
  }).catch(() => {
    // See above.
  });
}
