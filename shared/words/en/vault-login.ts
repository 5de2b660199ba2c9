// Signing in to a Vault by a page in the browser, in English.
export const vaultLogin = {
  pageText: 'A page opens in your browser. Coffre goes on by itself once you have signed in there.',
  pageWaits: 'Waiting for your browser…',
  pageAt: (host: string) => `Sign in on the page of ${host}. Coffre goes on by itself, and stops waiting after five minutes.`,
  pageNotOpened: (host: string) => `No browser could be opened. Copy the address of the page, which is one of ${host}, and open it yourself.`,
  pageCode: 'Type this code there:',
  openPage: 'Open the page again',
  copyPage: 'Copy its address',
  pageCopied: (seconds: number) => `Address copied; it is taken off the clipboard after ${String(seconds)} s`,
  stopWaiting: 'Stop waiting',
};
