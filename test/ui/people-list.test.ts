// The list of people in the window: another name, and off the list.
import { describe, expect, it } from 'vitest';
import { hasBrowser } from '../host/launch.ts';
import { anna, bob, peoplePage, team } from './people-page.ts';

const dave = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPU0sZtfBNi4CPWzPwJrZ3R8yBSmzBmHTIZKj5FBkMm9';
const files = async () => ({ ...await team(), '.coffre/people.yaml': `# ours\npeople:\n  - name: Bob # since ever\n    keys: [${bob}]\n  - name: Dave\n    keys: [${dave}]\n` });

describe.skipIf(!(await hasBrowser()))('somebody of the list', () => {
  const at = peoplePage(files);

  it('gets another name, and is taken off the list: what they can open stays, and comments too', async () => {
    const { app, read, who, axe, people } = at();
    const { page } = app;
    await people();
    const menu = async (name: string, act: string): Promise<void> => {
      await page.getByRole('option', { name: new RegExp(name) }).click();
      await page.getByRole('button', { name: `More for ${name}` }).click();
      await page.getByRole('menuitem', { name: act }).click();
    };
    await menu('Bob', 'Rename…');
    const dialog = page.getByRole('dialog', { name: 'Another name for Bob' });
    await dialog.getByLabel('Name').fill('Dave');
    await page.keyboard.press('Enter');
    await dialog.getByText('Somebody of this name is there already', { exact: false }).waitFor();
    await dialog.getByLabel('Name').fill('Bo/b');
    await page.keyboard.press('Enter');
    await dialog.getByText('A name is 1 to 80 characters', { exact: false }).waitFor();
    expect(await axe()).toEqual([]);
    await dialog.getByLabel('Name').fill('Robert');
    await page.keyboard.press('Enter');
    await page.getByText('Bob is called Robert now').first().waitFor();
    await page.getByRole('heading', { name: 'Robert', exact: true }).waitFor();
    expect(read('.coffre/people.yaml')).toContain('# ours\npeople:\n  - name: Robert # since ever');
    await menu('Robert', 'Take off the list of names…');
    const question = page.getByRole('dialog', { name: 'Take Robert off the list?' }).or(page.getByRole('alertdialog', { name: 'Take Robert off the list?' }));
    await question.getByRole('button', { name: 'Keep the entry' }).click();
    expect(read('.coffre/people.yaml')).toContain('Robert');
    await menu('Robert', 'Take off the list of names…');
    await question.getByRole('button', { name: 'Take off the list', exact: true }).click();
    await page.getByText('Robert is off the list').first().waitFor();
    expect(read('.coffre/people.yaml')).not.toContain('Robert');
    expect(read('.coffre/people.yaml')).toContain('Dave');
    await page.getByRole('option', { name: /Bob from the rules/ }).waitFor();
    expect(who('prod/.env.one')).toEqual([anna, bob]);
  });
});
