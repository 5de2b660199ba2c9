// The look, chosen live: language, light or dark, rows; nothing that is under way is lost, and everything is remembered.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hasBrowser } from '../host/launch.ts';
import { encrypted, openApp, type AppPage } from './app-page.ts';
import { axeInBothThemes } from './axe.ts';

describe.skipIf(!(await hasBrowser()))('the preferences', () => {
  let app: AppPage;
  beforeEach(async () => {
    app = await openApp();
    await app.openProject({ '.env': await encrypted(['TOKEN', 'canary-preferences'], ['OTHER', 'x']) });
    await app.openFile('.env');
  });
  afterEach(async () => { await app.close(); });

  const open = async (): Promise<void> => {
    await app.page.keyboard.press('Control+,');
    await app.page.getByRole('dialog').waitFor();
  };
  const close = async (): Promise<void> => {
    await app.page.keyboard.press('Escape');
    await expect.poll(() => app.page.getByRole('dialog').count()).toBe(0);
  };
  const choose = (name: string): Promise<void> => app.page.getByRole('radio', { name, exact: true }).check({ force: true });
  const rowHeight = async (): Promise<number> => Math.round((await app.row('TOKEN').boundingBox())?.height ?? 0);
  const kept = (): Record<string, unknown> => JSON.parse(readFileSync(join(app.home, '.config/coffre/settings.json'), 'utf8')) as Record<string, unknown>;

  it('switches language and rows in the middle of an edit, and loses nothing', async () => {
    const { page } = app;
    await app.act('Edit', 'TOKEN');
    await page.getByRole('textbox', { name: 'New value of TOKEN' }).fill('half a val');
    await page.keyboard.press('ArrowLeft');
    await open();
    await choose('Français');
    await page.getByRole('dialog', { name: 'Préférences' }).waitFor();
    await choose('Compactes');
    await close();
    const field = page.getByRole('textbox', { name: 'Nouvelle valeur de TOKEN' });
    expect(await field.inputValue()).toBe('half a val');
    await expect.poll(() => field.evaluate((input) => input === document.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: 'Modifications en attente' }).waitFor();
    await expect.poll(() => kept()).toMatchObject({ language: 'fr', density: 'compact' });
  });

  it('switches rows live and remembers them', async () => {
    const { page } = app;
    expect(await rowHeight()).toBe(32);
    await open();
    await choose('Compact');
    await close();
    await expect.poll(rowHeight).toBe(26);
    await page.reload();
    await page.getByRole('treeitem').first().waitFor();
    await expect.poll(() => page.evaluate(() => document.documentElement.dataset['density'])).toBe('compact');
  });

  it('switches light and dark with the keyboard, and as the system again', async () => {
    const { page } = app;
    const ground = (): Promise<string> => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    await page.emulateMedia({ colorScheme: 'light' });
    const light = await ground();
    await open();
    await page.getByRole('radiogroup', { name: 'Light or dark' }).getByRole('radio', { name: 'As the system' }).focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await expect.poll(ground).not.toBe(light);
    await expect.poll(() => kept()['theme']).toBe('dark');
    await page.keyboard.press('ArrowRight');
    await expect.poll(ground).toBe(light);
  });

  it('says why the window cannot be kept out of screenshots where the platform has no way', async () => {
    await open();
    const protection = app.page.getByRole('switch', { name: 'Keep the window out of screenshots' });
    expect(await protection.isDisabled()).toBe(true);
    await app.page.getByText('Not possible here.').waitFor();
  });

  it('leads to the list of shortcuts and back to where the person was', async () => {
    const { page } = app;
    await app.treeItem('.env').focus();
    await open();
    await page.getByRole('button', { name: 'All shortcuts' }).click();
    const list = page.getByRole('dialog', { name: 'Shortcuts' });
    await list.waitFor();
    await page.getByRole('dialog', { name: 'Preferences' }).waitFor({ state: 'detached' });
    for (const group of ['Window', 'Lists and trees', 'Keys of a file', 'Editing', 'Review']) await list.getByRole('heading', { name: group, exact: true }).waitFor();
    expect(await list.locator('kbd', { hasText: 'F2' }).count()).toBe(2);
    await close();
    await expect.poll(() => app.treeItem('.env').evaluate((row) => row === document.activeElement)).toBe(true);
  });

  it('follows a choice made in another window', async () => {
    const { page } = app;
    const answer = await app.core.router.handle(JSON.stringify({ call: 'settings.set', input: { density: 'compact', language: 'fr' } }), { role: 'cli', url: '', isMainFrame: false });
    expect(answer).toContain('"ok":true');
    await expect.poll(() => page.evaluate(() => [document.documentElement.lang, document.documentElement.dataset['density']])).toEqual(['fr', 'compact']);
  });

  it('has no accessibility finding in its dialogs, in both languages and themes, large and small', async () => {
    const { page } = app;
    const check = async (what: string): Promise<void> => {
      expect(await axeInBothThemes(page), what).toEqual([]);
    };
    await page.emulateMedia({ reducedMotion: 'reduce' });
    for (const language of ['English', 'Français']) {
      await open();
      await choose(language);
      await check(`preferences ${language}`);
      await close();
      for (const [width, height] of [[1280, 800], [960, 640]] as const) {
        await page.setViewportSize({ width, height });
        await page.keyboard.press('Control+/');
        await page.getByRole('dialog').waitFor();
        await check(`shortcuts ${language} ${width}`);
        await close();
      }
    }
  });
});
