// What screen readers are told about whole screens, where the focus goes after each dialog, every question in both languages and themes, and the window with more contrast or the system's own colours.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { words } from '../../shared/words/both.ts';
import { hasBrowser } from '../host/launch.ts';
import { encrypted, openApp, type AppPage } from './app-page.ts';
import { axeFindings, axeInBothThemes, guards } from './axe.ts';
import { speakFrench } from './draft-by-wire.ts';
import { openDrafts, openShop } from './visual/shop.ts';

const withoutDialog = { ports: ((ports) => ({ ...ports, dialogs: { ...ports.dialogs, chooseFolderAbility: { works: false, reason: 'no-program' }, chooseFolder: () => Promise.reject(new Error('no dialog')) } })) } satisfies Parameters<typeof openApp>[0];
const inBothThemes = async (page: Page, what: string): Promise<void> => { expect(await axeInBothThemes(page, { exclude: guards }), what).toEqual([]); };

describe.skipIf(!(await hasBrowser()))('the window for everybody', () => {
  let app: AppPage;
  afterEach(async () => { await app.close(); });

  describe('in the ordinary case', () => {
    beforeEach(async () => { app = await openApp(); });

    it('tells screen readers the first screen by headings, regions and names', async () => {
      // WHY waited for: what is offered on the other side comes after the first view.
      await app.page.getByRole('heading', { name: 'Set up a profile, now or later' }).waitFor();
      const heard = await app.page.locator('body').ariaSnapshot();
      for (const part of ['- main:', 'heading "Open a folder and start" [level=1]', 'button "Open a folder', 'heading "Keys found on this computer" [level=2]', 'button "Try it with a sample project"', 'heading "Set up a profile, now or later" [level=2]', '- contentinfo:', 'button "Français"']) expect(heard).toContain(part);
      await app.page.getByRole('button', { name: 'Français' }).click();
      await app.page.locator('html[lang=fr]').waitFor({ state: 'attached' });
      expect(await app.page.locator('body').ariaSnapshot()).toContain(`heading "${words('fr').start.title}" [level=1]`);
    });

    it.each(['en', 'fr'] as const)('tells screen readers the whole window with drafts, in %s', async (language) => {
      await openDrafts(app);
      if (language === 'fr') await speakFrench(app);
      await app.page.locator(`html[lang=${language}]`).waitFor({ state: 'attached' });
      const { files, frame, grid } = words(language);
      const heard = await app.page.locator('body').ariaSnapshot();
      for (const part of [
        `navigation "${frame.rooms}"`, `link "${frame.filesRoom}"`, `navigation "${frame.whereYouAre}"`, `button "${frame.search}`, '- main:', '- tree', 'heading ".env.production" [level=1]', `grid "${files.grid('.env.production')}"`,
        `separator "${frame.listWidth}"`, `contentinfo "${frame.status}"`, `img "${files.hiddenValue}"`, `columnheader "${grid.columns.value}"`, 'rowheader "LOG_LEVEL"', 'rowheader "LEGACY_API_TOKEN"', 'treeitem ".env.local', 'treeitem "backup.enc.env', 'treeitem ".env.production',
      ]) expect(heard, part).toContain(part);
      // Each mask is read as hidden, and none by itself as anything else.
      const masks = app.page.getByRole('grid').locator('svg.secret-mask');
      expect(await masks.count()).toBeGreaterThan(8);
      expect(await masks.evaluateAll((all) => [...new Set(all.map((mask) => `${mask.getAttribute('role') ?? ''} ${mask.getAttribute('aria-label') ?? ''}`))])).toEqual([`img ${files.hiddenValue}`]);
      expect(heard).not.toContain('made-up');
    });

    it('gives the focus back after every dialog, menu and the palette', { timeout: 60_000 }, async () => {
      const { page } = app;
      await openDrafts(app);
      const row = app.row('PORT');
      const has = (target: Locator): Promise<boolean> => target.evaluate((element) => element === document.activeElement);
      await row.getByRole('rowheader').click();
      const opened = [
        ['Control+s', 'dialog'], ['Control+,', 'dialog'], ['Control+/', 'dialog'], ['Control+k', 'dialog'], ['Control+g', 'dialog'], ['Shift+F10', 'menu'],
      ] as const;
      for (const [keys, role] of opened) {
        await expect.poll(() => has(row), { message: `before ${keys}` }).toBe(true);
        await page.keyboard.press(keys);
        await page.getByRole(role).waitFor();
        await page.keyboard.press('Escape');
        await page.getByRole(role).waitFor({ state: 'detached' });
        await expect.poll(() => has(row), { message: `after ${keys}` }).toBe(true);
      }
      const table = app.row('STRIPE_PRICE_TABLE');
      await table.getByRole('rowheader').click();
      await page.keyboard.press('Control+Enter');
      await page.getByRole('dialog').waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await expect.poll(() => has(table)).toBe(true);
      for (const name of ['Discard', 'More for this project']) {
        const button = page.getByRole('button', { name });
        await button.focus();
        await page.keyboard.press('Enter');
        const floats = page.getByRole(name === 'Discard' ? 'alertdialog' : 'menu');
        await floats.waitFor();
        await page.keyboard.press('Escape');
        await floats.waitFor({ state: 'detached' });
        await expect.poll(() => has(button), { message: name }).toBe(true);
      }
    });

    it.each(['en', 'fr'] as const)('has no accessibility finding in any question, in %s', { timeout: 60_000 }, async (language) => {
      const { page } = app;
      const { files } = words(language);
      const question = page.getByRole('alertdialog');
      await app.openProject({ '.env': await encrypted(['ONE', 'canary-everybody'], ['TWO', 'x']), '.env.other': await encrypted(['THREE', 'y']) });
      if (language === 'fr') await speakFrench(app);
      await app.treeItem('.env').click();
      await app.row('ONE').getByRole('rowheader').click();
      await page.keyboard.press('Enter');
      await page.getByRole('textbox', { name: files.newValueOf('ONE') }).fill('half');
      await app.treeItem('.env.other').click();
      await question.waitFor();
      await inBothThemes(page, `leaving typed text, ${language}`);
      await page.keyboard.press('Escape');
      await question.waitFor({ state: 'detached' });
      await page.keyboard.press('Escape');
      await app.row('TWO').getByRole('rowheader').click();
      await page.keyboard.press('Delete');
      await page.getByRole('region', { name: files.pending }).getByRole('button').first().click();
      await question.waitFor();
      await inBothThemes(page, `discarding, ${language}`);
      await page.keyboard.press('Escape');
      await question.waitFor({ state: 'detached' });
      app.core.command('close-project');
      await question.waitFor();
      await inBothThemes(page, `closing a project, ${language}`);
    });

    it('has no accessibility finding in any state of a file that does not open, in both languages', { timeout: 60_000 }, async () => {
      const { page } = app;
      await openShop(app);
      for (const language of ['en', 'fr'] as const) {
        if (language === 'fr') await speakFrench(app);
        await page.locator(`html[lang=${language}]`).waitFor({ state: 'attached' });
        for (const name of ['backup.enc.env', '.env.local', '.sops.yaml']) {
          await app.treeItem(name).click();
          await page.getByRole('heading', { name, level: 1 }).waitFor();
          await inBothThemes(page, `${name}, ${language}`);
        }
      }
    });

    it('has more contrast for who asks for it', async () => {
      const { page } = app;
      await openDrafts(app);
      const looks = (): Promise<{ readonly muted: string; readonly text: string; readonly ring: string; readonly selected: string }> => page.evaluate(() => {
        const style = (selector: string): CSSStyleDeclaration => getComputedStyle(document.querySelector(selector) ?? document.body);
        return { muted: style('.detail-facts').color, text: style('.detail-title').color, ring: getComputedStyle(document.documentElement).getPropertyValue('--focus-width').trim(), selected: style('.tree-row[aria-selected="true"]').outlineStyle };
      });
      const usual = await looks();
      expect(usual.muted).not.toBe(usual.text);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ reducedMotion: 'reduce', contrast: 'more', colorScheme });
        const more = await looks();
        expect(more.muted).toBe(more.text);
        expect([more.ring, more.selected]).toEqual(['3px', 'solid']);
        expect(await axeFindings(page, { exclude: guards, colors: colorScheme === 'dark' }), `more contrast, ${colorScheme}`).toEqual([]);
      }
    });

    it('tells nothing by its own colours where the system sets them', async () => {
      const { page } = app;
      await openDrafts(app);
      await page.emulateMedia({ reducedMotion: 'reduce', forcedColors: 'active' });
      const told = await page.evaluate(() => {
        const style = (selector: string): CSSStyleDeclaration => getComputedStyle(document.querySelector(selector) ?? document.body);
        return {
          edges: ['.search-open', '.pending-bar', '.toolbar .field', '.segments', '.btn-primary', '.pending-actions .btn'].filter((selector) => Number.parseFloat(style(selector).borderTopWidth) < 1),
          chosen: ['.tree-row[aria-selected="true"]', '.grid-row[aria-selected="true"]'].filter((selector) => style(selector).outlineStyle !== 'solid'),
          mask: style('.secret-mask').color === style('.key').color,
        };
      });
      expect(told).toEqual({ edges: [], chosen: [], mask: true });
      for (const name of ['LOG_LEVEL', 'LEGACY_API_TOKEN']) expect(await app.row(name).locator('.draft-sign .icon').count()).toBe(1);
      expect(await app.treeItem('.env.local').textContent()).toContain('clear text');
      // WHY without contrast: the colours are the system's, and axe reckons with ours.
      expect(await axeFindings(page, { exclude: guards, without: ['color-contrast'] })).toEqual([]);
    });
  });

  it('has no accessibility finding in its own list of folders, in both languages', async () => {
    app = await openApp(withoutDialog);
    mkdirSync(join(app.home, 'code'));
    for (const language of ['en', 'fr'] as const) {
      if (language === 'fr') await speakFrench(app);
      await app.page.locator(`html[lang=${language}]`).waitFor({ state: 'attached' });
      await app.page.keyboard.press('Control+o');
      await app.page.getByRole('dialog').getByRole('option').first().waitFor();
      await inBothThemes(app.page, `folders, ${language}`);
      await app.page.keyboard.press('Escape');
      await app.page.getByRole('dialog').waitFor({ state: 'detached' });
    }
  });
});
