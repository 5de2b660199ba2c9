// The rows of the grid, flat or as a tree, and what is folded in it. Ids and names only.
import { useCallback, useMemo } from 'react';
import type { EntryColumns, Opened } from '../../../bridge/index.ts';
import { useFiles, useFilesStore } from '../files-context.tsx';
import { labelAt, pathAt, treeOf } from './entry-tree.ts';
import { gridRows, type GridRows } from './grid-rows.ts';
import { treeRows } from './tree-rows.ts';

export interface RowsInView {
  readonly rows: GridRows;
  readonly tree: boolean;
  /** How many fit to the filter. */
  readonly matches: number;
  readonly folded: ReadonlySet<number>;
  fold(entry: number, folded: boolean): void;
  /** Unfolds all that holds an entry; answers false if nothing was folded. */
  unfoldTo(entry: number): boolean;
  /** What an entry is called: its name, in a tree its path. */
  nameAt(index: number): string;
  /** What stands in its row. */
  labelAt(index: number): string;
}

const none: ReadonlySet<number> = new Set();

/** `filter` is what is looked for now. */
export function useTreeRows(document: string, columns: EntryColumns, shape: Opened['shape'], filter: string): RowsInView {
  const store = useFilesStore();
  const tree = shape !== 'flat';
  const folded = useFiles((state) => state.folded.get(document)) ?? none;
  const { entry, name, group } = columns;
  const flat = useMemo(() => (tree ? undefined : gridRows({ entry, name, group }, filter)), [tree, entry, name, group, filter]);
  const nested = useMemo(() => (tree ? treeRows(columns, filter, folded) : undefined), [tree, columns, filter, folded]);
  const rows = nested ?? flat ?? gridRows({ entry: [], name: [], group: [] }, '');
  const fold = useCallback((one: number, away: boolean) => { store.getState().fold(document, [one], away); }, [store, document]);
  const unfoldTo = useCallback((one: number) => {
    const { parent } = treeOf(columns);
    const above: number[] = [];
    for (let up = parent[columns.entry.indexOf(one)] ?? -1; up !== -1; up = parent[up] ?? -1) above.push(columns.entry[up] ?? -1);
    const hiding = above.filter((holder) => store.getState().folded.get(document)?.has(holder) === true);
    if (hiding.length > 0) store.getState().fold(document, hiding, false);
    return hiding.length > 0;
  }, [store, document, columns]);
  return useMemo(() => ({
    rows, tree, matches: nested?.matches ?? rows.entries.length, folded, fold, unfoldTo,
    nameAt: (index) => (tree ? pathAt(columns, index) : (columns.name[index] ?? '')),
    labelAt: (index) => (tree ? labelAt(columns, index) : (columns.name[index] ?? '')),
  }), [rows, tree, nested, folded, fold, unfoldTo, columns]);
}
