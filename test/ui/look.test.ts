// Each screen in both languages and both themes: switched live, remembered by the core, and nothing that an accessibility check objects to.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { words } from '../../shared/words/both.ts';
import type { Lang } from '../../shared/words/index.ts';
import { hasBrowser } from '../host/launch.ts';
import { encrypted, openApp, type AppPage } from './app-page.ts';
import { axeInBothThemes } from './axe.ts';

interface Screen {
  readonly name: string;
  /** Brings the window there from the first screen, in English. */
  readonly go: (app: AppPage) => Promise<void>;
}

const openShop = async (app: AppPage): Promise<void> => {
  await app.openProject({
    '.env': await encrypted({ comment: 'Services' }, ['TOKEN', 'canary-look'], ['URL', 'https://a.example'], ['OLD', 'x']), 'apps/web/.env.local': 'PASSWORD=canary-look-clear\n', '.sops.yaml': 'creation_rules: []\n',
  });
};
const screens: readonly Screen[] = [
  { name: 'first screen', go: () => Promise.resolve() },
  { name: 'project without a file chosen', go: openShop },
  {
    name: 'file with drafts, an editor, a revealed and a copied value',
    async go(app) {
      await openShop(app);
      await app.openFile('.env');
      await app.act('Delete', 'OLD');
      await app.row('OLD').getByRole('button', { name: 'Take back' }).waitFor();
      await app.act('Copy', 'URL');
      await app.row('URL').getByText(/^copied/).waitFor();
      await app.page.waitForTimeout(350);
      await app.reveal('TOKEN');
      await app.page.getByRole('button', { name: 'Add key' }).click();
      await app.page.getByRole('textbox', { name: 'Name' }).fill('OLD=');
      await app.page.getByRole('button', { name: 'Add', exact: true }).click();
      await app.page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'refused file',
    async go(app) {
      await openShop(app);
      await app.treeItem('.env.local').click();
      await app.page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'question',
    async go(app) {
      await openShop(app);
      await app.openFile('.env');
      await app.act('Delete', 'OLD');
      await app.page.getByRole('button', { name: 'Discard' }).click();
      await app.page.getByRole('alertdialog').waitFor();
    },
  },
];

/** Switches to French: on the first screen with its button, elsewhere in the preferences. */
async function speakFrench({ page }: AppPage): Promise<void> {
  const button = page.getByRole('button', { name: 'Français' });
  if (await button.count() > 0) {
    await button.click();
    return;
  }
  await page.keyboard.press('Control+,');
  await page.getByRole('radio', { name: 'Français' }).check({ force: true });
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

describe.skipIf(!(await hasBrowser()))('the look', () => {
  let app: AppPage;
  beforeEach(async () => { app = await openApp(); });
  afterEach(async () => { await app.close(); });

  for (const { name, go } of screens) {
    it(`has no accessibility finding: ${name}`, async () => {
      const { page } = app;
      await go(app);
      // WHY without motion: a colour in the middle of a fade is nobody's contrast.
      await page.emulateMedia({ reducedMotion: 'reduce' });
      const modal = await page.getByRole('alertdialog').count() > 0;
      const languages: readonly Lang[] = modal ? ['en'] : ['en', 'fr'];
      for (const language of languages) {
        if (language === 'fr') await speakFrench(app);
        await expect.poll(() => page.evaluate(() => document.documentElement.lang)).toBe(language);
        await page.mouse.move(0, 0);
        expect(await axeInBothThemes(page), language).toEqual([]);
      }
    });
  }

  it('switches the language live, in the middle of an edit, and remembers it', async () => {
    const { page } = app;
    await openShop(app);
    await app.openFile('.env');
    await app.act('Edit', 'TOKEN');
    await page.getByRole('textbox', { name: 'New value of TOKEN' }).fill('half a val');
    await speakFrench(app);
    const field = page.getByRole('textbox', { name: 'Nouvelle valeur de TOKEN' });
    expect(await field.inputValue()).toBe('half a val');
    await page.getByRole('columnheader', { name: 'Valeur' }).waitFor();
    expect(await page.getByRole('img', { name: 'valeur masquée' }).count()).toBe(2);
    const settings = join(app.home, '.config/coffre/settings.json');
    await expect.poll(() => existsSync(settings) && readFileSync(settings, 'utf8').includes('"fr"')).toBe(true);
    await field.press('Escape');
    await page.reload();
    await page.getByRole('heading', { name: 'shop' }).waitFor();
    await expect.poll(() => page.evaluate(() => document.documentElement.lang)).toBe('fr');
  });

  it('leaves no word in the other language', async () => {
    const { page } = app;
    await openShop(app);
    await app.openFile('.env');
    await speakFrench(app);
    await page.getByRole('columnheader', { name: 'Valeur' }).waitFor();
    const text = await page.locator('body').innerText();
    const english = Object.values(words('en').files).filter((message): message is string => typeof message === 'string' && message.length > 3);
    const french = new Set(Object.values(words('fr').files).filter((message): message is string => typeof message === 'string'));
    expect(english.filter((message) => !french.has(message) && text.split('\n').includes(message))).toEqual([]);
  });

  it('walks through system, light and dark, and remembers it', async () => {
    const { page } = app;
    const ground = (): Promise<string> => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    await page.emulateMedia({ colorScheme: 'dark' });
    const dark = await ground();
    await page.emulateMedia({ colorScheme: 'light' });
    const light = await ground();
    expect(light).not.toBe(dark);
    await page.getByRole('button', { name: 'Light or dark: as the system' }).click();
    await page.getByRole('button', { name: 'Light', exact: true }).click();
    await page.getByRole('button', { name: 'Dark', exact: true }).waitFor();
    expect(await ground()).toBe(dark);
    await page.reload();
    await page.getByRole('button', { name: 'Dark', exact: true }).waitFor();
    expect(await ground()).toBe(dark);
    await page.getByRole('button', { name: 'Dark', exact: true }).click();
    await expect.poll(ground).toBe(light);
  });

  it('fits the smallest window and a text twice as large', async () => {
    const { page } = app;
    await openShop(app);
    await app.openFile('.env');
    await app.act('Delete', 'OLD');
    await app.pending(1);
    for (const [width, height, zoom] of [[1280, 800, 1], [960, 640, 1], [1280, 800, 2]] as const) {
      await page.setViewportSize({ width, height });
      await page.evaluate((factor) => { document.documentElement.style.fontSize = `${factor * 100}%`; }, zoom);
      const overflow = await page.evaluate(() => [document.documentElement.scrollWidth - window.innerWidth, document.documentElement.scrollHeight - window.innerHeight]);
      expect(overflow, `${width}×${height} at ${zoom}`).toEqual([0, 0]);
      for (const name of ['Save', 'Discard', 'Add key']) expect(await page.getByRole('button', { name }).first().isVisible(), `${name} at ${width}`).toBe(true);
    }
  });
});
