// Every part on the page of parts: seen in each look, found by name, worked by keyboard alone. What the screens are made of is tested here once.
import type { Locator } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hasBrowser } from '../host/launch.ts';
import { openApp, type AppPage } from './app-page.ts';
import { axeFindings, axeInBothThemes, guards, type AxeOptions } from './axe.ts';
import { openKit } from './open-kit.ts';

/** On a busy machine a second is short. */
const soon = { timeout: 10_000 } as const;
const isFocused = (locator: Locator): Promise<boolean> => locator.evaluate((element) => element === document.activeElement);

describe.skipIf(!(await hasBrowser()))('the parts', () => {
  let app: AppPage;
  beforeEach(async () => {
    app = await openApp();
    await openKit(app);
    await app.page.emulateMedia({ reducedMotion: 'reduce' });
  });
  afterEach(async () => { await app.close(); });

  const findings = (options: AxeOptions = {}): Promise<readonly string[]> => axeFindings(app.page, { exclude: guards, ...options });
  const button = (name: string): Locator => app.page.getByRole('button', { name, exact: true });

  it('have no accessibility finding in any language, theme and density', async () => {
    const { page } = app;
    for (const [language, density] of [['English', 'Comfortable'], ['English', 'Compact'], ['Français', 'Compacte'], ['Français', 'Confortable']] as const) {
      await page.getByText(language, { exact: true }).click();
      await page.getByRole('radio', { name: language, exact: true, checked: true }).waitFor();
      await page.getByText(density, { exact: true }).click();
      await page.getByRole('radio', { name: density, exact: true, checked: true }).waitFor();
      await expect.poll(() => page.evaluate(() => document.documentElement.dataset['density']), soon).toBe(density.startsWith('Compact') ? 'compact' : 'comfortable');
      expect(await axeInBothThemes(page, { exclude: guards }), `${language} ${density}`).toEqual([]);
    }
  });

  it('have no accessibility finding while something floats above', async () => {
    const { page } = app;
    await button('Show one with a way back').click();
    await button('Show a refusal').click();
    for (const colorScheme of ['light', 'dark'] as const) {
      const colors = colorScheme === 'dark';
      await page.emulateMedia({ reducedMotion: 'reduce', colorScheme });
      expect(await findings({ colors }), `notices ${colorScheme}`).toEqual([]);
      await button('More about .env.production').click();
      await page.getByRole('menu').waitFor();
      // WHY without landmarks: a menu belongs to its button, wherever in the document it stands.
      expect(await findings({ colors, without: ['region'] }), `menu ${colorScheme}`).toEqual([]);
      await page.keyboard.press('Escape');
      for (const name of ['Small', 'Medium', 'Large', 'Question', 'Type the name']) {
        await button(name).click();
        await page.locator('.dialog').waitFor();
        expect(await findings({ colors }), `${name} ${colorScheme}`).toEqual([]);
        await page.keyboard.press('Escape');
        await expect.poll(() => isFocused(button(name)), soon).toBe(true);
      }
    }
    // WHY here: this one has shown everything, and what the page's policy refuses is said on the console.
    expect(app.consoleLines.filter((line) => line.startsWith('error') || line.startsWith('uncaught'))).toEqual([]);
  });

  it('keep rows as high as the density says', async () => {
    const { page } = app;
    const rows = page.getByRole('treeitem');
    const step = async (): Promise<number> => ((await rows.nth(1).boundingBox())?.y ?? 0) - ((await rows.nth(0).boundingBox())?.y ?? 0);
    expect(await step()).toBe(28);
    await page.getByText('Compact', { exact: true }).click();
    await expect.poll(step, soon).toBe(24);
  });

  it('explain themselves on hover and on focus, until Esc or another place', async () => {
    const { page } = app;
    const tip = page.locator('.tooltip');
    const off = page.getByRole('button', { name: 'Not allowed' });
    expect(await off.getAttribute('aria-disabled')).toBe('true');
    await off.hover();
    await tip.getByText('Policy checkout-dev does not allow this').waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => tip.count(), soon).toBe(0);
    await off.focus();
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Tab');
    await tip.getByText('Policy checkout-dev does not allow this').waitFor();
    await page.keyboard.press('Tab');
    await expect.poll(() => tip.getByText('Policy').count(), soon).toBe(0);
    // WHY the snapshot: it is what a screen reader is told, the reason included.
    expect(await off.evaluate((element) => document.getElementById(element.getAttribute('aria-describedby') ?? '')?.textContent)).toBe('Policy checkout-dev does not allow this');
    await page.getByText('a-very-long-name').hover();
    await tip.getByText('env.production').waitFor();
    await tip.hover();
    await page.waitForTimeout(300);
    expect(await tip.count()).toBe(1);
    await page.mouse.move(0, 0);
    await expect.poll(() => tip.count(), soon).toBe(0);
  });

  it('close a tooltip before the dialog under it', async () => {
    const { page } = app;
    await button('Type the name').click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Destroy version 3' }).hover();
    await page.locator('.tooltip').waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('.tooltip').count(), soon).toBe(0);
    expect(await page.getByRole('alertdialog').count()).toBe(1);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('alertdialog').count(), soon).toBe(0);
  });

  it('open a menu with keys, walk it past what is off, and give the focus back', async () => {
    const { page } = app;
    const more = button('More about .env.production');
    const item = (name: string): Locator => page.getByRole('menuitem', { name });
    await more.focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => isFocused(item('Rename')), soon).toBe(true);
    await page.keyboard.press('d');
    await expect.poll(async () => (await isFocused(item('Duplicate'))) || isFocused(item('Delete')), soon).toBe(true);
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => isFocused(item('Move up')), soon).toBe(true);
    expect(await item('Move up').innerText()).toContain('The list is filtered');
    await page.keyboard.press('Enter');
    expect(await page.locator('#kit-menus output').innerText()).toBe('');
    await page.keyboard.press('Escape');
    await expect.poll(() => isFocused(more), soon).toBe(true);
    expect(await page.getByRole('menu').count()).toBe(0);
    await page.keyboard.press('ArrowUp');
    await expect.poll(() => isFocused(item('Delete')), soon).toBe(true);
    await page.keyboard.press('Enter');
    expect(await page.locator('#kit-menus output').innerText()).toBe('Delete');
    await expect.poll(() => isFocused(more), soon).toBe(true);
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => isFocused(item('Rename')), soon).toBe(true);
    await page.keyboard.press('Tab');
    await expect.poll(() => page.getByRole('menu').count(), soon).toBe(0);
    await expect.poll(() => isFocused(more), soon).toBe(true);
    await button('Right click here').click({ button: 'right' });
    await item('Duplicate').click();
    expect(await page.locator('#kit-menus output').innerText()).toBe('Duplicate');
    await expect.poll(() => isFocused(button('Right click here')), soon).toBe(true);
  });

  it('are chosen, ticked and counted with keys', async () => {
    const { page } = app;
    const view = page.getByRole('radiogroup', { name: 'View' });
    await view.getByRole('radio', { name: 'Grid' }).focus();
    await page.keyboard.press('ArrowRight');
    expect(await view.getByRole('radio', { name: 'Text' }).isChecked()).toBe(true);
    await page.keyboard.press('Tab');
    const fields = page.getByRole('tab', { name: 'Fields' });
    await expect.poll(() => isFocused(fields), soon).toBe(true);
    await page.keyboard.press('ArrowRight');
    await page.getByText('Here are the versions.').waitFor();
    expect(await page.getByRole('tab', { name: 'Versions' }).getAttribute('aria-selected')).toBe('true');
    const box = page.getByRole('checkbox', { name: 'DATABASE_URL' });
    await box.focus();
    await page.keyboard.press('Space');
    expect(await box.isChecked()).toBe(false);
    expect(await page.getByRole('checkbox', { name: 'Some keys' }).evaluate((element: HTMLInputElement) => element.indeterminate)).toBe(true);
    const hide = page.getByRole('switch', { name: 'Hide the window' });
    await hide.focus();
    await page.keyboard.press('Space');
    expect(await hide.isChecked()).toBe(false);
    const length = page.getByRole('textbox', { name: 'Length' });
    await length.focus();
    await page.keyboard.press('ArrowUp');
    expect(await length.inputValue()).toBe('33');
    await page.keyboard.press('End');
    expect(await length.inputValue()).toBe('128');
    await button('One less').click();
    expect(await length.inputValue()).toBe('127');
    await length.fill('4000');
    await length.blur();
    expect(await length.inputValue()).toBe('128');
    const kind = page.getByRole('combobox', { name: 'Kind' });
    await kind.selectOption('PEM');
    expect(await kind.inputValue()).toBe('pem');
  });

  it('ask for the name before the last step', async () => {
    const { page } = app;
    await button('Type the name').click();
    const dialog = page.getByRole('alertdialog', { name: 'Destroy version 3?' });
    const last = dialog.getByRole('button', { name: 'Destroy version 3' });
    await expect.poll(() => isFocused(dialog.getByRole('textbox', { name: 'Type stripe to go on' })), soon).toBe(true);
    await page.keyboard.type('strip');
    await page.keyboard.press('Enter');
    expect(await dialog.count()).toBe(1);
    expect(await last.getAttribute('aria-disabled')).toBe('true');
    await page.keyboard.type('e');
    expect(await last.getAttribute('aria-disabled')).toBeNull();
    await page.keyboard.press('Enter');
    await expect.poll(() => dialog.count(), soon).toBe(0);
  });

  it('announce notices, keep a refusal until it is closed, and let one be reached with F6', async () => {
    const { page } = app;
    const notices = page.getByRole('region', { name: 'Notices' });
    await button('Show one').click();
    await button('Show a refusal').click();
    expect(await notices.getAttribute('aria-live')).toBe('polite');
    await notices.getByText('The disk is full').waitFor();
    await page.mouse.move(0, 0);
    await expect.poll(() => notices.getByText('Saved 5 changes').count(), { timeout: 20_000 }).toBe(0);
    expect(await notices.getByText('The disk is full').count()).toBe(1);
    expect(await page.getByRole('dialog').count()).toBe(0);
    await page.keyboard.press('F6');
    await expect.poll(() => isFocused(notices), soon).toBe(true);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect.poll(() => notices.getByText('The disk is full').count(), soon).toBe(0);
    await button('Show one with a way back').click();
    await notices.getByRole('button', { name: 'Undo' }).click();
    await notices.getByText('Taken back').waitFor();
  });

  it('are told apart without their colours', async () => {
    const { page } = app;
    await page.emulateMedia({ reducedMotion: 'reduce', forcedColors: 'active' });
    const borders = await page.evaluate(() => ['#kit-chips .chip-fill', '#kit-buttons .btn:not(.btn-icon)', '#kit-fields .field', '#kit-banners .banner', '#kit-messages .error', '#kit-choices .check input', '#kit-choices .segments'].map((selector) => {
      const element = document.querySelector(selector);
      return element === null ? `no ${selector}` : getComputedStyle(element).borderTopWidth;
    }));
    expect(borders.map((width) => Number.parseFloat(width) >= 1)).toEqual(borders.map(() => true));
    const fill = (selector: string): Promise<string> => page.locator(selector).first().evaluate((element) => getComputedStyle(element).backgroundColor);
    expect(await fill('#kit-choices .segment:has(:checked)')).not.toBe(await fill('#kit-choices .segment:not(:has(:checked))'));
    expect(await fill('#kit-choices .check input:checked')).not.toBe(await fill('#kit-choices .check input:not(:checked)'));
    expect(await page.getByRole('treeitem', { selected: true }).evaluate((element) => getComputedStyle(element).outlineStyle)).toBe('solid');
  });

  it('stand still for who asks for less motion', async () => {
    const { page } = app;
    const moving = (): Promise<number> => page.evaluate(() => document.getAnimations().length);
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    await expect.poll(moving, soon).toBeGreaterThan(0);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await expect.poll(moving, soon).toBe(0);
  });

  it('fit the smallest window and a text twice as large', async () => {
    const { page } = app;
    for (const [width, height, zoom] of [[960, 640, 1], [1280, 800, 2], [1280, 800, 4]] as const) {
      await page.setViewportSize({ width, height });
      await page.evaluate((factor) => { document.documentElement.style.fontSize = `${String(factor * 100)}%`; }, zoom);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), `${String(width)} at ${String(zoom)}`).toBe(0);
    }
  });
});
