// node fake-electron.ts dist/electron/main.js: “electron” becomes a recorder, and as in Electron “ready” comes only when the entry module has finished.
// Prints what main asked for, in order, as one JSON line. With ELECTRON_FORBIDDEN=1 it throws on any import of electron instead.
import { registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';

const said: unknown[] = [];
const ready = Promise.withResolvers<undefined>();
Object.assign(globalThis, { coffreSaid: said, coffreReady: ready.promise });

const source = `
const said = globalThis.coffreSaid;
const note = (name, ...facts) => { said.push(facts.length === 0 ? name : [name, ...facts]); };
export const app = {
  isPackaged: false, getVersion: () => '9.9.9', enableSandbox: () => note('enableSandbox'), whenReady: () => globalThis.coffreReady,
  commandLine: { hasSwitch: (name) => process.env.FAKE_SWITCHES?.split(',').includes(name) ?? false },
  setPath: (name) => note('setPath', name), setAboutPanelOptions: () => {}, on: (name) => note('app.on', name), exit: (status) => note('exit', status), quit: () => note('quit'),
  requestSingleInstanceLock: () => { note('lock'); return process.env.FAKE_SECOND !== '1'; },
};
export const protocol = { registerSchemesAsPrivileged: (schemes) => note('schemes', schemes[0].scheme) };
const contents = { ipc: { handle: (channel) => note('ipc.handle', channel) }, on: () => {}, once: () => {}, off: () => {}, isDestroyed: () => false, send: () => {} };
export class BrowserWindow {
  webContents = contents;
  constructor({ webPreferences }) { note('window', webPreferences.sandbox, webPreferences.contextIsolation, webPreferences.preload.split('/').at(-1)); }
  on(name) { note('window.on', name); }
  async loadURL(url) { note('loadURL', url); }
  isDestroyed() { return false; }
  once() {}
  off() {}
  setContentProtection(on) { note('contentProtection', on); }
  getNormalBounds() { return { x: 0, y: 0, width: 1280, height: 800 }; }
  isMaximized() { return false; }
  maximize() {}
  show() {}
  destroy() {}
}
const own = {
  protocol: { handle: (scheme) => note('protocol.handle', scheme) }, on: (name) => note('session.on', name), webRequest: { onBeforeRequest: () => note('onBeforeRequest') },
  setPermissionRequestHandler: () => note('permissionRequest'), setPermissionCheckHandler: () => note('permissionCheck'), setDevicePermissionHandler: () => note('devicePermission'),
  setDisplayMediaRequestHandler: () => note('displayMedia'), setSpellCheckerEnabled: (on) => note('spellChecker', on),
};
export const session = { fromPartition: (name, options) => { note('session', name, options.cache); return own; } };
export const Menu = { setApplicationMenu: (menu) => note('menu', menu), buildFromTemplate: () => 'built' };
export const powerMonitor = { on: () => {}, off: () => {}, removeListener: () => {}, getSystemIdleTime: () => 0 };
export const screen = { getDisplayMatching: () => ({ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }), getAllDisplays: () => [], getPrimaryDisplay: () => ({ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }) };
export const dialog = { showErrorBox: (title, text) => note('errorBox', title, text) };
export const clipboard = {}; export class ClipboardItem {} export const nativeTheme = { shouldUseDarkColors: true }; export const shell = {};
`;

registerHooks({
  resolve(specifier, context, next) {
    if (specifier !== 'electron' && !specifier.startsWith('electron/')) return next(specifier, context);
    if (process.env['ELECTRON_FORBIDDEN'] === '1') throw new Error(`electron is imported by ${context.parentURL ?? 'the entry'}`);
    return { url: 'fake:electron', shortCircuit: true };
  },
  load(url, context, next) {
    return url === 'fake:electron' ? { format: 'module', shortCircuit: true, source } : next(url, context);
  },
});

process.on('exit', () => { console.log(JSON.stringify(said)); });
await import(pathToFileURL(process.argv[2] ?? '').href);
said.push('entry finished');
ready.resolve(undefined);
