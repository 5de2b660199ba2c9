// The lines of a draft as plain immutable data, and what makes one differ from the saved file. Pure.
import type { EntryChange, EntryType, PendingCounts } from '../../../shared/ipc/sops.ts';
import type { SecretBytes } from '../secret/index.ts';
import { createBreath } from './breath.ts';
import { parentsOf } from './row-tree.ts';

interface Standing {
  readonly id: number;
  /** 0 at the top of a document; what a branch or list holds follows it, one deeper. */
  readonly depth: number;
  /** Marked for removal: it stays in its place until the file is saved. */
  readonly removed: boolean;
}
export interface EntryRow extends Standing {
  readonly kind: 'entry';
  /** '' for an element of a list. */
  readonly name: string;
  readonly type: EntryType;
  /** In the form that the MAC is taken over, see scalars.ts. */
  readonly value: SecretBytes;
}
interface Container extends Standing {
  readonly name: string;
}
export interface BranchRow extends Container {
  readonly kind: 'branch';
}
export interface ListRow extends Container {
  readonly kind: 'list';
}
export type ContainerRow = BranchRow | ListRow;
export interface CommentRow extends Standing {
  readonly kind: 'comment';
  /** Everything behind the comment's mark. */
  readonly text: SecretBytes;
  /** True if it stands behind the value of the next entry. */
  readonly inline: boolean;
  /** True for an element of a list that sops wrote for a comment. */
  readonly element: boolean;
}
export interface BlankRow extends Standing {
  readonly kind: 'blank';
}
/** Begins each document after the first; it never changes. */
export interface DocumentRow extends Standing {
  readonly kind: 'document';
}
/** One line. Ids stay the same over saves. */
export type Row = EntryRow | ContainerRow | CommentRow | BlankRow | DocumentRow;
export type NamedRow = EntryRow | ContainerRow;

export const isNamed = (row: Row | undefined): row is NamedRow => row?.kind === 'entry' || row?.kind === 'branch' || row?.kind === 'list';
/** The plaintext that a row holds. */
export const plainOf = (row: Row | undefined): SecretBytes | undefined => (row?.kind === 'entry' ? row.value : row?.kind === 'comment' ? row.text : undefined);

/** The saved file: its rows by id, and the place of each. */
export interface Saved {
  readonly rows: ReadonlyMap<number, Row>;
  readonly placeOf: ReadonlyMap<number, number>;
  /** The id of what holds each row that something holds. */
  readonly parentOf: ReadonlyMap<number, number>;
  /** True if anything held something. */
  readonly nested: boolean;
  /** The very rows that it was made of: a draft that has none but these has nothing pending. */
  readonly of: readonly Row[];
}

export function savedFrom(rows: readonly Row[]): Saved {
  const saved = emptySaved(rows);
  const parents = parentsOf(rows);
  for (let place = 0; place < rows.length; place += 1) addSaved(saved, rows, parents, place);
  return saved;
}

/** The same in slices, for a hundred thousand rows. */
export async function savedInSlices(rows: readonly Row[]): Promise<Saved> {
  const saved = emptySaved(rows);
  const parents = parentsOf(rows);
  const breath = createBreath();
  for (let place = 0; place < rows.length; place += 1) {
    if (place % 512 === 0) await breath();
    addSaved(saved, rows, parents, place);
  }
  return saved;
}

interface Filling extends Saved {
  readonly rows: Map<number, Row>;
  readonly placeOf: Map<number, number>;
  readonly parentOf: Map<number, number>;
  nested: boolean;
}
const emptySaved = (of: readonly Row[]): Filling => ({ rows: new Map(), placeOf: new Map(), parentOf: new Map(), nested: false, of });

export const nothingPending: PendingCounts = { added: 0, changed: 0, renamed: 0, removed: 0, moved: 0, comments: 0 };

function addSaved(saved: Filling, rows: readonly Row[], parents: Int32Array, place: number): void {
  const row = rows[place];
  if (row === undefined) return;
  saved.rows.set(row.id, row);
  saved.placeOf.set(row.id, place);
  const holder = rows[parents[place] ?? -1];
  // WHY only then: at the top nothing holds it, and most rows of most files stand there.
  if (holder !== undefined) saved.parentOf.set(row.id, holder.id);
  saved.nested ||= row.depth > 0;
}

