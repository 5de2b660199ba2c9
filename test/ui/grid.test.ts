// The grid by keyboard alone: rename, duplicate, reorder, choose several, delete, undo, filter, marks; what is saved is read by the real sops.
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { identities } from '../fakes/fixtures.ts';
import { sopsDecrypt, sopsPath } from '../fakes/real-sops.ts';
import { hasBrowser } from '../host/launch.ts';
import { encrypted, openApp, type AppPage } from './app-page.ts';

describe.skipIf(!(await hasBrowser()))('the grid', () => {
  let app: AppPage;
  beforeEach(async () => {
    app = await openApp();
    await app.openProject({
      '.env': await encrypted(
        { comment: ' --- Runtime ---' }, ['NODE_ENV', 'production'], ['PORT', '8080'], ['LOG_LEVEL', 'info'],
        { comment: ' --- Database ---' }, { comment: ' pooled' }, ['DATABASE_URL', 'postgres://app:canary-grid-url@db/checkout'], ['DATABASE_PASSWORD', 'canary#grid-password'], ['API_TOKEN', 'changeme'],
      ),
    });
    await app.openFile('.env');
    await app.row('NODE_ENV').getByRole('rowheader').click();
  });
  afterEach(async () => { await app.close(); });

  const names = (): Promise<string[]> => app.page.getByRole('rowheader').allInnerTexts();
  const press = (...keys: readonly string[]): Promise<void> => keys.reduce((before, key) => before.then(() => app.page.keyboard.press(key)), Promise.resolve());
  const onRow = async (name: string): Promise<void> => { await expect.poll(() => app.page.evaluate(() => document.activeElement?.getAttribute('role') === 'row' ? document.activeElement.querySelector('[role=rowheader]')?.textContent : document.activeElement?.outerHTML.slice(0, 120))).toBe(name); };
  const chosen = (): Promise<string[]> => app.page.locator('[role=row][aria-selected=true] [role=rowheader]').allInnerTexts();
  const said = (words: string | RegExp): Promise<void> => app.page.getByRole('status').filter({ hasText: words }).first().waitFor({ state: 'attached' });
  const saved = (): string => sopsDecrypt(join(app.project, '.env'), identities[0] ?? '').stdout.toString('utf8');

  it('passes over headings with the arrows, and reads each with the first key below it', async () => {
    await press('ArrowUp');
    await onRow('NODE_ENV');
    await press('ArrowDown', 'ArrowDown', 'ArrowDown');
    await onRow('DATABASE_URL');
    expect(await app.row('DATABASE_URL').ariaSnapshot()).toContain('row "DATABASE_URL URL pooled"');
    const heading = await app.row('DATABASE_URL').getAttribute('aria-describedby');
    expect(await app.page.locator(`[id="${heading ?? ''}"]`).innerText()).toBe('Database');
    expect(await app.page.getByRole('grid').getAttribute('aria-rowcount')).toBe('9');
  });

  it('means the row that has the focus, however fast keys follow one another', async () => {
    await app.page.evaluate(() => {
      for (const key of ['ArrowDown', 'ArrowDown', 'Delete']) document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    });
    await app.pending(1);
    await app.row('LOG_LEVEL').getByText('removed', { exact: false }).first().waitFor();
  });

  it('renames in place, and keeps a name that is refused in the field', async () => {
    await press('ArrowDown', 'Shift+F2');
    const field = app.page.getByRole('textbox', { name: 'New name of PORT' });
    await expect.poll(() => field.evaluate((input) => input === document.activeElement)).toBe(true);
    await app.page.keyboard.type('NODE_ENV');
    await press('Enter');
    await app.page.getByRole('alert').waitFor();
    expect(await field.inputValue()).toBe('NODE_ENV');
    await field.fill('HTTP_PORT');
    await press('Enter');
    await app.pending(1);
    await onRow('HTTP_PORT');
    await app.row('HTTP_PORT').getByText('was PORT').waitFor();
    await said('Renamed to HTTP_PORT');
    await press('Shift+F2', 'Escape');
    await onRow('HTTP_PORT');
    await app.save(1, '.env');
    if (sopsPath !== undefined) expect(saved()).toContain('HTTP_PORT=8080\n');
  });

  it('duplicates below, moves with Alt and the arrows, and saves the new order', async () => {
    await press('ArrowDown', 'Control+d');
    await onRow('PORT_COPY');
    await app.pending(1);
    expect((await names()).slice(0, 4)).toEqual(['NODE_ENV', 'PORT', 'PORT_COPY', 'LOG_LEVEL']);
    await press('Alt+ArrowUp');
    await expect.poll(names).toEqual(['NODE_ENV', 'PORT_COPY', 'PORT', 'LOG_LEVEL', 'DATABASE_URL', 'DATABASE_PASSWORD', 'API_TOKEN']);
    await said('PORT_COPY: place 2 of 7.');
    await onRow('PORT_COPY');
    await press('Alt+ArrowUp');
    await expect.poll(async () => (await names())[0]).toBe('PORT_COPY');
    await press('Alt+ArrowUp');
    await said('It stands at the top.');
    await onRow('PORT_COPY');
    await press('ArrowDown', 'ArrowDown', 'ArrowDown', 'Alt+ArrowDown');
    await expect.poll(names).toEqual(['PORT_COPY', 'NODE_ENV', 'PORT', 'DATABASE_URL', 'LOG_LEVEL', 'DATABASE_PASSWORD', 'API_TOKEN']);
    await onRow('LOG_LEVEL');
    await app.page.keyboard.press('Control+s');
    await app.page.getByRole('dialog').waitFor();
    await app.page.keyboard.press('Control+s');
    await app.page.getByText(/^Saved/).waitFor();
    if (sopsPath !== undefined) expect(saved().split('\n').filter((line) => line !== '' && !line.startsWith('#')).map((line) => line.split('=')[0])).toEqual(['PORT_COPY', 'NODE_ENV', 'PORT', 'DATABASE_URL', 'LOG_LEVEL', 'DATABASE_PASSWORD', 'API_TOKEN']);
  });

  it('chooses several, deletes them in one step, and undoes and redoes that step', async () => {
    const { page } = app;
    await press('ArrowDown', 'Shift+ArrowDown', 'Shift+ArrowDown');
    expect(await chosen()).toEqual(['PORT', 'LOG_LEVEL', 'DATABASE_URL']);
    await page.getByRole('region', { name: 'Chosen keys' }).getByText('3 keys chosen').waitFor();
    await press('Control+ArrowDown', 'Control+ArrowDown', 'Control+Space');
    expect(await chosen()).toEqual(['PORT', 'LOG_LEVEL', 'DATABASE_URL', 'API_TOKEN']);
    await onRow('API_TOKEN');
    await press('Delete');
    await app.pending(4);
    await onRow('API_TOKEN');
    await said('4 keys deleted');
    await press('Control+z');
    await expect.poll(() => page.getByText('not saved').count()).toBe(0);
    await onRow('API_TOKEN');
    await press('Control+Shift+Z');
    await app.pending(4);
    await press('Control+z');
    await expect.poll(() => page.getByText('not saved').count()).toBe(0);
    await press('Control+y');
    await app.pending(4);
    await press('Escape');
    expect(await chosen()).toEqual(['API_TOKEN']);
    await app.save(4, '.env');
    if (sopsPath !== undefined) expect(saved()).not.toMatch(/PORT|LOG_LEVEL|DATABASE_URL|API_TOKEN/);
    expect(await names()).toEqual(['NODE_ENV', 'DATABASE_PASSWORD']);
  });

  it('keeps the focus in the list when an undo takes the key away', async () => {
    await press('ArrowDown', 'Control+d');
    await onRow('PORT_COPY');
    await press('Control+z');
    await expect.poll(async () => (await names()).includes('PORT_COPY')).toBe(false);
    await onRow('LOG_LEVEL');
  });

  it('takes all with Ctrl A, and copies their names, never a value', async () => {
    await press('Control+a', 'Control+c');
    await app.page.getByText('Copied 6 names').waitFor();
    expect(app.fake.copied).toEqual([]);
    await press('Escape', 'Control+f');
    await app.page.keyboard.press('Control+v');
    expect(await app.page.getByRole('textbox', { name: 'Filter keys' }).inputValue()).toContain('DATABASE_PASSWORD');
  });

  it('walks from mark to mark, explains one, and mends it', async () => {
    const { page } = app;
    await page.getByRole('button', { name: '2 lint marks' }).waitFor();
    await press('F8');
    await onRow('DATABASE_PASSWORD');
    await said(/DATABASE_PASSWORD: has a #.*1\/2/);
    await press('F8');
    await onRow('API_TOKEN');
    await press('F8');
    await onRow('DATABASE_PASSWORD');
    await press('Shift+F8');
    await onRow('API_TOKEN');
    await press('Shift+F8', 'End', 'Home', 'F8');
    await onRow('DATABASE_PASSWORD');
    await press('ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'Enter');
    const dialog = page.getByRole('dialog', { name: 'What to look at' });
    await dialog.getByRole('rowheader', { name: 'dotenv, Node --env-file, Ruby dotenv' }).waitFor();
    await press('Escape');
    await expect.poll(() => page.getByRole('button', { name: 'Marks of DATABASE_PASSWORD: has a #' }).evaluate((button) => button === document.activeElement)).toBe(true);
    await press('Enter');
    await dialog.getByRole('button', { name: 'Edit the value' }).press('Enter');
    const field = page.getByRole('textbox', { name: 'New value of DATABASE_PASSWORD' });
    await expect.poll(() => field.evaluate((input) => input === document.activeElement)).toBe(true);
    await page.keyboard.type('canary-grid-mended');
    await press('Enter');
    await page.getByRole('button', { name: '1 lint mark' }).waitFor();
    await onRow('DATABASE_PASSWORD');
  });

  it('filters by a part of the name, and shows a new key although the filter hides it', async () => {
    const { page } = app;
    await press('Control+f');
    await page.keyboard.type('data');
    await expect.poll(names).toEqual(['DATABASE_URL', 'DATABASE_PASSWORD']);
    await said('2 keys found.');
    await press('ArrowDown');
    await onRow('DATABASE_URL');
    await page.getByRole('button', { name: 'Add key' }).press('Enter');
    await page.keyboard.type('NEW_KEY');
    await page.getByRole('combobox', { name: 'Place' }).selectOption({ label: 'Below DATABASE_URL' });
    await page.getByRole('textbox', { name: 'Value', exact: true }).fill('canary-grid-new');
    await press('Enter');
    await onRow('NEW_KEY');
    expect(await page.getByRole('textbox', { name: 'Filter keys' }).inputValue()).toBe('');
    expect((await names()).slice(3, 6)).toEqual(['DATABASE_URL', 'NEW_KEY', 'DATABASE_PASSWORD']);
  });

  it('opens the menu of a row with all that can be done, and comes back to the row', async () => {
    const { page } = app;
    await press('ArrowDown', 'Shift+F10');
    const menu = page.getByRole('menu', { name: 'What can be done with PORT' });
    await menu.waitFor();
    const items = await menu.getByRole('menuitem').allInnerTexts();
    for (const act of ['Reveal', 'Rename', 'Duplicate', 'Generate a value', 'Move up', 'Delete']) expect(items.some((item) => item.startsWith(act)), act).toBe(true);
    await press('Escape');
    await onRow('PORT');
    await press('Shift+F10');
    await menu.getByRole('menuitem', { name: 'Rename' }).press('Enter');
    await expect.poll(() => page.getByRole('textbox', { name: 'New name of PORT' }).evaluate((input) => input === document.activeElement)).toBe(true);
    await press('Escape');
    await onRow('PORT');
    await press('Shift+F10');
    await menu.getByRole('menuitem', { name: 'Reveal' }).press('Enter');
    await expect.poll(() => app.row('PORT').locator('.secret-value').count()).toBe(1);
    await onRow('PORT');
  });

  it('drag-empty: moves with the mouse to where the line is, and carries nothing out', async () => {
    const { page } = app;
    await page.evaluate(() => {
      window.addEventListener('dragstart', (event) => { document.title = JSON.stringify([...(event.dataTransfer?.types ?? [])].map((type) => [type, event.dataTransfer?.getData(type)])); });
    });
    const from = await app.row('API_TOKEN').getByRole('rowheader').boundingBox();
    const to = await app.row('PORT').boundingBox();
    if (from === null || to === null) throw new Error('no box');
    await page.mouse.move(from.x + 10, from.y + 8);
    await page.mouse.down();
    await page.mouse.move(to.x + 60, to.y + 20, { steps: 4 });
    await page.mouse.move(to.x + 60, to.y + 4, { steps: 4 });
    await page.locator('.drop-line').waitFor();
    expect(await page.title()).toBe(JSON.stringify([['text/plain', 'Coffre']]));
    await page.mouse.up();
    await expect.poll(names).toEqual(['NODE_ENV', 'API_TOKEN', 'PORT', 'LOG_LEVEL', 'DATABASE_URL', 'DATABASE_PASSWORD']);
    expect(await page.locator('.drop-line').count()).toBe(0);
    await said('API_TOKEN: place 2 of 6.');
  });
});
