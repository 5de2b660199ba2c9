// What goes to paper: the sheet with the recovery key or the recovery codes, whole, in black, and nothing else of the window.
import { expect, describe, it } from 'vitest';
import { hasBrowser } from '../host/launch.ts';
import { askForKey, factorSpecs } from './factor-page.ts';

describe.skipIf(!(await hasBrowser()))('a printed sheet', () => {
  const { app, code, scanned } = factorSpecs();
  const dialog = () => app.now().getByRole('dialog');
  /** The texts that would be on the paper; throws for one that is not black, or lies outside. */
  async function onPaper(): Promise<readonly string[]> {
    await app.now().evaluate(() => { window.print = () => { document.body.dataset['printed'] = 'yes'; }; });
    await dialog().getByRole('button', { name: 'Print' }).click();
    await app.now().locator('body[data-printed=yes]').waitFor({ state: 'attached' });
    await app.now().emulateMedia({ media: 'print' });
    const texts = await app.now().evaluate(() => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const found: string[] = [];
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        const text = node.textContent?.trim() ?? '';
        const { parentElement: around } = node;
        if (text === '' || around === null || !around.checkVisibility({ visibilityProperty: true })) continue;
        const { color } = getComputedStyle(around);
        const { left, right, top, bottom } = around.getBoundingClientRect();
        if (color !== 'rgb(0, 0, 0)') throw new Error(`${color} on the paper`);
        if (left < 0 || top < 0 || right > innerWidth || bottom > innerHeight) throw new Error('beside the paper');
        found.push(text);
      }
      return found;
    });
    await app.now().emulateMedia({ media: 'screen' });
    return texts;
  }

  it('has the recovery key, or the recovery codes, and says what they are for, from a dark window too', async () => {
    await app.core.router.handle(JSON.stringify({ call: 'settings.set', input: { theme: 'dark' } }), { role: 'window', url: 'https://coffre.invalid/', isMainFrame: true });
    await app.now().locator('html[data-theme=dark]').waitFor({ state: 'attached' });
    await app.now().getByRole('button', { name: 'Settings', exact: true }).click();
    await askForKey(app.now());
    await dialog().getByRole('listitem').nth(12).waitFor();
    const groups = await app.now().locator('.sheet-groups .mono').allInnerTexts();
    const numbered = (texts: readonly string[]) => texts.flatMap((text, index) => [String(index + 1), text]);
    expect(await onPaper()).toEqual([expect.stringMatching(/recovery key/), expect.stringMatching(/^Made on /), ...numbered(groups), expect.stringMatching(/keep it away from this computer/)]);
    await app.button('Close without trying it').click();
    await dialog().waitFor({ state: 'detached' });
    // WHY: key and secret are values, and two of them in one breath are refused.
    await app.now().waitForTimeout(1000);
    await app.button('Set up…').click();
    scanned(((await app.now().getByLabel('Or type this secret').textContent()) ?? '').replaceAll(' ', ''));
    await dialog().getByLabel('Code that the app shows now').fill(code());
    await app.now().waitForTimeout(1000);
    await app.now().keyboard.press('Enter');
    await dialog().getByRole('listitem').nth(9).waitFor();
    const codes = await app.now().locator('.sheet-groups .mono').allInnerTexts();
    expect(codes).toHaveLength(10);
    expect(await onPaper()).toEqual([expect.stringMatching(/codes/i), expect.stringMatching(/^Made on /), ...numbered(codes)]);
  });
});
