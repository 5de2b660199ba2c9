// The connections that are in use: a client for each, its token in memory while the profile is open, and the renewal of that. Must never send a token anywhere but to the address that it was given for, nor hold one after a lock.
import type { LoggedIn, VaultClient } from '../backends/index.ts';
import type { PolicyValues } from '../policy/index.ts';
import type { Ports } from '../ports.ts';
import type { SealedStore } from '../profile/index.ts';
import { Refusal } from '../refusal.ts';
import { SecretBytes } from '../secret/index.ts';
import { keepRenewed, type Lease } from './renewal.ts';
import { changeOne, readSaved, savedOf, type SavedConnection, type StoredSession } from './saved.ts';

export interface LinksDeps {
  readonly ports: Pick<Ports, 'clock'>;
  readonly rules: () => Promise<PolicyValues>;
  /** Refusal: locked. */
  readonly store: () => SealedStore;
  /** A connection, or what its token may still do, is another one. */
  readonly changed: () => void;
}
export interface Session extends Pick<StoredSession, 'name' | 'policies' | 'renewable' | 'entity'> {
  readonly token: SecretBytes;
  /** Milliseconds of the wall clock; infinite for one that never ends. */
  readonly ends: number;
}
export interface Link {
  readonly saved: SavedConnection;
  readonly client: VaultClient;
  session(): Session | undefined;
}
export interface Links {
  /** Reaches nobody yet. Refusals: locked, record-damaged, connection-not-found. */
  open(connection: string): Promise<Link>;
  /** The same for a connection that is not kept. The caller closes it. */
  tryOut(saved: SavedConnection): Promise<VaultClient>;
  /** Whether what the server gives could be kept. Refusals: those of writing. */
  ready(connection: string): Promise<void>;
  /** What the server gave: kept sealed, used from now on, and renewed in time. */
  begin(connection: string, given: LoggedIn, proof: string | undefined): Promise<void>;
  /** Asks the server for more time, and keeps the answer. */
  renew(connection: string): Promise<void>;
  /** The token is worth nothing any more. */
  ended(connection: string): Promise<void>;
  /** Lets go of one connection here, because it is to be another one. */
  drop(connection: string): void;
  /** Lets go of all of them: a lock. */
  forget(): void;
  dispose(): Promise<void>;
}

interface Held extends Link {
  /** Another token, or none; and its renewal from now on. */
  put(session: Session | undefined): void;
  /** The same token for longer. */
  extend(ends: number, renewable: boolean): void;
  end(): void;
}

const endOf = (ends: string): number => (ends === '' ? Number.POSITIVE_INFINITY : Date.parse(ends));
const spell = (at: number): string => (Number.isFinite(at) ? new Date(at).toISOString() : '');

