// Looks at one screen for everybody: both themes in a small window, no accessibility finding, nothing cut off. Only looks.
import { expect } from 'vitest';
import { axeInBothThemes, guards } from './axe.ts';
import type { ProfileWindow } from './profile-page.ts';

/** In the language of the moment. */
export async function lookAt({ now }: Pick<ProfileWindow, 'now'>, what: string): Promise<void> {
  const page = now();
  await page.setViewportSize({ width: 960, height: 640 });
  expect(await axeInBothThemes(page, { exclude: guards }), what).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
}

export async function speak(app: Pick<ProfileWindow, 'now' | 'core'>, language: 'en' | 'fr'): Promise<void> {
  await app.core.router.handle(JSON.stringify({ call: 'settings.set', input: { language } }), { role: 'window', url: 'https://coffre.invalid/', isMainFrame: true });
  await app.now().locator(`html[lang=${language}]`).waitFor({ state: 'attached' });
}
