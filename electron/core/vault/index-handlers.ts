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
import { changeOne, readSaved, savedOf } from './saved.ts';

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
  kept: Omit<KeptPaths, 'text'>;
  paths: PathIndex | undefined;
  /** True once there was a walk to its end in this run. */
  walked: boolean;
  walker?: Walker;
  stop?: AbortController;
}

/** Between two pieces of news. */
const newsMs = 100;
const none = { made: '', complete: false, forbidden: [] };

export function createIndexes({ clock, store, links, reach, emit, log }: IndexDeps): Indexes {
  const held = new Map<string, Held>();

  /** What is kept of it, once in each run. Asks the server for the name of its cluster. */
  async function load(connection: string): Promise<Held> {
    const there = held.get(connection);
    if (there !== undefined) return there;
    const { client, saved, session } = await links.open(connection);
    const { cluster } = await client.health();
    const now = session();
    // WHY the rules: a token of nobody has no other name than what it may see.
    const whom = now === undefined || now.entity === '' ? [saved.method, saved.account, ...now?.policies ?? []] : [now.entity];
    const record = recordFor(connection, cluster, saved.namespace, ...whom);
    const [{ pathIndexOf }, found] = await Promise.all([import('../backends/index.ts'), readPaths(store(), record)]);
    const made: Held = { record, kept: found ?? none, paths: found === undefined ? undefined : pathIndexOf(found.text), walked: false };
    const other = held.get(connection);
    if (other !== undefined) return other;
    held.set(connection, made);
    // WHY silent: where the disk is full the search goes on over what is in memory, and this is done before anything is kept.
    await takePlace(connection, record).catch(() => undefined);
    return made;
  }

  /** The record is that of the connection from here on. */
  async function takePlace(connection: string, record: string): Promise<void> {
    const { paths: before } = savedOf(await readSaved(store()), connection);
    // WHY: the paths that somebody else could see there are nobody's any more.
    if (before !== undefined && before !== record) await removePaths(store(), before);
    if (before !== record) await changeOne(store(), connection, (one) => ({ ...one, paths: record }));
  }

  async function walk(connection: string, one: Held): Promise<void> {
    const stop = new AbortController();
    one.stop = stop;
    let told = Number.NEGATIVE_INFINITY;
    let last: Progress = { secrets: 0, folders: 0, pending: 0, forbidden: 0 };
    const tell = (walking: boolean): void => { emit({ name: 'vault.indexProgressed', payload: { connection, ...last, walking } }); };
    const isCurrent = (): boolean => held.get(connection) === one;
    try {
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
      last = { ...last, secrets: found.paths.length, pending: 0, forbidden: found.forbidden.length };
      if (found.complete) delete one.walker;
      await takePlace(connection, one.record);
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
        return { paths: [...hits?.paths ?? []], total: hits?.total ?? 0, count: one?.paths?.count ?? 0 };
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
