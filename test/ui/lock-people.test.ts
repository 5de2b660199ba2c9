// A lock in the middle of taking somebody out: the plan is there again, made anew from the files of now, without what was unticked; so is a choice of people.
import { describe, expect, it } from 'vitest';
import { hasBrowser } from '../host/launch.ts';
import { team } from './people-page.ts';
import { passphrase, profileSpecs } from './profile-page.ts';

describe.skipIf(!(await hasBrowser()))('a lock over the people', () => {
  const { app, open } = profileSpecs();
  const begin = async (): Promise<void> => {
    await open();
    await app.opened();
    await app.ask('create', { value: passphrase, keychain: false });
    await app.openProject(await team());
  };
  const again = async (): Promise<void> => {
    const before = app.now();
    await before.keyboard.press('Control+l').catch(() => undefined);
    await app.renewed(before);
    await app.heading('Locked').waitFor();
    await app.type('Passphrase', passphrase);
  };
  const rows = async (): Promise<readonly string[]> => (await app.now().getByRole('table', { name: 'Files of this change' }).getByRole('row').allInnerTexts()).slice(1).map((text) => text.replaceAll(/\s+/g, ' ').trim());

  it('a removal that was looked at is planned again, with what was not to be marked, and goes through', async () => {
    await begin();
    await app.now().keyboard.press('Control+k');
    await app.now().getByRole('combobox').waitFor();
    await app.now().keyboard.type('>People');
    await app.now().keyboard.press('Enter');
    await app.now().getByRole('option', { name: /Bob/ }).click();
    await app.button('Remove from the project…').click();
    const values = () => app.now().getByRole('group', { name: 'Values to mark' }).getByRole('checkbox');
    await values().first().waitFor();
    const planned = await rows();
    const count = await values().count();
    const go = () => app.button(/^Remove and mark/);
    const all = await go().innerText();
    await values().first().uncheck();
    await expect.poll(() => go().innerText()).not.toBe(all);
    const said = await go().innerText();
    await again();
    await app.heading('Remove Bob').waitFor();
    await values().first().waitFor();
    await expect.poll(() => go().innerText()).toBe(said);
    expect(await rows()).toEqual(planned);
    expect(await values().count()).toBe(count);
    expect(await values().first().isChecked()).toBe(false);
    await go().click();
    await app.now().getByText(/^\d files changed$/).first().waitFor();
    // WHY: what was ticked is marked after that, and the plan goes last.
    await app.heading('Remove Bob').waitFor({ state: 'detached' });
    // It is done: nothing of it comes back.
    await again();
    await app.now().getByRole('option', { name: /Anna/ }).waitFor();
    expect(await app.heading('Remove Bob').count()).toBe(0);
  });

  it('so is a choice of people for a file, with what was ticked', async () => {
    await begin();
    await app.now().getByRole('treeitem', { name: /^\.env\.two/ }).click({ button: 'right' });
    await app.now().getByRole('menuitem', { name: 'Who can open it…' }).click();
    await app.heading('.env.two').waitFor();
    await app.button('Let somebody in…').click();
    const dialog = () => app.now().getByRole('dialog');
    await dialog().getByRole('checkbox', { name: /Bob/ }).check();
    await dialog().getByRole('radio', { name: /In this file only/ }).check();
    await again();
    await dialog().getByRole('checkbox', { name: /Bob/ }).waitFor();
    expect(await dialog().getByRole('checkbox', { name: /Bob/ }).isChecked()).toBe(true);
    expect(await dialog().getByRole('radio', { name: /In this file only/ }).isChecked()).toBe(true);
    await dialog().getByRole('button', { name: 'See what changes' }).click();
    await app.heading('Let in Bob').waitFor();
  });
});
