// Sessions in the Settings: every window and the agent that have the profile open, and ending one of them.
import { createCore } from '../../electron/core/index.ts';
import { describe, expect, it } from 'vitest';
import { hasBrowser } from '../host/launch.ts';
import { fakeKeychain } from '../fakes/keychain.ts';
import { fakePorts } from '../fakes/ports.ts';
import { lookAt } from './look-at.ts';
import { passphrase, profileSpecs } from './profile-page.ts';

describe.skipIf(!(await hasBrowser()))('sessions', () => {
  const { app, home, open } = profileSpecs();

  it('are listed, the agent and another window are ended by keys, and ending this window locks it', async () => {
    await open();
    await app.opened();
    await app.ask('create', { value: passphrase, keychain: true });
    await app.core.router.handle(JSON.stringify({ call: 'profile.startAgent', input: { seconds: 600 } }), { role: 'cli', url: '', isMainFrame: true });
    const ports = fakePorts();
    const other = createCore({ ...ports, paths: { ...ports.paths, profile: home.profile }, keychain: fakeKeychain(home) });
    const ask = async (call: string, input: unknown): Promise<string> => other.router.handle(JSON.stringify({ call, input }), { role: 'window', url: `${ports.origin}/`, isMainFrame: true });
    expect(await ask('profile.unlockWithKeychain', { ask: false })).toContain('"ok":true');
    await app.now().getByRole('button', { name: 'Settings', exact: true }).click();
    await app.now().getByRole('link', { name: 'Sessions' }).click();
    await app.now().getByText('3 windows and agents at once', { exact: false }).waitFor();
    const item = (name: string) => app.now().getByRole('listitem').filter({ hasText: name });
    await item('Agent of the command line').getByRole('button', { name: /^End/ }).focus();
    await app.now().keyboard.press('Enter');
    await item('Agent of the command line').waitFor({ state: 'detached' });
    expect(home.agentKey).toBeUndefined();
    await lookAt(app, 'sessions');
    await item('process').filter({ hasNotText: 'This window' }).getByRole('button', { name: /^End Window/ }).click();
    await expect.poll(() => ask('profile.getState', {})).toContain('"state":"locked"');
    const before = app.now();
    await item('This window').getByRole('button', { name: /^End/ }).click();
    await app.renewed(before);
    await app.heading('Locked').waitFor();
    await other.dispose();
    ports.fake.remove();
  });
});
