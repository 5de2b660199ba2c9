// The lines of a draft as plain immutable data, and what makes one differ from the saved file. Pure.
import type { EntryChange, PendingCounts } from '../../../shared/ipc/sops.ts';
import type { SecretBytes } from '../secret/index.ts';

export interface EntryRow {
  readonly kind: 'entry';
  readonly id: number;
  readonly name: string;
  readonly value: SecretBytes;
  /** Marked for removal: it stays in its place until the file is saved. */
  readonly removed: boolean;
}
export interface CommentRow {
  readonly kind: 'comment';
  readonly id: number;
  /** Everything behind the `#`. */
  readonly text: SecretBytes;
  readonly removed: boolean;
}
export interface BlankRow {
  readonly kind: 'blank';
  readonly id: number;
  readonly removed: boolean;
}
/** One line. Ids stay the same over saves. */
export type Row = EntryRow | CommentRow | BlankRow;

/** The saved file: its rows by id, and the place of each. */
export interface Saved {
  readonly rows: ReadonlyMap<number, Row>;
  readonly placeOf: ReadonlyMap<number, number>;
}

export function savedFrom(rows: readonly Row[]): Saved {
  return { rows: new Map(rows.map((row) => [row.id, row])), placeOf: new Map(rows.map(({ id }, place) => [id, place])) };
}

/** True if the row would be saved as it was. WHY by identity: an equal value is always the saved object itself, see `same` in draft.ts. */
function unchanged(row: Row, old: Row): boolean {
  if (row.kind === 'entry') return old.kind === 'entry' && row.value === old.value && row.name === old.name;
  return row.kind === 'comment' ? old.kind === 'comment' && row.text === old.text : old.kind === 'blank';
}

export function changeOf(row: EntryRow, saved: Saved): EntryChange {
  const old = saved.rows.get(row.id);
  if (old?.kind !== 'entry') return 'added';
  if (row.removed) return 'removed';
  if (row.value !== old.value) return 'changed';
  return row.name === old.name ? 'none' : 'renamed';
}

/** The saved name, if it is another one now; else ''. */
export function wasOf(row: EntryRow, saved: Saved): string {
  const old = saved.rows.get(row.id);
  return old?.kind === 'entry' && old.name !== row.name && !row.removed ? old.name : '';
}

/** Ids of the saved rows that do not stand in their old order: the fewest that could have been moved (all but a longest increasing run). */
export function movedIn(rows: readonly Row[], saved: Saved): ReadonlySet<number> {
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
  if (inOrder) return new Set();
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
  return new Set(ids.filter((_, at) => !stays.has(at)));
}

/** What a save would do, by kind of change. Lines that are no entries count as `comments`, however they changed. */
export function countsOf(rows: readonly Row[], saved: Saved, moved: ReadonlySet<number>): PendingCounts {
  const counts = { added: 0, changed: 0, renamed: 0, removed: 0, moved: 0, comments: 0 };
  for (const row of rows) {
    const old = saved.rows.get(row.id);
    if (row.kind === 'entry') {
      const change = changeOf(row, saved);
      if (change !== 'none') counts[change] += 1;
      else if (moved.has(row.id)) counts.moved += 1;
    } else if (old === undefined ? !row.removed : row.removed || !unchanged(row, old) || moved.has(row.id)) counts.comments += 1;
  }
  return counts;
}

/** The comments right above the row at `at`: they belong to it and go where it goes. A heading belongs to the rows below it all. */
export function firstOfBlock(rows: readonly Row[], at: number, headings: ReadonlySet<number>): number {
  let first = at;
  for (let above = rows[first - 1]; above?.kind === 'comment' && !above.removed && !headings.has(above.id); above = rows[first - 1]) first -= 1;
  return first;
}
