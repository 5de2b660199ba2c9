// Nested files by keyboard alone: fold, walk, edit by type, add, move, delete, review; what is saved is read by the real sops.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { weEncrypt } from '../core/sops/crypto-kit.ts';
import { identities } from '../fakes/fixtures.ts';
import { realSops, sopsPath } from '../fakes/real-sops.ts';
import { hasBrowser } from '../host/launch.ts';
import { openApp, type AppPage } from './app-page.ts';

const shop = {
  name: 'shop', port: 8080, ratio: 0.5, debug: true, nothing: null,
  database: { host: 'db.example', password: 'canary-tree-password', pool: { max: 20, hosts: ['canary-tree-one', 'canary-tree-two'] } },
  users: [{ name: 'ada', admin: true }, { name: 'bob', admin: false }], empty: {}, last: 'canary-tree-last',
};

describe.skipIf(!(await hasBrowser()))('the grid of a nested file', () => {
  let app: AppPage;
  let file = '';
  let count = 0;
  beforeAll(async () => { app = await openApp(); });
  afterAll(async () => { await app.close(); });

  /** A fresh file, with the focus on its first row. */
  async function open(content: string = JSON.stringify(shop), ending = 'json'): Promise<void> {
    count += 1;
    const name = `shop${String(count)}.enc.${ending}`;
    await app.openProject({ [name]: await weEncrypt(ending === 'ini' ? 'ini' : 'json', content) }, `shop${String(count)}`);
    await app.openFile(name);
    file = join(app.project, name);
    await app.page.getByRole('rowheader').first().click();
  }
  const press = (...keys: readonly string[]): Promise<void> => keys.reduce((before, key) => before.then(() => app.page.keyboard.press(key)), Promise.resolve());
  const shown = (): Promise<string[]> => app.page.getByRole('treegrid').getByRole('rowheader').allInnerTexts();
  /** The row that has the focus, by its label. */
  const onRow = async (label: string): Promise<void> => { await expect.poll(() => app.page.evaluate(() => document.activeElement?.getAttribute('role') === 'row' ? document.activeElement.querySelector('[role=rowheader]')?.textContent : document.activeElement?.outerHTML.slice(0, 160))).toBe(label); };
  const goTo = async (label: string): Promise<void> => {
    await app.row(label).first().getByRole('rowheader').click();
    await onRow(label);
  };
  const said = (words: string | RegExp): Promise<void> => app.page.getByRole('status').filter({ hasText: words }).first().waitFor({ state: 'attached' });
  const saveAll = async (): Promise<void> => {
    await press('Control+s');
    await app.page.getByRole('dialog', { name: /^Review / }).waitFor();
    await press('Control+s');
    await app.page.getByRole('dialog').waitFor({ state: 'detached' });
  };
  const saved = (): unknown => (sopsPath === undefined ? undefined : JSON.parse(realSops(['decrypt', file], identities[0]).stdout.toString('utf8')));
  const expectSaved = (wanted: unknown): void => { if (sopsPath !== undefined) expect(saved()).toEqual(wanted); };

  it('is one tab stop, folds and walks with the arrows, and tells levels and places', async () => {
    await open();
    const { page } = app;
    expect(await shown()).toEqual(['name', 'port', 'ratio', 'debug', 'nothing', 'database', 'host', 'password', 'pool', 'max', 'hosts', '[0]', '[1]', 'users', '[0]', 'name', 'admin', '[1]', 'name', 'admin', 'empty', 'last']);
    expect(await page.locator('[role=treegrid] [role=row][tabindex="0"]').count()).toBe(1);
    const facts = (label: string): Promise<(string | null)[]> => app.row(label).first().evaluate((row) => ['aria-level', 'aria-posinset', 'aria-setsize', 'aria-expanded'].map((name) => row.getAttribute(name)));
    expect([await facts('database'), await facts('hosts'), await facts('password'), await facts('empty')]).toEqual([['1', '6', '9', 'true'], ['3', '2', '2', 'true'], ['2', '2', '3', null], ['1', '8', '9', null]]);
    await goTo('database');
    await press('ArrowRight');
    await onRow('host');
    await press('ArrowDown', 'ArrowDown', 'ArrowLeft');
    expect(await shown()).not.toContain('max');
    await onRow('pool');
    expect(await facts('pool')).toEqual(['2', '3', '3', 'false']);
    await press('ArrowLeft');
    await onRow('database');
    await press('ArrowLeft');
    expect(await shown()).toEqual(['name', 'port', 'ratio', 'debug', 'nothing', 'database', 'users', '[0]', 'name', 'admin', '[1]', 'name', 'admin', 'empty', 'last']);
    await press('ArrowRight', 'ArrowRight', 'End');
    await onRow('last');
    expect(await shown()).not.toContain('max');
    await press('Home', 'd', 'a', 't');
    await onRow('database');
    await press('Enter');
    expect(await shown()).not.toContain('host');
    await press('Enter');
    expect(await app.row('pool').getAttribute('aria-expanded')).toBe('false');
    await page.getByRole('button', { name: 'Fold everything', exact: true }).click();
    expect(await shown()).toEqual(['name', 'port', 'ratio', 'debug', 'nothing', 'database', 'users', 'empty', 'last']);
    await page.getByRole('button', { name: 'Unfold everything' }).click();
    expect(await shown()).toHaveLength(22);
  });

  it('reads as a tree to who cannot see it', async () => {
    await open(JSON.stringify({ port: 1, database: { hosts: ['canary-tree-aria'] }, empty: [] }));
    expect(await app.page.getByRole('treegrid').ariaSnapshot()).toMatchInlineSnapshot(`
      "- treegrid "Keys of shop2.enc.json":
        - row "Draft Key Value Type Marks and comment Changed":
          - columnheader "Draft"
          - columnheader "Key"
          - columnheader "Value"
          - columnheader "Type"
          - columnheader "Marks and comment"
          - columnheader "Changed"
        - rowgroup:
          - row "port whole number" [level=1] [selected]:
            - gridcell
            - rowheader "port"
            - gridcell "hidden value Reveal port Edit port Delete port More for port Copy port":
              - img "hidden value"
              - button "Reveal port"
              - button "Edit port"
              - button "Delete port"
              - button "More for port"
              - button "Copy port"
            - gridcell "whole number"
            - gridcell
            - gridcell
          - row "database branch 1 value" [expanded] [level=1]:
            - gridcell
            - rowheader "database":
              - button "Fold database"
              - text: database
            - gridcell "1 value"
            - gridcell "branch 1 value"
            - gridcell
            - gridcell
          - row "hosts list 1 value" [expanded] [level=2]:
            - gridcell
            - rowheader "hosts":
              - button "Fold database.hosts"
              - text: hosts
            - gridcell "1 value"
            - gridcell "list 1 value"
            - gridcell
            - gridcell
          - row "[0] text" [level=3]:
            - gridcell
            - rowheader "[0]"
            - gridcell "hidden value Copy database.hosts[0]":
              - img "hidden value"
              - button "Copy database.hosts[0]"
            - gridcell "text"
            - gridcell
            - gridcell
          - row "empty list empty" [level=1]:
            - gridcell
            - rowheader "empty"
            - gridcell "empty"
            - gridcell "list empty"
            - gridcell
            - gridcell"
    `);
  });

  it('edits each value by its type, and checks a number before it is sent', async () => {
    await open();
    const { page } = app;
    await goTo('port');
    await press('Enter');
    await page.getByRole('textbox', { name: 'New value of port: whole number' }).fill('80a');
    await press('Enter');
    await page.getByRole('alert').getByText('This is no whole number').waitFor();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('8443');
    await press('Enter');
    await onRow('port');
    await press('ArrowDown', 'Enter');
    await page.keyboard.type('1e-3');
    await press('Enter');
    await onRow('ratio');
    await press('ArrowDown', 'Enter');
    await page.getByRole('group', { name: 'New value of debug' }).waitFor();
    await press('ArrowRight', 'Enter');
    await onRow('debug');
    await press('ArrowDown', 'Enter');
    await said('Null has nothing to type');
    await onRow('nothing');
    await app.pending(3);
    await saveAll();
    expectSaved({ ...shop, port: 8443, ratio: 0.001, debug: false });
  });

  it('reads a value as another type, and asks for a new one where it cannot', async () => {
    await open(JSON.stringify({ text: '42', word: 'canary-tree-word', nothing: null }));
    const { page } = app;
    const choose = async (type: string): Promise<void> => {
      await press('Shift+F10');
      await page.getByRole('menuitem', { name: 'Type…' }).click();
      await page.getByRole('menu', { name: /^Type of / }).getByRole('menuitem', { name: type, exact: true }).click();
    };
    await choose('whole number');
    await said('text is now: whole number.');
    await goTo('word');
    await choose('true/false');
    await page.getByText('What is there cannot be read as: true/false.').waitFor();
    await press('ArrowRight', 'Enter');
    await onRow('word');
    await goTo('nothing');
    await choose('number');
    await page.getByRole('textbox', { name: 'New value of nothing: number' }).fill('2.5');
    await press('Enter');
    await app.pending(3);
    await press('Control+s');
    const review = page.getByRole('dialog', { name: 'Review 3 changes' });
    await review.getByText('Type: text → whole number').waitFor();
    await review.getByText('Type: null → number').waitFor();
    await press('Control+s');
    await review.waitFor({ state: 'detached' });
    expectSaved({ text: 42, word: false, nothing: 2.5 });
  });

  it('adds a value, a branch, a list and elements where they are wanted, and keeps what is refused in the fields', async () => {
    await open();
    const { page } = app;
    const form = page.getByRole('group', { name: 'New entry' });
    await goTo('database');
    await press('Control+Shift+A');
    await form.getByRole('combobox', { name: 'Place' }).evaluate((select: HTMLSelectElement) => select.selectedOptions[0]?.text).then((text) => { expect(text).toBe('Inside database'); });
    await page.keyboard.type('host');
    await form.getByRole('combobox', { name: 'Type' }).selectOption({ label: 'whole number' });
    await form.getByRole('textbox', { name: 'Value' }).fill('x');
    await press('Enter');
    await form.getByRole('alert').getByText('This is no whole number').waitFor();
    await form.getByRole('textbox', { name: 'Value' }).fill('5432');
    await press('Enter');
    await form.getByRole('alert').waitFor();
    expect(await form.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('host');
    await form.getByRole('textbox', { name: 'Name' }).fill('port');
    await press('Enter');
    await form.waitFor({ state: 'detached' });
    await onRow('port');
    await press('Control+Shift+A');
    await form.getByRole('combobox', { name: 'What' }).selectOption({ label: 'List' });
    await form.getByRole('textbox', { name: 'Name' }).fill('tags');
    await press('Enter');
    await onRow('tags');
    await app.row('tags').getByText('empty').first().waitFor();
    await press('Shift+F10');
    await page.getByRole('menuitem', { name: 'Add inside' }).click();
    await form.getByText('In a list it gets no name').waitFor();
    await form.getByRole('textbox', { name: 'Value' }).fill('canary-tree-tag');
    await press('Enter');
    await onRow('[0]');
    await app.pending(3);
    await saveAll();
    expectSaved({ ...shop, database: { ...shop.database, port: 5432, tags: ['canary-tree-tag'] } });
    expect(readFileSync(file, 'utf8')).not.toContain('canary-tree');
  });

  it('moves among siblings, into and out of branches, and to a branch of a list of them', async () => {
    await open();
    const { page } = app;
    await goTo('last');
    await press('Alt+ArrowRight');
    await said('empty.last stands in empty.');
    await onRow('last');
    await press('Alt+ArrowLeft');
    await said('last stands at the top of the file.');
    await press('Alt+ArrowLeft');
    await said('It stands at the top of the file already.');
    await onRow('last');
    await press('Alt+ArrowUp');
    await said('last: place 8 of 9.');
    await goTo('host');
    await press('Alt+ArrowUp');
    await said('It stands at the top.');
    await press('Alt+ArrowDown');
    await said('database.host: place 2 of 3.');
    await press('Shift+F10');
    await page.getByRole('menuitem', { name: 'Move to…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Move database.host' });
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('SELECT');
    await dialog.getByRole('combobox', { name: 'Where to' }).selectOption({ label: 'database.pool.hosts' });
    await press('Tab', 'Tab', 'Enter');
    await dialog.waitFor({ state: 'detached' });
    await said('database.pool.hosts[2] stands in database.pool.hosts.');
    await onRow('[2]');
    await saveAll();
    const { host, ...rest } = shop.database;
    expectSaved({ name: shop.name, port: shop.port, ratio: shop.ratio, debug: shop.debug, nothing: null, database: { ...rest, pool: { ...rest.pool, hosts: [...rest.pool.hosts, host] } }, users: shop.users, last: shop.last, empty: {} });
  });

  it('duplicates, renames and deletes a branch with all in it, and reviews it as one', async () => {
    await open();
    const { page } = app;
    await goTo('database');
    await press('Control+d');
    await onRow('database_COPY');
    await press('F2');
    await page.getByRole('textbox', { name: 'New name of database_COPY' }).fill('replica');
    await press('Enter');
    await onRow('replica');
    await goTo('users');
    await press('Delete');
    await said('users and 4 values are deleted in the draft.');
    await onRow('users');
    await goTo('host');
    await press('Shift+F2');
    await page.getByRole('textbox', { name: 'New name of host' }).fill('server');
    await press('Enter');
    await press('Control+s');
    const review = page.getByRole('dialog', { name: /^Review / });
    const rows = review.getByRole('row').filter({ has: page.getByRole('rowheader') });
    await expect.poll(() => rows.getByRole('rowheader').allInnerTexts()).toEqual(['replica', 'database.server', 'users']);
    await rows.nth(0).getByText('branch, with 5 values').waitFor();
    await rows.nth(2).getByText('list, with 4 values').waitFor();
    await rows.nth(2).press('Delete');
    await expect.poll(() => rows.count()).toBe(2);
    await press('Control+s');
    await review.waitFor({ state: 'detached' });
    const { host, ...rest } = shop.database;
    expectSaved({ ...shop, database: { server: host, ...rest }, replica: shop.database });
  });

  it('filters by names and paths with all that holds them, and shows a searched key although it is folded away', async () => {
    await open();
    const { page } = app;
    await page.getByRole('button', { name: 'Fold everything', exact: true }).click();
    await goTo('name');
    await press('Control+f');
    await page.keyboard.type('hosts[1');
    await expect.poll(shown).toEqual(['database', 'pool', 'hosts', '[1]']);
    await said('1 key found.');
    await press('Escape', 'Control+k');
    await page.keyboard.type('users[1].name');
    await page.getByRole('option', { name: /^users\[1\]\.name/ }).first().waitFor();
    await press('Enter');
    await onRow('name');
    expect((await shown()).filter((label) => label === 'admin')).toHaveLength(1);
    await page.locator('[role=row]:focus').evaluate((row) => row.getAttribute('aria-level')).then((level) => { expect(level).toBe('3'); });
  });

  it('copies and reveals by path, and hides when another value is shown', async () => {
    await open();
    const { page } = app;
    await goTo('password');
    await press('Space');
    await said('database.password is shown for');
    expect(await app.row('password').locator('.secret-value').innerText()).toBe('canary-tree-password');
    await goTo('max');
    // WHY: the core gives away no two values in one breath.
    await page.waitForTimeout(350);
    await press('Space');
    expect(await app.row('max').locator('.secret-value').innerText()).toBe('20');
    await expect.poll(() => page.locator('.secret-value').count()).toBe(1);
    await page.waitForTimeout(350);
    await press('Control+c');
    await said('database.pool.max copied.');
    expect(app.fake.clipboard).toBe('20');
  });

  it('keeps to sections in INI', async () => {
    await open('[one]\na = 1\nb = 2\n[two]\nc = 3\n', 'ini');
    const { page } = app;
    await app.row('one').getByText('section').waitFor();
    await goTo('b');
    await press('Alt+ArrowLeft');
    await said('In this format sections stand at the top');
    await press('Shift+F10');
    await page.getByRole('menuitem', { name: 'Move to…' }).click();
    await page.getByRole('combobox', { name: 'Where to' }).selectOption({ label: 'two' });
    await page.getByRole('button', { name: 'Move', exact: true }).click();
    await said('two.b stands in two.');
    await press('Control+Shift+A');
    const form = page.getByRole('group', { name: 'New entry' });
    expect(await form.getByRole('combobox', { name: 'What' }).locator('option').allInnerTexts()).toEqual(['Value', 'Section']);
    await form.getByRole('combobox', { name: 'What' }).selectOption({ label: 'Section' });
    await form.getByRole('textbox', { name: 'Name' }).fill('three');
    await press('Enter');
    await onRow('three');
    await press('Control+Shift+A');
    await form.getByRole('textbox', { name: 'Name' }).fill('d');
    await form.getByRole('textbox', { name: 'Value' }).fill('4');
    await press('Enter');
    await onRow('d');
    await saveAll();
    if (sopsPath !== undefined) expect(realSops(['decrypt', file], identities[0]).stdout.toString('utf8').replaceAll(/ +=/g, ' =').replaceAll(/\n+/g, '\n').trim()).toMatchInlineSnapshot(`
      "[one]
      a = 1
      [two]
      c = 3
      b = 2
      [three]
      d = 4"
    `);
  });
});
