// From a key in Files to its history and back, exports through the dialog, charts and their tables, and the room's commands in the palette.
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hasBrowser } from '../host/launch.ts';
import { encrypted } from './app-page.ts';
import { auditPage, facts, refused, writeLog } from './audit-page.ts';
import { profileSpecs } from './profile-page.ts';

const hoursAgo = (hours: number): string => new Date(Date.now() - hours * 3_600_000).toISOString();
const some = [{ ...facts({ secret_key: '=CMD("canary-formula")' }), at: hoursAgo(5) }, { ...refused({ secret_key: '~/shop/.env#TWO' }), at: hoursAgo(4) }, { ...facts({ secret_key: '~/shop/.env#TWO' }), at: hoursAgo(3) }];

describe.skipIf(!(await hasBrowser()))('what the Audit room does', () => {
  const { app, home, open } = profileSpecs();
  const audit = auditPage(app);
  const press = (keys: string): Promise<void> => app.now().keyboard.press(keys);
  const says = (text: string | RegExp): Promise<void> => app.now().getByText(text, { exact: true }).first().waitFor();

  it('tells the history of one key, from its row and from its menu, and leads back', async () => {
    await open();
    await app.opened();
    await app.openProject({ '.env': await encrypted(['TOKEN', 'canary-history-1'], ['TOKEN_OF_OTHERS', 'canary-history-2']) });
    await app.now().getByRole('treeitem', { name: /^\.env/ }).click();
    const grid = app.now().getByRole('grid', { name: 'Keys of .env' });
    for (const key of ['TOKEN', 'TOKEN_OF_OTHERS']) {
      // One value a second is given away, not more.
      await new Promise((resolve) => { setTimeout(resolve, 1500); });
      await grid.getByRole('rowheader', { name: key, exact: true }).click();
      await press('Space');
      await app.now().locator('.secret-value').waitFor();
      await press('Space');
      await app.now().locator('.secret-value').waitFor({ state: 'detached' });
    }
    await grid.getByRole('rowheader', { name: 'TOKEN', exact: true }).click();
    await press('Control+h');
    await says('History of ~/projects/shop/.env#TOKEN');
    await says(/^2 of \d entries$/);
    await audit.row('~/projects/shop/.env#TOKEN').first().waitFor();
    expect(await audit.row('~/projects/shop/.env#TOKEN_OF_OTHERS').count()).toBe(0);
    await press('Alt+ArrowLeft');
    await grid.getByRole('rowheader', { name: 'TOKEN_OF_OTHERS' }).click();
    await press('Shift+F10');
    await app.now().getByRole('menuitem', { name: 'History of accesses' }).click();
    await says('History of ~/projects/shop/.env#TOKEN_OF_OTHERS');
    await app.button('Not only this secret').click();
    await says(/^\d entries$/);
    // No value ever comes into this room.
    expect(JSON.stringify(app.wire.filter(({ request }) => request.includes('"audit.')))).not.toContain('canary-history');
  });

  it('writes what fits as lines and as a table without formulas, and the whole log as an archive', async () => {
    await writeLog(home, some);
    await open();
    await app.opened();
    await audit.enter();
    await audit.row('~/shop/.env#TWO').first().waitFor();
    const folder = join(home.folder, 'out');
    mkdirSync(folder);
    const save = async (format: string, name: string): Promise<string> => {
      app.fake.chosenSaveFiles.push(join(folder, name));
      await app.button('Export…').focus();
      await press('Enter');
      await app.now().getByRole('radio', { name: format }).check();
      await app.button('Choose a place…').focus();
      await press('Enter');
      await says(new RegExp(`^${name.replace('.', '\\.')}: \\d entr`));
      await app.now().getByRole('dialog').waitFor({ state: 'detached' });
      return readFileSync(join(folder, name), 'latin1');
    };
    await press('Control+f');
    await app.now().keyboard.type('canary-formula');
    await says('1 of 3 entries');
    const lines = await save('JSON lines', 'log.jsonl');
    expect(lines.trim().split('\n').map((line) => (JSON.parse(line) as { secret_key: string }).secret_key)).toEqual(['=CMD("canary-formula")']);
    expect(await save('Table', 'log.csv')).toContain('\'=CMD(');
    expect(await save('Signed archive', 'log.tar')).toContain('coffre-audit-verify.mjs');
    // Somebody who closes the system's dialog goes on where they were.
    await app.button('Export…').click();
    await app.button('Choose a place…').click();
    await app.now().getByRole('dialog').getByRole('radio', { name: 'Signed archive' }).waitFor();
    app.fake.chosenSaveFiles.push(join(folder, 'no such folder', 'log.csv'));
    await app.button('Choose a place…').click();
    await app.now().getByRole('alert').waitFor();
  });

  it('draws accesses, says the same as a table, and breaks no rule of the page', async () => {
    await writeLog(home, some);
    await open();
    await app.opened();
    await audit.enter();
    const drawn = app.now().getByRole('img', { name: /^Accesses per hour, last 24 hours: most at \d\d:\d\d, with / });
    await drawn.locator('canvas').waitFor();
    await says('answered 2');
    const inks = (): Promise<number> => drawn.locator('canvas').evaluate((canvas: HTMLCanvasElement) => new Set(new Uint32Array(canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data.buffer ?? new ArrayBuffer(0))).size);
    expect(await inks()).toBeGreaterThan(5);
    const picture = (): Promise<string> => drawn.locator('canvas').evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
    const light = await picture();
    await app.now().emulateMedia({ colorScheme: 'dark' });
    await expect.poll(picture).not.toBe(light);
    await drawn.locator('[data-tip$="0 answered, 1 refused"]').hover();
    await app.now().locator('.tooltip').filter({ hasText: /^\d\d:\d\d: 0 answered, 1 refused$/ }).waitFor();
    await app.now().getByRole('radio', { name: 'As a table' }).focus();
    await press('Space');
    const table = app.now().getByRole('group', { name: 'Hour' }).getByRole('table');
    expect(await table.getByRole('row').count()).toBe(25);
    const of = async (kind: string, row: string): Promise<string> => {
      await app.now().getByRole('combobox', { name: 'Chart' }).selectOption(kind);
      return (await app.now().locator('.audit-table').getByRole('row', { name: row }).first().innerText()).replaceAll(/\s+/g, ' ');
    };
    expect(await of('By secret', '~/shop/.env#TWO')).toBe('~/shop/.env#TWO 1 1 2');
    await app.now().getByRole('combobox', { name: 'Chart' }).selectOption('By day');
    await app.heading('Accesses per day').waitFor();
    await app.now().getByRole('combobox', { name: 'Chart' }).selectOption('No chart');
    await app.now().locator('.audit-table').waitFor({ state: 'detached' });
    expect(app.consoleLines).toEqual([]);
    expect(await app.now().locator('.audit-room [style*="color"]').count()).toBe(0);
  });

  it('answers to its commands in the palette', async () => {
    await writeLog(home, some);
    await open();
    await app.opened();
    const run = async (name: string): Promise<void> => {
      await press('Control+k');
      await app.now().getByRole('dialog').getByRole('combobox').fill(`>${name}`);
      await app.now().getByRole('option', { name }).first().waitFor();
      await press('Enter');
      await app.now().getByRole('combobox', { name: 'Search names' }).waitFor({ state: 'detached' });
    };
    await run('Go to Audit');
    await audit.row('~/shop/.env#TWO').first().waitFor();
    await run('Refused accesses only');
    await says('1 of 3 entries');
    await run('All entries, without a filter');
    await says('3 entries');
    await run('How the log is checked');
    await app.now().getByRole('dialog', { name: 'How this is checked' }).getByText('nothing goes').waitFor();
    await press('Escape');
    await app.now().getByRole('dialog').waitFor({ state: 'detached' });
    await run('Export the audit log');
    await app.now().getByRole('dialog', { name: 'Export the log' }).waitFor();
  });
});
