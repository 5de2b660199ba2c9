// Ten thousand keys: only what is in view is in the page, and every key is reached in a moment.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasBrowser } from '../host/launch.ts';
import { encrypted, openApp, type AppPage } from './app-page.ts';

const count = 10_000;

describe.skipIf(!(await hasBrowser()))('ten thousand keys', () => {
  let app: AppPage;
  beforeAll(async () => {
    app = await openApp();
    await app.openProject({ '.env': await encrypted(...Array.from({ length: count }, (_, index) => [`KEY_${String(index).padStart(5, '0')}`, `canary-many-${index}`] as const)) });
    await app.openFile('.env');
  });
  afterAll(async () => { await app.close(); });

  const rows = (): Promise<number> => app.page.locator('.grid-row').count();
  const focused = (): Promise<string | undefined> => app.page.evaluate(() => document.activeElement?.querySelector('[role=rowheader]')?.textContent ?? undefined);

  it('keeps few rows in the page, and tells how many there are', async () => {
    await app.page.getByText('10,000 keys').waitFor();
    expect(await rows()).toBeLessThan(80);
    expect(await app.page.getByRole('grid').getAttribute('aria-rowcount')).toBe(String(count + 1));
  });

  it('goes to the last key, a page up, and to a key by its letters', async () => {
    const { page } = app;
    await app.row('KEY_00003').getByRole('rowheader').click();
    await page.keyboard.press('End');
    await expect.poll(focused).toBe('KEY_09999');
    expect(await app.row('KEY_09999').isVisible()).toBe(true);
    await page.keyboard.press('PageUp');
    await expect.poll(focused).not.toBe('KEY_09999');
    await page.keyboard.type('key_07');
    await expect.poll(focused).toBe('KEY_07000');
    await page.keyboard.press('Home');
    await expect.poll(focused).toBe('KEY_00000');
    expect(await rows()).toBeLessThan(80);
  });

  it('keeps an editor and what is typed in it while the list is scrolled far away', async () => {
    const { page } = app;
    await app.act('Edit', 'KEY_00002');
    await page.getByRole('textbox', { name: 'New value of KEY_00002' }).fill('still here');
    // WHY another row: the active one is kept for its own sake.
    await app.row('KEY_00006').getByRole('rowheader').click();
    await page.locator('.detail-body').evaluate((scroller) => { scroller.scrollTop = scroller.scrollHeight / 2; });
    await app.row('KEY_05000').waitFor({ state: 'attached' });
    expect(await page.getByRole('textbox', { name: 'New value of KEY_00002' }).inputValue()).toBe('still here');
    await page.getByRole('textbox', { name: 'New value of KEY_00002' }).press('Enter');
    await app.pending(1);
    await app.save(1, '.env');
  });
});
