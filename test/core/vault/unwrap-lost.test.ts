// The answer to an unwrapping is lost, and with it perhaps the secret: the token is looked at afterwards, what is known is said in the same words at the terminal and to the window, and nothing is opened a second time by itself.
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { openCore, type OpenCore } from '../../fakes/open-core.ts';
import { SecretText } from '../../../electron/core/secret/index.ts';
import { clientOf } from '../../fakes/vault-login.ts';
import { startFaultyProxy, type FaultyProxy } from '../../servers/faulty-proxy.ts';
import { hasVault, startVault, within, type VaultServer } from '../../servers/vault-server.ts';
import { errorWords } from '../../../shared/words/both.ts';
import { windowCalls } from './window-calls.ts';

const value = 'canary-value-unwrapped';
const unwrapping = /^POST \/v1\/sys\/wrapping\/unwrap /;

describe.skipIf(!hasVault())('an unwrapping whose answer is lost', () => {
  let vault: VaultServer;
  let at: OpenCore;
  beforeAll(async () => {
    vault = await startVault();
    at = openCore();
    await done('profile.create', { value: 'canary-passphrase-unwrapped', keychain: false });
  }, 60_000);
  afterAll(async () => {
    await at.close();
    await vault.end();
  });
  const { done, refused, replies } = windowCalls(() => at);

  let made = 0;
  /** A connection over a proxy, and a wrapping token. */
  async function start(): Promise<{ readonly proxy: FaultyProxy; readonly connection: string; readonly token: string; opened(): number }> {
    const proxy = await startFaultyProxy(vault.port);
    onTestFinished(() => proxy.end());
    const { connection } = await done('vault.saveConnection', { name: `team ${String(made += 1)}`, address: proxy.address, namespace: '', leastTls: '1.3', guard: 'none', method: 'token', mount: '', account: '' });
    await done('vault.login', { connection, value: vault.root, wrapped: false, remember: false });
    const token = String(within(await vault.wrap('sys/wrapping/wrap', { A: value }), 'token'));
    return { proxy, connection, token, opened: () => proxy.asked.filter((line) => line.startsWith('POST /v1/sys/wrapping/unwrap')).length };
  }
  const ways = [
    ['in the window', (connection: string, token: string) => refused('vault.openWrapped', { connection, value: token })],
    ['at the terminal', async (connection: string, token: string) => {
      const sink = at.ports.fake.mintSink('stdout');
      const reply = await at.call('vault.printUnwrapped', { connection, value: token, sink: sink.ref });
      if (reply.ok || (sink.written()?.length ?? 0) > 0) throw new Error('it was opened');
      return reply.error;
    }],
  ] as const;

  test.each(ways)('unwrap-once, %s: the server opened it: it is said that it is gone, and it was asked once', async (_where, open) => {
    const { proxy, connection, token, opened } = await start();
    proxy.loseAnswerTo(unwrapping);
    expect(await open(connection, token)).toEqual({ code: 'unwrap-undecided', data: { standing: 'used' } });
    expect(opened()).toBe(1);
    for (const reply of replies) for (const canary of [token, value]) expect(reply).not.toContain(canary);
  });

  test.each(ways)('%s: something in between answered instead of the server: it is whole, and opens at the next try', async (_where, open) => {
    const { proxy, connection, token, opened } = await start();
    proxy.refuse(unwrapping, 'HTTP/1.1 502 Bad Gateway\r\ncontent-type: text/html\r\ncontent-length: 6\r\nconnection: close\r\n\r\ncanary');
    expect(await open(connection, token)).toEqual({ code: 'unwrap-undecided', data: { standing: 'whole' } });
    expect(opened()).toBe(1);
    expect(await done('vault.openWrapped', { connection, value: token })).toMatchObject({ names: ['A'] });
  });

  test.each(ways)('%s: nobody is there afterwards: nobody knows, and it is not sent again', async (_where, open) => {
    const { proxy, connection, token, opened } = await start();
    proxy.loseAnswerTo(unwrapping);
    proxy.thenVanish();
    expect(await open(connection, token)).toEqual({ code: 'unwrap-undecided', data: { standing: 'unknown' } });
    expect(opened()).toBe(1);
  });

  test('a wrapped secret-id of a login, too', async () => {
    await vault.api('POST', 'sys/auth/approle', { type: 'approle' });
    await vault.api('POST', 'auth/approle/role/app', { token_policies: ['default'] });
    const roleId = String(within((await vault.api('GET', 'auth/approle/role/app/role-id')).body, 'data', 'role_id'));
    const proxy = await startFaultyProxy(vault.port);
    onTestFinished(() => proxy.end());
    const wrapping = String(within(await vault.wrap('auth/approle/role/app/secret-id', {}), 'token'));
    proxy.loseAnswerTo(unwrapping);
    await expect(clientOf({ address: proxy.address, authority: '' }).logIn({ method: 'approle', mount: 'approle', roleId, secretId: new SecretText(wrapping), wrapped: true }, () => Promise.reject(new Error('no code')))).rejects.toMatchObject({ code: 'unwrap-undecided', data: { standing: 'used' } });
    expect(proxy.asked.filter((line) => line.includes('sys/wrapping/unwrap'))).toHaveLength(1);
  });

  test('each standing has words of its own in both languages', () => {
    for (const language of ['en', 'fr'] as const) expect(new Set(['whole', 'used', 'unknown'].map((standing) => JSON.stringify(errorWords(language, 'unwrap-undecided', { standing })))).size).toBe(3);
  });
});
