// A long day in the window, for the canary tests: everything that can be done to a secret is done once, each to a string that exists nowhere else. What the page held is kept at each stop.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { identities } from '../fakes/fixtures.ts';
import { sopsDecrypt, sopsPath } from '../fakes/real-sops.ts';
import { encrypted, writeFiles, type AppPage } from '../ui/app-page.ts';
import { everythingOf } from './search.ts';

/** Never asked for: nowhere outside the core. All begin alike, so that one search through memory finds any. */
export const hidden = {
  untouched: 'canary-hid-1a5f', url: 'canary-hid-2b91', pem: 'canary-hid-3c77', comment: 'canary-hid-4dc0', renamed: 'canary-hid-5e03', moved: 'canary-hid-6f8b', edited: 'canary-hid-7a21', generated: 'canary-hid-8b44',
  removed: 'canary-hid-9c65', undone: 'canary-hid-ad86', text: 'canary-hid-bea7', cut: 'canary-hid-cfc8', disk: 'canary-hid-d0e9', diskMine: 'canary-hid-e10a', sibling: 'canary-hid-f22b', clear: 'canary-hid-g34c',
};
/** Each shown once: in one answer, and on the page while it is shown. */
export const shown = { grid: 'canary-sho-1a5f', large: 'canary-sho-2b91', review: 'canary-sho-3c77', text: 'canary-sho-4dc0', saved: 'canary-sho-5e03', disk: 'canary-sho-6f8b', last: 'canary-sho-7a21' };
/** Copied by the core: on the clipboard alone. */
export const copied = { grid: 'canary-cop-1a5f', palette: 'canary-cop-2b91', text: 'canary-cop-3c77' };
/** Typed: on the page while it is typed, then in the request that carries it. */
export const typed = { edited: 'canary-typ-1a5f', added: 'canary-typ-2b91', large: 'canary-typ-3c77', twin: 'canary-typ-4dc0-8f3k2m9x1q', line: 'canary-typ-5e03', mine: 'canary-typ-6f8b', another: 'canary-typ-7a21' };

export interface Look {
  readonly where: string;
  readonly page: string;
  /** What may be readable there. */
  readonly allowed: readonly string[];
}
export interface Day {
  readonly app: AppPage;
  readonly looks: readonly Look[];
  /** What the page put on the clipboard by itself, and what it dragged. */
  readonly handedOut: readonly string[];
  /** What the core made; undefined where no sops can tell. */
  readonly made: string | undefined;
}

declare global {
  interface Window {
    handedOut?: string[];
  }
}

/** Waits until it is so; a hook has no poll of its own. */
async function until(what: string, holds: () => Promise<boolean> | boolean): Promise<void> {
  for (let tries = 0; !(await holds()); tries += 1) {
    if (tries > 200) throw new Error(`never came true: ${what}`);
    await new Promise((done) => { setTimeout(done, 50); });
  }
}

