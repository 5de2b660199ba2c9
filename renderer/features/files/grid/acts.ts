// All that can be done with keys of the grid, once: the same for the row menu, the bar for several, and the keyboard. Words and handlers come from outside.
import type { IconName } from '../../../components/index.ts';

/** What only a tree knows. */
export type TreeAct = 'retype' | 'add-inside' | 'move-in' | 'move-out' | 'move-to';
export type Act = 'reveal' | 'copy' | 'copy-name' | 'history' | 'edit' | 'edit-large' | 'rename' | 'duplicate' | 'generate' | 'move-up' | 'move-down' | 'add-below' | 'restore' | 'remove' | 'marks' | TreeAct;
/** The acts that several keys can have done to them at once. */
export type ManyAct = Extract<Act, 'copy-name' | 'move-up' | 'move-down' | 'move-to' | 'restore' | 'remove'>;
export const manyActs: readonly ManyAct[] = ['copy-name', 'move-up', 'move-down', 'restore', 'remove'];
export const manyTreeActs: readonly ManyAct[] = ['copy-name', 'move-up', 'move-down', 'move-to', 'restore', 'remove'];
/** Those that are done to all that are chosen, wherever they were asked for. */
export const doneToAll: ReadonlySet<Act> = new Set<Act>(['copy-name', 'move-up', 'move-down', 'move-in', 'move-out', 'move-to', 'restore', 'remove']);

/** In the order of the menu; `line` parts groups. */
export const menuOrder: readonly (Act | 'line')[] = ['reveal', 'copy', 'copy-name', 'history', 'line', 'edit', 'edit-large', 'generate', 'rename', 'line', 'add-below', 'duplicate', 'move-up', 'move-down', 'line', 'marks', 'restore', 'remove'];
export const treeMenuOrder: readonly (Act | 'line')[] = [
  'reveal', 'copy', 'copy-name', 'history', 'line', 'edit', 'edit-large', 'retype', 'generate', 'rename', 'line', 'add-inside', 'add-below', 'duplicate', 'line', 'move-up', 'move-down', 'move-in', 'move-out', 'move-to', 'line', 'marks', 'restore', 'remove',
];

export const actIcons: Readonly<Partial<Record<Act, IconName>>> = {
  reveal: 'eye', copy: 'copy', history: 'history', edit: 'pencil-line', generate: 'rotate-cw', rename: 'type', duplicate: 'copy-check', 'add-below': 'plus', 'move-up': 'chevron-up', 'move-down': 'chevron-down', marks: 'triangle-alert', restore: 'undo-2', remove: 'trash-2',
  retype: 'toggle-left', 'add-inside': 'corner-down-right', 'move-in': 'chevron-right', 'move-out': 'arrow-left', 'move-to': 'arrow-right',
};
/** As they are shown. */
export const actKeys: Readonly<Partial<Record<Act, string>>> = {
  reveal: 'Space', copy: 'Ctrl C', history: 'Ctrl H', edit: 'Enter', 'edit-large': 'Ctrl Enter', generate: 'Ctrl G', rename: 'Shift F2', duplicate: 'Ctrl D', 'move-up': 'Alt ↑', 'move-down': 'Alt ↓', remove: 'Delete', 'move-in': 'Alt →', 'move-out': 'Alt ←',
};

interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

const steps: Readonly<Record<string, Act>> = { ArrowUp: 'move-up', ArrowDown: 'move-down' };
const treeSteps: Readonly<Record<string, Act>> = { ...steps, ArrowLeft: 'move-out', ArrowRight: 'move-in' };

/** The act that a key on a row asks for; reveal is left to the row. In a tree, left and right are levels. */
export function actOfKey({ key, ctrlKey, metaKey, altKey, shiftKey }: Pressed, tree = false): Act | undefined {
  const control = ctrlKey || metaKey;
  if (altKey) {
    const known = tree ? treeSteps : steps;
    return control || shiftKey || !Object.hasOwn(known, key) ? undefined : known[key];
  }
  if (control) {
    if (shiftKey) return undefined;
    const acts: Readonly<Record<string, Act>> = { c: 'copy', d: 'duplicate', g: 'generate', h: 'history', enter: 'edit-large' };
    return Object.hasOwn(acts, key.toLowerCase()) ? acts[key.toLowerCase()] : undefined;
  }
  if (shiftKey) return key === 'F2' ? 'rename' : undefined;
  return key === 'Enter' || key === 'F2' ? 'edit' : key === 'Delete' ? 'remove' : undefined;
}
