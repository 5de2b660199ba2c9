// Which Vault a command is about: the connection that is named, else that of the environment, else the only one that is saved.
import type { Connection } from '../../shared/ipc/vault-connections.ts';
import type { Invocation } from './answer.ts';
import { Failure, failure } from './failure.ts';
import { openProfile } from './profile-open.ts';
import type { Session } from './session.ts';

export interface At {
  readonly connection?: string;
}

export const inEnvironment = ({ environment }: Invocation): boolean => (environment['VAULT_ADDR'] ?? '').trim() !== '';

/** By its name, in any case. Throws Failure: connection-not-found. */
export function connectionNamed(all: readonly Connection[], name: string): Connection {
  const found = all.find((one) => one.name.toLowerCase() === name.toLowerCase());
  if (found === undefined) throw new Failure('connection-not-found', {}, name);
  return found;
}

/** The only one, where none is named. Throws Failure: connection-not-found, no-connection, which-connection. */
export function chosenConnection(all: readonly Connection[], name: string | undefined): Connection {
  if (name !== undefined) return connectionNamed(all, name);
  const [first] = all;
  if (first === undefined) throw new Failure('no-connection');
  if (all.length > 1) throw failure('which-connection', { names: all.map((one) => one.name).join(', ') });
  return first;
}

/** Opens the profile only where a saved connection is meant. Throws Failure: those above, and those of opening the profile. */
export async function vaultConnection(invocation: Invocation): Promise<{ readonly session: Session; readonly at: At }> {
  const name = invocation.options['connection'];
  const session = await invocation.session();
  if (name === undefined && (inEnvironment(invocation) || (await session.call('profile.getStatus', {})).state === 'none')) return { session, at: {} };
  await openProfile(invocation);
  const { connections } = await session.call('vault.listConnections', {});
  return { session, at: { connection: chosenConnection(connections, name).connection } };
}
