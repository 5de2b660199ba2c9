// Walks a project for secret files: folder by folder in the order of the list, in small slices, cancellable at every entry.
// Must never run a program, follow a linked folder, or stop because one folder cannot be read.
import { constants, type Dirent } from 'node:fs';
import { open, opendir } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileState } from '../../../shared/ipc/projects.ts';
import { lookAt, nameSuggests } from './file-look.ts';
import { ignoresFolder, readIgnoreRules, type IgnoreRules } from './ignore-rules.ts';
import { sortInSlices } from './sort-in-slices.ts';

/** What a walk tells while it goes. */
export interface ScanListener {
  /** The files of one folder, in the order of the list; `name` is the way from the root, with `/`. */
  found(files: readonly { readonly path: string; readonly name: string; readonly state: FileState }[]): void;
  folderDone(): void;
  readonly cancelled: () => boolean;
}
export type ScanEnd = 'done' | 'cancelled' | 'failed';

const never: ReadonlySet<string> = new Set(['.git', 'node_modules']);
const maxIgnoreBytes = 256 * 1024;
/** So many files are looked at side by side. */
const sideBySide = 8;

interface Listing {
  readonly folders: readonly string[];
  readonly files: ReadonlyMap<string, { readonly suggests: 'secret' | 'maybe'; readonly isLink: boolean }>;
  readonly hasIgnoreRules: boolean;
}

async function list(folder: string, cancelled: () => boolean): Promise<Listing | undefined> {
  const folders: string[] = [];
  const files = new Map<string, { suggests: 'secret' | 'maybe'; isLink: boolean }>();
  let hasIgnoreRules = false;
  const sort = (entry: Dirent): void => {
    const { name } = entry;
    if (entry.isDirectory()) {
      if (!never.has(name)) folders.push(name);
      return;
    }
    const isLink = entry.isSymbolicLink();
    if (!entry.isFile() && !isLink) return;
    if (name === '.gitignore') hasIgnoreRules = true;
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
  return { folders, files, hasIgnoreRules };
}

async function readRules(folder: string, way: string, above: IgnoreRules | undefined): Promise<IgnoreRules | undefined> {
  try {
    const handle = await open(join(folder, '.gitignore'), constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0));
    try {
      const buffer = Buffer.alloc(maxIgnoreBytes);
      const { bytesRead } = await handle.read(buffer, 0, maxIgnoreBytes, 0);
      return readIgnoreRules(buffer.toString('utf8', 0, bytesRead), way, above);
    } finally {
      await handle.close();
    }
  } catch {
    // WHY silent: the rules only save time.
    return above;
  }
}

/** Looks at `root` (absolute, real) and everything below. `failed` only if the root itself cannot be listed. */
export async function scan(root: string, listener: ScanListener): Promise<ScanEnd> {
  const { cancelled } = listener;

  async function visitFiles(folder: string, way: string, files: Listing['files']): Promise<void> {
    const names = await sortInSlices([...files.keys()]);
    for (let at = 0; at < names.length && !cancelled(); at += sideBySide) {
      const looked = await Promise.all(names.slice(at, at + sideBySide).map(async (base) => {
        const path = join(folder, base);
        const name = `${way}${base}`;
        const { suggests, isLink } = files.get(base) ?? { suggests: 'maybe', isLink: false };
        const state = await lookAt(path, name, suggests, isLink);
        return state === undefined ? [] : [{ path, name, state }];
      }));
      if (!cancelled()) listener.found(looked.flat());
    }
  }

  /** `way` is '' for the root, else ends with `/`. False if the folder could not be listed. */
  async function visit(folder: string, way: string, above: IgnoreRules | undefined): Promise<boolean> {
    const listing = await list(folder, cancelled);
    if (listing === undefined) return false;
    const rules = listing.hasIgnoreRules ? await readRules(folder, way.slice(0, -1), above) : above;
    for (const name of await sortInSlices(listing.folders)) {
      if (cancelled()) return true;
      if (!ignoresFolder(rules, `${way}${name}`)) await visit(join(folder, name), `${way}${name}/`, rules);
    }
    await visitFiles(folder, way, listing.files);
    if (!cancelled()) listener.folderDone();
    return true;
  }

  const listed = await visit(root, '', undefined);
  if (cancelled()) return 'cancelled';
  return listed ? 'done' : 'failed';
}
