// One screen, in light and dark, beside the pictures that were agreed on. `visual('name', how to get there)` is all that a new screen needs.
// Must never compare pictures of another browser version, or of other fonts than ours.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { Ports } from '../../../electron/core/ports.ts';
import { browserProgram, type LaunchOptions } from '../../host/launch.ts';
import { openApp, type AppPage } from '../app-page.ts';
import { compare } from './compare.ts';
import { readPng, writePng } from './png.ts';

const folder = join(import.meta.dirname, 'baselines');
const browserFile = join(folder, 'browser.json');
const updating = process.env['COFFRE_UPDATE_SCREENS'] === '1';
const deep = process.env['COFFRE_DEEP'] === '1';
/** A picture of a screen that has another one, in English and in full size. WHY not each time: other specs look at every screen in both languages and in a small window, for what is cut off. */
function isVariant(name: string): boolean {
  const whole = name.replace(/-(?:small|french)$/, '');
  return whole !== name && existsSync(join(folder, `${whole}-light.png`));
}
const when = (name: string) => ({ skip: isVariant(name) && !deep && !updating });
/** More pixels than this that differ are a change: a small icon has about sixty. */
const allowedPixels = 24;
/** What every picture is taken at. */
const [size, now] = [{ width: 1280, height: 800 }, new Date('2026-03-04T10:20:30Z')];

export interface VisualOptions {
  /** What of the page is taken, as a selector; the whole window if absent. */
  readonly of?: string;
  /** Several pictures of one screen, by name. */
  readonly parts?: Readonly<Record<string, string>>;
  /** What changes from run to run, painted over. */
  readonly hide?: readonly string[];
  readonly size?: { readonly width: number; readonly height: number };
  readonly app?: Parameters<typeof openApp>[0];
}

/** The browser that the pictures are of, in the words of `browserOf`; nothing while there are none. */
const recordedBrowser = (): string => (existsSync(browserFile) ? (JSON.parse(readFileSync(browserFile, 'utf8')) as { readonly browser: string }).browser : 'nothing');
/** Program and major version, such as `chromium-headless-shell 156`. */
async function browserOf(page: Page): Promise<string> {
  const major = await page.evaluate(() => /Chrome\/(\d+)/.exec(navigator.userAgent)?.[1] ?? 'unknown');
  return `${await browserProgram()} ${major}`;
}

/** False after saying so, where the pictures are of another browser than this one. */
async function comparable(page: Page): Promise<boolean> {
  const [recorded, here] = [recordedBrowser(), await browserOf(page)];
  if (updating) writeFileSync(browserFile, `${JSON.stringify({ browser: here })}\n`);
  if (updating || recorded === here) return true;
  const why = `the pictures are of ${recorded}, this is ${here}: record them with COFFRE_UPDATE_SCREENS=1 and look at them`;
  if (process.env['REQUIRE_VISUAL'] === '1') throw new Error(`REQUIRE_VISUAL=1, but ${why}`);
  console.warn(`!! SKIPPED: ${why}`);
  return false;
}

/** Waits until the page draws with our fonts and says which ones it uses. */
async function fontsInUse(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    await document.fonts.ready;
    return [...document.fonts].filter(({ status }) => status === 'loaded').map(({ family }) => family.replaceAll('"', ''));
  });
}

let failures: string | undefined;
function keep(name: string, picture: Buffer): string {
  failures ??= mkdtempSync(join(tmpdir(), 'coffre-screens-'));
  const file = join(failures, name);
  writeFileSync(file, picture);
  return file;
}

