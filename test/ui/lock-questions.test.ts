// A lock over the dialogs of the second factor and over a question of the core: what can come back safely does, and what was dropped is said.
import { describe, expect, it } from 'vitest';
import { hasBrowser } from '../host/launch.ts';
import { factorSpecs } from './factor-page.ts';

describe.skipIf(!(await hasBrowser()))('a lock over the second factor', () => {
  const { app, code, enrol, later, lock, scanned } = factorSpecs();
  const dialog = (name?: string | RegExp) => app.now().getByRole('dialog', name === undefined ? {} : { name });
  const question = () => app.now().getByRole('alertdialog');
  const settings = () => app.now().getByRole('button', { name: 'Settings', exact: true }).click();
  const secret = async (): Promise<string> => {
    await dialog('Set up an authenticator app').getByRole('img', { name: 'Square for the camera of the app' }).waitFor();
    return ((await app.now().getByLabel('Or type this secret').textContent()) ?? '').replaceAll(' ', '');
  };
  const unlock = async (): Promise<void> => {
    await lock();
    later();
    await app.now().getByLabel('Six digits').fill(code());
    await app.now().keyboard.press('Enter');
  };

  it('setting it up comes back with another secret and says so; codes that were on the screen are not made anew without a word', async () => {
    await settings();
    await app.button('Set up…').click();
    const first = await secret();
    const before = app.now();
    await before.keyboard.press('Control+l').catch(() => undefined);
    await app.renewed(before);
    await app.button(/OS keychain$/).click();
    const second = await secret();
    expect(second).not.toBe(first);
    await dialog().getByText('this is another secret', { exact: false }).waitFor();
    scanned(second);
    await dialog().getByLabel('Code that the app shows now').fill(code());
    await app.now().keyboard.press('Enter');
    await dialog('Recovery codes').getByRole('listitem').nth(9).waitFor();
    const made = app.wire.filter(({ request }) => request.includes('factor.revealCodes')).length;
    await unlock();
    await question().getByText('If you have them on paper, they count.', { exact: false }).waitFor();
    expect(app.wire.filter(({ request }) => request.includes('factor.revealCodes'))).toHaveLength(made);
    await question().getByRole('button', { name: 'Cancel' }).click();
    await app.now().getByText('10 are left', { exact: false }).waitFor();
  });

  it('lock-declines: a code that was asked for is no longer, nothing is done, and that is said', async () => {
    await enrol();
    await settings();
    const item = () => app.now().getByRole('listitem').filter({ hasText: 'Authenticator app' });
    await item().getByRole('button', { name: 'Remove' }).click();
    await question().getByRole('button', { name: 'Remove' }).click();
    await dialog('A code, to go on').waitFor();
    // The window tells what is in view a moment after it has changed.
    await app.now().waitForTimeout(400);
    await unlock();
    await app.now().getByText('Coffre locked before you answered', { exact: false }).first().waitFor();
    expect(await dialog('A code, to go on').count()).toBe(0);
    await item().getByText('on', { exact: true }).waitFor();
  });
});
