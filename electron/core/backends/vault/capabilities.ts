// What a token may do at paths, asked in batches. Must never be taken for a permission: the server decides anew with each request.
import { Refusal } from '../../refusal.ts';
import { textsOf } from './json.ts';
import { under } from './kv.ts';
import type { Place } from './mounts.ts';
import { dataOf, type Transport } from './transport.ts';

export interface Allowed {
  readonly list: boolean;
  readonly read: boolean;
  /** Where nothing is yet. */
  readonly create: boolean;
  /** Over what is there; in version 2 with the right to patch, too. */
  readonly update: boolean;
  readonly delete: boolean;
  readonly undelete: boolean;
  readonly destroy: boolean;
  readonly readMetadata: boolean;
  readonly writeMetadata: boolean;
  /** All versions at once, for good. */
  readonly deleteAll: boolean;
}

const batch = 100;

function pathsOf(place: Place): Readonly<Record<'data' | 'delete' | 'undelete' | 'destroy' | 'metadata', string>> {
  const at = (part: string): string => decodeURIComponent(under(place, part));
  return { data: at('data'), delete: at('delete'), undelete: at('undelete'), destroy: at('destroy'), metadata: at('metadata') };
}

async function asked(transport: Transport, paths: readonly string[]): Promise<ReadonlyMap<string, readonly string[]> | undefined> {
  const found = new Map<string, readonly string[]>();
  for (let from = 0; from < paths.length; from += batch) {
    try {
      const part = paths.slice(from, from + batch);
      const data = dataOf(await transport.ask({ method: 'POST', path: 'sys/capabilities-self', body: { paths: part } }));
      for (const path of part) found.set(path, textsOf(data, path));
    } catch (error) {
      if (error instanceof Refusal && error.code === 'permission-denied') return undefined;
      throw error;
    }
  }
  return found;
}

/** For each place, in their order; undefined where the token may not ask (without the policy `default` it may not), so that nobody knows. */
export async function capabilitiesAt(transport: Transport, places: readonly Place[]): Promise<readonly Allowed[] | undefined> {
  // WHY for lists the folder: rules for a folder end in a slash.
  const wanted = places.map((place) => ({ ...pathsOf(place), version: place.mount.version }));
  const found = await asked(transport, [...new Set(wanted.flatMap(({ version, data, metadata, ...more }) => (version === 1 ? [data, `${data}/`] : [data, metadata, `${metadata}/`, more.delete, more.undelete, more.destroy])))]);
  if (found === undefined) return undefined;
  const may = (path: string, ...any: readonly string[]): boolean => [...any, 'root'].some((one) => found.get(path)?.includes(one) === true);
  return wanted.map((at): Allowed => {
    const { data, metadata } = at;
    const both = { read: may(data, 'read'), create: may(data, 'create') };
    if (at.version === 1) return { ...both, list: may(`${data}/`, 'list') || may(data, 'list'), update: may(data, 'update'), delete: may(data, 'delete'), undelete: false, destroy: false, readMetadata: false, writeMetadata: false, deleteAll: false };
    return {
      ...both, list: may(`${metadata}/`, 'list') || may(metadata, 'list'), update: may(data, 'update', 'patch'), delete: may(at.delete, 'update') || may(data, 'delete'),
      undelete: may(at.undelete, 'update'), destroy: may(at.destroy, 'update'), readMetadata: may(metadata, 'read'), writeMetadata: may(metadata, 'update'), deleteAll: may(metadata, 'delete'),
    };
  });
}

