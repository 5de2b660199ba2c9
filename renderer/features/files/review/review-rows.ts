// What the review lists, derived from the columns of the list: names, kinds and warnings. Knows no value.
import type { EntryChange, EntryColumns, EntryMark, EntryType, Opened, Twin } from '../../../bridge/index.ts';
import { isHolder, pathAt, treeOf } from '../grid/entry-tree.ts';

/** Something to look at before saving: a mark of the entry, or another key that holds the same value. */
export type Warning = { readonly mark: EntryMark } | { readonly twin: Twin };
export interface EntryChangeRow {
  readonly kind: Exclude<EntryChange, 'none'>;
  readonly entry: number;
  /** What it is called here: the name, in a nested file the whole path. */
  readonly name: string;
  /** Its own name, and the saved one where it is another one; else ''. */
  readonly own: string;
  readonly was: string;
  /** What it is; a branch or list stands for all below it to which the same happened, which are `values` values. */
  readonly shape: 'value' | 'branch' | 'list';
  readonly values: number;
  readonly retyped: { readonly was: EntryType; readonly now: EntryType } | undefined;
  readonly warnings: readonly Warning[];
}
/** Changes that no single value stands for. */
export interface SummaryRow {
  readonly kind: 'moved' | 'comments';
  readonly count: number;
  readonly names: readonly string[];
}
export type ReviewRow = EntryChangeRow | SummaryRow;

export const isSummary = (row: ReviewRow): row is SummaryRow => row.kind === 'moved' || row.kind === 'comments';
/** How many names a summary row lists; the rest is in its count. */
const namesListed = 20;
const order: readonly EntryChangeRow['kind'][] = ['added', 'changed', 'renamed', 'removed'];

function warningsOf(marks: readonly EntryMark[], twins: readonly Twin[]): readonly Warning[] {
  return [...twins.map((twin) => ({ twin })), ...marks.map((mark) => ({ mark }))];
}

/** For each entry whether what holds it had the same happen to it, and how many values a row stands for. */
function gathered(columns: EntryColumns): { readonly covered: readonly boolean[]; readonly values: readonly number[] } {
  const { parent } = treeOf(columns);
  const covered: boolean[] = [];
  const values: number[] = [];
  for (const [index, kind] of columns.change.entries()) {
    const holder = parent[index] ?? -1;
    covered.push((kind === 'added' || kind === 'removed') && columns.change[holder] === kind);
    values.push(columns.shape[index] === 'value' ? 1 : 0);
  }
  for (let index = columns.entry.length - 1; index >= 0; index -= 1) {
    const holder = parent[index] ?? -1;
    if (covered[index] === true) values[holder] = (values[holder] ?? 0) + (values[index] ?? 0);
  }
  return { covered, values };
}

/** The rows by kind of change, within a kind in the order of the file; what was only moved and the comments come last, as sums. */
export function reviewRows(columns: EntryColumns, twins: readonly Twin[], shape: Opened['shape'] = 'flat'): readonly ReviewRow[] {
  const marksOf = new Map(columns.marks.map(({ entry, marks }) => [entry, marks]));
  const twinsOf = Map.groupBy(twins, ({ entry }) => entry);
  const typeBefore = new Map(columns.retyped.map(({ entry, was }) => [entry, was]));
  const nested = shape !== 'flat' && shape !== 'whole';
  const { covered, values } = nested ? gathered(columns) : { covered: [], values: [] };
  const byKind = new Map<string, EntryChangeRow[]>(order.map((kind) => [kind, []]));
  const moved: string[] = [];
  for (const [index, entry] of columns.entry.entries()) {
    const kind = columns.change[index] ?? 'none';
    const own = columns.name[index] ?? '';
    if (kind === 'none' && columns.moved[index] !== true) continue;
    const name = nested ? pathAt(columns, index) : own;
    if (columns.moved[index] === true && moved.length < namesListed) moved.push(name);
    if (kind === 'none' || covered[index] === true) continue;
    // WHY none for a removed one: what goes away need not be mended.
    const warnings = kind === 'removed' ? [] : warningsOf(marksOf.get(entry) ?? [], twinsOf.get(entry) ?? []);
    const was = typeBefore.get(entry);
    byKind.get(kind)?.push({
      kind, entry, name, own, was: columns.was[index] ?? '', warnings, shape: nested && isHolder(columns, index) ? (columns.shape[index] === 'list' ? 'list' : 'branch') : 'value', values: values[index] ?? 1,
      retyped: was === undefined ? undefined : { was, now: columns.type[index] ?? 'str' },
    });
  }
  const { pending } = columns;
  return [
    ...order.flatMap((kind) => byKind.get(kind) ?? []),
    ...(pending.moved === 0 ? [] : [{ kind: 'moved', count: pending.moved, names: moved } as const]),
    ...(pending.comments === 0 ? [] : [{ kind: 'comments', count: pending.comments, names: [] } as const]),
  ];
}

/** Facts of the format that a save has to do with, rather than ones that only matter to who reads the file. */
const savingNotes: ReadonlySet<Opened['notes'][number]> = new Set(['list-comments', 'timestamps', 'big-integers', 'duplicate-sections', 'comment-markers', 'metadata-differs', 'legacy-mac']);
export const notesBeforeSave = ({ notes }: Pick<Opened, 'notes'>): Opened['notes'] => notes.filter((note) => savingNotes.has(note));

export const warningCount = (rows: readonly ReviewRow[]): number => rows.reduce((sum, row) => sum + (isSummary(row) ? 0 : row.warnings.length), 0);

/** The lines that a comparison of the two files shows, beside those of the seal: an entry that was changed and moved is one line. */
export function changedLines({ change, moved, pending }: Pick<EntryColumns, 'change' | 'moved' | 'pending'>): number {
  return change.reduce((sum, kind, index) => sum + (kind !== 'none' || moved[index] === true ? 1 : 0), 0) + pending.comments;
}
