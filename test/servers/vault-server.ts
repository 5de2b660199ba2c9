// A real Vault for one test file: in memory without TLS, or with TLS 1.3 and data on disk, to be set up and sealed. Must never touch the Vault of whoever runs the tests.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { request as requestPlain } from 'node:http';
import { request as requestTls } from 'node:https';
import { builtVault } from './build-vault.ts';

/** False where it was not built; said once, loudly, and an error where REQUIRE_VAULT=1 asks for it. */
export function hasVault(): boolean {
  const here = builtVault() !== undefined;
  if (!here && process.env['REQUIRE_VAULT'] === '1') throw new Error('REQUIRE_VAULT=1, but Vault was not built: npm run test:servers');
  if (!here) console.warn('!! SKIPPED: the tests of the real Vault (it was not built: npm run test:servers builds it, once)');
  return here;
}

export interface Said {
  readonly status: number;
  readonly body: unknown;
}
export interface VaultServer {
  readonly address: string;
  readonly port: number;
  /** The token that may do everything. */
  readonly root: string;
  readonly folder: string;
  /** PEM of its authority; '' without TLS. */
  readonly authority: string;
  /** Asks it as somebody else would, with no code of ours. */
  api(method: string, path: string, body?: unknown, token?: string): Promise<Said>;
  /** The same, with the answer wrapped: what it says of the wrapping. */
  wrap(path: string, body: unknown): Promise<unknown>;
  /** A new engine of keys and values, by its name. */
  mount(version: 1 | 2): Promise<string>;
  /** A token with these rules and the default ones; '' for no others. */
  tokenFor(rules: string): Promise<string>;
  /** As if its computer lost power; its folder stays. */
  kill(): Promise<void>;
  end(): Promise<void>;
}

const freePort = (wanted = 0): Promise<number> => new Promise((resolve, reject) => {
  const server = createServer();
  server.once('error', reject);
  server.listen(wanted, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo;
    server.close(() => { resolve(port); });
  });
});
/** It takes the next one, too. */
export async function freePair(): Promise<number> {
  for (;;) {
    const port = await freePort();
    if (await freePort(port + 1).then(() => true, () => false)) return port;
  }
}

const ended = (child: ChildProcess): Promise<void> => new Promise((resolve) => {
  if (child.exitCode !== null || child.signalCode !== null) resolve();
  else child.once('exit', () => { resolve(); });
});

type Ask = (method: string, path: string, body?: unknown, token?: string, headers?: Readonly<Record<string, string>>) => Promise<Said>;
function asker(port: number, root: () => string, authority: string): Ask {
  return (method, path, body, token, headers = {}) => new Promise((resolve, reject) => {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const options = { host: '127.0.0.1', port, method, path: `/v1/${path}`, agent: false, headers: { ...headers, 'x-vault-token': token ?? root(), ...(text === undefined ? {} : { 'content-length': String(Buffer.byteLength(text)) }) } };
    const asked = authority === '' ? requestPlain(options) : requestTls({ ...options, ca: authority });
    asked.once('error', reject);
    asked.once('response', (answer) => {
      let said = '';
      answer.setEncoding('utf8').on('data', (piece: string) => { said += piece; }).once('error', reject).once('end', () => {
        resolve({ status: answer.statusCode ?? 0, body: said.startsWith('{') ? JSON.parse(said) as unknown : said });
      });
    });
    asked.end(text);
  });
}

const field = (value: unknown, name: string): unknown => (typeof value === 'object' && value !== null && name in value ? (value as Readonly<Record<string, unknown>>)[name] : undefined);
export const within = (value: unknown, ...names: readonly string[]): unknown => names.reduce(field, value);

export interface Start {
  readonly folder: string;
  readonly args: readonly string[];
  readonly port: number;
  readonly authority: string;
  root: string;
}

