// The order of start-up and nothing else. Each step is a function in shell/ that takes the electron objects it uses.
import { app, BrowserWindow, clipboard, ClipboardItem, dialog, Menu, nativeTheme, powerMonitor, protocol, screen, session, shell } from 'electron';
import { join } from 'node:path';
import { createCore } from './core/index.ts';
import { turnOffCoreDumps } from './node-ports/index.ts';
import { appOrigin, appScheme, handleAppProtocol } from './shell/app-protocol.ts';
import { disposeOnQuit, endOnSignals, quitOnShutdown } from './shell/closing.ts';
import { electronPorts } from './shell/electron-ports.ts';
import { hardenApp, hardenSession, startedWithoutSandbox } from './shell/harden.ts';
import { createMainWindow, type MainWindow } from './shell/main-window.ts';
import { menuTemplate } from './shell/menu.ts';
import { linkOpener } from './shell/open-link.ts';
import { openPathOrSay } from './shell/open-path.ts';
import { serveRendererFiles } from './shell/renderer-files.ts';
import { currentLanguage, currentWords, followSettings, wordsOfSystem } from './shell/settings.ts';
import { claimSingleInstance, pathFrom } from './shell/single-instance.ts';

const here = import.meta.dirname;
const devTools = !app.isPackaged;
let main: MainWindow | undefined;
const window = (): BrowserWindow | undefined => main?.current();

const ports = electronPorts({
  app, clipboard, ClipboardItem, dialog, powerMonitor, shell, window,
  words: () => words(),
}, process.env, process.platform);
const core = createCore(ports);
const { log } = ports;
const system = ports.about.systemLanguage;
const words = (): ReturnType<typeof currentWords> => currentWords(core, system);
const openPath = async (path: string | undefined): Promise<void> => {
  const parent = window();
  if (path !== undefined && parent !== undefined) await openPathOrSay(core, path, parent, dialog, () => currentLanguage(core, system));
};

function showMenu(language: 'en' | 'fr'): void {
  const command = (name: Parameters<typeof core.command>[0]): void => { core.command(name); };
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate({ platform: process.platform, words: wordsOfSystem(language).menu, devTools, command, window })));
}

async function open(path: string | undefined): Promise<void> {
  const own = session.fromPartition('coffre', { cache: false });
  hardenSession(own, { origin: appOrigin, devTools });
  handleAppProtocol(own.protocol, serveRendererFiles({ listFile: join(here, 'renderer-files.json'), folder: join(here, '../renderer'), origin: appOrigin }));
  app.setAboutPanelOptions({ applicationName: 'Coffre', applicationVersion: app.getVersion() });
  disposeOnQuit(app, core, log);
  quitOnShutdown(powerMonitor, app);
  endOnSignals((signal, listener) => process.on(signal, listener), { app, core, words, log, say: (line) => { process.stdout.write(`${line}\n`); } });

  const opened = createMainWindow({
    Window: BrowserWindow, screen, dialog, core, words, log, devTools, session: own,
    preload: join(here, 'preload.cjs'), address: `${appOrigin}/`, placeFile: join(ports.paths.profile, 'window.json'),
    dark: () => nativeTheme.shouldUseDarkColors,
    end: () => { window()?.destroy(); },
  });
  main = opened;
  await followSettings(core, system, ({ language, contentProtection }) => {
    showMenu(language);
    opened.protect(contentProtection);
  });
  await opened.open();
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
  hardenApp(app, linkOpener(shell, log));
  protocol.registerSchemesAsPrivileged([appScheme]);
  const path = pathFrom(process.argv, app.isPackaged ? 1 : 2, process.cwd());
  const showAgain = (told: string | undefined): void => {
    main?.showAgain();
    void openPath(told);
  };
  if (!claimSingleInstance(app, path, showAgain)) {
    app.exit(0);
    return;
  }
  // WHY not a top-level await: Electron is ready only after this module has finished, so it would wait for ever (electron#40719).
  Promise.all([app.whenReady(), turnOffCoreDumps(process.pid)]).then(() => open(path)).catch((error: unknown) => {
    const { title, detail } = wordsOfSystem(system).startFailed;
    dialog.showErrorBox(title, detail(error instanceof Error ? error.message : ''));
    app.exit(1);
  });
}

start();
