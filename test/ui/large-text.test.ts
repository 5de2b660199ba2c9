// Text four times as large, a window magnified to a quarter of its size: nothing lies over anything else, nothing is cut off, and everything can be reached.
import type { Locator } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hasBrowser } from '../host/launch.ts';
import { openApp, type AppPage } from './app-page.ts';
import { openDrafts, openShop } from './visual/shop.ts';

/** How the window may look: its size in pixels of the page, and the size of its text. 640 × 400 is 1280 × 800 at 200 %, 320 × 256 the same at 400 % and what WCAG 1.4.10 asks for. */
const conditions = [
  { name: '960 × 640', width: 960, height: 640, text: 1 }, { name: '200 % text', width: 1280, height: 800, text: 2 }, { name: '400 % text', width: 1280, height: 800, text: 4 },
  { name: '200 % zoom', width: 640, height: 400, text: 1 }, { name: '400 % zoom', width: 320, height: 256, text: 1 }, { name: '720 × 480 at 200 % zoom', width: 360, height: 240, text: 1 },
] as const;

describe.skipIf(!(await hasBrowser()))('large text and a small window', () => {
  let app: AppPage;
  beforeEach(async () => {
    app = await openApp();
    await app.page.emulateMedia({ reducedMotion: 'reduce' });
  });
  afterEach(async () => { await app.close(); });

  async function look({ width, height, text }: (typeof conditions)[number]): Promise<void> {
    await app.page.setViewportSize({ width, height });
    await app.page.evaluate((factor) => { document.documentElement.style.fontSize = `${String(factor * 100)}%`; }, text);
    await app.page.evaluate(() => new Promise((resolve) => { requestAnimationFrame(() => { requestAnimationFrame(resolve); }); }));
  }
  const none = { wide: 0, high: 0, cut: [] };
  /** The page itself never scrolls, and no text is higher than the box that shows it. */
  const harm = (): Promise<{ readonly wide: number; readonly high: number; readonly cut: readonly string[] }> => app.page.evaluate(() => {
    const page = document.documentElement;
    const cut = [...document.querySelectorAll<HTMLElement>('h1, h2, .btn, .tree-name, .key, .rail-item > span, .chip, .segment, .statusbar span, .pane-foot span, .crumb span')].filter((element) => {
      const style = getComputedStyle(element);
      if (element.closest('.hidden-text') !== null || element.offsetParent === null || style.display === 'inline') return false;
      // WHY with some leeway: letters reach a little over the line that they stand on.
      return element.scrollHeight > element.clientHeight + Number.parseFloat(style.fontSize) * 0.2;
    }).map((element) => `${element.className}: ${element.textContent.slice(0, 30)}`);
    return { wide: page.scrollWidth - window.innerWidth, high: page.scrollHeight - window.innerHeight, cut };
  });
  /** Rows that are placed from code follow each other. */
  async function rowsApart(selector: string, where: string): Promise<void> {
    const boxes = await app.page.locator(selector).evaluateAll((rows) => rows.map((row) => row.getBoundingClientRect()).map(({ top, bottom }) => ({ top, bottom })).toSorted((a, b) => a.top - b.top));
    expect(boxes.length, where).toBeGreaterThan(1);
    expect(boxes.slice(1).filter(({ top }, at) => top < (boxes[at]?.bottom ?? 0) - 1), `${selector}, ${where}`).toEqual([]);
  }
  /** It can be brought into view, lies within the window, and a click in its middle would be its own. */
  async function reachable(target: Locator, where: string): Promise<void> {
    await target.scrollIntoViewIfNeeded();
    const hit = await target.evaluate((element) => {
      const { left, right, top, bottom } = element.getBoundingClientRect();
      const at = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
      return { inside: left >= -1 && right <= window.innerWidth + 1, own: at !== null && (element.contains(at) || at.contains(element)) };
    });
    expect(hit, `${String(target)} ${where}`).toEqual({ inside: true, own: true });
  }
  const button = (name: string): Locator => app.page.getByRole('button', { name });

  it('leave the first screen whole', async () => {
    for (const condition of conditions) {
      await look(condition);
      expect(await harm(), condition.name).toEqual(none);
      for (const name of ['Open a folder', 'Try it with a sample project', 'Français', 'Light or dark']) await reachable(button(name).first(), condition.name);
      await reachable(app.page.getByRole('heading', { level: 1 }), condition.name);
    }
  });

  it('leave the files, the grid and the pending bar whole', { timeout: 60_000 }, async () => {
    const { page } = app;
    await openDrafts(app);
    for (const condition of conditions) {
      await look(condition);
      expect(await harm(), condition.name).toEqual(none);
      await rowsApart('.tree-row', condition.name);
      await rowsApart('.grid-row, .grid-group', condition.name);
      for (const name of ['Back', 'Search everything', 'Settings', 'Add key', 'Undo', 'Discard', 'Review and save']) await reachable(button(name).first(), condition.name);
      for (const target of [app.treeItem('.env.production'), page.getByRole('link', { name: 'Files' }), page.getByRole('textbox', { name: 'Filter keys' }), page.getByText('2 changes pending'), page.getByRole('heading', { level: 1 })]) await reachable(target, condition.name);
      await app.row('NODE_ENV').getByRole('rowheader').click();
      await reachable(app.row('NODE_ENV').getByRole('button', { name: 'Reveal NODE_ENV' }), condition.name);
      await reachable(app.row('NODE_ENV').getByRole('button', { name: 'Copy NODE_ENV' }), condition.name);
    }
  });

  it('leave the rows of a file in place when the text grows under them', async () => {
    await openShop(app);
    await app.openFile('.env.production');
    await app.row('NODE_ENV').getByRole('rowheader').click();
    for (const condition of conditions) {
      await look(condition);
      await app.page.keyboard.press('End');
      await expect.poll(() => app.row('LEGACY_API_TOKEN').evaluate((row) => row === document.activeElement), { message: condition.name }).toBe(true);
      await reachable(app.row('LEGACY_API_TOKEN').getByRole('rowheader'), condition.name);
      await app.page.keyboard.press('Home');
      await expect.poll(() => app.row('NODE_ENV').evaluate((row) => row === document.activeElement), { message: condition.name }).toBe(true);
    }
  });

  it('leave every dialog whole, and its last button within reach', { timeout: 60_000 }, async () => {
    const { page } = app;
    await openDrafts(app);
    const dialogs = [
      { keys: 'Control+s', last: 'Save 2 changes' }, { keys: 'Control+,', last: 'Done' }, { keys: 'Control+/', last: 'Close' },
    ] as const;
    for (const condition of conditions) {
      await look(condition);
      for (const { keys, last } of dialogs) {
        await page.getByRole('row', { name: /PORT/ }).focus();
        await page.keyboard.press(keys);
        const dialog = page.getByRole('dialog');
        await dialog.waitFor();
        expect(await harm(), `${keys}, ${condition.name}`).toEqual(none);
        await reachable(dialog.getByRole('heading').first(), `${keys}, ${condition.name}`);
        await reachable(dialog.getByRole('button', { name: last }).last(), `${keys}, ${condition.name}`);
        await page.keyboard.press('Escape');
        await dialog.waitFor({ state: 'detached' });
      }
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox', { name: 'Search names' }).fill('stripe');
      await reachable(page.getByRole('option').first(), `palette, ${condition.name}`);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }
  });
});
