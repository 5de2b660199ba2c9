// Where the chain goes on: the end of the log as it is on disk now, and what must be said about it first. Must never continue in silence what is not as it was left.
import { closeSync, fstatSync, ftruncateSync, read } from 'node:fs';
import { promisify } from 'node:util';
import { emptyHead, longestLine, look, type Head, type Look } from './form.ts';
import type { LogFile } from './log-file.ts';
import { linesBackward } from './raw-lines.ts';
import { closedOf, openLog, openParts, closeParts } from './segments.ts';

const readAt = promisify(read);
const pieceBytes = 8 * 1024;
/** How far back a readable line is looked for behind damage. */
const farthestBack = 1024 * 1024;

/** The end of the chain, and when its last line was written, so far as that is in clear. */
export type Tip = Head & { readonly timestamp: string };

/** The log after a write of ours. */
export interface Left {
  readonly file: LogFile;
  readonly size: number;
  readonly head: Tip;
}
/** An event of the log itself, to be written before the lines in hand. */
export interface Notice {
  readonly event_type: 'log_recovered' | 'log_damaged' | 'log_replaced' | 'log_month' | 'log_clock_back' | 'log_gap';
  readonly reason: string;
}
export interface ChainEnd {
  readonly head: Tip;
  readonly size: number;
  readonly notices: readonly Notice[];
}

export const emptyTip: Tip = { ...emptyHead, timestamp: '' };
const tipOf = (line: Look): Tip => ({ seq: line.seq, hash: line.hash, timestamp: line.kind === 'clear' ? line.timestamp : '' });

/** True if the first line that others appended behind ours names ours. A torn one says nothing. */
async function continues(fd: number, { size, head }: Left, now: number): Promise<boolean> {
  const bytes = Buffer.alloc(Math.min(longestLine + 1, now - size));
  const { bytesRead } = await readAt(fd, bytes, 0, bytes.length, size);
  const end = bytes.subarray(0, bytesRead).indexOf(10);
  if (end === -1) return bytesRead < longestLine;
  return look(bytes.subarray(0, end))?.prev === head.hash;
}

/** True if the file that we wrote to is a closed month now, with what we left in it. What follows it, the chain itself tells. */
async function movedOn(folder: string, left: Left): Promise<boolean> {
  for (const { name, expired } of closedOf(folder).toReversed()) {
    const fd = expired ? undefined : openLog(folder, name);
    if (fd === undefined) continue;
    try {
      const { ino, size } = fstatSync(fd, { bigint: true });
      if (ino === left.file.ino) return Number(size) === left.size || (Number(size) > left.size && await continues(fd, left, Number(size)));
    } finally {
      closeSync(fd);
    }
  }
  return false;
}

/** The last line before the file that is written to: of the newest closed month, or what its tombstone says of it. */
async function tipOfClosed(folder: string): Promise<Tip> {
  const parts = openParts(folder);
  try {
    for (const part of parts.toReversed()) {
      if ('tombstone' in part) return part.tombstone === undefined ? emptyTip : { seq: part.tombstone.last, hash: part.tombstone.hash, timestamp: part.tombstone.newest };
      for await (const line of linesBackward(part.fd, part.size, pieceBytes)) {
        const found = line.ended ? look(line.bytes) : undefined;
        if (found !== undefined) return tipOf(found);
      }
    }
    return emptyTip;
  } finally {
    closeParts(parts);
  }
}

/**
 * Reads the end of the open log, under the lock. A torn last line, which was never acknowledged, is cut off. `left` is how we left the log, if we wrote to it before.
 */
export async function findChainEnd(folder: string, file: LogFile, left: Left | undefined): Promise<ChainEnd> {
  const size = fstatSync(file.fd).size;
  const notices: Notice[] = [];
  let end = size;
  let head: Tip | undefined;
  let damaged = 0;
  for await (const line of linesBackward(file.fd, size, pieceBytes)) {
    if (!line.ended) {
      ftruncateSync(file.fd, line.at);
      end = line.at;
      notices.push({ event_type: 'log_recovered', reason: `torn-line, ${String(size - end)} bytes` });
      continue;
    }
    const found = look(line.bytes);
    if (found !== undefined) {
      head = tipOf(found);
      break;
    }
    damaged += 1;
    if (size - line.at > farthestBack) break;
  }
  if (damaged > 0) notices.push({ event_type: 'log_damaged', reason: `not-a-line, ${String(damaged)} at the end` });
  if (head === undefined && damaged === 0) {
    head = await tipOfClosed(folder);
    // WHY first: a month begins with a line in clear, which says what it follows.
    if (head.seq > 0) notices.unshift({ event_type: 'log_month', reason: `after ${String(head.seq)} ${head.hash}` });
  }
  if (left !== undefined && !(await isAsLeft(folder, file, left, end))) {
    notices.push({ event_type: 'log_replaced', reason: `expected ${String(left.head.seq)} ${left.head.hash}` });
  }
  return { head: head ?? emptyTip, size: end, notices };
}

// SECURITY(audit-replaced): a log that was exchanged, cut or rewritten is continued, but says so with the head it should have had.
async function isAsLeft(folder: string, file: LogFile, left: Left, size: number): Promise<boolean> {
  if (left.file.ino !== file.ino || left.file.dev !== file.dev) return movedOn(folder, left);
  return size === left.size || (size > left.size && continues(file.fd, left, size));
}
