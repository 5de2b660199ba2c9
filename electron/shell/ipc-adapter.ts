// Electron window → router, and events the other way. Says who sends, as Electron vouches for it; knows no call by name.
import type { WebContents } from 'electron';
import type { Core } from '../core/index.ts';

/** Connects one page to the core until the page is destroyed. */
export function connectIpc(contents: WebContents, core: Pick<Core, 'router' | 'events'>): void {
  // SECURITY(ipc-own-page): on this page's own channel; a page that somebody adds has none.
  contents.ipc.handle('app:call', (event, wire: unknown) => {
    // WHY at once: after the first await the frame may be gone, and with it the knowledge of who asked.
    const frame = event.senderFrame;
    const sender = { role: 'window' as const, url: frame?.url ?? '', isMainFrame: frame !== null && frame.parent === null };
    return core.router.handle(typeof wire === 'string' ? wire : '', sender);
  });
  const stop = core.events((event) => {
    if (!contents.isDestroyed()) contents.send('app:event', JSON.stringify(event));
  });
  contents.once('destroyed', stop);
}
