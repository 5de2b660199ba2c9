// The frame around every room, in English: rail, title bar, status bar, dialogs, toasts.

export const frame = {
  program: 'Coffre',
  rooms: 'Rooms',
  filesRoom: 'Files',
  whereYouAre: 'Where you are',
  status: 'Status',
  offline: 'Works offline, nothing leaves this computer',
  openedWith: 'Identity',
  noSandbox: 'The browser runs without its sandbox: do not open real secrets',
  noSandboxShort: 'No sandbox',
  otherLanguage: { label: 'Français', code: 'fr' },
  theme: { system: 'Light or dark: as the system', light: 'Light', dark: 'Dark' },
  themeShort: { system: 'System', light: 'Light', dark: 'Dark' },
  appearance: 'Appearance',
  notices: 'Notices',
  closeNotice: 'Close the notice',
  close: 'Close',
  cancel: 'Cancel',
  tryAgain: 'Try again',
};
