// The page's policy, kept by every screen and dialog: nothing that is drawn breaks it, and what it forbids stays forbidden there.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasBrowser } from '../host/launch.ts';
import { encrypted, encryptedForOther, openApp, type AppPage } from '../ui/app-page.ts';
import { openKit } from '../ui/open-kit.ts';

declare global {
  interface Window {
    violations?: string[];
  }
}

describe.skipIf(!(await hasBrowser()))('the policy on every screen', () => {
  let app: AppPage;
  const screens: string[] = [];
  beforeAll(async () => {
    app = await openApp();
    await app.page.addInitScript(() => {
      window.violations = [];
      document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile, lineNumber }) => window.violations?.push([violatedDirective, blockedURI, sourceFile, String(lineNumber)].join(' ')));
    });
    await app.page.reload();
    await app.page.getByRole('button', { name: 'Open a folder' }).first().waitFor();
  });
  afterAll(async () => { await app.close(); });

  const press = async (...keys: readonly string[]): Promise<void> => { for (const key of keys) await app.page.keyboard.press(key); };
  const gone = (): Promise<void> => app.page.locator('[role=dialog], [role=alertdialog]').first().waitFor({ state: 'detached' });
  /** What the policy and the console say of this screen; and that it is the screen that was meant. */
  async function clean(screen: string): Promise<void> {
    screens.push(screen);
    const found = await app.page.evaluate(() => ({
      violations: window.violations, styles: document.querySelectorAll('style').length, inline: document.querySelectorAll('script:not([src])').length,
      // Style and script elements in shadow roots, too.
      shadows: [...document.querySelectorAll('*')].flatMap(({ shadowRoot }) => [...(shadowRoot?.querySelectorAll('style, script') ?? [])].map(({ outerHTML }) => outerHTML.slice(0, 100))),
      handlers: [...document.querySelectorAll('*')].flatMap((element) => [...element.attributes].filter(({ name }) => name.startsWith('on')).map(({ name }) => name)),
    }));
    expect(found, screen).toEqual({ violations: [], styles: 0, inline: 0, shadows: [], handlers: [] });
    expect(app.consoleLines.filter((line) => /^(?:error|warning|uncaught)/.test(line)), screen).toEqual([]);
    expect(app.refused, screen).toEqual([]);
  }
  /** What a script in the page would try; each must fail here. */
  async function refusedHere(): Promise<void> {
    const tried = await app.page.evaluate(async () => {
      // WHY later: the debugger may evaluate strings while it runs this, and only then.
      await new Promise((done) => { setTimeout(done, 0); });
      const attempt = (act: () => unknown): string => {
        try {
          act();
          return 'went through';
        } catch (error) {
          return (error as Error).name;
        }
      };
      const made = document.createElement('div');
      const script = document.createElement('script');
      const root = [...document.querySelectorAll('*')].find(({ shadowRoot }) => shadowRoot !== null)?.shadowRoot;
      const style = document.createElement('style');
      style.textContent = 'body { outline: 7px solid rgb(1, 2, 3) }';
      document.head.append(style);
      const styled = getComputedStyle(document.body).outlineWidth === '7px';
      style.remove();
      const range = document.createRange();
      return {
        html: attempt(() => { made.innerHTML = '<b>x</b>'; }),
        outer: attempt(() => { made.append(document.createElement('i')); made.querySelector('i')?.setHTMLUnsafe('<b>x</b>'); }),
        adjacent: attempt(() => { made.insertAdjacentHTML('beforeend', '<b>x</b>'); }),
        shadow: root === undefined || root === null ? 'TypeError' : attempt(() => { root.innerHTML = '<b>x</b>'; }),
        fragment: attempt(() => range.createContextualFragment('<b>x</b>')),
        write: attempt(() => { document.write('x'); }),
        parser: attempt(() => new DOMParser().parseFromString('<b>x</b>', 'text/html')),
        frame: attempt(() => { document.createElement('iframe').srcdoc = '<b>x</b>'; }),
        source: attempt(() => { script.src = 'https://coffre.invalid/x.js'; }),
        code: attempt(() => { script.textContent = 'window.ran = true'; }),
        evaluated: attempt(() => Reflect.construct(Function, ['return 1'])),
        timer: attempt(() => { Reflect.apply(setTimeout, window, ['window.ran = true', 0]); }),
        policy: attempt(() => (window as unknown as { readonly trustedTypes: { createPolicy(name: string, rules: object): unknown } }).trustedTypes.createPolicy('mine', { createHTML: (text: string) => text })),
        fetched: await fetch('https://evil.invalid/').then(() => 'went through', () => 'refused'),
        worker: attempt(() => new Worker('data:text/javascript,1')),
        styled, left: made.innerHTML.includes('<b>'),
      };
    });
    expect(tried).toMatchObject({ html: 'TypeError', outer: 'TypeError', adjacent: 'TypeError', shadow: 'TypeError', fragment: 'TypeError', write: 'TypeError', parser: 'TypeError', frame: 'TypeError', source: 'TypeError', code: 'TypeError', evaluated: 'EvalError', policy: 'TypeError', fetched: 'refused', styled: false, left: false });
    expect(tried.worker).not.toBe('went through');
    await app.page.waitForTimeout(50);
    expect(await app.page.evaluate(() => 'ran' in window)).toBe(false);
  }

  it('is broken by no screen, dialog, menu, notice or tooltip', async () => {
    const { page } = app;
    await clean('first screen');
    await app.openProject({
      '.env': await encrypted({ comment: ' --- Group ---' }, ['TOKEN', 'changeme'], ['PEM', '-----BEGIN X-----\nx\n-----END X-----'], ['HASH', 'a#b'], ['OTHER', 'x']),
      'a/.env.two': await encrypted(['C_BOTH', 'x'], ['C_STAYS', 'y']), '.env.locked': await encryptedForOther(['NO', 'x']), '.env.local': 'CLEAR=1\n', '.sops.yaml': 'creation_rules: []\n',
    });
    await clean('tree');
    for (const name of ['.env.locked', '.env.local', '.sops.yaml']) {
      await app.treeItem(name).click();
      await page.getByRole('heading', { name, exact: true }).waitFor();
      await clean(name);
    }
    await app.openFile('.env');
    await clean('grid');
    await page.getByRole('button', { name: 'Undo: nothing to undo' }).hover();
    await page.locator('.tooltip').first().waitFor();
    await clean('tooltip');
    await app.act('Reveal', 'TOKEN');
    await app.row('TOKEN').locator('.secret-value').waitFor();
    await clean('value shown');
    await app.act('Hide', 'TOKEN');
    await app.row('TOKEN').getByRole('rowheader').click();
    await press('Shift+F10');
    await page.getByRole('menu').waitFor();
    await clean('menu of a key');
    await press('Escape', 'Shift+F2');
    await page.getByRole('textbox', { name: 'New name of TOKEN' }).waitFor();
    await clean('rename');
    await page.keyboard.type('OTHER');
    await press('Enter');
    await page.getByRole('alert').waitFor();
    await clean('rename refused');
    await press('Escape', 'F8', 'End');
    await app.row('TOKEN').getByRole('button', { name: /^Marks of TOKEN|placeholder/ }).first().click();
    await page.getByRole('dialog', { name: 'What to look at' }).waitFor();
    await clean('marks');
    await press('Escape');
    await gone();
    await app.row('TOKEN').getByRole('rowheader').click();
    await press('Control+g');
    await page.getByRole('dialog', { name: /^Generate/ }).waitFor();
    await clean('generate');
    await page.getByRole('button', { name: 'Generate', exact: true }).click();
    await gone();
    await app.act('Edit', 'OTHER');
    await page.getByRole('textbox', { name: 'New value of OTHER' }).fill('y');
    await clean('editor');
    await press('Enter');
    await app.act('Edit', 'PEM');
    await page.getByRole('textbox', { name: 'New value of PEM' }).fill('-----BEGIN X-----\nnot base64!\n-----END Y-----');
    await page.getByRole('checkbox', { name: 'Show white space' }).press('Space');
    await clean('large field');
    await press('Escape');
    await page.getByRole('alertdialog').waitFor();
    await clean('question');
    await page.getByRole('button', { name: 'Leave it' }).click();
    await gone();
    await page.getByRole('button', { name: 'Add key' }).first().click();
    await page.getByRole('textbox', { name: 'Name' }).fill('ADDED');
    await clean('new key');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await app.row('ADDED').getByRole('rowheader').click();
    await press('Control+a');
    await page.getByRole('region', { name: 'Chosen keys' }).waitFor();
    await clean('several chosen');
    await press('Escape');
    await app.review();
    await clean('review');
    await press('Control+s');
    await page.getByText(/^Saved/).first().waitFor();
    await clean('notice');
    await press('Control+k');
    await page.getByRole('combobox', { name: 'Search names' }).fill('to');
    await page.getByRole('option').first().waitFor();
    await clean('palette');
    await press('Escape');
    await page.getByRole('combobox', { name: 'Search names' }).waitFor({ state: 'detached' });
    await press('Control+,');
    await page.getByRole('dialog', { name: 'Preferences' }).waitFor();
    for (const choice of ['Compact', 'Dark', 'Français', 'English', 'Light', 'Comfortable']) await page.getByRole('dialog').locator('label').filter({ hasText: choice }).first().click();
    await clean('preferences');
    await press('Escape');
    await gone();
    await press('Control+/');
    await page.getByRole('dialog').waitFor();
    await clean('shortcuts');
    await press('Escape');
    await gone();
  });

  it('is broken by no version of a file: two of them, and as text', async () => {
    const { page } = app;
    await app.openFile('.env.two');
    await app.act('Edit', 'C_BOTH');
    await page.getByRole('textbox', { name: 'New value of C_BOTH' }).fill('mine');
    await press('Enter');
    await app.pending(1);
    writeFileSync(join(app.project, 'a/.env.two'), await encrypted(['C_BOTH', 'theirs'], ['C_STAYS', 'y'], ['C_NEW', 'z']));
    await page.getByRole('button', { name: 'Look at both' }).waitFor();
    await clean('changed on disk');
    await page.getByRole('button', { name: 'Look at both' }).click();
    await page.getByRole('heading', { name: 'Two versions of .env.two' }).waitFor();
    await page.getByRole('button', { name: 'Another value' }).click();
    await page.getByRole('textbox', { name: 'Another value for C_BOTH' }).waitFor();
    await clean('two versions');
    await press('Escape');
    await page.getByRole('button', { name: 'Decide later' }).click();
    await app.openFile('.env');
    await page.locator('label').filter({ hasText: /^Text$/ }).click();
    await page.locator('.code-chip').first().waitFor();
    await page.locator('.cm-content').focus();
    await press('Control+End', 'Enter');
    await page.keyboard.type('no sign');
    await press('Control+s');
    await page.getByRole('alert').waitFor();
    await press('Control+f');
    await page.getByRole('search').waitFor();
    await clean('text, with a note and the search');
  });

  it('SECURITY(csp) still forbids markup and code from strings, also with an editor in a shadow root', async () => {
    expect(await app.page.evaluate(() => [...document.querySelectorAll('*')].some(({ shadowRoot }) => shadowRoot !== null))).toBe(true);
    await refusedHere();
  });

  it('is broken by no part of the kit', async () => {
    const { page } = app;
    page.removeAllListeners('dialog');
    page.on('dialog', (dialog) => { void dialog.accept(); });
    const before = app.consoleLines.length;
    await openKit(app);
    for (const name of ['Show one with a way back', 'Show a refusal']) await page.getByRole('button', { name, exact: true }).click();
    await page.getByRole('button', { name: 'Type the name', exact: true }).click();
    await page.getByRole('alertdialog').waitFor();
    expect(await page.evaluate(() => [window.violations, document.querySelectorAll('style').length])).toEqual([[], 0]);
    expect(app.consoleLines.slice(before).filter((line) => /^(?:error|warning|uncaught)/.test(line))).toEqual([]);
    expect(screens.length).toBeGreaterThan(25);
  });
});
