// Secrets with changes that are not saved are marked, in the tree and in what a search found, also those that were typed in another session; in words for who does not see the mark.
import { createCore } from '../../electron/core/index.ts';
import { describe, expect, it } from 'vitest';
import { fakeKeychain } from '../fakes/keychain.ts';
import { fakePorts } from '../fakes/ports.ts';
import { hasBrowser } from '../host/launch.ts';
import { lookAt } from './look-at.ts';
import { passphrase } from './profile-page.ts';
import { steerCore } from './steer-core.ts';
import { hasVault, put } from './vault-page.ts';
import { slow, typed, typedSpecs } from './vault-typed-kit.ts';

describe.skipIf(!hasVault() || !(await hasBrowser()))('marks of what is not saved on a Vault', () => {
  const { app, home, vault, shop, start, locked, unlock } = typedSpecs();
  const marked = (name: string) => app.now().getByRole('treeitem', { name: `${name} , not saved`, exact: true }).or(app.now().getByRole('treeitem', { name: `${name}, not saved`, exact: true }));

  /** Another window of the same profile, in which somebody typed for this path before it was locked. */
  async function typedElsewhere(path: string): Promise<void> {
    const ports = fakePorts();
    const other = createCore({ ...ports, paths: { ...ports.paths, profile: home.profile }, keychain: fakeKeychain(home) });
    const ask = async (call: string, input: unknown): Promise<string> => other.router.handle(JSON.stringify({ call, input }), { role: 'window', url: `${ports.origin}/`, isMainFrame: true });
    expect(await ask('profile.unlockWithPassphrase', { value: passphrase })).toContain('"ok":true');
    const connection = /"connection":"([^"]+)"/.exec(await ask('vault.listConnections', {}))?.[1];
    expect(await ask('vault.setDraft', { connection, path, draft: { fresh: false, over: 1, fields: [{ row: 0, was: 'one', name: 'one', removed: false, edited: true, json: false, value: `${typed}-elsewhere` }] } })).toContain('"ok":true');
    expect(await ask('profile.lock', {})).toContain('"ok":true');
    await other.dispose();
    ports.fake.remove();
  }

  it('stand at each of them, at a folder that hides one, and go once it is saved', async () => {
    await put(shop, 'marks/deep/two', { one: 'canary-1' });
    await start('marks/one', { one: 'canary-1' });
    expect(await marked('one').count()).toBe(0);
    await vault.type('one', `${typed}-here`);
    await marked('one').waitFor();
    await typedElsewhere(`${shop.kv}/marks/deep/two`);
    await locked();
    await unlock();
    await marked('one').waitFor(slow);
    await app.now().getByRole('treeitem', { name: /^deep ?, holds a secret that is not saved$/ }).waitFor();
    await vault.unfold('deep');
    await marked('two').waitFor();
    await lookAt(app, 'vault-marks');
    await app.now().getByLabel('Search all paths').fill('marks two');
    await app.now().getByRole('treeitem', { name: new RegExp(`^${shop.kv}/marks/deep/two ?, not saved$`) }).waitFor();
    await app.now().getByLabel('Search all paths').fill('');
    await app.now().keyboard.press('Control+s');
    await app.button('Save 1 change').click();
    await app.now().getByText('Saved as version 2').first().waitFor();
    await marked('one').waitFor({ state: 'detached' });
    // What was typed is there before the server has answered, and can be thrown away then.
    const read = steerCore(app).hold('vault.listFields');
    await marked('two').click();
    await app.heading('two').waitFor();
    await app.now().getByText('1 change not saved').first().waitFor();
    await app.button('Discard').click();
    await marked('two').waitFor({ state: 'detached' });
    await read.release();
    await vault.row('one').waitFor();
    expect(await app.now().getByText('1 change not saved').count()).toBe(0);
  });
});
