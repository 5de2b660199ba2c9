// `coffre vault` and `coffre health` against the real server, as a script or a person runs them.
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { builtCli, cliHome, type CliHome, type CliOptions } from '../../fakes/cli.ts';
import { hasStrace } from '../../fakes/strace.ts';
import { hasVault, startVault, within, type VaultServer } from '../../servers/vault-server.ts';

const canary = 'canary-value-on-the-vault';
const other = 'canary-other-value-there';
const french = { LC_ALL: 'fr_FR.UTF-8' };

describe.skipIf(!hasVault())('on a real Vault', () => {
  let vault: VaultServer;
  let home: CliHome;
  let kv: string;
  let plain: string;
  const as = (options: CliOptions = {}, token: string = vault.root): CliOptions => ({ ...options, env: { VAULT_ADDR: vault.address, VAULT_TOKEN: token, SOPS_AGE_KEY: undefined, ...options.env } });
  beforeAll(async () => {
    vault = await startVault();
    [kv, plain] = [await vault.mount(2), await vault.mount(1)];
    home = cliHome();
  });
  afterAll(async () => {
    home.remove();
    await vault.end();
  });
  /** A token that was one. */
  async function revoked(): Promise<string> {
    const token = await vault.tokenFor('');
    await vault.api('POST', 'auth/token/revoke', { token });
    return token;
  }
  const read = async (path: string): Promise<unknown> => within((await vault.api('GET', path)).body, 'data');

  test('status, health and the engines, in both languages and as JSON', async () => {
    const status = await home.run(['vault', 'status'], as());
    expect(status).toMatchObject({ status: 0, stderr: '' });
    expect(status.stdout).toContain(`server\t${vault.address}\nstate\tactive\nversion\t1.21.4\n`);
    expect(status.stdout).toMatch(/token\t\S+\npolicies\troot\nends in\tnever\n$/);
    expect((await home.run(['vault', 'status'], as({ env: french }))).stdout).toContain('état\tactif\n');
    const nobody = await home.json(['vault', 'status'], as({ env: { VAULT_TOKEN: undefined } }));
    expect(nobody.answer.value).toMatchObject({ state: 'active', version: '1.21.4' });
    expect(nobody.answer.value).not.toHaveProperty('token');
    const health = await home.json(['health'], as({ env: { VAULT_TOKEN: undefined } }));
    expect(health).toMatchObject({ status: 0, answer: { ok: true, value: { backends: [{ backend: 'vault', address: vault.address, state: 'active', version: '1.21.4' }] } } });
    expect((await home.run(['health'], as())).stdout).toMatch(/^vault\t\S+\tactive\t1\.21\.4\t\d+ ms\n$/);
    const engines = await home.run(['vault', 'list'], as());
    expect(engines.stdout.split('\n')).toEqual(expect.arrayContaining([`${kv}/`, `${plain}/`]));
    expect(engines.stdout).not.toContain('cubbyhole');
  });

  test('put, get and list of version 2', async () => {
    const path = `${kv}/team/my app`;
    expect(await home.run(['vault', 'put', path, 'PASSWORD'], as({ input: `${canary}\n` }))).toEqual(expect.objectContaining({ status: 0, stdout: '', stderr: '' }));
    expect(await home.json(['vault', 'put', path, 'OTHER'], as({ input: other }))).toMatchObject({ status: 0, answer: { value: { path, field: 'OTHER', version: 2, asked: false } } });
    expect(within(await read(`${kv}/data/team/my%20app`), 'data')).toEqual({ PASSWORD: canary, OTHER: other });

    expect(await home.run(['vault', 'get', path, 'PASSWORD'], as())).toMatchObject({ status: 0, stdout: canary, stderr: '' });
    expect(await home.json(['vault', 'get', path, 'PASSWORD'], as())).toMatchObject({ answer: { value: { path, field: 'PASSWORD', value: canary } } });
    expect(await home.run(['vault', 'get', path], as())).toMatchObject({ status: 0, stdout: 'OTHER\nPASSWORD\n' });
    expect(JSON.stringify((await home.json(['vault', 'get', path], as())).answer)).not.toContain('canary');
    expect(JSON.parse((await home.run(['vault', 'get', path, '--values'], as())).stdout)).toEqual({ PASSWORD: canary, OTHER: other });
    expect((await home.json(['vault', 'get', path, '--values'], as())).answer.value).toEqual({ path, values: { PASSWORD: canary, OTHER: other } });
    expect(await home.json(['vault', 'get', path, 'OTHER', '--version', '1'], as())).toMatchObject({ status: 4, answer: { error: { code: 'field-not-found' } } });
    expect((await home.run(['vault', 'get', path, 'PASSWORD', '--version', '1'], as())).stdout).toBe(canary);

    expect((await home.run(['vault', 'list', kv], as())).stdout).toBe('team/\n');
    expect((await home.run(['vault', 'list', `${kv}/team/`], as())).stdout).toBe('my app\n');
  });

  test('versions, delete and undelete', async () => {
    const path = `${kv}/versions/my app`;
    for (const A of ['older', canary]) await vault.api('POST', `${kv}/data/versions/my%20app`, { data: { A } });
    expect((await home.run(['vault', 'versions', path], as())).stdout).toMatch(/^2\t\S+Z\tnewest\n1\t\S+Z\tolder\n$/);

    expect(await home.json(['vault', 'delete', path], as())).toMatchObject({ status: 0, answer: { value: { version: 2, asked: false } } });
    expect(await home.json(['vault', 'get', path, 'A'], as())).toMatchObject({ status: 4, answer: { error: { code: 'version-deleted', data: { version: 2 } } } });
    expect((await home.run(['vault', 'get', path, 'A'], as({ env: french }))).stderr).toContain('Cette version est supprimée.');
    expect(await home.run(['vault', 'undelete', path], as())).toMatchObject({ status: 0, stdout: '' });
    expect((await home.run(['vault', 'get', path, 'A'], as())).stdout).toBe(canary);
    expect(await home.run(['vault', 'delete', path, '--version', '1', '--version', '2'], as())).toMatchObject({ status: 0 });
    expect((await home.run(['vault', 'versions', path], as({ env: french }))).stdout).toMatch(/^2\t\S+\tsupprimée\n1\t\S+\tsupprimée\n$/);
    await vault.api('PUT', `${kv}/destroy/versions/my%20app`, { versions: [1] });
    expect(await home.json(['vault', 'undelete', path, '--version', '1'], as())).toMatchObject({ status: 4, answer: { error: { code: 'version-destroyed' } } });
  });

  test('version 1 keeps one state, and deletes for good only where that is said', async () => {
    const path = `${plain}/keys`;
    expect(await home.run(['vault', 'put', path, 'A'], as({ input: canary }))).toMatchObject({ status: 0 });
    expect(await home.run(['vault', 'put', path, 'B'], as({ input: other }))).toMatchObject({ status: 0 });
    expect(await read(path)).toEqual({ A: canary, B: other });
    expect(await home.run(['vault', 'get', path, 'A'], as())).toMatchObject({ stdout: canary });
    expect(await home.run(['vault', 'list', plain], as())).toMatchObject({ stdout: 'keys\n' });
    for (const line of [['versions', path], ['undelete', path], ['get', path, 'A', '--version', '1'], ['delete', path, '--version', '1']]) expect(await home.json(['vault', ...line], as()), line.join(' ')).toMatchObject({ status: 1, answer: { error: { code: 'not-versioned' } } });
    expect(await home.json(['vault', 'put', path, 'A', '--cas', '1'], as({ input: 'x' }))).toMatchObject({ answer: { error: { code: 'not-versioned' } } });
    expect(await home.json(['vault', 'delete', path], as())).toMatchObject({ status: 1, answer: { error: { code: 'delete-is-final' } } });
    expect(await read(path)).toEqual({ A: canary, B: other });
    expect(await home.run(['vault', 'delete', path, '--force'], as())).toMatchObject({ status: 0 });
    expect((await vault.api('GET', path)).status).toBe(404);
  });

  test('a write goes over the version that is named or was read, and over no other', async () => {
    const path = `${kv}/cas`;
    expect(await home.json(['vault', 'put', path, 'A', '--cas', '1'], as({ input: 'x' }))).toMatchObject({ status: 5, answer: { error: { code: 'version-conflict', data: { version: 0 } } } });
    expect(await home.json(['vault', 'put', path, 'A', '--cas', '0'], as({ input: canary }))).toMatchObject({ status: 0, answer: { value: { version: 1 } } });
    expect(await home.json(['vault', 'put', path, 'A', '--cas', '0'], as({ input: other }))).toMatchObject({ status: 5 });
    expect(within(await read(`${kv}/data/cas`), 'data')).toEqual({ A: canary });
    // WHY at once: each reads the same version, and the server takes one of each round.
    const answers = await Promise.all(Array.from({ length: 4 }, (_, at) => home.json(['vault', 'put', path, `F${String(at)}`], as({ input: 'x' }))));
    const written = answers.filter(({ answer }) => answer.ok);
    for (const { status, answer } of answers) expect(answer.ok || (status === 5 && answer.error?.code === 'version-conflict')).toBe(true);
    const held = within(await read(`${kv}/data/cas`), 'data');
    expect(Object.keys(held as object)).toHaveLength(1 + written.length);
    expect(within(await read(`${kv}/metadata/cas`), 'current_version')).toBe(1 + written.length);
  });

  test('values that are no text stay as they are beside the one that changes', async () => {
    await vault.api('POST', `${plain}/mixed`, { n: 12, big: 1e300, no: false, nothing: null, tree: { a: [1, 'x'] }, ['__proto__']: 'x' });
    expect(await home.run(['vault', 'put', `${plain}/mixed`, 'new'], as({ input: canary }))).toMatchObject({ status: 0 });
    const held = JSON.parse((await home.run(['vault', 'get', `${plain}/mixed`, '--values'], as())).stdout) as Readonly<Record<string, unknown>>;
    expect(held).toMatchObject({ n: 12, big: 1e300, no: false, nothing: null, tree: { a: [1, 'x'] }, new: canary });
    expect((await home.run(['vault', 'get', `${plain}/mixed`, 'tree'], as())).stdout).toBe('{"a":[1,"x"]}');
    expect((await home.run(['vault', 'get', `${plain}/mixed`, 'toString'], as())).status).toBe(4);
  });

  test('the four ways to be forbidden are told apart', async () => {
    await home.run(['vault', 'put', `${kv}/closed`, 'A'], as({ input: canary }));
    const token = await vault.tokenFor(`path "${kv}/metadata/*" { capabilities = ["list", "read"] }`);
    const code = async (args: readonly string[], held?: string): Promise<unknown> => {
      const { status, answer, stdout } = await home.json(['vault', ...args], as(held === undefined ? { env: { VAULT_TOKEN: undefined } } : {}, held));
      expect(stdout).not.toContain('hvs.');
      return [status, answer.error?.code];
    };
    expect(await code(['get', `${kv}/closed`, 'A'])).toEqual([3, 'token-missing']);
    expect(await code(['get', `${kv}/closed`, 'A'], await revoked())).toEqual([3, 'token-invalid']);
    expect(await code(['get', `${kv}/closed`, 'A'], token)).toEqual([1, 'permission-denied']);
    expect(await code(['get', `${plain}/closed`, 'A'], token)).toEqual([4, 'mount-unknown']);
    expect(await code(['get', 'cubbyhole/x', 'A'], vault.root)).toEqual([1, 'not-supported']);
    expect((await home.run(['vault', 'list', kv], as({}, token))).stdout).toContain('closed\n');
  });

  test('namespace-is-real: where the server would answer for the root, nothing is read', async () => {
    await home.run(['vault', 'put', `${kv}/root`, 'A'], as({ input: canary }));
    const got = await home.json(['vault', 'get', `${kv}/root`, 'A'], as({ env: { VAULT_NAMESPACE: 'team/one' } }));
    expect(got).toMatchObject({ status: 1, answer: { error: { code: 'namespace-ignored' } } });
    expect(got.stdout).not.toContain('canary');
  });

  test('wrong usage, an empty input and a value on the command line change nothing', async () => {
    const path = `${kv}/usage`;
    for (const [line, status, code] of [
      [['put', path, 'A', canary], 2, 'value-in-arguments'], [['put', path, `A=${canary}`], 2, 'value-in-arguments'], [['put', path, 'A'], 1, 'no-value-given'], [['put', path, 'A', '--cas', 'x'], 2, 'bad-version'],
      [['get', path, 'A', '--values'], 2, 'field-or-values'], [['get', path, '--version', '0'], 2, 'bad-version'], [['get', `${kv}/../x`, 'A'], 2, 'path-invalid'], [['get', kv, 'A'], 2, 'path-invalid'], [['get', path, 'A'], 4, 'secret-not-found'], [['list', `${kv}/nothing`], 4, 'secret-not-found'],
    ] as const) {
      const got = await home.json(['vault', ...line], as());
      expect([got.status, got.answer.error?.code], line.join(' ')).toEqual([status, code]);
      expect(got.stdout + got.stderr).not.toContain(canary);
    }
    expect((await vault.api('GET', `${kv}/metadata/usage`)).status).toBe(404);
    const large = await home.json(['vault', 'put', path, 'A'], as({ input: 'x'.repeat(1024 * 1024 + 1) }));
    expect(large).toMatchObject({ status: 1, answer: { error: { code: 'secret-too-large' } } });
  });

  test.skipIf(!hasStrace())('no other program is started, and the token stands in no words of a command', () => {
    const trace = join(home.folder, 'trace');
    const env = { ...home.env, COFFRE_HOME: join(home.folder, 'traced-profile'), VAULT_ADDR: vault.address, VAULT_TOKEN: vault.root };
    const { status } = spawnSync('strace', ['-f', '-qq', '-o', trace, '-s', '4096', '-e', 'trace=execve,execveat', process.execPath, builtCli, 'vault', 'list'], { env });
    expect(status).toBe(0);
    const started = readFileSync(trace, 'utf8').split('\n').filter((line) => line.includes('exec'));
    expect(started).toHaveLength(1);
    expect(started.join('')).not.toContain(vault.root);
  });

  test('every access is a line of the audit log, by name; token and values are in no file, and ~/.vault-token is left alone', async () => {
    const dead = 'canary-token-in-a-file';
    writeFileSync(join(home.folder, '.vault-token'), dead);
    const path = `${kv}/audited`;
    await home.run(['vault', 'put', path, 'A'], as({ input: canary }));
    await home.run(['vault', 'get', path, 'A'], as());
    await home.run(['vault', 'list', kv], as());
    const gone = await revoked();
    await home.run(['vault', 'get', path, 'A'], as({}, gone));
    expect((await home.json(['vault', 'get', path, 'A'], as({ env: { VAULT_TOKEN: undefined } }))).answer.error?.code).toBe('token-missing');
    const { answer } = await home.json(['audit', 'list', '--backend', 'vault', '--secret', path]);
    const entries = within(answer.value, 'entries') as readonly Readonly<Record<string, unknown>>[];
    expect(entries.map((entry) => `${String(entry['action'])} ${String(entry['secret_key'])} ${String(entry['success'])} ${String(entry['reason'])}`)).toEqual([
      `vault.setField ${path}#A true `, `vault.setField ${path}#A true `, `vault.printField ${path}#A true `, `vault.printField ${path}#A true `, `vault.printField ${path}#A true `, `vault.printField ${path}#A false token-invalid`, `vault.printField ${path}#A true `, `vault.printField ${path}#A false token-missing`,
    ]);
    const files = readdirSync(home.profile, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'));
    expect(files.length).toBeGreaterThan(0);
    for (const content of files) for (const secret of [canary, other, vault.root, gone, dead]) expect(content).not.toContain(secret);
  });
});
