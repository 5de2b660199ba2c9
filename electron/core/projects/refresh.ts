// Brings what a scan has found up to date where something changed: the folders that were touched, and no others. Must never look into a folder that a scan would pass over.
import { join } from 'node:path';
import { sortInSlices } from './sort-in-slices.ts';
import { list, lookAtFiles, scanFolder, visible, type FoundFile, type Holding, type ReadFolder } from './scan.ts';
import type { Changes } from './watch.ts';

/** The folders that were read, by their way. */
export type Folders = Map<string, ReadFolder>;

export interface RefreshListener {
  /** A folder will be read with everything below. */
  entered(path: string): void;
  readonly cancelled: () => boolean;
}
export interface Refreshed {
  /** Files of the list that are new, were written, or stand in a folder that was read anew. */
  readonly fresh: readonly FoundFile[];
  /** Files that were of the list in such folders, there still or not. */
  readonly gone: readonly FoundFile[];
  /** True if a row came, went or looks different. */
  readonly changed: boolean;
}

/** Files whose change says something about other files. */
const speaks: ReadonlySet<string> = new Set(['.gitignore', '.sops.yaml']);

/** All files in the order of the list: those of a folder behind those of its folders. */
export function inOrder(folders: ReadonlyMap<string, ReadFolder>, way = ''): FoundFile[] {
  const here = folders.get(way);
  return here === undefined ? [] : [...here.folders.flatMap((name) => inOrder(folders, `${way}${name}/`)), ...here.files];
}


const looksAlike = (a: FoundFile, b: FoundFile | undefined): boolean => b !== undefined && a.name === b.name && a.state === b.state && a.ruled === b.ruled && a.rules === b.rules;
const sameRows = (a: readonly FoundFile[], b: readonly FoundFile[]): boolean => a.length === b.length && a.every((file, index) => looksAlike(file, b[index]));

/** Reads what `changes` names again and changes `folders` in place. A root that is gone leaves no folder. */
export async function refresh(folders: Folders, changes: Changes, listener: RefreshListener): Promise<Refreshed> {
  const fresh: FoundFile[] = [];
  const gone: FoundFile[] = [];
  let changed = false;

  /** Takes a folder and everything below it off the list. */
  function drop(way: string): readonly FoundFile[] {
    const dropped = inOrder(folders, way);
    for (const known of [...folders.keys()]) if (known.startsWith(way)) folders.delete(known);
    gone.push(...dropped);
    return dropped;
  }
  /** A folder that is new, or under other rules than before. */
  async function again(path: string, way: string, above: Holding): Promise<boolean> {
    const old = drop(way);
    const found: FoundFile[] = [];
    const listed = await scanFolder(path, way, above, {
      entered: listener.entered, cancelled: listener.cancelled, found: () => undefined,
      folderDone(folder) {
        folders.set(folder.way, folder);
        found.push(...folder.files);
      },
    });
    fresh.push(...found);
    changed ||= !sameRows(old, found);
    return listed;
  }

  async function one(folder: ReadFolder, names: ReadonlySet<string> | undefined): Promise<void> {
    const { path, way, inside } = folder;
    const hit = (name: string): boolean => names === undefined || names.has(name);
    if (names === undefined || [...speaks].some((name) => names.has(name))) {
      await again(path, way, folder.above);
      return;
    }
    const listing = await list(path, listener.cancelled);
    if (listing === undefined) {
      changed ||= drop(way).length > 0;
      return;
    }
    const before = new Set(folder.folders);
    const kept: string[] = [];
    for (const name of await visible(listing, way, inside.ignore)) {
      if (listener.cancelled()) return;
      if ((before.has(name) && !hit(name)) || (await again(join(path, name), `${way}${name}/`, inside))) kept.push(name);
    }
    const stays = new Set(kept);
    for (const name of before) if (!stays.has(name)) changed ||= drop(`${way}${name}/`).length > 0;

    const known = new Map(folder.files.map((file) => [file.name.slice(way.length), file]));
    const all = await sortInSlices([...listing.files.keys()]);
    const found = new Map((await lookAtFiles(folder, listing.files, all.filter((name) => hit(name)), { found: () => undefined, cancelled: listener.cancelled })).map((file) => [file.name.slice(way.length), file]));
    if (listener.cancelled()) return;
    const files = all.flatMap((name) => (hit(name) ? found.get(name) : known.get(name)) ?? []);
    fresh.push(...found.values());
    changed ||= !sameRows(folder.files, files);
    folders.set(way, { ...folder, folders: kept, files });
  }

  const byPath = new Map([...folders.values()].map((folder) => [folder.path, folder.way]));
  for (const [path, names] of changes) {
    const folder = folders.get(byPath.get(path) ?? '\0');
    if (folder !== undefined && !listener.cancelled()) await one(folder, names);
  }
  return { fresh, gone, changed };
}
