// Makes one new file, whole and on the disk, or none at all.
import { open, unlink, type FileHandle } from 'node:fs/promises';
import { Refusal } from '../refusal.ts';
import { codeOf, folderRefusal, writeRefusal } from './fs-refusal.ts';

/** Creates a file that nobody may open in the meantime; the caller closes. Throws what the system says. */
export const openNew = (path: string): Promise<FileHandle> => open(path, 'wx+', 0o600);

/**
 * Creates a file that must not exist (a link of that name counts as existing), with `mode` whatever the umask says, fsynced.
 * Refusals: file-exists, disk-full, write-failed, folder-not-writable; nothing is left behind then.
 */
export async function createFile(path: string, bytes: Buffer, mode: number): Promise<void> {
  let handle: FileHandle;
  try {
    handle = await openNew(path);
  } catch (error) {
    throw codeOf(error) === 'EEXIST' ? new Refusal('file-exists') : folderRefusal(error);
  }
  try {
    await handle.writeFile(bytes);
    await handle.chmod(mode);
    await handle.sync();
    await handle.close();
  } catch (error) {
    await handle.close().catch(() => {
      // The file goes away right below; what closing it says adds nothing.
    });
    await unlink(path);
    throw writeRefusal(error);
  }
}
