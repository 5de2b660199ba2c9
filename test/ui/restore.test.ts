// A page that is loaded anew, or whose process died: what was pending is there again, and can be saved.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { identities } from '../fakes/fixtures.ts';
import { sopsDecrypt, sopsPath } from '../fakes/real-sops.ts';
import { hasBrowser } from '../host/launch.ts';
import { encrypted, openApp, type AppPage } from './app-page.ts';

describe.skipIf(!(await hasBrowser()))('after the page came back', () => {
  let app: AppPage;
  afterEach(async () => { await app.close(); });

  async function changeTwoFiles(): Promise<void> {
    app = await openApp();
    await app.openProject({ '.env': await encrypted(['TOKEN', 'x'], ['OTHER', 'y']), '.env.two': await encrypted(['A', 'x'], ['B', 'y']) });
    await app.treeItem('.env.two').click();
    await app.row('A').waitFor();
    await app.row('A').focus();
    await app.page.keyboard.press('Delete');
    await app.pending(1);
    await app.treeItem('.env').click();
    await app.row('TOKEN').waitFor();
    await app.row('TOKEN').focus();
    await app.page.keyboard.press('Delete');
    await app.pending(1);
  }
  async function isBack(page: Page): Promise<void> {
    await page.getByRole('heading', { name: '.env', exact: true }).waitFor();
    await page.getByRole('region', { name: 'Pending changes' }).getByText('1 change not saved').waitFor();
    await expect.poll(() => page.getByRole('treeitem').evaluateAll((items) => items.map((item) => `${item.querySelector('.tree-name')?.firstChild?.textContent ?? ''} ${item.querySelector('.tree-word')?.textContent ?? ''}`))).toEqual(['.env 1', '.env.two 1']);
    expect(await page.evaluate(() => window.dispatchEvent(new Event('beforeunload', { cancelable: true })))).toBe(false);
    expect(app.core.pendingTotal()).toBe(2);
  }

  it('shows what is pending after a reload, and saves it', async () => {
    await changeTwoFiles();
    const { page } = app;
    let asked = 0;
    page.removeAllListeners('dialog');
    page.on('dialog', (dialog) => {
      asked += 1;
      void dialog.accept();
    });
    await page.reload();
    expect(asked).toBe(1);
    await isBack(page);
    await page.keyboard.press('Control+s');
    await page.getByRole('dialog').getByRole('button', { name: 'Save 1 change' }).click();
    await page.getByText(/Saved 1 change to \.env/).first().waitFor();
    const file = join(app.project, '.env');
    expect(readFileSync(file, 'utf8')).not.toContain('TOKEN');
    if (sopsPath !== undefined) expect(sopsDecrypt(file, identities[0]).stdout.toString()).toBe('OTHER=y\n');
  });

  it('shows what is pending after a crash', async () => {
    await changeTwoFiles();
    const { page } = app;
    const next = app.context.waitForEvent('page');
    const session = await app.context.newCDPSession(page);
    session.send('Page.crash').catch(() => undefined);
    const back = await next;
    await isBack(back);
    expect(await back.getByRole('rowheader').allInnerTexts()).toContain('TOKEN');
  });

  it('closes in the core what nobody looks at and nothing is pending in', async () => {
    app = await openApp();
    await app.openProject({ '.env': await encrypted(['TOKEN', 'x']) });
    await app.treeItem('.env').click();
    await app.row('TOKEN').waitFor();
    await app.page.reload();
    await app.page.getByRole('heading', { name: '.env', exact: true }).waitFor();
    await app.row('TOKEN').waitFor();
    expect(await app.page.evaluate(async () => (await window.bridge?.call('sops.listDocuments', {})))).toMatchObject({ ok: true, value: [{ path: expect.stringMatching(/\.env$/) as string }] });
  });
});
