// A lost keychain and a forgotten passphrase, each recovered in the real window with the recovery key alone.
import { describe, expect, it } from 'vitest';
import { hasBrowser } from '../host/launch.ts';
import { profileSpecs } from './profile-page.ts';

const fresh = 'canary-recovered four new words';

describe.skipIf(!(await hasBrowser()))('recovering with the recovery key alone', () => {
  const { app, begin, home, open } = profileSpecs();
  const names = async (): Promise<readonly string[]> => (await app.ask('listIdentities', {})).value?.identities.map(({ name }) => name) ?? [];

  it('from a lost keychain: its identities are there again, and the keychain of today opens it from then on', async () => {
    const key = await begin({ keychain: true, recovery: true }, async (first) => {
      await first.ask('generateIdentity', { name: 'laptop' });
      home.keychainItems.clear();
    });
    await app.heading('Another keychain than before').waitFor();
    await app.button('Open by recovery key and move').click();
    await app.type('Recovery key', key);
    await app.heading('Opened by the recovery key').waitFor();
    await app.button('Later').click();
    await app.opened();
    expect(await names()).toEqual(['laptop']);
    await expect.poll(() => home.keychainItems.size).toBeGreaterThan(0);
    await app.close();
    await open();
    await app.opened();
    expect(await names()).toEqual(['laptop']);
  });

  it('from a keychain that is gone altogether: by a new passphrase from then on', async () => {
    const key = await begin({ keychain: true, recovery: true }, async (first) => {
      await first.ask('generateIdentity', { name: 'laptop' });
      home.keychainLook = { state: 'missing', backend: '' };
      home.keychainItems.clear();
    });
    await app.heading('No keychain answers').waitFor();
    await app.button('Use the recovery key').click();
    await app.type('Recovery key', key);
    await app.heading('Opened by the recovery key').waitFor();
    await app.now().getByLabel('New passphrase', { exact: true }).fill(fresh);
    await app.type('The same again', fresh);
    await app.opened();
    expect(await names()).toEqual(['laptop']);
    await app.close();
    await open();
    await app.button('Use the passphrase').click();
    await app.type('Passphrase', fresh);
    await app.opened();
  });

  it('from a forgotten passphrase: a new one opens it, the former one opens nothing', async () => {
    const key = await begin({ passphrase: true, recovery: true }, async (first) => { await first.ask('generateIdentity', { name: 'laptop' }); });
    await app.heading('Locked').waitFor();
    await app.button('Recovery key').click();
    await app.type('Recovery key', key);
    await app.heading('Opened by the recovery key').waitFor();
    await app.now().getByLabel('New passphrase', { exact: true }).fill(fresh);
    await app.type('The same again', `${fresh}!`);
    await app.now().getByText('The two are not the same.').waitFor();
    await app.type('The same again', fresh);
    await app.now().getByText('The new passphrase opens the profile now').waitFor();
    expect(await names()).toEqual(['laptop']);
    const before = app.now();
    await before.keyboard.press('Control+l').catch(() => undefined);
    await app.renewed(before);
    await app.type('Passphrase', 'canary-lock correct horse');
    await app.now().getByText('This passphrase does not open the profile', { exact: false }).waitFor();
    await app.type('Passphrase', fresh);
    await app.opened();
  });
});
