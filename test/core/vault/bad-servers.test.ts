// Servers that are no Vault, or not well: what they say gets the right name, a bounded time and a bounded room, and never a token that is not theirs. No Vault can be made to do this, so servers of a few lines stand in.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer, type Server as TlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { connectVault, type VaultClient } from '../../../electron/core/backends/index.ts';
import { openHttp } from '../../../electron/core/connections/index.ts';
import { Refusal } from '../../../electron/core/refusal.ts';
import { SecretText } from '../../../electron/core/secret/index.ts';
import { openCore } from '../../fakes/open-core.ts';

const token = 'hvs.canary-token-for-one-server';
const secret = 'canary-body-of-a-bad-server';
const rules = { tls_min_version: '1.3', cipher_suites: ['TLS_AES_256_GCM_SHA384'] } as const;
const quick = { connectMs: 2000, answerMs: 300, pauseMs: 200, wholeMs: 1500 };

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'coffre-bad-servers-'));
  for (const [name, days] of [['good', '2'], ['over', '-1']] as const) {
    const [key, wish, certificate] = ['key', 'csr', 'crt'].map((end) => join(folder, `${name}.${end}`)) as [string, string, string];
    execFileSync('openssl', ['req', '-new', '-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1', '-keyout', key, '-out', wish], { stdio: 'ignore' });
    execFileSync('openssl', ['x509', '-req', '-in', wish, '-signkey', key, '-days', days, '-copy_extensions', 'copy', '-out', certificate], { stdio: 'ignore' });
  }
});
afterAll(() => { rmSync(folder, { recursive: true }); });

type Answers = (request: IncomingMessage, response: ServerResponse) => void;
async function listening(server: Server | TlsServer): Promise<number> {
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}
interface Bad {
  readonly port: number;
  readonly asked: string[];
  readonly client: VaultClient;
}
async function bad(answers: Answers, namespace = ''): Promise<Bad> {
  const asked: string[] = [];
  const port = await listening(createServer((request, response) => {
    asked.push(`${request.method ?? ''} ${request.url ?? ''}`);
    answers(request, response);
  }));
  const client = connectVault({ address: `http://127.0.0.1:${String(port)}`, namespace, rules, token: () => new SecretText(token), patience: quick });
  onTestFinished(() => client.close());
  return { port, asked, client };
}
async function refusal(of: Promise<unknown>): Promise<string> {
  try {
    await of;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    for (const said of [JSON.stringify(error), error.stack ?? '', JSON.stringify(error.data)]) for (const hidden of [token, secret]) expect(said).not.toContain(hidden);
    return error.code;
  }
  return 'fine';
}
const json = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Answers => (_, response) => { response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body)); };

