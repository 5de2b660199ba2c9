// Walks a project for secret files: folder by folder in the order of the list, in small slices, cancellable at every entry.
// Must never run a program, follow a linked folder, or stop because one folder cannot be read.
import { constants, type Dirent } from 'node:fs';
import { open, opendir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { FileState } from '../../../shared/ipc/projects.ts';
import { readInto } from '../read-again.ts';
import { isRuled, rulesFor, rulesIn, type RulesFile } from '../sops/index.ts';
import { lookAt, nameSuggests } from './file-look.ts';
import { ignoresFolder, readIgnoreRules, type IgnoreRules } from './ignore-rules.ts';
import { sortInSlices } from './sort-in-slices.ts';

export interface FoundFile {
  readonly path: string;
  /** The way from the project's folder, with `/`. */
  readonly name: string;
  readonly state: FileState;
  /** False if rules are in reach and none is meant for this file. */
  readonly ruled: boolean;
  /** Creation rules in a `.sops.yaml`, else 0. */
  readonly rules: number;
}
/** What holds in a folder: what git ignores, and what is encrypted for whom. */
export interface Holding {
  readonly ignore: IgnoreRules | undefined;
  readonly rules: RulesFile | undefined;
}
/** One folder as it was read, without what lies in its folders. */
export interface ReadFolder {
  readonly path: string;
  /** The way from the root: '' for the root, else ends with `/`. */
  readonly way: string;
  /** Names of the folders in it that are looked into, in order. */
  readonly folders: readonly string[];
  /** In order. */
  readonly files: readonly FoundFile[];
  /** What the folders above say, and what holds in here. */
  readonly above: Holding;
  readonly inside: Holding;
}

/** What a walk tells while it goes. */
export interface ScanListener {
  /** A folder will be read now. */
  entered(path: string): void;
  /** Some files of one folder, in the order of the list. */
  found(files: readonly FoundFile[]): void;
  folderDone(folder: ReadFolder): void;
  readonly cancelled: () => boolean;
}
export type ScanEnd = 'done' | 'cancelled' | 'failed';

const never: ReadonlySet<string> = new Set(['.git', 'node_modules']);
const maxIgnoreBytes = 256 * 1024;
/** So many files are looked at side by side. */
const sideBySide = 8;

export interface Listing {
  /** Every folder but those that are never looked into, in no order. */
  readonly folders: readonly string[];
  readonly files: ReadonlyMap<string, { readonly suggests: 'secret' | 'maybe'; readonly isLink: boolean }>;
  readonly hasIgnoreRules: boolean;
  readonly hasRules: boolean;
}

/** The names in one folder; undefined if it cannot be listed. */
export async function list(folder: string, cancelled: () => boolean): Promise<Listing | undefined> {
  const folders: string[] = [];
  const files = new Map<string, { suggests: 'secret' | 'maybe'; isLink: boolean }>();
  let hasIgnoreRules = false;
  let hasRules = false;
  const sort = (entry: Dirent): void => {
    const { name } = entry;
    if (entry.isDirectory()) {
      if (!never.has(name)) folders.push(name);
      return;
    }
    const isLink = entry.isSymbolicLink();
    if (!entry.isFile() && !isLink) return;
    if (name === '.gitignore') hasIgnoreRules = true;
    if (name === '.sops.yaml') hasRules = true;
    const suggests = nameSuggests(name);
    if (suggests !== 'nothing') files.set(name, { suggests, isLink });
  };
  try {
    for await (const entry of await opendir(folder, { bufferSize: 256 })) {
      if (cancelled()) break;
      sort(entry);
    }
  } catch {
    // WHY silent: no permission, or gone meanwhile; the caller passes over it.
    return undefined;
  }
  return { folders, files, hasIgnoreRules, hasRules };
}

async function readIgnored(folder: string, way: string, above: IgnoreRules | undefined): Promise<IgnoreRules | undefined> {
  try {
    const handle = await open(join(folder, '.gitignore'), constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0));
    try {
      const buffer = Buffer.alloc(maxIgnoreBytes);
      return readIgnoreRules(buffer.toString('utf8', 0, await readInto(handle, buffer, 0, 0)), way, above);
    } finally {
      await handle.close();
    }
  } catch {
    // WHY silent: the rules only save time.
    return above;
  }
}

/** The names that are looked into, in order. */
export async function visible(listing: Listing, way: string, ignore: IgnoreRules | undefined): Promise<string[]> {
  return (await sortInSlices(listing.folders)).filter((name) => !ignoresFolder(ignore, `${way}${name}`));
}

/** Looks at files of one folder, some side by side, and answers those that are of interest in the order of `names`. */
export async function lookAtFiles(folder: Pick<ReadFolder, 'path' | 'way' | 'inside'>, files: Listing['files'], names: readonly string[], listener: Pick<ScanListener, 'found' | 'cancelled'>): Promise<FoundFile[]> {
  const { rules } = folder.inside;
  const found: FoundFile[] = [];
  for (let at = 0; at < names.length && !listener.cancelled(); at += sideBySide) {
    const looked = await Promise.all(names.slice(at, at + sideBySide).map(async (base): Promise<readonly FoundFile[]> => {
      const path = join(folder.path, base);
      const name = `${folder.way}${base}`;
      const { suggests, isLink } = files.get(base) ?? { suggests: 'maybe', isLink: false };
      const state = await lookAt(path, name, suggests, isLink);
      if (state === undefined) return [];
      return [{ path, name, state, ruled: state === 'rules' || isRuled(rules, path), rules: base === '.sops.yaml' && rules?.folder === folder.path ? rules.rules : 0 }];
    }));
    if (listener.cancelled()) break;
    found.push(...looked.flat());
    listener.found(looked.flat());
  }
  return found;
}

/** Looks at one folder and everything below. False if it could not be listed. */
export async function scanFolder(path: string, way: string, above: Holding, listener: ScanListener): Promise<boolean> {
  const { cancelled } = listener;
  listener.entered(path);
  const listing = await list(path, cancelled);
  if (listing === undefined) return false;
  const inside: Holding = {
    ignore: listing.hasIgnoreRules ? await readIgnored(path, way.slice(0, -1), above.ignore) : above.ignore,
    rules: listing.hasRules ? ((await rulesIn(path)) ?? above.rules) : above.rules,
  };
  const folders: string[] = [];
  for (const name of await visible(listing, way, inside.ignore)) {
    if (cancelled()) return true;
    if (await scanFolder(join(path, name), `${way}${name}/`, inside, listener)) folders.push(name);
  }
  const files = await lookAtFiles({ path, way, inside }, listing.files, await sortInSlices([...listing.files.keys()]), listener);
  if (!cancelled()) listener.folderDone({ path, way, folders, files, above, inside });
  return true;
}

/** Looks at `root` (absolute, real) and everything below. `failed` only if the root itself cannot be listed. */
export async function scan(root: string, listener: ScanListener): Promise<ScanEnd> {
  const above = dirname(root);
  const listed = await scanFolder(root, '', { ignore: undefined, rules: above === root ? undefined : await rulesFor(above) }, listener);
  if (listener.cancelled()) return 'cancelled';
  return listed ? 'done' : 'failed';
}
