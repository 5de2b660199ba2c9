// Search everything, with the keyboard alone: names are found, opened and copied, commands run, and the focus is back where it was.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hasBrowser } from '../host/launch.ts';
import { encrypted, openApp, type AppPage } from './app-page.ts';
import { axeInBothThemes } from './axe.ts';

const secret = 'canary-palette-51c0ffee';

describe.skipIf(!(await hasBrowser()))('the palette', () => {
  let app: AppPage;
  beforeEach(async () => { app = await openApp(); });
  afterEach(async () => { await app.close(); });

  const openShop = async (): Promise<void> => {
    await app.openProject({
      'apps/api/.env.production': await encrypted(['STRIPE_SECRET_KEY', secret], ['STRIPE_WEBHOOK', 'other'], ['DATABASE_URL', 'postgres://a.example']),
      'apps/api/.env.staging': await encrypted(['STAGE', 'x']), 'apps/web/.env.local': 'PASSWORD=canary-palette-clear\n',
    });
    await app.openFile('.env.production');
  };
  const field = () => app.page.getByRole('combobox', { name: 'Search names' });
  const options = (): Promise<string[]> => app.page.getByRole('option').allInnerTexts();
  const search = async (text: string): Promise<void> => {
    await app.page.keyboard.press('Control+k');
    await field().waitFor();
    await app.page.keyboard.type(text);
  };
  const gone = (): Promise<void> => field().waitFor({ state: 'detached' });
  const focused = (): Promise<string> => app.page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '');

  it('opens a key of an open file, with the focus on its row', async () => {
    await openShop();
    await search('webh');
    expect(await app.page.getByRole('option', { selected: true }).innerText()).toContain('STRIPE_WEBHOOK');
    expect(await app.page.locator('mark').first().innerText()).toBe('WEBH');
    await app.page.keyboard.press('Enter');
    await gone();
    await expect.poll(() => app.row('STRIPE_WEBHOOK').evaluate((row) => row === document.activeElement)).toBe(true);
  });

  it('takes letters that follow its key in the same breath, and nothing beneath it hears them', async () => {
    const { page } = app;
    await openShop();
    await app.row('DATABASE_URL').getByRole('rowheader').click();
    const before = await focused();
    const beneath = await page.evaluate(() => {
      const keys: [string, boolean][] = [['k', true], ['w', false], ['x', false], ['Backspace', false], ['e', false], ['b', false]];
      for (const [key, ctrlKey] of keys) document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, ctrlKey, bubbles: true, cancelable: true }));
      return document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '';
    });
    expect(beneath).toBe(before);
    await page.getByRole('option', { name: /^STRIPE_WEBHOOK/, selected: true }).waitFor();
    expect(await field().inputValue()).toBe('web');
    await page.keyboard.type('h');
    expect(await field().inputValue()).toBe('webh');
  });

  it('opens a file by a part of its path', async () => {
    const { page } = app;
    await openShop();
    await search('api stag');
    await page.keyboard.press('Enter');
    await page.getByRole('grid', { name: 'Keys of .env.staging' }).waitFor();
  });

  it('copies a value by its key: through the core, told, and never on the page', async () => {
    const { page } = app;
    await openShop();
    await search('secret_key');
    await page.keyboard.press('Control+Enter');
    await gone();
    await page.getByText('STRIPE_SECRET_KEY copied.').first().waitFor();
    expect(app.fake.clipboard).toBe(secret);
    expect(app.wire.some(({ answer }) => answer?.includes(secret) === true)).toBe(false);
    expect(await page.content()).not.toContain(secret);
  });

  it('has nothing to copy in a file or a command, and stays open', async () => {
    const { page } = app;
    await openShop();
    await search('.env.staging');
    await page.keyboard.press('Control+Enter');
    await page.getByText('has no value to copy').first().waitFor({ state: 'attached' });
    expect(await field().isVisible()).toBe(true);
    expect(app.fake.copied).toEqual([]);
  });

  it('shows commands only after >, runs them, and says why one is not possible now', async () => {
    const { page } = app;
    await openShop();
    await search('>');
    expect(await page.getByText('Keys in open files').count()).toBe(0);
    expect(await page.getByText('Files', { exact: true }).count()).toBe(1);
    await page.keyboard.type('dark');
    await page.keyboard.press('Enter');
    await gone();
    await expect.poll(() => page.evaluate(() => document.documentElement.dataset['theme'])).toBe('dark');
    await search('>review and');
    expect((await options())[0]).toContain('not now: nothing is pending');
    await page.keyboard.press('Enter');
    expect(await field().isVisible()).toBe(true);
    await page.keyboard.press('Escape');
    await gone();
    await search('>filter files');
    await page.keyboard.press('Enter');
    await gone();
    await expect.poll(() => page.getByRole('textbox', { name: 'Filter files' }).evaluate((input) => input === document.activeElement)).toBe(true);
  });

  it('gives the focus back when it closes, by Esc and by its own keys', async () => {
    const { page } = app;
    await openShop();
    await app.treeItem('.env.staging').focus();
    const before = await focused();
    await search('zzz');
    await page.getByText('No name like this').waitFor();
    await page.keyboard.press('Escape');
    await gone();
    await expect.poll(focused).toBe(before);
    await search('');
    await page.keyboard.press('Control+k');
    await gone();
    await expect.poll(focused).toBe(before);
  });

  it('walks with the arrow keys and remembers nothing of what was typed', async () => {
    const { page } = app;
    await openShop();
    await search('stripe');
    await page.keyboard.press('ArrowDown');
    expect(await page.getByRole('option', { selected: true }).innerText()).toContain('STRIPE_SECRET_KEY');
    await page.keyboard.press('Escape');
    await gone();
    await search('');
    expect(await field().inputValue()).toBe('');
  });

  it('asks before typed text would be lost', async () => {
    const { page } = app;
    await openShop();
    await app.act('Edit', 'DATABASE_URL');
    await page.getByRole('textbox', { name: 'New value of DATABASE_URL' }).fill('half a val');
    await search('env.staging');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getByRole('alertdialog').evaluate((dialog) => dialog.contains(document.activeElement))).toBe(true);
    await page.keyboard.press('Escape');
    await page.getByRole('alertdialog').waitFor({ state: 'detached' });
    expect(await page.getByRole('textbox', { name: 'New value of DATABASE_URL' }).inputValue()).toBe('half a val');
  });

  it('is loaded after the first view, from the list of the page\'s own files, without a violation', async () => {
    const { page } = app;
    const loadedAt = (): Promise<number | undefined> => page.evaluate(() => performance.getEntriesByType('resource').find(({ name }) => name.includes('/palette-'))?.startTime);
    await expect.poll(loadedAt).toBeGreaterThan(await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN));
    await search('pref');
    await page.getByRole('option').first().waitFor();
    expect(await page.locator('style').count()).toBe(0);
    expect(app.consoleLines).toEqual([]);
  });

  it('has no accessibility finding, in both languages and themes', async () => {
    const { page } = app;
    await openShop();
    await page.emulateMedia({ reducedMotion: 'reduce' });
    for (const language of ['en', 'fr'] as const) {
      if (language === 'fr') {
        await search('>passer');
        await page.keyboard.press('Enter');
        await gone();
      }
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox').waitFor();
      for (const typed of ['', 'str', 'zzzz']) {
        await page.getByRole('combobox').fill(typed);
        expect(await axeInBothThemes(page), `${language} ${typed}`).toEqual([]);
      }
      await page.keyboard.press('Escape');
      await page.getByRole('combobox').waitFor({ state: 'detached' });
    }
  });
});
