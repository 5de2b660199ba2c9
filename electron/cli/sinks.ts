// Where the core may write plaintext: standard output, or a new file (node-ports). The only file of the command line that sees a value leave.
import type { Sink } from '../core/ports.ts';
import { Refusal } from '../core/refusal.ts';
import { escapedJson, jsonLine, printableLines } from './printable.ts';
import { writeAll, type Terminal } from './terminal.ts';

export { fileSink } from '../node-ports/index.ts';

export interface OutputSink extends Sink {
  /** True once characters had to be written as escapes, because a terminal is looking. */
  readonly escaped: boolean;
  /** True once nobody read any more. */
  readonly closed: boolean;
}

/** How a value looks on standard output: its very bytes in a pipe, harmless text on a terminal, one object in JSON. */
export interface OutputShape {
  readonly json: boolean;
  /** Facts beside the value in JSON. */
  readonly facts: Readonly<Record<string, string>>;
  /** The name of the value in JSON. */
  readonly field: string;
  /** True where the value is JSON itself and stands in the answer as such. */
  readonly isJson?: boolean;
  /** A line feed after it on a terminal. */
  readonly lineFeed: boolean;
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
function asText(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    // Not text: the caller says it in base64.
    return undefined;
  }
}

/** WHY not parsed: a number would be spelled anew. */
const jsonAround = ({ facts, field }: OutputShape, text: string): string => `${jsonLine({ ok: true, value: facts }).slice(0, -3)},${JSON.stringify(field)}:${escapedJson(text)}}}\n`;

/** Refusals: `write-failed`. */
export function outputSink(terminal: Terminal, shape: OutputShape): OutputSink {
  const state = { escaped: false, closed: false };
  function shaped(bytes: Buffer): string | Uint8Array {
    if (shape.json) {
      const text = asText(bytes);
      if (shape.isJson === true && text !== undefined) return jsonAround(shape, text);
      return jsonLine({ ok: true, value: { ...shape.facts, ...(text === undefined ? { base64: bytes.toString('base64') } : { [shape.field]: text }) } });
    }
    if (!terminal.output) return bytes;
    const raw = bytes.toString('utf8');
    const shown = printableLines(raw);
    state.escaped = shown !== raw;
    return shape.lineFeed ? `${shown}\n` : shown;
  }
  return {
    kind: 'stdout',
    get escaped() {
      return state.escaped;
    },
    get closed() {
      return state.closed;
    },
    write: (secret) =>
      new Promise((resolve, reject) => {
        try {
          state.closed = !writeAll(1, shaped(secret.exposeBytes()));
        } catch {
          // WHY no detail: the fault of a full or broken device names nothing that helps more than the refusal's own words.
          reject(new Refusal('write-failed'));
          return;
        }
        if (state.closed) reject(new Refusal('write-failed'));
        else resolve();
      }),
  };
}
