// Values, names and places on their way into a draft: refused here if the format could not hold them, long before a save. Each function is one step that can be undone.
import type { Recipe } from '../../../shared/ipc/sops.ts';
import { generate } from '../generate/index.ts';
import { Refusal } from '../refusal.ts';
import { SecretBytes } from '../secret/index.ts';
import type { Document } from './documents.ts';
import { firstOfBlock, type EntryRow, type Row } from './draft-rows.ts';
import { sectionsOf } from './sections.ts';

function bytesOf(document: Document, value: string | Recipe): SecretBytes {
  if (typeof value !== 'string') return generate(value);
  const problem = document.format.valueProblem(value);
  if (problem !== undefined) throw new Refusal('value-not-representable', { reason: problem });
  return new SecretBytes(Buffer.from(value, 'utf8'));
}

function checkName(document: Document, name: string, own?: number): void {
  const problem = document.format.nameProblem(name);
  if (problem === 'reserved') throw new Refusal('name-reserved');
  if (problem !== undefined) throw new Refusal('name-not-representable', { reason: problem });
  if (document.draft.kept().some((row) => row.kind === 'entry' && row.name === name && row.id !== own)) throw new Refusal('name-taken');
}

/** The same lines with some of them replaced. */
const replaced = (rows: readonly Row[], by: ReadonlyMap<number, Row | undefined>): Row[] => rows.flatMap((row) => (by.has(row.id) ? (by.get(row.id) ?? []) : [row]));

/** Refusals: `entry-not-found`, `value-not-representable` (reason). */
export function setEntry(document: Document, id: number, value: string | Recipe): void {
  const { draft } = document;
  const row = draft.entry(id);
  const fresh = bytesOf(document, value);
  const next = draft.same(id, fresh);
  draft.step(replaced(draft.rows(), new Map([[id, { ...row, value: next, removed: false }]])), next === fresh ? [fresh] : []);
}

/** Where new lines go: above the entry `before` and the comments that belong to it, else behind the last line that is not empty. */
function placeFor(document: Document, rows: readonly Row[], before: number | undefined): number {
  if (before === undefined) return rows.findLastIndex(({ kind }) => kind !== 'blank') + 1;
  const at = rows.findIndex((row) => row.id === before && row.kind === 'entry');
  if (at === -1) throw new Refusal('entry-not-found');
  return firstOfBlock(rows, at, sectionsOf(document.draft).headings);
}

/** The id of the new entry. Refusals: `entry-not-found` (of `before`), `name-taken`, `name-reserved`, `name-not-representable` (reason), `value-not-representable` (reason). */
export function addEntry(document: Document, name: string, value: string | Recipe, before?: number): number {
  checkName(document, name);
  const { draft } = document;
  const rows = draft.rows();
  const place = placeFor(document, rows, before);
  const fresh = bytesOf(document, value);
  const row: EntryRow = { kind: 'entry', id: draft.newId(), name, value: fresh, removed: false };
  draft.step(rows.toSpliced(place, 0, row), [fresh]);
  return row.id;
}

/** Refusals: `entry-not-found`, `name-taken`, `name-reserved`, `name-not-representable` (reason). */
export function renameEntry(document: Document, id: number, name: string): void {
  const { draft } = document;
  const row = draft.entry(id);
  if (row.name === name) return;
  checkName(document, name, id);
  draft.step(replaced(draft.rows(), new Map([[id, { ...row, name }]])));
}

/** The id of the copy, which stands below its original. Refusal: `entry-not-found`. */
export function duplicateEntry(document: Document, id: number): number {
  const { draft } = document;
  const row = draft.entry(id);
  const taken = new Set(draft.kept().map((other) => (other.kind === 'entry' ? other.name : '')));
  let name = `${row.name}_COPY`;
  for (let count = 2; taken.has(name); count += 1) name = `${row.name}_COPY_${count}`;
  const fresh = new SecretBytes(Buffer.from(row.value.exposeBytes()));
  const copy: EntryRow = { kind: 'entry', id: draft.newId(), name, value: fresh, removed: false };
  const rows = draft.rows();
  draft.step(rows.toSpliced(rows.indexOf(row) + 1, 0, copy), [fresh]);
  return copy.id;
}

/** Marks saved entries for removal and forgets new ones. Refusal: `entry-not-found`. */
export function removeEntries({ draft }: Document, ids: readonly number[]): void {
  const rows = idsOf(draft, ids);
  if (rows.length === 0) return;
  draft.step(replaced(draft.rows(), new Map(rows.map((row) => [row.id, draft.saved(row.id) === undefined ? undefined : { ...row, removed: true }]))));
}

/** Takes back what is pending for these entries; their place stays. Refusal: `entry-not-found`. */
export function restoreEntries({ draft }: Document, ids: readonly number[]): void {
  const rows = idsOf(draft, ids);
  if (rows.length === 0) return;
  draft.step(replaced(draft.rows(), new Map(rows.map((row) => [row.id, draft.saved(row.id)]))));
}

function idsOf(draft: Document['draft'], ids: readonly number[]): EntryRow[] {
  const wanted = new Set(ids);
  const found = draft.rows().filter((row): row is EntryRow => row.kind === 'entry' && wanted.has(row.id));
  if (found.length !== wanted.size) throw new Refusal('entry-not-found');
  return found;
}

/** Puts entries, with the comments that belong to them, before another one or at the end. Refusal: `entry-not-found`. */
export function moveEntries(document: Document, ids: readonly number[], before: number | undefined): void {
  const { draft } = document;
  idsOf(draft, ids);
  const rows = draft.rows();
  const { headings } = sectionsOf(draft);
  const moving = new Set(ids);
  let at = before === undefined ? rows.length : rows.indexOf(draft.entry(before));
  // WHY the next one that stays: “before itself” means where it is.
  for (let row = rows[at]; row !== undefined && (row.kind !== 'entry' || moving.has(row.id)); row = rows[at]) at += 1;
  const target = rows[at]?.id;
  const taken = new Set<number>();
  rows.forEach((row, place) => {
    if (row.kind !== 'entry' || !moving.has(row.id)) return;
    for (let line = firstOfBlock(rows, place, headings); line <= place; line += 1) taken.add(line);
  });
  const rest = rows.filter((_, place) => !taken.has(place));
  const next = rest.toSpliced(placeFor(document, rest, target), 0, ...rows.filter((_, place) => taken.has(place)));
  if (next.some((row, place) => row !== rows[place])) draft.step(next);
}

/** Back to the saved lines, as one step. */
export function discardAll({ draft }: Document): void {
  draft.step(draft.savedRows());
}
