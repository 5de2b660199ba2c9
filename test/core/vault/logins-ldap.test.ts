// Logging in to a real Vault by a real directory (OpenLDAP): who is in it, who is not, and when it is away.
import { expect, onTestFinished, test } from 'vitest';
import { SecretText } from '../../../electron/core/secret/index.ts';
import { clientOf, logInAs, refusedBy } from '../../fakes/vault-login.ts';
import { hasLdap, startLdap } from '../../servers/ldap-server.ts';
import { hasVault, startVault } from '../../servers/vault-server.ts';

const canary = 'canary-password-in-a-directory';

test.skipIf(!hasVault() || !hasLdap())('a directory says who comes in', async () => {
  const [vault, directory] = [await startVault(), await startLdap('alice', canary)];
  onTestFinished(async () => {
    await vault.end();
    await directory.end();
  });
  await vault.api('POST', 'sys/auth/ldap', { type: 'ldap' });
  await vault.api('POST', 'auth/ldap/config', { url: directory.address, userdn: directory.people, userattr: 'uid', groupdn: directory.people, request_timeout: '5s' });
  await vault.api('POST', 'auth/ldap/users/alice', { policies: 'team' });
  const client = clientOf(vault);
  const login = { method: 'ldap', mount: '', user: 'alice', password: new SecretText(canary) } as const;
  expect(await logInAs(client, login)).toMatchObject({ name: 'alice', policies: ['default', 'team'], known: true });
  for (const changed of [{ password: new SecretText('wrong') }, { password: new SecretText('') }, { user: 'nobody' }, { user: 'alice)(uid=*' }]) expect(await refusedBy(logInAs(client, { ...login, ...changed }), canary)).toBe('login-failed');
  await directory.stop();
  expect(await refusedBy(logInAs(client, login), canary)).toBe('login-directory-down');
});
