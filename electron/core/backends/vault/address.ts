// The address of a Vault, from what a person wrote. Must never accept one whose token could go astray.
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
