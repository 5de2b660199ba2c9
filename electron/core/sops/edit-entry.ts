// Values, names and types on their way into a draft: refused here if the format could not hold them, long before a save. Each function is one step that can be undone.
import type { EntryType, Recipe } from '../../../shared/ipc/sops.ts';
import { generate } from '../generate/index.ts';
import { Refusal } from '../refusal.ts';
import { SecretBytes } from '../secret/index.ts';
import type { Document } from './documents.ts';
import type { Draft } from './draft.ts';
import { plainOf, type EntryRow, type NamedRow, type Row } from './draft-rows.ts';
import { freeName, idsOf, namesBeside, replaced, requireFree, siblingsOf } from './row-names.ts';
import { placeFor, type Beside } from './row-place.ts';
import { blockAt, documentOf, parentsOf } from './row-tree.ts';
import { spelledForPeople, storedFrom } from './scalars.ts';
import { sectionsOf } from './sections.ts';

const notThisType = (): Refusal => new Refusal('value-not-representable', { reason: 'not-this-type' });

/** Typed or made plaintext in the form that is stored. */
function bytesOf({ format }: Document, value: string | Recipe, type: EntryType): SecretBytes {
  if (!format.types.includes(type)) throw notThisType();
  if (typeof value !== 'string') {
    if (type === 'str') return generate(value);
    throw notThisType();
  }
  const problem = type === 'str' ? format.valueProblem(value) : undefined;
  if (problem !== undefined) throw new Refusal('value-not-representable', { reason: problem });
  const stored = storedFrom(type, value);
  if (stored === undefined) throw notThisType();
  return new SecretBytes(Buffer.from(stored, 'utf8'));
}

/** Refusals: `name-taken`, `name-reserved`, `name-not-representable` (reason). */
function checkName({ format }: Document, name: string, depth: number, siblings: readonly NamedRow[]): void {
  const problem = format.nameProblem(name, depth);
  if (problem === 'reserved') throw new Refusal('name-reserved');
  if (problem !== undefined) throw new Refusal('name-not-representable', { reason: problem });
  if (siblings.some((row) => row.name === name)) throw new Refusal('name-taken');
}

function valueRow(draft: Draft, id: number): EntryRow {
  const row = draft.entry(id);
  if (row.kind !== 'entry') throw new Refusal('entry-not-found');
  return row;
}

function put({ draft }: Document, row: EntryRow, fresh: SecretBytes, type: EntryType): void {
  const next = draft.same(row.id, fresh);
  draft.step(replaced(draft.rows(), new Map([[row.id, { ...row, type, value: next, removed: false }]])), next === fresh ? [fresh] : []);
}

/** Refusals: `entry-not-found`, `value-not-representable` (reason). */
export function setEntry(document: Document, id: number, value: string | Recipe, type?: EntryType): void {
  const row = valueRow(document.draft, id);
  // WHY text: sops leaves a number where it was told to, even in a format that has none; what is typed there is text.
  const wanted = type ?? (document.format.types.includes(row.type) ? row.type : 'str');
  const fresh = bytesOf(document, value, wanted);
  const saved = document.draft.saved(id);
  const asBefore = type === undefined && saved?.kind === 'entry' && saved.value.exposeBytes().equals(fresh.exposeBytes());
  put(document, row, fresh, asBefore ? saved.type : wanted);
}

/** Refusals: `entry-not-found`, `value-not-representable` (reason). */
export function retypeEntry(document: Document, id: number, type: EntryType): void {
  const row = valueRow(document.draft, id);
  if (row.type === type) return;
  const text = row.value.exposeBytes().toString('utf8');
  put(document, row, bytesOf(document, type === 'null' ? '' : spelledForPeople(row.type, text), type), type);
}

export interface NewEntry {
  /** Absent for an element of a list. */
  readonly name: string | undefined;
  readonly value: string | Recipe;
  readonly type: EntryType | undefined;
  readonly shape: 'value' | 'branch' | 'list' | undefined;
}

