// `coffre vault login`, and the commands over the connections that the profile keeps, on the real Vault. And that nothing but a saved address or the environment gets a token.
import { readFileSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { cliHome, type CliAnswer, type CliHome, type CliOptions } from '../../fakes/cli.ts';
import { hasVault, startVault, within, type VaultServer } from '../../servers/vault-server.ts';

const password = 'canary-password-at-the-terminal';
const value = 'canary-value-over-a-connection';
const passphrase = 'canary passphrase of the terminal';

describe.skipIf(!hasVault())('on a real Vault', () => {
  let vault: VaultServer;
  let home: CliHome;
  let kv: string;
  const seen: string[] = [];
  const env = { SOPS_AGE_KEY: undefined, VAULT_ADDR: undefined, VAULT_TOKEN: undefined };
  async function coffre(args: readonly string[], options: CliOptions = {}): Promise<CliAnswer> {
    const found = await home.run(args, { ...options, env: { ...env, ...options.env } });
    seen.push(found.stdout, found.stderr);
    return found;
  }
  const json = (args: readonly string[], options: CliOptions = {}) => home.json(args, { ...options, env: { ...env, ...options.env } });
  beforeAll(async () => {
    vault = await startVault();
    kv = await vault.mount(2);
    await vault.api('POST', 'sys/auth/userpass', { type: 'userpass' });
    await vault.api('PUT', 'sys/policies/acl/team', { policy: 'path "kv-*" { capabilities = ["create","read","update","list","delete","patch"] }' });
    await vault.api('POST', 'auth/userpass/users/ana', { password, token_policies: 'team', token_ttl: '30m' });
    await vault.api('POST', `${kv}/data/team/app`, { data: { A: value } });
    home = cliHome();
    await home.run(['profile', 'init', '--no-keychain'], { input: `${passphrase}\n` });
    await home.run(['profile', 'unlock'], { input: `${passphrase}\n` });
  });
  afterAll(async () => {
    await home.run(['profile', 'lock']);
    home.remove();
    await vault.end();
  });

  test('login, list, get, put, search, status and logout', async () => {
    expect(await json(['vault', 'list'])).toMatchObject({ status: 2, answer: { error: { code: 'no-connection' } } });
    const login = ['vault', 'login', '--addr', vault.address, '--method', 'userpass', '--account', 'ana', '--name', 'team'];
    expect(await json(login, { input: 'canary-wrong\n' })).toMatchObject({ status: 3, answer: { error: { code: 'login-failed' } } });
    const done = await json(login, { input: `${password}\n` });
    expect(done).toMatchObject({ status: 0, answer: { value: { name: 'team', token: { name: 'ana', ttlSeconds: 1800, renewable: true } } } });
    expect(done.stdout).not.toMatch(/hvs\./);
    expect((await coffre(['vault', 'list', kv])).stdout).toBe('team/\n');
    expect(await coffre(['vault', 'get', `${kv}/team/app`, 'A'])).toMatchObject({ status: 0, stdout: value });
    seen.length = 0;
    expect(await coffre(['vault', 'put', `${kv}/team/new`, 'B', '--connection', 'TEAM'], { input: 'x' })).toMatchObject({ status: 0 });
    expect((await coffre(['vault', 'search', 'app'])).stdout).toBe(`${kv}/team/app\n`);
    expect(await coffre(['vault', 'search', 'nothing-like-it'])).toMatchObject({ status: 4, stdout: '' });
    expect((await coffre(['vault', 'status'])).stdout).toMatch(/token\tuserpass-ana\npolicies\tdefault, team\n/);
    expect((await coffre(['vault', 'connections'])).stdout).toMatch(/^team\t\S+\tuserpass\t\tlogged in, ends in \d+ minutes\n$/);
    expect((await coffre(['vault', 'connections'], { env: { LC_ALL: 'fr_FR.UTF-8' } })).stdout).toContain('connecté, finit dans');
    expect(await json(['vault', 'logout'])).toMatchObject({ status: 0, answer: { value: { name: 'team', revoked: true, forgotten: false } } });
    expect(await json(['vault', 'list', kv])).toMatchObject({ status: 3, answer: { error: { code: 'token-missing' } } });
  });

  test('the environment wins where it names a server; several need a name', async () => {
    await coffre(['vault', 'login', '--name', 'team', '--remember'], { input: password });
    await coffre(['vault', 'login', '--addr', vault.address, '--name', 'root'], { input: await vault.tokenFor(`path "${kv}/*" { capabilities = ["list"] }`) });
    expect(await json(['vault', 'list'])).toMatchObject({ status: 2, answer: { error: { code: 'which-connection', data: { names: 'team, root' } } } });
    expect(await coffre(['vault', 'list', kv, '--connection', 'root'])).toMatchObject({ status: 0 });
    expect(await json(['vault', 'list', kv, '--connection', 'nobody'])).toMatchObject({ status: 4, answer: { error: { code: 'connection-not-found' } } });
    expect(await json(['vault', 'list', kv], { env: { VAULT_ADDR: vault.address } })).toMatchObject({ status: 3, answer: { error: { code: 'token-missing' } } });
    // What is remembered logs in without a word.
    await coffre(['vault', 'logout', '--connection', 'team']);
    expect(await coffre(['vault', 'login', '--name', 'team'], { input: '' })).toMatchObject({ status: 0 });
    expect(await coffre(['vault', 'logout', '--connection', 'root', '--forget'])).toMatchObject({ status: 0 });
    expect((await coffre(['vault', 'connections'])).stdout).toMatch(/^team\t/);
  });

  test('metadata, handing on once, and the end of a secret', async () => {
    const path = `${kv}/team/ends`;
    for (const A of ['old', value]) await vault.api('POST', `${kv}/data/team/ends`, { data: { A } });
    expect(await json(['vault', 'metadata', path, '--connection', 'team', '--max-versions', '7'])).toMatchObject({ status: 0, answer: { value: { current: 2, maxVersions: 7, custom: [] } } });
    const wrapped = await coffre(['vault', 'wrap', path, '--connection', 'team']);
    expect(wrapped.stdout).toMatch(/^hvs\./);
    seen.length = 0;
    const opened = await coffre(['vault', 'unwrap', '--connection', 'team'], { input: wrapped.stdout });
    expect(JSON.parse(opened.stdout)).toEqual({ A: value });
    expect(await json(['vault', 'unwrap', '--connection', 'team'], { input: wrapped.stdout })).toMatchObject({ status: 3, answer: { error: { code: 'wrapping-used' } } });
    expect(await json(['vault', 'destroy', path, '--connection', 'team'])).toMatchObject({ status: 2, answer: { error: { code: 'versions-or-all' } } });
    expect(await json(['vault', 'destroy', path, '--version', '1', '--connection', 'team'])).toMatchObject({ status: 1, answer: { error: { code: 'not-confirmed' } } });
    expect(await coffre(['vault', 'destroy', path, '--version', '1', '--connection', 'team', '--yes'])).toMatchObject({ status: 0 });
    expect(within((await vault.api('GET', `${kv}/metadata/team/ends`)).body, 'data', 'versions', '1', 'destroyed')).toBe(true);
    expect(await coffre(['vault', 'destroy', path, '--all', '--connection', 'team', '--yes'])).toMatchObject({ status: 0 });
    expect((await vault.api('GET', `${kv}/metadata/team/ends`)).status).toBe(404);
  });

  test('other nodes, engines, a proxy and a colour are kept with the connection', async () => {
    const token = await vault.tokenFor(`path "${kv}/*" { capabilities = ["list"] }`);
    const login = ['vault', 'login', '--addr', 'http://127.0.0.1:9', '--name', 'far'];
    expect(await json([...login, '--proxy', 'http://proxy.test:3128'], { input: token })).toMatchObject({ status: 2, answer: { error: { code: 'proxy-needs-tls' } } });
    expect(await json([...login, '--colour', 'beige'], { input: token })).toMatchObject({ status: 2, answer: { error: { code: 'bad-choice' } } });
    expect(await coffre([...login, '--other', vault.address, '--engine', `${kv}@2`, '--engine', 'team/kv', '--colour', 'blue'], { input: token })).toMatchObject({ status: 0 });
    expect((await json(['vault', 'connections'])).answer.value).toMatchObject({ connections: expect.arrayContaining([expect.objectContaining({ name: 'far', others: [vault.address], engines: [{ path: kv, version: 2 }, { path: 'team/kv', version: 0 }], colour: 'blue', proxy: '' })]) as unknown });
    expect((await coffre(['vault', 'list', `${kv}/team`, '--connection', 'far'])).stdout).toContain('app\n');
    expect(await coffre(['vault', 'logout', '--connection', 'far', '--forget'])).toMatchObject({ status: 0 });
  });

  test('a guarded connection is written to only with --yes', async () => {
    await coffre(['vault', 'login', '--name', 'team', '--guard', 'production'], { input: password });
    expect(await json(['vault', 'put', `${kv}/team/guarded`, 'A'], { input: 'x' })).toMatchObject({ status: 1, answer: { error: { code: 'not-confirmed' } } });
    expect((await vault.api('GET', `${kv}/data/team/guarded`)).status).toBe(404);
    expect(await coffre(['vault', 'put', `${kv}/team/guarded`, 'A', '--yes'], { input: 'x' })).toMatchObject({ status: 0 });
    expect(within((await vault.api('GET', `${kv}/data/team/guarded`)).body, 'data', 'data')).toEqual({ A: 'x' });
  });

  test('a file that names a Vault, a proxy in the environment and a link get no token', async () => {
    const asked: string[] = [];
    const hostile = createServer((request, response) => {
      asked.push(`${request.method ?? ''} ${request.url ?? ''} ${JSON.stringify(request.headers)}`);
      response.writeHead(307, { location: 'http://127.0.0.1:9/' }).end();
    });
    hostile.on('connect', (request, socket) => {
      asked.push(`CONNECT ${request.url ?? ''}`);
      socket.destroy();
    });
    await new Promise<void>((resolve) => { hostile.listen(0, '127.0.0.1', resolve); });
    onTestFinished(() => { hostile.close(); });
    const elsewhere = `http://127.0.0.1:${String((hostile.address() as AddressInfo).port)}`;
    const file = home.write('hostile.json', JSON.stringify({ A: 'ENC[AES256_GCM,data:AAAA,iv:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=,tag:AAAAAAAAAAAAAAAAAAAAAA==,type:str]', sops: { hc_vault: [{ vault_address: elsewhere, engine_path: 'transit', key_name: 'k', created_at: '2026-01-01T00:00:00Z', enc: 'vault:v1:AAAA' }], lastmodified: '2026-01-01T00:00:00Z', mac: 'ENC[AES256_GCM,data:AAAA,iv:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=,tag:AAAAAAAAAAAAAAAAAAAAAA==,type:str]', version: '3.12.2' } }));
    for (const args of [['file', 'get', file, 'A'], ['file', 'show', file], ['file', 'verify', file]]) await coffre(args, { env: { VAULT_TOKEN: vault.root } });
    expect(asked).toEqual([]);
    const proxies = Object.fromEntries(['http_proxy', 'HTTP_PROXY', 'https_proxy', 'HTTPS_PROXY', 'ALL_PROXY'].map((name) => [name, elsewhere]));
    expect(await coffre(['vault', 'get', `${kv}/team/app`, 'A', '--connection', 'team'], { env: proxies })).toMatchObject({ status: 0, stdout: value });
    expect(asked).toEqual([]);
    // A redirect of the saved server itself is an answer and no way.
    expect(await json(['vault', 'login', '--addr', elsewhere, '--name', 'elsewhere'], { input: 'canary-token-for-a-redirect' })).toMatchObject({ status: 6, answer: { error: { code: 'redirected' } } });
    expect(await json(['vault', 'list', kv, '--connection', 'elsewhere'])).toMatchObject({ status: 6, answer: { error: { code: 'redirected' } } });
    expect(asked.filter((one) => one.includes('x-vault-token'))).toEqual([expect.stringContaining('canary-token-for-a-redirect')]);
  });

  test('what proves the person is on no command line, in no answer, and in no file', () => {
    const files = readdirSync(home.profile, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'));
    for (const content of [...files, ...seen]) for (const secret of [password, vault.root, 'hvs.']) expect(content).not.toContain(secret);
  });
});
