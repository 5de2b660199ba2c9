// Every path of the engines of a Vault, folder by folder and many at a time, or in pages where the server knows them all by itself. Reads names and no value. Must never ask faster than the server bears, nor without an end.
import { setTimeout as pause } from 'node:timers/promises';
import { Refusal } from '../../refusal.ts';
import { fieldOf, numberOf, textsOf } from './json.ts';
import { under } from './kv.ts';
import type { Mount, Place } from './mounts.ts';
import { isName, isNames } from './path.ts';
import { dataOf, type Transport } from './transport.ts';

export interface Progress {
  readonly secrets: number;
  readonly folders: number;
  /** Folders that are known and were not asked yet. */
  readonly pending: number;
  readonly forbidden: number;
}
export interface WalkOptions {
  readonly signal?: AbortSignal;
  /** After each answer. */
  readonly progress?: (now: Progress) => void;
  /** So many answers for each engine, and no more in one run. */
  readonly budget?: number;
}
export interface Walked {
  /** With their engine, as a person writes them; in no order. */
  readonly paths: readonly string[];
  /** Folders that the token may not list. */
  readonly forbidden: readonly string[];
  /** False where the budget was spent before everything was seen. */
  readonly complete: boolean;
}
export interface Walker {
  /** Goes on where it stopped: after `cancelled` and any other refusal what was found is kept. */
  run(options?: WalkOptions): Promise<Walked>;
}

const first = 8;
const most = 32;
const usualBudget = 20_000;
const page = 5000;
/** So many in a row, and the server is left in peace. */
const patience = 8;
const firstPauseMs = 100;
const longestPauseMs = 5000;

const passing: ReadonlySet<string> = new Set(['rate-limited', 'server-busy', 'server-failed', 'server-unavailable', 'no-active-node', 'connection-lost', 'answer-too-slow']);

interface Folder {
  readonly mount: Mount;
  readonly names: readonly string[];
}

const written = ({ mount, names }: Place): string => [...mount.names, ...names].join('/');

/** One page of everything below an engine; undefined where the server cannot do that, or the token may not. */
async function scanned(transport: Transport, mount: Mount, after: string, signal: AbortSignal | undefined): Promise<readonly string[] | undefined> {
  try {
    const query = `scan=true&limit=${String(page)}${after === '' ? '' : `&after=${encodeURIComponent(after)}`}`;
    const answer = await transport.ask({ method: 'GET', path: `${under({ mount, names: [] }, 'metadata')}/`, query, ...(signal === undefined ? {} : { signal }) });
    return fieldOf(dataOf(answer), 'keys') === undefined ? undefined : textsOf(dataOf(answer), 'keys');
  } catch (error) {
    if (error instanceof Refusal && ['secret-not-found', 'not-supported', 'permission-denied', 'path-invalid', 'request-refused', 'not-a-vault', 'mount-unknown'].includes(error.code)) return undefined;
    throw error;
  }
}

