// Each fault of a server, of the way to it and of what others do meanwhile, in the middle of an edit: it gets its right name, the secret is what it was or what was meant, and no change is sent twice. A faulty proxy stands in front of the real server.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { VaultClient } from '../../../electron/core/backends/index.ts';
import { clientOf, refusedBy } from '../../fakes/vault-login.ts';
import { startFaultyProxy, type FaultyProxy } from '../../servers/faulty-proxy.ts';
import { hasVault, startVault, within, type VaultServer } from '../../servers/vault-server.ts';

const canary = 'canary-value-of-an-edit';
const quick = { connectMs: 2000, answerMs: 1500, pauseMs: 500, wholeMs: 3000 };

describe.skipIf(!hasVault())('in the middle of an edit', () => {
  let vault: VaultServer;
  beforeAll(async () => { vault = await startVault(); });
  afterAll(() => vault.end());
  afterEach(() => { vi.useRealTimers(); });

  interface Edit {
    readonly kv: string;
    readonly path: string;
    readonly proxy: FaultyProxy;
    readonly client: VaultClient;
    /** Requests that change something. */
    writes(): readonly string[];
    /** Over the version that was on the screen. */
    save(over?: number): Promise<string>;
    held(): Promise<unknown>;
  }
  /** A secret of one version, looked at; `rules` for a token that may do just that. */
  async function edit(rules?: (kv: string) => string, server = vault): Promise<Edit> {
    const [kv, proxy] = [await server.mount(2), await startFaultyProxy(server.port)];
    onTestFinished(() => proxy.end());
    await server.api('POST', `${kv}/data/app`, { data: { A: 'one', B: 'two' } });
    const token = rules === undefined ? server.root : await server.tokenFor(rules(kv));
    const client = clientOf({ address: proxy.address, authority: '' }, token, { patience: quick });
    const path = `${kv}/app`;
    await client.shape(path, 0);
    return {
      kv, path, proxy, client,
      writes: () => proxy.asked.filter((line) => !line.startsWith('GET ')),
      save: (over = 1) => refusedBy(client.change(path, [{ name: 'A', act: 'set', value: canary }], over), canary, token),
      held: async () => within((await server.api('GET', `${kv}/data/app`)).body, 'data'),
    };
  }
  const patch = /^PATCH .*\/data\/app /;
  const unchanged = { data: { A: 'one', B: 'two' }, metadata: { version: 1 } };
  const changed = { data: { A: canary, B: 'two' }, metadata: { version: 2 } };
  const whole = (status: string, type: string, body: string): string => `HTTP/1.1 ${status}\r\ncontent-type: ${type}\r\ncontent-length: ${String(Buffer.byteLength(body))}\r\nconnection: close\r\n\r\n${body}`;

  test.each<[string, string, boolean?]>([
    ['500, in words that nobody knows', whole('500 Internal Server Error', 'application/json', '{"errors":["canary-words"]}')],
    ['502 of a gateway', whole('502 Bad Gateway', 'text/html', '<html>canary</html>')],
    ['503 that is not sealed', whole('503 Service Unavailable', 'text/html', 'canary')],
    ['504 of a gateway', whole('504 Gateway Timeout', 'text/html', '')],
    ['the page of a network that wants a login', whole('200 OK', 'text/html', '<html>canary</html>')],
    ['a redirect to such a page', `HTTP/1.1 307 Temporary Redirect\r\nlocation: http://127.0.0.1:1/login\r\ncontent-length: 0\r\nconnection: close\r\n\r\n`],
    ['JSON that is not', whole('200 OK', 'application/json', '{"data":{"version":')],
    ['half an answer', 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 900\r\n\r\n{"data":'],
    ['no HTTP at all', 'canary canary\r\n'],
    ['nothing for too long', '', true],
    ['an answer that stops in the middle', 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 900\r\n\r\n{"data":', true],
  ])('vault-writes-once: the change was done, and what came back is %s: it is looked up, and sent once', async (_, bytes, open) => {
    const { client, path, proxy, writes, held } = await edit();
    proxy.answerInstead(patch, bytes, open);
    expect(await client.change(path, [{ name: 'A', act: 'set', value: canary }], 1)).toEqual({ version: 2, asked: true });
    expect(writes()).toHaveLength(1);
    expect(await held()).toMatchObject(changed);
  });

  test('vault-cas: somebody else is faster, for whoever may not merge, too: theirs stays', async () => {
    for (const rules of [undefined, (kv: string) => `path "${kv}/*" { capabilities = ["read", "update"] }`]) {
      const { kv, proxy, save, held } = await edit(rules);
      proxy.before(rules === undefined ? patch : /^POST .*\/data\/app /, () => vault.api('POST', `${kv}/data/app`, { data: { A: 'theirs' } }));
      expect(await save()).toBe('version-conflict');
      expect(await held()).toMatchObject({ data: { A: 'theirs' }, metadata: { version: 2 } });
    }
  });
  test('a token is revoked, or its time is over: nothing is written, and another token saves the same edit', async () => {
    for (const end of ['revoked', 'over'] as const) {
      const { kv, path, proxy, writes, held } = await edit();
      const made = (await vault.api('POST', 'auth/token/create', { policies: ['root'], ...(end === 'over' ? { ttl: '1s' } : {}) })).body;
      const token = String(within(made, 'auth', 'client_token'));
      const client = clientOf({ address: proxy.address, authority: '' }, token);
      proxy.before(patch, () => (end === 'over' ? new Promise((resolve) => { setTimeout(resolve, 1500); }) : vault.api('POST', 'auth/token/revoke', { token })));
      expect(await refusedBy(client.change(path, [{ name: 'A', act: 'set', value: canary }], 1), canary, token), end).toBe('token-invalid');
      expect(await held()).toMatchObject(unchanged);
      expect(writes()).toHaveLength(1);
      expect(await clientOf(vault, vault.root).change(`${kv}/app`, [{ name: 'A', act: 'set', value: canary }], 1)).toEqual({ version: 2, asked: false });
    }
  });
  test('a policy is taken away between read and write: it is said, and nothing is written', async () => {
    const name = `taken-${String(Date.now())}`;
    const { kv, path, proxy, held } = await edit();
    await vault.api('PUT', `sys/policies/acl/${name}`, { policy: `path "${kv}/*" { capabilities = ["read", "update", "patch"] }` });
    const token = String(within((await vault.api('POST', 'auth/token/create', { policies: [name] })).body, 'auth', 'client_token'));
    const client = clientOf({ address: proxy.address, authority: '' }, token);
    proxy.before(patch, () => vault.api('PUT', `sys/policies/acl/${name}`, { policy: `path "${kv}/*" { capabilities = ["read"] }` }));
    expect(await refusedBy(client.change(path, [{ name: 'A', act: 'set', value: canary }], 1), canary, token)).toBe('permission-denied');
    expect(await held()).toMatchObject(unchanged);
    // A merge that is refused may be allowed as a whole: one try each.
    expect(proxy.asked.filter((line) => !line.startsWith('GET ')).map((line) => line.split(' ', 1)[0])).toEqual(['PATCH', 'POST']);
  });
  test('an engine vanishes: it is said as that, and not as somebody else’s change', async () => {
    for (const over of [1, undefined]) {
      const { kv, client, path, proxy, writes } = await edit();
      proxy.before(patch, () => vault.api('DELETE', `sys/mounts/${kv}`));
      expect(await refusedBy(client.change(path, [{ name: 'A', act: 'set', value: canary }], over), canary)).toBe('mount-unknown');
      expect(writes()).toHaveLength(1);
      for (const look of [() => client.shape(path, 0), () => client.list(kv), () => client.versions(path), () => client.metadata(path)]) expect(await refusedBy(look())).toBe('mount-unknown');
    }
  });
  test('an engine vanishes in the middle of a walk: the others are walked all the same', async () => {
    const { kv, client, proxy } = await edit();
    const other = await vault.mount(2);
    await vault.api('POST', `${other}/data/stays`, { data: { A: 'x' } });
    for (const step of ['scan', 'list']) {
      const gone = await vault.mount(2);
      const walker = await client.walker();
      proxy.before(new RegExp(`^GET /v1/${gone}/metadata/\\?${step}=true`), () => vault.api('DELETE', `sys/mounts/${gone}`));
      expect((await walker.run()).paths, step).toEqual(expect.arrayContaining([`${kv}/app`, `${other}/stays`]));
      expect((await vault.api('GET', `sys/internal/ui/mounts/${gone}`)).status, step).not.toBe(200);
    }
  });
  test('a quota: one that passes is waited for and the change goes in once; one that stays is said', async () => {
    const { kv, path, proxy, writes, save, held } = await edit();
    await vault.api('POST', 'sys/quotas/rate-limit/short', { rate: 1, interval: '1s', path: `${kv}/` });
    expect(await save()).toBe('fine');
    await vault.api('DELETE', 'sys/quotas/rate-limit/short');
    expect(await held()).toMatchObject(changed);
    await vault.api('POST', 'sys/quotas/rate-limit/long', { rate: 1, interval: '60s', path: `${kv}/` });
    const before = writes().length;
    proxy.before(patch, () => vault.api('GET', `${kv}/metadata/app`));
    const client = clientOf({ address: proxy.address, authority: '' }, vault.root);
    expect(await refusedBy(client.change(path, [{ name: 'A', act: 'set', value: 'other' }], 2), 'other')).toBe('rate-limited');
    await vault.api('DELETE', 'sys/quotas/rate-limit/long');
    expect(await held()).toMatchObject(changed);
    expect(writes().length - before).toBeLessThanOrEqual(3);
  });
  test('more than the server takes: it is said as that, and nothing is written', async () => {
    const { client, path, proxy, held, writes } = await edit();
    proxy.refuse(patch, whole('413 Request Entity Too Large', 'application/json', '{"errors":["http: request body too large"]}'));
    expect(await refusedBy(client.change(path, [{ name: 'A', act: 'set', value: canary }], 1), canary)).toBe('secret-too-large');
    expect(await held()).toMatchObject(unchanged);
    expect(writes()).toHaveLength(1);
  });
  test('our clock is a day ahead or behind: what the server will delete tomorrow is not deleted, and what it deleted is', async () => {
    const { kv, client, path } = await edit();
    await vault.api('POST', `${kv}/metadata/app`, { delete_version_after: '2h' });
    await vault.api('POST', `${kv}/data/app`, { data: { A: 'later' } });
    await vault.api('POST', `${kv}/delete/app`, { versions: [1] });
    for (const hours of [24, -24]) {
      vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + hours * 3_600_000 });
      expect((await client.versions(path)).map(({ version, state }) => [version, state]), String(hours)).toEqual([[2, 'current'], [1, 'deleted']]);
      expect((await client.value(path, 'A', 0)).toString()).toBe('later');
      expect(await refusedBy(client.value(path, 'A', 1))).toBe('version-deleted');
      vi.useRealTimers();
    }
  });
  test('sealed between read and write: it is said, nothing is written, and open again the same edit goes in', async () => {
    const server = await startVault();
    onTestFinished(() => server.end());
    const { proxy, save, held, writes } = await edit(undefined, server);
    proxy.before(patch, () => server.api('PUT', 'sys/seal'));
    expect(await save()).toBe('sealed');
    expect(await save()).toBe('sealed');
    const key = /Unseal Key: (\S+)/.exec(readFileSync(join(server.folder, 'server.log'), 'utf8'))?.[1];
    await server.api('PUT', 'sys/unseal', { key });
    await vi.waitFor(async () => { expect(await held()).toMatchObject(unchanged); }, 10_000);
    expect(writes()).toHaveLength(1);
    expect(await save()).toBe('fine');
    expect(await held()).toMatchObject(changed);
    expect(writes()).toHaveLength(2);
  });
  test('namespace-is-real: the free edition would answer for the root; nothing there is read, and nothing is sent', async () => {
    const { kv, path, proxy, held } = await edit();
    const before = proxy.asked.length;
    const client = clientOf({ address: proxy.address, authority: '' }, vault.root, { namespace: 'team/of-nobody' });
    for (const act of [() => client.list(kv), () => client.shape(path, 0), () => client.value(path, 'A', 0), () => client.change(path, [{ name: 'A', act: 'set', value: canary }], 1), () => client.remove(path, [], false)]) expect(await refusedBy(act(), canary)).toBe('namespace-ignored');
    expect(proxy.asked.slice(before).filter((line) => line.includes(kv))).toEqual([]);
    expect(await held()).toMatchObject(unchanged);
  });
  test('TLS spoken to a server that has none', async () => {
    expect(await refusedBy(clientOf({ address: vault.address.replace('http:', 'https:'), authority: '' }, vault.root).token(), vault.root)).toBe('tls-not-allowed');
  });
});
