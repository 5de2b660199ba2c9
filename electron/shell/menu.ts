// The application menu, in the language of the moment. What the page does goes to it as a command by name; what Electron does is a role.
// Must never reload the page, and shows its inspector only where the program runs from its sources.
import type { BrowserWindow, KeyboardEvent, MenuItemConstructorOptions } from 'electron';
import type { MenuCommand } from '../../shared/ipc/app.ts';
import type { ShellWords } from '../../shared/words/index.ts';

export interface MenuSetup {
  readonly platform: string;
  readonly words: ShellWords['menu'];
  /** Only where the program runs from its sources. */
  readonly devTools: boolean;
  readonly command: (name: MenuCommand) => void;
  readonly window: () => Pick<BrowserWindow, 'webContents'> | undefined;
}

type Item = MenuItemConstructorOptions;
const separator: Item = { type: 'separator' };

/** The whole menu. On Linux and Windows its bar stays hidden until Alt is pressed. */
export function menuTemplate({ platform, words, devTools, command, window }: MenuSetup): Item[] {
  const mac = platform === 'darwin';
  // WHY not registered: these keys are the page's own; shown here, done there, once. macOS registers all keys, but asks the page first.
  const own = (label: string, name: MenuCommand, accelerator?: string): Item =>
    ({ label, click: () => { command(name); }, ...(accelerator === undefined ? {} : { accelerator, registerAccelerator: false }) });
  // WHY both ways: macOS leaves these keys to the menu while somebody types in a field, and then they are the field's.
  const undoing = (label: string, name: 'undo' | 'redo', accelerator: string): Item => ({
    label, accelerator, registerAccelerator: false,
    click: (_item: unknown, _window: unknown, event: KeyboardEvent) => {
      if (event.triggeredByAccelerator === true) window()?.webContents[name]();
      else command(name);
    },
  });
  const about: Item = { role: 'about', label: words.about };
  const preferences = own(words.preferences, 'preferences', 'CmdOrCtrl+,');
  const lock = own(words.lock, 'lock', 'CmdOrCtrl+L');
  const quit: Item = { role: 'quit', label: words.quit };
  const close: Item = { role: 'close', label: words.closeWindow };
  const program: Item = {
    label: 'Coffre',
    submenu: [
      about, separator, preferences, lock, separator, { role: 'services', label: words.services }, separator,
      { role: 'hide', label: words.hide }, { role: 'hideOthers', label: words.hideOthers }, { role: 'unhide', label: words.showAll }, separator, quit,
    ],
  };
  const file: Item = {
    label: words.file,
    submenu: [
      own(words.openFolder, 'open-folder', 'CmdOrCtrl+O'), separator, own(words.save, 'save', 'CmdOrCtrl+S'), own(words.closeProject, 'close-project'), separator,
      ...(mac ? [close] : [preferences, lock, separator, close, quit]),
    ],
  };
  const edit: Item = {
    label: words.edit,
    submenu: [
      undoing(words.undo, 'undo', 'CmdOrCtrl+Z'), undoing(words.redo, 'redo', 'CmdOrCtrl+Shift+Z'), separator,
      { role: 'cut', label: words.cut }, { role: 'copy', label: words.copy }, { role: 'paste', label: words.paste }, { role: 'selectAll', label: words.selectAll },
    ],
  };
  const view: Item = {
    label: words.view,
    submenu: [
      own(words.palette, 'palette', 'CmdOrCtrl+K'), own(words.find, 'find', 'CmdOrCtrl+F'), separator,
      own(words.back, 'back', mac ? 'Cmd+[' : 'Alt+Left'), own(words.forward, 'forward', mac ? 'Cmd+]' : 'Alt+Right'), separator,
      { role: 'zoomIn', label: words.zoomIn, accelerator: 'CmdOrCtrl+Plus' },
      // WHY twice: on many keyboards the plus is above the equals sign, and nobody presses Shift for it.
      { role: 'zoomIn', label: words.zoomIn, accelerator: 'CmdOrCtrl+=', visible: false, acceleratorWorksWhenHidden: true },
      { role: 'zoomOut', label: words.zoomOut }, { role: 'resetZoom', label: words.resetZoom }, separator,
      { role: 'togglefullscreen', label: words.fullScreen },
      // SECURITY(menu-no-inspector): an installed program has neither the item nor its keys; reloading is in no menu at all.
      ...(devTools ? [separator, { role: 'toggleDevTools' as const, label: words.inspector }] : []),
    ],
  };
  const windows: Item = {
    label: words.window, role: 'window',
    submenu: [{ role: 'minimize', label: words.minimize }, ...(mac ? [{ role: 'zoom' as const, label: words.zoom }, separator, { role: 'front' as const, label: words.front }] : [])],
  };
  const help: Item = { label: words.help, role: 'help', submenu: [own(words.shortcuts, 'shortcuts', 'CmdOrCtrl+/'), ...(mac ? [] : [separator, about])] };
  return [...(mac ? [program] : []), file, edit, view, windows, help];
}
