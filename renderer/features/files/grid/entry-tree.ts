// What holds what among the entries of a file: parents, ends, places and paths, from the columns that the core answered. Pure; names only.
import { spellPath, type Step } from '../../../../shared/text/index.ts';
import type { EntryColumns } from '../../../bridge/index.ts';

/** Everything is by index into the columns. */
export interface EntryTree {
  /** What holds each entry, -1 at the top. */
  readonly parent: Int32Array;
  /** The index behind an entry and all that it holds. */
  readonly end: Int32Array;
  /** The place among its siblings, from 0. */
  readonly place: Int32Array;
  /** How many stand beside one another there, itself counted. */
  readonly siblings: Int32Array;
  /** How many values an entry holds, at any depth; removed ones count only below what is removed itself. */
  readonly values: Int32Array;
  /** Which document each entry stands in, from 0. */
  readonly document: Int32Array;
  readonly documents: number;
}
export type TreeColumns = Pick<EntryColumns, 'depth' | 'shape' | 'name' | 'change'>;

/** WHY kept: the columns stay the same until something changes, and several parts of the grid ask. */
const known = new WeakMap<readonly number[], EntryTree>();

export const isHolder = ({ shape }: Pick<TreeColumns, 'shape'>, index: number): boolean => shape[index] === 'branch' || shape[index] === 'list';

/** One walk forward, one back. */
export function treeOf(columns: TreeColumns): EntryTree {
  const { depth, shape, change } = columns;
  const found = known.get(depth);
  if (found !== undefined) return found;
  const count = depth.length;
  const [parent, end, place, siblings, values, document] = Array.from({ length: 6 }, () => new Int32Array(count)) as [Int32Array, Int32Array, Int32Array, Int32Array, Int32Array, Int32Array];
  const open: number[] = [];
  /** How many the top of each document and each holder has so far. */
  const tops: number[] = [0];
  const held = new Int32Array(count);
  for (let index = 0; index < count; index += 1) {
    const level = depth[index] ?? 0;
    for (let last = open.at(-1); last !== undefined && (shape[index] === 'document' || open.length > level); last = open.at(-1)) {
      end[last] = index;
      open.pop();
    }
    end[index] = index + 1;
    const holder = open.at(-1) ?? -1;
    parent[index] = holder;
    if (shape[index] === 'document') {
      tops.push(0);
      document[index] = tops.length - 1;
      continue;
    }
    document[index] = tops.length - 1;
    if (holder === -1) {
      place[index] = tops[tops.length - 1] ?? 0;
      tops[tops.length - 1] = (place[index] ?? 0) + 1;
    } else {
      place[index] = held[holder] ?? 0;
      held[holder] = (place[index] ?? 0) + 1;
    }
    if (isHolder(columns, index)) open.push(index);
  }
  for (const last of open) end[last] = count;
  for (let index = count - 1; index >= 0; index -= 1) {
    const holder = parent[index] ?? -1;
    siblings[index] = holder === -1 ? (tops[document[index] ?? 0] ?? 0) : (held[holder] ?? 0);
    if (shape[index] === 'value') values[index] = 1;
    if (holder !== -1 && (change[index] !== 'removed' || change[holder] === 'removed')) values[holder] = (values[holder] ?? 0) + (values[index] ?? 0);
  }
  const tree = { parent, end, place, siblings, values, document, documents: tops.length };
  known.set(depth, tree);
  return tree;
}

/** The steps from the top to an entry. */
function stepsTo({ shape, name }: TreeColumns, tree: EntryTree, index: number): readonly Step[] {
  const steps: Step[] = [];
  for (let at = index; at !== -1; at = tree.parent[at] ?? -1) steps.unshift(shape[tree.parent[at] ?? -1] === 'list' ? (tree.place[at] ?? 0) : (name[at] ?? ''));
  return steps;
}

/** `db.users[0].name`, as the command line and the log write it. '' for what is no entry. */
export const pathAt = (columns: TreeColumns, index: number): string => (columns.shape[index] === undefined || columns.shape[index] === 'document' ? '' : spellPath(stepsTo(columns, treeOf(columns), index)));

/** What stands in the row itself: the name, or the place in a list. */
export function labelAt(columns: TreeColumns, index: number): string {
  const tree = treeOf(columns);
  if (isElement(columns, index)) return `[${String(tree.place[index] ?? 0)}]`;
  const name = columns.name[index] ?? '';
  // WHY quotes: nothing to see is nothing to click on.
  return name === '' ? '""' : name;
}

/** True for what stands in a list and so has no name. */
export const isElement = (columns: TreeColumns, index: number): boolean => columns.shape[treeOf(columns).parent[index] ?? -1] === 'list';

/** True if `holder` holds `index`, at any depth. */
export const holds = (tree: EntryTree, holder: number, index: number): boolean => index > holder && index < (tree.end[holder] ?? 0);

/** Without those that stand in another one of them, in the order of the file. */
export function outermost(tree: EntryTree, indices: readonly number[]): readonly number[] {
  const top: number[] = [];
  let until = -1;
  for (const index of indices.toSorted((a, b) => a - b)) {
    if (index < until) continue;
    top.push(index);
    until = tree.end[index] ?? index + 1;
  }
  return top;
}
