// A value is on the screen for its time and nowhere else: not in the page after it hid, not in storage, not on the wire but in its own reveal.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hasBrowser } from '../host/launch.ts';
import { encrypted, openApp, type AppPage } from './app-page.ts';

const secret = 'canary-gone-7be2a91c';
const typed = 'canary-typed-41f0d3aa';

describe.skipIf(!(await hasBrowser()))('values in the window', () => {
  let app: AppPage;
  beforeEach(async () => {
    app = await openApp();
    await app.openProject({ '.env': await encrypted(['TOKEN', secret], ['OTHER', 'canary-gone-other'], ['PEM', `-----BEGIN X-----\n${secret}\n-----END X-----`]) });
    await app.openFile('.env');
  });
  afterEach(async () => { await app.close(); });

  /** Everything of the page that a script, an extension or a crash report could find. */
  const everything = (): Promise<string> => app.page.evaluate(async () => {
    const fields = [...document.querySelectorAll('input, textarea')].map((field) => (field as HTMLInputElement).value);
    const databases = await indexedDB.databases();
    const kept = { ...localStorage, ...sessionStorage };
    return JSON.stringify([document.documentElement.outerHTML, document.title, location.href, history.state, fields, kept, databases, document.cookie, window.name]);
  });

  it('reveal-hides: goes by itself when its time is over', async () => {
    const { page } = app;
    await page.clock.install();
    expect(await app.reveal('TOKEN')).toBe(secret);
    expect(await everything()).toContain(secret);
    await page.clock.runFor(29_000);
    expect(await app.row('TOKEN').locator('.secret-clock').innerText()).toMatch(/^1\ss$/);
    expect(await app.row('TOKEN').locator('.secret-value').count()).toBe(1);
    await page.clock.runFor(1100);
    await expect.poll(() => app.row('TOKEN').locator('.secret-value').count()).toBe(0);
    expect(await everything()).not.toContain(secret);
  });

  it('reveal-hides: goes when the window loses the focus, and when the page is hidden', async () => {
    const { page } = app;
    await app.reveal('TOKEN');
    await page.evaluate(() => { window.dispatchEvent(new Event('blur')); });
    await expect.poll(everything).not.toContain(secret);
    await page.waitForTimeout(350);
    await app.reveal('TOKEN');
    await page.evaluate(() => {
      Object.defineProperty(document, 'hidden', { configurable: true, value: true });
      document.dispatchEvent(new Event('visibilitychange'));
    });
    await expect.poll(everything).not.toContain(secret);
  });

  it('reveal-hides: goes with another reveal, and with another file', async () => {
    const { page } = app;
    await app.reveal('TOKEN');
    await page.waitForTimeout(350);
    await app.reveal('OTHER');
    await expect.poll(everything).not.toContain(secret);
    await page.waitForTimeout(350);
    expect(await app.reveal('PEM')).toContain(secret);
    await app.openProject({ '.env.two': await encrypted(['B', 'x']) }, 'two');
    await app.openFile('.env.two');
    expect(await everything()).not.toContain(secret);
  });

  it('is not shown if it was hidden while it was under way', async () => {
    const { page } = app;
    await page.getByRole('button', { name: 'Reveal TOKEN' }).evaluate((button: HTMLElement) => {
      button.click();
      button.click();
    });
    const asked = (): number => app.wire.filter(({ request, answer }) => request.includes('revealEntry') && answer !== undefined).length;
    await expect.poll(asked).toBe(1);
    await page.waitForTimeout(400);
    expect(await everything()).not.toContain(secret);
    expect(asked()).toBe(1);
    expect(await page.locator('.toast').count()).toBe(0);
  });

  it('leaves a typed value in its field alone, and nowhere after it was applied', async () => {
    const { page } = app;
    await app.act('Edit', 'TOKEN');
    const field = page.getByRole('textbox', { name: 'New value of TOKEN' });
    for (const [attribute, value] of [['autocomplete', 'off'], ['spellcheck', 'false']] as const) expect(await field.getAttribute(attribute)).toBe(value);
    await field.fill(typed);
    expect(await page.evaluate(() => document.documentElement.outerHTML)).not.toContain('value="canary');
    await field.press('Enter');
    await app.pending(1);
    expect(await everything()).not.toContain(typed);
    await app.save(1, '.env');
    expect(await everything()).not.toContain(typed);
    const carrying = app.wire.filter(({ request, answer }) => request.includes(typed) || answer?.includes(typed) === true);
    // What is only half typed goes to the core too, where it is kept over a lock.
    expect(carrying.map(({ request }) => (JSON.parse(request) as { call: string }).call).filter((call) => call !== 'sops.setUnfinished')).toEqual(['sops.setEntry']);
    expect(carrying.some(({ answer }) => answer?.includes(typed) === true)).toBe(false);
  });

  it('begins an edit with the value only if it was shown', async () => {
    const { page } = app;
    await app.reveal('TOKEN');
    await app.act('Edit', 'TOKEN');
    const field = page.getByRole('textbox', { name: 'New value of TOKEN' });
    expect(await field.inputValue()).toBe(secret);
    await field.press('Enter');
    expect(await page.getByText('not saved').count()).toBe(0);
    await expect.poll(everything).not.toContain(secret);
  });

  it('crosses the wire in its own reveal only, and never when it is copied', async () => {
    await app.act('Copy', 'TOKEN');
    await app.row('TOKEN').getByText(/^copied/).waitFor();
    expect(app.fake.clipboard).toBe(secret);
    expect(app.wire.some(({ answer }) => answer?.includes(secret) === true)).toBe(false);
    await app.page.waitForTimeout(350);
    await app.reveal('TOKEN');
    expect(app.wire.filter(({ answer }) => answer?.includes(secret) === true).map(({ request }) => (JSON.parse(request) as { call: string }).call)).toEqual(['sops.revealEntry']);
    expect(app.consoleLines.join('\n')).not.toContain(secret);
  });

  it('opens everything, dialogs too, without a style element, a style attribute in markup, or a violation', async () => {
    const { page } = app;
    await app.act('Delete', 'TOKEN');
    await page.getByRole('button', { name: 'Discard' }).click();
    await page.getByRole('alertdialog').waitFor();
    expect(await page.locator('style').count()).toBe(0);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('alertdialog').count()).toBe(0);
    expect(app.consoleLines.filter((line) => /security policy|trusted/i.test(line))).toEqual([]);
    expect(app.consoleLines.filter((line) => line.startsWith('error') || line.startsWith('uncaught'))).toEqual([]);
  });
});
