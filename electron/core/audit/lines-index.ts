// All lines of the log as columns in memory, so that any filter over millions of them answers at once. It grows with the log, in pieces that let other work run. Holds names, no lines.
import { read } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { AuditEntry } from '../../../shared/ipc/audit.ts';
import { checkpointEvent } from './checkpoint.ts';
import { columns, intentEvent, timesOf, wantedTexts, type Column, type Wanted } from './filter.ts';
import { readLine, type Opener } from './line.ts';
import { eachLine } from './raw-lines.ts';
import { look, type Look } from './form.ts';
import { closeParts, hasLines, openParts, type LinesPart } from './segments.ts';

const readAt = promisify(read);
const firstRows = 16_384;
/** Rows that are compared before other work gets its turn. */
const rowsAtOnce = 32_768;

/** What opens sealed lines, once it has learnt their keys. */
export interface LineReader {
  readonly open: Opener;
  learn(line: Look & { readonly kind: 'wrapped' }): Promise<void>;
}

/** One column of texts: few different ones, each kept once. */
interface Texts {
  readonly all: string[];
  readonly numbers: Map<string, number>;
  rows: Uint32Array;
}

/** A file that was read, by what it is and not by its name: a closed month keeps its lines. */
interface Known {
  name: string;
  readonly id: string;
  done: number;
}

export interface LinesIndex {
  /** Reads what came since; `goOn` is told how far it is, in bytes. */
  refresh(goOn?: (done: number, total: number) => void): Promise<void>;
  /** Rows that fit, the oldest first; of lines whose number is below `before`. */
  matching(filter: Wanted, before?: number): Promise<Uint32Array>;
  /** What stands in these rows. */
  entries(rows: readonly number[]): Promise<AuditEntry[]>;
  /** The row of a line by its number, -1 for none, and the number of the first signature at or behind it. */
  find(seq: number): { readonly row: number; readonly signed: number | undefined };
  /** The number of the newest line. */
  newest(): number;
  /** Calls back for each row with its time in milliseconds, whether it was answered, and its kind and secret. */
  each(rows: Uint32Array, visit: (at: number, success: boolean, event: string, secret: string) => void): void;
  readonly size: () => number;
}

/** WHY a round of its own: a key opens lines behind it, and is opened while others wait. */
export async function learnKeys(part: LinesPart, from: number, using: LineReader): Promise<void> {
  const found: (Look & { readonly kind: 'wrapped' })[] = [];
  await eachLine(part.fd, part.size, (bytes) => {
    if (bytes[2] !== 0x77) return;
    const line = look(bytes);
    if (line?.kind === 'wrapped') found.push(line);
  }, undefined, from);
  for (const line of found) await using.learn(line);
}

const grown = <T extends Float64Array | Uint32Array | Uint16Array | Uint8Array>(from: T, to: T): T => {
  to.set(from as never);
  return to;
};

