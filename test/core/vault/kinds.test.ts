// What a window learns of values without one: their kinds, and what lies in them by names; and one part of a value alone.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCore, type OpenCore } from '../../fakes/open-core.ts';
import { hasVault, startVault, type VaultServer } from '../../servers/vault-server.ts';
import { windowCalls } from './window-calls.ts';

const data = { text: 'canary-kind-text', port: 5432, on: true, none: null, hosts: ['canary-kind-host', 2], db: { user: 'canary-kind-user', more: { pin: 71001 }, empty: {} } };

describe.skipIf(!hasVault())('kinds of values on a real Vault', () => {
  let vault: VaultServer;
  let at: OpenCore;
  let connection: string;
  let versioned: string;
  let plain: string;
  beforeAll(async () => {
    vault = await startVault();
    [versioned, plain] = [`${await vault.mount(2)}/`, `${await vault.mount(1)}/`];
    await vault.api('POST', `${versioned}data/app`, { data });
    await vault.api('POST', `${plain}app`, data);
    at = openCore();
    await at.done('profile.create', { value: 'canary-passphrase-of-kinds', keychain: false }, 'window');
    connection = (await at.done('vault.saveConnection', { name: 'kinds', address: vault.address, namespace: '', leastTls: '1.3', guard: 'none', method: 'token', mount: '', account: '' }, 'window')).connection;
  });
  afterAll(async () => {
    await at.close();
    await vault.end();
  });
  const login = async (token: string): Promise<void> => { await at.done('vault.login', { connection, value: token, wrapped: false, remember: false }, 'window'); };
  const { done } = windowCalls(() => at);
  const parts = async (path: string): Promise<readonly string[]> => {
    const found = await done('vault.listFields', { connection, path, version: 0 });
    expect(JSON.stringify(found)).not.toMatch(/canary|5432|71001/);
    expect(found.names).toEqual(['db', 'hosts', 'none', 'on', 'port', 'text']);
    return found.parts.map((part) => `${part.path.join('.')} ${part.kind}`);
  };
  const whole = ['db object', 'db.empty object', 'db.more object', 'db.more.pin number', 'db.user text', 'hosts list', 'none null', 'on boolean', 'port number', 'text text'];

  test('the structure comes without values; what is in sight says no more than the server does', async () => {
    await login(vault.root);
    expect(await parts(`${versioned}app`)).toEqual(whole.map((one) => (one === 'db object' || one === 'db.more object' ? one : one.replace(/ \w+$/, ' value'))));
    expect(await parts(`${plain}app`)).toEqual(whole);
  });

  test('where the server does not let look at names alone, the core does, and drops the values', async () => {
    await login(await vault.tokenFor(`path "${versioned}data/*" { capabilities = ["read"] }`));
    expect(await parts(`${versioned}app`)).toEqual(whole);
    await login(vault.root);
  });

  test('the kind of one field that is to be edited', async () => {
    const kind = async (name: string): Promise<string> => (await done('vault.getFieldKind', { connection, path: `${versioned}app`, name, version: 0 })).kind;
    expect(await Promise.all(['text', 'port', 'on', 'none', 'hosts', 'db'].map(kind))).toEqual(['text', 'number', 'boolean', 'null', 'list', 'object']);
    expect(await at.call('vault.getFieldKind', { connection, path: `${versioned}app`, name: 'constructor', version: 0 }, 'window')).toMatchObject({ ok: false, error: { code: 'field-not-found' } });
  });

  test('one part of a value, and nothing that is not in it', async () => {
    const path = `${versioned}app`;
    expect(await done('vault.revealField', { connection, path, name: 'db', within: ['more', 'pin'], version: 0 })).toMatchObject({ value: '71001' });
    expect(await done('vault.revealField', { connection, path, name: 'hosts', version: 0 })).toMatchObject({ value: '["canary-kind-host",2]' });
    await done('vault.copyField', { connection, path, name: 'db', within: ['user'], version: 0 });
    expect(at.ports.fake.clipboard).toBe('canary-kind-user');
    for (const within of [['gone'], ['user', 'length'], ['more', 'pin', 'x']]) {
      at.ports.fake.clock.advance(1000);
      expect(await at.call('vault.revealField', { connection, path, name: 'db', within, version: 0 }, 'window')).toMatchObject({ ok: false, error: { code: 'field-not-found' } });
    }
  });
});
