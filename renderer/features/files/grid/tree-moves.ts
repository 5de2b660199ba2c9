// Where chosen entries of a tree go for one step: among their siblings, into the branch or list above, out of their own. Pure.
import type { EntryColumns, Opened } from '../../../bridge/index.ts';
import type { Place } from '../edits.ts';
import { isHolder, labelAt, outermost, pathAt, treeOf } from './entry-tree.ts';
import { stepTarget } from './grid-rows.ts';

export type Step = 'move-up' | 'move-down' | 'move-in' | 'move-out';
export type NoStep = 'top' | 'bottom' | 'apart' | 'none-above' | 'outermost' | 'sections';
export interface Ground {
  readonly columns: EntryColumns;
  /** The entries in view, in order. */
  readonly visible: readonly number[];
  readonly shape: Opened['shape'];
}
/** A branch or list that entries can go into, or the top of the file. */
export interface Holder {
  readonly place: Place;
  readonly path: string;
}

/** `indices` into the columns. */
export function stepFor(step: Step, indices: readonly number[], { columns, visible, shape }: Ground): { readonly place: Place } | { readonly off: NoStep } {
  const tree = treeOf(columns);
  const moving = outermost(tree, indices);
  const [first] = moving;
  if (first === undefined) return { off: 'top' };
  const parent = tree.parent[first] ?? -1;
  const together = moving.every((index) => tree.parent[index] === parent && tree.document[index] === tree.document[first]);
  if (!together) return { off: 'apart' };
  if (step === 'move-out') {
    const holder = columns.entry[parent];
    if (holder === undefined) return { off: 'outermost' };
    return shape === 'sections' ? { off: 'sections' } : { place: { after: holder } };
  }
  const seen = new Set(visible);
  const beside = siblingsOf(columns, first).filter((index) => seen.has(columns.entry[index] ?? -1));
  if (step === 'move-in') {
    const above = beside[beside.indexOf(first) - 1];
    const holder = above === undefined || !isHolder(columns, above) || columns.change[above] === 'removed' ? undefined : columns.entry[above];
    if (holder === undefined) return { off: 'none-above' };
    return shape === 'sections' ? { off: 'sections' } : { place: { inside: holder } };
  }
  const target = stepTarget(beside.map((index) => columns.entry[index] ?? -1), new Set(moving.map((index) => columns.entry[index] ?? -1)), step === 'move-up' ? -1 : 1);
  return target === undefined ? { off: step === 'move-up' ? 'top' : 'bottom' } : { place: target };
}

/** All that stand beside an entry, itself too, in order. */
function siblingsOf(columns: EntryColumns, index: number): readonly number[] {
  const { parent, end, document } = treeOf(columns);
  const holder = parent[index] ?? -1;
  const found: number[] = [];
  for (let at = holder === -1 ? 0 : holder + 1; at < (holder === -1 ? columns.entry.length : (end[holder] ?? 0)); at = end[at] ?? at + 1) {
    if (columns.shape[at] !== 'document' && document[at] === document[index]) found.push(at);
  }
  return found;
}

/** Everything that the chosen entries can be moved into, the top of the file first where it takes them. */
export function holdersFor(indices: readonly number[], { columns, shape }: Omit<Ground, 'visible'>): readonly Holder[] {
  const tree = treeOf(columns);
  const moving = outermost(tree, indices);
  const parents = new Set(moving.map((index) => tree.parent[index] ?? -1));
  const onlyParent = parents.size === 1 ? [...parents][0] : undefined;
  const values = moving.every((index) => columns.shape[index] === 'value');
  const top: readonly Holder[] = onlyParent === -1 || shape === 'sections' ? [] : [{ place: 'end', path: '' }];
  if (shape === 'sections' && !values) return [];
  const inside = columns.entry.flatMap((entry, index): readonly Holder[] => {
    const takes = isHolder(columns, index) && columns.change[index] !== 'removed' && index !== onlyParent && !moving.some((own) => index >= own && index < (tree.end[own] ?? 0));
    return takes ? [{ place: { inside: entry }, path: pathAt(columns, index) }] : [];
  });
  return [...top, ...inside];
}

/** What can be added, and where, seen from the entry that the focus is on. */
export interface Opportunity {
  readonly id: 'inside' | 'below' | 'end';
  readonly place: Place;
  /** True where a new one has no name. */
  readonly inList: boolean;
  /** What it is named after: the holder, or the neighbour. */
  readonly of: string;
}

/** Where a value, branch or list may go; none if nothing takes it. `index` is the entry in focus, -1 for none. */
export function opportunities(what: 'value' | 'branch' | 'list', index: number, { columns, shape }: Omit<Ground, 'visible'>): readonly Opportunity[] {
  const tree = treeOf(columns);
  const inside = (at: number): readonly Opportunity[] => (at >= 0 && isHolder(columns, at) && columns.change[at] !== 'removed' ? [{ id: 'inside', place: { inside: columns.entry[at] ?? -1 }, inList: columns.shape[at] === 'list', of: pathAt(columns, at) }] : []);
  const below = (at: number): readonly Opportunity[] => {
    const holder = tree.parent[at] ?? -1;
    if (at < 0 || (holder !== -1 && columns.change[holder] === 'removed')) return [];
    return [{ id: 'below', place: { after: columns.entry[at] ?? -1 }, inList: columns.shape[holder] === 'list', of: labelAt(columns, at) }];
  };
  const end: Opportunity = { id: 'end', place: 'end', inList: false, of: '' };
  if (shape === 'flat') return [...below(index), end];
  if (shape === 'deep') return [...inside(index), ...below(index), end];
  if (what === 'list') return [];
  const section = index >= 0 && tree.parent[index] !== -1 ? (tree.parent[index] ?? -1) : index;
  if (what === 'branch') return [...below(section), end];
  if (index >= 0 && section !== index) return [...below(index), ...inside(section)];
  const last = columns.shape.findLastIndex((_, at) => isHolder(columns, at) && columns.change[at] !== 'removed');
  const found = inside(section);
  return found.length > 0 ? found : inside(last);
}
