// A page whose process dies: another one takes its place on the same core, behind the same fence, and not for ever.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CDPSession, Page } from 'playwright-core';
import { hasBrowser, launch, type Launched } from './launch.ts';

async function crash(host: Launched): Promise<Page> {
  const before = host.page;
  const session: CDPSession = await host.context.newCDPSession(before);
  session.send('Page.crash').catch(() => undefined);
  await expect.poll(() => host.page === before, { timeout: 15_000 }).toBe(false);
  return host.page;
}

describe.skipIf(!(await hasBrowser()))('a page that crashes', () => {
  let host: Launched;
  beforeAll(async () => { host = await launch(); });
  afterAll(async () => { await host.close(); });

  it('comes back three times, with the bridge, the fence and the core it had, and then no more', async () => {
    for (let death = 1; death <= 3; death += 1) {
      const page = await crash(host);
      await page.waitForURL('https://coffre.invalid/');
      await page.waitForFunction(() => Object.isFrozen(window.bridge));
      expect(await page.evaluate(() => window.bridge?.call('app.describe', {}))).toMatchObject({ ok: true, value: { host: 'chromium', contentProtection: { works: false, reason: 'not-here' } } });
      expect(await page.evaluate(() => fetch('https://evil.test/').then(() => 'went out', () => 'refused'))).toBe('refused');
      await expect.poll(() => host.context.pages().length).toBe(1);
    }
    const heard = host.page.evaluate(() => new Promise((done) => { const stop = window.bridge?.on((event) => { stop?.(); done(event); }); }));
    await host.page.evaluate(() => undefined);
    host.core.command('find');
    expect(await heard).toEqual({ name: 'app.commandPicked', payload: { command: 'find' } });
    const last = await host.context.newCDPSession(host.page);
    last.send('Page.crash').catch(() => undefined);
    await host.closed;
  });
});
