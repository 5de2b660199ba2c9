// What a page may load and where it may go: its own files, and nowhere. The browser's counterpart of the shell's protocol and navigation rules.
import type { BrowserContext, Page, Request, Route } from 'playwright-core';
import type { Serve } from '../shell/renderer-files.ts';

function isMainFrameOf(own: (page: Page) => boolean, request: Request): boolean {
  try {
    const frame = request.frame();
    return own(frame.page()) && frame === frame.page().mainFrame();
  } catch {
    // The frame of a window that is only just being made; not ours.
    return false;
  }
}

export interface FenceOptions {
  readonly origin: string;
  readonly serve: Serve;
  /** Addresses that were refused are added here. */
  readonly refused: string[];
  /** True for the one window, and for the one that is just being made to take its place. */
  readonly own: (page: Page) => boolean;
}

/** Puts the fence up around all pages there are and will be; the answer binds one page to its address. Must run before a page opens `origin`. */
export async function fence(context: BrowserContext, options: FenceOptions): Promise<(page: Page) => void> {
  const home = `${options.origin}/`;
  const refuse = async (route: Route, reason: 'aborted' | 'blockedbyclient'): Promise<void> => {
    options.refused.push(route.request().url());
    await route.abort(reason);
  };
  const settle = async (route: Route, request: Request): Promise<void> => {
    const url = request.url();
    // SECURITY(host-navigation): the window stays on its page; “aborted” leaves the page standing.
    if (request.isNavigationRequest() && !(url === home && isMainFrameOf(options.own, request))) return refuse(route, 'aborted');
    if (!url.startsWith(home)) return refuse(route, 'blockedbyclient');
    const { status, headers, body } = await options.serve(url);
    return route.fulfill({ status, headers: { ...headers }, body });
  };
  // SECURITY(host-fence): every request ends here; what is not one of our files does not leave the machine.
  await context.route('**/*', (route, request) => settle(route, request).catch(() => {
    // WHY silent: the request went with its window. What was not answered was not sent either.
  }));

  // SECURITY(host-one-window): a second window or tab is closed at once.
  context.on('page', (other) => {
    if (options.own(other)) return;
    options.refused.push(other.url());
    other.close().catch(() => {
      // WHY silent: it is closing already.
    });
  });
  // SECURITY(host-stays-home): addresses that load nothing, about:blank for one, never reach the fence; the window goes back.
  return (page) => {
    page.on('framenavigated', (frame) => {
      if (frame !== page.mainFrame() || frame.url() === home || frame.url().startsWith(`${home}#`)) return;
      options.refused.push(frame.url());
      page.goto(home).catch(() => {
        // WHY silent: the window was closed meanwhile.
      });
    });
  };
}