export function createWalker(transport: Transport, mounts: readonly Mount[]): Walker {
  const paths: string[] = [];
  const forbidden: string[] = [];
  let untried: readonly Mount[] = mounts;
  const pending: Folder[] = [];
  const asked = new Map<Mount, number>();
  let folders = 0;
  let spent = false;

  const now = (): Progress => ({ secrets: paths.length, folders, pending: pending.length, forbidden: forbidden.length });

  /** Folders go on the pile, secrets to what was found. */
  function take(folder: Folder, keys: readonly string[]): void {
    const above = `${written(folder)}/`;
    for (const key of keys) {
      const isFolder = key.endsWith('/');
      const name = isFolder ? key.slice(0, -1) : key;
      // SECURITY(walk-stays-below): what a server calls a name leads to no other place when it is asked for in turn.
      if (!isName(name)) continue;
      if (isFolder) pending.push({ mount: folder.mount, names: [...folder.names, name] });
      else paths.push(above + name);
    }
  }

  /** False where it has to be walked. */
  async function bySteps(mount: Mount, { signal, progress, budget = usualBudget }: WalkOptions): Promise<boolean> {
    const seen = new Set<string>();
    let after = '';
    for (;;) {
      const keys = await scanned(transport, mount, after, signal);
      if (keys === undefined) return false;
      folders += 1;
      const fresh = keys.filter((key) => !seen.has(key));
      for (const key of fresh) seen.add(key);
      progress?.({ ...now(), secrets: paths.length + seen.size });
      const last = keys.at(-1) ?? '';
      const isLast = fresh.length === 0 || keys.length !== page || last === after;
      if (!isLast && folders < budget) {
        after = last;
        continue;
      }
      spent ||= !isLast;
      const above = `${written({ mount, names: [] })}/`;
      for (const key of seen) if (!key.endsWith('/') && isNames(key)) paths.push(above + key);
      return true;
    }
  }

  async function list(folder: Folder, signal: AbortSignal): Promise<void> {
    try {
      const answer = await transport.ask({ method: 'GET', path: `${under(folder, 'metadata')}/`, query: 'list=true', also: [404], signal, tries: 1 });
      take(folder, textsOf(dataOf(answer), 'keys'));
    } catch (error) {
      // WHY nothing of an engine that vanished meanwhile: the others are there.
      if (!(error instanceof Refusal) || (error.code !== 'permission-denied' && error.code !== 'mount-unknown')) throw error;
      if (error.code === 'permission-denied') forbidden.push(`${written(folder)}/`);
    }
    folders += 1;
  }

  async function walkAll({ signal, progress, budget = usualBudget }: WalkOptions): Promise<void> {
    let width = first;
    let failures = 0;
    let wasTooFast = false;
    const stop = new AbortController();
    const both = signal === undefined ? stop.signal : AbortSignal.any([signal, stop.signal]);
    let running = 0;
    // WHY no race of them all: each answer would pass by everyone that waits for another.
    let answered = (): void => undefined;
    let ended: Error | undefined;
    let waitUntil = 0;

    async function one(folder: Folder): Promise<void> {
      try {
        await list(folder, both);
        failures = 0;
        // WHY slowly once it was too fast: one more for as many answers as there are at a time; until then one more for each.
        width = Math.min(most, width + (wasTooFast ? 1 / width : 1));
        progress?.(now());
      } catch (error) {
        pending.push(folder);
        asked.set(folder.mount, (asked.get(folder.mount) ?? 1) - 1);
        const passes = error instanceof Refusal && passing.has(error.code);
        // WHY not each: what fails together is one sign.
        if (passes && Date.now() < waitUntil) return;
        failures += 1;
        if (passes && failures <= patience) {
          width = Math.max(1, width / 2);
          wasTooFast = true;
          waitUntil = Date.now() + Math.min(longestPauseMs, Math.max(numberOf(error.data, 'retryAfterMs'), firstPauseMs * 2 ** (failures - 1)));
          return;
        }
        ended ??= error instanceof Error ? error : new Error('the walk broke off', { cause: error });
        stop.abort();
      } finally {
        running -= 1;
        answered();
      }
    }
    const held: Folder[] = [];
    try {
      for (;;) {
        if (signal?.aborted === true) ended ??= new Refusal('cancelled');
        while (ended === undefined && running < Math.floor(width) && pending.length > 0 && Date.now() >= waitUntil) {
          const folder = pending.pop();
          if (folder === undefined) break;
          const before = asked.get(folder.mount) ?? 0;
          if (before >= budget) {
            held.push(folder);
            continue;
          }
          asked.set(folder.mount, before + 1);
          running += 1;
          void one(folder);
        }
        if (running > 0) await new Promise<void>((resolve) => { answered = resolve; });
        else if (ended !== undefined || pending.length === 0) break;
        else await pause(Math.max(1, waitUntil - Date.now()), undefined, { signal: both }).catch(() => undefined);
      }
    } finally {
      spent ||= held.length > 0;
      pending.push(...held);
      // WHY once more: what was under way when it stopped is to go again.
      progress?.(now());
    }
    if (ended !== undefined) throw ended;
  }

  return {
    async run(options = {}) {
      spent = false;
      for (const mount of untried) {
        if (!await bySteps(mount, options)) pending.push({ mount, names: [] });
        untried = untried.slice(1);
      }
      asked.clear();
      await walkAll(options);
      return { paths, forbidden, complete: !spent };
    },
  };
}
