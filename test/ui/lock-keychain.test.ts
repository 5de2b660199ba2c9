// Every state of the keychain has a screen that says what it means and what to do next, and leads on from there.
import { describe, expect, it } from 'vitest';
import { hasBrowser } from '../host/launch.ts';
import { passphrase, profileSpecs } from './profile-page.ts';

describe.skipIf(!(await hasBrowser()))('a keychain that does not open the profile', () => {
  const { app, begin, home, open } = profileSpecs();

  it('locked: wants its own password first', async () => {
    await begin({ passphrase: true, keychain: true }, () => { home.keychainLook = { state: 'locked', backend: 'GNOME Keyring' }; });
    await app.heading('The keychain is locked').waitFor();
    await app.button('Unlock the keychain').click();
    await app.opened();
  });
  it('missing: another way, or look again', async () => {
    await begin({ passphrase: true, keychain: true }, () => { home.keychainLook = { state: 'missing', backend: '' }; });
    await app.heading('No keychain answers').waitFor();
    home.keychainLook = { state: 'ok', backend: 'GNOME Keyring' };
    await app.button('Look again').click();
    await app.opened();
  });
  it('missing, and nothing else opens it: says so', async () => {
    await begin({ keychain: true }, () => { home.keychainLook = { state: 'missing', backend: '' }; });
    await app.now().getByText('Nothing else opens this profile', { exact: false }).waitFor();
    expect(await app.button('Use the passphrase').count()).toBe(0);
  });
  it('insecure: takes the passphrase instead', async () => {
    await begin({ passphrase: true, keychain: true }, () => { home.keychainLook = { state: 'insecure-backend', backend: 'GNOME Keyring' }; });
    await app.heading('This keychain would not protect').waitFor();
    await app.button('Use the passphrase').click();
    await app.type('Passphrase', passphrase);
    await app.opened();
  });
  it('changed: opens by passphrase, and the new one has the key then', async () => {
    await begin({ passphrase: true, keychain: true }, () => {
      home.keychainLook = { state: 'ok', backend: 'KWallet' };
      home.keychainItems.clear();
    });
    await app.heading('Another keychain than before').waitFor();
    await app.now().getByText('The key was kept by GNOME Keyring; KWallet answers now', { exact: false }).waitFor();
    await app.button('Open by passphrase and move').click();
    await app.type('Passphrase', passphrase);
    await app.now().getByText('The OS keychain opens the profile now').waitFor();
    expect(home.keychainItems.size).toBeGreaterThan(0);
  });
  it('dismissed: try again', async () => {
    await begin({ passphrase: true, keychain: true }, () => { home.keychainFault = 'dismissed'; });
    await app.heading('The keychain was not unlocked').waitFor();
    home.keychainFault = undefined;
    await app.button('Try again').click();
    await app.opened();
  });
  it('failed: another way', async () => {
    await begin({ passphrase: true, keychain: true }, () => { home.keychainFault = 'failed'; });
    await app.heading('The keychain did not keep its word').waitFor();
    await app.button('Use the passphrase').waitFor();
  });
  it('slow: says so, and the person goes on without it, by a passphrase that does not wait for it', async () => {
    await begin({ passphrase: true, keychain: true }, () => { home.keychainSilent = true; });
    await app.heading('Asking the keychain').waitFor();
    await app.now().getByText('GNOME Keyring takes its time', { exact: false }).waitFor();
    await app.button('Passphrase instead').click();
    await app.type('Passphrase', passphrase);
    await app.opened();
  });
  it('slow: the question is ended for real, and can be asked again', async () => {
    await begin({ keychain: true }, () => { home.keychainSilent = true; });
    await app.heading('Asking the keychain').waitFor();
    await app.button('Stop waiting').click();
    await app.heading('Locked').waitFor();
    expect(app.wire.some(({ request, answer }) => request.includes('profile.unlockWithKeychain') && answer?.includes('"cancelled"') === true)).toBe(true);
    home.keychainSilent = false;
    await app.button('Unlock with the OS keychain').click();
    await app.opened();
  });
  it('slow while the profile is set up: nothing is made once it is stopped', async () => {
    await open();
    await app.heading('Set up a profile, now or later').waitFor();
    await app.now().getByText('is there and unlocked', { exact: false }).waitFor();
    home.keychainSilent = true;
    await app.button('Create the profile').click();
    await app.now().getByText('takes its time', { exact: false }).waitFor();
    await app.button('Stop waiting').click();
    await app.button('Create the profile').waitFor();
    expect((await app.ask('getState', {})).value?.state).toBe('none');
  });
  it('slow to the end: told as such', async () => {
    await begin({ passphrase: true, keychain: true }, () => { home.keychainSilent = true;
      home.keychainLimitMs = 500;
    });
    await app.heading('The keychain did not answer in time').waitFor();
    await app.button('Use the passphrase').click();
    await app.type('Passphrase', passphrase);
    await app.opened();
  });
});
