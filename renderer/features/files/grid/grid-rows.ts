// The rows of the grid, from the columns that the core answered: headings between keys, narrowed by a filter. Names only, no value.
import type { EntryColumns } from '../../../bridge/index.ts';
import type { Place } from '../edits.ts';

export interface GridRows {
  readonly count: number;
  /** What stands in a row: an index into the columns, or the bitwise complement of an index into the groups. */
  readonly at: readonly number[];
  /** One per row, the same as long as the row is the same. */
  readonly keys: readonly (string | number)[];
  /** The row of an entry, if it is in view. WHY looked for each time: a map of fifty thousand costs more than the letter that made the list new, and few are ever asked for. */
  rowOf(entry: number): number | undefined;
  /** The entries in view, in order. */
  readonly entries: readonly number[];
}

/** WHY kept: the names stay the same while somebody types. */
const lowered = new WeakMap<readonly string[], readonly string[]>();
export function lowerCase(names: readonly string[]): readonly string[] {
  const known = lowered.get(names) ?? names.map((name) => name.toLowerCase());
  lowered.set(names, known);
  return known;
}

/** What was looked for last in these names, and where it was found. WHY kept: whoever types one more letter looks only among those. */
const lastFound = new WeakMap<readonly string[], { readonly wanted: string; readonly found: readonly number[] }>();

/** Indices of the names in which `wanted`, in small letters, is found; undefined for all of them. */
function indicesOf(name: readonly string[], wanted: string): readonly number[] | undefined {
  if (wanted === '') return undefined;
  const lower = lowerCase(name);
  const last = lastFound.get(name);
  const found: number[] = [];
  const look = (index: number): void => { if (lower[index]?.includes(wanted) === true) found.push(index); };
  if (last !== undefined && wanted.includes(last.wanted)) for (const index of last.found) look(index);
  else for (let index = 0; index < lower.length; index += 1) look(index);
  lastFound.set(name, { wanted, found });
  return found;
}

type Columns = Pick<EntryColumns, 'entry' | 'name' | 'group'>;

/** All rows of a file. WHY kept: the first letters of a filter often fit to every name, and then nothing has to be made anew. */
const allRows = new WeakMap<readonly string[], { readonly of: Columns; readonly rows: GridRows }>();

/** `filter` is a part of a name; capitals make no difference. One walk over the columns. */
export function gridRows(columns: Columns, filter: string): GridRows {
  const { entry, name, group } = columns;
  const found = indicesOf(name, filter.trim().toLowerCase());
  if (found !== undefined && found.length < entry.length) return rowsOf(columns, found);
  const known = allRows.get(name);
  if (known !== undefined && known.of.entry === entry && known.of.group === group) return known.rows;
  const rows = rowsOf(columns, undefined);
  allRows.set(name, { of: columns, rows });
  return rows;
}

/** The rows of the names at `found`, or of all. */
function rowsOf({ entry, group }: Columns, found: readonly number[] | undefined): GridRows {
  const at: number[] = [];
  const keys: (string | number)[] = [];
  const entries: number[] = [];
  let above = -1;
  const count = found?.length ?? entry.length;
  for (let place = 0; place < count; place += 1) {
    const index = found?.[place] ?? place;
    const id = entry[index] ?? -1;
    const section = group[index] ?? -1;
    if (section !== above && section >= 0) {
      at.push(~section);
      keys.push(`${section} ${id}`);
    }
    above = section;
    at.push(index);
    keys.push(id);
    entries.push(id);
  }
  return {
    count: at.length, at, keys, entries,
    rowOf(id) {
      const row = keys.indexOf(id);
      return row === -1 ? undefined : row;
    },
  };
}

/** The row of the nearest entry to row `row`: headings hold none. -1 if there is no entry at all. */
export function entryRowNear({ at, count }: Pick<GridRows, 'at' | 'count'>, row: number): number {
  for (let distance = 0; distance < count; distance += 1) {
    if ((at[row + distance] ?? -1) >= 0) return row + distance;
    if ((at[row - distance] ?? -1) >= 0) return row - distance;
  }
  return -1;
}

/** Where the chosen ones go for one step up or down among the rows in view; undefined if they stand at the end already. */
export function stepTarget(visible: readonly number[], chosen: ReadonlySet<number>, step: 1 | -1): Place | undefined {
  const places = visible.flatMap((entry, place) => (chosen.has(entry) ? [place] : []));
  const [first, last] = [places[0], places.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const other = visible[(step === -1 ? first : last) + step];
  if (other !== undefined) return step === -1 ? { before: other } : { after: other };
  // WHY still: with gaps between them, they close up at the end that one of them has reached.
  const gathered = last - first === places.length - 1;
  const end = visible[step === -1 ? first : last];
  return gathered || end === undefined ? undefined : step === -1 ? { before: end } : { after: end };
}
