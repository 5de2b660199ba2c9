// A real server of TLS in every manner that the policy does not allow: it is refused before it gets a byte, and one that fits is taken.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer as createPlainServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer, type TlsOptions } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openConnection, type Target, type TlsRules } from '../../../electron/core/connections/index.ts';
import { Refusal } from '../../../electron/core/refusal.ts';

const canary = 'canary-token-over-tls';
const strict: TlsRules = { tls_min_version: '1.3', cipher_suites: ['TLS_AES_256_GCM_SHA384'] };
const older: TlsRules = { tls_min_version: '1.2', cipher_suites: ['TLS_AES_256_GCM_SHA384', 'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384'] };

let folder: string;
let key: Buffer;
let cert: Buffer;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'coffre-tls-'));
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1', '-keyout', join(folder, 'key.pem'), '-out', join(folder, 'cert.pem')], { stdio: 'ignore' });
  key = readFileSync(join(folder, 'key.pem'));
  cert = readFileSync(join(folder, 'cert.pem'));
});
afterAll(() => { rmSync(folder, { recursive: true }); });

interface Met {
  readonly outcome: string;
  /** What the server got beside the handshake. */
  readonly got: string;
}
/** Sends a token to such a server as soon as there is a connection. */
async function meet(manner: TlsOptions, rules: TlsRules, target: Partial<Target> = {}): Promise<Met> {
  let got = '';
  const server = createServer({ key, cert, ...manner }, (socket) => {
    socket.on('data', (chunk: Buffer) => { got += chunk.toString('utf8'); socket.end('answer'); });
    socket.on('error', () => undefined);
  });
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const { port } = server.address() as AddressInfo;
  try {
    const socket = await openConnection({ host: 'localhost', port, authorities: cert.toString(), timeoutMs: 5000, ...target }, rules);
    const answered = new Promise<void>((resolve) => { socket.on('data', () => { resolve(); }); });
    socket.write(canary);
    await answered;
    const outcome = `${String(socket.getProtocol())} ${socket.getCipher().standardName}`;
    socket.destroy();
    return { outcome, got };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    expect(JSON.stringify(error.data)).toBe('{}');
    // What was on its way would have come by now.
    await new Promise((resolve) => { setTimeout(resolve, 50); });
    return { outcome: error.code, got };
  } finally {
    server.close();
  }
}

describe('tls-by-policy', () => {
  test.each<[string, TlsOptions]>([
    ['TLS 1.2 only', { maxVersion: 'TLSv1.2' }],
    ['TLS 1.0 and 1.1 only', { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' }],
    ['TLS 1.3 with AES-128 only', { ciphers: 'TLS_AES_128_GCM_SHA256', minVersion: 'TLSv1.3' }],
    ['TLS 1.3 with ChaCha20 only', { ciphers: 'TLS_CHACHA20_POLY1305_SHA256', minVersion: 'TLSv1.3' }],
  ])('a server that offers %s gets no byte', async (_, manner) => {
    expect(await meet(manner, strict)).toEqual({ outcome: 'tls-not-allowed', got: '' });
  });
  test('a server with an older suite than those allowed for TLS 1.2 gets no byte either', async () => {
    expect(await meet({ maxVersion: 'TLSv1.2', ciphers: 'ECDHE-RSA-AES128-SHA256:AES256-SHA' }, older)).toEqual({ outcome: 'tls-not-allowed', got: '' });
    expect(await meet({ maxVersion: 'TLSv1.2', ciphers: 'ECDHE-RSA-AES128-GCM-SHA256' }, older)).toEqual({ outcome: 'tls-not-allowed', got: '' });
  });
  test('one that fits is taken, at 1.2 too where the policy says so', async () => {
    expect(await meet({}, strict)).toEqual({ outcome: 'TLSv1.3 TLS_AES_256_GCM_SHA384', got: canary });
    expect(await meet({ maxVersion: 'TLSv1.2' }, older)).toEqual({ outcome: 'TLSv1.2 TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384', got: canary });
    for (const suite of ['TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256', 'TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256'] as const) expect(await meet({}, { tls_min_version: '1.2', cipher_suites: [suite] })).toEqual({ outcome: `TLSv1.2 ${suite}`, got: canary });
  });
  test('a policy that leaves nothing to agree on opens nothing', async () => {
    expect(await meet({}, { tls_min_version: '1.3', cipher_suites: [] })).toEqual({ outcome: 'tls-not-allowed', got: '' });
    expect(await meet({}, { tls_min_version: '1.3', cipher_suites: ['TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384'] })).toEqual({ outcome: 'tls-not-allowed', got: '' });
  });
});

describe('a server that is not who it should be', () => {
  test('a certificate of nobody known, or of somebody else, gets no byte, whatever the environment says', async () => {
    const before = process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
    process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
    try {
      const nobody = execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=elsewhere', '-addext', 'subjectAltName=DNS:elsewhere', '-keyout', join(folder, 'other-key.pem'), '-out', join(folder, 'other.pem')], { stdio: 'ignore' });
      expect(nobody).toBeNull();
      const other = { key: readFileSync(join(folder, 'other-key.pem')), cert: readFileSync(join(folder, 'other.pem')) };
      expect(await meet(other, strict)).toEqual({ outcome: 'certificate-untrusted', got: '' });
      expect(await meet(other, strict, { authorities: other.cert.toString() })).toEqual({ outcome: 'certificate-untrusted', got: '' });
    } finally {
      if (before === undefined) delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
      else process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = before;
    }
  });
  test('nobody there, somebody who says nothing, and somebody who speaks no TLS', async () => {
    expect(await meet({}, strict, { port: 1 })).toEqual({ outcome: 'unreachable', got: '' });
    const mute = createPlainServer(() => undefined);
    const babbler = createPlainServer((socket) => { socket.on('error', () => undefined); socket.end('HTTP/1.1 200 OK\r\n\r\n'); });
    for (const server of [mute, babbler]) await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
    expect(await meet({}, strict, { port: (mute.address() as AddressInfo).port, timeoutMs: 200 })).toEqual({ outcome: 'unreachable', got: '' });
    expect(await meet({}, strict, { port: (babbler.address() as AddressInfo).port })).toEqual({ outcome: 'tls-not-allowed', got: '' });
    mute.close();
    babbler.close();
  });
});
