// What somebody types about a connection, and the wish that the core is handed for it. A certificate and its key are of the person's own files.
import type { Connection, ConnectionWish, LoginMethod } from '../../bridge/index.ts';

/** A file that was chosen: its name, and what is in it; '' for none. */
export interface ChosenFile {
  readonly name: string;
  readonly text: string;
}
export type Guard = Connection['guard'];
export interface ConnectionDraft extends Pick<Connection, 'name' | 'address' | 'namespace' | 'leastTls' | 'guard' | 'method' | 'mount' | 'account'> {
  /** Undefined: as it was. */
  readonly authority?: ChosenFile | undefined;
  readonly certificate?: ChosenFile | undefined;
  readonly key?: ChosenFile | undefined;
}

export const methods = ['token', 'userpass', 'ldap', 'approle', 'jwt', 'oidc', 'kubernetes', 'cert', 'github'] as const satisfies readonly LoginMethod[];
/** Ways that must be told who somebody is; the certificate and Kubernetes ways may be. */
const named: ReadonlySet<LoginMethod> = new Set(['userpass', 'ldap', 'approle', 'kubernetes']);
export const needsAccount = (method: LoginMethod): boolean => named.has(method);
export const hasAccount = (method: LoginMethod): boolean => method !== 'token' && method !== 'github';
export const needsProof = (method: LoginMethod): boolean => method !== 'cert' && method !== 'oidc';
/** A token is one already: there is nowhere to take it. */
export const hasMount = (method: LoginMethod): boolean => method !== 'token';

export const emptyDraft: ConnectionDraft = { name: '', address: 'https://', namespace: '', leastTls: '1.3', guard: 'none', method: 'token', mount: '', account: '' };
export const draftOf = ({ name, address, namespace, leastTls, guard, method, mount, account }: Connection): ConnectionDraft => ({ name, address, namespace, leastTls, guard, method, mount, account });

export function wishOf({ authority, certificate, key, ...draft }: ConnectionDraft): ConnectionWish {
  return {
    ...draft, account: hasAccount(draft.method) ? draft.account : '', mount: hasMount(draft.method) ? draft.mount : '',
    ...(authority === undefined ? {} : { authority: authority.text }), ...(certificate === undefined ? {} : { certificate: certificate.text }), ...(key === undefined ? {} : { key: key.text }),
  };
}
/** True if name and address are there. */
export const isNamed = ({ name, address }: ConnectionDraft): boolean => name.trim() !== '' && !/^(?:https?:\/\/)?\s*$/.test(address);

/** The host of an address, as a list shows it. */
export function hostOf(address: string): string {
  try {
    return new URL(address).host;
  } catch {
    return address;
  }
}
