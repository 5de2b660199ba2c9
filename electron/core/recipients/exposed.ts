// What somebody who goes could read: every value of every revision that names him, and of the files as they lie here. Names and dates only; needs no key.
import { join, relative, sep } from 'node:path';
import { compareNames, comparePaths } from '../../../shared/text/index.ts';
import { filesOf, isWithin } from '../projects/index.ts';
import { readWhole } from '../safe-file/index.ts';
import { readableRevisions, repositoryTop, shapeOf, type Recipient, type RevisionPorts } from '../sops/index.ts';
import { homeOf } from './project-home.ts';

/** Somebody who is gone, or about to go. */
export interface Gone {
  /** Absolute and real. */
  readonly root: string;
  readonly who: readonly Recipient[];
  /** By the real paths of those that he is taken out of, who of them. */
  readonly files: ReadonlyMap<string, readonly number[]>;
  /** True where he leaves all of `root`, what it had once as well. */
  readonly everywhere: boolean;
}
export interface ExposedValue {
  /** The way from `home`. */
  readonly file: string;
  readonly key: string;
  readonly since: string;
  readonly commit: string;
  /** '' for up to now. */
  readonly until: string;
  /** True if the file still has a value under this name. */
  readonly here: boolean;
  /** Places in `who`. */
  readonly who: readonly number[];
}
export interface Exposed {
  readonly state: 'found' | 'no-git' | 'no-repository';
  readonly whole: boolean;
  readonly commits: number;
  /** The folder that keeps what belongs to the project. */
  readonly home: string;
  readonly values: readonly ExposedValue[];
}

const slashes = (way: string): string => way.replaceAll(sep, '/');
type Standing = ReadonlyMap<string, { readonly keys: ReadonlySet<string>; readonly who: readonly number[] }>;

const maxFileBytes = 64 * 1024 * 1024;

/** The files as they lie here, by their paths. */
async function standing(folder: string, paths: Iterable<string>, { who, files }: Gone): Promise<Standing> {
  const found = new Map<string, { readonly keys: ReadonlySet<string>; readonly who: readonly number[] }>();
  for (const path of paths) {
    const file = await readWhole(path, maxFileBytes).catch(() => undefined);
    // SECURITY(tree-stays-in-tree): where the history had a file a link may lie now, to anything.
    const shape = file === undefined || !(isWithin(folder, file.path) || files.has(path)) ? undefined : await shapeOf(path, file.bytes, who);
    if (shape !== undefined) found.set(path, { keys: new Set(shape.keys), who: [...new Set([...shape.readers, ...(files.get(path) ?? [])])] });
  }
  return found;
}

/** Refusal: `cancelled`. */
export async function findExposed(gone: Gone, ports: RevisionPorts, signal: AbortSignal, progress: (done: number, total: number) => void): Promise<Exposed> {
  const { root, who, files, everywhere } = gone;
  const top = (await repositoryTop(root, ports)) ?? root;
  const home = await homeOf(root, everywhere ? 'here' : 'top');
  // WHY the whole repository for single files: one of them may have come from anywhere in it.
  const folder = everywhere ? root : top;
  const pathOf = (way: string): string => join(folder, way);
  const history = await readableRevisions(folder, who, ports, { signal, progress, wanted: (way) => everywhere || files.has(pathOf(way)) });
  const own = new Set(everywhere ? (await filesOf(root, signal)).encrypted : files.keys());
  const here = await standing(folder, new Set([...own, ...[...history.files.keys()].map(pathOf)]), gone);
  const values: ExposedValue[] = [];
  for (const path of new Set([...[...history.files.keys()].map(pathOf), ...own])) {
    const [past, now] = [history.files.get(slashes(relative(folder, path))) ?? [], here.get(path)];
    const readsNow = (now?.who.length ?? 0) > 0;
    const file = slashes(relative(home, path));
    for (const { key, since, commit, until, who: readers } of past) {
      const stands = now?.keys.has(key) === true;
      values.push({ file, key, since, commit, until: readsNow && stands ? '' : until, here: stands, who: readsNow && stands ? [...new Set([...readers, ...(now?.who ?? [])])] : readers });
    }
    const told = new Set(past.map(({ key }) => key));
    if (readsNow) for (const key of now?.keys ?? []) if (!told.has(key)) values.push({ file, key, since: '', commit: '', until: '', here: true, who: now?.who ?? [] });
  }
  return { state: history.state, whole: history.whole, commits: history.commits, home, values: values.toSorted((one, other) => comparePaths(one.file, other.file) || compareNames(one.key, other.key)) };
}
