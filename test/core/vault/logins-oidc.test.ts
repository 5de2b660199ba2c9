// Logging in to a real Vault through a page in the browser; a few lines stand in for whoever knows the person, and for what only OpenBao does.
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Login } from '../../../electron/core/backends/index.ts';
import { openCallback } from '../../../electron/core/connections/index.ts';
import { clientOf, logInAs, refusedBy, textIn } from '../../fakes/vault-login.ts';
import { startDeviceStandIn, startOidcStandIn } from '../../servers/oidc-stand-in.ts';
import { hasVault, startVault, within, type VaultServer } from '../../servers/vault-server.ts';

const page = 'You can close this page.';
type Open = (url: string, userCode: string) => Promise<void>;
const oidc = (mount: string, role: string, open: Open, signal?: AbortSignal): Login => ({ method: 'oidc', mount, role, browsing: { open, page, ...(signal === undefined ? {} : { signal }) } });
const never: Open = () => Promise.reject(new Error('no page was expected'));

describe.skipIf(!hasVault())('the page of a real Vault', () => {
  let vault: VaultServer;
  beforeAll(async () => { vault = await startVault(); });
  afterAll(() => vault.end());
  let made = 0;
  async function provider(says?: { readonly error: string }): Promise<{ readonly mount: string; readonly opened: URLSearchParams[] }> {
    const standIn = await startOidcStandIn('coffre', says);
    onTestFinished(() => standIn.end());
    made += 1;
    const mount = `oidc-${String(made)}`;
    await vault.api('POST', `sys/auth/${mount}`, { type: 'oidc' });
    const { status } = await vault.api('POST', `auth/${mount}/config`, { oidc_discovery_url: standIn.address, oidc_client_id: 'coffre', oidc_client_secret: 'x', jwt_supported_algs: ['ES256'], default_role: 'team' });
    expect(status).toBe(204);
    await vault.api('POST', `auth/${mount}/role/team`, { role_type: 'oidc', user_claim: 'sub', allowed_redirect_uris: ['http://localhost:8250/oidc/callback'], token_policies: ['team'] });
    await vault.api('POST', `auth/${mount}/role/elsewhere`, { role_type: 'oidc', user_claim: 'sub', allowed_redirect_uris: ['https://elsewhere.example/oidc/callback'] });
    return { mount, opened: standIn.opened };
  }
  const browser = (shown: string[] = []): Open => async (url) => { shown.push(await (await fetch(url)).text()); };

  test('who is known comes in, with a proof of the question, and the browser is told that it is done', async () => {
    const { mount, opened } = await provider();
    const shown: string[] = [];
    const found = await logInAs(clientOf(vault), oidc(mount, '', browser(shown)));
    expect(found).toMatchObject({ policies: ['default', 'team'], known: true });
    expect(shown).toEqual([page]);
    expect(opened[0]?.get('code_challenge_method')).toBe('S256');
    expect(opened[0]?.get('nonce')).not.toBe('');
    expect(within((await vault.api('GET', 'auth/token/lookup-self', undefined, textIn(found))).body, 'data', 'display_name')).toBe(`${mount}-alice`);
  });
  test('who is turned away, asks for no role of theirs or gives up is not in', async () => {
    const turned = await provider({ error: 'access_denied' });
    expect(await refusedBy(logInAs(clientOf(vault), oidc(turned.mount, 'team', browser())))).toBe('login-failed');
    const { mount } = await provider();
    expect(await refusedBy(logInAs(clientOf(vault), oidc(mount, 'elsewhere', never)))).toBe('login-page-refused');
    expect(await refusedBy(logInAs(clientOf(vault), oidc(mount, 'zz', never)))).toBe('login-role-unknown');
    const stop = new AbortController();
    expect(await refusedBy(logInAs(clientOf(vault), oidc(mount, 'team', async () => { stop.abort(); }, stop.signal)))).toBe('cancelled');
  });
  test('callback-by-state: what another page sends to the listener is not the answer', async () => {
    const { mount } = await provider();
    const statuses: number[] = [];
    const found = await logInAs(clientOf(vault), oidc(mount, 'team', async (url) => {
      const back = new URL(url).searchParams.get('redirect_uri') ?? '';
      for (const wrong of [`${back}?state=other&code=canary`, `${back}?code=canary`, new URL('/', back).href]) statuses.push((await fetch(wrong)).status);
      await browser()(url, '');
    }));
    expect(statuses).toEqual([404, 404, 404]);
    expect(found).toMatchObject({ policies: ['default', 'team'] });
  });
});

test('oidc-opens-pages: what is no page of the web is not opened', async () => {
  for (const url of ['file:///etc/passwd', 'javascript:alert(1)', 'vscode://x?state=a', 'http://example.org/?state=a', '', 'https://example.org/no-state']) {
    const standIn = await startDeviceStandIn({ auth_url: url }, []);
    onTestFinished(() => standIn.end());
    expect(await refusedBy(logInAs(clientOf({ address: standIn.address, authority: '' }), oidc('', '', never))), url).toBe('login-page-refused');
  }
});
test('a code for another device is shown and waited for (a stand-in for OpenBao)', async () => {
  const standIn = await startDeviceStandIn({ auth_url: 'https://example.org/device', user_code: 'ABCD-EFGH', state: 'state-of-a-device', poll_interval: 1 }, [[400, { errors: ['authorization_pending'] }], [200, { auth: { client_token: 'hvs.of-a-device', policies: ['team'], lease_duration: 60, renewable: true } }]]);
  onTestFinished(() => standIn.end());
  const shown: string[] = [];
  const found = await logInAs(clientOf({ address: standIn.address, authority: '' }), oidc('', 'team', async (url, code) => { shown.push(url, code); }));
  expect(shown).toEqual(['https://example.org/device', 'ABCD-EFGH']);
  expect(found).toMatchObject({ policies: ['team'], ttlSeconds: 60 });
  expect(standIn.polled).toEqual([expect.objectContaining({ state: 'state-of-a-device' }), expect.objectContaining({ state: 'state-of-a-device' })]);
});
test('two listeners take two ports, on this computer alone', async () => {
  const [one, two] = [await openCallback('/x', [8250, 0], page), await openCallback('/x', [8250, 0], page)];
  onTestFinished(() => { one.close(); two.close(); });
  expect(one.port).not.toBe(two.port);
  expect(await refusedBy(one.answer('x', 20))).toBe('callback-too-slow');
  expect(await refusedBy(openCallback('/x', [one.port], page))).toBe('callback-impossible');
});
