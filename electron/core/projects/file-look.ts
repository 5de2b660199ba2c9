// One look at one file of a folder: which names are worth it, and what its two ends tell. Must never hang on a pipe, read a large file whole, or keep what it read.
import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import type { FileState } from '../../../shared/ipc/projects.ts';
import { readInto } from '../read-again.ts';
import { recognise } from '../sops/index.ts';

/** So many bytes are read from each end of a file. */
const endBytes = 64 * 1024;
const readOnly = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** A file of ours that exists for the moment of a save. */
export const isPassing = (name: string): boolean => /^\..*\.coffre-[0-9a-f]{16}\.(?:tmp|old)$/.test(name);

/** `secret`: by its name; `maybe`: only if it bears the marks of sops. */
export function nameSuggests(name: string): 'secret' | 'maybe' | 'nothing' {
  if (isPassing(name)) return 'nothing';
  if (/^\.env|\.env(?:\.|$)|\.enc\.|\.encrypted$|^\.sops\.ya?ml$/.test(name)) return 'secret';
  return /\.(?:ya?ml|json|ini)$/.test(name) ? 'maybe' : 'nothing';
}

async function readAt(handle: FileHandle, start: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  return buffer.subarray(0, await readInto(handle, buffer, 0, start));
}

/** The whole file, or its two ends cut at line ends and joined by a line feed. */
async function readEnds(handle: FileHandle, size: number): Promise<Buffer> {
  if (size <= 2 * endBytes) return readAt(handle, 0, size);
  const head = await readAt(handle, 0, endBytes);
  const tail = await readAt(handle, size - endBytes, endBytes);
  const headEnd = head.lastIndexOf(0x0a);
  const ends = Buffer.concat([headEnd === -1 ? head : head.subarray(0, headEnd), Buffer.from('\n'), tail.subarray(tail.indexOf(0x0a) + 1)]);
  head.fill(0);
  tail.fill(0);
  return ends;
}

/** The state of a file whose name suggests a secret; undefined if it is none, no file, or gone meanwhile. `name` is the way from the project's root. */
export async function lookAt(path: string, name: string, suggests: 'secret' | 'maybe', isLink: boolean): Promise<FileState | undefined> {
  let handle: FileHandle;
  try {
    handle = await open(path, readOnly);
  } catch (error) {
    const gone = typeof error === 'object' && error !== null && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENXIO');
    return suggests === 'maybe' || (gone && !isLink) ? undefined : 'unreadable';
  }
  try {
    const facts = await handle.stat();
    if (!facts.isFile()) return undefined;
    const bytes = await readEnds(handle, facts.size);
    const state = recognise(name, bytes);
    // SECURITY(scan-keeps-nothing): a clear-text file was in there; nothing of it stays in memory.
    bytes.fill(0);
    return state === 'not-secret' || (suggests === 'maybe' && state === 'clear-text') ? undefined : state;
  } catch {
    // WHY silent: a disk that fails under one file is that file's state, not the end of the scan.
    return suggests === 'maybe' ? undefined : 'unreadable';
  } finally {
    await handle.close();
  }
}
