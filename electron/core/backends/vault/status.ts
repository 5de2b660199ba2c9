// What a Vault says of itself and of the token, and whether a namespace is one. Must never show the token.
import { Refusal } from '../../refusal.ts';
import { command } from './commands.ts';
import { fieldOf, numberOf, textOf, textsOf } from './json.ts';
import { dataOf, type Transport } from './transport.ts';

export interface Health {
  readonly state: 'active' | 'standby' | 'sealed' | 'not-initialised';
  readonly version: string;
  readonly cluster: string;
  readonly enterprise: boolean;
}
export interface TokenFacts {
  readonly name: string;
  readonly policies: readonly string[];
  /** 0: it never ends. */
  readonly ttlSeconds: number;
  readonly renewable: boolean;
}

const healthStatuses = [429, 472, 473, 474, 501, 503, 530];

/** Needs no token. Refusals: those of a request. */
export async function healthOf(transport: Transport): Promise<Health> {
  const { status, body } = await transport.ask({ ...await command('health'), also: healthStatuses, bare: true, atRoot: true });
  if (status === 429 && fieldOf(body, 'standby') !== true) throw new Refusal('rate-limited');
  if (fieldOf(body, 'initialized') === undefined) throw new Refusal('not-a-vault', { status });
  const state = fieldOf(body, 'initialized') !== true ? 'not-initialised' : fieldOf(body, 'sealed') === true ? 'sealed' : fieldOf(body, 'standby') === true ? 'standby' : 'active';
  return { state, version: textOf(body, 'version'), cluster: textOf(body, 'cluster_name'), enterprise: fieldOf(body, 'enterprise') === true };
}

/** Refusals: token-invalid, permission-denied (a token that may not look at itself), and those of a request. */
export async function tokenFacts(transport: Transport): Promise<TokenFacts> {
  const data = dataOf(await transport.ask(await command('tokenLookupSelf')));
  return { name: textOf(data, 'display_name'), policies: textsOf(data, 'policies'), ttlSeconds: numberOf(data, 'ttl'), renewable: fieldOf(data, 'renewable') === true };
}

/**
 * The free edition leaves the header of a namespace unread and answers with what the root holds: so it is asked before anything else.
 * Refusal: namespace-ignored.
 */
export async function checkNamespace(transport: Transport, namespace: string): Promise<void> {
  // SECURITY(namespace-is-real): nobody reads or writes the root's secrets believing that they are a team's.
  if (namespace === '' || (await healthOf(transport)).enterprise) return;
  const { status } = await transport.ask({ method: 'GET', path: `sys/namespaces/${namespace.split('/').map(encodeURIComponent).join('/')}`, also: [404], atRoot: true });
  if (status !== 200) throw new Refusal('namespace-ignored');
}
