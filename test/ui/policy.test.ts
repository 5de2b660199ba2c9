// The policy in Settings: every rule with its value and how it stands, one changed by keys with its line shown first, and nothing that bars anybody.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { words } from '../../shared/words/both.ts';
import { hasBrowser } from '../host/launch.ts';
import { lookAt, speak } from './look-at.ts';
import { policySpecs } from './policy-page.ts';

const guide = readFileSync('test/fixtures/guide/config/security-policy.yaml', 'utf8');

describe.skipIf(!(await hasBrowser()))('the policy', () => {
  const { app, file, row, dialog, enter } = policySpecs();

  it('shows what holds and where from, and says what is not enforced here and why', async () => {
    await enter(guide.replace('audit_encryption: true', 'audit_encyption: true'));
    expect(await row('Lock when idle after').innerText()).toMatch(/30 minutes\s+your policy\s+enforced:\s+yours may be shorter, not longer/);
    expect(await row('Allowed networks').innerText()).toContain('not enforced here, because nobody connects to a program on your desk');
    expect(await row('Ways of the second factor').innerText()).toContain('sms is not enforced here');
    await app.now().getByText('3 rules not enforced here').waitFor();
    await app.now().getByText('The field audit_encyption is not known. Did you mean audit_encryption?').waitFor();
    await app.now().getByText('line 28, column 5').waitFor();
    await app.now().getByRole('link', { name: 'Policy in force' }).click();
    await lookAt(app, 'policy');
    await speak(app, 'fr');
    const fr = words('fr').policy;
    await app.now().getByRole('grid', { name: fr.rules }).waitFor();
    await lookAt(app, 'policy, French');
  });

  it('changes a rule by keys alone: its line is shown, agreed to outside of the page, and the comments stay', async () => {
    await enter('# canary comment\nsecurity:\n  authentication:\n    session_timeout_minutes: 25 # tea\n');
    await row('Rotate when due').focus();
    for (let steps = 0; steps < 8; steps += 1) await app.now().keyboard.press('ArrowDown');
    await expect.poll(() => app.now().evaluate(() => document.activeElement?.textContent ?? '')).toContain('Lock when idle after');
    await app.now().keyboard.press('Enter');
    await dialog().getByLabel('Value', { exact: true }).fill('120');
    await dialog().getByRole('alert').getByText('1 to 30').waitFor();
    expect(await dialog().getByRole('button', { name: 'Change the policy' }).isDisabled()).toBe(true);
    await dialog().getByLabel('Value', { exact: true }).fill('9');
    const preview = dialog().getByLabel('What changes in the file');
    await preview.getByText('+     session_timeout_minutes: 9 # tea').waitFor();
    expect(await preview.innerText()).toContain('−     session_timeout_minutes: 25 # tea');
    await lookAt(app, 'changing a rule');
    app.fake.agrees = false;
    await app.now().keyboard.press('Enter');
    await expect.poll(() => app.wire.some(({ answer }) => answer?.includes('"not-confirmed"') === true)).toBe(true);
    expect(readFileSync(file(), 'utf8')).toContain('25 # tea');
    app.fake.agrees = true;
    await dialog().getByRole('button', { name: 'Change the policy' }).click();
    await app.now().getByText('Your policy is changed').waitFor();
    expect(readFileSync(file(), 'utf8')).toBe('# canary comment\nsecurity:\n  authentication:\n    session_timeout_minutes: 9 # tea\n');
    await row('Lock when idle after').getByText('9 minutes').waitFor();
    expect(app.fake.askedFor.at(-1)).toMatchObject({ act: 'change', looser: [] });
  });
});
