// The index of all paths of a connection: what was kept at once, a walk in the background, and the search over it. Must never hold a value, nor show one person what another may see.
import type { AppContract } from '../../../shared/ipc/contract.ts';
import type { Handlers } from '../../../shared/ipc/define.ts';
import type { AppEvents } from '../../../shared/ipc/events.ts';
import type { PathIndex, Progress, Walker } from '../backends/index.ts';
import type { Clock, Emit } from '../ports.ts';
import type { SealedStore } from '../profile/index.ts';
import { Refusal } from '../refusal.ts';
import type { Links } from './links.ts';
import { readPaths, recordFor, removePaths, writePaths, type KeptPaths } from './path-store.ts';
import type { Reach } from './reach.ts';
import { changeOne, readSaved, savedOf, type SavedConnection } from './saved.ts';

type IndexCall = 'openIndex' | 'searchPaths' | 'findPaths' | 'stopIndex';
export interface IndexDeps {
  readonly clock: Clock;
  readonly store: () => SealedStore;
  readonly links: Links;
  readonly reach: Reach;
  readonly emit: Emit<AppEvents>;
  readonly log: (line: string) => void;
}
export interface Indexes {
  readonly handlers: Pick<Handlers<AppContract>['vault'], IndexCall>;
  /** Ends the walk and lets go of the paths of one connection, or of all: it is another one, or somebody else's, or a lock. */
  forget(connection?: string): void;
}

interface Held {
  readonly record: string;
  readonly cluster: string;
  kept: Omit<KeptPaths, 'text'>;
  paths: PathIndex | undefined;
  /** True once there was a walk to its end in this run. */
  walked: boolean;
  /** True once the server was asked in this run which cluster it is. */
  asked: boolean;
  /** What is held was read in this run. */
  fresh: boolean;
  walker?: Walker;
  stop?: AbortController;
}

/** Between two pieces of news. */
const newsMs = 100;
const none = { made: '', complete: false, forbidden: [] };

/** Where the paths are kept that whoever is signed in there sees on this cluster. */
function recordOn(cluster: string, { connection, namespace, method, account, session }: SavedConnection): string {
  // WHY the rules: a token of nobody has no other name than what it may see.
  const whom = session === undefined || session.entity === '' ? [method, account, ...session?.policies ?? []] : [session.entity];
  return recordFor(connection, cluster, namespace, ...whom);
}

