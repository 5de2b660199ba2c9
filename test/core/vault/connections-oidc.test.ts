// A saved connection that is logged in to by a page in the browser, on a real Vault; a few lines stand in for whoever knows the person, and for OpenBao's code for another device.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { AppContract } from '../../../shared/ipc/contract.ts';
import type { Output } from '../../../shared/ipc/define.ts';
import { openCore, type OpenCore } from '../../fakes/open-core.ts';
import { startDeviceStandIn, startOidcStandIn } from '../../servers/oidc-stand-in.ts';
import { hasVault, startVault, type VaultServer } from '../../servers/vault-server.ts';

const passphrase = 'canary-passphrase-of-a-page';
const plain = { leastTls: '1.3', guard: 'none', namespace: '', mount: '', name: 'sso', method: 'oidc', account: '' } as const;
type Shown = Output<AppContract, 'vault.listConnections'>['connections'][number];

let at: OpenCore;
beforeEach(async () => {
  at = openCore();
  await at.done('profile.create', { value: passphrase, keychain: false }, 'window');
});
afterEach(async () => { await at.close(); });
const save = async (over: { readonly address: string; readonly mount?: string; readonly account?: string }): Promise<string> => (await at.done('vault.saveConnection', { ...plain, ...over }, 'window')).connection;
const only = async (): Promise<Shown> => {
  const [first] = (await at.done('vault.listConnections', {}, 'window')).connections;
  if (first === undefined) throw new Error('no connection');
  return first;
};
const start = (connection: string) => at.call('vault.login', { connection, wrapped: false, remember: false }, 'window');
const waits = async (): Promise<NonNullable<Shown['page']>> => vi.waitFor(async () => {
  const { page } = await only();
  if (page === undefined) throw new Error('nothing waits');
  return page;
}, { timeout: 10_000 });

describe.skipIf(!hasVault())('by the page of a real Vault', () => {
  let vault: VaultServer;
  let provider: Awaited<ReturnType<typeof startOidcStandIn>>;
  beforeAll(async () => {
    vault = await startVault();
    provider = await startOidcStandIn('coffre');
    await vault.api('POST', 'sys/auth/oidc', { type: 'oidc' });
    await vault.api('POST', 'auth/oidc/config', { oidc_discovery_url: provider.address, oidc_client_id: 'coffre', oidc_client_secret: 'x', jwt_supported_algs: ['ES256'], default_role: 'team' });
    await vault.api('POST', 'auth/oidc/role/team', { role_type: 'oidc', user_claim: 'sub', allowed_redirect_uris: ['http://localhost:8250/oidc/callback'], token_policies: ['team'], token_ttl: '30m' });
  });
  afterAll(async () => {
    await provider.end();
    await vault.end();
  });

  test('the window is told whose page it is and never its address; the answer logs in, and the token is kept', async () => {
    const connection = await save({ address: vault.address });
    const login = start(connection);
    expect(await waits()).toEqual({ host: new URL(provider.address).host, code: '', opened: true });
    const [page] = at.ports.fake.pages;
    expect(JSON.stringify(await only())).not.toContain(new URL(page?.address ?? '').searchParams.get('state'));
    expect(await (await fetch(page?.address ?? '')).text()).toBe('You can close this page.');
    expect(await login).toMatchObject({ ok: true, value: { policies: ['default', 'team'], ttlSeconds: 1800 } });
    const after = await only();
    expect(after).toMatchObject({ standing: 'in', remembers: false });
    expect(after.page).toBeUndefined();
    expect((await at.call('vault.listMounts', { connection }, 'window')).ok).toBe(true);
  });
  test('it is opened once more, copied for another browser, and given up', async () => {
    const connection = await save({ address: vault.address, account: 'team' });
    at.ports.fake.showsPages = false;
    const login = start(connection);
    expect(await waits()).toMatchObject({ opened: false });
    at.ports.fake.showsPages = true;
    expect(await at.done('vault.openLoginPage', { connection }, 'window')).toEqual({ opened: true });
    expect(await only()).toMatchObject({ page: { opened: true } });
    expect(new Set(at.ports.fake.pages.map(({ address }) => address)).size).toBe(1);
    expect(await at.done('vault.copyLoginPage', { connection }, 'window')).toEqual({ clearAfterMs: 30_000 });
    expect(at.ports.fake.copied).toEqual([at.ports.fake.pages[0]?.address]);
    await at.done('vault.cancelLogin', { connection }, 'window');
    expect(await login).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    const after = await only();
    expect(after.page).toBeUndefined();
    expect(await at.call('vault.openLoginPage', { connection }, 'window')).toMatchObject({ error: { code: 'login-expired' } });
  });
  test('a lock, another login and another setting end the waiting', async () => {
    const connection = await save({ address: vault.address });
    const first = start(connection);
    await waits();
    const second = start(connection);
    expect(await first).toMatchObject({ error: { code: 'cancelled' } });
    await waits();
    await save({ address: vault.address, account: 'team', ...{ connection } });
    expect(await second).toMatchObject({ error: { code: 'cancelled' } });
    const third = start(connection);
    await waits();
    await at.done('profile.lock', {}, 'window');
    expect(await third).toMatchObject({ error: { code: 'cancelled' } });
  });
  test('a role that is not there is said', async () => {
    expect(await start(await save({ address: vault.address, account: 'nobody' }))).toMatchObject({ error: { code: 'login-role-unknown' } });
    expect(at.ports.fake.pages).toEqual([]);
  });
});

test('a code for another device is shown in the window (a stand-in for OpenBao)', async () => {
  const standIn = await startDeviceStandIn({ auth_url: 'https://example.org/device', user_code: 'ABCD-EFGH', state: 's', poll_interval: 1 }, [[400, { errors: ['authorization_pending'] }], [200, { auth: { client_token: 'hvs.of-a-device', policies: ['team'], lease_duration: 60, renewable: true } }]]);
  onTestFinished(() => standIn.end());
  const connection = await save({ address: standIn.address });
  const login = start(connection);
  expect(await waits()).toEqual({ host: 'example.org', code: 'ABCD-EFGH', opened: true });
  expect(await login).toMatchObject({ ok: true, value: { policies: ['team'] } });
  expect(at.ports.fake.pages).toEqual([{ address: 'https://example.org/device', code: 'ABCD-EFGH' }]);
});
