// Handing a secret on once, in the window: the token goes to the clipboard alone; what one opens stays in the core until it is closed, saved and closed, or the profile locks.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCore, type OpenCore } from '../../fakes/open-core.ts';
import { hasVault, startVault, within, type VaultServer } from '../../servers/vault-server.ts';
import { windowCalls } from './window-calls.ts';

const value = 'canary-value-handed-on';

describe.skipIf(!hasVault())('handing on once, on a real Vault', () => {
  let vault: VaultServer;
  let kv: string;
  let plain: string;
  let at: OpenCore;
  let connection: string;
  beforeAll(async () => {
    vault = await startVault();
    [kv, plain] = [await vault.mount(2), await vault.mount(1)];
    await vault.api('POST', `${kv}/data/app`, { data: { A: value, n: 12, list: ['canary-in-a-list'] } });
    at = openCore();
    await at.done('profile.create', { value: 'canary-passphrase-handed-on', keychain: false }, 'window');
    connection = (await at.done('vault.saveConnection', { name: 'team', address: vault.address, namespace: '', leastTls: '1.3', guard: 'none', method: 'token', mount: '', account: '' }, 'window')).connection;
    await at.done('vault.login', { connection, value: vault.root, wrapped: false, remember: false }, 'window');
  });
  afterAll(async () => {
    await at.close();
    await vault.end();
  });
  const { done, refused, replies } = windowCalls(() => at);
  const wrap = async (name?: string): Promise<string> => {
    await done('vault.copyWrapped', { connection, path: `${kv}/app`, version: 0, ttlSeconds: 300, ...(name === undefined ? {} : { name }) });
    return at.ports.fake.clipboard ?? '';
  };

  test('wrapped-to-clipboard: the token is on the clipboard and nowhere else, and opens once', async () => {
    const token = await wrap();
    expect(token).toMatch(/^hvs\./);
    const opened = await done('vault.openWrapped', { connection, value: token });
    expect(opened).toMatchObject({ names: ['A', 'list', 'n'], from: `${kv}/data/app` });
    const { unwrapped } = opened;
    expect(await done('vault.listUnwrapped', {})).toEqual({ opened: [opened] });
    expect((await refused('vault.openWrapped', { connection, value: token })).code).toBe('wrapping-used');
    expect(await done('vault.revealUnwrapped', { unwrapped, name: 'A' })).toMatchObject({ value });
    expect(await done('vault.revealUnwrapped', { unwrapped, name: 'list' })).toMatchObject({ value: '["canary-in-a-list"]' });
    expect((await refused('vault.revealUnwrapped', { unwrapped, name: 'B' })).code).toBe('field-not-found');
    await done('vault.copyUnwrapped', { unwrapped, name: 'n' });
    expect(at.ports.fake.clipboard).toBe('12');
    await done('vault.closeUnwrapped', { unwrapped });
    expect(await done('vault.listUnwrapped', {})).toEqual({ opened: [] });
    expect((await refused('vault.revealUnwrapped', { unwrapped, name: 'A' })).code).toBe('unwrapped-gone');
    for (const reply of replies) for (const secret of [token, value, 'canary-in']) expect(reply).not.toContain(secret);
  });

  test('one field alone, saved as a new secret and over no other, with versions and without', async () => {
    const { unwrapped, names } = await done('vault.openWrapped', { connection, value: await wrap('list') });
    expect(names).toEqual(['list']);
    expect((await refused('vault.saveUnwrapped', { connection, unwrapped, path: `${kv}/app` })).code).toBe('version-conflict');
    await vault.api('POST', `${plain}/there`, { keep: 'x' });
    expect((await refused('vault.saveUnwrapped', { connection, unwrapped, path: `${plain}/there` })).code).toBe('version-conflict');
    expect(await done('vault.saveUnwrapped', { connection, unwrapped, path: `${kv}/mine` })).toMatchObject({ version: 1 });
    expect(await done('vault.saveUnwrapped', { connection, unwrapped, path: `${plain}/mine` })).toMatchObject({ version: 0 });
    expect(within((await vault.api('GET', `${kv}/data/mine`)).body, 'data', 'data')).toEqual({ list: ['canary-in-a-list'] });
    expect(within((await vault.api('GET', `${plain}/mine`)).body, 'data')).toEqual({ list: ['canary-in-a-list'] });
    expect(within((await vault.api('GET', `${plain}/there`)).body, 'data')).toEqual({ keep: 'x' });
  });

  test('a token that wraps a login is left as it is, and one that never was is said', async () => {
    await vault.api('POST', 'sys/auth/userpass', { type: 'userpass' });
    await vault.api('POST', 'auth/userpass/users/ana', { password: 'canary-password' });
    const login = await fetch(`${vault.address}/v1/auth/userpass/login/ana`, { method: 'POST', headers: { 'X-Vault-Wrap-TTL': '300' }, body: JSON.stringify({ password: 'canary-password' }) });
    const token = String(within(await login.json(), 'wrap_info', 'token'));
    expect(await refused('vault.openWrapped', { connection, value: token })).toEqual({ code: 'wrapping-foreign', data: { holds: 'login' } });
    expect((await vault.api('POST', 'sys/wrapping/lookup', { token })).status).toBe(200);
    expect((await refused('vault.openWrapped', { connection, value: 'canary-no-token' })).code).toBe('wrapping-used');
    expect(replies.at(-1)).not.toContain('canary-no-token');
  });

  test('unwrapped-ends-with-lock: what was opened is gone after a lock', async () => {
    const { unwrapped } = await done('vault.openWrapped', { connection, value: await wrap() });
    await done('profile.lock', {});
    await done('profile.unlockWithPassphrase', { value: 'canary-passphrase-handed-on' });
    expect((await refused('vault.revealUnwrapped', { unwrapped, name: 'A' })).code).toBe('unwrapped-gone');
  });
});
