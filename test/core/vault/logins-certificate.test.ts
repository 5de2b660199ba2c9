// Logging in to a real Vault by a certificate, over TLS 1.3.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { clientOf, logInAs, refusedBy } from '../../fakes/vault-login.ts';
import { hasVault, startSealedVault } from '../../servers/vault-server.ts';

test.skipIf(!hasVault())('a certificate that the server knows comes in, another one and none do not', async () => {
  const vault = await startSealedVault();
  onTestFinished(() => vault.end());
  await vault.setUp();
  const own = (name: string): { readonly certificate: string; readonly key: string } => {
    const [key, certificate] = ['key', 'crt'].map((end) => join(vault.folder, `${name}.${end}`)) as [string, string];
    const made = spawnSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', `/CN=${name}`, '-addext', 'extendedKeyUsage=clientAuth', '-keyout', key, '-out', certificate]);
    if (made.status !== 0) throw new Error('openssl made no certificate');
    return { certificate: readFileSync(certificate, 'utf8'), key: readFileSync(key, 'utf8') };
  };
  const alice = own('alice');
  await vault.api('POST', 'sys/auth/cert', { type: 'cert' });
  await vault.api('POST', 'auth/cert/certs/team', { certificate: alice.certificate, token_policies: ['team'] });
  const login = { method: 'cert', mount: '', role: '' } as const;
  expect(await logInAs(clientOf(vault, undefined, { own: alice }), login)).toMatchObject({ name: 'team', policies: ['default', 'team'], known: true });
  expect(await logInAs(clientOf(vault, undefined, { own: alice }), { ...login, role: 'team' })).toMatchObject({ policies: ['default', 'team'] });
  expect(await refusedBy(logInAs(clientOf(vault, undefined, { own: own('mallory') }), login), 'PRIVATE KEY')).toBe('login-failed');
  expect(await refusedBy(logInAs(clientOf(vault), login))).toBe('certificate-missing');
});
