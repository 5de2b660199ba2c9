// Nothing is lost silently: a window with unsaved changes asks before it closes, and the core cleans up before the process ends.
import type { App, BrowserWindow, Dialog, PowerMonitor } from 'electron';
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
    if (response === 1 && !window.isDestroyed()) window.destroy();
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
  // Windows ends the session: a question holds it up, as the system itself shows; what is not answered in time is lost.
  window.on('query-session-end', (event) => {
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

/** The machine shuts down (Linux, macOS) or the session ends (Windows): the core cleans up while there is time. */
export function endWithTheSession(window: BrowserWindow, core: Pick<Core, 'dispose'>, log: (line: string) => void): void {
  window.on('session-end', () => { core.dispose().catch(() => { log('the core did not end cleanly'); }); });
}
/** Asks about unsaved changes as any quitting does; the system waits for some seconds. */
export function quitOnShutdown(monitor: Pick<PowerMonitor, 'on'>, app: Pick<App, 'quit'>): void {
  monitor.on('shutdown', (event?: { preventDefault(): void }) => {
    event?.preventDefault();
    app.quit();
  });
}

const exitStatus = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
export type Signal = keyof typeof exitStatus;

/**
 * A signal ends the program after the core has cleaned up; nothing unsaved is kept, and the terminal is told how much that was.
 * A first Ctrl+C with unsaved changes asks in the window instead. Call it when the program is ready: Electron sets handlers of its own before.
 */
export function endOnSignals(on: (signal: Signal, listener: () => void) => void, deps: {
  readonly app: Pick<App, 'quit' | 'exit'>;
  readonly core: Pick<Core, 'dispose' | 'pendingTotal'>;
  readonly words: () => Promise<ShellWords>;
  readonly say: (line: string) => void;
  readonly log: (line: string) => void;
}): void {
  const { app, core, words, say, log } = deps;
  let asked = false;
  let ending = false;
  const end = async (signal: Signal): Promise<void> => {
    const pending = core.pendingTotal();
    const { start } = await words();
    if (pending > 0 && signal === 'SIGINT' && !asked) {
      asked = true;
      say(start.pressAgain(pending));
      app.quit();
      return;
    }
    if (ending) return;
    ending = true;
    if (pending > 0) {
      say(start.lost(pending));
      log(`ended by ${signal} with ${String(pending)} unsaved`);
    }
    await core.dispose().catch(() => { log('the core did not end cleanly'); });
    app.exit(exitStatus[signal]);
  };
  for (const signal of Object.keys(exitStatus) as Signal[]) on(signal, () => { void end(signal); });
}
