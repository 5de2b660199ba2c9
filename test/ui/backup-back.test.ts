// A profile taken back from a backup: on a computer without one, from a damaged one, and where only a lost keychain is left.
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hasBrowser } from '../host/launch.ts';
import { everythingOf } from '../security/search.ts';
import { passphrase, profileSpecs } from './profile-page.ts';

describe.skipIf(!(await hasBrowser()))('a profile from a backup', () => {
  const { app, begin, home, open } = profileSpecs();
  const file = (): string => join(home.folder, 'kept.backup');
  const names = async (): Promise<readonly string[]> => (await app.ask('listIdentities', {})).value?.identities.map(({ name }) => name) ?? [];
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
