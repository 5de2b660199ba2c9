// All that can be done with keys of the grid, once: the same for the row menu, the bar for several, and the keyboard. Words and handlers come from outside.
import type { IconName } from '../../../components/index.ts';

export type Act = 'reveal' | 'copy' | 'copy-name' | 'edit' | 'edit-large' | 'rename' | 'duplicate' | 'generate' | 'move-up' | 'move-down' | 'add-below' | 'restore' | 'remove' | 'marks';
/** The acts that several keys can have done to them at once. */
export type ManyAct = Extract<Act, 'copy-name' | 'move-up' | 'move-down' | 'restore' | 'remove'>;
export const manyActs: readonly ManyAct[] = ['copy-name', 'move-up', 'move-down', 'restore', 'remove'];

/** In the order of the menu; `line` parts groups. */
export const menuOrder: readonly (Act | 'line')[] = ['reveal', 'copy', 'copy-name', 'line', 'edit', 'edit-large', 'generate', 'rename', 'line', 'add-below', 'duplicate', 'move-up', 'move-down', 'line', 'marks', 'restore', 'remove'];

export const actIcons: Readonly<Partial<Record<Act, IconName>>> = {
  reveal: 'eye', copy: 'copy', edit: 'pencil-line', generate: 'rotate-cw', rename: 'type', duplicate: 'copy-check', 'add-below': 'plus', 'move-up': 'chevron-up', 'move-down': 'chevron-down', marks: 'triangle-alert', restore: 'undo-2', remove: 'trash-2',
};
/** As they are shown. */
export const actKeys: Readonly<Partial<Record<Act, string>>> = {
  reveal: 'Space', copy: 'Ctrl C', edit: 'Enter', 'edit-large': 'Ctrl Enter', generate: 'Ctrl G', rename: 'Shift F2', duplicate: 'Ctrl D', 'move-up': 'Alt ↑', 'move-down': 'Alt ↓', remove: 'Delete',
};

interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** The act that a key on a row asks for; reveal is left to the row. */
export function actOfKey({ key, ctrlKey, metaKey, altKey, shiftKey }: Pressed): Act | undefined {
  const control = ctrlKey || metaKey;
  if (altKey) {
    if (control || shiftKey) return undefined;
    return key === 'ArrowUp' ? 'move-up' : key === 'ArrowDown' ? 'move-down' : undefined;
  }
  if (control) {
    if (shiftKey) return undefined;
    const acts: Readonly<Record<string, Act>> = { c: 'copy', d: 'duplicate', g: 'generate', enter: 'edit-large' };
    return Object.hasOwn(acts, key.toLowerCase()) ? acts[key.toLowerCase()] : undefined;
  }
  if (shiftKey) return key === 'F2' ? 'rename' : undefined;
  return key === 'Enter' || key === 'F2' ? 'edit' : key === 'Delete' ? 'remove' : undefined;
}