/** The id of the new entry. Refusals: `entry-not-found` (of its neighbour), `no-place-for-it`, `name-taken`, `name-reserved`, `name-not-representable` (reason), `value-not-representable` (reason). */
export function addEntry(document: Document, { name, value, type = 'str', shape = 'value' }: NewEntry, beside: Beside): number {
  const { draft, format } = document;
  const rows = draft.rows();
  const { at, depth, parent } = placeFor(document, rows, beside);
  const holder = rows[parent];
  if ((holder?.kind === 'list') !== (name === undefined)) throw new Refusal('no-place-for-it');
  const fits = { flat: shape === 'value' && depth === 0, whole: false, sections: depth === (shape === 'value' ? 1 : 0) && shape !== 'list', deep: depth < 200 }[format.shape];
  if (!fits) throw new Refusal('no-place-for-it');
  if (name !== undefined) checkName(document, name, depth, siblingsOf(rows, parent, documentOf(rows, at - 1)));
  const own = { id: draft.newId(), depth, name: name ?? '', removed: false };
  if (shape !== 'value') {
    draft.step(rows.toSpliced(at, 0, { ...own, kind: shape }));
    return own.id;
  }
  const fresh = bytesOf(document, value, type);
  draft.step(rows.toSpliced(at, 0, { ...own, kind: 'entry', type, value: fresh }), [fresh]);
  return own.id;
}

/** Refusals: `entry-not-found`, `entry-fixed`, `name-taken`, `name-reserved`, `name-not-representable` (reason). */
export function renameEntry(document: Document, id: number, name: string): void {
  const { draft } = document;
  const row = draft.entry(id);
  if (row.name === name) return;
  const rows = draft.rows();
  const at = rows.indexOf(row);
  const parent = parentsOf(rows)[at] ?? -1;
  // WHY not found: an element of a list has no name to change.
  if (rows[parent]?.kind === 'list' || document.format.shape === 'whole') throw new Refusal('entry-not-found');
  requireFree(document, [row]);
  checkName(document, name, row.depth, siblingsOf(rows, parent, documentOf(rows, at), id));
  draft.step(replaced(rows, new Map([[id, { ...row, name }]])));
}

/** The id of the copy, which stands below its original with copies of all that it holds. Refusals: `entry-not-found`, `entry-fixed`. */
export function duplicateEntry(document: Document, id: number): number {
  const { draft, format } = document;
  const row = draft.entry(id);
  requireFree(document, [row]);
  if (format.shape === 'whole') throw new Refusal('entry-not-found');
  const rows = draft.rows();
  const at = rows.indexOf(row);
  const parent = parentsOf(rows)[at] ?? -1;
  const { end } = blockAt(rows, at, sectionsOf(draft).headings, format.commentsFollow);
  const name = rows[parent]?.kind === 'list' ? '' : freeName(`${row.name}_COPY`, namesBeside(rows, parent, at));
  const fresh: SecretBytes[] = [];
  const copies = rows.slice(at, end).filter(({ removed }) => !removed || row.removed).map((original): Row => {
    const plain = plainOf(original);
    const copy = { ...original, id: draft.newId(), removed: false, ...(original === row ? { name } : {}) };
    if (plain === undefined) return copy;
    const secret = new SecretBytes(Buffer.from(plain.exposeBytes()));
    fresh.push(secret);
    return copy.kind === 'comment' ? { ...copy, text: secret } : copy.kind === 'entry' ? { ...copy, value: secret } : copy;
  });
  draft.step(rows.toSpliced(end, 0, ...copies), fresh);
  return copies[0]?.id ?? id;
}

/** Marks saved entries for removal, with all that they hold and the comments behind their values, and forgets new ones. Refusals: `entry-not-found`, `entry-fixed`. */
export function removeEntries(document: Document, ids: readonly number[]): void {
  const { draft, format } = document;
  const rows = draft.rows();
  const wanted = idsOf(draft, ids);
  if (format.shape === 'whole') throw new Refusal('entry-not-found');
  if (wanted.length === 0) return;
  requireFree(document, wanted);
  const going = new Set<Row>();
  const chosen = new Set<Row>(wanted);
  const { headings } = sectionsOf(draft);
  for (const [at, row] of rows.entries()) {
    if (!chosen.has(row)) continue;
    const { first, end } = blockAt(rows, at, headings, format.commentsFollow);
    for (const other of rows.slice(first, at)) if (other.kind === 'comment' && other.inline) going.add(other);
    for (const other of rows.slice(at, end)) going.add(other);
  }
  draft.step(replaced(rows, new Map([...going].map((row) => [row.id, draft.saved(row.id) === undefined ? undefined : { ...row, removed: true }]))));
}

/** Back to the saved lines, as one step. */
export function discardAll({ draft }: Document): void {
  draft.step(draft.savedRows());
}
