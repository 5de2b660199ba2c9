// The system's dialogs, with answers that a test puts down beforehand; files are read and written for real.
import { basename } from 'node:path';
import type { AccessChange, Dialogs, JobKeyWish, PluginWish, PolicyWish, VaultWish } from '../../electron/core/ports.ts';
import { fileSink, fileSource } from '../../electron/node-ports/index.ts';

/** What the dialogs answer, first one first; cancelled when empty. */
export interface DialogSteering {
  readonly chosenFolders: string[];
  readonly chosenFiles: string[];
  readonly chosenSaveFiles: string[];
  /** What the person says to a change of access, and what was asked. */
  agrees: boolean;
  readonly askedFor: (AccessChange | JobKeyWish | PluginWish | PolicyWish | VaultWish)[];
}

/** No dialogs for files, beside a folder dialog that a test makes up. */
export const noFileDialogs = { chooseFileAbility: { works: false, reason: 'no-program' }, chooseFile: () => Promise.resolve(undefined), chooseSaveFile: () => Promise.resolve(undefined), agree: () => Promise.resolve(false) } as const;

export function fakeDialogs(answers: DialogSteering): Dialogs {
  return {
    chooseFolderAbility: { works: true, reason: '' },
    chooseFolder: () => Promise.resolve(answers.chosenFolders.shift()),
    chooseFileAbility: { works: true, reason: '' },
    chooseFile() {
      const path = answers.chosenFiles.shift();
      return Promise.resolve(path === undefined ? undefined : fileSource(path));
    },
    chooseSaveFile() {
      const path = answers.chosenSaveFiles.shift();
      return Promise.resolve(path === undefined ? undefined : { name: basename(path), path, sink: fileSink(path, 'replace'), source: fileSource(path) });
    },
    agree(change) {
      answers.askedFor.push(change);
      return Promise.resolve(answers.agrees);
    },
  };
}
