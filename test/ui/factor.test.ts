// The second factor in the Settings: set up by keys, shown once, asked for in the middle of what widens access, and taken away.
import { describe, expect, it } from 'vitest';
import { hasBrowser } from '../host/launch.ts';
import { everythingOf } from '../security/search.ts';
import { factorSpecs } from './factor-page.ts';
import { lookAt, speak } from './look-at.ts';

describe.skipIf(!(await hasBrowser()))('the second factor in the settings', () => {
  const { app, code, enrol, later, scanned } = factorSpecs();
  const dialog = (name?: string | RegExp) => app.now().getByRole('dialog', name === undefined ? {} : { name });
  const settings = () => app.now().getByRole('button', { name: 'Settings', exact: true }).click();

  it('setup-hides, codes-hide: is set up by keys and shown once, and neither secret nor codes stay in the page', async () => {
    await settings();
    await app.button('Set up…').focus();
    await app.now().keyboard.press('Enter');
    await dialog('Set up an authenticator app').getByRole('img', { name: 'Square for the camera of the app' }).waitFor();
    const secret = ((await app.now().getByLabel('Or type this secret').textContent()) ?? '').replaceAll(' ', '');
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    scanned(secret);
    await lookAt(app, 'setting it up');
    await dialog().getByLabel('Code that the app shows now').pressSequentially('000000');
    await app.now().keyboard.press('Enter');
    await dialog().getByText('This code is wrong', { exact: false }).waitFor();
    await app.now().keyboard.type(code());
    await app.now().keyboard.press('Enter');
    await dialog('Recovery codes').getByRole('listitem').nth(9).waitFor();
    const codes = await dialog().locator('.sheet-groups .mono').allTextContents();
    await dialog().getByRole('button', { name: 'I have them' }).click();
    await app.now().getByText('10 are left', { exact: false }).waitFor();
    later();
    expect(codes).toHaveLength(10);
    const everything = await everythingOf(app.now());
    for (const hidden of [secret, secret.slice(0, 8), ...codes]) expect(everything).not.toContain(hidden);
    expect(app.wire.filter(({ answer }) => answer?.includes(secret) === true)).toHaveLength(1);
    await speak(app, 'fr');
    await lookAt(app, 'the settings in French');
  });

  it('confirms what widens access, and is taken away by a last code', async () => {
    await enrol();
    await settings();
    const remove = app.now().getByRole('listitem').filter({ hasText: 'Authenticator app' }).getByRole('button', { name: 'Remove' });
    await remove.click();
    await app.now().getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
    await dialog('A code, to go on').waitFor();
    await lookAt(app, 'a code in the middle of a call');
    await dialog('A code, to go on').getByLabel('Code of the app, or a recovery code').fill('000000');
    await app.now().keyboard.press('Enter');
    await dialog('A code, to go on').getByText('This code is wrong or was used already', { exact: false }).waitFor();
    await dialog('A code, to go on').getByRole('button', { name: 'Do not go on' }).click();
    await app.now().getByText('A code of your authenticator app is needed').waitFor();
    await remove.click();
    await app.now().getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
    await dialog('A code, to go on').getByLabel('Code of the app, or a recovery code').fill(code());
    await app.now().keyboard.press('Enter');
    await app.now().getByText('The second factor is removed').waitFor();
    await app.button('Set up…').waitFor();
  });
});
