// The native folder dialog. The path it answers goes to the core and nowhere else.
import type { BrowserWindow, Dialog } from 'electron';
import type { Dialogs } from '../../core/ports.ts';

/** `title` in the language of the moment. */
export function electronDialogs(dialog: Pick<Dialog, 'showOpenDialog'>, window: () => BrowserWindow | undefined, title: () => Promise<string>): Dialogs {
  return {
    chooseFolderAbility: { works: true, reason: '' },
    async chooseFolder() {
      const options = { title: await title(), properties: ['openDirectory', 'showHiddenFiles', 'dontAddToRecent'] as ('openDirectory' | 'showHiddenFiles' | 'dontAddToRecent')[] };
      const parent = window();
      const { canceled, filePaths } = await (parent === undefined ? dialog.showOpenDialog(options) : dialog.showOpenDialog(parent, options));
      return canceled ? undefined : filePaths[0];
    },
  };
}
