// The screens of the profile for everybody: no accessibility finding in either language or theme, all reachable by keys, nothing cut off in a small window.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { words } from '../../shared/words/both.ts';
import { hasBrowser } from '../host/launch.ts';
import { lookAt, speak } from './look-at.ts';
import { passphrase, profileSpecs } from './profile-page.ts';

describe.skipIf(!(await hasBrowser()))('the screens of the profile', () => {
  const { app, begin, home, open } = profileSpecs();

  const fr = words('fr');

  it('locked, in a wait, and opened by the recovery key', async () => {
    const key = await begin({ passphrase: true, recovery: true });
    await app.heading('Locked').waitFor();
    await app.type('Passphrase', 'canary-look wrong');
    await app.now().getByRole('alert').waitFor();
    await lookAt(app, 'locked');
    await speak(app, 'fr');
    await app.heading(fr.lock.title).waitFor();
    await lookAt(app, 'locked, French');
    for (let tries = 0; tries < 4; tries += 1) await app.ask('unlockWithPassphrase', { value: `canary-look wrong ${String(tries)}` });
    await app.type(fr.lock.passphrase, 'canary-look wrong');
    await app.heading(/^Attendez/).waitFor();
    await lookAt(app, 'wait, French');
    await speak(app, 'en');
    await app.button('Recovery key, works now').focus();
    await app.now().keyboard.press('Enter');
    await app.type('Recovery key', key);
    await app.heading('Opened by the recovery key').waitFor();
    await lookAt(app, 'renew');
  });

  it('a fault of the keychain, a question to it, and a damaged profile', async () => {
    await begin({ passphrase: true, keychain: true }, () => { home.keychainLook = { state: 'locked', backend: 'GNOME Keyring' }; });
    await app.heading('The keychain is locked').waitFor();
    await lookAt(app, 'keychain');
    await speak(app, 'fr');
    await lookAt(app, 'keychain, French');
    home.keychainSilent = true;
    await app.button(fr.lock.unlockKeychain).click();
    await app.heading(fr.lock.asking).waitFor();
    await lookAt(app, 'asking');
    await app.close();
    home.keychainSilent = false;
    for (const kind of ['keychain', 'passphrase']) writeFileSync(join(home.profile, 'protectors', `${kind}.json`), 'rubbish');
    await open();
    await app.button(fr.lock.goOnWithout).waitFor();
    await lookAt(app, 'closed, French');
  });

  it('the offer of a profile, its recovery key, and the settings with every dialog', async () => {
    await open();
    await app.heading('Set up a profile, now or later').waitFor();
    await app.now().getByText('is there and unlocked', { exact: false }).waitFor();
    await app.now().getByRole('checkbox', { name: /^Passphrase/ }).check();
    await lookAt(app, 'offer');
    await app.now().getByLabel('Passphrase', { exact: true }).last().fill(passphrase);
    await app.type('The same again', passphrase);
    await app.now().locator('.sheet-groups .mono').first().waitFor();
    await lookAt(app, 'recovery key');
    await app.button('I have it, try it out').click();
    await lookAt(app, 'typing back');
    await app.now().keyboard.press('Escape');
    await app.ask('generateIdentity', { name: 'laptop' });
    await app.now().getByRole('button', { name: 'Settings', exact: true }).click();
    await app.now().getByText('named in no known file', { exact: false }).waitFor();
    await lookAt(app, 'settings');
    for (const name of ['Generate', 'Import', 'Change', 'Rehearse']) {
      await app.button(name).click();
      await app.now().getByRole('dialog').waitFor();
      await lookAt(app, name);
      await app.now().keyboard.press('Escape');
      await app.now().getByRole('dialog').waitFor({ state: 'detached' });
      await expect.poll(() => app.now().evaluate(() => document.activeElement?.textContent)).toContain(name);
    }
    await speak(app, 'fr');
    await app.heading(fr.settings.sections.protectors).waitFor();
    await lookAt(app, 'settings, French');
  });
});
