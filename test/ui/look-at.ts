// Looks at one screen for everybody: both themes in a small window, no accessibility finding, nothing cut off. Only looks.
import { AxeBuilder } from '@axe-core/playwright';
import { expect } from 'vitest';
import type { ProfileWindow } from './profile-page.ts';

/** In the language of the moment. */
export async function lookAt({ now }: Pick<ProfileWindow, 'now'>, what: string): Promise<void> {
  const page = now();
  await page.setViewportSize({ width: 960, height: 640 });
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ reducedMotion: 'reduce', colorScheme });
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().exclude('[data-base-ui-focus-guard]').analyze();
    expect(violations.map(({ id, nodes }) => `${what} ${colorScheme} ${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)).toEqual([]);
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
}

export async function speak(app: Pick<ProfileWindow, 'now' | 'core'>, language: 'en' | 'fr'): Promise<void> {
  await app.core.router.handle(JSON.stringify({ call: 'settings.set', input: { language } }), { role: 'window', url: 'https://coffre.invalid/', isMainFrame: true });
  await app.now().locator(`html[lang=${language}]`).waitFor({ state: 'attached' });
}