export function createLinks({ ports: { clock }, rules, store, changed }: LinksDeps): Links {
  const held = new Map<string, Promise<Held>>();
  const closing = new Set<Promise<void>>();
  const now = (): number => clock.now().getTime();
  const endsIn = (ttlSeconds: number): number => (ttlSeconds === 0 ? Number.POSITIVE_INFINITY : now() + ttlSeconds * 1000);

  async function connect(saved: SavedConnection, session: () => Session | undefined): Promise<VaultClient> {
    const { address, others, proxy, engines, namespace, authority, own, leastTls } = saved;
    // WHY here: few commands reach a server, and what it takes is large.
    const [{ connectVault }, allowed] = await Promise.all([import('../backends/index.ts'), rules()]);
    return connectVault({
      // SECURITY(token-stays-with-address): a client knows the address of its own connection, and its token alone.
      address, others, proxy, engines, namespace, token: () => session()?.token.text(),
      rules: { ...allowed, tls_min_version: leastTls === '1.3' ? '1.3' : allowed.tls_min_version },
      ...(authority === undefined ? {} : { authorities: authority }), ...(own === undefined ? {} : { own }),
    });
  }

  async function hold(connection: string): Promise<Held> {
    const saved = savedOf(await readSaved(store()), connection);
    let session: Session | undefined;
    let stop = (): void => undefined;
    let over = false;
    const client = await connect(saved, () => session);
    const one: Held = {
      saved, client, session: () => session,
      put(next) {
        stop();
        stop = () => undefined;
        if (session?.token !== next?.token) session?.token.wipe();
        session = next;
        if (next === undefined || over || !Number.isFinite(next.ends)) return;
        stop = keepRenewed({ clock, renew: () => renewOnce(connection, one), ended: () => { ended(connection).catch(() => undefined); } }, { since: now(), ends: next.ends, renewable: next.renewable });
      },
      extend(ends, renewable) { if (session !== undefined) session = { ...session, ends, renewable }; },
      end() {
        over = true;
        one.put(undefined);
        const done = client.close().catch(() => undefined).finally(() => { closing.delete(done); });
        closing.add(done);
      },
    };
    const { session: kept } = saved;
    if (kept !== undefined && endOf(kept.ends) > now()) one.put({ token: new SecretBytes(Buffer.from(kept.token)), name: kept.name, policies: kept.policies, renewable: kept.renewable, entity: kept.entity, ends: endOf(kept.ends) });
    return one;
  }
  function open(connection: string): Promise<Held> {
    const there = held.get(connection);
    if (there !== undefined) return there;
    const made = hold(connection);
    held.set(connection, made);
    made.catch(() => { if (held.get(connection) === made) held.delete(connection); });
    return made;
  }

  async function renewOnce(connection: string, one: Held): Promise<Lease> {
    if (one.session() === undefined) throw new Refusal('token-missing');
    const { ttlSeconds, renewable } = await one.client.renew();
    const [since, ends] = [now(), endsIn(ttlSeconds)];
    one.extend(ends, renewable);
    await changeOne(store(), connection, (kept) => (kept.session === undefined ? kept : { ...kept, session: { ...kept.session, renewable, since: spell(since), ends: spell(ends) } })).catch(() => {
      // WHY silent: the server has done it all the same; at worst it is asked again too early after the next start.
    });
    changed();
    return { since, ends, renewable };
  }
  async function ended(connection: string): Promise<void> {
    (await open(connection)).put(undefined);
    await changeOne(store(), connection, (one) => (one.session === undefined ? one : { ...one, session: { ...one.session, token: '', ends: spell(0) } })).catch(() => {
      // WHY silent: a full disk is no reason to say anything else than that the token is over; at worst the server says so once more after the next start.
    });
    changed();
  }
  const letGo = (one: Promise<Held>): void => { one.then((there) => { there.end(); }, () => undefined); };

  return {
    open,
    ready: (connection) => changeOne(store(), connection, (one) => one),
    tryOut: (saved) => connect(saved, () => undefined),
    async begin(connection, given, proof) {
      const one = await open(connection);
      const { token, accessor, entity, name, policies, renewable, ttlSeconds } = given;
      const ends = endsIn(ttlSeconds);
      const session: StoredSession = { token: token.text().expose(), accessor, entity, name, policies: [...policies], renewable, since: spell(now()), ends: spell(ends) };
      await changeOne(store(), connection, (kept) => ({ ...kept, session, proof })).catch((error: unknown) => {
        token.wipe();
        throw error;
      });
      one.put({ token, name, policies: [...policies], renewable, entity, ends });
      changed();
    },
    async renew(connection) {
      const one = await open(connection);
      await renewOnce(connection, one);
      one.put(one.session());
    },
    ended,
    drop(connection) {
      const there = held.get(connection);
      held.delete(connection);
      if (there !== undefined) letGo(there);
    },
    forget() {
      // SECURITY(tokens-end-with-lock): what is sealed in the profile stays; what is in memory goes.
      for (const one of held.values()) letGo(one);
      held.clear();
    },
    async dispose() {
      const all = [...held.values()];
      held.clear();
      for (const one of all) letGo(one);
      await Promise.allSettled(all);
      await Promise.all(closing);
    },
  };
}
