// `coffre vault login` and `logout`: a connection that the profile keeps, and who is logged in there. Must never take what proves somebody from the command line.
import { readFile } from 'node:fs/promises';
import type { Connection, ConnectionWish } from '../../shared/ipc/vault-connections.ts';
import type { Answer, Invocation, Page } from './answer.ts';
import { choices } from './grammar.ts';
import { Failure } from './failure.ts';
import { lasts } from './lasts.ts';
import { table } from './page.ts';
import { printable } from './printable.ts';
import { openProfile } from './profile-open.ts';
import { readValue } from './stdin.ts';
import { chosenConnection } from './vault-connection.ts';

type Method = ConnectionWish['method'];
const isMethod = (typed: string): typed is Method => choices.METHOD?.includes(typed) === true;
const isColour = (typed: string): typed is NonNullable<ConnectionWish['colour']> => choices.COLOUR?.includes(typed) === true;
const isGuard = (typed: string): typed is ConnectionWish['guard'] => choices.GUARD?.includes(typed) === true;

/** Throws Failure: path-not-found. */
async function pem(path: string | undefined): Promise<string | undefined> {
  return path === undefined ? undefined : readFile(path, 'latin1').catch(() => { throw new Failure('path-not-found', {}, path); });
}

/** `secret`, or `secret@2` where the server does not tell the version. */
function engineOf(typed: string): NonNullable<ConnectionWish['engines']>[number] {
  const version = /@([12])$/.exec(typed)?.[1];
  return version === undefined ? { path: typed, version: 0 } : { path: typed.slice(0, -2), version: version === '1' ? 1 : 2 };
}

/** What is typed, over what is kept. Throws Failure: no-connection, path-not-found. */
async function wished({ options, repeated }: Invocation, known: Connection | undefined): Promise<ConnectionWish> {
  const address = options['addr'] ?? known?.address;
  if (address === undefined) throw new Failure('no-connection');
  const method = options['method'] ?? known?.method ?? 'token';
  const guard = options['guard'] ?? known?.guard ?? 'none';
  const others = repeated['other'];
  const engines = repeated['engine']?.map(engineOf);
  const colour = options['colour'];
  const proxy = options['proxy'];
  const [authority, certificate, key] = await Promise.all([pem(options['ca']), pem(options['cert']), pem(options['cert-key'])]);
  return {
    name: options['name'] ?? known?.name ?? URL.parse(address)?.hostname ?? address, address, namespace: options['namespace'] ?? known?.namespace ?? '', leastTls: known?.leastTls ?? '1.3',
    method: isMethod(method) ? method : 'token', guard: isGuard(guard) ? guard : 'none', mount: options['mount'] ?? known?.mount ?? '', account: options['account'] ?? known?.account ?? '',
    ...(others === undefined ? {} : { others: [...others] }), ...(engines === undefined ? {} : { engines }), ...(proxy === undefined ? {} : { proxy }), ...(colour !== undefined && isColour(colour) ? { colour } : {}), ...(authority === undefined ? {} : { authority }), ...(certificate === undefined ? {} : { certificate }), ...(key === undefined ? {} : { key }),
  };
}

/** Nothing for a certificate or a page, nor where something is remembered and nothing comes in. */
async function proof(invocation: Invocation, { method, name }: ConnectionWish, remembers: boolean): Promise<string | undefined> {
  if (method === 'cert' || method === 'oidc' || (remembers && invocation.terminal.input)) return undefined;
  try {
    return await readValue(invocation.terminal, async () => {
      const { cliWords } = await import('../../shared/words/index.ts');
      const { vault } = cliWords(invocation.language());
      return cliWords(invocation.language()).prompt(printable(`${name}, ${vault.proofs[method]}`));
    });
  } catch (error) {
    // WHY: a role of AppRole may ask for none.
    if (error instanceof Failure && error.code === 'no-value-given' && (remembers || method === 'approle')) return undefined;
    throw error;
  }
}

const settingOptions = ['addr', 'method', 'namespace', 'mount', 'account', 'ca', 'cert', 'cert-key', 'guard', 'proxy', 'colour'] as const;

export async function vaultLogin(invocation: Invocation): Promise<Answer> {
  const { options } = invocation;
  const session = await openProfile(invocation);
  const { connections } = await session.call('vault.listConnections', {});
  const name = options['name'];
  const address = options['addr'];
  const known = address === undefined ? chosenConnection(connections, name) : connections.find((one) => (name === undefined ? one.address === address : one.name.toLowerCase() === name.toLowerCase()));
  const wish = await wished(invocation, known);
  const changes = known === undefined || invocation.repeated['other'] !== undefined || invocation.repeated['engine'] !== undefined || settingOptions.some((option) => options[option] !== undefined);
  const value = await proof(invocation, wish, known?.remembers === true && !changes);
  const connection = changes ? (await session.call('vault.saveConnection', { ...(known === undefined ? {} : { connection: known.connection }), ...wish }, wish.name)).connection : known.connection;
  const token = await session.call('vault.login', { connection, ...(value === undefined ? {} : { value }), wrapped: options['wrapped'] !== undefined, remember: options['remember'] !== undefined }, wish.name);
  return { json: { name: wish.name, address: wish.address, token }, note: (page) => page.cli.vault.loggedIn(printable(wish.name), token.ttlSeconds === 0 ? '' : lasts(page, token.ttlSeconds)) };
}

export async function vaultLogout(invocation: Invocation): Promise<Answer> {
  const session = await openProfile(invocation);
  const { connections } = await session.call('vault.listConnections', {});
  const { connection, name } = chosenConnection(connections, invocation.options['connection']);
  const { revoked } = await session.call('vault.logout', { connection, all: false }, name);
  const forgotten = invocation.options['forget'] !== undefined;
  if (forgotten) await session.call('vault.removeConnection', { connection }, name);
  return { json: { name, revoked, forgotten }, note: ({ cli }) => cli.vault.loggedOut(printable(name), revoked, forgotten) };
}

function standing(page: Page, { standing: state, token }: Connection): string {
  return state !== 'in' || token === undefined ? page.cli.vault.standing[state] : page.cli.vault.endsIn(token.ttlSeconds === 0 ? '' : lasts(page, token.ttlSeconds));
}
export async function vaultConnections(invocation: Invocation): Promise<Answer> {
  const session = await openProfile(invocation);
  const { connections } = await session.call('vault.listConnections', {});
  return {
    json: { connections: connections },
    text: (page) => table(page, connections.map((one) => [printable(one.name), printable(one.address), one.method, one.guard === 'none' ? '' : page.cli.vault.guards[one.guard], standing(page, one)]), (row, column) => (column === 3 && connections[row]?.guard === 'production' ? 'red' : undefined)),
    ...(connections.length === 0 ? { note: ({ cli }) => cli.vault.noConnections } : {}),
  };
}
