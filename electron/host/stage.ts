// The one page and whichever takes its place after a crash; the core keeps the drafts meanwhile. Must never bring a page back for ever.
import type { BrowserContext, Page } from 'playwright-core';

const most = 3;
const within = 10 * 60_000;

export interface Stage {
  page(): Page;
  /** True for the page of the moment and for one that is being made. */
  own(page: Page): boolean;
  /** Furnishes the first page and each one after it. Rejects if that fails for the first. */
  play(furnish: (page: Page) => Promise<void>): Promise<void>;
  /** Puts a page in a process of its own in the place of the one that is there, which ends with everything that it holds. */
  renew(): Promise<void>;
  /** Settles when the window is gone, by whoever closed it, or died too often. */
  readonly closed: Promise<void>;
}

export function createStage(context: BrowserContext, first: Page, log: (line: string) => void): Stage {
  let page = first;
  let making = false;
  let deaths: readonly number[] = [];
  let gone: (() => void) | undefined;
  const closed = new Promise<void>((resolve) => { gone = resolve; });
  context.once('close', () => { gone?.(); });

  async function enter(furnish: (page: Page) => Promise<void>): Promise<void> {
    const here = page;
    here.once('close', () => { if (page === here && !making) gone?.(); });
    here.once('crash', () => {
      // WHY a new page: the driver can do nothing more with one that crashed.
      again(here, furnish).catch(() => {
        log('the page could not be opened again');
        gone?.();
      });
    });
    await furnish(here);
  }

  /** A fresh page, and the former one away. WHY in this order: a browser without any page ends. */
  async function change(former: Page): Promise<void> {
    making = true;
    try {
      page = await context.newPage();
    } finally {
      making = false;
    }
    await former.close().catch(() => {
      // WHY silent: it is gone already.
    });
  }

  async function again(dead: Page, furnish: (page: Page) => Promise<void>): Promise<void> {
    log('the page crashed');
    const now = performance.now();
    deaths = [...deaths.filter((at) => now - at < within), now];
    if (deaths.length > most) {
      log('the page crashed too often');
      gone?.();
      return;
    }
    await change(dead);
    await enter(furnish);
  }

  let furnishing: ((page: Page) => Promise<void>) | undefined;
  let renewing: Promise<void> = Promise.resolve();
  return {
    page: () => page, own: (other) => making || other === page, closed,
    play(furnish) {
      furnishing = furnish;
      return enter(furnish);
    },
    renew() {
      const furnish = furnishing;
      if (furnish === undefined) return Promise.resolve();
      renewing = renewing.then(async () => {
        await change(page);
        await enter(furnish);
      });
      return renewing;
    },
  };
}
