// After a lock the window looks as it did: what was folded and looked for in both trees, the row of the focus, and the room; and what was half typed waits until somebody looks.
import { describe, expect, it } from 'vitest';
import { hasBrowser } from '../host/launch.ts';
import { lockSpecs, slow } from './lock-kit.ts';

const half = 'canary-half-typed';

describe.skipIf(!(await hasBrowser()))('as it looked', () => {
  const { app, treeItem, openFile, locked, unlock } = lockSpecs();
  const editToken = async (key: string): Promise<void> => {
    await openFile(/^\.env/);
    await app.now().getByRole('rowheader', { name: 'TOKEN', exact: true }).click();
    await app.now().keyboard.press(key);
  };

  it('a new value in a tree, what is folded in both trees, what is looked for, and the row of the focus', async () => {
    await openFile(/^shop\.enc\.json/);
    const grid = () => app.now().getByRole('treegrid').getByRole('rowheader').allInnerTexts();
    await app.now().getByRole('button', { name: 'Fold users', exact: true }).click();
    await app.now().getByRole('button', { name: 'Fold database.pool', exact: true }).click();
    await app.now().getByRole('rowheader', { name: 'host', exact: true }).click();
    const shown = await grid();
    await treeItem(/^deep/).click();
    await expect.poll(() => treeItem(/^more\.env/).count(), slow).toBe(0);
    await app.now().getByRole('rowheader', { name: 'host', exact: true }).click();
    await locked(() => app.now().getByRole('button', { name: 'Lock', exact: true }).click());
    await unlock();
    await expect.poll(grid, slow).toEqual(shown);
    expect(await treeItem(/^more\.env/).count()).toBe(0);
    await expect.poll(() => app.now().evaluate(() => document.activeElement?.querySelector('[role=rowheader]')?.textContent), slow).toBe('host');
    await app.now().keyboard.press('Control+f');
    await app.now().keyboard.type('pas');
    await expect.poll(grid, slow).toEqual(['database', 'password']);
    await app.now().getByLabel('Filter files').fill('more');
    await app.now().keyboard.press('Control+Shift+a');
    const row = app.now().getByRole('group', { name: 'New entry' });
    await row.getByLabel('Name').fill('half');
    await row.getByLabel('Type').selectOption({ label: 'whole number' });
    await row.getByRole('textbox', { name: /Value/ }).fill('47');
    await locked();
    await unlock();
    await expect.poll(() => app.now().getByRole('group', { name: 'New entry' }).getByRole('textbox', { name: /Value/ }).inputValue(), slow).toBe('47');
    await expect.poll(grid, slow).toEqual(['database', 'password']);
    expect(await app.now().getByLabel('Filter files').inputValue()).toBe('more');
    expect(await treeItem(/^more\.env/).count()).toBe(1);
  });

  it('waits with what was typed until somebody looks at the window', async () => {
    await editToken('Enter');
    await app.now().getByRole('textbox', { name: 'New value of TOKEN' }).fill(`${half}-later`);
    await locked();
    app.fake.focused = false;
    await unlock();
    const field = app.now().getByRole('textbox', { name: 'New value of TOKEN' });
    await field.waitFor();
    await app.now().waitForTimeout(300);
    expect(await field.inputValue()).toBe('');
    expect(await field.isEditable()).toBe(false);
    app.fake.focused = true;
    await app.now().evaluate(() => { window.dispatchEvent(new Event('focus')); });
    await expect.poll(() => field.inputValue(), slow).toBe(`${half}-later`);
  });

  it('the Settings room is where it was, too', async () => {
    await openFile(/^\.env/);
    await app.now().getByRole('button', { name: 'Settings', exact: true }).click();
    await app.heading('What opens the profile').waitFor();
    await locked();
    await unlock();
    await app.heading('What opens the profile').waitFor();
  });
});
