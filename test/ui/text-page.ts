// Text mode as a person uses it, for specs: a file with canaries opened as text, its lines as they are seen, the cursor put where it is wanted.
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import type { PlainLine } from '../../electron/core/sops/index.ts';
import { identities } from '../fakes/fixtures.ts';
import { sopsDecrypt } from '../fakes/real-sops.ts';
import { encrypted, openApp, type AppPage } from './app-page.ts';

export const values = { ALPHA: 'canary-text-a1', BETA: 'canary-text-b2', GAMMA: 'canary-text-c3\nsecond canary-text-c4', DELTA: 'canary-text-d5' };
export const canaries = ['canary-text-a1', 'canary-text-b2', 'canary-text-c3', 'canary-text-c4', 'canary-text-d5', 'canary-text-e6'];
const few: readonly PlainLine[] = [{ comment: ' First' }, ['ALPHA', values.ALPHA], ['BETA', values.BETA], { comment: 'OLD_TOKEN=canary-text-e6' }, ['GAMMA', values.GAMMA], ['DELTA', values.DELTA]];

declare global {
  interface Window {
    copiedTexts?: string[];
  }
}

export interface TextPage {
  readonly app: AppPage;
  /** The editor, whatever the language. */
  readonly text: Locator;
  switchTo(mode: 'Grid' | 'Text'): Promise<void>;
  /** The lines in view; each chip is a □. */
  lines(): Promise<string[]>;
  lastLine(): Promise<string | undefined>;
  /** Puts the cursor at the end of a line, counted from 1. */
  goTo(line: number): Promise<void>;
  paste(what: string): Promise<void>;
  /** What the last copy or cut put on the clipboard. */
  copied(): Promise<string>;
  /** Reviews and saves. */
  save(): Promise<void>;
  /** The saved file as the real sops reads it. */
  plain(): string;
  /** Requests that changed lines. */
  splices(): string[];
  /** A call past the window's own state, as from elsewhere. */
  ask(call: string, input: object): Promise<Readonly<Record<string, unknown>>>;
  /** The person leaves: the screen is locked. */
  leave(): void;
}

export async function openText(file: readonly PlainLine[] = few): Promise<TextPage> {
  let tell: (news: 'screen-locked') => void = () => undefined;
  const app = await openApp({ ports: (ports) => ({ ...ports, power: { idleSeconds: () => 0, watch: (listener) => { tell = listener; return () => undefined; } } }) });
  const { page } = app;
  const text = page.locator('.cm-content');
  const self: TextPage = {
    app, text,
    async switchTo(mode) { await page.locator('label').filter({ hasText: new RegExp(`^${mode}$`) }).click(); },
    lines: () => text.locator('.cm-line').evaluateAll((all) => all.map((line) => [...line.childNodes].map((node) => (node instanceof Element && node.matches('.code-said') ? '' : node instanceof Element && (node.matches('.code-chip') || node.querySelector('.code-chip') !== null) ? '□' : (node.textContent ?? ''))).join('').replaceAll('\u200b', ''))),
    lastLine: async () => (await self.lines()).at(-1),
    async goTo(line) {
      await text.focus();
      await page.keyboard.press('Control+Home');
      for (let at = 1; at < line; at += 1) await page.keyboard.press('ArrowDown');
      await page.keyboard.press('End');
    },
    paste: (what) => text.evaluate((content, given) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', given);
      content.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, what),
    copied: async () => (await page.evaluate(() => window.copiedTexts?.at(-1))) ?? '',
    async save() {
      await page.keyboard.press('Control+s');
      await page.getByRole('dialog').getByRole('button', { name: /^Save/ }).click();
      await page.getByText(/^Saved \d+ change/).waitFor();
    },
    plain: () => sopsDecrypt(join(app.project, '.env'), identities[0]).stdout.toString('utf8'),
    splices: () => app.wire.filter(({ request }) => request.includes('sops.spliceLines')).map(({ request }) => request),
    ask: (call, input) => page.evaluate(async ([name, given]) => {
      const bridge = window.bridge as unknown as { call(call: string, input: object): Promise<{ readonly value: Readonly<Record<string, unknown>> }> };
      return (await bridge.call(name, given)).value;
    }, [call, input] as const),
    leave: () => { tell('screen-locked'); },
  };
  await app.openProject({ '.env': await encrypted(...file) });
  await app.openFile('.env');
  await page.evaluate(() => {
    window.copiedTexts = [];
    for (const event of ['copy', 'cut'] as const) document.addEventListener(event, ({ clipboardData }) => window.copiedTexts?.push(clipboardData?.getData('text/plain') ?? ''));
  });
  await self.switchTo('Text');
  await page.getByRole('textbox', { name: 'Text of .env, values masked' }).locator('.code-chip').first().waitFor();
  return self;
}