/** What is wrong with a picture, in words with the names of files to look at; nothing if it is as agreed. */
function check(name: string, taken: Buffer): string | undefined {
  const baseline = join(folder, `${name}.png`);
  if (updating) {
    mkdirSync(folder, { recursive: true });
    // WHY kept where nothing changed: a picture that only looks the same again is not worth a change in the repository.
    if (!existsSync(baseline) || compare(readFileSync(baseline), taken).pixels > 0) writeFileSync(baseline, writePng(readPng(taken)));
    return undefined;
  }
  if (!existsSync(baseline)) return `no picture of ${name} yet: look at ${keep(`${name}.png`, taken)}, then record it with COFFRE_UPDATE_SCREENS=1`;
  const { pixels, sizes, draw } = compare(readFileSync(baseline), taken);
  if (pixels <= allowedPixels) return undefined;
  keep(`${name}.before.png`, readFileSync(baseline));
  keep(`${name}.difference.png`, draw());
  return `${name}: ${sizes ?? `${String(pixels)} pixels differ`}; look at ${keep(`${name}.png`, taken)} and the two beside it, and record it with COFFRE_UPDATE_SCREENS=1 if that is meant`;
}

/** The look that pictures are taken in: fixed size, time and theme, nothing moving, the pointer away. */
async function settle(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  await page.mouse.move(0, 0);
  expect(await fontsInUse(page)).toEqual(expect.arrayContaining(['Coffre Sans']));
  await page.evaluate(() => new Promise((resolve) => { requestAnimationFrame(() => { requestAnimationFrame(resolve); }); }));
}

/** Takes every part of the screen in both themes; answers what is not as agreed. */
async function problemsOf(page: Page, parts: Readonly<Record<string, string | undefined>>, hidden: readonly string[]): Promise<readonly string[]> {
  const problems: (string | undefined)[] = [];
  for (const theme of ['light', 'dark'] as const) {
    await settle(page, theme);
    const options = { animations: 'disabled', mask: hidden.map((selector) => page.locator(selector)) } as const;
    for (const [name, selector] of Object.entries(parts)) problems.push(check(`${name}-${theme}`, selector === undefined ? await page.screenshot(options) : await page.locator(selector).screenshot(options)));
  }
  return problems.filter((problem) => problem !== undefined);
}

/** The same machine and the same moment for every picture. */
const fixed = (ports: Ports): Ports => ({ ...ports, clock: { ...ports.clock, now: () => now }, about: { ...ports.about, sandboxed: true } });

/** Compares one page, however it was opened. `open` gets the options that make every picture of the same machine and moment. */
export function visualOf<T extends { close(): Promise<void> }>(name: string, open: (same: LaunchOptions) => Promise<T>, pageOf: (opened: T) => Page, go: (opened: T) => Promise<void>, options: Omit<VisualOptions, 'app'> = {}): void {
  it(`looks as agreed: ${name}`, when(name), async () => {
    const opened = await open({ env: { TZ: 'UTC', LANG: 'en_GB.UTF-8' }, ports: fixed });
    try {
      if (!(await comparable(pageOf(opened)))) return;
      await pageOf(opened).setViewportSize(options.size ?? size);
      await pageOf(opened).clock.setFixedTime(now);
      await go(opened);
      expect(await problemsOf(pageOf(opened), options.parts ?? { [name]: options.of }, options.hide ?? [])).toEqual([]);
    } finally {
      await opened.close();
    }
  });
}

/** A test of one screen: `go` brings a fresh window there. */
export function visual(name: string, go: (app: AppPage) => Promise<void>, options: VisualOptions = {}): void {
  it(`looks as agreed: ${name}`, when(name), async () => {
    const app = await openApp({ ...options.app, env: { TZ: 'UTC', LANG: 'en_GB.UTF-8', ...options.app?.env }, ports: (ports) => fixed(options.app?.ports?.(ports) ?? ports) });
    try {
      if (!(await comparable(app.page))) return;
      await app.page.setViewportSize(options.size ?? size);
      await app.page.clock.setFixedTime(now);
      await go(app);
      expect(await problemsOf(app.page, options.parts ?? { [name]: options.of }, options.hide ?? [])).toEqual([]);
    } finally {
      await app.close();
    }
  });
}