/** Does it all; ends in text mode with a typed line that is applied and readable, and with one value shown. */
export async function liveThroughADay(app: AppPage): Promise<Day> {
  const { page } = app;
  const looks: Look[] = [];
  const look = async (where: string, ...allowed: readonly string[]): Promise<void> => { looks.push({ where, page: await everythingOf(page), allowed }); };
  const press = async (...keys: readonly string[]): Promise<void> => { for (const key of keys) await page.keyboard.press(key); };
  /** Secrets leave one at a time. */
  const pause = (): Promise<void> => page.waitForTimeout(350);
  const focusRow = (key: string): Promise<void> => app.row(key).getByRole('rowheader').click();
  const saved = async (): Promise<void> => { await press('Control+s'); await page.getByText(/^Saved \d+ changes? to/).first().waitFor(); await page.getByRole('dialog').waitFor({ state: 'detached' }); };

  const files = {
    '.env': await encrypted(
      { comment: ' Runtime' }, { comment: `OLD_TOKEN=${hidden.comment}` }, ['UNTOUCHED', hidden.untouched], ['B_URL', `https://u:${hidden.url}@h/x`], ['PEM', `-----BEGIN X-----\n${hidden.pem}\n-----END X-----`],
      { comment: ' --- More ---' }, ['RENAMED', hidden.renamed], ['MOVED', hidden.moved], ['EDITED', hidden.edited], ['GENERATED', hidden.generated], ['REMOVED', hidden.removed], ['UNDONE', hidden.undone],
      ['SHOWN', shown.grid], ['LARGE', `-----BEGIN Y-----\n${shown.large}\n-----END Y-----`], ['REVIEWED', shown.review], ['COPIED', copied.grid], ['PALETTE', copied.palette], ['TWIN', 'to-be-typed'],
    ),
    '.env.sibling': await encrypted(['SIBLING', hidden.sibling], ['SAME', typed.twin]),
    '.env.text': await encrypted({ comment: ' First' }, ['T_HIDDEN', hidden.text], ['T_CUT', hidden.cut], ['T_SHOWN', shown.text], ['T_COPIED', copied.text], ['T_LAST', shown.last]),
    '.env.two': await encrypted(['C_BOTH', shown.saved], ['C_OTHER', hidden.diskMine], ['C_STAYS', 'same']),
    '.env.local': `CLEAR=${hidden.clear}\n`,
  };
  const project = join(app.home, 'projects-1/shop');
  writeFiles(project, files);
  const git = (...args: readonly string[]): void => { execFileSync('git', args, { cwd: project, stdio: 'ignore', env: { PATH: process.env['PATH'], HOME: app.home, GIT_AUTHOR_NAME: 'a', GIT_AUTHOR_EMAIL: 'a@invalid', GIT_COMMITTER_NAME: 'a', GIT_COMMITTER_EMAIL: 'a@invalid' } }); };
  git('init', '--quiet');
  git('add', '.env', '.env.text');
  git('commit', '--quiet', '--message=x');

  await look('the first screen');
  await app.openProject(files);
  await page.evaluate(() => {
    window.handedOut = [];
    for (const event of ['copy', 'cut'] as const) document.addEventListener(event, ({ clipboardData }) => window.handedOut?.push(...[...(clipboardData?.types ?? [])].map((type) => clipboardData?.getData(type) ?? '')));
    window.addEventListener('dragstart', ({ dataTransfer }) => window.handedOut?.push(...[...(dataTransfer?.types ?? [])].map((type) => dataTransfer?.getData(type) ?? '')));
  });
  await app.treeItem('.env.local').click();
  await page.getByRole('heading', { name: '.env.local' }).waitFor();
  await look('a file in clear text');
  await app.openFile('.env');
  await until('history', () => app.wire.some(({ request, answer }) => request.includes('sops.listHistory') && answer !== undefined));
  await page.getByRole('button', { name: 'Undo: nothing to undo' }).hover();
  await page.locator('.tooltip').first().waitFor();
  await look('the grid, with a tooltip');

  // Shown, hidden, copied.
  await app.act('Reveal', 'SHOWN');
  await app.row('SHOWN').getByText(shown.grid).waitFor();
  await look('a value shown', shown.grid);
  await app.act('Hide', 'SHOWN');
  await look('a value hidden again');
  await pause();
  await app.act('Copy', 'COPIED');
  await app.row('COPIED').getByText(/^copied/).waitFor();
  await look('a value copied');
  await press('Control+k');
  await page.getByRole('combobox', { name: 'Search names' }).fill('palette');
  await page.getByRole('option', { name: /PALETTE/ }).first().waitFor();
  await look('the palette');
  await pause();
  await press('Control+Enter');
  await page.getByText('PALETTE copied.').first().waitFor();
  await page.getByRole('combobox', { name: 'Search names' }).waitFor({ state: 'detached' });

  // Everything that changes a draft.
  await focusRow('RENAMED');
  await press('Shift+F2');
  await page.getByRole('textbox', { name: 'New name of RENAMED' }).fill('NEW_NAME');
  await press('Enter');
  await app.row('NEW_NAME').waitFor();
  await press('Control+d');
  await app.row('NEW_NAME_COPY').waitFor();
  await focusRow('MOVED');
  await press('Alt+ArrowUp');
  const [from, to] = [await app.row('MOVED').getByRole('rowheader').boundingBox(), await app.row('UNTOUCHED').boundingBox()];
  await page.mouse.move((from?.x ?? 0) + 10, (from?.y ?? 0) + 8);
  await page.mouse.down();
  await page.mouse.move((to?.x ?? 0) + 60, (to?.y ?? 0) + 20, { steps: 4 });
  await page.mouse.move((to?.x ?? 0) + 60, (to?.y ?? 0) + 4, { steps: 4 });
  await look('a key dragged');
  await page.mouse.up();
  await focusRow('GENERATED');
  await press('Control+g');
  await page.getByRole('dialog', { name: 'Generate a value for GENERATED' }).getByRole('combobox', { name: 'Kind' }).selectOption({ label: 'Hex' });
  await look('a value to be made');
  await page.getByRole('button', { name: 'Generate', exact: true }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  for (const [key, value] of [['EDITED', typed.edited], ['TWIN', typed.twin]] as const) {
    await app.act('Edit', key);
    await page.getByRole('textbox', { name: `New value of ${key}` }).fill(value);
    await look('a value typed', value);
    await press('Enter');
    await page.getByRole('textbox', { name: `New value of ${key}` }).waitFor({ state: 'detached' });
  }
  await app.act('Edit', 'LARGE');
  await pause();
  await page.getByRole('button', { name: 'Reveal to edit' }).click();
  await until('shown in the large field', async () => (await page.getByRole('textbox', { name: 'New value of LARGE' }).inputValue()).includes(shown.large));
  await look('a value in the large field', shown.large);
  await page.getByRole('textbox', { name: 'New value of LARGE' }).fill(`-----BEGIN Y-----\n${typed.large}\n-----END Y-----`);
  await look('typed in the large field', typed.large);
  await press('Control+Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Add key' }).first().click();
  await page.getByRole('textbox', { name: 'Name' }).fill('ADDED');
  await page.getByRole('textbox', { name: 'Value', exact: true }).fill(typed.added);
  await look('a new key', typed.added);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await app.row('ADDED').waitFor();
  await focusRow('REMOVED');
  await press('Shift+ArrowDown', 'Delete', 'Control+z', 'Control+Shift+Z', 'Control+z');
  await focusRow('REMOVED');
  await press('Delete');
  await focusRow('REVIEWED');
  await press('Delete', 'Control+a', 'Control+c');
  await page.getByText(/Copied \d+ names/).waitFor();
  await press('Escape', 'Shift+F10');
  await page.getByRole('menu').waitFor();
  await look('the menu of a key');
  await press('Escape');

  // Reviewed and saved; the twin is in the file beside it.
  const dialog = await app.review();
  await dialog.getByText(/Same value as SAME in/).waitFor();
  await look('the review');
  await pause();
  await dialog.getByRole('button', { name: 'Reveal the old value of REVIEWED' }).click();
  await dialog.getByText(shown.review).waitFor();
  await look('one side in the review', shown.review);
  await saved();
  await look('after saving');
  await focusRow('EDITED');
  await press('Control+h');
  await page.locator('.grid-audit [role="row"][data-index]').first().or(page.getByRole('heading', { name: 'No entry fits' })).waitFor();
  await look('the history of a key');
  await page.getByRole('button', { name: 'Not only this secret' }).click();
  await page.locator('.grid-audit [role="row"][data-index]').nth(3).click();
  await page.getByRole('complementary', { name: 'Entry in view' }).getByText('both links hold').waitFor();
  await page.locator('.audit-plot canvas').waitFor();
  await look('the audit log, and one of its entries');
  await press('Alt+ArrowLeft');
  await app.row('EDITED').waitFor();
  const made = sopsPath === undefined ? undefined : /^GENERATED=(.+)$/m.exec(sopsDecrypt(join(project, '.env'), identities[0]).stdout.toString('utf8'))?.[1];

  // Two versions.
  await app.openFile('.env.two');
  for (const [key, value] of [['C_BOTH', typed.mine], ['C_OTHER', 'mine']] as const) {
    await app.act('Edit', key);
    await page.getByRole('textbox', { name: `New value of ${key}` }).fill(value);
    await press('Enter');
    await page.getByRole('textbox', { name: `New value of ${key}` }).waitFor({ state: 'detached' });
  }
  writeFileSync(join(project, '.env.two'), await encrypted(['C_BOTH', shown.disk], ['C_OTHER', hidden.disk], ['C_STAYS', 'same']));
  await page.getByRole('button', { name: 'Look at both' }).click();
  await page.getByRole('heading', { name: 'Two versions of .env.two' }).waitFor();
  await look('two versions');
  for (const [name, value] of [['Reveal the value of C_BOTH before', shown.saved], ['Reveal their value of C_BOTH', shown.disk]] as const) {
    await pause();
    await page.getByRole('button', { name }).click();
    await until(name, async () => (await page.locator('.secret-value').allInnerTexts()).join() === value);
    await look(name, value);
  }
  await page.getByRole('group', { name: 'C_OTHER: which value to keep' }).getByRole('button', { name: 'Another value' }).click();
  await page.getByRole('textbox', { name: 'Another value for C_OTHER' }).fill(typed.another);
  await look('another value typed', typed.another, shown.disk);
  await press('Enter');
  await page.getByRole('textbox', { name: 'Another value for C_OTHER' }).waitFor({ state: 'detached' });
  await page.getByRole('group', { name: 'C_BOTH: which value to keep' }).getByRole('radio', { name: 'Yours' }).check();
  await page.getByRole('button', { name: 'Take it over' }).click();
  await page.getByRole('dialog', { name: /^Review / }).waitFor();
  await look('the review of two versions', shown.disk);
  await saved();

  // As text.
  await app.openFile('.env.text');
  await page.locator('label').filter({ hasText: /^Text$/ }).click();
  const text = page.locator('.cm-content');
  await text.locator('.code-chip').first().waitFor();
  await text.focus();
  await press('Control+a', 'Control+c', 'Control+Home', 'ArrowDown', 'ArrowDown', 'End', 'Shift+ArrowLeft', 'Control+x', 'Control+End', 'Enter');
  await page.keyboard.type('T_PASTED=');
  await press('Control+v', 'Enter');
  await page.keyboard.type(`T_TYPED=${typed.line}`);
  await app.pending(3);
  await look('text that was typed', typed.line);
  await press('Control+f');
  await page.keyboard.type('T_SHO');
  await page.getByRole('search').getByText('1 of 1').waitFor();
  await press('Escape');
  await page.getByRole('button', { name: 'Copy T_SHOWN' }).waitFor();
  await pause();
  await page.getByRole('button', { name: 'Reveal T_SHOWN' }).click();
  await page.locator('.code-acts .secret-value').getByText(shown.text).waitFor();
  await look('a value above the text', shown.text, typed.line);
  await press('Escape', 'ArrowDown');
  await pause();
  await page.getByRole('button', { name: 'Copy T_COPIED' }).click();
  await until('copied from the text', () => app.fake.clipboard === copied.text);
  await press('Control+z', 'Control+Shift+Z');

  // What opens over everything.
  await press('Control+,');
  await page.getByRole('dialog', { name: 'Preferences' }).waitFor();
  for (const language of ['Français', 'English']) await page.getByRole('dialog').locator('label').filter({ hasText: language }).click();
  await look('the preferences', typed.line);
  await press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await press('Control+/');
  await page.getByRole('dialog', { name: 'Shortcuts' }).waitFor();
  await press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });

  await text.focus();
  await press('Control+Home', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown');
  await pause();
  await page.getByRole('button', { name: 'Reveal T_LAST' }).click();
  await page.locator('.code-acts .secret-value').getByText(shown.last).waitFor();
  return { app, looks, handedOut: (await page.evaluate(() => window.handedOut)) ?? [], made };
}
