// What a connection trusts and how long its token lasts, in the window: files of certificates on a real Vault with TLS, and a token that is renewed.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasBrowser } from '../host/launch.ts';
import { startSealedVault, within, type SealedServer } from '../servers/vault-server.ts';
import { lookAt } from './look-at.ts';
import { profileSpecs } from './profile-page.ts';
import { begin, hasVault } from './vault-page.ts';

describe.skipIf(!hasVault() || !(await hasBrowser()))('a Vault with TLS', () => {
  const { app, home, open } = profileSpecs();
  let server: SealedServer;
  let kv: string;
  beforeAll(async () => {
    server = await startSealedVault();
    await server.setUp();
    kv = await server.mount(2);
  }, 60_000);
  afterAll(() => server.end());
  const field = (label: string) => app.now().getByLabel(label, { exact: true });
  const choose = async (label: string, name: string, content: string): Promise<void> => {
    const path = join(home.folder, name);
    writeFileSync(path, content);
    await app.now().getByLabel(label, { exact: true }).setInputFiles(path);
  };
  async function fill(token: string): Promise<void> {
    await open();
    await begin(app);
    await app.button('New connection').first().click();
    await field('Name').fill('tls');
    await field('Address').fill(server.address);
    await field('Token').fill(token);
  }

  it('is trusted by the file of its authority, which is looked at before', async () => {
    await fill(server.root);
    await app.button('Test').click();
    await app.now().getByRole('heading', { name: 'The certificate of the server is not trusted' }).waitFor();
    await choose('Choose its file', 'notes.txt', 'not a certificate');
    await app.now().getByText('This file is not PEM', { exact: false }).waitFor();
    await choose('Choose its file', 'broken.pem', '-----BEGIN CERTIFICATE-----\nbm8=\n-----END CERTIFICATE-----\n');
    await app.now().getByText('the file broken.pem').waitFor();
    await app.now().getByRole('button', { name: 'Save', exact: true }).click();
    await app.now().getByRole('alert').getByText('A certificate or key cannot be read').waitFor();
    await choose('Choose its file', 'authority.pem', server.authority);
    await app.now().getByText('the file authority.pem').waitFor();
    await app.button('Test again').click();
    await app.now().getByText('The server answers.', { exact: false }).waitFor();
    await lookAt(app, 'an authority');
    await app.button('Save and sign in').click();
    await app.now().getByRole('tree', { name: 'Secrets of tls' }).waitFor();
    await app.button(/^tls$/).first().click();
    await app.now().getByRole('menuitem', { name: 'All connections' }).click();
    await app.button('Edit').first().click();
    await app.now().getByText('a file that is kept in the profile').waitFor();
    expect(await app.now().content()).not.toContain('BEGIN CERTIFICATE');
  });

  it('gives a token more time where it can have some, and says where it cannot', async () => {
    const made = async (renewable: boolean): Promise<string> => String(within((await server.api('POST', 'auth/token/create', { policies: ['default'], ttl: '30m', renewable, meta: { kv } })).body, 'auth', 'client_token'));
    await fill(await made(true));
    await choose('Choose its file', 'authority.pem', server.authority);
    await app.now().getByText('the file authority.pem').waitFor();
    await app.button('Save and sign in').click();
    await app.now().getByText('No engine in sight').waitFor();
    await app.button(/^tls$/).first().click();
    await app.now().getByRole('menuitem', { name: 'All connections' }).click();
    await app.button('Renew the token').click();
    await app.now().getByText('Renewed: good for', { exact: false }).first().waitFor();
    await app.button('Sign out').click();
    await field('Token').fill(await made(false));
    await app.button('Sign in').first().click();
    await app.now().getByText('No engine in sight').waitFor();
    await app.button(/^tls$/).first().click();
    await app.now().getByRole('menuitem', { name: 'All connections' }).click();
    await expect.poll(() => app.button('Renew the token').getAttribute('aria-disabled')).toBe('true');
    await app.now().getByText('This token cannot be renewed.').first().waitFor({ state: 'attached' });
  });
});
