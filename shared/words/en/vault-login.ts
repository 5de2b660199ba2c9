// What a connection to a Vault may need besides, and signing in by a page in the browser, in English.
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

  moreFields: 'Other nodes, proxy, engines',
  others: 'Other nodes',
  othersHint: 'Addresses of the same Vault, with commas between them: asked where the first is not there, and followed to',
  proxy: 'Proxy',
  proxyHint: 'Only where the way there leads through one; never taken from the environment. It sees where it leads, and nothing else',
  engines: 'Engines',
  enginesHint: 'Only where the server does not tell which there are. Its own word on their version counts; say it where it gives none',
  colour: 'Colour',
  colours: { none: 'None', blue: 'Blue', green: 'Green', orange: 'Orange', pink: 'Pink', violet: 'Violet' },
};
