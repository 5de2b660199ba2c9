// Too many sessions: the lock screen says where the profile is open, ends one by keys, and then unlocks.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCore } from '../../electron/core/index.ts';
import { describe, expect, it } from 'vitest';
import { hasBrowser } from '../host/launch.ts';
import { fakeKeychain } from '../fakes/keychain.ts';
import { fakePorts } from '../fakes/ports.ts';
import { lookAt, speak } from './look-at.ts';
import { profileSpecs } from './profile-page.ts';

describe.skipIf(!(await hasBrowser()))('too many sessions', () => {
  const { app, home, open } = profileSpecs();

  it('are listed where unlocking was refused, and one of them is ended there', async () => {
    await open();
    await app.opened();
    await app.ask('create', { keychain: true });
    writeFileSync(join(home.profile, 'security-policy.yaml'), 'security:\n  authentication:\n    concurrent_sessions_limit: 1\n');
    await app.now().getByRole('button', { name: /^Lock/ }).waitFor();
    const before = app.now();
    await before.keyboard.press('Control+l').catch(() => undefined);
    await app.renewed(before);
    const ports = fakePorts();
    const other = createCore({ ...ports, paths: { ...ports.paths, profile: home.profile }, keychain: fakeKeychain(home) });
    const ask = async (call: string, input: unknown): Promise<string> => other.router.handle(JSON.stringify({ call, input }), { role: 'window', url: `${ports.origin}/`, isMainFrame: true });
    // Its place is free once everything is put away.
    await expect.poll(() => ask('profile.unlockWithKeychain', { ask: false })).toContain('"ok":true');
    await app.button(/OS keychain$/).click();
    await app.heading('The profile is open in too many places').waitFor();
    const place = app.now().getByRole('list', { name: 'Open in' }).getByRole('listitem');
    await place.first().waitFor();
    expect(await place.count()).toBe(1);
    await lookAt(app, 'too many sessions');
    await speak(app, 'fr');
    await lookAt(app, 'too many sessions, in French');
    await speak(app, 'en');
    await place.getByRole('button', { name: /^End Window/ }).focus();
    await app.now().keyboard.press('Enter');
    await place.first().waitFor({ state: 'detached' });
    await expect.poll(() => ask('profile.getState', {})).toContain('"state":"locked"');
    await app.button('Unlock').click();
    await app.button(/OS keychain$/).click();
    await app.opened();
    await other.dispose();
    ports.fake.remove();
  });
});
