// Logging in to a real Vault by each method: who comes in, who does not and what it is called, the second step, and how long a token lasts.
import { generateKeyPairSync, sign } from 'node:crypto';
import { TOTP, URI } from 'otpauth';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { SecretText } from '../../../electron/core/secret/index.ts';
import { clientOf, logInAs, refusedBy, textIn } from '../../fakes/vault-login.ts';
import { startTokenReviewStandIn } from '../../servers/token-review-stand-in.ts';
import { hasVault, startVault, within, type VaultServer } from '../../servers/vault-server.ts';

const canary = 'canary-password-of-a-login';
const secret = (text: string): SecretText => new SecretText(text);
const encode = (part: unknown): string => Buffer.from(JSON.stringify(part)).toString('base64url');

describe.skipIf(!hasVault())('logins to a real Vault', () => {
  let vault: VaultServer;
  beforeAll(async () => { vault = await startVault(); });
  afterAll(() => vault.end());

  async function set(path: string, body: unknown): Promise<unknown> {
    const { status, body: said } = await vault.api('POST', path, body);
    if (status >= 300) throw new Error(`${path}: ${String(status)} ${JSON.stringify(said)}`);
    return within(said, 'data');
  }
  let made = 0;
  async function enable(type: string): Promise<string> {
    made += 1;
    const mount = `${type}-${String(made)}`;
    await set(`sys/auth/${mount}`, { type });
    return mount;
  }
  async function userpass(user = 'alice'): Promise<string> {
    const mount = await enable('userpass');
    await set(`auth/${mount}/users/${user}`, { password: canary, token_policies: ['team'], token_ttl: '1h' });
    return mount;
  }

  test('a token is looked at, also one that may not look at itself; a dead one is refused', async () => {
    const client = clientOf(vault);
    const root = await logInAs(client, { method: 'token', token: secret(vault.root) });
    expect({ ...root, token: textIn(root), accessor: '' }).toEqual({ token: vault.root, accessor: '', entity: '', name: 'token', policies: ['root'], ttlSeconds: 0, renewable: false, known: true });
    expect(root.accessor).not.toBe('');
    const blind = String(within((await vault.api('POST', 'auth/token/create', { policies: ['none'], no_default_policy: true })).body, 'auth', 'client_token'));
    expect(await logInAs(client, { method: 'token', token: secret(blind) })).toMatchObject({ known: false, policies: [] });
    for (const dead of ['hvs.canary-never-was-one', '', 'a b']) expect(await refusedBy(logInAs(client, { method: 'token', token: secret(dead) }), 'canary'), dead).toBe(dead === '' ? 'token-missing' : 'token-invalid');
  });

  test('userpass, by any place and name; what is no name is not sent', async () => {
    const client = clientOf(vault);
    const mount = await userpass();
    const login = { method: 'userpass', mount, user: 'alice', password: secret(canary) } as const;
    const found = await logInAs(client, login);
    expect(found).toMatchObject({ name: 'alice', policies: ['default', 'team'], ttlSeconds: 3600, renewable: true, known: true });
    expect(found.entity).not.toBe('');
    expect(await clientOf(vault, textIn(found)).token()).toMatchObject({ policies: ['default', 'team'] });
    for (const [changed, code] of [[{ password: secret('wrong') }, 'login-failed'], [{ password: secret('') }, 'login-failed'], [{ user: 'nobody' }, 'login-failed'], [{ mount: 'nowhere' }, 'login-refused'], [{ user: '../../sys/seal' }, 'path-invalid'], [{ user: 'alice/' }, 'path-invalid'], [{ user: '' }, 'path-invalid'], [{ mount: '../sys' }, 'path-invalid']] as const) expect(await refusedBy(logInAs(client, { ...login, ...changed }), canary, 'wrong'), JSON.stringify(changed)).toBe(code);
    expect((await client.health()).state).toBe('active');
  });

  test('who was wrong too often is told that it is no use for a while', async () => {
    const mount = await userpass();
    const client = clientOf(vault);
    const wrong = (): Promise<string> => refusedBy(logInAs(client, { method: 'userpass', mount, user: 'alice', password: secret('wrong') }));
    for (let tries = 0; tries < 5; tries += 1) expect(await wrong()).toBe('login-failed');
    expect(await refusedBy(logInAs(client, { method: 'userpass', mount, user: 'alice', password: secret(canary) }), canary)).toBe('login-refused');
  });

  test('approle, with its secret-id open or wrapped', async () => {
    const mount = await enable('approle');
    await set(`auth/${mount}/role/app`, { token_policies: ['team'], secret_id_num_uses: 1 });
    const roleId = String(within((await vault.api('GET', `auth/${mount}/role/app/role-id`)).body, 'data', 'role_id'));
    const secretId = async (): Promise<string> => String(within(await set(`auth/${mount}/role/app/secret-id`, {}), 'secret_id'));
    const client = clientOf(vault);
    const login = { method: 'approle', mount, roleId, wrapped: false } as const;
    const used = await secretId();
    expect(await logInAs(client, { ...login, secretId: secret(used) })).toMatchObject({ name: 'app', policies: ['default', 'team'] });
    expect(await refusedBy(logInAs(client, { ...login, secretId: secret(used) }), used)).toBe('login-failed');

    const wrapped = async (path: string, body: unknown): Promise<string> => String(within((await vault.wrap(path, body)), 'token'));
    const wrapping = await wrapped(`auth/${mount}/role/app/secret-id`, {});
    expect(await logInAs(client, { ...login, secretId: secret(wrapping), wrapped: true })).toMatchObject({ policies: ['default', 'team'] });
    for (const again of [wrapping, 'hvs.canary-never-wrapped']) expect(await refusedBy(logInAs(client, { ...login, secretId: secret(again), wrapped: true }), again)).toBe('wrapping-used');
  });

  test('wrapping-is-ours: what wraps something else, or a secret-id of another login, is left unopened', async () => {
    const [mount, other] = [await enable('approle'), await enable('approle')];
    for (const place of [mount, other]) await set(`auth/${place}/role/app`, {});
    const known = String(within(await set(`auth/${mount}/role/app/secret-id`, {}), 'secret_id'));
    const swapped = [
      [`auth/${mount}/role/app/secret-id/lookup`, { secret_id: known }],
      ['sys/wrapping/wrap', { secret_id: 'canary-of-somebody-else' }], [`auth/${other}/role/app/secret-id`, {}],
    ] as const;
    for (const [path, body] of swapped) {
      const token = String(within(await vault.wrap(path, body), 'token'));
      expect(await refusedBy(logInAs(clientOf(vault), { method: 'approle', mount, roleId: 'x', secretId: secret(token), wrapped: true }), token)).toBe('wrapping-foreign');
      expect((await vault.api('POST', 'sys/wrapping/lookup', { token })).status).toBe(200);
    }
  });

  test('jwt, with a key of ours', async () => {
    const mount = await enable('jwt');
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    await set(`auth/${mount}/config`, { jwt_validation_pubkeys: [publicKey.export({ type: 'spki', format: 'pem' })] });
    await set(`auth/${mount}/role/team`, { role_type: 'jwt', user_claim: 'sub', bound_audiences: ['coffre'], token_policies: ['team'] });
    const jwt = (more: object = {}): SecretText => {
      const now = Math.floor(Date.now() / 1000);
      const signed = `${encode({ alg: 'ES256', typ: 'JWT' })}.${encode({ sub: 'alice', aud: 'coffre', iat: now - 5, exp: now + 300, ...more })}`;
      return secret(`${signed}.${sign('sha256', Buffer.from(signed), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`);
    };
    const client = clientOf(vault);
    const login = { method: 'jwt', mount, role: 'team', jwt: jwt() } as const;
    expect(await logInAs(client, login)).toMatchObject({ name: 'team', policies: ['default', 'team'] });
    for (const [changed, code] of [[{ jwt: jwt({ exp: 1_000_000_000, iat: 999_999_000 }) }, 'login-expired'], [{ jwt: jwt({ aud: 'other' }) }, 'login-failed'], [{ jwt: secret('canary.no.jwt') }, 'login-failed'], [{ role: 'zz' }, 'login-role-unknown']] as const) expect(await refusedBy(logInAs(client, { ...login, ...changed }), 'canary'), code).toBe(code);
  });

  test('kubernetes, against what stands in for its TokenReview', async () => {
    const now = Math.floor(Date.now() / 1000);
    const token = `${encode({ alg: 'RS256', typ: 'JWT' })}.${encode({ iss: 'kubernetes/serviceaccount', sub: 'system:serviceaccount:team:app', aud: ['vault'], iat: now - 5, exp: now + 300, 'kubernetes.io': { namespace: 'team', serviceaccount: { name: 'app', uid: 'uid-of-app' } } })}.${Buffer.alloc(64, 1).toString('base64url')}`;
    const cluster = await startTokenReviewStandIn(token);
    onTestFinished(() => cluster.end());
    const mount = await enable('kubernetes');
    await set(`auth/${mount}/config`, { kubernetes_host: cluster.address, disable_local_ca_jwt: true, token_reviewer_jwt: token });
    await set(`auth/${mount}/role/app`, { bound_service_account_names: ['app'], bound_service_account_namespaces: ['team'], audience: 'vault', token_policies: ['team'] });
    const client = clientOf(vault);
    const login = { method: 'kubernetes', mount, role: 'app', jwt: secret(token) } as const;
    expect(await logInAs(client, login)).toMatchObject({ policies: ['default', 'team'] });
    expect(await refusedBy(logInAs(client, { ...login, role: 'zz' }), token)).toBe('login-role-unknown');
    expect(await refusedBy(logInAs(client, { ...login, jwt: secret(token.replace(/.$/, 'x')) }), token)).toBe('login-refused');
  });

  test('a second step: a wrong code is asked for again, and giving up is the end of it', async () => {
    const mount = await userpass();
    const accessor = within((await vault.api('GET', 'sys/auth')).body, 'data', `${mount}/`, 'accessor');
    const entity = String(within(await set('identity/entity', { name: `entity-${mount}` }), 'id'));
    await set('identity/entity-alias', { name: 'alice', canonical_id: entity, mount_accessor: accessor });
    const method = within(await set('identity/mfa/method/totp', { issuer: 'coffre-test', max_validation_attempts: 5 }), 'method_id');
    const key = URI.parse(String(within(await set('identity/mfa/method/totp/admin-generate', { method_id: method, entity_id: entity }), 'url')));
    if (!(key instanceof TOTP)) throw new Error('no key of the second step');
    await set(`identity/mfa/login-enforcement/${mount}`, { mfa_method_ids: [method], auth_method_accessors: [accessor] });
    const client = clientOf(vault);
    const login = { method: 'userpass', mount, user: 'alice', password: secret(canary) } as const;

    const asked: unknown[] = [];
    const found = await logInAs(client, login, async (wanted) => {
      asked.push(wanted);
      return secret(wanted.again ? key.generate() : '000000');
    });
    expect(asked).toEqual([{ kind: 'totp', again: false }, { kind: 'totp', again: true }]);
    expect(found).toMatchObject({ entity, policies: ['default', 'team'] });
    expect(await clientOf(vault, textIn(found)).token()).toMatchObject({ policies: ['default', 'team'] });

    await expect(logInAs(client, login)).rejects.toThrow('no code was expected');
    let tries = 0;
    expect(await refusedBy(logInAs(client, login, async () => {
      tries += 1;
      return secret('000000');
    }), canary)).toBe('too-many-codes');
    expect(tries).toBeLessThan(10);
  });

  test('a token is renewed where that goes, and taken back', async () => {
    const mount = await userpass();
    const held = textIn(await logInAs(clientOf(vault), { method: 'userpass', mount, user: 'alice', password: secret(canary) }));
    const client = clientOf(vault, held);
    expect(await client.renew()).toEqual({ ttlSeconds: 3600, renewable: true });
    expect(await client.renew(600)).toEqual({ ttlSeconds: 600, renewable: true });
    expect(await client.revoke()).toBe(true);
    expect(await refusedBy(client.token(), held)).toBe('token-invalid');
    expect(await client.revoke()).toBe(true);
    expect(await refusedBy(client.renew(), held)).toBe('token-invalid');
    const batch = clientOf(vault, String(within((await vault.api('POST', 'auth/token/create', { type: 'batch', policies: ['default'] })).body, 'auth', 'client_token')));
    expect(await refusedBy(batch.renew())).toBe('not-renewable');
    expect(await batch.revoke()).toBe(false);
    expect(await refusedBy(clientOf(vault, vault.root).renew())).toBe('not-renewable');
  });
});
