// What axe finds wrong with a page. Runs axe itself in there: its builder also hands over everything that is right, which takes longer than to look.
import axe from 'axe-core';
import type { Page } from 'playwright-core';

export interface AxeOptions {
  /** Only in here; else the whole page. */
  readonly include?: string;
  /** Not in here. */
  readonly exclude?: string;
  /** Rules that do not count. */
  readonly without?: readonly string[];
  /** Only what colours decide: for a screen that was looked at in its other theme already. */
  readonly colors?: boolean;
}

/** The guards of Base UI around a menu or a dialog, which never keep the focus but hand it on. */
export const guards = '[data-base-ui-focus-guard]';

/** A line for each rule that is broken, with where; in the colours of the moment. */
export async function axeFindings(page: Page, { include, exclude, without = [], colors = false }: AxeOptions = {}): Promise<readonly string[]> {
  if (!await page.evaluate(() => 'axe' in globalThis)) await page.evaluate(axe.source);
  const context = { include: include ?? ':root', ...(exclude === undefined ? {} : { exclude }) };
  const options = { resultTypes: ['violations'], ...(colors ? { runOnly: ['color-contrast', 'link-in-text-block'] } : {}), rules: Object.fromEntries(without.map((rule) => [rule, { enabled: false }])) } satisfies axe.RunOptions;
  return page.evaluate(async ([where, how]) => {
    // WHY: a colour on its way to another one is neither.
    await new Promise((drawn) => { requestAnimationFrame(() => { requestAnimationFrame(drawn); }); });
    const moving = document.getAnimations().filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime));
    await Promise.allSettled(moving.map(({ finished }) => finished));
    const { violations } = await (globalThis as unknown as { readonly axe: typeof axe }).axe.run(where, how);
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`);
  }, [context, options] as const);
}

/** The same in both themes, the light one first. */
export async function axeInBothThemes(page: Page, options: AxeOptions = {}): Promise<readonly string[]> {
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ reducedMotion: 'reduce', colorScheme });
    found.push(...(await axeFindings(page, { ...options, colors: colorScheme === 'dark' })).map((line) => `${colorScheme} ${line}`));
  }
  return found;
}
