// Logging in by GitHub over a saved connection, on a stand-in for a Vault that does it: there is none that could be asked.
import { expect, onTestFinished, test } from 'vitest';
import { openCore } from '../../fakes/open-core.ts';
import { startGithubStandIn } from '../../servers/github-login-stand-in.ts';

test('a stand-in for the login by GitHub takes a personal access token, at its own place, and what it gives reads', async () => {
  const [personal, token] = ['canary-personal-access-token', 'hvs.canary-token-of-a-login'];
  const server = await startGithubStandIn(personal, token);
  onTestFinished(() => server.end());
  const at = openCore();
  onTestFinished(() => at.close());
  await at.done('profile.create', { value: 'canary-passphrase', keychain: false }, 'window');
  const { connection } = await at.done('vault.saveConnection', { name: 'hub', address: server.address, namespace: '', leastTls: '1.3', guard: 'none', method: 'github', mount: 'org/hub', account: '' }, 'window');
  const login = (value: string) => at.call('vault.login', { connection, value, wrapped: false, remember: false }, 'window');
  expect(await login('canary-wrong')).toMatchObject({ ok: false, error: { code: 'login-failed' } });
  const found = await login(personal);
  expect(found).toMatchObject({ ok: true, value: { name: 'ana', policies: ['default', 'team'], ttlSeconds: 1800, renewable: true } });
  expect(JSON.stringify(found)).not.toContain('canary');
  expect(server.logins).toEqual([{ path: '/v1/auth/org/hub/login', body: { token: 'canary-wrong' } }, { path: '/v1/auth/org/hub/login', body: { token: personal } }]);
  expect(await at.done('vault.listMounts', { connection }, 'window')).toEqual({ mounts: [{ path: 'kv', version: 2 }] });
});
