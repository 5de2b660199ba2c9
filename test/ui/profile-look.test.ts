// The screens of the profile for everybody: no accessibility finding in either language or theme, all reachable by keys, nothing cut off in a small window.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { describe, expect, it } from 'vitest';
import { words } from '../../shared/words/both.ts';
import { hasBrowser } from '../host/launch.ts';
import { passphrase, profileSpecs } from './profile-page.ts';

describe.skipIf(!(await hasBrowser()))('the screens of the profile', () => {
  const { app, begin, home, open } = profileSpecs();

  async function speak(language: 'en' | 'fr'): Promise<void> {
    await app.core.router.handle(JSON.stringify({ call: 'settings.set', input: { language } }), { role: 'window', url: 'https://coffre.invalid/', isMainFrame: true });
    await app.now().locator(`html[lang=${language}]`).waitFor({ state: 'attached' });
  }
  /** Both themes in the language of the moment, and nothing wider than a small window. */
  async function look(what: string): Promise<void> {
    const page = app.now();
    await page.setViewportSize({ width: 960, height: 640 });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ reducedMotion: 'reduce', colorScheme });
      const { violations } = await new AxeBuilder({ page }).setLegacyMode().exclude('[data-base-ui-focus-guard]').analyze();
      expect(violations.map(({ id, nodes }) => `${what} ${colorScheme} ${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)).toEqual([]);
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  }
  const fr = words('fr');

  it('locked, in a wait, and opened by the recovery key', async () => {
    const key = await begin({ passphrase: true, recovery: true });
    await app.heading('Locked').waitFor();
    await app.type('Passphrase', 'canary-look wrong');
    await app.now().getByRole('alert').waitFor();
    await look('locked');
    await speak('fr');
    await app.heading(fr.lock.title).waitFor();
    await look('locked, French');
    for (let tries = 0; tries < 4; tries += 1) await app.ask('unlockWithPassphrase', { value: `canary-look wrong ${String(tries)}` });
    await app.type(fr.lock.passphrase, 'canary-look wrong');
    await app.heading(/^Attendez/).waitFor();
    await look('wait, French');
    await speak('en');
    await app.button('Recovery key, works now').focus();
    await app.now().keyboard.press('Enter');
    await app.type('Recovery key', key);
    await app.heading('Opened by the recovery key').waitFor();
    await look('renew');
  });

  it('a fault of the keychain, a question to it, and a damaged profile', async () => {
    await begin({ passphrase: true, keychain: true }, () => { home.keychainLook = { state: 'locked', backend: 'GNOME Keyring' }; });
    await app.heading('The keychain is locked').waitFor();
    await look('keychain');
    await speak('fr');
    await look('keychain, French');
    home.keychainSilent = true;
    await app.button(fr.lock.unlockKeychain).click();
    await app.heading(fr.lock.asking).waitFor();
    await look('asking');
    await app.close();
    home.keychainSilent = false;
    for (const kind of ['keychain', 'passphrase']) writeFileSync(join(home.profile, 'protectors', `${kind}.json`), 'rubbish');
    await open();
    await app.button(fr.lock.goOnWithout).waitFor();
    await look('closed, French');
  });

  it('the offer of a profile, its recovery key, and the settings with every dialog', async () => {
    await open();
    await app.heading('Set up a profile, now or later').waitFor();
    await app.now().getByText('is there and unlocked', { exact: false }).waitFor();
    await app.now().getByRole('checkbox', { name: /^Passphrase/ }).check();
    await look('offer');
    await app.now().getByLabel('Passphrase', { exact: true }).last().fill(passphrase);
    await app.type('The same again', passphrase);
    await app.now().locator('.sheet-groups .mono').first().waitFor();
    await look('recovery key');
    await app.button('I have it, try it out').click();
    await look('typing back');
    await app.now().keyboard.press('Escape');
    await app.ask('generateIdentity', { name: 'laptop' });
    await app.now().getByRole('button', { name: 'Settings', exact: true }).click();
    await app.now().getByText('named in no known file', { exact: false }).waitFor();
    await look('settings');
    for (const name of ['Generate', 'Import', 'Change', 'Rehearse']) {
      await app.button(name).click();
      await app.now().getByRole('dialog').waitFor();
      await look(name);
      await app.now().keyboard.press('Escape');
      await app.now().getByRole('dialog').waitFor({ state: 'detached' });
      await expect.poll(() => app.now().evaluate(() => document.activeElement?.textContent)).toContain(name);
    }
    await speak('fr');
    await app.heading(fr.settings.sections.protectors).waitFor();
    await look('settings, French');
  });
});