/** As root it runs as nobody, in a folder of nobody. */
export async function runVault(given: Start): Promise<VaultServer> {
  const { folder, args, port, authority } = given;
  const log = join(folder, 'server.log');
  const binary = builtVault() ?? '';
  const isRoot = process.getuid?.() === 0;
  if (isRoot) spawnSync('chown', ['-R', 'nobody:nogroup', folder]);
  const fd = openSync(log, 'a');
  // WHY its own environment: a VAULT_ variable of ours would steer it.
  const env = { PATH: process.env['PATH'] ?? '', HOME: folder };
  const child = isRoot ? spawn('setpriv', ['--reuid=nobody', '--regid=nogroup', '--clear-groups', binary, ...args], { cwd: folder, env, stdio: ['ignore', fd, fd] }) : spawn(binary, args, { cwd: folder, env, stdio: ['ignore', fd, fd] });
  const api = asker(port, () => given.root, authority);
  for (let left = 400; ; left -= 1) {
    if (await api('GET', 'sys/health').then(({ status }) => status !== 0, () => false)) break;
    if (left === 0 || child.exitCode !== null) throw new Error(`Vault did not start: ${readFileSync(log, 'utf8').slice(-2000)}`);
    await new Promise((resolve) => { setTimeout(resolve, 50); });
  }
  let made = 0;
  const kill = (): Promise<void> => {
    child.kill('SIGKILL');
    return ended(child);
  };
  return {
    port, folder, authority, api,
    wrap: async (path, body) => within((await api('POST', path, body, undefined, { 'x-vault-wrap-ttl': '60' })).body, 'wrap_info'),
    address: `${authority === '' ? 'http' : 'https'}://127.0.0.1:${String(port)}`,
    get root() { return given.root; },
    async mount(version) {
      made += 1;
      const name = `kv-${String(made)}`;
      const { status } = await api('POST', `sys/mounts/${name}`, { type: 'kv', options: { version: String(version) } });
      if (status !== 204) throw new Error(`no mount: ${String(status)}`);
      // WHY: a new engine of version 2 brings itself up to date first.
      for (let left = 100; left > 0 && (await api('GET', version === 2 ? `${name}/metadata/?list=true` : `${name}/?list=true`)).status !== 404; left -= 1) await new Promise((resolve) => { setTimeout(resolve, 20); });
      return name;
    },
    async tokenFor(rules) {
      made += 1;
      if (rules !== '') await api('PUT', `sys/policies/acl/policy-${String(made)}`, { policy: rules });
      return String(within((await api('POST', 'auth/token/create', { policies: [`policy-${String(made)}`] })).body, 'auth', 'client_token'));
    },
    kill,
    async end() {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'coffre-vault-'));
  chmodSync(folder, 0o700);
  return folder;
}

/** `srv.crt` and `srv.key`, good for this computer. */
export function selfSigned(folder: string): void {
  const made = spawnSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1', '-keyout', join(folder, 'srv.key'), '-out', join(folder, 'srv.crt')]);
  if (made.status !== 0) throw new Error('openssl made no certificate');
}

/** In memory, unsealed, without TLS. */
export async function startVault(): Promise<VaultServer> {
  const port = await freePair();
  const root = 'canary-root-token-of-vault';
  return runVault({ folder: newFolder(), port, authority: '', root, args: ['server', '-dev', `-dev-root-token-id=${root}`, `-dev-listen-address=127.0.0.1:${String(port)}`, '-dev-no-store-token'] });
}

export interface SealedServer extends VaultServer {
  /** Sets it up and unseals it. */
  setUp(): Promise<void>;
  unseal(): Promise<void>;
}

export interface RaftNode {
  /** Holds its certificate, and its data below `data`. */
  readonly folder: string;
  /** The next one is for the other nodes. */
  readonly port: number;
  readonly data: string;
  readonly node: string;
  /** More about its storage, in the same language. */
  readonly storage?: string;
}
/** With TLS 1.3 and its data on disk. */
export const raftConfig = ({ folder, port, data, node, storage = '' }: RaftNode): string => `disable_mlock = true
api_addr = "https://127.0.0.1:${String(port)}"
cluster_addr = "https://127.0.0.1:${String(port + 1)}"
listener "tcp" {
  address = "127.0.0.1:${String(port)}"
  cluster_address = "127.0.0.1:${String(port + 1)}"
  tls_cert_file = "${folder}/srv.crt"
  tls_key_file = "${folder}/srv.key"
  tls_min_version = "tls13"
}
storage "raft" {
  path = "${folder}/${data}"
  node_id = "${node}"
  performance_multiplier = 1
${storage}}
`;

/** With TLS 1.3 and its data on disk; never set up yet. */
export async function startSealedVault(): Promise<SealedServer> {
  const folder = newFolder();
  const port = await freePair();
  selfSigned(folder);
  mkdirSync(join(folder, 'n1'));
  writeFileSync(join(folder, 'vault.hcl'), raftConfig({ folder, port, data: 'n1', node: 'n1' }));
  const given: Start = { folder, port, authority: readFileSync(join(folder, 'srv.crt'), 'utf8'), root: '', args: ['server', `-config=${join(folder, 'vault.hcl')}`] };
  const server = await runVault(given);
  let shares: readonly string[] = [];
  async function unseal(): Promise<void> {
    for (const key of shares) await server.api('PUT', 'sys/unseal', { key });
    for (let left = 200; (await server.api('GET', 'sys/health')).status !== 200; left -= 1) {
      if (left === 0) throw new Error('Vault stayed sealed');
      await new Promise((resolve) => { setTimeout(resolve, 50); });
    }
  }
  return {
    // WHY not spread: the token is known only after it was set up.
    ...server, get root() { return given.root; }, unseal,
    async setUp() {
      const { body } = await server.api('PUT', 'sys/init', { secret_shares: 1, secret_threshold: 1 });
      const keys = within(body, 'keys_base64');
      shares = Array.isArray(keys) ? keys.map(String) : [];
      given.root = String(within(body, 'root_token'));
      await unseal();
    },
  };
}
