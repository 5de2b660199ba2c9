// What text mode may hold of existing values: nothing. And what it draws of ten thousand lines: those in view.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PlainLine } from '../../electron/core/sops/index.ts';
import { hasBrowser } from '../host/launch.ts';
import { canaries, openText, type TextPage } from './text-page.ts';

describe.skipIf(!(await hasBrowser()))('what text mode holds', () => {
  let at: TextPage;
  beforeEach(async () => { at = await openText(); });
  afterEach(async () => { await at.app.close(); });

  it('SECURITY(typed-hides): seals what was typed when the person turns away', async () => {
    const { page } = at.app;
    await at.goTo(6);
    await page.keyboard.press('Enter');
    await page.keyboard.type('TYPED=readable-for-now');
    at.leave();
    await expect.poll(at.lastLine).toBe('TYPED=□');
    expect(await page.evaluate(() => document.querySelector('.detail-body > div')?.shadowRoot?.innerHTML.includes('readable-for-now'))).toBe(false);
  });

  it('SECURITY(typed-hides): covers what cannot be sealed, until the person is back', async () => {
    const { page } = at.app;
    await at.goTo(6);
    await page.keyboard.press('Enter');
    await page.keyboard.type('BETA=refused-for-its-name');
    const covered = (): Promise<string> => at.text.locator('.code-value').last().evaluate((value) => getComputedStyle(value).getPropertyValue('-webkit-text-security'));
    expect(await covered()).toBe('none');
    at.leave();
    await expect.poll(covered).toBe('disc');
    await page.keyboard.press('End');
    await expect.poll(covered).toBe('none');
    expect(await at.lastLine()).toBe('BETA=refused-for-its-name');
  });

  it('SECURITY(canary) holds no existing value: in no shadow, no state of the editor, no clipboard, no message', async () => {
    const { page } = at.app;
    await at.goTo(6);
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Control+c');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.keyboard.type('EPSILON=');
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+y');
    const held = await at.text.evaluate((content) => {
      const seen = new Set<unknown>();
      const texts: string[] = [];
      // Everything that can be reached from the editor's element, its state included.
      const walk = (value: unknown, depth: number): void => {
        if (typeof value === 'string') texts.push(value);
        if (typeof value !== 'object' || value === null || seen.has(value) || depth > 14 || value instanceof Window || value instanceof Node) return;
        seen.add(value);
        for (const part of value instanceof Map || value instanceof Set ? [...value] : Object.values(value)) walk(part, depth + 1);
      };
      for (const key of Object.getOwnPropertyNames(content)) walk((content as unknown as Readonly<Record<string, unknown>>)[key], 0);
      const root = content.getRootNode() as ShadowRoot;
      return { state: texts.join('\n'), shadow: root.innerHTML, page: document.documentElement.outerHTML };
    });
    const all = { ...held, clipboard: await at.copied(), wire: at.app.wire.map(({ request, answer }) => `${request}\n${answer ?? ''}`).join('\n'), console: at.app.consoleLines.join('\n'), tree: await page.locator('body').ariaSnapshot() };
    expect(held.state).toContain('{{coffre:');
    expect(all.clipboard).toMatch(/ALPHA=\{\{coffre:/);
    for (const [where, what] of Object.entries(all)) for (const canary of canaries) expect(what.includes(canary), `${where} holds ${canary}`).toBe(false);
    expect(at.app.consoleLines.filter((line) => /content security|trusted|violat/i.test(line))).toEqual([]);
    expect(readFileSync(join(at.app.project, '.env'), 'utf8')).not.toContain('canary');
  });
});

describe.skipIf(!(await hasBrowser()))('text mode with ten thousand lines', () => {
  it('draws the lines in view alone, and takes a chip whole that was never drawn before', async () => {
    const at = await openText(Array.from({ length: 10_000 }, (_, index): PlainLine => [`KEY_${String(index)}`, `canary-many-${String(index)}`]));
    try {
      expect(await at.text.locator('.cm-line').count()).toBeLessThan(200);
      await at.text.focus();
      await at.app.page.keyboard.press('Control+End');
      await at.text.getByText('KEY_9999').waitFor();
      await at.app.page.keyboard.press('Backspace');
      await at.app.page.keyboard.type('short');
      await at.app.pending(1);
      expect(await at.text.locator('.cm-line').last().innerText()).toContain('KEY_9999=short');
      expect(await at.text.locator('.cm-line').count()).toBeLessThan(200);
      expect(at.splices().join('')).toContain('"lines":["KEY_9999=short"]');
    } finally {
      await at.app.close();
    }
  });
});
