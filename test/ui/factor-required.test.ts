// Where the policy requires a second factor, the window does nothing else after the next unlock until it is set up: with a recovery key first, codes saved through a dialog, and nothing of the project shown before.
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Secret, TOTP } from 'otpauth';
import { describe, expect, it } from 'vitest';
import { hasBrowser } from '../host/launch.ts';
import { fileSink } from '../../electron/node-ports/index.ts';
import { lookAt, speak } from './look-at.ts';
import { profileSpecs } from './profile-page.ts';

describe.skipIf(!(await hasBrowser()))('a second factor that the policy requires', () => {
  const specs = profileSpecs();
  const { app, open } = specs;
  const dialog = (name: string) => app.now().getByRole('dialog', { name });

  it('is set up before anything else is shown, by keys, and then the window opens as it was', async () => {
    const codes = join(specs.home.folder, 'codes.txt');
    await open({ ports: (real) => ({ ...real, dialogs: { ...real.dialogs, chooseFileAbility: { works: true, reason: '' }, chooseSaveFile: () => Promise.resolve({ name: 'codes.txt', path: codes, sink: fileSink(codes, 'replace'), source: { read: () => Promise.reject(new Error('not read')) } }) } }) });
    await app.opened();
    await app.ask('create', { keychain: true });
    await app.openProject({ 'shop/.env': 'TOKEN=canary-required-ui\n' });
    await app.now().getByText('shop').first().waitFor();
    mkdirSync(specs.home.profile, { recursive: true });
    writeFileSync(join(specs.home.profile, 'security-policy.yaml'), 'security:\n  authentication:\n    mfa_required: true\n');
    const before = app.now();
    await before.keyboard.press('Control+l').catch(() => undefined);
    await app.renewed(before);
    await app.button(/OS keychain$/).click();
    await app.heading('A second factor is required').waitFor();
    expect(await app.now().getByText('shop').count()).toBe(0);
    await lookAt(app, 'a second factor is required');
    await speak(app, 'fr');
    await lookAt(app, 'a second factor is required, in French');
    await speak(app, 'en');
    await app.button('Make a recovery key first').focus();
    await app.now().keyboard.press('Enter');
    await app.now().getByRole('list', { name: 'Recovery key' }).getByRole('listitem').nth(12).waitFor();
    await app.now().getByRole('dialog').getByRole('button', { name: 'Close without trying it' }).click();
    await app.now().getByRole('dialog').waitFor({ state: 'detached' });
    // WHY: key and secret are values, and two of them in one breath are refused.
    await app.now().waitForTimeout(1000);
    await app.button('Set up an authenticator app').click();
    const secret = ((await app.now().getByLabel('Or type this secret').textContent()) ?? '').replaceAll(' ', '');
    await dialog('Set up an authenticator app').getByLabel('Code that the app shows now').pressSequentially(new TOTP({ secret: Secret.fromBase32(secret), digits: 6, period: 30 }).generate());
    // So are the codes that are shown next.
    await app.now().waitForTimeout(1000);
    await app.now().keyboard.press('Enter');
    await dialog('Recovery codes').getByRole('listitem').nth(9).waitFor();
    const shown = await app.now().locator('.sheet-groups .mono').allTextContents();
    await app.button('Save…').click();
    await app.now().getByText('Saved as codes.txt, in clear text', { exact: false }).waitFor();
    expect(readFileSync(codes, 'utf8')).toBe(`${shown.join('\n')}\n`);
    expect(statSync(codes).mode & 0o777).toBe(0o600);
    await lookAt(app, 'codes that are saved');
    await app.button('I have them').click();
    await app.now().getByText('shop').first().waitFor();
  });

  it('can be left by locking again', async () => {
    await open();
    await app.opened();
    await app.ask('create', { keychain: true });
    writeFileSync(join(specs.home.profile, 'security-policy.yaml'), 'security:\n  authentication:\n    mfa_required: true\n');
    await app.now().getByRole('button', { name: /^Lock/ }).waitFor();
    const before = app.now();
    await before.keyboard.press('Control+l').catch(() => undefined);
    await app.renewed(before);
    await app.button(/OS keychain$/).click();
    await app.heading('A second factor is required').waitFor();
    const asked = app.now();
    await app.button('Lock').click();
    await app.renewed(asked);
    await app.heading('Locked').waitFor();
  });
});
