// Job keys in the Settings room: enrolled after agreeing outside of the page, listed, with what to put into cron, and revoked.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { hasBrowser } from '../host/launch.ts';
import { everythingOf } from '../security/search.ts';
import { encrypted } from './app-page.ts';
import { passphrase, profileSpecs } from './profile-page.ts';

describe.skipIf(!(await hasBrowser()))('job keys', () => {
  const { app, home, open } = profileSpecs();
  const keyFile = (): string => join(home.folder, 'nightly.job-key');
  const dialog = (name?: string | RegExp) => app.now().getByRole('dialog', name === undefined ? {} : { name });
  const item = (name: string) => app.now().getByRole('listitem').filter({ hasText: name });
  beforeEach(async () => {
    await open();
    await app.opened();
    await app.ask('create', { value: passphrase, keychain: false });
    await app.openProject({ '.env': await encrypted(['TOKEN', 'canary-jobs-value'], ['OTHER', 'x']), 'deep/more.env': await encrypted(['A', 'b']) });
    await app.now().getByRole('button', { name: 'Settings', exact: true }).click();
    await app.heading('Job keys').waitFor();
    await app.now().getByText('None. A job lets cron', { exact: false }).waitFor();
  });

  it('are made by keys alone, agreed to, and shown with their lines for cron; revoking asks first', async () => {
    await app.button('New job key').focus();
    await app.now().keyboard.press('Enter');
    // The dialog takes the focus a moment after it is there.
    await dialog('New job key').locator('input:focus').waitFor();
    await app.now().keyboard.type('nightly');
    await app.now().keyboard.press('Tab');
    await dialog().getByRole('checkbox', { name: '.env', exact: true }).focus();
    await app.now().keyboard.press('Space');
    await dialog().getByLabel('Only these values').fill('TOKEN');
    await dialog().getByLabel('Good for').selectOption({ label: '30 days' });
    // Nobody agrees: nothing is made, and what was filled in stays.
    app.fake.agrees = false;
    await app.button('Make the job key…').click();
    await expect.poll(() => app.wire.some(({ answer }) => answer?.includes('"not-confirmed"') === true)).toBe(true);
    expect(await dialog().getByLabel('Name', { exact: true }).inputValue()).toBe('nightly');
    app.fake.agrees = true;
    app.fake.chosenSaveFiles.push(keyFile());
    await app.button('Make the job key…').click();
    const lines = dialog('The job nightly is enrolled').getByLabel('Lines for cron');
    await lines.waitFor();
    expect(await lines.inputValue()).toMatch(new RegExp(`^0 3 \\* \\* \\* coffre file get --job-key ${keyFile()} \\S+\\.env TOKEN$`));
    expect(statSync(keyFile()).mode & 0o777).toBe(0o600);
    const secret = readFileSync(keyFile(), 'utf8').trim().split(':').at(-1) ?? '';
    expect(secret.length).toBe(43);
    expect(await everythingOf(app.now())).not.toContain(secret);
    expect(app.wire.some(({ answer }) => answer?.includes(secret) === true)).toBe(false);
    await dialog().getByRole('button', { name: 'Copy the lines' }).click();
    await app.now().getByText('Lines copied').waitFor();
    await app.now().keyboard.press('Escape');
    await item('nightly').getByText('get (TOKEN)').waitFor();
    await item('nightly').getByText('valid').waitFor();
    await item('nightly').getByRole('button', { name: 'Revoke' }).click();
    await app.now().getByRole('alertdialog').getByText('Its key opens nothing from then on', { exact: false }).waitFor();
    await app.now().getByRole('alertdialog').getByRole('button', { name: 'Cancel' }).click();
    await item('nightly').getByRole('button', { name: 'Revoke' }).click();
    await app.now().getByRole('alertdialog').getByRole('button', { name: 'Revoke' }).click();
    await app.now().getByText('The job nightly is revoked').waitFor();
    await app.now().getByText('None. A job lets cron', { exact: false }).waitFor();
    expect(existsSync(keyFile())).toBe(true);
  });

  it('say what is missing before they are made, and what the core refused', async () => {
    await app.button('New job key').click();
    const make = app.button(/^Make the job key…/);
    expect(await make.getAttribute('aria-disabled')).toBe('true');
    await dialog().getByLabel('Name', { exact: true }).fill('nightly');
    await dialog().getByRole('checkbox', { name: '.env', exact: true }).check();
    await dialog().getByLabel('Only these values').fill('NO_SUCH_NAME');
    await dialog().getByRole('checkbox', { name: 'Decrypt whole files' }).check();
    expect(await make.getAttribute('aria-disabled')).toBe('true');
    await dialog().getByRole('checkbox', { name: 'Decrypt whole files' }).uncheck();
    await dialog().locator('label').filter({ hasText: /^into the keychain$/ }).click();
    app.fake.agrees = true;
    await make.click();
    await dialog().getByText('entry-not-found').waitFor();
    await app.now().keyboard.press('Escape');
    expect(home.keychainItems.size).toBe(0);
  });
});
