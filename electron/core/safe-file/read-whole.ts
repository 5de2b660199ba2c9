// Reads one regular file whole, up to a limit. Must never hang on a pipe or a device and never read without end.
import { constants } from 'node:fs';
import { open, realpath, type FileHandle } from 'node:fs/promises';
import { readInto } from '../read-again.ts';
import { Refusal } from '../refusal.ts';
import { readRefusal } from './fs-refusal.ts';

export interface ReadFile {
  readonly bytes: Buffer;
  /** The resolved real path. */
  readonly path: string;
}

// SECURITY(no-hang-on-pipe): a cloned folder may hold a pipe or a device under the name of a secret file; opening it must not wait.
const readOnly = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** Opens for reading; refuses everything that is no regular file. The caller closes. */
export async function openRegular(path: string, extraFlags = 0): Promise<FileHandle> {
  const handle = await open(path, readOnly | extraFlags);
  try {
    if (!(await handle.stat()).isFile()) throw new Refusal('not-a-file');
    return handle;
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** Everything in the open file from its start, or undefined if it holds more than `limitBytes`. */
export async function readToEnd(handle: FileHandle, limitBytes: number): Promise<Buffer | undefined> {
  // WHY one byte more than the size: the read that finds the end needs room, and a file that grows meanwhile is seen.
  let buffer = Buffer.allocUnsafe(Math.min((await handle.stat()).size, limitBytes) + 1);
  let length = 0;
  for (;;) {
    const bytesRead = await readInto(handle, buffer, length, length);
    if (bytesRead === 0) return buffer.subarray(0, length);
    length += bytesRead;
    if (length > limitBytes) return undefined;
    if (length === buffer.length) buffer = Buffer.concat([buffer, Buffer.allocUnsafe(Math.max(buffer.length, 4096))]);
  }
}

/**
 * Reads a regular file whole; a symbolic link is followed.
 * Refusals: file-not-found, file-unreadable, not-a-file, symlink-loop, file-too-large (data: limitBytes).
 */
export async function readWhole(path: string, limitBytes: number): Promise<ReadFile> {
  let handle: FileHandle | undefined;
  try {
    const real = await realpath(path);
    handle = await openRegular(real);
    const bytes = await readToEnd(handle, limitBytes);
    if (bytes === undefined) throw new Refusal('file-too-large', { limitBytes });
    return { bytes, path: real };
  } catch (error) {
    throw readRefusal(error, 'file-not-found');
  } finally {
    await handle?.close();
  }
}