describe('what a server says that is no answer of a Vault', () => {
  test.each<[string, Answers, string]>([
    ['the page of a network that wants a login', (_, response) => { response.writeHead(200, { 'content-type': 'text/html' }).end(`<html>${secret}</html>`); }, 'not-a-vault'],
    ['JSON that is none', (_, response) => { response.writeHead(200, { 'content-type': 'application/json' }).end(`{"data":${secret}`); }, 'not-a-vault'],
    ['JSON without end in depth', (_, response) => { response.writeHead(200, { 'content-type': 'application/json' }).end('['.repeat(200_000)); }, 'not-a-vault'],
    ['a page of 404', (_, response) => { response.writeHead(404, { 'content-type': 'text/html' }).end(secret); }, 'not-a-vault'],
    ['a gateway with nothing behind it', (_, response) => { response.writeHead(502, { 'content-type': 'text/html' }).end(secret); }, 'server-unavailable'],
    ['HTTPS spoken to without TLS', (_, response) => { response.writeHead(400, { 'content-type': 'text/plain' }).end('Client sent an HTTP request to an HTTPS server.\n'); }, 'tls-needed'],
    ['sealed', json(503, { errors: ['Vault is sealed'] }), 'sealed'],
    ['no active node', json(500, { errors: ['local node not active but active cluster node not found'] }), 'no-active-node'],
    ['a standby that cannot reach the active one', json(474, { errors: [] }), 'no-active-node'],
    ['a fault of its own', json(500, { errors: [secret] }), 'server-failed'],
    ['a locked engine', json(400, { errors: ['Upgrading from non-versioned to versioned data. This backend will be unavailable for a brief period and will resume service shortly.'] }), 'server-busy'],
    ['a refusal in words of its own', json(400, { errors: [secret] }), 'request-refused'],
    ['a broken answer', (request) => { request.socket.destroy(); }, 'connection-lost'],
  ])('%s', async (_, answers, code) => {
    const { client } = await bad(answers);
    expect(await refusal(client.token())).toBe(code);
  });

  test('vault-same-origin: a redirect is not followed, wherever it leads, and the token goes nowhere', async () => {
    const elsewhere: string[] = [];
    const other = await listening(createServer((request, response) => { elsewhere.push(String(request.headers['x-vault-token'])); response.end(); }));
    for (const status of [301, 302, 303, 307, 308]) {
      const { client, asked, port } = await bad((_, response) => { response.writeHead(status, { location: `http://127.0.0.1:${String(status === 308 ? port : other)}/v1/auth/token/lookup-self` }).end(); });
      expect(await refusal(client.token())).toBe('redirected');
      expect(asked).toHaveLength(1);
    }
    expect(elsewhere).toEqual([]);
  });
  test('an engine that answers with a place of its own choosing gets no write', async () => {
    const { client, asked } = await bad((request, response) => { json(200, { data: { path: request.url?.includes('one') === true ? 'sys/' : 'other/', type: 'kv', options: { version: '1' } } })(request, response); });
    for (const path of ['kv/one', 'kv/two']) expect(await refusal(client.set(path, 'A', 'x', undefined))).toBe('mount-unknown');
    expect(asked.every((line) => line.startsWith('GET '))).toBe(true);
  });
  test('vault-same-origin: addresses that a server puts where names, engines and places belong are asked for nothing', async () => {
    const elsewhere: string[] = [];
    const evil = `http://127.0.0.1:${String(await listening(createServer((request, response) => { elsewhere.push(request.url ?? ''); response.end(); })))}`;
    const trap = `${evil}/v1/kv/data/a`;
    const { client, asked } = await bad((request, response) => {
      const line = request.url ?? '';
      const data = line.endsWith('/ui/mounts') ? { secret: { [`${evil}/`]: { type: 'kv', options: { version: '2' } }, 'kv/': { type: 'kv', options: { version: '2' } } } }
        : line.includes('/ui/mounts/http') ? { path: `${evil}/`, type: 'kv', options: { version: '2' } }
        : line.includes('/ui/mounts/') ? { path: 'kv/', type: 'kv', options: { version: '2' } }
        : line.includes('list=true') ? { keys: [evil, `${evil}/`, '//127.0.0.1/', 'a'] } : { subkeys: { [evil]: null }, data: { A: trap }, metadata: { version: 1, location: trap } };
      json(200, { data, redirect: trap, request_id: trap, wrap_info: null, auth: null }, { location: trap, link: `<${trap}>; rel="next"`, refresh: `0; url=${trap}`, 'content-location': trap, 'alt-svc': `h2="127.0.0.1:${evil.split(':').at(-1) ?? ''}"` })(request, response);
    });
    await client.list('');
    await client.list('kv');
    await client.shape('kv/a', 0);
    await client.value('kv/a', 'A', 0);
    await refusal(client.list(`${evil}/x`));
    await refusal(client.set(`${evil}/x`, 'A', secret, undefined));
    await (await client.walker()).run({ budget: 50 }).catch(() => undefined);
    expect(asked.length).toBeGreaterThan(6);
    expect(elsewhere).toEqual([]);
    expect(asked.filter((line) => !/^[A-Z]+ \/v1\//.test(line))).toEqual([]);
  });
  test('answers-are-bounded: neither an endless answer nor one that drips holds us', async () => {
    const flood = Buffer.alloc(1024 * 1024, 0x20);
    const endless = await bad((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const pour = (): void => { while (!response.destroyed && response.write(flood)); };
      response.on('drain', pour);
      pour();
    });
    expect(await refusal(connectVault({ address: `http://127.0.0.1:${String(endless.port)}`, namespace: '', rules, token: () => new SecretText(token) }).token())).toBe('answer-too-large');
    const mute = await bad(() => undefined);
    expect(await refusal(mute.client.set('kv/a', 'A', 'x', undefined))).toBe('answer-too-slow');
    const stops = await bad((_, response) => { response.writeHead(200, { 'content-type': 'application/json' }).write('{"da'); });
    expect(await refusal(stops.client.token())).toBe('answer-too-slow');
    const drips = await bad((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const drip = setInterval(() => { response.write(' '); }, 50);
      response.on('close', () => { clearInterval(drip); });
    });
    expect(await refusal(drips.client.token())).toBe('answer-too-slow');
  });
  test('a limit that passes is waited for, a longer one is said; a write is not sent again after anything else', async () => {
    let left = 2;
    const passing = await bad((request, response) => { left -= 1; (left >= 0 ? json(429, { errors: ['request path: rate limit quota exceeded'] }) : json(200, { data: { display_name: 'x', policies: [] } }))(request, response); });
    expect((await passing.client.token()).name).toBe('x');
    expect(passing.asked).toHaveLength(3);
    const long = await bad(json(429, { errors: ['quota'] }, { 'retry-after': '120' }));
    expect(await refusal(long.client.token())).toBe('rate-limited');
    expect(long.asked).toHaveLength(1);
    const failing = await bad((request, response) => {
      if (request.method === 'POST') json(502, { errors: [] })(request, response);
      else if (request.url?.includes('/ui/mounts/') === true) json(200, { data: { path: 'kv/', type: 'kv', options: { version: '2' } } })(request, response);
      else json(404, { errors: [] })(request, response);
    });
    expect(await refusal(failing.client.set('kv/a', 'A', secret, undefined))).toBe('not-written');
    expect(failing.asked.filter((line) => line.startsWith('POST'))).toHaveLength(1);
  });
  test('health: 429 is a standby only where it says so', async () => {
    expect((await (await bad(json(429, { initialized: true, sealed: false, standby: true, version: '1.21.4' }))).client.health()).state).toBe('standby');
    expect(await refusal((await bad(json(429, { errors: ['quota'] }))).client.health())).toBe('rate-limited');
    expect((await (await bad(json(501, { initialized: false, sealed: true, standby: true, version: '1.21.4' }))).client.health()).state).toBe('not-initialised');
  });
});

describe('what is sent', () => {
  test('token-is-one-line: what is no token becomes no header, and nothing is sent', async () => {
    const { port, asked } = await bad(json(200, { data: {} }));
    for (const wrong of ['a\nb', 'a b', 'é', `${token}\r\nx-vault-namespace: other`]) {
      const client = connectVault({ address: `http://127.0.0.1:${String(port)}`, namespace: '', rules, token: () => new SecretText(wrong) });
      expect(await refusal(client.token())).toBe('token-invalid');
      await client.close();
    }
    expect(asked).toEqual([]);
  });
  test('headers and paths as the server wants them; health needs no token and lies in the root', async () => {
    const seen: IncomingMessage['headers'][] = [];
    const { client, asked } = await bad((request, response) => { seen.push(request.headers); json(200, { initialized: true, enterprise: true, data: { keys: ['a', 'b/'], path: 'kv/', type: 'kv', options: { version: '2' } } })(request, response); }, 'team/a b');
    expect(await client.list('kv/x y')).toEqual(['a', 'b/']);
    expect(asked).toEqual(['GET /v1/sys/health', 'GET /v1/sys/internal/ui/mounts/kv/x%20y', 'GET /v1/kv/metadata/x%20y?list=true']);
    expect(seen[0]).not.toHaveProperty('x-vault-token');
    expect(seen[0]).not.toHaveProperty('x-vault-namespace');
    expect(seen[2]).toMatchObject({ 'x-vault-token': token, 'x-vault-request': 'true', 'x-vault-namespace': 'team/a b' });
  });
  test('an answer that is given up is given up at once', async () => {
    const port = await listening(createServer(() => undefined));
    const server = openHttp({ host: '127.0.0.1', port, secure: false }, rules);
    const ask = (signal: AbortSignal): Promise<string> => refusal(server.exchange({ method: 'GET', path: '/', headers: {}, maxBytes: 10, signal }));
    expect(await ask(AbortSignal.abort())).toBe('cancelled');
    expect(await ask(AbortSignal.timeout(50))).toBe('cancelled');
    await server.close();
  });
  test('refused-is-not-sent: what waited for a free connection until it was given up does not leave after that', async () => {
    const asked: string[] = [];
    // WHY 32 that are never answered: so many connections does one server get.
    const port = await listening(createServer((request) => { asked.push(request.method ?? ''); }));
    const server = openHttp({ host: '127.0.0.1', port, secure: false }, rules, { ...quick, answerMs: 9000, wholeMs: 2500 });
    const ask = (method: 'GET' | 'POST'): Promise<string> => refusal(server.exchange({ method, path: '/', headers: {}, maxBytes: 10 }));
    const all = await Promise.all([...Array.from({ length: 32 }, () => ask('GET')), ask('POST')]);
    expect(all.at(-1)).toBe('unreachable');
    expect(asked.length).toBeGreaterThan(0);
    await new Promise((resolve) => { setTimeout(resolve, 300); });
    expect(asked).not.toContain('POST');
    await server.close();
  });
});

describe('where it is sent', () => {
  const via = async (environment: Readonly<Record<string, string>>): Promise<unknown> => {
    const core = openCore({ environment });
    onTestFinished(() => core.close());
    const reply = await core.call('vault.getHealth', {});
    return reply.ok ? reply.value.state : reply.error.code;
  };
  test('plain-stays-here: without TLS no other computer is spoken to, whatever its name stands for', async () => {
    for (const address of ['http://vault.example.org:8200', 'http://10.0.0.1:8200', 'http://localhost.example.org', 'http://128.0.0.1', 'http://[::2]']) expect(await via({ VAULT_ADDR: address }), address).toBe('not-secure');
    // WHY our own other address: it stands for a name of ours that leads elsewhere today.
    const host = Object.values(networkInterfaces()).flatMap((addresses = []) => addresses).find(({ family, internal }) => family === 'IPv4' && !internal)?.address;
    if (host === undefined) return;
    const asked: string[] = [];
    const everywhere = createServer((request, response) => { asked.push(request.url ?? ''); response.end(); });
    await new Promise<void>((resolve) => { everywhere.listen(0, host, resolve); });
    const server = openHttp({ host, port: (everywhere.address() as AddressInfo).port, secure: false }, rules, quick);
    expect(await refusal(server.exchange({ method: 'GET', path: '/', headers: {}, maxBytes: 10 }))).toBe('not-secure');
    await server.close();
    everywhere.close();
    expect(asked).toEqual([]);
  });
  test('what is no address of a server is none', async () => {
    for (const address of ['vault', 'ftp://x', 'https://user:canary@x', 'https://x/v1', 'https://x/?a', 'https://x/#a', '/run/x', 'https://', 'unix:///x']) expect(await via({ VAULT_ADDR: address }), address).toBe('address-invalid');
    expect(await via({})).toBe('no-connection');
    expect(await via({ VAULT_ADDR: 'http://127.0.0.1:1' })).toBe('unreachable');
  });
  test('TLS: an unknown, an expired and an older one get nothing; a known one is taken, and asks who we are', async () => {
    const at = async (name: string, more: object = {}): Promise<string> => {
      const server = createTlsServer({ key: readFileSync(join(folder, `${name}.key`)), cert: readFileSync(join(folder, `${name}.crt`)), ...more }, (request, response) => { json(200, { initialized: true, sealed: false, standby: false, version: '1.21.4' })(request, response); });
      server.on('tlsClientError', () => undefined);
      return `https://localhost:${String(await listening(server))}`;
    };
    const good = join(folder, 'good.crt');
    expect(await via({ VAULT_ADDR: await at('good'), VAULT_SKIP_VERIFY: 'true' })).toBe('certificate-untrusted');
    expect(await via({ VAULT_ADDR: await at('good'), VAULT_CACERT: good })).toBe('active');
    expect(await via({ VAULT_ADDR: await at('over'), VAULT_CACERT: join(folder, 'over.crt') })).toBe('certificate-untrusted');
    expect(await via({ VAULT_ADDR: await at('good', { maxVersion: 'TLSv1.2' }), VAULT_CACERT: good })).toBe('tls-not-allowed');
    expect(await via({ VAULT_ADDR: await at('good'), VAULT_CACERT: join(folder, 'missing.crt') })).toBe('certificate-unreadable');
    writeFileSync(join(folder, 'no.crt'), 'not PEM');
    expect(await via({ VAULT_ADDR: await at('good'), VAULT_CACERT: join(folder, 'no.crt') })).toBe('certificate-unreadable');
    const asksUs = await at('good', { requestCert: true, rejectUnauthorized: true, ca: readFileSync(good) });
    expect(await via({ VAULT_ADDR: asksUs, VAULT_CACERT: good })).toBe('connection-lost');
    expect(await via({ VAULT_ADDR: asksUs, VAULT_CACERT: good, VAULT_CLIENT_CERT: good, VAULT_CLIENT_KEY: join(folder, 'good.key') })).toBe('active');
    expect(await via({ VAULT_ADDR: asksUs, VAULT_CACERT: good, VAULT_CLIENT_CERT: good })).toBe('certificate-unreadable');
  });
  test('a proxy in the environment gets nothing', async () => {
    const through: string[] = [];
    const proxy = `http://127.0.0.1:${String(await listening(createServer((request, response) => { through.push(request.url ?? ''); response.end(); })))}`;
    const { port } = await bad(json(200, { initialized: true, sealed: false, standby: false, version: '1.21.4' }));
    const before = { ...process.env };
    Object.assign(process.env, { HTTP_PROXY: proxy, http_proxy: proxy, ALL_PROXY: proxy, NODE_USE_ENV_PROXY: '1' });
    try {
      expect(await via({ VAULT_ADDR: `http://127.0.0.1:${String(port)}`, HTTP_PROXY: proxy, VAULT_HTTP_PROXY: proxy, VAULT_PROXY_ADDR: proxy })).toBe('active');
    } finally {
      for (const name of ['HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'NODE_USE_ENV_PROXY']) {
        if (before[name] === undefined) delete process.env[name];
        else process.env[name] = before[name];
      }
    }
    expect(through).toEqual([]);
  });
});
