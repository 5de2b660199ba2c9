// Files in clear text that a person named: one to read from, one to write to. Must never make one that others may read, and never leave half of one.
import { randomBytes } from 'node:crypto';
import { closeSync, constants, fsyncSync, openSync, renameSync, unlinkSync, writeSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Sink, Source } from '../core/ports.ts';
import { Refusal } from '../core/refusal.ts';

const codeOf = (error: unknown): unknown => (typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined);

function refusalFor(error: unknown): Refusal {
  const code = codeOf(error);
  if (code === 'EEXIST') return new Refusal('file-exists');
  return new Refusal(code === 'ENOSPC' || code === 'EDQUOT' ? 'disk-full' : 'write-failed');
}

function syncFolder(path: string): void {
  const folder = openSync(dirname(path), 'r');
  try {
    fsyncSync(folder);
  } catch {
    // Some file systems cannot sync a folder; the file itself is on disk.
  } finally {
    closeSync(folder);
  }
}

function writeNew(path: string, bytes: Uint8Array): void {
  // SECURITY(clear-file-owner-only): a file in clear text is made for its owner alone, and never over another one or through a link.
  const fd = openSync(path, 'wx', 0o600);
  try {
    try {
      for (let at = 0; at < bytes.length; ) at += writeSync(fd, bytes, at);
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
  } catch (error) {
    unlinkSync(path);
    throw error;
  }
}

/** In the place of what is there, a link too; until it is whole, that stays. */
function writeOver(path: string, bytes: Uint8Array): void {
  const temp = join(dirname(path), `.${basename(path).slice(0, 100)}.coffre-${randomBytes(8).toString('hex')}.tmp`);
  writeNew(temp, bytes);
  try {
    renameSync(temp, path);
  } catch (error) {
    unlinkSync(temp);
    throw error;
  }
}

/** A file for its owner alone; on failure nothing is left of it. `replace` where the person has agreed to lose what is there. Refusals: `file-exists`, `disk-full`, `write-failed`. */
export function fileSink(path: string, over: 'refuse' | 'replace' = 'refuse'): Sink {
  return {
    kind: 'file',
    write: (secret) =>
      new Promise((resolve, reject) => {
        try {
          (over === 'replace' ? writeOver : writeNew)(path, secret.exposeBytes());
          syncFolder(path);
          resolve();
        } catch (error) {
          reject(refusalFor(error));
        }
      }),
  };
}

/** A file as it is when it is read. Refusals: `file-unreadable`, `not-a-file`, `empty-file`, `file-too-large`. */
export function fileSource(path: string): Source {
  return {
    async read(maxBytes) {
      // WHY not blocking: a pipe that somebody chose would hold the program until somebody else writes.
      const handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK).catch(() => {
        throw new Refusal('file-unreadable');
      });
      try {
        const facts = await handle.stat();
        if (!facts.isFile()) throw new Refusal('not-a-file');
        if (facts.size > maxBytes) throw new Refusal('file-too-large');
        const bytes = await handle.readFile();
        if (bytes.length > maxBytes) throw new Refusal('file-too-large');
        if (bytes.length === 0) throw new Refusal('empty-file');
        return bytes;
      } finally {
        await handle.close();
      }
    },
  };
}
