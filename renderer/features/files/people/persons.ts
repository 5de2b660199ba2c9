// People as the window shows them: one for each name that the list of people has, one for each key that nobody named. Public keys only. Pure.
import { bareKey } from '../../../../shared/text/index.ts';
import type { Access, AccessPage } from '../../../bridge/index.ts';

/** As the core takes it: one short line, and no path. */
export const goodName = /^[^\u0000-\u001f\u007f/\\]{1,80}$/;
/** Kinds that somebody can be let into files with from here; those of services are only taken out. */
export const canBeLetIn = (kind: string): boolean => kind === 'age' || kind === 'pgp';

export type AccessFile = AccessPage['files'][number];
export interface PersonKey {
  readonly kind: Access['kind'][number];
  readonly key: string;
}
export interface Person {
  /** The first key: stays the same while the project is read anew. */
  readonly id: string;
  /** '' for nobody's key. */
  readonly name: string;
  readonly namedBy: Access['namedBy'][number];
  readonly keys: readonly PersonKey[];
  /** YYYY-MM-DD, or ''. */
  readonly since: string;
  readonly you: boolean;
  /** The files that one of the keys opens. */
  readonly files: readonly AccessFile[];
}

/** Yourself first, then in the order of how much they can open. */
export function personsFrom(access: Access, files: readonly AccessFile[], own: readonly string[]): readonly Person[] {
  const mine = new Set(own.map(bareKey));
  const byFile = new Map<number, AccessFile[]>();
  for (const file of files) for (const at of file.who) byFile.set(at, [...(byFile.get(at) ?? []), file]);
  const found = new Map<string, { readonly first: number; readonly at: number[] }>();
  for (const [at, key] of access.key.entries()) {
    const name = access.name[at] ?? '';
    // WHY only there: a name in a comment may stand beside the keys of two.
    const id = access.namedBy[at] === 'people' ? `people ${name}` : `key ${key}`;
    const known = found.get(id);
    if (known === undefined) found.set(id, { first: at, at: [at] });
    else known.at.push(at);
  }
  const persons = [...found.values()].map(({ first, at }): Person => ({
    id: access.key[first] ?? '', name: access.name[first] ?? '', namedBy: access.namedBy[first] ?? 'nobody', since: access.since[first] ?? '',
    keys: at.map((index) => ({ kind: access.kind[index] ?? 'age', key: access.key[index] ?? '' })),
    you: at.some((index) => mine.has(bareKey(access.key[index] ?? ''))),
    files: [...new Set(at.flatMap((index) => byFile.get(index) ?? []))].toSorted((one, other) => (one.path < other.path ? -1 : 1)),
  }));
  return persons.toSorted((one, other) => Number(other.you) - Number(one.you) || other.files.length - one.files.length || one.name.localeCompare(other.name) || one.id.localeCompare(other.id));
}

export function personsLike(persons: readonly Person[], filter: string): readonly Person[] {
  const wanted = filter.trim().toLowerCase();
  return wanted === '' ? persons : persons.filter(({ name, keys, files }) => name.toLowerCase().includes(wanted) || keys.some(({ key }) => key.toLowerCase().includes(wanted)) || files.some(({ path }) => path.toLowerCase().includes(wanted)));
}