export function createLinesIndex(folder: string, reader: () => Promise<LineReader | undefined>): LinesIndex {
  let rows = 0;
  let [at, times, seqs, lengths, files, success] = [new Float64Array(firstRows), new Float64Array(firstRows), new Float64Array(firstRows), new Uint16Array(firstRows), new Uint16Array(firstRows), new Uint8Array(firstRows)];
  let texts = fresh();
  let known: Known[] = [];
  let running: Promise<void> | undefined;

  function fresh(): Readonly<Record<Column, Texts>> {
    const one = (): Texts => ({ all: [], numbers: new Map(), rows: new Uint32Array(firstRows) });
    return { agent: one(), action: one(), event_type: one(), secret_key: one(), backend: one(), reason: one() };
  }

  function grow(): void {
    const size = at.length * 2;
    at = grown(at, new Float64Array(size));
    times = grown(times, new Float64Array(size));
    seqs = grown(seqs, new Float64Array(size));
    lengths = grown(lengths, new Uint16Array(size));
    files = grown(files, new Uint16Array(size));
    success = grown(success, new Uint8Array(size));
    for (const column of columns) texts[column].rows = grown(texts[column].rows, new Uint32Array(size));
  }

  function numberOf(column: Texts, text: string): number {
    const found = column.numbers.get(text);
    if (found !== undefined) return found;
    column.numbers.set(text, column.all.length);
    return column.all.push(text) - 1;
  }

  function add(entry: AuditEntry, file: number, start: number, length: number): void {
    if (rows === at.length) grow();
    at[rows] = start;
    times[rows] = Date.parse(entry.timestamp);
    seqs[rows] = entry.seq;
    lengths[rows] = length;
    files[rows] = file;
    success[rows] = entry.event_type === intentEvent ? 2 : entry.success ? 1 : 0;
    for (const column of columns) texts[column].rows[rows] = numberOf(texts[column], entry[column]);
    rows += 1;
  }

  async function readPart(part: LinesPart, file: number, from: number, using: LineReader | undefined, goOn: (done: number) => void): Promise<number> {
    if (using !== undefined) await learnKeys(part, from, using);
    let done = from;
    await eachLine(part.fd, part.size, (bytes, ended, start) => {
      if (!ended) return;
      done = start + bytes.length + 1;
      const entry = readLine(bytes, using?.open);
      if (entry !== undefined && bytes.length <= 0xffff) add(entry, file, start, bytes.length);
    }, (read) => {
      goOn(read);
      return true;
    }, from);
    return done;
  }

  async function refreshNow(goOn: (done: number, total: number) => void): Promise<void> {
    const parts = openParts(folder).filter(hasLines);
    try {
      const total = parts.reduce((sum, part) => sum + part.size, 0);
      // What was read is no longer there, or shorter: another log.
      if (known.some(({ id, done }, index) => parts[index]?.id !== id || done > (parts[index]?.size ?? 0))) [rows, texts, known] = [0, fresh(), []];
      const using = await reader();
      let before = 0;
      for (const [index, part] of parts.entries()) {
        const one = (known[index] ??= { name: part.name, id: part.id, done: 0 });
        one.name = part.name;
        const start = before;
        if (one.done < part.size) one.done = await readPart(part, index, one.done, using, (done) => { goOn(start + done, total); });
        before += part.size;
      }
    } finally {
      closeParts(parts);
    }
  }

  return {
    size: () => rows,
    find(seq) {
      const row = seqs.subarray(0, rows).indexOf(seq);
      const signature = texts.event_type.numbers.get(checkpointEvent);
      const cover = row === -1 || signature === undefined ? -1 : texts.event_type.rows.subarray(0, rows).indexOf(signature, row);
      return { row, signed: seqs[cover] };
    },
    newest: () => seqs[rows - 1] ?? 0,
    refresh(goOn = () => undefined) {
      running ??= refreshNow(goOn).finally(() => { running = undefined; });
      return running;
    },
    async matching(filter, before = Number.POSITIVE_INFINITY) {
      const { since, until } = timesOf(filter);
      const wanted = filter.result === undefined ? undefined : filter.result === 'answered' ? 1 : 0;
      const tests = wantedTexts(filter).map((one) => one.in.map((column) => ({ rows: texts[column].rows, fits: Uint8Array.from(texts[column].all, (text) => (one.fits(text) ? 1 : 0)) })));
      const end = rows;
      const found = new Uint32Array(end);
      let count = 0;
      for (let row = 0; row < end; row += 1) {
        if (row % rowsAtOnce === rowsAtOnce - 1) await setImmediate();
        if (wanted !== undefined && success[row] !== wanted) continue;
        const time = times[row] ?? 0;
        if (time < since || time >= until || (seqs[row] ?? 0) >= before) continue;
        if (tests.every((columnsOfOne) => columnsOfOne.some(({ rows: numbers, fits }) => fits[numbers[row] ?? 0] === 1))) {
          found[count] = row;
          count += 1;
        }
      }
      return found.slice(0, count);
    },
    async entries(wanted) {
      const parts = openParts(folder).filter(hasLines);
      try {
        const using = await reader();
        const found: AuditEntry[] = [];
        for (const row of wanted) {
          const part = parts.find(({ id }) => id === known[files[row] ?? 0]?.id);
          if (part === undefined) continue;
          const bytes = Buffer.alloc(lengths[row] ?? 0);
          const { bytesRead } = await readAt(part.fd, bytes, 0, bytes.length, at[row] ?? 0);
          const entry = bytesRead === bytes.length ? readLine(bytes, using?.open) : undefined;
          if (entry !== undefined) found.push(entry);
        }
        return found;
      } finally {
        closeParts(parts);
      }
    },
    each(wanted, visit) {
      for (const row of wanted) visit(times[row] ?? 0, success[row] === 1, texts.event_type.all[texts.event_type.rows[row] ?? 0] ?? '', texts.secret_key.all[texts.secret_key.rows[row] ?? 0] ?? '');
    },
  };
}
