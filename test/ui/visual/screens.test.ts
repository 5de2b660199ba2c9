// Every screen beside its picture. To add one: a line here, then COFFRE_UPDATE_SCREENS=1, then look at what was written.
import { describe } from 'vitest';
import { hasBrowser } from '../../host/launch.ts';
import type { AppPage } from '../app-page.ts';
import { speakFrench } from '../draft-by-wire.ts';
import { openKit } from '../open-kit.ts';
import { openConflict, openDrafts, openProduction, openShop, openWithoutKey } from './shop.ts';
import { visual } from './visual.ts';

/** The first screen of somebody who wants no profile now. */
async function putOff({ page }: AppPage): Promise<void> {
  await page.getByRole('button', { name: 'Later' }).click();
  await page.getByRole('heading', { name: 'What Coffre does with your files' }).waitFor();
}

describe.skipIf(!(await hasBrowser()))('the screens', () => {
  visual('start', putOff);
  visual('start-small', putOff, { size: { width: 960, height: 640 } });
  visual('start-french', async (app) => {
    await putOff(app);
    await app.page.getByRole('button', { name: 'Français' }).click();
  });
  visual('project', async (app) => {
    await openShop(app);
    // What nobody here can open is found out a moment later.
    await app.page.getByText('1 without a key').first().waitFor();
  });
  visual('files', openProduction);
  visual('files-drafts', openDrafts);
  visual('files-small', openDrafts, { size: { width: 960, height: 640 } });
  visual('files-compact', async (app) => {
    await openKit(app);
    await app.page.getByText('Compact', { exact: true }).click();
    await app.page.evaluate(() => { location.hash = ''; });
    await app.page.reload();
    await openProduction(app);
  });
  visual('files-text', async (app) => {
    await openProduction(app);
    await app.page.getByText('Text', { exact: true }).click();
    await app.page.locator('.cm-content').waitFor();
  });
  visual('files-clear-text', async (app) => {
    await openShop(app);
    await app.treeItem('.env.local').click();
    await app.page.getByRole('alert').waitFor();
  });
  visual('files-no-key', async (app) => {
    await openShop(app);
    await openWithoutKey(app);
  });
  visual('files-french', async (app) => {
    await openDrafts(app);
    await speakFrench(app);
    await app.page.locator('html[lang=fr]').waitFor({ state: 'attached' });
    await app.page.getByRole('columnheader', { name: 'Valeur' }).waitFor();
  });
  visual('files-conflict', openConflict);
  visual('files-value', async (app) => {
    await openProduction(app);
    await app.row('STRIPE_PRICE_TABLE').getByRole('rowheader').click();
    await app.page.keyboard.press('Control+Enter');
    await app.page.locator('textarea:focus').waitFor();
    await app.page.keyboard.type('{ "basic": 900,');
  });
  visual('files-generate', async (app) => {
    await openProduction(app);
    await app.row('STRIPE_SECRET_KEY').getByRole('rowheader').click();
    await app.page.keyboard.press('Control+g');
    await app.page.getByRole('dialog').waitFor();
  });
  visual('files-review', async (app) => {
    await openDrafts(app);
    await app.review();
  });
  visual('palette', async (app) => {
    await openProduction(app);
    await app.page.keyboard.press('Control+k');
    await app.page.getByRole('combobox', { name: 'Search names' }).waitFor();
    await app.page.keyboard.type('data');
  });
  visual('preferences', async (app) => {
    await openShop(app);
    await app.page.keyboard.press('Control+,');
    await app.page.getByRole('dialog').waitFor();
  });
  visual('shortcuts', async (app) => {
    await openShop(app);
    await app.page.keyboard.press('Control+/');
    await app.page.getByRole('dialog').waitFor();
  });
  visual('question', async (app) => {
    await openDrafts(app);
    await app.page.getByRole('button', { name: 'Discard' }).click();
    await app.page.getByRole('alertdialog').waitFor();
  });
});

const parts = ['chips', 'buttons', 'tips', 'menus', 'secrets', 'fields', 'choices', 'banners', 'messages', 'waiting', 'tree'];

describe.skipIf(!(await hasBrowser()))('the parts', () => {
  visual('kit', openKit, { parts: Object.fromEntries(parts.map((part) => [`kit-${part}`, `#kit-${part}`])) });
  visual('kit-compact', async (app) => {
    await openKit(app);
    await app.page.getByText('Compact', { exact: true }).click();
  }, { parts: { 'kit-compact-buttons': '#kit-buttons', 'kit-compact-fields': '#kit-fields', 'kit-compact-choices': '#kit-choices', 'kit-compact-tree': '#kit-tree' } });
  for (const [name, button] of [['small', 'Small'], ['medium', 'Medium'], ['large', 'Large'], ['question', 'Question'], ['typed', 'Type the name']] as const) {
    visual(`dialog-${name}`, async (app) => {
      await openKit(app);
      await app.page.getByRole('button', { name: button, exact: true }).click();
      await app.page.locator('.dialog').waitFor();
    }, { of: '.dialog' });
  }
  visual('menu', async (app) => {
    await openKit(app);
    await app.page.getByRole('button', { name: 'More about .env.production' }).focus();
    await app.page.keyboard.press('Enter');
    await app.page.getByRole('menuitem', { name: 'Rename' }).waitFor();
  }, { of: '.menu' });
  visual('notices', async (app) => {
    await openKit(app);
    await app.page.getByRole('button', { name: 'Show a refusal' }).click();
    await app.page.getByRole('button', { name: 'Show one with a way back' }).click();
    await app.page.getByText('Saved 5 changes to .env.production').first().waitFor();
  }, { of: '.toasts' });
});
