// After a lock the views that take the place of a file stand where they stood: encrypting, who can open what, two versions side by side, with what was chosen in them.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hasBrowser } from '../host/launch.ts';
import { encrypted } from './app-page.ts';
import { lockSpecs } from './lock-kit.ts';

describe.skipIf(!(await hasBrowser()))('views over a lock', () => {
  const { app, home, treeItem, openFile, locked, unlock } = lockSpecs();
  const press = (key: string): Promise<void> => app.now().keyboard.press(key);

  it('the view that encrypts, with its choices', async () => {
    await treeItem(/^plain\.env/).click();
    await app.button('Encrypt…').first().click();
    await app.now().getByRole('radio').nth(1).click();
    await locked();
    await unlock();
    await app.now().getByRole('radio').nth(1).waitFor();
    expect(await app.now().getByRole('radio').nth(1).isChecked()).toBe(true);
  });

  it('who can open what, by file', async () => {
    await openFile(/^\.env/);
    await press('Control+k');
    await app.now().getByRole('combobox').waitFor();
    await app.now().keyboard.type('>People');
    await app.now().getByRole('option', { name: /People/ }).first().waitFor();
    await press('Enter');
    await app.now().getByRole('radiogroup', { name: 'Look by' }).getByText('Files').click();
    await treeItem(/more\.env/).click();
    await app.heading('more.env').waitFor();
    await locked();
    await unlock();
    await app.heading('more.env').waitFor();
    expect(await treeItem(/more\.env/).getAttribute('aria-selected')).toBe('true');
  });

  it('two versions side by side, with the sides that were chosen', async () => {
    const sides = app.now();
    await openFile(/^\.env/);
    await sides.getByRole('rowheader', { name: 'TOKEN', exact: true }).click();
    await press('Delete');
    await sides.getByText('1 change not saved').first().waitFor();
    writeFileSync(join(home.folder, 'projects', 'shop', '.env'), await encrypted(['TOKEN', 'canary-where-theirs'], ['OTHER', 'theirs'], ['THIRD', 'y']));
    await app.button('Look at both').click();
    const theirs = () => app.now().getByRole('group', { name: 'TOKEN: which value to keep' }).getByRole('radio', { name: 'Theirs' });
    await theirs().check();
    await locked();
    await unlock();
    await app.heading('Two versions of .env').waitFor();
    await theirs().waitFor();
    expect(await theirs().isChecked()).toBe(true);
  });
});
