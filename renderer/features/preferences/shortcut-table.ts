// Every key that this program answers to, for the list. Those of the window come from where they are bound.
import type { Catalogue } from '../../../shared/words/index.ts';
import { stepKeys, windowKeys } from '../frame/index.ts';

type List = Catalogue['preferences']['list'];
export interface ShortcutRow {
  readonly does: keyof List['does'];
  /** Different keys for the same. */
  readonly keys: readonly string[];
}
export interface ShortcutGroup {
  readonly name: keyof List['groups'];
  readonly rows: readonly ShortcutRow[];
}

const row = (does: ShortcutRow['does'], ...keys: readonly string[]): ShortcutRow => ({ does, keys });

/** The whole list for a platform. */
export function shortcutTable(mac: boolean): readonly ShortcutGroup[] {
  const { back, forward } = stepKeys(mac);
  return [
    {
      name: 'window',
      rows: [
        row('palette', windowKeys.palette), row('openFolder', windowKeys.openFolder), row('files', windowKeys.files), row('vault', windowKeys.vault), row('audit', windowKeys.audit), row('find', windowKeys.find), row('back', back), row('forward', forward),
        row('preferences', windowKeys.preferences), row('lock', windowKeys.lock), row('shortcuts', windowKeys.shortcuts), row('close', 'Escape'),
      ],
    },
    { name: 'list', rows: [row('move', 'ArrowUp', 'ArrowDown'), row('ends', 'Home', 'End'), row('fold', 'ArrowLeft', 'ArrowRight'), row('open', 'Enter'), row('typeAhead', 'Letters'), row('widen', 'ArrowLeft', 'ArrowRight')] },
    {
      name: 'grid',
      rows: [
        row('reveal', 'Space'), row('edit', 'Enter', 'F2'), row('copy', 'Ctrl+C'), row('history', 'Ctrl+H'), row('rename', 'Shift+F2'), row('generate', 'Ctrl+G'), row('duplicate', 'Ctrl+D'), row('add', windowKeys.addKey), row('remove', 'Delete'),
        row('reorder', 'Alt+ArrowUp', 'Alt+ArrowDown'), row('levels', 'Alt+ArrowLeft', 'Alt+ArrowRight'), row('extend', 'Shift+ArrowUp', 'Shift+ArrowDown'), row('toggle', 'Ctrl+Space'), row('all', 'Ctrl+A'), row('menu', 'Shift+F10'),
      ],
    },
    { name: 'text', rows: [row('undo', windowKeys.undo), row('redo', windowKeys.redo, windowKeys.redoToo), row('apply', 'Enter'), row('newLine', 'Shift+Enter'), row('carry', 'Alt+ArrowUp', 'Alt+ArrowDown'), row('leave', 'Escape')] },
    { name: 'review', rows: [row('save', windowKeys.save), row('revealSide', 'Space'), row('takeBack', 'Delete'), row('saveNow', windowKeys.save), row('keepOn', 'Escape')] },
  ];
}
