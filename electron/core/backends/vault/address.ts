// The address of a Vault, and of a proxy that leads there, from what a person wrote. Must never accept one whose token could go astray.
import type { Through } from '../../connections/index.ts';
import { Refusal } from '../../refusal.ts';

const local = /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/;

export interface Place {
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
  /** As it is shown: scheme, host and port. */
  readonly origin: string;
}

/** Refusals: address-invalid (no address, or one with a name, a password, a path or a query), not-secure. */
export function placeOf(address: string): Place {
  const url = URL.parse(address);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:') || url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '' || !/^\/?$/.test(url.pathname)) throw new Refusal('address-invalid');
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const secure = url.protocol === 'https:';
  if (!secure && !local.test(host)) throw new Refusal('not-secure');
  return { host, secure, port: url.port === '' ? (secure ? 443 : 80) : Number(url.port), origin: url.origin };
}

/**
 * Undefined for ''. Refusals: proxy-invalid (no `http://host:port`; a name or a password in it: nothing proves us to a proxy), proxy-needs-tls (what goes through it could be read there).
 */
export function throughOf(address: string, { secure }: Pick<Place, 'secure'>): Through | undefined {
  if (address === '') return undefined;
  const url = URL.parse(address);
  if (url === null || url.protocol !== 'http:' || url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '' || url.pathname !== '/') throw new Refusal('proxy-invalid');
  // SECURITY(proxy-sees-tls): a proxy is whoever runs it; without TLS inside it would get the token.
  if (!secure) throw new Refusal('proxy-needs-tls');
  return { host: url.hostname.replace(/^\[(.*)\]$/, '$1'), port: url.port === '' ? 80 : Number(url.port) };
}
