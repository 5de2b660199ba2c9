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

/** Beside which entry lines go; at the end if neither is given. */
export interface Beside {
  readonly before: number | undefined;
  readonly after: number | undefined;
}

/** Where new lines go: right behind `after`, above `before` and the comments that belong to it, else behind the last line that is not empty. */
function placeFor(document: Document, rows: readonly Row[], { before, after }: Beside): number {
  const behind = after === undefined ? -1 : rows.findIndex((row) => row.id === after && row.kind === 'entry');
  if (after !== undefined) {
    if (behind === -1) throw new Refusal('entry-not-found');
    return behind + 1;
  }
  if (before === undefined) return rows.findLastIndex(({ kind }) => kind !== 'blank') + 1;
  const at = rows.findIndex((row) => row.id === before && row.kind === 'entry');
  if (at === -1) throw new Refusal('entry-not-found');
  return firstOfBlock(rows, at, sectionsOf(document.draft).headings);
}

/** The id of the new entry. Refusals: `entry-not-found` (of its neighbour), `name-taken`, `name-reserved`, `name-not-representable` (reason), `value-not-representable` (reason). */
export function addEntry(document: Document, name: string, value: string | Recipe, beside: Beside): number {
  checkName(document, name);
  const { draft } = document;
  const rows = draft.rows();
  const place = placeFor(document, rows, beside);
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

/** The lines of an entry that moved with it, itself included. */
function movedBlock(rows: readonly Row[], id: number, moved: ReadonlySet<number>, headings: ReadonlySet<number>): number[] {
  const at = rows.findIndex((row) => row.id === id);
  return rows.slice(firstOfBlock(rows, at, headings), at + 1).flatMap((row) => (moved.has(row.id) ? [row.id] : []));
}

/** Takes back what is pending for these entries; what was moved stands behind its old neighbour again. Refusal: `entry-not-found`. */
export function restoreEntries({ draft }: Document, ids: readonly number[]): void {
  const rows = idsOf(draft, ids);
  if (rows.length === 0) return;
  const moved = draft.moved();
  let next = replaced(draft.rows(), new Map(rows.map((row) => [row.id, draft.saved(row.id)])));
  const { headings } = sectionsOf(draft);
  const home = rows.flatMap(({ id }) => (moved.has(id) ? movedBlock(draft.rows(), id, moved, headings) : [])).map((id) => ({ id, place: draft.savedPlace(id) ?? 0 })).toSorted((a, b) => a.place - b.place);
  const away = new Set(moved);
  for (const { id, place } of home) {
    away.delete(id);
    const row = next.find((candidate) => candidate.id === id);
    if (row === undefined) continue;
    const others = next.filter((candidate) => candidate !== row);
    // WHY the nearest one that stands where it was: the others may have gone anywhere.
    const behind = others.findLastIndex((other) => !away.has(other.id) && (draft.savedPlace(other.id) ?? Number.MAX_SAFE_INTEGER) < place);
    next = others.toSpliced(behind + 1, 0, row);
  }
  draft.step(next);
}

function idsOf(draft: Document['draft'], ids: readonly number[]): EntryRow[] {
  const wanted = new Set(ids);
  const found = draft.rows().filter((row): row is EntryRow => row.kind === 'entry' && wanted.has(row.id));
  if (found.length !== wanted.size) throw new Refusal('entry-not-found');
  return found;
}

/** Puts entries, with the comments that belong to them, beside another one or at the end. Refusal: `entry-not-found`. */
export function moveEntries(document: Document, ids: readonly number[], { before, after }: Beside): void {
  const { draft } = document;
  idsOf(draft, ids);
  const rows = draft.rows();
  const { headings } = sectionsOf(draft);
  const moving = new Set(ids);
  const neighbour = after ?? before;
  const step = after === undefined ? 1 : -1;
  let at = neighbour === undefined ? rows.length : rows.indexOf(draft.entry(neighbour));
  // WHY the nearest one that stays: beside itself means where it is.
  for (let row = rows[at]; row !== undefined && (row.kind !== 'entry' || moving.has(row.id)); row = rows[at]) at += step;
  const target = rows[at]?.id;
  const taken = new Set<number>();
  rows.forEach((row, place) => {
    if (row.kind !== 'entry' || !moving.has(row.id)) return;
    for (let line = firstOfBlock(rows, place, headings); line <= place; line += 1) taken.add(line);
  });
  const rest = rows.filter((_, place) => !taken.has(place));
  const found = step === 1 ? { before: target, after: undefined } : target === undefined ? { before: rest.find((row) => row.kind === 'entry')?.id, after: undefined } : { before: undefined, after: target };
  const next = rest.toSpliced(placeFor(document, rest, found), 0, ...rows.filter((_, place) => taken.has(place)));
  if (next.some((row, place) => row !== rows[place])) draft.step(next);
}

/** Back to the saved lines, as one step. */
export function discardAll({ draft }: Document): void {
  draft.step(draft.savedRows());
}
