// Reads the log in bounded pieces, forwards for the verifier and backwards for tail and pages, as bytes. A line that is too long to be ours is cut, never gathered.
import { read } from 'node:fs';
import { promisify } from 'node:util';
import { longestLine } from './form.ts';

const readAt = promisify(read);
const lineFeed = 10;

/** Fills the whole buffer, or throws: the caller knows how much there must be. */
async function fill(fd: number, buffer: Buffer, at: number): Promise<void> {
  for (let done = 0; done < buffer.length;) {
    const { bytesRead } = await readAt(fd, buffer, done, buffer.length - done, at + done);
    if (bytesRead === 0) throw new Error('the log became shorter while it was read');
    done += bytesRead;
  }
}

const forwardBytes = 1024 * 1024;

/** Calls back for every line of the first `size` bytes; `ended` is false for a last line without a line feed. Lets other work run after each piece, and ends with false where `goOn` says so then. The bytes are good during the call only. `from`: where a line begins. */
export async function eachLine(fd: number, size: number, visit: (bytes: Buffer, ended: boolean, at: number) => void, goOn: (done: number) => boolean = () => true, from = 0): Promise<boolean> {
  const piece = Buffer.alloc(forwardBytes);
  let rest: Buffer = Buffer.alloc(0);
  let lineAt = from;
  for (let at = from; at < size;) {
    const part = piece.subarray(0, Math.min(forwardBytes, size - at));
    await fill(fd, part, at);
    at += part.length;
    let start = 0;
    for (let end = part.indexOf(lineFeed); end !== -1; end = part.indexOf(lineFeed, start)) {
      visit(rest.length === 0 ? part.subarray(start, end) : Buffer.concat([rest, part.subarray(start, end)]), true, lineAt);
      if (rest.length > 0) rest = Buffer.alloc(0);
      start = end + 1;
      lineAt = at - part.length + start;
    }
    if (!goOn(at)) return false;
    if (start < part.length) rest = Buffer.concat([rest, part.subarray(start)]).subarray(0, longestLine + 1);
  }
  if (rest.length > 0) visit(rest, false, lineAt);
  return true;
}

export interface RawLine {
  /** Without the line feed; good until the next one is asked for. */
  readonly bytes: Buffer;
  /** Where the line starts. */
  readonly at: number;
  /** False for a last line without a line feed: a write that never ended. */
  readonly ended: boolean;
}

/** Every line of the first `size` bytes, the last one first, read in pieces of `pieceBytes`. */
export async function* linesBackward(fd: number, size: number, pieceBytes: number): AsyncGenerator<RawLine> {
  let later: Buffer = Buffer.alloc(0);
  let ended = false;
  for (let from = size; from > 0;) {
    const piece = Buffer.alloc(Math.min(pieceBytes, from));
    from -= piece.length;
    await fill(fd, piece, from);
    let right = piece.length;
    for (let feed = piece.lastIndexOf(lineFeed); feed !== -1; feed = feed === 0 ? -1 : piece.lastIndexOf(lineFeed, feed - 1)) {
      const at = from + feed + 1;
      // Nothing stands behind the last line feed of a log that ends well.
      if (at < size) yield { bytes: Buffer.concat([piece.subarray(feed + 1, right), later]), at, ended };
      later = Buffer.alloc(0);
      ended = true;
      right = feed;
    }
    later = Buffer.concat([piece.subarray(0, right), later]).subarray(0, longestLine + 1);
  }
  if (size > 0) yield { bytes: later, at: 0, ended };
}
