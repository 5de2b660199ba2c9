// The person's browser as a test steers it: what was to be shown in it, and whether it could be.
import type { Browser } from '../../electron/core/ports.ts';

export interface BrowserSteering {
  /** Pages that were to be opened, with the code to type there, the last one last. */
  readonly pages: { readonly address: string; readonly code: string }[];
  showsPages: boolean;
}

export function fakeBrowser(steering: BrowserSteering): Browser {
  return {
    open(address, code) {
      steering.pages.push({ address, code });
      return Promise.resolve(steering.showsPages);
    },
    doneText: () => Promise.resolve('You can close this page.'),
  };
}
