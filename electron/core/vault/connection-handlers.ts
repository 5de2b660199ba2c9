// The calls about saved connections: which there are, what they are, and who is logged in where. Must never answer with what proves the person.
import { randomBytes } from 'node:crypto';
import type { AppContract } from '../../../shared/ipc/contract.ts';
import type { Handlers, Subject } from '../../../shared/ipc/define.ts';
import type { Connection, ConnectionWish } from '../../../shared/ipc/vault-connections.ts';
import type { AskCode } from '../backends/index.ts';
import type { Ports } from '../ports.ts';
import type { SealedStore } from '../profile/index.ts';
import { Refusal } from '../refusal.ts';
import { agreed } from './agreed.ts';
import { certificatesOf } from './certificates.ts';
import type { Links, Session } from './links.ts';
import { loginOf } from './login-of.ts';
import type { LoginPages } from './login-pages.ts';
import { removePaths } from './path-store.ts';
import { changeOne, changeSaved, mostConnections, readSaved, savedOf, type SavedConnection } from './saved.ts';

export interface ConnectionDeps {
  readonly ports: Pick<Ports, 'clock' | 'asking' | 'dialogs'>;
  readonly store: () => SealedStore;
  readonly links: Links;
  readonly pages: LoginPages;
  readonly changed: () => void;
  /** Whoever was logged in there is not any more. */
  readonly left: (connection: string) => void;
  /** It is gone, with all that belongs to it. */
  readonly removed: (connection: string) => void;
}
type Room = Handlers<AppContract>['vault'];
type ConnectionCall = 'listConnections' | 'saveConnection' | 'removeConnection' | 'testConnection' | 'login' | 'cancelLogin' | 'openLoginPage' | 'copyLoginPage' | 'logout' | 'renewToken';

const nothing = {} as const;
const about = (name: string): Subject => ({ secretKey: `connection ${name}`, backend: 'vault' });
const sameName = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
/** A token and a proof belong to all of this together. */
const sameDoor = (one: SavedConnection, other: SavedConnection): boolean => (['address', 'namespace', 'method', 'mount', 'account'] as const).every((name) => one[name] === other[name]) && other.others.every((address) => one.others.includes(address));
const trimmed = (path: string): string => path.trim().replaceAll(/^\/+|\/+$/g, '');

