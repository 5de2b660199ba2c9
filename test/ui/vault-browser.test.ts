// Signing in to a Vault by a page in the browser, in the window: waiting, another look at the page, giving up, and coming in; on a real Vault, and on a stand-in for OpenBao's code for another device.
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { vaultWords } from '../../shared/words/index.ts';
import { hasBrowser } from '../host/launch.ts';
import { startDeviceStandIn, startOidcStandIn } from '../servers/oidc-stand-in.ts';
import { hasVault, startVault, type VaultServer } from '../servers/vault-server.ts';
import { lookAt, speak } from './look-at.ts';
import { profileSpecs } from './profile-page.ts';
import { begin, vaultPage } from './vault-page.ts';

describe.skipIf(!hasVault() || !(await hasBrowser()))('signing in by a page in the browser', () => {
  const { app, open } = profileSpecs();
  let vault: VaultServer;
  let provider: Awaited<ReturnType<typeof startOidcStandIn>>;
  let kv = '';
  beforeAll(async () => {
    vault = await startVault();
    provider = await startOidcStandIn('coffre');
    kv = await vault.mount(2);
    await vault.api('POST', `${kv}/data/app`, { data: { one: 'canary-browser' } });
    await vault.api('PUT', 'sys/policies/acl/team', { policy: `path "${kv}/*" { capabilities = ["list", "read"] }` });
    await vault.api('POST', 'sys/auth/oidc', { type: 'oidc' });
    await vault.api('POST', 'auth/oidc/config', { oidc_discovery_url: provider.address, oidc_client_id: 'coffre', oidc_client_secret: 'x', jwt_supported_algs: ['ES256'], default_role: 'team' });
    await vault.api('POST', 'auth/oidc/role/team', { role_type: 'oidc', user_claim: 'sub', allowed_redirect_uris: ['http://localhost:8250/oidc/callback'], token_policies: ['team'], token_ttl: '30m' });
  }, 60_000);
  afterAll(async () => {
    await provider.end();
    await vault.end();
  });
  const waits = () => app.now().getByRole('group', { name: 'Waiting for your browser…' });
  async function fill(address: string): Promise<void> {
    await app.button('New connection').first().click();
    await app.now().getByLabel('Name', { exact: true }).fill('sso');
    await app.now().getByLabel('Address', { exact: true }).fill(address);
    await app.now().getByLabel('Sign in with').selectOption('A page in the browser (OIDC)');
  }

  it('waits where it says so, by keyboard, and comes in with the answer', async () => {
    await open();
    await begin(app);
    await fill(vault.address);
    await app.now().getByText('A page opens in your browser.', { exact: false }).waitFor();
    expect(await app.now().getByLabel('Token', { exact: true }).count()).toBe(0);
    await app.button('Save and sign in').click();
    await waits().getByText(`Sign in on the page of ${new URL(provider.address).host}`, { exact: false }).waitFor();
    const address = app.fake.pages[0]?.address ?? '';
    expect(await app.now().content()).not.toContain(new URL(address).searchParams.get('state'));
    await waits().getByRole('button', { name: 'Open the page again' }).focus();
    await app.now().keyboard.press('Enter');
    await expect.poll(() => app.fake.pages.length).toBe(2);
    await app.now().keyboard.press('Tab');
    await app.now().keyboard.press('Enter');
    await app.now().getByText('Address copied', { exact: false }).first().waitFor();
    expect(app.fake.clipboard).toBe(address);
    await app.now().keyboard.press('Tab');
    await app.now().keyboard.press('Enter');
    await waits().waitFor({ state: 'detached' });
    expect(await app.now().getByRole('alert').count()).toBe(0);
    await app.button('Save and sign in').click();
    await waits().waitFor();
    expect(await (await fetch(app.fake.pages.at(-1)?.address ?? '')).text()).toBe('You can close this page.');
    await app.now().getByRole('tree', { name: 'Secrets of sso' }).waitFor();
    await app.now().getByText('Token good for', { exact: false }).first().waitFor();
  });

  it('waits for nobody once the dialog that asks to sign in again is closed', async () => {
    await open();
    await begin(app);
    await fill(vault.address);
    await app.button('Save and sign in').click();
    await waits().waitFor();
    await fetch(app.fake.pages.at(-1)?.address ?? '');
    await app.now().getByRole('tree', { name: 'Secrets of sso' }).waitFor();
    await vaultPage(app).open(`${kv}/app`);
    await vault.api('PUT', 'sys/leases/revoke-prefix/auth/oidc', {});
    await app.button('More about app').click();
    await app.now().getByRole('menuitem', { name: 'Read it again' }).click();
    await app.button('Sign in again').waitFor();
    await expect.poll(() => app.wire.some(({ request, answer }) => /"vault\.(?:listFields|listVersions)"/.test(request) && answer?.includes('"token-') === true)).toBe(true);
    await app.now().waitForTimeout(200);
    // Said once, with what to do about it.
    expect(await app.now().getByRole('alert').count()).toBe(0);
    await app.button('Sign in again').click();
    const dialog = app.now().getByRole('dialog', { name: 'Sign in again' });
    await dialog.getByRole('button', { name: 'Sign in', exact: true }).click();
    await waits().waitFor();
    await app.now().keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(() => app.wire.some(({ request, answer }) => request.includes('"vault.login"') && answer?.includes('"cancelled"') === true)).toBe(true);
  });

  it('is for everybody, with a code to type and where no browser opens', async () => {
    const standIn = await startDeviceStandIn({ auth_url: 'https://login.example.org/device', user_code: 'ABCD-EFGH', state: 's', poll_interval: 60 }, []);
    onTestFinished(() => standIn.end());
    await open();
    app.fake.showsPages = false;
    await begin(app);
    await fill(standIn.address);
    await app.button('Save and sign in').click();
    await waits().getByText('ABCD-EFGH').waitFor();
    await waits().getByText('No browser could be opened.', { exact: false }).waitFor();
    await lookAt(app, 'a code');
    await speak(app, 'fr');
    const say = vaultWords('fr');
    await app.now().getByRole('group', { name: say.pageWaits }).getByText(say.pageCode).waitFor();
    await lookAt(app, 'a code, French');
    await app.button(say.stopWaiting).click();
    await app.now().getByRole('group', { name: say.pageWaits }).waitFor({ state: 'detached' });
  });
});
