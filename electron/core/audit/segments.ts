// The files of a log in the order of their lines: closed months, tombstones of those whose time is over, and the one that is written to. Must import nothing but Node: it is built into a file that stands alone.
import { closeSync, constants, fstatSync, openSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readFileSync } from '../read-again.ts';
import { keysFile, readKeys, readTombstone, type KeysBeside, type Tombstone } from './checkpoint.ts';

export const liveName = 'audit.jsonl';

/** `month`: YYYY-MM of its first line; `first`: the number of that line. */
export const closedName = (month: string, first: number): string => `audit-${month}-${String(first)}.jsonl`;
export const tombstoneName = (closed: string): string => closed.replace(/\.jsonl$/, '.expired.json');

const named = /^audit-(\d{4}-\d\d)-([1-9]\d{0,14})\.(jsonl|expired\.json)$/;

export interface Closed {
  readonly name: string;
  readonly month: string;
  readonly first: number;
  readonly expired: boolean;
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '');

/** In the order of their lines. Where a tombstone and the lines themselves are there, the lines count: they were not removed yet. */
export function closedOf(folder: string): readonly Closed[] {
  let names: readonly string[];
  try {
    names = readdirSync(folder);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
  const found = names.flatMap((name): Closed[] => {
    const [, month, first, kind] = named.exec(name) ?? [];
    return month === undefined ? [] : [{ name, month, first: Number(first), expired: kind !== 'jsonl' }];
  });
  const there = new Set(found.flatMap(({ name, expired }) => (expired ? [] : [tombstoneName(name)])));
  return found.filter(({ name }) => !there.has(name)).toSorted((a, b) => a.first - b.first);
}

// SECURITY(audit-no-link): the log is a file of its own, never what a link points to. (0 on Windows, where links take a privilege.)
export const noFollow = constants.O_NOFOLLOW ?? 0;

/** Opens one file of the log for reading; undefined if there is none. */
export function openLog(folder: string, name: string): number | undefined {
  try {
    return openSync(join(folder, name), constants.O_RDONLY | constants.O_NONBLOCK | noFollow);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** One file of a log, open and as long as it was then; what is appended later is left out. */
export interface LinesPart {
  readonly name: string;
  readonly fd: number;
  readonly size: number;
  /** The file, whatever its name. */
  readonly id: string;
}
export type Part = LinesPart | { readonly name: string; readonly tombstone: Tombstone | undefined };

const tombstoneAt = (folder: string, name: string): Tombstone | undefined => readTombstone(readFileSync(join(folder, name)).toString('utf8'));

/** All of them, open, in the order of their lines. The caller closes them by `closeParts`. */
export function openParts(folder: string): readonly Part[] {
  const parts: Part[] = [];
  try {
    // WHY the live one first: a month that is closed meanwhile would be missed, and one that is there twice is left out below.
    const live = openLog(folder, liveName);
    const facts = live === undefined ? undefined : fstatSync(live);
    for (const { name, expired } of closedOf(folder)) {
      if (expired) {
        parts.push({ name, tombstone: tombstoneAt(folder, name) });
        continue;
      }
      const fd = openLog(folder, name);
      if (fd === undefined) continue;
      const { dev, ino, size } = fstatSync(fd);
      if (ino === facts?.ino && facts.ino !== 0) closeSync(fd);
      else parts.push({ name, fd, size, id: `${String(dev)}.${String(ino)}` });
    }
    if (live !== undefined && facts !== undefined) parts.push({ name: liveName, fd: live, size: facts.size, id: `${String(facts.dev)}.${String(facts.ino)}` });
    return parts;
  } catch (error) {
    closeParts(parts);
    throw error;
  }
}

export const hasLines = (part: Part): part is LinesPart => 'fd' in part;

export function closeParts(parts: readonly Part[]): void {
  for (const part of parts) if ('fd' in part) closeSync(part.fd);
}

/** The keys beside the log; none where there is no such file. */
export function keysBeside(folder: string): KeysBeside {
  try {
    return readKeys(readFileSync(join(folder, keysFile)).toString('utf8'));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return { signing: [], recipient: '' };
    throw error;
  }
}