/** Refusals: certificate-unreadable. */
function wished(wish: ConnectionWish, before: SavedConnection | undefined, connection: string): SavedConnection {
  const { authority, certificate, key, name, address, others, proxy, engines, colour, namespace, mount, leastTls, guard, method, account } = wish;
  return {
    connection, name: name.trim(), address: address.trim(), others: others?.map((one) => one.trim()) ?? before?.others ?? [], proxy: proxy?.trim() ?? before?.proxy ?? '',
    engines: engines?.map(({ path, version }) => ({ path: trimmed(path), version })) ?? before?.engines ?? [], colour: colour ?? before?.colour ?? 'none', namespace: trimmed(namespace), mount: trimmed(mount).replace(/^auth\//, ''), account: account.trim(), leastTls, guard, method,
    ...certificatesOf({ authority, certificate, key }, before ?? {}),
  };
}

export function connectionHandlers({ ports: { clock, asking, dialogs }, store, links, pages, changed, left, removed }: ConnectionDeps): Pick<Room, ConnectionCall> {
  const secondsLeft = (ends: number): number => (Number.isFinite(ends) ? Math.max(0, Math.ceil((ends - clock.now().getTime()) / 1000)) : 0);
  const tokenOf = ({ name, policies, renewable, ends }: Session): NonNullable<Connection['token']> => ({ name, policies: [...policies], renewable, ttlSeconds: secondsLeft(ends) });
  async function shown(one: SavedConnection): Promise<Connection> {
    const { connection, name, address, others, proxy, engines, colour, namespace, leastTls, guard, method, mount, account, authority, own, proof } = one;
    const session = (await links.open(connection)).session();
    const page = pages.look(connection);
    return {
      connection, name, address, others: [...others], proxy, engines: [...engines], colour, namespace, leastTls, guard, method, mount, account, hasAuthority: authority !== undefined, hasCertificate: own !== undefined, remembers: proof !== undefined, ...(page === undefined ? {} : { page }),
      ...(session === undefined ? { standing: one.session === undefined ? 'out' : 'ended' } : { standing: 'in', token: tokenOf(session) }),
    };
  }
  async function now(connection: string): Promise<NonNullable<Connection['token']>> {
    const session = (await links.open(connection)).session();
    if (session === undefined) throw new Refusal('token-missing');
    return tokenOf(session);
  }
  const named = async (connection: string): Promise<SavedConnection> => savedOf(await readSaved(store()), connection);
  const askCode = (place: string): AskCode => async ({ kind, again }) => {
    const typed = await asking?.passphrase({ what: 'vault-code', place, text: kind, again });
    if (typed === undefined) throw new Refusal('code-needed');
    return typed;
  };
  /** Whether the server forgot it. */
  async function revoked(connection: string): Promise<boolean> {
    const { client, session } = await links.open(connection);
    // WHY refused silently: a server that is down must not keep anybody from forgetting a token here.
    return session() === undefined ? false : client.revoke().catch(() => false);
  }

  return {
    listConnections: async () => ({ connections: await Promise.all((await readSaved(store())).map(shown)) }),
    async saveConnection({ connection, ...wish }, context) {
      context.about(about(wish.name));
      const held = store();
      const known = connection === undefined ? undefined : await named(connection);
      const id = connection ?? randomBytes(16).toString('base64url');
      const next = wished(wish, known, id);
      await (await links.tryOut(next)).close();
      // SECURITY(guard-is-asked): what guards a connection is not taken away by the page alone.
      if (known?.guard === 'production' && next.guard !== 'production') await agreed({ dialogs, ...(asking === undefined ? {} : { asking }) }, { vault: known.name, secret: '', act: 'unguard' }, true);
      await changeSaved(held, (all) => {
        if (all.some((one) => one.connection !== id && sameName(one.name, next.name))) throw new Refusal('connection-exists');
        if (connection === undefined) {
          if (all.length >= mostConnections) throw new Refusal('too-many-connections', { limit: mostConnections });
          return [...all, next];
        }
        const before = savedOf(all, id);
        // SECURITY(token-stays-with-address): what proves the person at one address is not kept for another.
        const proven = sameDoor(before, next) ? { proof: before.proof, session: before.session, paths: before.paths, cluster: before.cluster } : { paths: before.paths };
        return all.map((one) => (one.connection === id ? { ...next, ...proven } : one));
      });
      left(id);
      pages.cancel(id);
      links.drop(id);
      changed();
      return { connection: id };
    },
    async removeConnection({ connection }, context) {
      context.about(about((await named(connection)).name));
      pages.cancel(connection);
      await revoked(connection);
      left(connection);
      const { paths } = await named(connection);
      if (paths !== undefined) await removePaths(store(), paths);
      await changeSaved(store(), (all) => all.filter((one) => one.connection !== connection));
      removed(connection);
      links.drop(connection);
      changed();
      return nothing;
    },
    async testConnection({ connection, ...wish }, context) {
      context.about(about(wish.name));
      const known = connection === undefined ? undefined : await named(connection);
      const tried = wished(wish, known, '');
      const { tryConnection } = await import('./try-connection.ts');
      return { steps: [...await tryConnection(await links.tryOut(tried), clock, tried.proxy)] };
    },
    async login({ connection, value, wrapped, remember }, context) {
      const { client, saved } = await links.open(connection);
      context.about(about(saved.name));
      const kept = (await named(connection)).proof;
      // WHY before: a secret id that opens once, a code or a page would be used up for a token that nobody can keep.
      await links.ready(connection);
      const given = await pages.run(connection, (browsing) => client.logIn(loginOf(saved, value ?? kept, wrapped && value !== undefined, browsing), askCode(saved.name)));
      // WHY not one that was wrapped: it is worth nothing a second time.
      left(connection);
      await links.begin(connection, given, remember && !wrapped ? value ?? kept : undefined);
      return now(connection);
    },
    cancelLogin({ connection }) {
      pages.cancel(connection);
      return nothing;
    },
    openLoginPage: async ({ connection }) => ({ opened: await pages.open(connection) }),
    copyLoginPage: {
      subject: async ({ connection }) => about((await named(connection)).name),
      run: ({ connection }) => pages.copy(connection),
    },
    async logout({ connection, all }, context) {
      context.about(about((await named(connection)).name));
      const answer = { revoked: await revoked(connection) };
      left(connection);
      try {
        await changeOne(store(), connection, (one) => ({ ...one, session: undefined, proof: all ? undefined : one.proof }));
      } catch (error) {
        // WHY here at least: what the profile could not forget is not used any more.
        await links.ended(connection);
        throw error;
      }
      links.drop(connection);
      changed();
      return answer;
    },
    async renewToken({ connection }, context) {
      context.about(about((await named(connection)).name));
      try {
        await links.renew(connection);
      } catch (error) {
        if (error instanceof Refusal && error.code === 'token-invalid') await links.ended(connection);
        throw error;
      }
      return now(connection);
    },
  };
}
