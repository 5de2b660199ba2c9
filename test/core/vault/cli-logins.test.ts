// `coffre vault login` by a page, on a real Vault: it is named on standard error, and its answer logs in. By GitHub, on a stand-in. And what a login leaves in the list of processes: nothing that proves anybody.
import { readdirSync, readFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { answerOf, builtCli, cliHome, type CliHome } from '../../fakes/cli.ts';
import { startGithubStandIn } from '../../servers/github-login-stand-in.ts';
import { startDeviceStandIn, startOidcStandIn } from '../../servers/oidc-stand-in.ts';
import { hasVault, startVault, type VaultServer } from '../../servers/vault-server.ts';

const passphrase = 'canary passphrase of a page';
const password = 'canary-password-in-no-list';
const env = { SOPS_AGE_KEY: undefined, VAULT_ADDR: undefined, VAULT_TOKEN: undefined, DISPLAY: undefined, WAYLAND_DISPLAY: undefined };

describe.skipIf(!hasVault())('at the terminal', () => {
  let vault: VaultServer;
  let home: CliHome;
  beforeAll(async () => {
    vault = await startVault();
    home = cliHome();
    await home.run(['profile', 'init', '--no-keychain'], { input: `${passphrase}\n`, env });
    await home.run(['profile', 'unlock'], { input: `${passphrase}\n`, env });
  });
  afterAll(async () => {
    await home.run(['profile', 'lock'], { env });
    home.remove();
    await vault.end();
  });
  /** A login that is under way, and what it has said so far. */
  function begin(args: readonly string[], more: Readonly<Record<string, string>> = {}) {
    const drop = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
    const child = spawn(process.execPath, [builtCli, 'vault', 'login', ...args], { cwd: home.work, env: { ...home.env, ...Object.fromEntries(Object.keys(env).map((name) => [name, undefined])), ...more }, stdio: ['pipe', 'pipe', 'pipe'], ...drop });
    onTestFinished(() => { child.kill('SIGKILL'); });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => { said += chunk.toString('utf8'); });
    const page = async (): Promise<string> => {
      for (;;) {
        const found = /^ {2}(https?:\S+)$/m.exec(said)?.[1];
        if (found !== undefined && said.includes('…')) return found;
        if (child.exitCode !== null) throw new Error(`it ended: ${said}`);
        await new Promise((resolve) => { setTimeout(resolve, 20); });
      }
    };
    return { child, done: answerOf(child), page, said: () => said };
  }

  test('a page of the web is named, in the person’s language, and its answer logs in', async () => {
    const provider = await startOidcStandIn('coffre');
    onTestFinished(() => provider.end());
    await vault.api('POST', 'sys/auth/sso', { type: 'oidc' });
    await vault.api('POST', 'auth/sso/config', { oidc_discovery_url: provider.address, oidc_client_id: 'coffre', oidc_client_secret: 'x', jwt_supported_algs: ['ES256'] });
    await vault.api('POST', 'auth/sso/role/team', { role_type: 'oidc', user_claim: 'sub', allowed_redirect_uris: ['http://localhost:8250/oidc/callback'], token_policies: ['team'], token_ttl: '30m' });
    const login = begin(['--addr', vault.address, '--method', 'oidc', '--mount', 'sso', '--account', 'team', '--name', 'sso'], { LC_ALL: 'fr_FR.UTF-8' });
    login.child.stdin.end();
    expect(await (await fetch(await login.page())).text()).toBe('Vous pouvez fermer cette page et revenir à Coffre.');
    expect(await login.done).toMatchObject({ status: 0, stdout: '', stderr: expect.stringMatching(/^Ouvrez cette page pour vous connecter :\n {2}http[^]+En attente … \(Ctrl\+C arrête\)\n$/) as unknown });
    // Again, over what is saved.
    const again = begin(['--name', 'sso', '--json']);
    again.child.stdin.end();
    await fetch(await again.page());
    const { stdout, status } = await again.done;
    expect([status, JSON.parse(stdout)]).toMatchObject([0, { ok: true, value: { name: 'sso', token: { policies: ['default', 'team'] } } }]);
    expect(stdout).not.toMatch(/hvs\.|state=/);
  });

  test('a code for another device is named with the page (a stand-in for OpenBao)', async () => {
    const standIn = await startDeviceStandIn({ auth_url: 'https://example.org/device', user_code: 'ABCD-EFGH', state: 's', poll_interval: 1 }, [[200, { auth: { client_token: 'hvs.canary-of-a-device', policies: ['team'], lease_duration: 60, renewable: true } }]]);
    onTestFinished(() => standIn.end());
    const login = begin(['--addr', standIn.address, '--method', 'oidc', '--name', 'device']);
    login.child.stdin.end();
    expect(await login.done).toMatchObject({ status: 0, stderr: expect.stringMatching(/https:\/\/example\.org\/device\nType this code there: ABCD-EFGH\n/) as unknown });
    expect(login.said()).not.toContain('canary');
  });

  test('by GitHub, with what comes from standard input (a stand-in)', async () => {
    const [personal, token] = ['canary-personal-access-token', 'hvs.canary-token-of-a-login'];
    const server = await startGithubStandIn(personal, token);
    onTestFinished(() => server.end());
    const login = begin(['--addr', server.address, '--method', 'github', '--name', 'hub', '--json']);
    login.child.stdin.end(`${personal}\n`);
    const done = await login.done;
    expect([done.status, JSON.parse(done.stdout)]).toMatchObject([0, { value: { token: { name: 'ana', ttlSeconds: 1800 } } }]);
    expect(`${done.stdout}${done.stderr}`).not.toContain('canary');
    expect(server.logins).toEqual([{ path: '/v1/auth/github/login', body: { token: personal } }]);
  });

  test('neither password nor token is on a command line or in an environment while a login runs', async () => {
    await vault.api('POST', 'sys/auth/userpass', { type: 'userpass' });
    await vault.api('POST', 'auth/userpass/users/ana', { password, token_ttl: '30m' });
    const login = begin(['--addr', vault.address, '--method', 'userpass', '--account', 'ana', '--name', 'ana']);
    login.child.stdin.end(`${password}\n`);
    let seen = 0;
    while (login.child.exitCode === null) {
      for (const id of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
        try {
          const [line, environment] = ['cmdline', 'environ'].map((part) => readFileSync(`/proc/${id}/${part}`, 'latin1'));
          if (line?.includes(builtCli) !== true) continue;
          seen += 1;
          for (const secret of [password, passphrase, 'hvs.']) expect(`${line}${environment ?? ''}`.includes(secret)).toBe(false);
        } catch {
          // It ended while we looked, or is not ours to look into.
        }
      }
      await new Promise((resolve) => { setTimeout(resolve, 5); });
    }
    expect(seen).toBeGreaterThan(3);
    expect(await login.done).toMatchObject({ status: 0 });
  });
});
