// Atomic writes of the program's own small files in its own folder: no foreign writers, so no comparing and no keeping.
import { randomBytes } from 'node:crypto';
import { mkdir, open, realpath, rename, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { createFile } from './create-file.ts';
import { writeRefusal } from './fs-refusal.ts';
import { Refusal } from '../refusal.ts';

/** Makes a rename last through a power cut. Where folders cannot be opened or synced (Windows, some network file systems) there is nothing to do. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined);
  try {
    await handle?.sync().catch((error: unknown) => {
      if (!(error instanceof Error) || !('code' in error) || (error.code !== 'EINVAL' && error.code !== 'EPERM' && error.code !== 'ENOTSUP' && error.code !== 'EBADF')) throw error;
    });
  } finally {
    await handle?.close();
  }
}

/**
 * Writes one of the program's own files, existing or not: 0600, in a folder that is made 0700 if it is missing; a symbolic link is followed.
 * Refusals: disk-full, write-failed; the old file stands then.
 */
export async function writeOwnFile(path: string, bytes: Buffer): Promise<void> {
  try {
    // SECURITY(own-files-private): what the program keeps about a person is nobody else's to read.
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const target = await realpath(path).catch(() => path);
    const temp = join(dirname(target), `.${basename(target)}.coffre-${randomBytes(8).toString('hex')}.tmp`);
    await createFile(temp, bytes, 0o600);
    try {
      await rename(temp, target);
    } catch (error) {
      await unlink(temp);
      throw error;
    }
    await syncFolder(dirname(target));
  } catch (error) {
    const refusal = writeRefusal(error);
    throw refusal instanceof Refusal && refusal.code === 'disk-full' ? refusal : new Refusal('write-failed');
  }
}
