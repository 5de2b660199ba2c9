// A secret that is made once, asked for at a moment when the core gives none: the dialog stays, says why, and asks again when told to.
import { describe, expect, it } from 'vitest';
import { hasBrowser } from '../host/launch.ts';
import { askForKey, factorSpecs } from './factor-page.ts';
import { lookAt } from './look-at.ts';

describe.skipIf(!(await hasBrowser()))('a dialog whose secret was refused', () => {
  const { app, code, scanned } = factorSpecs();
  const dialog = (name: string) => app.now().getByRole('dialog', { name });
  const focused = () => app.now().evaluate(() => document.activeElement?.closest('[role=dialog]') !== null);
  /** Opens it by `begin` while nobody looks, and lets it ask again by key. */
  async function askTwice(name: string, begin: () => Promise<void>): Promise<void> {
    app.fake.focused = false;
    await begin();
    const again = dialog(name).getByRole('button', { name: 'Try again' });
    await again.waitFor();
    await again.focus();
    await app.now().keyboard.press('Enter');
    await again.waitFor();
    expect(await focused()).toBe(true);
    if (name === 'Set up an authenticator app') await lookAt(app, name);
    app.fake.focused = true;
    // WHY: what was shown before is a value, too, and two of them in one breath are refused.
    await app.now().waitForTimeout(400);
    await again.focus();
    await app.now().keyboard.press('Enter');
    await again.waitFor({ state: 'detached' });
  }

  it('shows recovery key, authenticator secret and recovery codes at the second asking', async () => {
    await app.now().getByRole('button', { name: 'Settings', exact: true }).click();
    await askTwice('Your recovery key', () => askForKey(app.now()));
    await dialog('Your recovery key').getByRole('listitem').nth(12).waitFor();
    await app.button('Close without trying it').click();
    await dialog('Your recovery key').waitFor({ state: 'detached' });
    // WHY: key and secret are values, and two of them in one breath are refused.
    await app.now().waitForTimeout(1000);
    await askTwice('Set up an authenticator app', () => app.button('Set up…').click());
    const field = dialog('Set up an authenticator app').getByLabel('Code that the app shows now');
    await expect.poll(() => field.evaluate((input) => input === document.activeElement)).toBe(true);
    scanned(((await app.now().getByLabel('Or type this secret').textContent()) ?? '').replaceAll(' ', ''));
    await field.pressSequentially(code());
    await askTwice('Recovery codes', () => app.now().keyboard.press('Enter'));
    await dialog('Recovery codes').getByRole('listitem').nth(9).waitFor();
    expect(await focused()).toBe(true);
    await app.button('I have them').click();
    await dialog('Recovery codes').waitFor({ state: 'detached' });
    await app.now().getByText('10 are left', { exact: false }).waitFor();
  });
});
