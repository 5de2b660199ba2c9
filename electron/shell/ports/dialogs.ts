// The native dialogs for folders and files. What they answer goes to the core and nowhere else.
import { basename } from 'node:path';
import type { BrowserWindow, Dialog } from 'electron';
import type { ShellWords } from '../../../shared/words/index.ts';
import type { Dialogs } from '../../core/ports.ts';
import { fileSink, fileSource } from '../../node-ports/index.ts';

type Property = 'openDirectory' | 'openFile' | 'showHiddenFiles' | 'dontAddToRecent';

/** `words` in the language of the moment. */
export function electronDialogs(dialog: Pick<Dialog, 'showOpenDialog' | 'showSaveDialog'>, window: () => BrowserWindow | undefined, words: () => Promise<Pick<ShellWords, 'dialogs'>>): Omit<Dialogs, 'agree'> {
  async function open(title: string, what: 'openDirectory' | 'openFile'): Promise<string | undefined> {
    const options = { title, properties: [what, 'showHiddenFiles', 'dontAddToRecent'] as Property[] };
    const parent = window();
    const { canceled, filePaths } = await (parent === undefined ? dialog.showOpenDialog(options) : dialog.showOpenDialog(parent, options));
    return canceled ? undefined : filePaths[0];
  }
  return {
    chooseFolderAbility: { works: true, reason: '' },
    chooseFileAbility: { works: true, reason: '' },
    chooseFolder: async () => open((await words()).dialogs.folder, 'openDirectory'),
    async chooseFile(what) {
      const path = await open((await words()).dialogs.file[what], 'openFile');
      return path === undefined ? undefined : fileSource(path);
    },
    async chooseSaveFile(name, what) {
      // WHY no folder: the dialog opens where the person was last.
      const options = { title: (await words()).dialogs.saveFile[what], defaultPath: name, properties: ['showHiddenFiles', 'dontAddToRecent', 'showOverwriteConfirmation'] as ('showHiddenFiles' | 'dontAddToRecent' | 'showOverwriteConfirmation')[] };
      const parent = window();
      const { canceled, filePath } = await (parent === undefined ? dialog.showSaveDialog(options) : dialog.showSaveDialog(parent, options));
      return canceled || filePath === '' ? undefined : { name: basename(filePath), path: filePath, sink: fileSink(filePath, 'replace'), source: fileSource(filePath) };
    },
  };
}
