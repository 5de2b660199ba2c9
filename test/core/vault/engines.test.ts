// Engines that the person named, where something in front of a real Vault keeps to itself which there are; and rights at many paths with one look at the engines.
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { clientOf, refusedBy } from '../../fakes/vault-login.ts';
import { openCore } from '../../fakes/open-core.ts';
import { standIn } from '../../servers/stand-in.ts';
import { hasVault, startVault, within, type VaultServer } from '../../servers/vault-server.ts';

describe.skipIf(!hasVault())('engines of a real Vault', () => {
  let vault: VaultServer;
  let versioned: string;
  let plain: string;
  beforeAll(async () => {
    vault = await startVault();
    versioned = await vault.mount(2);
    plain = await vault.mount(1);
    await vault.api('POST', `${versioned}/data/team/app`, { data: { A: 'a' } });
    await vault.api('POST', `${plain}/team/app`, { A: 'a' });
  });
  afterAll(() => vault.end());
  /** Hands everything on but what `hides` fits, which it forbids. */
  async function gateway(hides: RegExp): Promise<{ readonly address: string; readonly asked: string[] }> {
    const asked: string[] = [];
    const server = await standIn((seen, response, body) => {
      const path = seen.url ?? '';
      asked.push(`${seen.method ?? ''} ${path}`);
      if (hides.test(path)) {
        response.writeHead(403, { 'content-type': 'application/json' }).end('{"errors":["permission denied"]}');
        return;
      }
      request(`${vault.address}${path}`, { method: seen.method, headers: { ...seen.headers, host: new URL(vault.address).host } }, (answer) => {
        response.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(response);
      }).end(body);
    });
    onTestFinished(() => server.end());
    return { address: server.address, asked };
  }
  const clientAt = (address: string, ...engines: readonly { readonly path: string; readonly version: 0 | 1 | 2 }[]) => clientOf({ address, authority: '' }, vault.root, { engines });

  test('are listed, read and written by what the person said of them, and never by a guess', async () => {
    const { address } = await gateway(/^\/v1\/sys\/internal\/ui\/mounts/);
    expect(await refusedBy(clientAt(address).mounts())).toBe('permission-denied');
    const client = clientAt(address, { path: versioned, version: 2 }, { path: plain, version: 1 });
    expect(await client.mounts()).toEqual([{ path: versioned, version: 2 }, { path: plain, version: 1 }]);
    expect(await client.list('')).toEqual([`${versioned}/`, `${plain}/`].toSorted());
    expect(await client.list(`${versioned}/team`)).toEqual(['app']);
    expect((await client.value(`${plain}/team/app`, 'A', 0)).toString()).toBe('a');
    expect(await client.set(`${versioned}/team/app`, 'B', 'b', 1)).toMatchObject({ version: 2 });
    expect(within((await vault.api('GET', `${versioned}/data/team/app`)).body, 'data', 'data')).toEqual({ A: 'a', B: 'b' });
    expect(await refusedBy(clientAt(address, { path: versioned, version: 0 }).list(versioned))).toBe('engine-version-needed');
    expect(await refusedBy(clientAt(address, { path: versioned, version: 2 }).list(plain))).toBe('permission-denied');
  });
  test('where only the list is kept back, the server says the version of each, whatever the person said', async () => {
    const { address } = await gateway(/^\/v1\/sys\/internal\/ui\/mounts$/);
    const client = clientAt(address, { path: versioned, version: 1 }, { path: plain, version: 0 });
    expect(await client.mounts()).toEqual([{ path: versioned, version: 2 }, { path: plain, version: 1 }]);
    expect(await refusedBy(clientAt(address, { path: 'sys', version: 0 }).mounts())).toBe('not-supported');
  });
  test('one that the server lists as well stands once', async () => {
    const found = (await clientAt(vault.address, { path: plain, version: 1 }).mounts()).filter(({ path }) => path === plain);
    expect(found).toEqual([{ path: plain, version: 1 }]);
  });
  test('rights at many paths take one look at the engines', async () => {
    const { address, asked } = await gateway(/never/);
    const paths = [...Array.from({ length: 40 }, (_, at) => `${versioned}/p/${String(at)}`), ...Array.from({ length: 20 }, (_, at) => `${plain}/p/${String(at)}`)];
    expect(await clientAt(address).capabilities(paths)).toHaveLength(60);
    expect(asked.filter((line) => line.includes('/ui/mounts'))).toEqual(['GET /v1/sys/internal/ui/mounts']);
    expect(asked).toHaveLength(4);
    expect(await refusedBy(clientAt(address).capabilities([`${versioned}/a`, 'sys/a']))).toBe('not-supported');
  });
  test('are kept with the connection', async () => {
    const { address } = await gateway(/^\/v1\/sys\/internal\/ui\/mounts/);
    const at = openCore();
    onTestFinished(() => at.close());
    await at.done('profile.create', { value: 'canary-passphrase', keychain: false }, 'window');
    const wish = { name: 'named', address, namespace: '', leastTls: '1.3', guard: 'none', method: 'token', mount: '', account: '' } as const;
    const { connection } = await at.done('vault.saveConnection', { ...wish, engines: [{ path: `/${versioned}/`, version: 2 }], colour: 'blue' }, 'window');
    await at.done('vault.login', { connection, value: vault.root, wrapped: false, remember: false }, 'window');
    await at.done('vault.saveConnection', { ...wish, connection, guard: 'staging' }, 'window');
    expect((await at.done('vault.listConnections', {}, 'window')).connections).toMatchObject([{ engines: [{ path: versioned, version: 2 }], colour: 'blue', standing: 'in' }]);
    expect(await at.done('vault.listMounts', { connection }, 'window')).toEqual({ mounts: [{ path: versioned, version: 2 }] });
    expect(await at.call('vault.saveConnection', { ...wish, connection, engines: [{ path: 'a/../b', version: 2 }] }, 'window')).toMatchObject({ error: { code: 'path-invalid' } });
  });
});
