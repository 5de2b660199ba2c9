// A backup saved in the Settings room, to a place that the person chooses, and not offered where nothing would open it elsewhere.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hasBrowser } from '../host/launch.ts';
import { passphrase, profileSpecs } from './profile-page.ts';

describe.skipIf(!(await hasBrowser()))('a backup of the profile', () => {
  const { app, home, open } = profileSpecs();
  const file = (): string => join(home.folder, 'kept.backup');
  const item = (name: string) => app.now().getByRole('listitem').filter({ hasText: name });
  const settings = async (): Promise<void> => {
    await app.now().getByRole('button', { name: 'Settings', exact: true }).click();
    await app.heading('Backup').waitFor();
  };

  it('is saved to a place that the person chooses, and said to be whole; a dialog that was closed changes nothing', async () => {
    await open();
    await app.opened();
    await app.ask('create', { value: passphrase, keychain: false });
    await settings();
    await item('All that this profile keeps').getByText('elsewhere it opens with the passphrase', { exact: false }).waitFor();
    await app.button('Save a backup…').click();
    // The button says what it says again once the dialog was answered: a place chosen before that would be the answer to this dialog.
    await app.button('Save a backup…').waitFor();
    expect(await item('All that this profile keeps').getByText('written and read back').count()).toBe(0);
    app.fake.chosenSaveFiles.push(file());
    await app.button('Save a backup…').click();
    await item('All that this profile keeps').getByText('written and read back').waitFor();
    await item('All that this profile keeps').getByText('kept.backup opens with the passphrase of today').waitFor();
    expect(readFileSync(file()).subarray(0, 13).toString('latin1')).toBe('coffre-backup');
    app.fake.chosenSaveFiles.push(join(home.folder, 'no such folder', 'kept.backup'));
    await app.button('Save a backup…').click();
    await app.now().locator('.err-code', { hasText: 'write-failed' }).or(app.now().getByText('write-failed')).first().waitFor();
  });

  it('is not offered where only the keychain of this computer opens the profile, with the reason', async () => {
    await open();
    await app.opened();
    await app.ask('create', { keychain: true });
    await settings();
    expect(await app.button(/^Save a backup…/).getAttribute('aria-disabled')).toBe('true');
    await item('All that this profile keeps').getByRole('status').getByText('Add a passphrase or a recovery key first', { exact: false }).waitFor();
  });
});
