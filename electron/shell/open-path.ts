// Opens what the command line or a second start named, and says so in words if it cannot.
import type { BrowserWindow, Dialog } from 'electron';
import { errorWords } from '../../shared/words/both.ts';
import type { Core } from '../core/index.ts';
import { Refusal } from '../core/refusal.ts';

/** Never rejects. */
export async function openPathOrSay(core: Pick<Core, 'openPath'>, path: string, window: BrowserWindow, dialog: Pick<Dialog, 'showMessageBox'>, language: () => Promise<'en' | 'fr'>): Promise<void> {
  try {
    await core.openPath(path);
  } catch (error) {
    const { code, data } = error instanceof Refusal ? error : { code: 'internal', data: {} };
    const { title, why, next } = errorWords(await language(), code, data);
    await dialog.showMessageBox(window, { type: 'warning', title: 'Coffre', message: title, detail: `${path}\n\n${why} ${next}` });
  }
}
