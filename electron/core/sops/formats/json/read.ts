// From the table of a JSON text to the tree, and to the metadata that stands in it.
import { Refusal } from '../../../refusal.ts';
import { createBreath } from '../../breath.ts';
import { floatForMac, isInt64 } from '../../scalars.ts';
import type { Branch, Item, RawMetadata, ScalarType, Value } from '../../tree.ts';
import type { Table } from './scan.ts';
import { lineAt, unquoted } from './text.ts';

export const metadataKey = 'sops';
/** WHY not only `sops`: up to 3.12 the name is matched as Go matches fields, whatever its case. */
export const isReserved = (name: string): boolean => name.toUpperCase() === 'SOPS';

export function nameOf(table: Table, row: number): string | undefined {
  const end = table.keyEnd[row] ?? -1;
  return end === -1 ? undefined : unquoted(table.text, table.start[row] ?? 0, end);
}

export interface Stored {
  readonly type: ScalarType;
  readonly text: string;
}

/** A value that is no container, in the form that is MACed. Refuses `format-refused` (line, `number-too-large`). */
export function storedAt({ text, valueStart, valueEnd }: Table, row: number): Stored {
  const from = valueStart[row] ?? 0;
  switch (text.charAt(from)) {
    case '"': return { type: 'str', text: unquoted(text, from, valueEnd[row] ?? from) };
    case 't': return { type: 'bool', text: 'True' };
    case 'f': return { type: 'bool', text: 'False' };
    case 'n': return { type: 'null', text: '' };
    default: {
      const literal = text.slice(from, valueEnd[row]);
      // WHY not `-0`: whichever sops wrote it, it was a float when the MAC was taken.
      if (isInt64(literal) && literal !== '-0') return { type: 'int', text: String(BigInt(literal)) };
      const value = Number(literal);
      if (!Number.isFinite(value)) throw new Refusal('format-refused', { line: lineAt(text, from), reason: 'number-too-large' });
      return { type: 'float', text: floatForMac(value) };
    }
  }
}

export const isContainer = ({ text, valueStart }: Table, row: number): boolean => '{['.includes(text.charAt(valueStart[row] ?? 0));
export const isList = ({ text, valueStart }: Table, row: number): boolean => text.charAt(valueStart[row] ?? 0) === '[';

/** The rows directly below this one. */
export function* rowsBelow({ parent, after }: Table, row: number): Generator<number> {
  const end = after[row] ?? row;
  for (let at = row + 1; at < end; at = after[at] ?? end) if (parent[at] === row) yield at;
}

/** The row of the metadata, or undefined. Refuses `bad-metadata` (field) if it stands twice or is no object. */
export function metadataRow(table: Table): number | undefined {
  let found: number | undefined;
  for (const row of rowsBelow(table, 0)) {
    if (nameOf(table, row) !== metadataKey) continue;
    if (found !== undefined) throw new Refusal('bad-metadata', { field: metadataKey });
    found = row;
  }
  if (found === undefined || table.text.charAt(table.valueStart[found] ?? 0) === 'n') return undefined;
  if (table.text.charAt(table.valueStart[found] ?? 0) !== '{') throw new Refusal('bad-metadata', { field: metadataKey });
  return found;
}

function rawValue(table: Table, row: number): RawMetadata[string] {
  if (isList(table, row)) return [...rowsBelow(table, row)].map((element) => rawValue(table, element) as RawMetadata);
  if (isContainer(table, row)) return metadataAt(table, row);
  const { type, text } = storedAt(table, row);
  if (type === 'null') return null;
  if (type === 'bool') return text === 'True';
  return type === 'str' ? text : Number(text);
}

export function metadataAt(table: Table, row: number): RawMetadata {
  // WHY no prototype: a field named __proto__ is only a field here.
  const object = Object.create(null) as Record<string, RawMetadata[string]>;
  for (const field of rowsBelow(table, row)) object[nameOf(table, field) ?? ''] = rawValue(table, field);
  return object;
}

export interface Content {
  readonly branch: Branch;
  /** Whole numbers that a float would change: sops up to 3.13.1 takes another MAC over them. */
  readonly bigIntegers: boolean;
}

/** Everything but the metadata, in slices. */
export async function contentOf(table: Table, metadata: number | undefined): Promise<Content> {
  const breath = createBreath();
  const below = new Map<number, (Item | Value)[]>();
  const top: Item[] = [];
  let id = 0;
  let bigIntegers = false;
  const from = metadata ?? table.start.length;
  const to = metadata === undefined ? from : (table.after[metadata] ?? from);
  for (let row = 1; row < table.start.length; row += 1) {
    if (row === from) row = to;
    if (row >= table.start.length) break;
    if (row % 512 === 511) await breath();
    let value: Value;
    if (isContainer(table, row)) {
      const children: (Item | Value)[] = [];
      below.set(row, children);
      value = isList(table, row) ? { kind: 'list', elements: children as Value[] } : { kind: 'branch', items: children as Item[] };
    } else {
      const { type, text } = storedAt(table, row);
      bigIntegers ||= type === 'int' && !Number.isSafeInteger(Number(text));
      value = { kind: 'scalar', id: id++, type, text };
    }
    const key = nameOf(table, row);
    const inside = below.get(table.parent[row] ?? 0);
    if (inside === undefined) top.push({ kind: 'item', key: key ?? '', value });
    else inside.push(key === undefined ? value : { kind: 'item', key, value });
  }
  return { branch: { kind: 'branch', items: top }, bigIntegers };
}
