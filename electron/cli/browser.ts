// A page of the web that a login needs, named at the terminal and opened in the person's browser where there is one. Must never write it where an answer goes.
import type { Browser } from '../core/ports.ts';
import { openPage, systemLanguage } from '../node-ports/index.ts';
import { printable } from './printable.ts';
import { terminal, writeAll } from './terminal.ts';

export function terminalBrowser(environment: Readonly<Record<string, string | undefined>>): Browser {
  const words = async () => (await import('../../shared/words/index.ts')).cliWords(systemLanguage(environment)).vault;
  return {
    async open(address, code) {
      // WHY not in a script: nobody sits there, and a window would come up from nowhere.
      const opened = terminal.errors && await openPage(address, environment, process.platform);
      writeAll(2, `${(await words()).page(printable(address), printable(code), opened)}\n`);
      return opened;
    },
    doneText: async () => (await words()).pageDone,
  };
}
