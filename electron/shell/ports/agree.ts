// Asks natively, in front of the window, whether a change of who can open files may be written, whatever the page says.
import type { BrowserWindow, Dialog } from 'electron';
import { agreementIn, type ShellWords } from '../../../shared/words/index.ts';
import type { Dialogs } from '../../core/ports.ts';

export function electronAgree(dialog: Pick<Dialog, 'showMessageBox'>, window: () => BrowserWindow | undefined, words: () => Promise<ShellWords>): Dialogs['agree'] {
  return async (change) => {
    const { title, detail, yes, no } = agreementIn(await words(), change);
    const parent = window();
    // WHY not without: a question in front of nothing belongs to nobody.
    if (parent === undefined) return false;
    // SECURITY(access-is-asked): no is what Enter and Escape mean.
    const { response } = await dialog.showMessageBox(parent, { type: 'question', title, message: title, detail, buttons: [no, yes], defaultId: 0, cancelId: 0, noLink: true });
    return response === 1;
  };
}
