// One socket of TLS, as the policy wants it. Must never hand over a connection that is older, weaker or less certain than the policy allows.
import { isIP } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';
import type { PolicyValues, Suite } from '../policy/index.ts';
import { Refusal } from '../refusal.ts';
import { openTunnel, type Through } from './tunnel.ts';

export interface Target {
  readonly host: string;
  readonly port: number;
  /** Whom the person trusts besides the usual authorities, or instead of them: PEM. */
  readonly authorities?: string;
  /** Who we are, where the server asks: PEM. */
  readonly own?: { readonly certificate: string; readonly key: string };
  /** Protocols that are spoken over it, the best first. */
  readonly speaks?: readonly string[];
  readonly timeoutMs: number;
  /** A proxy that leads there; TLS is with the server behind it. */
  readonly through?: Through;
}
export type TlsRules = Pick<PolicyValues, 'tls_min_version' | 'cipher_suites'>;

/** As OpenSSL calls those of TLS 1.2; those of 1.3 have one name everywhere. */
const openSslName = (suite: Suite): string => suite.replace(/^TLS_(ECDHE)_(ECDSA|RSA)_WITH_/, '$1-$2-').replace('CHACHA20_POLY1305_SHA256', 'CHACHA20-POLY1305').replace(/AES_(\d+)_GCM_SHA(\d+)$/, 'AES$1-GCM-SHA$2');
const isOlder = (suite: Suite): boolean => suite.includes('_WITH_');

/** A server that would not do what is asked, or a name or chain that does not fit, or nobody there. */
function refusalFor(error: unknown): Refusal {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  // WHY none of its words: they may hold what a server says.
  if (/^(?:ERR_SSL_|EPROTO$|ERR_TLS_(?!CERT_))/.test(code)) return new Refusal('tls-not-allowed');
  return new Refusal(/^(?:ERR_TLS_CERT_|CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_|INVALID_|CRL_|ERROR_IN_CERT|OUT_OF_MEM)/.test(code) ? 'certificate-untrusted' : 'unreachable');
}

/**
 * Opens a connection of TLS, once the server has agreed to what the policy asks for and its certificate was proven; until then nothing is sent but the handshake.
 * Refusals: tls-not-allowed (the server is older, or takes no suite of the policy; also where the policy leaves none), certificate-untrusted, unreachable, and those of a proxy.
 */
export async function openConnection({ host, port, authorities, own, speaks, timeoutMs, through }: Target, { tls_min_version: least, cipher_suites: suites }: TlsRules): Promise<TLSSocket> {
  const newer = suites.filter((suite) => !isOlder(suite));
  const older = least === '1.2' ? suites.filter(isOlder) : [];
  if (newer.length + older.length === 0) throw new Refusal('tls-not-allowed');
  const tunnel = through === undefined ? undefined : await openTunnel(through, { host, port }, timeoutMs);
  return new Promise((resolve, reject) => {
    const socket = connect({
      host, port, ...(tunnel === undefined ? {} : { socket: tunnel }),
      // WHY said: a server of many names shows the certificate of the one that is asked for.
      ...(isIP(host) === 0 ? { servername: host } : {}),
      // SECURITY(tls-by-policy): a server that is older or weaker than the policy is refused in the handshake, before it could get a secret.
      minVersion: older.length > 0 ? 'TLSv1.2' : 'TLSv1.3', maxVersion: newer.length > 0 ? 'TLSv1.3' : 'TLSv1.2', ciphers: [...newer, ...older.map(openSslName)].join(':'),
      // WHY said: an environment variable turns it off where it is not.
      rejectUnauthorized: true,
      ...(authorities === undefined ? {} : { ca: authorities }), ...(own === undefined ? {} : { cert: own.certificate, key: own.key }), ...(speaks === undefined ? {} : { ALPNProtocols: [...speaks] }),
    });
    const give = (refusal: Refusal): void => {
      socket.destroy();
      reject(refusal);
    };
    socket.setTimeout(timeoutMs, () => { give(new Refusal('unreachable')); });
    socket.once('error', (error) => { give(refusalFor(error)); });
    socket.once('close', () => { reject(new Refusal('unreachable')); });
    socket.once('secureConnect', () => {
      // WHY once more: options that a library does not understand, it may leave out.
      const suite = socket.getCipher().standardName;
      const isAllowed = socket.authorized && (suites as readonly string[]).includes(suite) && (socket.getProtocol() === 'TLSv1.3' || (least === '1.2' && socket.getProtocol() === 'TLSv1.2'));
      if (!isAllowed) {
        give(new Refusal('tls-not-allowed'));
        return;
      }
      socket.setTimeout(0);
      socket.removeAllListeners('timeout').removeAllListeners('error').removeAllListeners('close');
      resolve(socket);
    });
  });
}
