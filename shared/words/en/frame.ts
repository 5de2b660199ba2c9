// The frame around every room, in English: rail, title bar, status bar, dialogs, toasts.
import { formatOf } from '../intl.ts';

const f = formatOf('en');

export const frame = {
  program: 'Coffre',
  rooms: 'Rooms',
  filesRoom: 'Files',
  whereYouAre: 'Where you are',
  status: 'Status',
  locksIn: (minutes: number) => `Locks in ${f.number(minutes)} min`,
  locksInMeans: 'If nobody touches this computer; change it in Settings',
  offline: 'Works offline, nothing leaves this computer',
  openedWith: 'Identity',
  noSandbox: 'The browser runs without its sandbox: do not open real secrets',
  noSandboxShort: 'No sandbox',
  logBroken: 'The audit log cannot be written',
  unlogged: (count: number) => f.plural(count, { one: '# access not in the audit log', other: '# accesses not in the audit log' }),
  otherLanguage: { label: 'Français', code: 'fr' },
  theme: { system: 'Light or dark: as the system', light: 'Light', dark: 'Dark' },
  themeShort: { system: 'System', light: 'Light', dark: 'Dark' },
  appearance: 'Appearance',
  notices: 'Notices',
  closeNotice: 'Close the notice',
  close: 'Close',
  cancel: 'Cancel',
  tryAgain: 'Try again',
  back: (name: string) => (name === '' ? 'Back' : `Back to ${name}`),
  forward: (name: string) => `Forward to ${name}`,
  backOff: 'Back: nothing was in view before',
  forwardOff: 'Forward: you are at the last place',
  search: 'Search everything',
  listWidth: 'Width of the list',
  fileCount: (count: number) => f.plural(count, { one: '# file', other: '# files' }),
  clearText: (count: number) => `${f.number(count)} in clear text`,
  withoutKey: (count: number) => `${f.number(count)} without a key`,
  pending: (count: number) => f.plural(count, { one: '# change pending', other: '# changes pending' }),
};
