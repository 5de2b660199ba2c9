// After a lock everything is where it was: what was folded and looked for, and what was half typed, which nobody could read meanwhile.
import { describe, expect, it } from 'vitest';
import { hasBrowser } from '../host/launch.ts';
import { everythingOf, heapOf, textsBelow } from '../security/search.ts';
import { lockSpecs } from './lock-kit.ts';

const half = 'canary-half-typed';

describe.skipIf(!(await hasBrowser()))('where it was', () => {
  const { app, home, treeItem, openFile, locked, unlock } = lockSpecs();
  const editToken = async (key: string): Promise<void> => {
    await openFile(/^\.env/);
    await app.now().getByRole('rowheader', { name: 'TOKEN', exact: true }).click();
    await app.now().keyboard.press(key);
  };

  it('a value half typed into its row comes back into it, and was nowhere in between', async () => {
    await editToken('Enter');
    await app.now().getByRole('textbox', { name: 'New value of TOKEN' }).fill(`${half}-value`);
    await locked();
    expect(await everythingOf(app.now())).not.toContain(half);
    expect(await heapOf(app.now())).not.toContain(half);
    for (const { path, text } of [...textsBelow(home.folder), ...textsBelow(app.home)]) expect(text.includes(half), path).toBe(false);
    await unlock();
    const field = app.now().getByRole('textbox', { name: 'New value of TOKEN' });
    await expect.poll(() => field.inputValue()).toBe(`${half}-value`);
    expect(await field.evaluate((one) => one === document.activeElement)).toBe(true);
    await field.press('End');
    await app.now().keyboard.type(' and on');
    await app.now().keyboard.press('Enter');
    await app.now().getByText('1 change not saved').first().waitFor();
    await app.button('Reveal TOKEN').click();
    await app.now().getByText(`${half}-value and on`).waitFor();
    // What is in the draft is not half typed any more.
    await locked();
    await unlock();
    await app.now().getByText('1 change not saved').first().waitFor();
    await app.now().getByRole('rowheader', { name: 'TOKEN', exact: true }).waitFor();
    expect(await app.now().getByRole('textbox', { name: 'New value of TOKEN' }).count()).toBe(0);
  });

  it('so does one in the large dialog when the machine sleeps, and a name', async () => {
    await editToken('Control+Enter');
    await app.now().getByRole('dialog').getByRole('textbox').fill(`${half}\nof two lines`);
    await app.now().waitForTimeout(500);
    await locked(() => { home.tell('suspend'); });
    await unlock();
    await expect.poll(() => app.now().getByRole('dialog').getByRole('textbox').inputValue()).toBe(`${half}\nof two lines`);
    await app.now().keyboard.press('Escape');
    await app.now().getByRole('alertdialog').getByRole('button').last().click();
    await app.now().getByRole('dialog').waitFor({ state: 'detached' });
    await app.now().getByRole('rowheader', { name: 'TOKEN', exact: true }).click();
    await app.now().keyboard.press('Shift+F2');
    await app.now().getByRole('textbox', { name: 'New name of TOKEN' }).fill('TOKEN_HALF');
    await locked();
    await unlock();
    await expect.poll(() => app.now().getByRole('textbox', { name: 'New name of TOKEN' }).inputValue()).toBe('TOKEN_HALF');
  });

  it('so does a new key, with its place', async () => {
    await openFile(/^\.env/);
    await app.now().getByRole('rowheader', { name: 'OTHER', exact: true }).click();
    await app.now().keyboard.press('Control+Shift+a');
    const row = app.now().getByRole('group', { name: 'New key' });
    await row.getByLabel('Name').fill('HALF');
    await row.getByRole('textbox', { name: 'Value' }).fill(`${half}-new`);
    await row.getByRole('combobox').selectOption({ label: 'Below OTHER' });
    await locked();
    expect(await heapOf(app.now())).not.toContain(half);
    await unlock();
    const again = app.now().getByRole('group', { name: 'New key' });
    await expect.poll(() => again.getByRole('textbox', { name: 'Value' }).inputValue()).toBe(`${half}-new`);
    await again.getByRole('button', { name: 'Add' }).click();
    await expect.poll(() => app.now().getByRole('rowheader').allInnerTexts()).toEqual(['TOKEN', 'OTHER', 'HALF', 'THIRD']);
  });

  it('so does a new value in a tree, what is folded in both trees, what is looked for, and the row of the focus', async () => {
    await openFile(/^shop\.enc\.json/);
    const grid = () => app.now().getByRole('treegrid').getByRole('rowheader').allInnerTexts();
    await app.now().getByRole('button', { name: 'Fold users', exact: true }).click();
    await app.now().getByRole('button', { name: 'Fold database.pool', exact: true }).click();
    await app.now().getByRole('rowheader', { name: 'host', exact: true }).click();
    const shown = await grid();
    await treeItem(/^deep/).click();
    await expect.poll(() => treeItem(/^more\.env/).count()).toBe(0);
    await app.now().getByRole('rowheader', { name: 'host', exact: true }).click();
    await locked(() => app.now().getByRole('button', { name: 'Lock', exact: true }).click());
    await unlock();
    await expect.poll(grid).toEqual(shown);
    expect(await treeItem(/^more\.env/).count()).toBe(0);
    await expect.poll(() => app.now().evaluate(() => document.activeElement?.querySelector('[role=rowheader]')?.textContent)).toBe('host');
    await app.now().keyboard.press('Control+f');
    await app.now().keyboard.type('pas');
    await expect.poll(grid).toEqual(['database', 'password']);
    await app.now().getByLabel('Filter files').fill('more');
    await app.now().keyboard.press('Control+Shift+a');
    const row = app.now().getByRole('group', { name: 'New entry' });
    await row.getByLabel('Name').fill('half');
    await row.getByLabel('Type').selectOption({ label: 'whole number' });
    await row.getByRole('textbox', { name: /Value/ }).fill('47');
    await locked();
    await unlock();
    await expect.poll(() => app.now().getByRole('group', { name: 'New entry' }).getByRole('textbox', { name: /Value/ }).inputValue()).toBe('47');
    await expect.poll(grid).toEqual(['database', 'password']);
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
    await expect.poll(() => field.inputValue()).toBe(`${half}-later`);
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
