// The one window and whoever takes its place: a page that died gets a fresh window, and everything that belongs to a window is connected anew.
// Must never leave the program without a window while it goes on.
import type { BrowserWindow, BrowserWindowConstructorOptions, Dialog, Screen } from 'electron';
import type { ShellWords } from '../../shared/words/index.ts';
import type { Core } from '../core/index.ts';
import { endWithTheSession, guardClosing } from './closing.ts';
import { connectIpc } from './ipc-adapter.ts';
import { onScreen, readPlacement, rememberBounds, type Placement } from './remembered-bounds.ts';
import { createReviver } from './revive.ts';
import { windowOptions, type WindowSetup } from './window.ts';

export interface MainWindowSetup extends Omit<WindowSetup, 'dark' | 'placement'> {
  readonly Window: new (options: BrowserWindowConstructorOptions) => BrowserWindow;
  readonly dark: () => boolean;
  readonly screen: Pick<Screen, 'getDisplayMatching'>;
  readonly dialog: Pick<Dialog, 'showMessageBox'>;
  readonly core: Pick<Core, 'router' | 'events' | 'pendingTotal' | 'dispose'>;
  readonly words: () => Promise<ShellWords>;
  /** Where the page lives. */
  readonly address: string;
  /** Keeps the window's place. */
  readonly placeFile: string;
  readonly log: (line: string) => void;
  /** Ends the program without a question. */
  readonly end: () => void;
}
export interface MainWindow {
  /** Undefined before the first and after the last. */
  current(): BrowserWindow | undefined;
  /** Resolves when the page is loaded. */
  open(): Promise<void>;
  /** Keeps the window out of screenshots, from now on and after every revival. */
  protect(on: boolean): void;
  /** Brings it in front of everything. */
  showAgain(): void;
}

export function createMainWindow(setup: MainWindowSetup): MainWindow {
  const { Window, dark, screen, dialog, core, words, address, placeFile, log } = setup;
  let window: BrowserWindow | undefined;
  let placement: Placement | undefined;
  let hidden = false;
  /** The window whose page is being ended on purpose. */
  let renewing: BrowserWindow | undefined;
  const current = (): BrowserWindow | undefined => (window?.isDestroyed() === true ? undefined : window);

  function open(): Promise<void> {
    placement = onScreen(placement ?? readPlacement(placeFile), screen);
    const fresh = new Window(windowOptions({ preload: setup.preload, session: setup.session, devTools: setup.devTools, dark: dark(), placement }));
    window = fresh;
    // SECURITY(content-protection): before there is a page that could be seen.
    if (hidden) fresh.setContentProtection(true);
    if (placement.maximized) fresh.maximize();
    connectIpc(fresh.webContents, core);
    guardClosing(fresh, dialog, core, words);
    endWithTheSession(fresh, core, log);
    rememberBounds(fresh, { file: placeFile, log, noted: (now) => { placement = now; } });
    revive(fresh);
    return fresh.loadURL(address);
  }

  const revive = createReviver({
    dialog, words, core, log, end: setup.end, now: () => performance.now(),
    wanted(ended) {
      if (ended !== renewing) return false;
      renewing = undefined;
      // WHY only then: Electron forgets a page that is asked for while the process of the one before it still ends, and the window stays empty.
      setImmediate(() => { if (!ended.isDestroyed()) ended.webContents.reload(); });
      return true;
    },
    afresh(old) {
      open().catch(() => { log('the page could not be loaded again'); });
      // WHY after: without any window the program would end.
      if (!old.isDestroyed()) old.destroy();
    },
  });

  /**
   * SECURITY(lock-ends-page): a locked profile leaves no process behind that has ever held anything of it.
   * WHY the same window: a fresh one would come in front of whatever the person does meanwhile.
   */
  function renew(): void {
    const contents = current()?.webContents;
    if (contents === undefined || contents.isCrashed()) return;
    renewing = current();
    contents.forcefullyCrashRenderer();
  }
  core.events((event) => { if (event.name === 'profile.locked') renew(); });

  return {
    current, open,
    protect(on) {
      hidden = on;
      current()?.setContentProtection(on);
    },
    showAgain() {
      const shown = current();
      if (shown?.isMinimized() === true) shown.restore();
      shown?.show();
      shown?.focus();
    },
  };
}
