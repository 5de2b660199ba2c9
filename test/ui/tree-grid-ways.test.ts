// Ways around a nested file by keyboard alone: fold, walk, filter, search, reveal, copy; what a screen reader hears; what INI allows.
import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { weEncrypt } from '../core/sops/crypto-kit.ts';
import { identities } from '../fakes/fixtures.ts';
import { realSops, sopsPath } from '../fakes/real-sops.ts';
import { hasBrowser } from '../host/launch.ts';
import { openApp, type AppPage } from './app-page.ts';
import { shop, treePage } from './tree-page.ts';

describe.skipIf(!(await hasBrowser()))('ways around a nested file', () => {
  let app: AppPage;
  beforeAll(async () => { app = await openApp(); });
  afterAll(async () => { await app.close(); });
  const { file, open, press, shown, onRow, goTo, said, saveAll } = treePage(() => app);

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
    await expect.poll(shown).not.toContain('max');
    await onRow('pool');
    expect(await facts('pool')).toEqual(['2', '3', '3', 'false']);
    await press('ArrowLeft');
    await onRow('database');
    await press('ArrowLeft');
    expect(await shown()).toEqual(['name', 'port', 'ratio', 'debug', 'nothing', 'database', 'users', '[0]', 'name', 'admin', '[1]', 'name', 'admin', 'empty', 'last']);
    await press('ArrowRight', 'ArrowRight', 'End');
    await onRow('last');
    await expect.poll(shown).not.toContain('max');
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
    await page.getByRole('option', { name: /^users\[1\]\.name/, selected: true }).waitFor();
    await press('Enter');
    // WHY by the level: the row at the top has this name too.
    await expect.poll(() => page.evaluate(() => [document.activeElement?.getAttribute('aria-level'), document.activeElement?.querySelector('[role=rowheader]')?.textContent])).toEqual(['3', 'name']);
    expect((await shown()).filter((label) => label === 'admin')).toHaveLength(1);
  });

  it('walks to marks in what is folded away', async () => {
    await open(JSON.stringify({ first: 'canary-tree-first', database: { token: 'changeme' } }));
    await goTo('database');
    await press('ArrowLeft', 'F8');
    await onRow('token');
    await said('database.token: ');
    expect(await shown()).toEqual(['first', 'database', 'token']);
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
    await said('two.b: now in two.');
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
    if (sopsPath !== undefined) expect(realSops(['decrypt', file()], identities[0]).stdout.toString('utf8').replaceAll(/ +=/g, ' =').replaceAll(/\n+/g, '\n').trim()).toMatchInlineSnapshot(`
      "[one]
      a = 1
      [two]
      c = 3
      b = 2
      [three]
      d = 4"
    `);
  });

  it('keeps what was folded while another file is looked at, and names by path what both sides changed', async () => {
    await open();
    const { page } = app;
    const [first, name] = [file(), basename(file())];
    await goTo('users');
    await press('ArrowLeft');
    await goTo('password');
    await press('Enter');
    await page.keyboard.type('canary-tree-mine');
    await press('Enter');
    await app.pending(1);
    await open('{"a":"b"}');
    await app.treeItem(name).click();
    await page.getByRole('treegrid', { name: `Keys of ${name}` }).waitFor();
    expect(await app.row('users').getAttribute('aria-expanded')).toBe('false');
    writeFileSync(first, await weEncrypt('json', JSON.stringify({ ...shop, database: { ...shop.database, password: 'canary-tree-theirs' } })));
    await page.getByRole('button', { name: 'Look at both' }).click();
    await page.getByRole('group', { name: 'database.password: which value to keep' }).waitFor();
  });
});
