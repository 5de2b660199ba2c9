// Where the chain goes on: the end of the log as it is on disk now, and what must be said about it first. Must never continue in silence what is not as it was left.
import { fstatSync, ftruncateSync, read } from 'node:fs';
import { promisify } from 'node:util';
import { emptyHead, longestLine, readLine, type Head } from './line.ts';
import type { LogFile } from './log-file.ts';
import { linesBackward } from './raw-lines.ts';

const readAt = promisify(read);
const pieceBytes = 8 * 1024;
/** How far back a readable line is looked for behind damage. */
const farthestBack = 1024 * 1024;

/** The log after a write of ours. */
export interface Left {
  readonly file: LogFile;
  readonly size: number;
  readonly head: Head;
}
/** An event of the log itself, to be written before the lines in hand. */
export interface Notice {
  readonly event_type: 'log_recovered' | 'log_damaged' | 'log_replaced';
  readonly reason: string;
}
export interface ChainEnd {
  readonly head: Head;
  readonly size: number;
  readonly notices: readonly Notice[];
}

/** True if the first line that others appended behind ours names ours. A torn one says nothing. */
async function continues({ file, size, head }: Left, now: number): Promise<boolean> {
  const bytes = Buffer.alloc(Math.min(longestLine + 1, now - size));
  const { bytesRead } = await readAt(file.fd, bytes, 0, bytes.length, size);
  const end = bytes.subarray(0, bytesRead).indexOf(10);
  if (end === -1) return bytesRead < longestLine;
  return readLine(bytes.subarray(0, end))?.prev === head.hash;
}

/**
 * Reads the end of the open log, under the lock. A torn last line, which was never acknowledged, is cut off. `left` is how we left the log, if we wrote to it before.
 */
export async function findChainEnd(file: LogFile, left: Left | undefined): Promise<ChainEnd> {
  const size = fstatSync(file.fd).size;
  const notices: Notice[] = [];
  let end = size;
  let head: Head | undefined;
  let damaged = 0;
  for await (const line of linesBackward(file.fd, size, pieceBytes)) {
    if (!line.ended) {
      ftruncateSync(file.fd, line.at);
      end = line.at;
      notices.push({ event_type: 'log_recovered', reason: `torn-line, ${String(size - end)} bytes` });
      continue;
    }
    const entry = readLine(line.bytes);
    if (entry !== undefined) {
      head = { seq: entry.seq, hash: entry.hash };
      break;
    }
    damaged += 1;
    if (size - line.at > farthestBack) break;
  }
  if (damaged > 0) notices.push({ event_type: 'log_damaged', reason: `not-a-line, ${String(damaged)} at the end` });
  const same = left !== undefined && left.file.ino === file.ino && left.file.dev === file.dev;
  // SECURITY(audit-replaced): a log that was exchanged, cut or rewritten is continued, but says so with the head it should have had.
  if (left !== undefined && (!same || size < left.size || (size > left.size && !(await continues({ ...left, file }, end))))) {
    notices.push({ event_type: 'log_replaced', reason: `expected ${String(left.head.seq)} ${left.head.hash}` });
  }
  return { head: head ?? emptyHead, size: end, notices };
}
