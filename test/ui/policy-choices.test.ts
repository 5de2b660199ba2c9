// Choices in the dialog that changes a rule: what allows more than before, a list by its boxes, and what a lock leaves standing.
import { describe, expect, it } from 'vitest';
import { hasBrowser } from '../host/launch.ts';
import { policySpecs } from './policy-page.ts';
import { passphrase } from './profile-page.ts';

describe.skipIf(!(await hasBrowser()))('a rule of the policy', () => {
  const { app, row, dialog, enter } = policySpecs();
  const policy = 'security:\n  authentication:\n    session_timeout_minutes: 9\n';

  it('says where it would allow more, and gives the focus back where it was', async () => {
    await enter(policy);
    // Taken out, its usual value holds.
    await row('Lock when idle after').dblclick();
    await dialog().getByRole('checkbox', { name: /Take it out of your policy/ }).check();
    await dialog().getByText('Allows more than now: Lock when idle after').waitFor();
    await dialog().getByRole('button', { name: 'Change the policy' }).click();
    await row('Lock when idle after').getByText('usual', { exact: true }).waitFor();
    // A list, by its boxes.
    await app.button('Edit: Cipher suites of TLS').click();
    await dialog().getByRole('checkbox', { name: 'TLS_CHACHA20_POLY1305_SHA256' }).check();
    await dialog().getByLabel('What changes in the file').getByText('cipher_suites: ["TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256"]').waitFor();
    await app.now().keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
    await expect.poll(() => app.now().evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '')).toContain('Cipher suites of TLS');
  });

  it('outlives a lock as far as it was chosen', async () => {
    await enter(policy);
    await app.button('Edit: Wait after them').click();
    await dialog().getByLabel('Value', { exact: true }).fill('45');
    const before = app.now();
    await before.keyboard.press('Control+l').catch(() => undefined);
    await app.renewed(before);
    await app.type('Passphrase', passphrase);
    await dialog().getByText('+     lockout_duration_minutes: 45').waitFor();
  });
});
