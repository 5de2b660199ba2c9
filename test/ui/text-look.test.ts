// Text mode for everybody: axe on the editor with what floats above it, in both languages and themes; names for screen readers; small windows.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hasBrowser } from '../host/launch.ts';
import { axeFindings } from './axe.ts';
import { openText, type TextPage } from './text-page.ts';

describe.skipIf(!(await hasBrowser()))('text mode for everybody', () => {
  let at: TextPage;
  beforeEach(async () => { at = await openText([{ comment: ' First' }, ['ALPHA', 'canary-text-a1 #b'], ['BETA_PASSWORD', 'short']]); });
  afterEach(async () => { await at.app.close(); });

  it.each([['en', 'light'], ['fr', 'dark']] as const)('has nothing that axe objects to in %s and %s', async (language, theme) => {
    const { page } = at.app;
    await at.ask('settings.set', { ...(await at.ask('settings.get', {})), language, theme });
    await page.locator(`html[lang=${language}][data-theme=${theme}]`).waitFor({ state: 'attached' });
    await at.goTo(3);
    await page.keyboard.press('Enter');
    await page.keyboard.type('NEW=typed');
    await at.goTo(2);
    await page.keyboard.press('Control+f');
    await page.keyboard.type('alp');
    await page.locator('.code-mark-lint').first().click();
    await page.locator('.code-popover').waitFor();
    expect(await axeFindings(page)).toEqual([]);
  });

  it('is heard as a text whose values are hidden, with what can be done beside it', async () => {
    await at.goTo(2);
    await at.app.page.locator('.code-acts button').first().waitFor();
    const heard = await at.app.page.locator('.detail-body').ariaSnapshot();
    for (const part of ['textbox "Text of .env, values masked"', 'img "hidden value of ALPHA"', 'group "What can be done with ALPHA"', 'button "Why line 2 is marked"', 'button "Reveal ALPHA"', 'button "Copy ALPHA"', 'button "Type a new value for ALPHA"']) expect(heard).toContain(part);
    expect(await at.text.getAttribute('aria-describedby')).toBe('code-help');
    expect(await at.text.evaluate((content) => (content.getRootNode() as ShadowRoot).getElementById('code-help')?.textContent)).toContain('Tab leaves the text');
  });

  it('opens the note on a mark by keyboard, and Esc leads back to the text', async () => {
    const { page } = at.app;
    await at.goTo(2);
    await page.locator('.code-mark-lint').first().waitFor();
    await page.locator('.code-acts button').first().waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('note', { name: 'Note on line 2' }).getByText('Line 2: has a #').waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('note').count()).toBe(0);
    expect(await at.text.evaluate((content) => content.matches(':focus'))).toBe(true);
  });

  it('keeps its acts and its note inside of a small window', async () => {
    const { page } = at.app;
    await page.setViewportSize({ width: 960, height: 640 });
    await at.goTo(2);
    await page.locator('.code-mark-lint').first().click();
    for (const part of ['.code-acts', '.code-popover']) {
      // WHY polled: what floats finds its place a frame after it is there.
      await expect.poll(async () => {
        const box = await page.locator(part).boundingBox();
        return box === null ? undefined : box.x >= 0 && box.x + box.width <= 960 && box.y + box.height <= 640;
      }, { message: part }).toBe(true);
    }
  });
});
