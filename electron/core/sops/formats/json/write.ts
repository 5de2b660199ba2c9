// Writes members one by one, each in the manner of the text that it comes from or of its neighbours there. What has no text before it is laid out as sops does it.
import { Refusal } from '../../../refusal.ts';
import { isList, nameOf, rowsBelow } from './read.ts';
import type { Table } from './scan.ts';
import { quoted } from './text.ts';

/** How new members look where no neighbour shows it. `lineBreak` is undefined in a text on one line. */
export interface Style {
  readonly lineBreak: string | undefined;
  readonly unit: string;
  readonly colon: string;
}

/** `old` is a row of the table, or -1. `same` takes the old value as it stands, with all that it holds. */
export type Entry = { readonly depth: number; readonly key: string | undefined; readonly old: number } & (
  | { readonly kind: 'branch' | 'list' | 'same' }
  | { readonly kind: 'value'; readonly literal: string }
);

export interface Writer {
  add(entry: Entry): void;
  /** Everything from the opening to the closing bracket of the file. */
  finish(): Buffer;
}

/** The white space of a container: before the first member, before the others, behind the last. */
interface Spacing {
  readonly row: number;
  readonly first: string;
  readonly other: string;
  readonly tail: string;
  readonly firstRow: number;
  readonly colon: string;
}

interface Frame {
  readonly named: boolean;
  /** Of the old container that it was, if that still fits here. */
  readonly spacing: Spacing | undefined;
  /** What stands inside while nothing is in it. */
  readonly empty: string;
  count: number;
  /** Between the last member and its comma. */
  trail: string;
}

const chunkParts = 2048;

/** From the last line break on, so that an empty line is not repeated. */
const lastLine = (lead: string): string => /\r?\n[^\n]*$/.exec(lead)?.[0] ?? lead;

/** Line breaks around a colon are nothing to repeat. */
const colonOf = (between: string): string => (between.includes('\n') ? ': ' : between);

/** The white space of an old container that holds something. */
function spacingOf(table: Table, row: number, style: Style): Spacing | undefined {
  const { text, leadStart, start, keyEnd, valueStart, valueEnd, after } = table;
  const firstRow = row + 1;
  if ((after[row] ?? row) <= firstRow) return undefined;
  let last = firstRow;
  for (const child of rowsBelow(table, row)) last = child;
  const first = text.slice(leadStart[firstRow], start[firstRow]);
  const between = last === firstRow ? (first.includes('\n') ? first : style.colon.endsWith(' ') ? ' ' : '') : text.slice(leadStart[last], start[last]);
  const colonFrom = keyEnd[firstRow] ?? -1;
  return { row, first, other: lastLine(between), tail: text.slice(valueEnd[last], (valueEnd[row] ?? 1) - 1), firstRow, colon: colonFrom === -1 ? style.colon : colonOf(text.slice(colonFrom, valueStart[firstRow])) };
}

/** The manner of a whole text, by its first member. */
export function styleOf({ text, leadStart, start, keyEnd, valueStart }: Table): Style {
  const lead = text.slice(leadStart[1], start[1]);
  const [line = '', lineBreak, unit = ''] = /(\r?\n)([^\n]*)$/.exec(lead) ?? [];
  return { lineBreak: line === '' ? undefined : lineBreak, unit, colon: colonOf(text.slice(keyEnd[1], valueStart[1])) };
}

export function createWriter(table: Table | undefined, style: Style): Writer {
  const chunks: Buffer[] = [];
  let parts: string[] = ['{'];
  const between = style.colon.endsWith(' ') ? ' ' : '';
  const broken = (depth: number): string | undefined => (style.lineBreak === undefined ? undefined : style.lineBreak + style.unit.repeat(depth));

  /** The old container serves as a model where it stood as deep, or has no line breaks to be moved. */
  function frameOf(row: number, depth: number, named: boolean): Frame {
    const fits = table !== undefined && row >= 0 && isList(table, row) !== named && (table.depth[row] === depth || !table.text.slice(table.valueStart[row], table.valueEnd[row]).includes('\n'));
    const hollow = fits && table.after[row] === row + 1;
    return { named, spacing: fits ? spacingOf(table, row, style) : undefined, empty: hollow ? table.text.slice((table.valueStart[row] ?? 0) + 1, (table.valueEnd[row] ?? 1) - 1) : '', count: 0, trail: '' };
  }

  const open: Frame[] = [frameOf(table === undefined ? -1 : 0, -1, true)];

  function close(): void {
    const frame = open.pop();
    if (frame === undefined) return;
    const tail = frame.count === 0 ? frame.empty : (frame.spacing?.tail ?? broken(open.length) ?? '');
    parts.push(tail, frame.named ? '}' : ']');
  }

  function leadOf(frame: Frame, old: number): string {
    const { spacing, count } = frame;
    if (spacing === undefined) return broken(open.length) ?? (count === 0 ? '' : between);
    const stays = table !== undefined && table.parent[old] === spacing.row && (old === spacing.firstRow) === (count === 0);
    if (stays) return table.text.slice(table.leadStart[old], table.start[old]);
    return count === 0 ? spacing.first : spacing.other;
  }

  /** What stood between an old member and the comma behind it. */
  function trailOf(frame: Frame, old: number): string {
    if (table === undefined || old < 0 || table.parent[old] !== frame.spacing?.row) return '';
    const next = table.after[old] ?? old;
    return table.parent[next] === frame.spacing?.row ? table.text.slice(table.valueEnd[old], (table.leadStart[next] ?? 1) - 1) : '';
  }

  function headOf(frame: Frame, { key = '', old }: Entry): string {
    if (!frame.named) return '';
    const end = table?.keyEnd[old] ?? -1;
    if (table === undefined || end === -1) return quoted(key) + (frame.spacing?.colon ?? style.colon);
    return nameOf(table, old) === key ? table.text.slice(table.start[old], table.valueStart[old]) : quoted(key) + table.text.slice(end, table.valueStart[old]);
  }

  function add(entry: Entry): void {
    while (open.length > entry.depth + 1) close();
    const frame = open.at(-1);
    if (frame === undefined || open.length !== entry.depth + 1) throw new Refusal('not-in-this-format', { key: (entry.key ?? '').slice(0, 200), reason: 'no-place' });
    parts.push(frame.count > 0 ? `${frame.trail},` : '', leadOf(frame, entry.old), headOf(frame, entry));
    frame.count += 1;
    frame.trail = trailOf(frame, entry.old);
    if (entry.kind === 'value') parts.push(entry.literal);
    else if (entry.kind === 'same') parts.push(table?.text.slice(table.valueStart[entry.old], table.valueEnd[entry.old]) ?? '');
    else {
      parts.push(entry.kind === 'branch' ? '{' : '[');
      open.push(frameOf(entry.old, entry.depth, entry.kind === 'branch'));
    }
    if (parts.length < chunkParts) return;
    chunks.push(Buffer.from(parts.join(''), 'utf8'));
    parts = [];
  }

  return {
    add,
    finish() {
      while (open.length > 0) close();
      return Buffer.concat([...chunks, Buffer.from(parts.join(''), 'utf8')]);
    },
  };
}
