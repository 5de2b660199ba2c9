// A connection through a proxy that the person named, to a real Vault with TLS: all that the proxy sees is where it leads. And what goes through none.
import { createServer, type AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { openConnection } from '../../../electron/core/connections/index.ts';
import type { AppContract } from '../../../shared/ipc/contract.ts';
import type { Input } from '../../../shared/ipc/define.ts';
import { openCore, type OpenCore } from '../../fakes/open-core.ts';
import { refusedBy } from '../../fakes/vault-login.ts';
import { startConnectProxy, type ConnectProxy } from '../../servers/connect-proxy.ts';
import { hasVault, startSealedVault, type SealedServer } from '../../servers/vault-server.ts';

const value = 'canary-value-through-a-proxy';

describe.skipIf(!hasVault())('through a proxy', () => {
  let vault: SealedServer;
  let kv: string;
  let at: OpenCore;
  let proxy: ConnectProxy;
  beforeAll(async () => {
    vault = await startSealedVault();
    await vault.setUp();
    kv = await vault.mount(2);
    await vault.api('POST', `${kv}/data/app`, { data: { A: value } });
  }, 60_000);
  afterAll(() => vault.end());
  beforeEach(async () => {
    at = openCore();
    proxy = await startConnectProxy();
    await at.done('profile.create', { value: 'canary-passphrase', keychain: false }, 'window');
  });
  afterEach(async () => {
    await at.close();
    await proxy.end();
  });
  const wish = (over: Partial<Input<AppContract, 'vault.saveConnection'>> = {}): Input<AppContract, 'vault.saveConnection'> => ({ name: 'far', address: vault.address, namespace: '', leastTls: '1.3', guard: 'none', method: 'token', mount: '', account: '', authority: vault.authority, proxy: proxy.address, ...over });
  const code = async (over: Partial<Input<AppContract, 'vault.saveConnection'>>): Promise<string> => {
    const reply = await at.call('vault.saveConnection', wish(over), 'window');
    return reply.ok ? 'done' : reply.error.code;
  };

  test('the proxy is asked for a way to the server, and carries TLS that it cannot read', async () => {
    const { connection } = await at.done('vault.saveConnection', wish(), 'window');
    await at.done('vault.login', { connection, value: vault.root, wrapped: false, remember: false }, 'window');
    expect(await at.done('vault.revealField', { connection, path: `${kv}/app`, name: 'A', version: 0 }, 'window')).toMatchObject({ value });
    const { host } = new URL(vault.address);
    expect(proxy.asked.length).toBeGreaterThan(0);
    for (const line of proxy.asked) expect(line).toBe(`CONNECT ${host} ${JSON.stringify({ host, connection: 'close' })}`);
    const seen = proxy.carried();
    // A record of a handshake comes first (RFC 8446, 5.1).
    expect([...seen.subarray(0, 2)]).toEqual([22, 3]);
    for (const secret of [vault.root, value, 'X-Vault', 'x-vault', '/v1/', kv]) expect(seen.includes(secret)).toBe(false);
    expect((await at.done('vault.listConnections', {}, 'window')).connections).toMatchObject([{ proxy: proxy.address }]);
    // Left out again, nothing goes through it.
    await at.done('vault.saveConnection', wish({ connection, proxy: '' }), 'window');
    const before = proxy.asked.length;
    await at.done('vault.listPath', { connection, path: kv }, 'window');
    expect(proxy.asked).toHaveLength(before);
  });
  test('a certificate of somebody else behind it is refused, as without a proxy', async () => {
    const { connection } = await at.done('vault.saveConnection', wish({ authority: '' }), 'window');
    expect(await at.call('vault.login', { connection, value: 'canary-token', wrapped: false, remember: false }, 'window')).toMatchObject({ error: { code: 'certificate-untrusted' } });
    expect(proxy.carried().includes('canary-token')).toBe(false);
  });
  test('proxy-sees-tls: without TLS nothing goes through one, and what would prove us to it is refused', async () => {
    expect(await code({ address: 'http://127.0.0.1:8200' })).toBe('proxy-needs-tls');
    expect(await code({ others: ['http://127.0.0.1:8200'] })).toBe('proxy-needs-tls');
    for (const bad of ['http://u:p@proxy.test:3128', 'https://proxy.test:3128', 'socks5://proxy.test:1080', 'proxy.test', 'http://proxy.test/x', 'http://proxy.test/?a']) expect([bad, await code({ proxy: bad })]).toEqual([bad, 'proxy-invalid']);
    expect(proxy.asked).toEqual([]);
  });
  test('one that is not there, wants to know who we are, or does not reach the server is told apart, also in a trial', async () => {
    const steps = async (over: Partial<Input<AppContract, 'vault.saveConnection'>> = {}) => (await at.done('vault.testConnection', wish(over), 'window')).steps.map(({ state, code: failed }) => failed ?? state);
    expect(await steps()).toEqual(['passed', 'passed', 'passed', 'passed']);
    // The name of the server is the proxy's to find.
    expect(await steps({ address: 'https://nowhere.invalid' })).toEqual(['passed', 'unreachable', 'skipped', 'skipped']);
    expect(await steps({ proxy: 'http://127.0.0.1:9' })).toEqual(['passed', 'proxy-unreachable', 'skipped', 'skipped']);
    proxy.refuse(407);
    expect(await steps()).toEqual(['passed', 'proxy-refused', 'skipped', 'skipped']);
    const { connection } = await at.done('vault.saveConnection', wish(), 'window');
    expect(await at.call('vault.login', { connection, value: 'canary-token', wrapped: false, remember: false }, 'window')).toEqual({ ok: false, error: { code: 'proxy-refused', data: { status: 407 } } });
  });
  test('one that never answers is given up', async () => {
    const silent = createServer((socket) => { socket.on('error', () => undefined); });
    await new Promise<void>((resolve) => { silent.listen(0, '127.0.0.1', resolve); });
    onTestFinished(() => { silent.close(); });
    const { port } = silent.address() as AddressInfo;
    expect(await refusedBy(openConnection({ host: '127.0.0.1', port: 1, timeoutMs: 200, through: { host: '127.0.0.1', port } }, { tls_min_version: '1.3', cipher_suites: ['TLS_AES_256_GCM_SHA384'] }))).toBe('proxy-unreachable');
  });
});
