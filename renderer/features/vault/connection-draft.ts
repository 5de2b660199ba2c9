// What somebody types about a connection, and the wish that the core is handed for it. A certificate and its key are of the person's own files.
import type { Connection, ConnectionWish, LoginMethod } from '../../bridge/index.ts';

/** A file that was chosen: its name, and what is in it; '' for none. */
export interface ChosenFile {
  readonly name: string;
  readonly text: string;
}
export type Guard = Connection['guard'];
export interface ConnectionDraft extends Pick<Connection, 'name' | 'address' | 'namespace' | 'leastTls' | 'guard' | 'colour' | 'proxy' | 'method' | 'mount' | 'account'> {
  /** As they are typed: addresses with commas between them. */
  readonly others: string;
  /** The same: `secret, team/kv v2`. */
  readonly engines: string;
  /** Undefined: as it was. */
  readonly authority?: ChosenFile | undefined;
  readonly certificate?: ChosenFile | undefined;
  readonly key?: ChosenFile | undefined;
}

export const methods = ['token', 'userpass', 'ldap', 'approle', 'jwt', 'oidc', 'kubernetes', 'cert', 'github'] as const satisfies readonly LoginMethod[];
export const colours = ['none', 'blue', 'green', 'orange', 'pink', 'violet'] as const satisfies readonly Connection['colour'][];
/** Ways that must be told who somebody is; the certificate and Kubernetes ways may be. */
const named: ReadonlySet<LoginMethod> = new Set(['userpass', 'ldap', 'approle', 'kubernetes']);
export const needsAccount = (method: LoginMethod): boolean => named.has(method);
export const hasAccount = (method: LoginMethod): boolean => method !== 'token' && method !== 'github';
export const needsProof = (method: LoginMethod): boolean => method !== 'cert' && method !== 'oidc';
/** A token is one already: there is nowhere to take it. */
export const hasMount = (method: LoginMethod): boolean => method !== 'token';

export const emptyDraft: ConnectionDraft = { name: '', address: 'https://', namespace: '', others: '', proxy: '', engines: '', colour: 'none', leastTls: '1.3', guard: 'none', method: 'token', mount: '', account: '' };
export const draftOf = ({ name, address, namespace, others, proxy, engines, colour, leastTls, guard, method, mount, account }: Connection): ConnectionDraft => ({
  name, address, namespace, others: others.join(', '), proxy, engines: engines.map(({ path, version }) => (version === 0 ? path : `${path} v${String(version)}`)).join(', '), colour, leastTls, guard, method, mount, account,
});

const listOf = (typed: string): readonly string[] => typed.split(',').map((one) => one.trim()).filter((one) => one !== '');
/** Without a version the server says it. */
function engineOf(typed: string): Connection['engines'][number] {
  const version = / v([12])$/i.exec(typed)?.[1];
  return version === undefined ? { path: typed, version: 0 } : { path: typed.slice(0, -3).trim(), version: version === '1' ? 1 : 2 };
}

export function wishOf({ authority, certificate, key, others, engines, ...draft }: ConnectionDraft): ConnectionWish {
  return {
    ...draft, others: [...listOf(others)], engines: listOf(engines).map(engineOf), account: hasAccount(draft.method) ? draft.account : '', mount: hasMount(draft.method) ? draft.mount : '',
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
