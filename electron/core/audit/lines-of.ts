// Reads the log in bounded pieces, forwards for the verifier and backwards for tail and pages. A line that is too long to be ours is cut.
import { read } from 'node:fs';
import { promisify } from 'node:util';

const readAt = promisify(read);

const pieceBytes = 64 * 1024;
/** No line of ours comes near it; whatever is longer is not a line. */
export const longestLine = 64 * 1024;

export interface RawLine {
  readonly text: string;
  /** False for a last line without a line feed: a write that never ended. */
  readonly ended: boolean;
}

/** Every line from the start, up to `size` bytes. */
export async function* linesForward(fd: number, size: number): AsyncGenerator<RawLine> {
  const piece = Buffer.alloc(pieceBytes);
  let rest = '';
  for (let at = 0; at < size;) {
    const { bytesRead } = await readAt(fd, piece, 0, Math.min(pieceBytes, size - at), at);
    if (bytesRead === 0) break;
    at += bytesRead;
    // WHY latin1: it keeps every byte, whatever a stranger wrote into the file.
    const parts = (rest + piece.toString('latin1', 0, bytesRead)).split('\n');
    rest = parts.pop() ?? '';
    for (const part of parts) yield { text: toText(part), ended: true };
    if (rest.length > longestLine) rest = rest.slice(0, longestLine + 1);
  }
  if (rest !== '') yield { text: toText(rest), ended: false };
}

const toText = (part: string): string => Buffer.from(part, 'latin1').toString('utf8');

export interface LineBefore extends RawLine {
  /** Where the line starts. */
  readonly at: number;
}

/** Every line from the end backwards. */
export async function* linesBackward(fd: number, size: number): AsyncGenerator<LineBefore> {
  const piece = Buffer.alloc(pieceBytes);
  let tail = '';
  let ended = false;
  let at = size;
  while (at > 0) {
    const length = Math.min(pieceBytes, at);
    at -= length;
    const { bytesRead } = await readAt(fd, piece, 0, length, at);
    const text = piece.toString('latin1', 0, bytesRead) + tail;
    const parts = text.split('\n');
    tail = parts.shift() ?? '';
    let end = at + text.length;
    for (const part of parts.reverse()) {
      const start = end - part.length;
      if (start < size) yield { text: toText(part), ended, at: start };
      ended = true;
      end = start - 1;
    }
    if (tail.length > longestLine) tail = tail.slice(tail.length - longestLine - 1);
  }
  if (size > 0) yield { text: toText(tail), ended, at: 0 };
}
