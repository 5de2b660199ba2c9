// The grid with everything open that it can open: without a violation for assistive technology, in both languages and themes, and in the smallest window.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { words } from '../../shared/words/both.ts';
import type { Lang } from '../../shared/words/index.ts';
import { hasBrowser } from '../host/launch.ts';
import { encrypted, openApp, type AppPage } from './app-page.ts';
import { axeInBothThemes, guards } from './axe.ts';
import { speakFrench } from './draft-by-wire.ts';

describe.skipIf(!(await hasBrowser()))('the look of the grid', () => {
  let app: AppPage;
  beforeEach(async () => { app = await openApp(); });
  afterEach(async () => { await app.close(); });

  const press = (...keys: readonly string[]): Promise<void> => keys.reduce((before, key) => before.then(() => app.page.keyboard.press(key)), Promise.resolve());
  /** Axe in both themes, and nothing cut off at 960 by 640. */
  async function looks(what: string): Promise<void> {
    const { page } = app;
    // WHY without: a menu that floats is in no landmark.
    expect(await axeInBothThemes(page, { exclude: guards, without: ['region'] }), what).toEqual([]);
    await page.setViewportSize({ width: 960, height: 640 });
    // What floats finds its place anew a moment later.
    await expect.poll(() => page.evaluate(() => [document.documentElement.scrollWidth - window.innerWidth, document.documentElement.scrollHeight - window.innerHeight]), { message: what }).toEqual([0, 0]);
    await page.setViewportSize({ width: 1280, height: 800 });
  }

  for (const lang of ['en', 'fr'] satisfies Lang[]) {
    it(`is clean with all that it opens (${lang})`, { timeout: 180_000 }, async () => {
      const { page } = app;
      const { grid: say, files } = words(lang);
      await app.openProject({
        '.env': await encrypted({ comment: ' --- Runtime ---' }, ['NODE_ENV', 'production'], ['PORT', '8080'], ['OLD_NAME', 'yes'], { comment: ' --- Secrets ---' }, ['API_TOKEN', 'changeme#1'], ['PRICES', '{"canary-look": 1}'], ['LAST', 'x']),
      });
      if (lang === 'fr') await speakFrench(app);
      await app.treeItem('.env').click();
      await app.row('PORT').getByRole('rowheader').click();
      await press('Delete', 'ArrowDown', 'Shift+F2');
      await page.keyboard.type('NEW_NAME');
      await looks('renaming');
      await press('Enter');
      await app.row('NEW_NAME').getByText(say.was('OLD_NAME')).waitFor();
      await press('Control+d', 'Shift+ArrowUp');
      await page.getByRole('region', { name: say.chosenBar }).waitFor();
      await looks('drafts and a choice');
      await press('Shift+F10');
      await page.getByRole('menu').waitFor();
      await looks('menu');
      await press('Escape', 'Escape', 'Control+g');
      await page.getByRole('dialog').waitFor();
      await looks('generating');
      await press('Escape', 'F8');
      await page.getByRole('button', { name: say.marksOf('API_TOKEN') }).press('Enter');
      await page.getByRole('dialog', { name: say.marksTitle }).waitFor();
      await looks('marks');
      await press('Escape');
      await app.row('PRICES').getByRole('rowheader').click();
      await press('Enter');
      await page.getByRole('textbox', { name: files.newValueOf('PRICES') }).fill('{ "a": }');
      await page.getByRole('checkbox', { name: say.large.whitespace }).check();
      await looks('large field');
      await press('Escape');
      await page.getByRole('button', { name: say.large.leave.yes }).click();
      await page.getByRole('button', { name: files.addKey }).click();
      await looks('new key');
    });
  }
});
