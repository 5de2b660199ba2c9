// What the review lists, derived from the columns of the list: names, kinds and warnings. Knows no value.
import type { EntryChange, EntryColumns, EntryMark, Twin } from '../../../bridge/index.ts';

/** Something to look at before saving: a mark of the entry, or another key that holds the same value. */
export type Warning = { readonly mark: EntryMark } | { readonly twin: Twin };
export interface EntryChangeRow {
  readonly kind: Exclude<EntryChange, 'none'>;
  readonly entry: number;
  readonly name: string;
  /** The saved name, where it is another one; else ''. */
  readonly was: string;
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

/** The rows by kind of change, within a kind in the order of the file; what was only moved and the comments come last, as sums. */
export function reviewRows(columns: EntryColumns, twins: readonly Twin[]): readonly ReviewRow[] {
  const marksOf = new Map(columns.marks.map(({ entry, marks }) => [entry, marks]));
  const twinsOf = Map.groupBy(twins, ({ entry }) => entry);
  const byKind = new Map<string, EntryChangeRow[]>(order.map((kind) => [kind, []]));
  const moved: string[] = [];
  for (const [index, entry] of columns.entry.entries()) {
    const kind = columns.change[index] ?? 'none';
    const name = columns.name[index] ?? '';
    if (columns.moved[index] === true && moved.length < namesListed) moved.push(name);
    if (kind === 'none') continue;
    // WHY none for a removed one: what goes away need not be mended.
    const warnings = kind === 'removed' ? [] : warningsOf(marksOf.get(entry) ?? [], twinsOf.get(entry) ?? []);
    byKind.get(kind)?.push({ kind, entry, name, was: columns.was[index] ?? '', warnings });
  }
  const { pending } = columns;
  return [
    ...order.flatMap((kind) => byKind.get(kind) ?? []),
    ...(pending.moved === 0 ? [] : [{ kind: 'moved', count: pending.moved, names: moved } as const]),
    ...(pending.comments === 0 ? [] : [{ kind: 'comments', count: pending.comments, names: [] } as const]),
  ];
}

export const warningCount = (rows: readonly ReviewRow[]): number => rows.reduce((sum, row) => sum + (isSummary(row) ? 0 : row.warnings.length), 0);

/** The lines that a comparison of the two files shows, beside those of the seal: an entry that was changed and moved is one line. */
export function changedLines({ change, moved, pending }: Pick<EntryColumns, 'change' | 'moved' | 'pending'>): number {
  return change.reduce((sum, kind, index) => sum + (kind !== 'none' || moved[index] === true ? 1 : 0), 0) + pending.comments;
}
