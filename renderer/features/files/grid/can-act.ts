// Why an act is off for the keys that it would be done to. Pure: asks the columns, words come from outside.
import type { EntryColumns, EntryType, Opened } from '../../../bridge/index.ts';
import type { useWords } from '../../../stores/index.ts';
import type { Act } from './acts.ts';
import { isElement, isHolder, treeOf } from './entry-tree.ts';
import { stepTarget } from './grid-rows.ts';
import { holdersFor, stepFor } from './tree-moves.ts';

type Words = ReturnType<typeof useWords>;
export type Off = keyof Words['grid']['off'] | keyof Words['tree']['off'];
export interface Scene {
  readonly columns: EntryColumns;
  readonly indexOf: ReadonlyMap<number, number>;
  /** The entries in view, in order. */
  readonly visible: readonly number[];
  readonly shape: Opened['shape'];
  readonly types: readonly EntryType[];
}

export const isTree = ({ shape }: Pick<Scene, 'shape'>): boolean => shape !== 'flat';
export const offWords = ({ grid, tree }: Pick<Words, 'grid' | 'tree'>, off: Off): string => (off in grid.off ? grid.off[off as keyof Words['grid']['off']] : tree.off[off as keyof Words['tree']['off']]);

const needsKey: ReadonlySet<Act> = new Set(['edit', 'edit-large', 'rename', 'duplicate', 'generate', 'remove', 'retype', 'add-inside', 'move-in', 'move-out', 'move-to']);
const needsValue: ReadonlySet<Act> = new Set(['reveal', 'copy', 'history', 'edit', 'edit-large', 'generate', 'retype']);

/** What is off because of what an entry is, whatever was done to it. */
function offByKind(act: Act, index: number, { columns, types }: Scene): Off | undefined {
  const holder = isHolder(columns, index);
  if (needsValue.has(act) && holder) return 'holder';
  if (act === 'add-inside' && !holder) return 'no-holder';
  if (act === 'rename' && isElement(columns, index)) return 'element';
  if (act === 'retype' && types.length < 2) return 'one-type';
  if (holder) return undefined;
  const type = columns.type[index];
  if (type === 'null' && (act === 'reveal' || act === 'copy')) return 'no-value';
  if (type === 'null' && (act === 'edit' || act === 'edit-large')) return 'null';
  // WHY only where it is told: other formats take text for whatever it was before.
  return types.length > 1 && type !== 'str' && act === 'generate' ? 'not-text' : undefined;
}

function offInTree(act: Act, indices: readonly number[], scene: Scene): Off | undefined {
  const [first] = indices;
  if (first === undefined) return undefined;
  const kind = offByKind(act, first, scene);
  if (kind !== undefined) return kind;
  if (act === 'move-up' || act === 'move-down' || act === 'move-in' || act === 'move-out') {
    const step = stepFor(act, indices, scene);
    return 'off' in step ? step.off : undefined;
  }
  if (act === 'move-to' && holdersFor(indices, scene).length === 0) return 'nowhere';
  // WHY by what holds it: nothing can be put into what is deleted.
  return act === 'add-below' && scene.columns.change[treeOf(scene.columns).parent[first] ?? -1] === 'removed' ? 'removed' : undefined;
}

/** Undefined if the act can be done. */
export function offBecause(act: Act, entries: readonly number[], scene: Scene): Off | undefined {
  const { columns, indexOf, visible } = scene;
  const indices = entries.flatMap((entry) => indexOf.get(entry) ?? []);
  if (needsKey.has(act) && indices.every((index) => columns.change[index] === 'removed')) return 'removed';
  if (act === 'restore' && indices.every((index) => columns.change[index] === 'none' && columns.moved[index] !== true)) return 'unchanged';
  if (act === 'marks' && !columns.marks.some(({ entry }) => entry === entries[0])) return 'unmarked';
  if (isTree(scene)) return offInTree(act, indices, scene);
  if (act === 'move-up' || act === 'move-down') {
    const step = act === 'move-up' ? -1 : 1;
    if (stepTarget(visible, new Set(entries), step) === undefined) return step === -1 ? 'top' : 'bottom';
  }
  return undefined;
}