export function createIndexes({ clock, store, links, reach, emit, log }: IndexDeps): Indexes {
  const held = new Map<string, Held>();

  const named = async (connection: string): Promise<SavedConnection> => savedOf(await readSaved(store()), connection);
  async function hold(connection: string, { record, cluster, asked }: Pick<Held, 'record' | 'cluster' | 'asked'>, found: KeptPaths | undefined): Promise<Held> {
    const { pathIndexOf } = await import('../backends/index.ts');
    const other = held.get(connection);
    if (other !== undefined) return other;
    const made: Held = { record, cluster, kept: found ?? none, paths: found === undefined ? undefined : pathIndexOf(found.text), walked: false, asked, fresh: false };
    held.set(connection, made);
    return made;
  }
  /** The cluster that the server says it is. Refusals: those of a request, sealed, not-initialised. */
  async function clusterOf(connection: string): Promise<string> {
    const { client } = await links.open(connection);
    const { state, cluster } = await client.health();
    // WHY: a server that is sealed does not know which cluster it is, and is no reason to let go of what is kept of it.
    if (state === 'sealed' || state === 'not-initialised') throw new Refusal(state);
    return cluster;
  }
  /** What is kept for whoever is signed in, on the cluster that the server said it is. */
  async function loadOn(connection: string, cluster: string): Promise<Held> {
    const record = recordOn(cluster, await named(connection));
    const made = await hold(connection, { record, cluster, asked: true }, await readPaths(store(), record));
    // WHY silent: where the disk is full the search goes on over what is in memory, and this is done before anything is kept.
    await takePlace(connection, made).catch(() => undefined);
    return made;
  }
  /** The record is that of the connection from here on. */
  async function takePlace(connection: string, { record, cluster }: Held): Promise<void> {
    const before = await named(connection);
    // WHY: the paths that somebody else could see there are nobody's any more.
    if (before.paths !== undefined && before.paths !== record) await removePaths(store(), before.paths);
    if (before.paths !== record || before.cluster !== cluster) await changeOne(store(), connection, (one) => ({ ...one, paths: record, cluster }));
  }
  /** What is kept of it, once in each run: at once where the cluster was known before, else the server is asked for it. */
  async function load(connection: string): Promise<Held> {
    const there = held.get(connection);
    if (there !== undefined) return there;
    const saved = await named(connection);
    const { cluster } = saved;
    if (cluster === undefined) return loadOn(connection, await clusterOf(connection));
    const record = recordOn(cluster, saved);
    // SECURITY(paths-of-one-person): what is kept is shown to nobody but whom it was walked for, also while the server cannot be asked.
    const found = record !== saved.paths ? undefined : await readPaths(store(), record);
    return found === undefined ? loadOn(connection, await clusterOf(connection)) : hold(connection, { record, cluster, asked: false }, found);
  }

  /** Asks the server whether what was shown before it was asked is its own; where it is not, what is takes its place and is walked. */
  async function isOfCluster(connection: string, one: Held): Promise<boolean> {
    const cluster = await clusterOf(connection);
    if (recordOn(cluster, await named(connection)) === one.record) {
      one.asked = true;
      return true;
    }
    if (held.get(connection) === one) {
      held.delete(connection);
      void walk(connection, await loadOn(connection, cluster));
    }
    return false;
  }
  async function walk(connection: string, one: Held): Promise<void> {
    const stop = new AbortController();
    one.stop = stop;
    let told = Number.NEGATIVE_INFINITY;
    let last: Progress = { secrets: one.paths?.count ?? 0, folders: 0, pending: 0, forbidden: one.kept.forbidden.length };
    const tell = (walking: boolean): void => { emit({ name: 'vault.indexProgressed', payload: { connection, ...last, walking } }); };
    const isCurrent = (): boolean => held.get(connection) === one;
    try {
      if (!one.asked && !(await isOfCluster(connection, one))) return;
      const { pathIndexOf } = await import('../backends/index.ts');
      const found = await reach.on({ connection }, 'window', async ({ client }) => {
        // WHY kept: a walk that was stopped goes on where it was.
        one.walker ??= await client.walker();
        return one.walker.run({
          signal: stop.signal,
          progress(now) {
            last = now;
            if (clock.monotonic() - told < newsMs) return;
            told = clock.monotonic();
            if (isCurrent()) tell(true);
          },
        });
      });
      if (!isCurrent()) return;
      const text = found.paths.toSorted().join('\n');
      one.kept = { made: clock.now().toISOString(), complete: found.complete, forbidden: found.forbidden.toSorted() };
      one.paths = pathIndexOf(text);
      one.walked = found.complete;
      one.fresh = true;
      last = { ...last, secrets: found.paths.length, pending: 0, forbidden: found.forbidden.length };
      if (found.complete) delete one.walker;
      await takePlace(connection, one);
      await writePaths(store(), one.record, { ...one.kept, text });
    } catch (error) {
      // WHY not thrown: nobody waits for it. What was kept before is still searched.
      if (!(error instanceof Refusal)) log(`${clock.now().toISOString()} the walk over a Vault ended by ${error instanceof Error ? error.name : 'an unknown failure'}`);
    } finally {
      delete one.stop;
      if (isCurrent()) tell(false);
    }
  }

  function forgetOne(connection: string): void {
    const one = held.get(connection);
    held.delete(connection);
    one?.stop?.abort();
  }
  return {
    handlers: {
      async openIndex({ connection, again, kept = false }, context) {
        context.about(await reach.subject({ connection }, ''));
        const one = await load(connection);
        if (again && one.stop === undefined) {
          one.walked = false;
          delete one.walker;
        }
        if (!one.walked && one.stop === undefined && !(kept && one.paths !== undefined)) void walk(connection, one);
        return { count: one.paths?.count ?? 0, made: one.kept.made, complete: one.kept.complete, forbidden: one.kept.forbidden.length, walking: one.stop !== undefined };
      },
      async searchPaths({ connection, filter, limit }) {
        const one = held.get(connection) ?? await links.open(connection).then(() => undefined);
        const hits = one?.paths?.search(filter, limit);
        return { paths: [...hits?.paths ?? []], total: hits?.total ?? 0, count: one?.paths?.count ?? 0, asOf: one === undefined || one.fresh ? '' : one.kept.made };
      },
      async findPaths(at, context) {
        const { paths, forbidden, complete } = await reach.look({ ...at, path: '' }, context, async ({ client }) => (await client.walker()).run());
        const { pathIndexOf } = await import('../backends/index.ts');
        const index = pathIndexOf(paths.toSorted().join('\n'));
        const { paths: hits, total } = index.search(at.filter, at.limit);
        return { paths: [...hits], total, count: index.count, forbidden: forbidden.length, complete };
      },
      stopIndex({ connection }) {
        held.get(connection)?.stop?.abort();
        return {};
      },
    },
    forget(connection) {
      for (const one of connection === undefined ? [...held.keys()] : [connection]) forgetOne(one);
    },
  };
}
