// Every path of a real Vault for the index: all of it and nothing else, what is closed counted, at a pace that the server bears, stopped and gone on with; and SCAN against what stands in for it.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Walker } from '../../../electron/core/backends/index.ts';
import { clientOf, refusedBy } from '../../fakes/vault-login.ts';
import { startFaultyProxy } from '../../servers/faulty-proxy.ts';
import { startScanStandIn } from '../../servers/openbao-scan-stand-in.ts';
import { hasVault, startVault, type VaultServer } from '../../servers/vault-server.ts';

const walk = async (walker: Walker, more: Parameters<Walker['run']>[0] = {}): Promise<{ readonly paths: readonly string[]; readonly forbidden: readonly string[]; readonly complete: boolean }> => {
  const found = await walker.run(more);
  return { ...found, paths: found.paths.toSorted(), forbidden: found.forbidden.toSorted() };
};

describe.skipIf(!hasVault())('the paths of a real Vault', () => {
  let vault: VaultServer;
  let [kv, plain] = ['', ''];
  let all: readonly string[] = [];
  beforeAll(async () => {
    vault = await startVault();
    [kv, plain] = [await vault.mount(2), await vault.mount(1)];
    const below = ['top', 'team/app', 'team', 'team/deep/er/still/x', 'Ünïcode/🔑 key/50%', 'closed/secret', 'dots./x.', ...Array.from({ length: 120 }, (_, at) => `many/folder-${String(at % 40)}/secret ${String(at)}`)];
    for (const path of below) {
      const encoded = path.split('/').map(encodeURIComponent).join('/');
      await vault.api('POST', `${kv}/data/${encoded}`, { data: { A: 'canary-value-of-a-path' } });
      await vault.api('POST', `${plain}/${encoded}`, { A: 'canary-value-of-a-path' });
    }
    all = [kv, plain].flatMap((mount) => below.map((path) => `${mount}/${path}`)).toSorted();
  });
  afterAll(() => vault.end());

  test('all of them, of both versions, a secret and a folder of one name, and no value is read', async () => {
    const proxy = await startFaultyProxy(vault.port);
    onTestFinished(() => proxy.end());
    const seen: number[] = [];
    const found = await walk(await clientOf({ address: proxy.address, authority: '' }, vault.root).walker(), { progress: ({ secrets }) => { seen.push(secrets); } });
    expect(found).toEqual({ paths: all, forbidden: [], complete: true });
    expect(seen.at(-1)).toBe(all.length);
    expect(proxy.asked.filter((line) => !line.includes('list=true') && !line.includes('scan=true') && !line.includes('/sys/'))).toEqual([]);
  });
  test('folders that are closed are counted and named', async () => {
    // WHY without a slash at the end: the server takes it off before it looks at the rules.
    const rules = [`path "${kv}/metadata/*" { capabilities = ["list"] }`, `path "${kv}/metadata" { capabilities = ["list"] }`, `path "${kv}/metadata/closed" { capabilities = ["deny"] }`].join('\n');
    const found = await walk(await clientOf(vault, await vault.tokenFor(rules)).walker());
    expect(found.forbidden).toEqual([`${kv}/closed/`]);
    expect(found.paths).toEqual(all.filter((path) => path.startsWith(`${kv}/`) && !path.includes('/closed/')));
  });
  test('it is stopped and goes on, and what was found is not asked for again', async () => {
    const proxy = await startFaultyProxy(vault.port, 2);
    onTestFinished(() => proxy.end());
    const walker = await clientOf({ address: proxy.address, authority: '' }, vault.root).walker();
    const stop = new AbortController();
    let [folders, pending, atStop] = [0, 0, 0];
    expect(await refusedBy(walker.run({ signal: stop.signal, progress(now) {
      ({ folders, pending } = now);
      if (folders !== 20 || stop.signal.aborted) return;
      atStop = pending;
      stop.abort();
    } }))).toBe('cancelled');
    // What was under way is to go again, and is told.
    expect(pending).toBeGreaterThan(atStop);
    expect(folders).toBeLessThan(60);
    expect(await walk(walker)).toEqual({ paths: all, forbidden: [], complete: true });
    const lists = proxy.asked.filter((line) => line.includes('list=true'));
    expect(lists.length - new Set(lists).size).toBeLessThanOrEqual(32);
  });
  test('a budget ends a run, and the next one goes on', async () => {
    const walker = await clientOf(vault, vault.root).walker();
    const part = await walk(walker, { budget: 5 });
    expect(part.complete).toBe(false);
    expect(part.paths.length).toBeLessThan(all.length);
    for (let runs = 0; runs < 20 && !(await walk(walker, { budget: 10 })).complete; runs += 1);
    expect((await walk(walker)).paths).toEqual(all);
  });
  test('where the server says that it is too fast, it slows down and finds them all', async () => {
    await vault.api('POST', 'sys/quotas/rate-limit/walk', { rate: 10, interval: '1s', path: `${kv}/` });
    onTestFinished(async () => { await vault.api('DELETE', 'sys/quotas/rate-limit/walk'); });
    const proxy = await startFaultyProxy(vault.port);
    onTestFinished(() => proxy.end());
    expect(await walk(await clientOf({ address: proxy.address, authority: '' }, vault.root).walker())).toEqual({ paths: all, forbidden: [], complete: true });
    const lists = proxy.asked.filter((line) => line.includes(`/${kv}/`) && line.includes('list=true'));
    expect(lists.length).toBeGreaterThan(new Set(lists).size);
  });
});

describe('an engine that tells all by itself (a stand-in for SCAN of OpenBao)', () => {
  const paths = Array.from({ length: 12_000 }, (_, at) => `folder ${String(at % 90)}/secret ${String(at)}`);
  test.each([[true, 3], [false, 1]])('pages: %s', async (pages, requests) => {
    const standIn = await startScanStandIn(paths, pages);
    onTestFinished(() => standIn.end());
    const found = await walk(await clientOf({ address: standIn.address, authority: '' }, 'x').walker());
    expect(found).toEqual({ paths: paths.map((path) => `kv/${path}`).toSorted(), forbidden: [], complete: true });
    expect(standIn.asked.filter((line) => line.includes('/kv/'))).toHaveLength(requests);
  });
});

test('walk-stays-below: a server that names other places, or folders without end, leads nowhere and is left at the budget', async () => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const isMounts = request.url?.startsWith('/v1/sys/internal/ui/mounts') === true;
    if (request.url?.includes('scan=true') === true) response.writeHead(404, { 'content-type': 'application/json' }).end('{"errors":[]}');
    else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ data: isMounts ? { secret: { 'kv/': { type: 'kv', options: { version: '2' } } } } : { keys: ['../', '..', './', 'a/../../../sys/', '/', '', 'x\ny', 'deeper/', 'secret?x=1', 7] } }));
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  onTestFinished(() => { server.closeAllConnections(); server.close(); });
  const found = await walk(await clientOf({ address: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`, authority: '' }, 'x').walker(), { budget: 30 });
  expect(found.complete).toBe(false);
  expect(found.paths).toHaveLength(30);
  for (const url of asked.slice(2)) expect(url).toMatch(/^\/v1\/kv\/metadata\/(?:deeper\/)*\?list=true$/);
});
