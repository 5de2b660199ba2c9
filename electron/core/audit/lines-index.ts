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
const rowsAtOnce = 16_384;

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
  /** Calls back for each row with its time in milliseconds, whether it was answered, and its kind and secret. Other work gets its turn meanwhile. */
  each(rows: Uint32Array, visit: (at: number, success: boolean, event: string, secret: string) => void): Promise<void>;
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

/** Of the rows that stand in `found` between two places, keeps those whose text fits in one of the columns; answers where they end now. WHY plain loops: they run over millions. */
function narrow(found: Uint32Array, from: number, to: number, anyOf: readonly { readonly numbers: Uint32Array; readonly fits: Uint8Array }[]): number {
  let end = from;
  for (let place = from; place < to; place += 1) {
    const row = found[place] ?? 0;
    let fit = 0;
    for (let at = 0; at < anyOf.length && fit === 0; at += 1) {
      const one = anyOf[at];
      fit = one?.fits[one.numbers[row] ?? 0] ?? 0;
    }
    found[end] = row;
    end += fit;
  }
  return end;
}

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
      const tests = wantedTexts(filter).map((one) => one.in.map((column) => ({ numbers: texts[column].rows, fits: Uint8Array.from(texts[column].all, (text) => (one.fits(text) ? 1 : 0)) })).filter(({ fits }) => fits.includes(1)));
      const end = rows;
      const found = new Uint32Array(end);
      let count = 0;
      for (let from = 0; from < end; from += rowsAtOnce) {
        if (from > 0) await setImmediate();
        let upTo = count;
        for (let row = from; row < Math.min(end, from + rowsAtOnce); row += 1) {
          const time = times[row] ?? 0;
          if ((wanted !== undefined && success[row] !== wanted) || time < since || time >= until || (seqs[row] ?? 0) >= before) continue;
          found[upTo] = row;
          upTo += 1;
        }
        for (const anyOf of tests) upTo = narrow(found, count, upTo, anyOf);
        count = upTo;
      }
      return found.slice(0, count);
    },
    async entries(wanted) {
      const parts = openParts(folder).filter(hasLines);
      try {
        const using = await reader();
        // WHY at once: a hundred reads one after the other are a hundred waits for the disk.
        const found = await Promise.all(wanted.map(async (row) => {
          const part = parts.find(({ id }) => id === known[files[row] ?? 0]?.id);
          if (part === undefined) return undefined;
          const bytes = Buffer.alloc(lengths[row] ?? 0);
          const { bytesRead } = await readAt(part.fd, bytes, 0, bytes.length, at[row] ?? 0);
          return bytesRead === bytes.length ? readLine(bytes, using?.open) : undefined;
        }));
        return found.filter((entry) => entry !== undefined);
      } finally {
        closeParts(parts);
      }
    },
    async each(wanted, visit) {
      const { event_type: events, secret_key: secrets } = texts;
      for (const [place, row] of wanted.entries()) {
        if (place % rowsAtOnce === rowsAtOnce - 1) await setImmediate();
        visit(times[row] ?? 0, success[row] === 1, events.all[events.rows[row] ?? 0] ?? '', secrets.all[secrets.rows[row] ?? 0] ?? '');
      }
    },
  };
}
