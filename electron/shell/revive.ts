// A page that died or hangs gets a fresh window; the core holds the drafts meanwhile. Must never go round in circles: after three times it asks.
import type { BrowserWindow, Dialog, MessageBoxOptions } from 'electron';
import type { ShellWords } from '../../shared/words/index.ts';
import type { Core } from '../core/index.ts';

const most = 3;
const within = 10 * 60_000;

export interface Revival {
  readonly dialog: Pick<Dialog, 'showMessageBox'>;
  readonly words: () => Promise<ShellWords>;
  readonly core: Pick<Core, 'pendingTotal'>;
  /** Milliseconds that never go back. */
  readonly now: () => number;
  /** Opens a fresh window and takes the old one away. */
  readonly afresh: (old: BrowserWindow) => void;
  /** True if this end was wanted, and the page comes back by itself. */
  readonly wanted?: (window: BrowserWindow) => boolean;
  /** Ends the program, whatever is unsaved. */
  readonly end: () => void;
  readonly log: (line: string) => void;
}

/** Watches one window after the other; counts over all of them. */
export function createReviver(deps: Revival): (window: BrowserWindow) => void {
  let deaths: readonly number[] = [];

  async function askAfterLoop(window: BrowserWindow): Promise<void> {
    const { crashed } = await deps.words();
    const { response } = await deps.dialog.showMessageBox({
      type: 'error', title: crashed.title, message: crashed.message, detail: crashed.detail(deps.core.pendingTotal()),
      buttons: [crashed.afresh, crashed.end], defaultId: 0, cancelId: 0, noLink: true,
    });
    if (response === 1) return deps.end();
    deaths = [];
    deps.afresh(window);
  }

  async function askWhileHung(window: BrowserWindow, signal: AbortSignal): Promise<boolean> {
    const { hung } = await deps.words();
    const options: MessageBoxOptions = {
      type: 'warning', title: hung.title, message: hung.message, detail: hung.detail(deps.core.pendingTotal()),
      buttons: [hung.wait, hung.afresh], defaultId: 0, cancelId: 0, noLink: true, signal,
    };
    if (signal.aborted) return false;
    const { response } = await deps.dialog.showMessageBox(window, options);
    return response === 1 && !signal.aborted;
  }

  return (window) => {
    let replaced = false;
    let asking: AbortController | undefined;
    const replace = (): void => {
      replaced = true;
      asking?.abort();
      deps.afresh(window);
    };

    window.webContents.on('render-process-gone', (_event, { reason }) => {
      if (deps.wanted?.(window) === true) return;
      deps.log(`the window's process ended: ${reason}`);
      if (reason === 'clean-exit' || replaced || window.isDestroyed()) return;
      const now = deps.now();
      deaths = [...deaths.filter((at) => now - at < within), now];
      if (deaths.length <= most) return replace();
      replaced = true;
      asking?.abort();
      askAfterLoop(window).catch(() => { deps.log('the question about a fresh window could not be asked'); });
    });
    window.on('unresponsive', () => {
      if (replaced || asking !== undefined) return;
      deps.log('the window does not answer');
      asking = new AbortController();
      askWhileHung(window, asking.signal).then((afresh) => {
        if (!afresh || replaced || window.isDestroyed()) return;
        replaced = true;
        // WHY: a process that hangs would not hear that its window closes.
        window.webContents.forcefullyCrashRenderer();
        deps.afresh(window);
      }).catch(() => {
        deps.log('the question about a fresh window could not be asked');
      }).finally(() => { asking = undefined; });
    });
    window.on('responsive', () => { asking?.abort(); });
  };
}
