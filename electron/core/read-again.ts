// The one place in the core that reads files. WHY: what a signal breaks off in the middle Node makes anew by itself, but for reading; taken for damage, it would cost a record or a lock.
import { readFileSync as readFileSyncOnce, readSync } from 'node:fs';
import { readFile as readFileOnce, type FileHandle } from 'node:fs/promises';

const isBrokenOff = (error: unknown): boolean => typeof error === 'object' && error !== null && 'code' in error && error.code === 'EINTR';

function againSync<T>(read: () => T): T {
  for (;;) {
    try {
      return read();
    } catch (error) {
      if (!isBrokenOff(error)) throw error;
    }
  }
}

async function again<T>(read: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await read();
    } catch (error) {
      if (!isBrokenOff(error)) throw error;
    }
  }
}

/** All of a file. Throws what the system says. */
export const readFile = (path: string): Promise<Buffer> => again(() => readFileOnce(path));
export const readFileSync = (path: string): Buffer => againSync(() => readFileSyncOnce(path));

/** Fills `buffer` from `from` on with what stands at `at`, or with less. Answers how many bytes it was. */
export const readInto = async (handle: FileHandle, buffer: Buffer, from: number, at: number): Promise<number> => (await again(() => handle.read(buffer, from, buffer.length - from, at))).bytesRead;
export const readIntoSync = (fd: number, buffer: Buffer, at: number): number => againSync(() => readSync(fd, buffer, 0, buffer.length, at));
