// One file in the window: who can open it, adding a person, and letting them in through its rule and all its files.
import { describe, expect, it } from 'vitest';
import { hasBrowser } from '../host/launch.ts';
import { anna, bob, carol, peoplePage } from './people-page.ts';

describe.skipIf(!(await hasBrowser()))('who can open a file', () => {
  const at = peoplePage();

  it('asks about one file from its row, adds a person, and lets them in through the rule and all its files', async () => {
    const { app, read, who, axe } = at();
    const { page } = app;
    await app.treeItem('.env.two').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Who can open it…' }).click();
    await page.getByRole('heading', { name: '.env.two' }).waitFor();
    await page.getByText('The rule names them, the file does not').waitFor();
    await page.getByRole('button', { name: 'Add a person' }).click();
    const dialog = page.getByRole('dialog', { name: 'A person and their key' });
    await dialog.getByLabel('Name').fill('Carol/');
    await page.keyboard.press('Enter');
    await dialog.getByText('A name is 1 to 80 characters', { exact: false }).waitFor();
    await dialog.getByLabel('Name').fill('Carol');
    await dialog.getByLabel('Public key').fill(carol);
    expect(await axe()).toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Carol' }).waitFor();
    expect(read('.coffre/people.yaml')).toContain('name: Carol');
    await page.getByRole('radiogroup', { name: 'Look by' }).getByText('Files').click();
    await page.getByRole('treeitem', { name: /prod\/\.env\.two/ }).click();
    await page.getByRole('button', { name: 'Let somebody in…' }).click();
    await page.getByRole('checkbox', { name: /Carol/ }).check();
    expect(await axe()).toEqual([]);
    await page.getByRole('button', { name: 'See what changes' }).click();
    const lines = page.getByLabel('Lines that change in .sops.yaml');
    await lines.getByText(/^\+ .*Carol/).waitFor();
    expect(await axe()).toEqual([]);
    app.fake.agrees = false;
    await page.getByRole('button', { name: 'Let in', exact: true }).click();
    await page.getByText('Nothing was changed').waitFor();
    expect(who('prod/.env.one')).toEqual([anna, bob]);
    expect(app.fake.askedFor).toMatchObject([{ files: 3, added: ['Carol', 'Bob'] }]);
    app.fake.agrees = true;
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('button', { name: 'Let in', exact: true }).click();
    await page.getByText('3 files changed').first().waitFor();
    expect([who('prod/.env.one'), who('prod/.env.two')]).toEqual([[anna, bob, carol], [anna, bob, carol]]);
    expect(read('.sops.yaml')).toContain('# Carol');
  });
});
