// Shows a page of the web in the person's own browser, where a login needs one. Must never hand the system anything else to open.
import type { Shell } from 'electron';
import type { ShellWords } from '../../../shared/words/index.ts';
import type { Browser } from '../../core/ports.ts';
import { isWebPage } from '../../node-ports/index.ts';

/** `words` in the language of the moment. */
export function electronBrowser(shell: Pick<Shell, 'openExternal'>, words: () => Promise<Pick<ShellWords, 'loginDone'>>): Browser {
  return {
    async open(address) {
      // SECURITY(login-opens-pages): what a server calls a page may be a program of this computer.
      if (!isWebPage(address)) return false;
      return shell.openExternal(address).then(() => true, () => false);
    },
    doneText: async () => (await words()).loginDone,
  };
}
