// The order of start-up and nothing else. Each step is a function in shell/ that takes the electron objects it uses.
import { app, BrowserWindow, clipboard, ClipboardItem, dialog, Menu, nativeTheme, powerMonitor, protocol, session, shell } from 'electron';
import { join } from 'node:path';
import { createCore } from './core/index.ts';
import { turnOffCoreDumps } from './node-ports/index.ts';
import { appOrigin, appScheme, handleAppProtocol } from './shell/app-protocol.ts';
import { disposeOnQuit, guardClosing } from './shell/closing.ts';
import { hardenApp, hardenSession, startedWithoutSandbox } from './shell/harden.ts';
import { connectIpc } from './shell/ipc-adapter.ts';
import { currentLanguage, currentWords, wordsOfSystem } from './shell/language.ts';
import { menuTemplate } from './shell/menu.ts';
import { linkOpener } from './shell/open-link.ts';
import { openPathOrSay } from './shell/open-path.ts';
import { electronPorts } from './shell/electron-ports.ts';
import { serveRendererFiles } from './shell/renderer-files.ts';
import { claimSingleInstance, pathFrom } from './shell/single-instance.ts';
import { reviveAfterCrash, windowOptions } from './shell/window.ts';

const here = import.meta.dirname;
const devTools = !app.isPackaged;
let window: BrowserWindow | undefined;

const ports = electronPorts({
  app, clipboard, ClipboardItem, dialog, powerMonitor,
  window: () => window,
  folderDialogTitle: async () => (await words()).chooseFolder,
}, process.env, process.platform);
const core = createCore(ports);
const system = ports.about.systemLanguage;
const words = (): ReturnType<typeof currentWords> => currentWords(core, system);
const language = (): ReturnType<typeof currentLanguage> => currentLanguage(core, system);
const openPath = async (path: string | undefined): Promise<void> => {
  if (path !== undefined && window !== undefined) await openPathOrSay(core, path, window, dialog, language);
};

function showAgain(path: string | undefined): void {
  if (window?.isMinimized() === true) window.restore();
  window?.show();
  window?.focus();
  void openPath(path);
}

async function open(path: string | undefined): Promise<void> {
  const own = session.fromPartition('coffre', { cache: false });
  hardenSession(own, { origin: appOrigin, devTools });
  handleAppProtocol(own.protocol, serveRendererFiles({ listFile: join(here, 'renderer-files.json'), folder: join(here, '../renderer'), origin: appOrigin }));
  const template = menuTemplate(process.platform);
  Menu.setApplicationMenu(template === null ? null : Menu.buildFromTemplate(template));
  disposeOnQuit(app, core, ports.log);

  window = new BrowserWindow(windowOptions({ preload: join(here, 'preload.cjs'), session: own, devTools, dark: nativeTheme.shouldUseDarkColors }));
  connectIpc(window.webContents, core);
  guardClosing(window, dialog, core, words);
  reviveAfterCrash(window, `${appOrigin}/`, ports.log);
  await window.loadURL(`${appOrigin}/`);
  process.stdout.write('ready\n');
  await openPath(path);
}

function start(): void {
  if (startedWithoutSandbox(app)) {
    const { title, detail } = wordsOfSystem(system).noSandbox;
    dialog.showErrorBox(title, detail);
    app.exit(1);
    return;
  }
  // WHY: by default the browser's files would lie in the same folder as the profile. The lock of the single instance lies there too.
  app.setPath('userData', join(ports.paths.profile, 'electron'));
  hardenApp(app, linkOpener(shell, ports.log));
  protocol.registerSchemesAsPrivileged([appScheme]);
  const path = pathFrom(process.argv, app.isPackaged ? 1 : 2, process.cwd());
  if (!claimSingleInstance(app, path, showAgain)) {
    app.exit(0);
    return;
  }
  void turnOffCoreDumps(process.pid);
  // WHY not a top-level await: Electron is ready only after this module has finished, so it would wait for ever (electron#40719).
  app.whenReady().then(() => open(path)).catch((error: unknown) => {
    const { title, detail } = wordsOfSystem(system).startFailed;
    dialog.showErrorBox(title, detail(error instanceof Error ? error.message : ''));
    app.exit(1);
  });
}

start();
