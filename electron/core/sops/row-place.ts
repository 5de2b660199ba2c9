// Where rows of a draft go: beside another one, into a branch or list, to another place, or back to where they were saved.
import { Refusal } from '../refusal.ts';
import type { Document } from './documents.ts';
import { isNamed, type NamedRow, type Row } from './draft-rows.ts';
import { freeName, idsOf, namesBeside, replaced, requireFree } from './row-names.ts';
import { blockAt, endOf, parentsOf, type Block } from './row-tree.ts';
import { sectionsOf } from './sections.ts';

/** Right behind the entry `after`, above the entry `before` and the comments that belong to it, at the end of what `inside` holds; at the end of the file if none is given. */
export interface Beside {
  readonly before: number | undefined;
  readonly after: number | undefined;
  readonly inside: number | undefined;
}

export interface Place {
  /** Before this row. */
  readonly at: number;
  readonly depth: number;
  /** The place of the row that will hold what goes there, -1 at the top. */
  readonly parent: number;
}

/** Refusals: `entry-not-found` (of the neighbour), `no-place-for-it` (what should hold it is no branch or list, or is removed). */
export function placeFor({ draft, format }: Pick<Document, 'draft' | 'format'>, rows: readonly Row[], { before, after, inside }: Beside): Place {
  const neighbour = after ?? before ?? inside;
  if (neighbour === undefined) return { at: rows.findLastIndex(({ kind }) => kind !== 'blank') + 1, depth: 0, parent: -1 };
  const place = rows.findIndex((row) => row.id === neighbour && isNamed(row));
  const row = rows[place];
  if (row === undefined) throw new Refusal('entry-not-found');
  const parent = parentsOf(rows)[place] ?? -1;
  const block = blockAt(rows, place, sectionsOf(draft).headings, format.commentsFollow);
  if (after !== undefined) return { at: block.end, depth: row.depth, parent };
  // WHY: keys before the first header belong to that section, so nothing stands above it.
  if (before !== undefined && format.fixedBranch !== undefined && row.depth === 0 && row.kind === 'branch' && row.name === format.fixedBranch) throw new Refusal('no-place-for-it');
  if (before !== undefined) return { at: block.first, depth: row.depth, parent };
  if (row.kind === 'entry' || row.removed) throw new Refusal('no-place-for-it');
  return { at: endOf(rows, place), depth: row.depth + 1, parent: place };
}

/** What moves: each chosen row with its comments and all that it holds. One that goes along within another is not named twice. */
function blocksOf(document: Document, rows: readonly Row[], ids: readonly number[]): (Block & { readonly at: number })[] {
  const chosen = new Set(ids);
  const { headings } = sectionsOf(document.draft);
  const blocks: (Block & { readonly at: number })[] = [];
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at];
    if (row === undefined || !isNamed(row) || !chosen.has(row.id)) continue;
    const block = blockAt(rows, at, headings, document.format.commentsFollow);
    blocks.push({ ...block, at });
    at = block.end - 1;
  }
  return blocks;
}

/** The nearest neighbour that stays: beside itself means where it is. */
function settled(rows: readonly Row[], { before, after, inside }: Beside, isMoving: (place: number) => boolean): Beside {
  const neighbour = after ?? before;
  if (neighbour === undefined) return { before, after, inside };
  const parents = parentsOf(rows);
  const start = rows.findIndex((row) => row.id === neighbour && isNamed(row));
  if (start === -1) throw new Refusal('entry-not-found');
  const parent = parents[start] ?? -1;
  const step = after === undefined ? 1 : -1;
  for (let at = start; at >= 0 && at < rows.length; at += step) {
    const row = rows[at];
    if (row?.kind === 'document') break;
    if (isNamed(row) && parents[at] === parent && !isMoving(at)) return { before: step === 1 ? row.id : undefined, after: step === -1 ? row.id : undefined, inside: undefined };
  }
  if (step === 1) return { before: undefined, after: undefined, inside: rows[parent]?.id };
  const first = rows.find((row, at) => isNamed(row) && parents[at] === parent && !isMoving(at));
  return first === undefined ? { before: undefined, after: undefined, inside: rows[parent]?.id } : { before: first.id, after: undefined, inside: undefined };
}