/** True if the row would be saved as it was. WHY by identity: an equal value is always the saved object itself, see `same` in draft.ts. */
function unchanged(row: Row, old: Row): boolean {
  if (row.kind === 'entry') return old.kind === 'entry' && row.value === old.value && row.type === old.type && row.name === old.name;
  if (row.kind === 'comment') return old.kind === 'comment' && row.text === old.text;
  return row.kind === old.kind && (!isNamed(row) || (isNamed(old) && row.name === old.name));
}

export function changeOf(row: NamedRow, saved: Saved): EntryChange {
  const old = saved.rows.get(row.id);
  if (!isNamed(old)) return 'added';
  if (row.removed) return 'removed';
  if (row.kind !== old.kind || (row.kind === 'entry' && old.kind === 'entry' && (row.value !== old.value || row.type !== old.type))) return 'changed';
  return row.name === old.name ? 'none' : 'renamed';
}

/** The saved name, if it is another one now; else ''. */
export function wasOf(row: NamedRow, saved: Saved): string {
  const old = saved.rows.get(row.id);
  return isNamed(old) && old.name !== row.name && !row.removed ? old.name : '';
}

/** Ids of the saved rows that stand elsewhere than they did: in something else, or in another order. What only goes along with what holds it has not moved. */
export function movedIn(rows: readonly Row[], saved: Saved): ReadonlySet<number> {
  const away = new Set(outOfOrder(rows, saved));
  if (!saved.nested && !rows.some(({ depth }) => depth > 0)) return away;
  const parents = parentsOf(rows);
  const holders = new Map<number, number>();
  rows.forEach(({ id, removed }, at) => {
    if (removed || !saved.rows.has(id)) return;
    const before = saved.parentOf.get(id) ?? -1;
    const now = rows[parents[at] ?? -1]?.id ?? -1;
    holders.set(id, now);
    if (now !== before) away.add(id);
  });
  const along = [...away].filter((id) => holders.get(id) === (saved.parentOf.get(id) ?? -1) && isWithin(id, away, holders));
  for (const id of along) away.delete(id);
  return away;
}

function isWithin(id: number, moved: ReadonlySet<number>, holders: ReadonlyMap<number, number>): boolean {
  for (let up = holders.get(id) ?? -1; up !== -1; up = holders.get(up) ?? -1) if (moved.has(up)) return true;
  return false;
}

/** The fewest rows that could have been moved to give this order: all but a longest increasing run. */
function outOfOrder(rows: readonly Row[], saved: Saved): readonly number[] {
  const ids: number[] = [];
  const places: number[] = [];
  let inOrder = true;
  for (const { id, removed } of rows) {
    const place = removed ? undefined : saved.placeOf.get(id);
    if (place === undefined) continue;
    inOrder &&= places.length === 0 || place > (places.at(-1) ?? -1);
    ids.push(id);
    places.push(place);
  }
  if (inOrder) return [];
  const tails: number[] = [];
  const before = places.map((place, at) => {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((places[tails[middle] ?? 0] ?? 0) < place) low = middle + 1;
      else high = middle;
    }
    tails[low] = at;
    return low === 0 ? -1 : (tails[low - 1] ?? -1);
  });
  const stays = new Set<number>();
  for (let at = tails.at(-1) ?? -1; at >= 0; at = before[at] ?? -1) stays.add(at);
  return ids.filter((_, at) => !stays.has(at));
}

/** What a save would do, by kind of change. Lines that are no entries count as `comments`, however they changed. */
export function countsOf(rows: readonly Row[], saved: Saved, moved: ReadonlySet<number>): PendingCounts {
  const counts = { added: 0, changed: 0, renamed: 0, removed: 0, moved: 0, comments: 0 };
  for (const row of rows) {
    const old = saved.rows.get(row.id);
    if (isNamed(row)) {
      const change = changeOf(row, saved);
      if (change !== 'none') counts[change] += 1;
      else if (moved.has(row.id)) counts.moved += 1;
    } else if (old === undefined ? !row.removed : row.removed || !unchanged(row, old) || moved.has(row.id)) counts.comments += 1;
  }
  return counts;
}
