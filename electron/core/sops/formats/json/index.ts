// Door of the JSON format, as sops reads and writes it (spec §1.3).
import { Refusal } from '../../../refusal.ts';
import { createBreath } from '../../breath.ts';
import type { Layout, ParsedFile, RawMetadata } from '../../tree.ts';
import type { Changes, Format, Line } from '../format.ts';
import { contentOf, isContainer, isReserved, metadataAt, metadataKey, metadataRow, nameOf, rowsBelow, storedAt } from './read.ts';
import { scan, type Table } from './scan.ts';
import { isCiphertext, literalOf, quoted, textOf } from './text.ts';
import { createWriter, styleOf, type Style, type Writer } from './write.ts';

export { lineAt, textOf } from './text.ts';

function layoutOf(style: Style): ParsedFile['layout'] {
  if (style.lineBreak === undefined) return {};
  return /^ *$/.test(style.unit) ? { indent: style.unit.length } : { indent: -1 };
}

async function parse(bytes: Uint8Array): Promise<ParsedFile> {
  const text = textOf(bytes);
  const table = await scan(text);
  const row = metadataRow(table);
  if (row === undefined) throw new Refusal(text.includes('"ENC[AES256_GCM,') ? 'file-truncated' : 'not-encrypted');
  const { branch, bigIntegers } = await contentOf(table, row);
  return { branches: [branch], metadata: metadataAt(table, row), notes: bigIntegers ? ['big-integers'] : [], layout: layoutOf(styleOf(table)) };
}

async function parsePlain(bytes: Uint8Array): Promise<ParsedFile> {
  const table = await scan(textOf(bytes));
  for (const row of rowsBelow(table, 0)) if (isReserved(nameOf(table, row) ?? '')) throw new Refusal('already-encrypted');
  const { branch, bigIntegers } = await contentOf(table, undefined);
  return { branches: [branch], metadata: {}, notes: bigIntegers ? ['big-integers'] : [], layout: table.start.length > 1 ? layoutOf(styleOf(table)) : {} };
}

/** The literal of a line that has a value. */
function literal(line: Line & { readonly kind: 'item' }): string {
  const found = line.bytes === undefined ? literalOf(line.type, line.text) : undefined;
  if (found === undefined) throw new Refusal('not-in-this-format', { key: (line.key ?? '').slice(0, 200), reason: line.bytes === undefined ? 'not-a-number' : 'not-text' });
  return found;
}

/** Each object sorted by name, unless it is to stay as it is given: who makes fields of a file that is there knows in which order its version of sops has them. */
function addRaw(writer: Writer, key: string | undefined, value: RawMetadata[string], depth: number, old: number, order: 'by-name' | 'given'): void {
  if (value === null || typeof value !== 'object') {
    writer.add({ kind: 'value', depth, key, old, literal: typeof value === 'string' ? quoted(value) : String(value) });
    return;
  }
  const list = Array.isArray(value);
  writer.add({ kind: list ? 'list' : 'branch', depth, key, old });
  if (list) for (const element of value as readonly RawMetadata[]) addRaw(writer, undefined, element, depth + 1, -1, order);
  else for (const name of order === 'given' ? Object.keys(value) : Object.keys(value).toSorted()) addRaw(writer, name, (value as RawMetadata)[name] ?? null, depth + 1, -1, order);
}

/** The old fields with what changes in them; new ones before the first that comes after them in the alphabet. */
function addMetadata(writer: Writer, table: Table, row: number, changes: Changes['metadata']): void {
  const fields = [...rowsBelow(table, row)].map((field) => ({ field, name: nameOf(table, field) ?? '' }));
  const known = new Set(fields.map(({ name }) => name));
  const fresh = Object.keys(changes).filter((name) => !known.has(name) && changes[name] !== undefined).toSorted();
  const addFresh = (before: string | undefined): void => {
    while (fresh[0] !== undefined && (before === undefined || fresh[0] < before)) {
      const name = fresh.shift() ?? '';
      addRaw(writer, name, changes[name] ?? null, 1, -1, 'given');
    }
  };
  writer.add({ kind: 'branch', depth: 0, key: metadataKey, old: row });
  for (const { field, name } of fields) {
    addFresh(name);
    if (!Object.hasOwn(changes, name)) writer.add({ kind: 'same', depth: 1, key: name, old: field });
    else if (changes[name] !== undefined) addRaw(writer, name, changes[name], 1, field, 'given');
  }
  addFresh(undefined);
}

