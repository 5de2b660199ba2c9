// Who the host says is calling: the browser's own word about frame and origin, on any page at all.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBrowser } from '../../build/find-browser.ts';
import { senderAllowed, type Sender } from '../../electron/core/gate/sender.ts';
import { canSandbox, hostOrigin } from '../../electron/host/index.ts';
import { startBrowser, type Browser } from '../../electron/host/browser.ts';
import { connectPage, type PageAdapter } from '../../electron/host/page-adapter.ts';
import { binding, courierWorld } from '../../electron/host/page-side.ts';
import { hasBrowser } from './launch.ts';

interface Bridge { call(name: string, input: unknown): Promise<unknown> }

describe.skipIf(!(await hasBrowser()))('host-sender', () => {
  let temporary = '';
  let browser: Browser;
  let adapter: PageAdapter;
  const senders: Sender[] = [];

  beforeAll(async () => {
    temporary = mkdtempSync(join(tmpdir(), 'coffre-sender-'));
    const found = await findBrowser(process.env);
    if (found === undefined) throw new Error('no browser');
    browser = await startBrowser({ found, headed: false, sandbox: canSandbox(found, process.getuid?.()), environment: process.env, temporary });
    await browser.context.route('**/*', (route) => route.fulfill({ contentType: 'text/html', body: '<p>page</p>' }));
    adapter = await connectPage(browser.page, { handle: (_wire, sender) => { senders.push(sender); return Promise.resolve('{"ok":true}'); } }, { realFocus: false });
  });
  afterAll(async () => {
    await browser.close();
    rmSync(temporary, { recursive: true, force: true });
  });

  const callFrom = async (url: string): Promise<Sender | undefined> => {
    await browser.page.goto(url);
    senders.length = 0;
    await browser.page.evaluate(() => (window as unknown as { bridge: Bridge }).bridge.call('app.describe', {}));
    return senders[0];
  };

  it('our own page is allowed', async () => {
    const sender = await callFrom(`${hostOrigin}/`);
    expect(sender).toEqual({ role: 'window', url: `${hostOrigin}/`, isMainFrame: true });
    expect(sender !== undefined && senderAllowed(sender, hostOrigin)).toBe(true);
    expect(adapter.focused()).toBe(true);
  });

  it('a frame of our own origin is not, even from the courier’s world, which no page can reach', async () => {
    await browser.page.goto(`${hostOrigin}/`);
    const session = await browser.context.newCDPSession(browser.page);
    const couriers: { uniqueId: string; frame: string }[] = [];
    session.on('Runtime.executionContextCreated', ({ context }) => {
      if (context.name === courierWorld) couriers.push({ uniqueId: context.uniqueId, frame: (context.auxData as { frameId: string }).frameId });
    });
    await session.send('Runtime.enable');
    await browser.page.evaluate((src) => new Promise((done) => { const frame = document.createElement('iframe'); frame.src = src; frame.onload = () => { done(null); }; document.body.append(frame); }), `${hostOrigin}/frame`);
    const { frameTree } = await session.send('Page.getFrameTree');
    const inFrame = couriers.find(({ frame }) => frame !== frameTree.frame.id);
    senders.length = 0;
    await session.send('Runtime.evaluate', { expression: `${binding}(JSON.stringify({ message: JSON.stringify({ id: 1, wire: '{}' }) }))`, uniqueContextId: inFrame?.uniqueId ?? 'none' });
    await expect.poll(() => senders.length).toBe(1);
    expect(senders[0]).toEqual({ role: 'window', url: `${hostOrigin}/`, isMainFrame: false });
    expect(senders[0] !== undefined && senderAllowed(senders[0], hostOrigin)).toBe(false);
    await session.detach();
  });

  it.each(['https://evil.test/', 'http://coffre.invalid/', 'https://coffre.invalid.evil.test/', 'https://coffre.invalid:444/', 'about:blank', 'data:text/html,<p>x</p>'])('a page at %s is not', async (url) => {
    const sender = await callFrom(url);
    expect(sender).toBeDefined();
    expect(sender !== undefined && senderAllowed(sender, hostOrigin)).toBe(false);
  });
});
