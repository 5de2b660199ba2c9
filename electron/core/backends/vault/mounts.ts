// Which engine a path belongs to, as the server tells, or the person where it does not. Must never guess: v1 and v2 write to different places.
import { Refusal } from '../../refusal.ts';
import { fieldOf, isFields, textOf } from './json.ts';
import { encoded, namesOf } from './path.ts';
import { dataOf, type Transport } from './transport.ts';

export interface Mount {
  readonly names: readonly string[];
  readonly version: 1 | 2;
}
export interface Place {
  readonly mount: Mount;
  /** Below the mount; none for the mount itself. */
  readonly names: readonly string[];
}
export interface NamedEngine {
  readonly path: string;
  /** 0: as the server says of it. */
  readonly version: 0 | 1 | 2;
}
export interface Mounts {
  /** Those that the token may see, and those that the person named. */
  all(): Promise<readonly Mount[]>;
  /** Refusals: path-invalid, mount-unknown (none there, or none that this token may know of), not-supported (another engine). */
  placeOf(path: string): Promise<Place>;
  /** The same for many at once, with one look at the engines. */
  placesOf(paths: readonly string[]): Promise<readonly Place[]>;
}

const mountsPath = 'sys/internal/ui/mounts';
const isDenied = (error: unknown): boolean => error instanceof Refusal && error.code === 'permission-denied';
const lies = (names: readonly string[], { names: root }: Pick<Mount, 'names'>): boolean => root.every((name, at) => names[at] === name);
/** The deepest of them that a path lies in. */
const around = <T extends Pick<Mount, 'names'>>(names: readonly string[], all: readonly T[]): T | undefined => all.filter((one) => lies(names, one)).toSorted((one, other) => other.names.length - one.names.length)[0];

/** Undefined for an engine that is none of keys and values. */
function mountFrom(path: string, facts: unknown): Mount | undefined {
  const type = textOf(facts, 'type');
  if (type !== 'kv' && type !== 'generic') return undefined;
  return { names: path.replace(/\/$/, '').split('/'), version: textOf(fieldOf(facts, 'options'), 'version') === '2' ? 2 : 1 };
}

export function createMounts(transport: Transport, named: readonly NamedEngine[]): Mounts {
  const engines = named.map(({ path, version }) => ({ names: namesOf(path), version }));

  async function told(names: readonly string[]): Promise<Mount> {
    const found = dataOf(await transport.ask({ method: 'GET', path: `${mountsPath}/${encoded(names)}` }));
    const root = textOf(found, 'path');
    if (root === '') throw new Refusal('mount-unknown');
    const mount = mountFrom(root, found);
    if (mount === undefined) throw new Refusal('not-supported');
    // WHY looked at: what is written below the mount must be what was asked for.
    if (!lies(names, mount)) throw new Refusal('mount-unknown');
    return mount;
  }
  /** WHY the server first: a version that is wrong would write to another place. */
  async function mountOf(names: readonly string[]): Promise<Mount> {
    try {
      return await told(names);
    } catch (error) {
      if (!isDenied(error)) throw error;
      const own = around(names, engines);
      if (own === undefined) throw error;
      if (own.version === 0) throw new Refusal('engine-version-needed');
      return { names: own.names, version: own.version };
    }
  }
  const placeOf = async (path: string): Promise<Place> => {
    const names = namesOf(path);
    const mount = await mountOf(names);
    return { mount, names: names.slice(mount.names.length) };
  };
  /** Every engine that the server tells of, of whatever kind; undefined where it tells of none to this token. */
  async function listed(): Promise<Readonly<Record<string, unknown>> | undefined> {
    try {
      const seen = fieldOf(dataOf(await transport.ask({ method: 'GET', path: mountsPath })), 'secret');
      return isFields(seen) ? seen : {};
    } catch (error) {
      if (isDenied(error) && engines.length > 0) return undefined;
      throw error;
    }
  }

  return {
    placeOf,
    async all() {
      const found = Object.entries(await listed() ?? {}).flatMap(([path, facts]) => mountFrom(path, facts) ?? []);
      const more = engines.filter(({ names }) => !found.some((mount) => mount.names.length === names.length && lies(names, mount)));
      return [...found, ...await Promise.all(more.map(({ names }) => mountOf(names)))];
    },
    async placesOf(paths) {
      if (paths.length < 2) return Promise.all(paths.map(placeOf));
      const found = await listed().catch((error: unknown) => {
        if (isDenied(error)) return undefined;
        throw error;
      });
      const all = Object.entries(found ?? {}).map(([path, facts]) => ({ names: path.replace(/\/$/, '').split('/'), mount: mountFrom(path, facts) }));
      return Promise.all(paths.map(async (path): Promise<Place> => {
        const names = namesOf(path);
        const own = around(names, all);
        if (own === undefined) return placeOf(path);
        if (own.mount === undefined) throw new Refusal('not-supported');
        return { mount: own.mount, names: names.slice(own.names.length) };
      }));
    },
  };
}
