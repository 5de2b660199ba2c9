// How the one window is made. Must never give a page more than the preload does.
import type { BrowserWindowConstructorOptions, Session } from 'electron';
import { smallest, type Placement } from './remembered-bounds.ts';

export interface WindowSetup {
  readonly preload: string;
  readonly session: Session;
  /** Only where the program runs from its sources. */
  readonly devTools: boolean;
  readonly dark: boolean;
  readonly placement: Placement;
}

/** The window's options. Defaults of Electron that matter are said again: a default can change. */
export function windowOptions({ preload, session, devTools, dark, placement: { maximized: _later, ...bounds } }: WindowSetup): BrowserWindowConstructorOptions {
  return {
    title: 'Coffre', ...bounds, minWidth: smallest.width, minHeight: smallest.height,
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
