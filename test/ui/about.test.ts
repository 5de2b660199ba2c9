// About the program: its version, and the licences of all that ships, found and read with the keyboard, without the network, in both languages.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../build/root.ts';
import { version } from '../../build/version.ts';
import { hasBrowser } from '../host/launch.ts';
import { lookAt, speak } from './look-at.ts';
import { passphrase, profileSpecs } from './profile-page.ts';

describe.skipIf(!(await hasBrowser()))('about', () => {
  const { app, open } = profileSpecs();
  const page = () => app.now();
  const options = () => page().getByRole('option');
  const text = async (): Promise<string> => page().getByRole('dialog').getByRole('textbox').nth(1).inputValue();

  it('says the version, and shows the licence of the program and of each part, by keys', async () => {
    await open();
    await app.opened();
    await page().getByRole('button', { name: 'Settings', exact: true }).click();
    await page().getByRole('link', { name: 'About and licences' }).click();
    await page().getByText(`Coffre ${version}`, { exact: true }).waitFor();
    await lookAt(app, 'about');
    await app.button('Its licence…').focus();
    await page().keyboard.press('Enter');
    await app.heading('Licence of Coffre').waitFor();
    expect(await text()).toBe(readFileSync(join(root, 'LICENSE'), 'utf8').trim());
    await page().keyboard.press('Escape');
    await page().getByRole('dialog').waitFor({ state: 'detached' });
    await app.button('Licences…').focus();
    await page().keyboard.press('Enter');
    const field = page().getByRole('textbox', { name: 'Find a part or a licence' });
    await field.waitFor();
    await expect.poll(() => field.evaluate((one) => one === document.activeElement)).toBe(true);
    const all = Number(/\d+/.exec(await page().getByText(/^\d+ parts$/).innerText())?.[0]);
    expect(all).toBeGreaterThan(50);
    await page().getByText('Choose a part to read its licence.').waitFor();
    await page().keyboard.type('react');
    await page().getByText(/^\d+ parts$/).filter({ hasNotText: String(all) }).waitFor();
    await page().keyboard.press('ArrowDown');
    await page().keyboard.press('End');
    const last = await options().last().innerText();
    expect(last).toMatch(/react|use-/);
    await field.fill('react-remove-scroll-bar');
    await page().getByText('1 part', { exact: true }).waitFor();
    await field.press('Enter');
    await page().getByText('This is that of react-remove-scroll, by the same author', { exact: false }).waitFor();
    expect(await text()).toContain('Anton Korzunov');
    await lookAt(app, 'licences');
    await field.fill('icons');
    await page().getByText('1 part', { exact: true }).waitFor();
    await field.press('Enter');
    await app.heading('Licence of Lucide').waitFor();
    await field.fill('nobody-made-this');
    await page().getByText('No part or licence is called that.').waitFor();
    expect(app.consoleLines.filter((line) => /policy|refused|violat/i.test(line))).toEqual([]);
  });

  it('keeps the dialog and the part over a lock, in French', async () => {
    await open();
    await app.opened();
    await app.ask('create', { value: passphrase, keychain: false });
    await page().getByRole('button', { name: 'Lock', exact: true }).waitFor();
    await speak(app, 'fr');
    await page().getByRole('button', { name: 'Réglages', exact: true }).click();
    await page().getByRole('link', { name: 'À propos et licences' }).click();
    await app.button('Lire les licences…').click();
    await page().getByRole('textbox', { name: 'Chercher une partie ou une licence' }).fill('plex sans');
    await options().getByText('IBM Plex Sans').click();
    await app.heading('Licence de IBM Plex Sans').waitFor();
    expect(await text()).toContain('SIL OPEN FONT LICENSE');
    await lookAt(app, 'licences fr');
    const before = page();
    // The page may end before the keys are let go.
    await before.keyboard.press('Control+l').catch(() => undefined);
    await app.renewed(before);
    await app.heading('Verrouillé').waitFor();
    await app.type('Phrase secrète', passphrase);
    await app.heading('Licence de IBM Plex Sans').waitFor();
  });
});
