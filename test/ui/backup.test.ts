// A backup saved in the Settings room, and a profile taken back from it: on a computer without one, from a damaged one, and where only a lost keychain is left.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hasBrowser } from '../host/launch.ts';
import { everythingOf } from '../security/search.ts';
import { passphrase, profileSpecs } from './profile-page.ts';

describe.skipIf(!(await hasBrowser()))('a backup of the profile', () => {
  const { app, begin, home, open } = profileSpecs();
  const file = (): string => join(home.folder, 'kept.backup');
  const names = async (): Promise<readonly string[]> => (await app.ask('listIdentities', {})).value?.identities.map(({ name }) => name) ?? [];
  const item = (name: string) => app.now().getByRole('listitem').filter({ hasText: name });
  const settings = async (): Promise<void> => {
    await app.now().getByRole('button', { name: 'Settings', exact: true }).click();
    await app.heading('Backup').waitFor();
  };
  /** Chooses the file in the (steered) dialog of the system. */
  const restore = async (...files: readonly string[]): Promise<void> => {
    app.fake.chosenFiles.push(...files);
    await app.button('Restore from a backup…').click();
    await app.now().getByRole('dialog', { name: 'Restore from a backup' }).waitFor();
  };
  /** A profile with an identity and a backup of it; the window is closed again. */
  const backedUp = async (opens: Parameters<typeof begin>[0]): Promise<string> => {
    const key = await begin(opens, async (first) => {
      await first.ask('generateIdentity', { name: 'laptop' });
      first.fake.chosenSaveFiles.push(file());
      expect((await first.ask('saveBackup', {})).ok).toBe(true);
    });
    await app.close();
    return key;
  };

  it('is saved to a place that the person chooses, and said to be whole; a dialog that was closed changes nothing', async () => {
    await open();
    await app.opened();
    await app.ask('create', { value: passphrase, keychain: false });
    await settings();
    await item('All that this profile keeps').getByText('elsewhere it opens with the passphrase', { exact: false }).waitFor();
    await app.button('Save a backup…').click();
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

  it('brings the profile to a computer that has none, from the first screen, by keys', async () => {
    await backedUp({ passphrase: true });
    rmSync(home.profile, { recursive: true });
    await open();
    await app.heading('Set up a profile, now or later').waitFor();
    writeFileSync(join(home.folder, 'other'), 'no backup');
    app.fake.chosenFiles.push(join(home.folder, 'other'), file());
    await app.button('Restore from a backup…').focus();
    await app.now().keyboard.press('Enter');
    await app.now().getByText('This is no backup of Coffre, or it is damaged').waitFor();
    await app.button('Choose another file').click();
    await app.now().getByText(/^It was made on /).waitFor();
    const field = app.now().getByRole('dialog').getByLabel('Passphrase', { exact: true });
    await expect.poll(() => field.evaluate((input) => input === document.activeElement)).toBe(true);
    await app.now().keyboard.type('canary-lock something else');
    await app.now().keyboard.press('Enter');
    await app.now().getByText('This passphrase does not open the backup', { exact: false }).waitFor();
    await field.fill(passphrase);
    await app.now().keyboard.press('Enter');
    await app.now().getByText('The profile is back').waitFor();
    await app.button('Lock').waitFor();
    expect(await names()).toEqual(['laptop']);
    expect(await everythingOf(app.now())).not.toContain('canary-lock');
  });

  it('takes the place of what opens a damaged profile no more, by the recovery key', async () => {
    const key = await backedUp({ passphrase: true, recovery: true });
    for (const kind of ['passphrase', 'recovery-key']) writeFileSync(join(home.profile, 'protectors', `${kind}.json`), 'canary-lock rubbish');
    await open();
    await app.heading('The profile cannot be opened').waitFor();
    await restore(file());
    await app.now().getByRole('dialog').locator('label').filter({ hasText: /^Recovery key$/ }).first().click();
    await app.now().getByRole('dialog').getByRole('textbox', { name: 'Recovery key' }).fill(key);
    await app.button('Restore').last().click();
    await app.heading('Opened by the recovery key').waitFor();
    await app.button('Later').click();
    await app.opened();
    expect(await names()).toEqual(['laptop']);
  });

  it('leads past a keychain that lost the key, where nothing else is left', async () => {
    await backedUp({ passphrase: true, keychain: true });
    await open();
    await app.opened();
    expect((await app.ask('removeProtector', { kind: 'passphrase' })).ok).toBe(true);
    await app.close();
    home.keychainItems.clear();
    await open();
    await app.heading('Another keychain than before').waitFor();
    await restore(file());
    await app.type('Passphrase', passphrase);
    await app.opened();
    expect(await names()).toEqual(['laptop']);
  });
});
