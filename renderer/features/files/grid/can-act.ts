// Why an act is off for the keys that it would be done to. Pure: asks the columns, words come from outside.
import type { EntryColumns } from '../../../bridge/index.ts';
import type { Act } from './acts.ts';
import { stepTarget } from './grid-rows.ts';

export type Off = 'alone' | 'removed' | 'unchanged' | 'top' | 'bottom' | 'unmarked';
export interface Scene {
  readonly columns: EntryColumns;
  readonly indexOf: ReadonlyMap<number, number>;
  /** The entries in view, in order. */
  readonly visible: readonly number[];
}

const needsKey: ReadonlySet<Act> = new Set(['edit', 'edit-large', 'rename', 'duplicate', 'generate', 'remove']);

/** Undefined if the act can be done. */
export function offBecause(act: Act, entries: readonly number[], { columns, indexOf, visible }: Scene): Off | undefined {
  const indices = entries.flatMap((entry) => indexOf.get(entry) ?? []);
  if (needsKey.has(act) && indices.every((index) => columns.change[index] === 'removed')) return 'removed';
  if (act === 'restore' && indices.every((index) => columns.change[index] === 'none' && columns.moved[index] !== true)) return 'unchanged';
  if (act === 'move-up' || act === 'move-down') {
    const step = act === 'move-up' ? -1 : 1;
    if (stepTarget(visible, new Set(entries), step) === undefined) return step === -1 ? 'top' : 'bottom';
  }
  if (act === 'marks' && !columns.marks.some(({ entry }) => entry === entries[0])) return 'unmarked';
  return undefined;
}
