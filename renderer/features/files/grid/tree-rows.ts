// The rows of a grid that is a tree: what is folded away is left out, a filter leaves what fits with all that holds it. Names only, no value.
import type { EntryColumns } from '../../../bridge/index.ts';
import { isHolder, pathAt, treeOf } from './entry-tree.ts';
import { lowerCase, type GridRows } from './grid-rows.ts';

export interface TreeRows extends GridRows {
  /** How many entries fit to the filter. */
  readonly matches: number;
}
type Columns = Pick<EntryColumns, 'entry' | 'depth' | 'shape' | 'name' | 'change'>;

/** WHY kept: as for the names. */
const paths = new WeakMap<readonly string[], readonly string[]>();
function pathsOf(columns: Columns): readonly string[] {
  const found = paths.get(columns.name) ?? columns.entry.map((_, index) => pathAt(columns, index).toLowerCase());
  paths.set(columns.name, found);
  return found;
}

/** Which entries are shown for a filter, and which of them hold one that fits. */
function wantedBy(columns: Columns, wanted: string): { readonly shown: Uint8Array; readonly above: Uint8Array; readonly matches: number } {
  const { parent, end } = treeOf(columns);
  const names = /[.[]/.test(wanted) ? pathsOf(columns) : lowerCase(columns.name);
  const count = columns.entry.length;
  const [shown, above] = [new Uint8Array(count), new Uint8Array(count)];
  let [matches, within] = [0, 0];
  for (let index = 0; index < count; index += 1) {
    if (columns.shape[index] === 'document') continue;
    const fits = names[index]?.includes(wanted) === true;
    if (fits) {
      matches += 1;
      for (let up = parent[index] ?? -1; up !== -1 && above[up] === 0; up = parent[up] ?? -1) above[up] = 1;
    }
    // WHY with what it holds: who looks for a branch wants to see into it.
    if (fits) within = Math.max(within, end[index] ?? 0);
    if (index < within) shown[index] = 1;
  }
  for (let index = 0; index < count; index += 1) if (above[index] === 1) shown[index] = 1;
  return { shown, above, matches };
}

/** `folded` are the entries whose content is folded away. Capitals make no difference to `filter`, which is a part of a name, or of a path if a dot or bracket is in it. */
export function treeRows(columns: Columns, filter: string, folded: ReadonlySet<number>): TreeRows {
  const { entry, shape } = columns;
  const { end, document, documents } = treeOf(columns);
  const wanted = filter.trim().toLowerCase();
  const found = wanted === '' ? undefined : wantedBy(columns, wanted);
  const at: number[] = [];
  const keys: (string | number)[] = [];
  const entries: number[] = [];
  let headed = documents > 1 ? -1 : 0;
  for (let index = 0; index < entry.length; index += 1) {
    if (shape[index] === 'document' || (found !== undefined && found.shown[index] === 0)) continue;
    const id = entry[index] ?? -1;
    const own = document[index] ?? 0;
    // WHY also those between: a document that holds nothing is there all the same.
    for (let next = found === undefined ? headed + 1 : own; documents > 1 && own !== headed && next <= own; next += 1) {
      at.push(~next);
      keys.push(`document ${String(next)}`);
    }
    headed = documents > 1 ? own : headed;
    at.push(index);
    keys.push(id);
    entries.push(id);
    if (isHolder(columns, index) && folded.has(id) && found?.above[index] !== 1) index = (end[index] ?? index + 1) - 1;
  }
  for (let next = headed + 1; found === undefined && documents > 1 && next < documents; next += 1) {
    at.push(~next);
    keys.push(`document ${String(next)}`);
  }
  return {
    count: at.length, at, keys, entries, matches: found?.matches ?? entries.length,
    rowOf(id) {
      const row = keys.indexOf(id);
      return row === -1 ? undefined : row;
    },
  };
}
