// Rows of a draft as the tree that they stand for: what holds what, and where a part of it ends. Pure; knows nothing of values.

interface Standing {
  readonly kind: string;
  readonly depth: number;
  readonly removed: boolean;
  readonly id: number;
}

/** WHY kept: a list of rows never changes, and several questions are asked of the same one. */
const known = new WeakMap<readonly Standing[], Int32Array>();

/** For each row the place of the branch or list that holds it, -1 at the top of a document. */
export function parentsOf(rows: readonly Standing[]): Int32Array {
  const found = known.get(rows);
  if (found !== undefined) return found;
  const parents = new Int32Array(rows.length);
  const open: number[] = [];
  rows.forEach(({ kind, depth }, at) => {
    open.length = Math.min(open.length, depth);
    parents[at] = kind === 'document' ? -1 : (open.at(-1) ?? -1);
    if (kind === 'document') open.length = 0;
    else if (kind === 'branch' || kind === 'list') open.push(at);
  });
  known.set(rows, parents);
  return parents;
}

/** The place behind the row at `at` and all that it holds. */
export function endOf(rows: readonly Standing[], at: number): number {
  const depth = rows[at]?.depth ?? 0;
  const container = rows[at]?.kind === 'branch' || rows[at]?.kind === 'list';
  let end = at + 1;
  if (container) while (end < rows.length && rows[end]?.kind !== 'document' && (rows[end]?.depth ?? 0) > depth) end += 1;
  return end;
}

/** The place of the row that begins the document of the row at `at`: -1 for the first document. */
export function documentOf(rows: readonly Standing[], at: number): number {
  return rows.findLastIndex(({ kind }, place) => place <= at && kind === 'document');
}

/** Rows that go together: an entry, all that it holds, and the comments that belong to it. A heading belongs to the rows below it all. */
export interface Block {
  readonly first: number;
  readonly end: number;
}

/** `commentsFollow`: see format.ts. Else the comments right above an entry belong to it. */
export function blockAt(rows: readonly Standing[], at: number, headings: ReadonlySet<number>, commentsFollow = false): Block {
  const depth = rows[at]?.depth;
  let [first, end] = [at, endOf(rows, at)];
  const isOwn = (row: Standing | undefined): boolean => row?.kind === 'comment' && row.depth === depth && !row.removed && !headings.has(row.id);
  if (!commentsFollow) while (isOwn(rows[first - 1])) first -= 1;
  else if (rows[at]?.kind === 'entry') while (isOwn(rows[end])) end += 1;
  return { first, end };
}
