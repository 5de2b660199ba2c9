// The policy of a project in Settings: accepted with what it changes, told when it is another one, and forgotten.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hasBrowser } from '../host/launch.ts';
import { encrypted } from './app-page.ts';
import { lookAt } from './look-at.ts';
import { passphrase, profileSpecs } from './profile-page.ts';

describe.skipIf(!(await hasBrowser()))('the policy of a project', () => {
  const { app, open } = profileSpecs();
  const row = (name: string) => app.now().getByRole('row').filter({ has: app.now().getByRole('rowheader', { name, exact: true }) });
  const enter = async (): Promise<void> => {
    await app.now().getByRole('button', { name: 'Settings', exact: true }).click();
    await app.now().getByRole('grid', { name: 'Rules of the policy' }).waitFor();
  };

  it('is accepted with what it changes, told when it is another one, and forgotten', async () => {
    await open();
    await app.opened();
    await app.ask('create', { value: passphrase, keychain: false });
    const folder = await app.openProject({ '.env': await encrypted(['TOKEN', 'x']), 'config/security-policy.yaml': 'security:\n  secrets:\n    max_access_attempts: 1\n  authentication:\n    session_timeout_minutes: 6\n' });
    await enter();
    const part = app.now().getByRole('group', { name: 'What shop asks for' });
    await part.getByText('It binds nothing until you accept it.', { exact: false }).waitFor();
    expect(await part.getByRole('table').innerText()).toMatch(/Lock when idle after\s+not said\s+6 minutes/);
    await part.getByText('Left aside, because these are yours alone: Wrong tries before the wait').waitFor();
    await part.scrollIntoViewIfNeeded();
    await lookAt(app, 'a project to accept');
    await part.getByRole('button', { name: 'Accept…' }).click();
    await part.getByText('You accepted this policy.', { exact: false }).waitFor();
    await row('Lock when idle after').getByText('6 minutes').waitFor();
    await row('Lock when idle after').getByText('a project').waitFor();
    await row('Wrong tries before the wait').getByText('5', { exact: true }).waitFor();
    writeFileSync(join(folder, 'config/security-policy.yaml'), 'security:\n  authentication:\n    session_timeout_minutes: 90\n');
    await app.now().keyboard.press('Control+1');
    await app.now().getByRole('treeitem').first().waitFor();
    await enter();
    await part.getByText('has mistakes, so it cannot be accepted', { exact: false }).waitFor();
    await part.getByText('Coffre never does less than at most 30', { exact: false }).waitFor();
    await row('Lock when idle after').getByText('6 minutes').waitFor();
    writeFileSync(join(folder, 'config/security-policy.yaml'), 'security:\n  authentication:\n    session_timeout_minutes: 9\n');
    await app.now().keyboard.press('Control+1');
    await app.now().getByRole('treeitem').first().waitFor();
    await enter();
    await part.getByText('is another one now', { exact: false }).waitFor();
    await part.getByRole('button', { name: 'Forget…' }).click();
    await row('Lock when idle after').getByText('30 minutes').waitFor();
    await lookAt(app, 'a project forgotten');
  });
});
