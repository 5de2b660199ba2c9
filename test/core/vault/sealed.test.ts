// A real Vault with TLS 1.3 and its data on disk: never set up, open, sealed in the middle of the work, and open again.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openCore, type OpenCore } from '../../fakes/open-core.ts';
import { clientOf, refusedBy } from '../../fakes/vault-login.ts';
import { hasVault, startSealedVault, within } from '../../servers/vault-server.ts';

test.skipIf(!hasVault())('the state of the server is said, nothing is written while it is sealed, and everything is there afterwards', async () => {
  const vault = await startSealedVault();
  onTestFinished(() => vault.end());
  const as = (token: string): OpenCore => {
    const core = openCore();
    const authority = join(core.folder, 'authority.pem');
    writeFileSync(authority, vault.authority);
    Object.assign(core.ports.environment, { VAULT_ADDR: vault.address, VAULT_CACERT: authority, ...(token === '' ? {} : { VAULT_TOKEN: token }) });
    onTestFinished(() => core.close());
    return core;
  };
  // Spoken to without TLS, and by whoever does not know its authority: no token leaves.
  expect(await refusedBy(clientOf({ address: vault.address.replace('https:', 'http:'), authority: '' }, 'canary-token').token(), 'canary-token')).toBe('tls-needed');
  expect(await refusedBy(clientOf({ address: vault.address, authority: '' }, 'canary-token').token(), 'canary-token')).toBe('certificate-untrusted');
  expect(await as('').done('vault.getHealth', {})).toMatchObject({ address: vault.address, state: 'not-initialised', version: '1.21.4' });
  await vault.setUp();
  const kv = await vault.mount(2);
  const core = as(vault.root);
  expect(await core.done('vault.getStatus', {})).toMatchObject({ state: 'active', token: { policies: ['root'], ttlSeconds: 0 } });
  expect(await core.done('vault.setField', { path: `${kv}/a`, name: 'A', value: 'one' })).toEqual({ version: 1, asked: false });

  await vault.api('PUT', 'sys/seal');
  expect(await core.done('vault.getHealth', {})).toMatchObject({ state: 'sealed' });
  expect((await core.done('vault.getStatus', {})).token).toBeUndefined();
  for (const reply of [await core.call('vault.setField', { path: `${kv}/a`, name: 'A', value: 'two' }), await core.call('vault.listPath', { path: kv }), await core.call('vault.listFields', { path: `${kv}/a`, version: 0 })]) expect(reply).toEqual({ ok: false, error: { code: 'sealed', data: {} } });

  await vault.unseal();
  expect((await core.done('vault.listVersions', { path: `${kv}/a` })).versions).toMatchObject([{ version: 1, state: 'current' }]);
  expect(within((await vault.api('GET', `${kv}/data/a`)).body, 'data', 'data')).toEqual({ A: 'one' });
});
