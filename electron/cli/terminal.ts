// What the three standard streams are, and writing to them to the last byte. Must never lose output in silence, nor complain when the reader has gone.
import { writeSync } from 'node:fs';
import { isatty } from 'node:tty';

export interface Terminal {
  readonly input: boolean;
  readonly output: boolean;
  readonly errors: boolean;
}

export const terminal: Terminal = { input: isatty(0), output: isatty(1), errors: isatty(2) };

const sleeper = new Int32Array(new SharedArrayBuffer(4));
const codeOf = (error: unknown): unknown => (typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined);

/** Writes all of it before it answers. False if nobody reads any more; throws on any other fault. */
export function writeAll(fd: 1 | 2, content: string | Uint8Array): boolean {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(fd, bytes, at);
    } catch (error) {
      if (codeOf(error) === 'EPIPE') return false;
      if (codeOf(error) !== 'EAGAIN') throw error;
      // WHY: a pipe that another program made non-blocking is full; its reader needs a moment.
      Atomics.wait(sleeper, 0, 0, 5);
    }
  }
  return true;
}