/** Puts entries, with all that belongs to them, beside another one, into a branch or list, or at the end. Refusals: `entry-not-found`, `entry-fixed`, `no-place-for-it`, `name-taken`. */
export function moveEntries(document: Document, ids: readonly number[], beside: Beside): void {
  const { draft, format } = document;
  requireFree(document, idsOf(draft, ids));
  const rows = draft.rows();
  const blocks = blocksOf(document, rows, ids);
  const taken = new Set(blocks.flatMap(({ first, end }) => Array.from({ length: end - first }, (_, offset) => first + offset)));
  const wanted = settled(rows, beside, (place) => taken.has(place));
  const rest = rows.filter((_, place) => !taken.has(place));
  // WHY looked for in what stays: nothing can go into itself.
  if (wanted.inside !== undefined && !rest.some(({ id }) => id === wanted.inside)) throw new Refusal('no-place-for-it');
  const { at, depth, parent } = placeFor(document, rest, wanted);
  const inList = rest[parent]?.kind === 'list';
  const names = new Set(namesBeside(rest, parent, at - 1));
  const moving = blocks.flatMap((block) => {
    const row = rows[block.at];
    if (!isNamed(row)) return [];
    const fits = { flat: depth === 0, whole: false, sections: row.depth === depth, deep: true }[format.shape];
    if (!fits) throw new Refusal('no-place-for-it');
    const wasIn = rows[parentsOf(rows)[block.at] ?? -1];
    const name = inList ? '' : wasIn?.kind === 'list' ? freeName('item', names) : row.name;
    const sameHolder = wasIn?.id === rest[parent]?.id;
    if (!inList && names.has(name) && !row.removed && !sameHolder) throw new Refusal('name-taken');
    names.add(name);
    const shift = depth - row.depth;
    // WHY the very object where nothing changes: who compares sees at once that it only stands elsewhere.
    return rows.slice(block.first, block.end).map((other): Row => (other === row ? (shift === 0 && name === row.name ? row : { ...row, name, depth }) : shift === 0 ? other : { ...other, depth: other.depth + shift }));
  });
  const next = [...rest.slice(0, at), ...moving, ...rest.slice(at)];
  if (next.some((row, place) => row !== rows[place])) draft.step(next);
}

/** Takes back what is pending for these entries and for all that they hold; what was moved stands behind its old neighbour again. Refusal: `entry-not-found`. */
export function restoreEntries(document: Document, ids: readonly number[]): void {
  const { draft, format } = document;
  const wanted = idsOf(draft, ids);
  if (wanted.length === 0) return;
  const rows = draft.rows();
  const places = new Map(rows.map(({ id }, at) => [id, at]));
  const { headings } = sectionsOf(draft);
  const moved = draft.moved();
  const back = new Map<number, Row | undefined>();
  const home: Home[] = [];
  for (const row of wanted) {
    const at = places.get(row.id) ?? -1;
    const { first, end } = blockAt(rows, at, headings, format.commentsFollow);
    for (const other of rows.slice(at, draft.saved(row.id) === undefined ? end : row.removed ? endOf(rows, at) : at + 1)) back.set(other.id, draft.saved(other.id));
    // WHY also the comments behind the value: they went with it.
    for (const other of [...rows.slice(first, at), ...rows.slice(at + 1, removedEnd(rows, at))]) if (other.removed) back.set(other.id, draft.saved(other.id));
    const parents = parentsOf(rows);
    for (let up = parents[at] ?? -1; up !== -1; up = parents[up] ?? -1) {
      const holder = rows[up];
      if (holder?.removed === true && draft.saved(row.id) !== undefined) back.set(holder.id, draft.saved(holder.id));
    }
    if (moved.has(row.id)) {
      const saved = draft.saved(row.id);
      const block = rows.slice(first, end).filter(({ id }, place) => moved.has(id) || first + place >= at);
      if (isNamed(saved)) home.push({ ids: block.map(({ id }) => id), place: draft.savedPlace(row.id) ?? 0, row: saved, shift: saved.depth - row.depth });
    }
  }
  let next: readonly Row[] = replaced(rows, back);
  const away = new Set(moved);
  for (const one of home.toSorted((a, b) => a.place - b.place)) {
    for (const id of one.ids) away.delete(id);
    next = broughtHome(draft, next, one, away);
  }
  draft.step(next);
}

/** Behind an entry and the removed comments that follow it. */
function removedEnd(rows: readonly Row[], at: number): number {
  let end = endOf(rows, at);
  while (rows[end]?.kind === 'comment' && rows[end]?.removed === true && rows[end]?.depth === rows[at]?.depth) end += 1;
  return end;
}

interface Home {
  /** The rows that go together. */
  readonly ids: readonly number[];
  readonly place: number;
  readonly row: NamedRow;
  /** How much deeper it was. */
  readonly shift: number;
}

function broughtHome(draft: Document['draft'], rows: readonly Row[], { ids, place, row, shift }: Home, away: ReadonlySet<number>): readonly Row[] {
  const going = new Set(ids);
  const block = rows.filter(({ id }) => going.has(id)).map((other): Row => (other.id === row.id ? row : shift === 0 ? other : { ...other, depth: other.depth + shift }));
  const rest = rows.filter(({ id }) => !going.has(id));
  const parent = rest.findIndex(({ id }) => id === draft.savedParent(row.id));
  const end = parent === -1 ? rest.length : endOf(rest, parent);
  // WHY the nearest one that stands where it was: the others may have gone anywhere.
  const behind = rest.findLastIndex((other, index) => index >= parent && index < end && !away.has(other.id) && (draft.savedPlace(other.id) ?? Number.MAX_SAFE_INTEGER) < place);
  let at = Math.max(behind, parent) + 1;
  while (at < end && (rest[at]?.depth ?? 0) > row.depth) at += 1;
  return [...rest.slice(0, at), ...block, ...rest.slice(at)];
}
