// Saved connections on the real Vault, as a window uses them: kept sealed, logged in, guarded, and gone from memory at a lock.
import { readFileSync, readdirSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { AppContract } from '../../../shared/ipc/contract.ts';
import type { CallName, Input, Output } from '../../../shared/ipc/define.ts';
import { SecretText } from '../../../electron/core/secret/index.ts';
import { openCore, type OpenCore } from '../../fakes/open-core.ts';
import { hasVault, startVault, within, type VaultServer } from '../../servers/vault-server.ts';

const passphrase = 'canary-passphrase-of-connections';
const password = 'canary-password-of-a-login';
const value = 'canary-value-behind-a-login';
const guarded = { leastTls: '1.3', guard: 'none', namespace: '', mount: '', account: '' } as const;

describe.skipIf(!hasVault())('on a real Vault', () => {
  let vault: VaultServer;
  let kv: string;
  let at: OpenCore;
  let replies: string[];
  beforeAll(async () => {
    vault = await startVault();
    kv = await vault.mount(2);
    await vault.api('POST', 'sys/auth/userpass', { type: 'userpass' });
    await vault.api('PUT', 'sys/policies/acl/team', { policy: 'path "kv-*" { capabilities = ["create","read","update","list","delete","patch"] }' });
    await vault.api('POST', 'auth/userpass/users/ana', { password, token_policies: 'team', token_ttl: '30m', token_max_ttl: '24h' });
    await vault.api('POST', `${kv}/data/team/app`, { data: { PASSWORD: value, USER: 'ana' } });
  });
  afterAll(() => vault.end());
  beforeEach(async () => {
    at = openCore();
    replies = [];
    await at.done('profile.create', { value: passphrase, keychain: false }, 'window');
  });
  afterEach(async () => {
    await at.close();
    const told = [password, value, passphrase, 'hvs.'].filter((secret) => replies.some((reply) => reply.includes(secret)));
    if (told.length > 0) throw new Error('an answer held what proves the person');
  });
  async function done<N extends CallName<AppContract>>(name: N, input: Input<AppContract, N>): Promise<Output<AppContract, N>> {
    const found = await at.done(name, input, 'window');
    if (name !== 'vault.revealField') replies.push(JSON.stringify(found));
    return found;
  }
  async function code<N extends CallName<AppContract>>(name: N, input: Input<AppContract, N>): Promise<string> {
    const reply = await at.call(name, input, 'window');
    replies.push(JSON.stringify(reply));
    return reply.ok ? 'done' : reply.error.code;
  }
  const save = async (over: Partial<Input<AppContract, 'vault.saveConnection'>> = {}): Promise<string> =>
    (await done('vault.saveConnection', { ...guarded, name: 'team', address: vault.address, method: 'userpass', account: 'ana', ...over })).connection;
  const login = (connection: string, remember = false): Promise<Output<AppContract, 'vault.login'>> => done('vault.login', { connection, value: password, wrapped: false, remember });
  const only = async (): Promise<Output<AppContract, 'vault.listConnections'>['connections'][number]> => {
    const [first] = (await done('vault.listConnections', {})).connections;
    if (first === undefined) throw new Error('no connection');
    return first;
  };

  test('made, listed, logged in, read, logged out; what proves the person is on no wire and in no file', async () => {
    const connection = await save();
    expect(await only()).toEqual({ ...guarded, others: [], proxy: '', engines: [], colour: 'none', connection, name: 'team', address: vault.address, method: 'userpass', account: 'ana', hasAuthority: false, hasCertificate: false, remembers: false, standing: 'out' });
    expect(await code('vault.listPath', { connection, path: kv })).toBe('token-missing');
    expect(await code('vault.login', { connection, wrapped: false, remember: false })).toBe('credential-needed');
    expect(await code('vault.login', { connection, value: 'canary-wrong', wrapped: false, remember: false })).toBe('login-failed');
    expect(await login(connection, true)).toMatchObject({ name: 'ana', policies: ['default', 'team'], ttlSeconds: 1800, renewable: true });
    expect(await only()).toMatchObject({ standing: 'in', remembers: true, token: { name: 'ana', ttlSeconds: 1800 } });
    expect(await done('vault.listMounts', { connection })).toMatchObject({ mounts: expect.arrayContaining([{ path: kv, version: 2 }]) as unknown });
    expect(await done('vault.listPath', { connection, path: `${kv}/team` })).toEqual({ names: ['app'] });
    expect(await done('vault.listFields', { connection, path: `${kv}/team/app`, version: 0 })).toMatchObject({ names: ['PASSWORD', 'USER'], version: 1 });
    expect(await done('vault.revealField', { connection, path: `${kv}/team/app`, name: 'PASSWORD', version: 0 })).toEqual({ value, hideAfterMs: 30_000 });
    at.ports.fake.clock.advance(1000);
    await done('vault.copyField', { connection, path: `${kv}/team/app`, name: 'PASSWORD', version: 0 });
    expect(at.ports.fake.copied).toEqual([value]);
    // What lies on disk is sealed.
    const folder = at.ports.paths.profile;
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'));
    for (const content of [...files, ...at.ports.fake.logged]) {
      for (const secret of [password, value, 'hvs.']) expect(content).not.toContain(secret);
    }
    const held = within((await vault.api('LIST', 'auth/token/accessors')).body, 'data', 'keys');
    expect(await done('vault.logout', { connection, all: false })).toEqual({ revoked: true });
    expect(within((await vault.api('LIST', 'auth/token/accessors')).body, 'data', 'keys')).toHaveLength((held as unknown[]).length - 1);
    expect(await only()).toMatchObject({ standing: 'out', remembers: true });
    // Again, with what was remembered.
    await done('vault.login', { connection, wrapped: false, remember: true });
    expect(await only()).toMatchObject({ standing: 'in' });
    expect(await done('vault.logout', { connection, all: true })).toEqual({ revoked: true });
    expect(await only()).toMatchObject({ standing: 'out', remembers: false });
  });

  test('tokens-end-with-lock: after a lock nothing answers, and after it the sealed token goes on', async () => {
    const connection = await save();
    await login(connection);
    await done('profile.lock', {});
    expect(await code('vault.listPath', { connection, path: kv })).toBe('locked');
    expect(at.ports.fake.clock.waiting()).toBe(0);
    await done('profile.unlockWithPassphrase', { value: passphrase });
    expect(await done('vault.listPath', { connection, path: kv })).toEqual({ names: ['team/'] });
    expect(await only()).toMatchObject({ standing: 'in' });
  });

  test('a token that the server takes no more is said to have ended', async () => {
    const connection = await save();
    await login(connection);
    await vault.api('POST', `sys/leases/revoke-prefix/auth/userpass/login/ana`);
    expect(await code('vault.listPath', { connection, path: kv })).toBe('token-invalid');
    expect(await only()).toMatchObject({ standing: 'ended' });
    await login(connection);
    expect(await only()).toMatchObject({ standing: 'in' });
  });

  test('several fields in one write; a stale version is refused, and what changed is told by name', async () => {
    const connection = await save();
    await login(connection);
    const path = `${kv}/edits/one`;
    expect(await done('vault.saveFields', { connection, path, over: 0, changes: [{ act: 'set', name: 'A', value }, { act: 'set', name: 'B', value: 'b' }] })).toEqual({ version: 1, asked: false });
    await vault.api('POST', `${kv}/data/edits/one`, { data: { A: value, B: 'canary-of-somebody-else', C: 'c' } });
    const stale = { connection, path, over: 1, changes: [{ act: 'rename', name: 'B', to: 'D' }, { act: 'remove', name: 'A' }] } satisfies Input<AppContract, 'vault.saveFields'>;
    const refused = await at.call('vault.saveFields', stale, 'window');
    expect(refused).toMatchObject({ ok: false, error: { code: 'version-conflict', data: { version: 2 } } });
    expect(await done('vault.listDifferences', { connection, path, from: 1, to: 2 })).toEqual({ fields: [{ name: 'B', change: 'changed' }, { name: 'C', change: 'added' }] });
    expect(await done('vault.saveFields', { ...stale, over: 2 })).toEqual({ version: 3, asked: false });
    expect(within((await vault.api('GET', `${kv}/data/edits/one`)).body, 'data', 'data')).toEqual({ C: 'c', D: 'canary-of-somebody-else' });
    expect(await code('vault.saveFields', { ...stale, over: 3, changes: [{ act: 'rename', name: 'C', to: 'D' }] })).toBe('field-exists');
    expect(await done('vault.restoreVersion', { connection, path, version: 1, over: 3 })).toEqual({ version: 4, asked: false });
    expect(within((await vault.api('GET', `${kv}/data/edits/one`)).body, 'data', 'data')).toEqual({ A: value, B: 'b' });
  });

  test('production-is-asked: each write on such a connection is asked about outside of the page, and guard-is-asked: so is the end of that', async () => {
    const typed = ['team', 'Team', 'team', 'team', 'team', 'team'];
    const questions: unknown[] = [];
    await at.close();
    at = openCore({ asking: { passphrase(question) { questions.push(question); const name = typed.shift(); return Promise.resolve(name === undefined ? undefined : new SecretText(name)); }, confirm: () => Promise.resolve(false), tell: () => undefined } });
    await at.done('profile.create', { value: passphrase, keychain: false }, 'window');
    const connection = await save({ guard: 'production' });
    await login(connection);
    const path = `${kv}/guarded/one`;
    const write = { connection, path, over: 0, changes: [{ act: 'set', name: 'A', value: 'a' }] } satisfies Input<AppContract, 'vault.saveFields'>;
    at.ports.fake.agrees = false;
    expect(await code('vault.saveFields', write)).toBe('not-confirmed');
    expect(at.ports.fake.askedFor).toEqual([{ vault: 'team', secret: path, act: 'write' }]);
    expect(questions).toEqual([{ what: 'vault-name', place: 'team', text: path, again: false }]);
    expect((await vault.api('GET', `${kv}/data/guarded/one`)).status).toBe(404);
    expect(await code('vault.saveConnection', { ...guarded, connection, name: 'team', address: vault.address, method: 'userpass', account: 'ana' })).toBe('not-confirmed');
    expect(questions.slice(1)).toEqual([{ what: 'vault-name', place: 'team', text: '', again: false }, { what: 'vault-name', place: 'team', text: '', again: true }]);
    at.ports.fake.agrees = true;
    expect(await code('vault.saveFields', write)).toBe('done');
    for (const name of ['vault.deleteSecret', 'vault.undeleteSecret'] as const) {
      at.ports.fake.agrees = false;
      const input = { connection, path, versions: [1], final: false };
      expect(await code(name, name === 'vault.deleteSecret' ? input : { connection, path, versions: [1] })).toBe('not-confirmed');
    }
    await save({ guard: 'staging', name: 'other' });
    expect(at.ports.fake.askedFor).toHaveLength(5);
    // Nobody types the name: nothing is asked any more, and nothing done.
    at.ports.fake.agrees = true;
    expect(await code('vault.deleteSecret', { connection, path, versions: [1], final: false })).toBe('not-confirmed');
    expect(at.ports.fake.askedFor).toHaveLength(5);
  });

  test('token-stays-with-address: another address gets neither the token nor what was remembered', async () => {
    const asked: IncomingMessage[] = [];
    const hostile = createServer((request, response) => {
      asked.push(request);
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"data":{"keys":[]},"initialized":true,"sealed":false,"standby":false}');
    });
    await new Promise<void>((resolve) => { hostile.listen(0, '127.0.0.1', resolve); });
    onTestFinished(() => { hostile.close(); });
    const elsewhere = `http://127.0.0.1:${String((hostile.address() as AddressInfo).port)}`;
    const connection = await save();
    await login(connection, true);
    await done('vault.saveConnection', { ...guarded, connection, name: 'team', address: elsewhere, method: 'userpass', account: 'ana' });
    expect(await only()).toMatchObject({ standing: 'out', remembers: false });
    await code('vault.listPath', { connection, path: kv });
    expect(await code('vault.login', { connection, wrapped: false, remember: false })).toBe('credential-needed');
    await done('vault.testConnection', { ...guarded, connection, name: 'team', address: elsewhere, method: 'userpass', account: 'ana' });
    expect(asked.length).toBeGreaterThan(0);
    for (const { headers } of asked) expect(headers).not.toHaveProperty('x-vault-token');
  });

  test('another address of the same Vault is asked where the first is not there, and a new one gets no token unasked', async () => {
    const connection = await save({ address: 'http://127.0.0.1:9', others: [vault.address] });
    await login(connection);
    expect(await done('vault.listPath', { connection, path: `${kv}/team` })).toEqual({ names: ['app'] });
    await save({ connection, address: 'http://127.0.0.1:9', guard: 'staging' });
    expect(await only()).toMatchObject({ standing: 'in', others: [vault.address] });
    await save({ connection, address: 'http://127.0.0.1:9', others: [vault.address, 'http://127.0.0.1:10'] });
    expect(await only()).toMatchObject({ standing: 'out' });
  });

  test('environment-for-commands: a window never uses what its parent had in the environment', async () => {
    await at.close();
    at = openCore({ environment: { VAULT_ADDR: vault.address, VAULT_TOKEN: vault.root } });
    expect(await code('vault.listPath', { path: '' })).toBe('no-connection');
    expect(await at.call('vault.listPath', { path: '' }, 'cli')).toMatchObject({ ok: true });
  });

  test('tried step by step', async () => {
    const wish = { ...guarded, name: 'x', address: vault.address, method: 'token' } as const;
    expect((await done('vault.testConnection', wish)).steps.map(({ step, state, detail }) => [step, state, detail])).toEqual([['name', 'passed', '127.0.0.1'], ['reach', 'passed', ''], ['trust', 'skipped', ''], ['server', 'passed', '1.21.4']]);
    expect((await done('vault.testConnection', { ...wish, address: 'http://127.0.0.1:9' })).steps).toMatchObject([{ state: 'passed' }, { state: 'failed', code: 'unreachable' }, { state: 'skipped' }, { state: 'skipped' }]);
    expect((await done('vault.testConnection', { ...wish, address: 'https://nowhere.invalid' })).steps[0]).toMatchObject({ step: 'name', state: 'failed', code: 'unreachable' });
    expect((await done('vault.testConnection', { ...wish, address: vault.address.replace('http:', 'https:') })).steps).toMatchObject([{ state: 'passed' }, { state: 'passed' }, { step: 'trust', state: 'failed', code: 'tls-not-allowed' }, { state: 'skipped' }]);
    expect(await code('vault.testConnection', { ...wish, address: 'http://vault.example.test' })).toBe('not-secure');
  });

  test('a name stands once, what is no certificate is refused, and what is removed is gone', async () => {
    const connection = await save();
    expect(await code('vault.saveConnection', { ...guarded, name: 'TEAM', address: vault.address, method: 'token' })).toBe('connection-exists');
    expect(await code('vault.saveConnection', { ...guarded, name: 'b', address: vault.address, method: 'token', authority: '-----BEGIN CERTIFICATE-----\nno\n' })).toBe('certificate-unreadable');
    expect(await code('vault.saveConnection', { ...guarded, name: 'b', address: `${vault.address}/ui`, method: 'token' })).toBe('address-invalid');
    await save({ name: 'second', method: 'token' });
    await done('vault.removeConnection', { connection });
    expect((await done('vault.listConnections', {})).connections.map(({ name }) => name)).toEqual(['second']);
    expect(await code('vault.listPath', { connection, path: kv })).toBe('connection-not-found');
  });
});
