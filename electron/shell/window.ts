// The one window: how it is made and how it comes back after its page crashed. Must never give a page more than the preload does.
import type { BrowserWindow, BrowserWindowConstructorOptions, Session } from 'electron';

export interface WindowSetup {
  readonly preload: string;
  readonly session: Session;
  /** Only where the program runs from its sources. */
  readonly devTools: boolean;
  readonly dark: boolean;
}

/** The window's options. Defaults of Electron that matter are said again: a default can change. */
export function windowOptions({ preload, session, devTools, dark }: WindowSetup): BrowserWindowConstructorOptions {
  return {
    title: 'Coffre', width: 1280, height: 800, minWidth: 720, minHeight: 480,
    // WHY: the first thing to be seen, before the page has drawn itself.
    backgroundColor: dark ? '#1a2121' : '#fafaf9',
    autoHideMenuBar: true,
    webPreferences: {
      preload, session,
      // SECURITY(window-sandbox): the page's process can reach nothing of the system.
      sandbox: true,
      // SECURITY(context-isolation): the preload's objects are out of the page's reach.
      contextIsolation: true,
      // SECURITY(no-node-integration): neither page nor frame nor worker knows Node.
      nodeIntegration: false, nodeIntegrationInWorker: false, nodeIntegrationInSubFrames: false,
      // SECURITY(web-security): the same-origin rule holds.
      webSecurity: true, allowRunningInsecureContent: false, experimentalFeatures: false,
      // SECURITY(webview-off): see no-webview.
      webviewTag: false,
      // SECURITY(no-drop-navigation): a file dropped on the window is not opened by the browser.
      navigateOnDragDrop: false,
      // SECURITY(no-spellcheck): typed values are not looked up.
      spellcheck: false,
      // SECURITY(devtools-unpackaged): an installed program shows nobody its insides.
      devTools,
      disableDialogs: true,
      webgl: false,
    },
  };
}

const maxRevivals = 3;

/** Loads the page again if its process dies; the core still holds the drafts. Gives up after three times. */
export function reviveAfterCrash(window: BrowserWindow, url: string, log: (line: string) => void): void {
  let revivals = 0;
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    log(`the window's process ended: ${reason}`);
    if (reason === 'clean-exit' || revivals >= maxRevivals || window.isDestroyed()) return;
    revivals += 1;
    window.loadURL(url).catch(() => { log('the page could not be loaded again'); });
  });
}
