// A new value on its way in: from standard input, or typed at a prompt that shows nothing. Never from the command line, and never asked for without a terminal.
import { maxValueLength } from '../../shared/ipc/values.ts';
import { failure } from './failure.ts';
import type { Terminal } from './terminal.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
/** UTF-8 takes at most three bytes for each UTF-16 unit. */
const maxBytes = maxValueLength * 3 + 1;

/** Text of the value: strict UTF-8, and exactly one line feed at its end is not part of it. */
export function valueOf(bytes: Uint8Array): string {
  // WHY nothing is refused: a producer that failed before the pipe leaves nothing, and must not wipe out a secret. A line feed alone is the empty value.
  if (bytes.length === 0) throw failure('no-value-given');
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch {
    // The bytes themselves must not reach a message.
    throw failure('value-not-text');
  }
  const value = text.endsWith('\n') ? text.slice(0, -1) : text;
  if (value.length > maxValueLength) throw failure('value-too-large', { limit: maxValueLength });
  return value;
}

async function readPiped(): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > maxBytes) throw failure('value-too-large', { limit: maxValueLength });
  }
  const bytes = Buffer.concat(chunks);
  try {
    return valueOf(bytes);
  } finally {
    for (const part of [bytes, ...chunks]) part.fill(0);
  }
}

/** `question` is asked only on a terminal. Throws Failure: `no-value-given`, `value-not-text`, `value-too-large`, `value-cancelled`. */
export async function readValue(terminal: Terminal, question: () => Promise<string>): Promise<string> {
  if (!terminal.input) return readPiped();
  if (!terminal.errors) throw failure('no-value-given');
  const { ask } = await import('./prompt.ts');
  return ask(await question());
}
