// Asks in a dialog of the browser itself whether a change of who can open files may be written. Must never let the page answer.
import type { Page } from 'playwright-core';
import { agreementIn, type ShellWords } from '../../../shared/words/index.ts';
import type { Dialogs } from '../../core/ports.ts';

export function browserAgree(page: () => Page | undefined, words: ShellWords): Dialogs['agree'] {
  return async (change) => {
    const { title, detail } = agreementIn(words, change);
    const here = page();
    if (here === undefined) return false;
    const session = await here.context().newCDPSession(here);
    try {
      const { frameTree } = await session.send('Page.getFrameTree');
      // SECURITY(access-is-asked): in a world of its own, where nothing that the page put in place of confirm is seen.
      const { executionContextId: contextId } = await session.send('Page.createIsolatedWorld', { frameId: frameTree.frame.id });
      const { result } = await session.send('Runtime.evaluate', { expression: `confirm(${JSON.stringify(`${title}\n\n${detail}`)})`, contextId });
      return result.value === true;
    } finally {
      await session.detach().catch(() => {
        // WHY silent: it went with its page.
      });
    }
  };
}
