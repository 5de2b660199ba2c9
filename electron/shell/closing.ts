// Nothing is lost silently: a window with unsaved changes asks before it closes, and the core cleans up before the process ends.
import type { App, BrowserWindow, Dialog } from 'electron';
import type { ShellWords } from '../../shared/words/index.ts';
import type { Core } from '../core/index.ts';

/** Asks natively, in front of the window, whatever the page says. One question at a time. */
export function guardClosing(window: BrowserWindow, dialog: Pick<Dialog, 'showMessageBox'>, core: Pick<Core, 'pendingTotal'>, words: () => Promise<ShellWords>): void {
  let asking = false;
  const ask = async (pending: number): Promise<void> => {
    const { closing } = await words();
    const { response } = await dialog.showMessageBox(window, {
      type: 'warning', title: closing.title, message: closing.message(pending), detail: closing.detail,
      buttons: [closing.stay, closing.discard], defaultId: 0, cancelId: 0, noLink: true,
    });
    // WHY destroy: close would let the page's own guard ask again.
    if (response === 1) window.destroy();
  };
  const askOnce = (pending: number): void => {
    if (asking) return;
    asking = true;
    void ask(pending).finally(() => { asking = false; });
  };
  window.on('close', (event) => {
    const pending = core.pendingTotal();
    if (pending === 0) return;
    event.preventDefault();
    askOnce(pending);
  });
  // The page holds something that the core does not know yet: a value half typed.
  window.webContents.on('will-prevent-unload', () => { askOnce(Math.max(1, core.pendingTotal())); });
}

/** Ends the process only after plaintext is wiped, the clipboard cleared if it is still ours, and the audit log on disk. */
export function disposeOnQuit(app: Pick<App, 'on' | 'exit' | 'quit'>, core: Pick<Core, 'dispose'>, log: (line: string) => void): void {
  app.on('window-all-closed', () => { app.quit(); });
  app.on('will-quit', (event) => {
    event.preventDefault();
    core.dispose().catch(() => { log('the core did not end cleanly'); }).finally(() => { app.exit(0); });
  });
}