async function edit(bytes: Uint8Array, { lines, metadata }: Changes): Promise<Buffer> {
  const text = textOf(bytes);
  const table = await scan(text);
  const row = metadataRow(table) ?? table.start.length;
  const size = (table.after[row] ?? row) - row;
  const writer = createWriter(table, styleOf(table));
  const breath = createBreath();
  let pending = size > 0;
  const place = (before: number): void => {
    if (!pending || before <= row) return;
    addMetadata(writer, table, row, metadata);
    pending = false;
  };
  if (row === 1 && table.after[row] !== table.start.length) place(row + 1);
  let done = 0;
  for (const line of lines) {
    if (done++ % 256 === 255) await breath();
    if (line.kind === 'comment' || line.kind === 'blank') continue;
    if (line.kind === 'document') throw new Refusal('not-in-this-format', { key: '', reason: 'documents' });
    const old = line.old === undefined ? -1 : line.old + 1 < row ? line.old + 1 : line.old + 1 + size;
    if (line.depth === 0) place(old);
    const { depth, key } = line;
    if (line.kind !== 'item') writer.add({ kind: line.kind, depth, key, old });
    else {
      const stored = old === -1 || isContainer(table, old) ? undefined : storedAt(table, old);
      const same = stored?.text === line.text && line.bytes === undefined && (stored.type === line.type || (stored.type === 'str' && isCiphertext(line.text)));
      writer.add(same ? { kind: 'same', depth, key, old } : { kind: 'value', depth, key, old, literal: literal(line) });
    }
  }
  place(row + 1);
  return Buffer.concat([Buffer.from(text.slice(0, table.valueStart[0]), 'utf8'), writer.finish(), Buffer.from(text.slice(table.valueEnd[0]), 'utf8')]);
}

async function emit(lines: readonly Line[], metadata: RawMetadata | undefined, layout?: Layout): Promise<Buffer> {
  const indent = layout?.indent ?? -1;
  const writer = createWriter(undefined, { lineBreak: '\n', unit: indent < 0 ? '\t' : ' '.repeat(indent), colon: ': ' });
  const breath = createBreath();
  let done = 0;
  for (const line of lines) {
    if (done++ % 256 === 255) await breath();
    if (line.kind === 'comment' || line.kind === 'blank') continue;
    if (line.kind === 'document') throw new Refusal('not-in-this-format', { key: '', reason: 'documents' });
    const { depth, key } = line;
    writer.add(line.kind === 'item' ? { kind: 'value', depth, key, old: -1, literal: literal(line) } : { kind: line.kind, depth, key, old: -1 });
  }
  if (metadata !== undefined) addRaw(writer, metadataKey, metadata, 0, -1, 'by-name');
  return Buffer.concat([writer.finish(), Buffer.from('\n')]);
}

// SECURITY(json-names): names that sops takes for its own section are refused, in every spelling that some version of it matches.
function nameProblem(name: string, depth: number): ReturnType<Format['nameProblem']> {
  if (!name.isWellFormed()) return 'lone-surrogate';
  return depth === 0 && isReserved(name) ? 'reserved' : undefined;
}

const valueProblem = (value: string): ReturnType<Format['valueProblem']> => (value.isWellFormed() ? undefined : 'lone-surrogate');

export const json: Format = { id: 'json', types: ['str', 'int', 'float', 'bool', 'null'], shape: 'deep', parse, parsePlain, edit, emit, nameProblem, valueProblem };
