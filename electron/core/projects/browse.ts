// One level of folders, for machines without a folder dialog. Shows names of folders and nothing else.
import type { Dirent } from 'node:fs';
import { opendir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Refusal } from '../refusal.ts';
import { realFolder } from './folder-path.ts';
import { sortInSlices } from './sort-in-slices.ts';

/** More are not shown: a list of a thousand folders is for the command line. */
const maxFolders = 1000;

export interface Level {
  readonly path: string;
  /** Absent at the top. */
  readonly parent: string | undefined;
  readonly names: readonly string[];
}

const isFolder = async (folder: string, entry: Dirent): Promise<boolean> =>
  entry.isDirectory() || (entry.isSymbolicLink() && (await stat(join(folder, entry.name)).then((facts) => facts.isDirectory(), () => false)));

/** Refusals: folder-not-found, not-a-folder, folder-unreadable, symlink-loop. Hidden folders come last. */
export async function browse(folder: string): Promise<Level> {
  const path = await realFolder(folder);
  const shown: string[] = [];
  const hidden: string[] = [];
  try {
    for await (const entry of await opendir(path, { bufferSize: 256 })) {
      if (await isFolder(path, entry)) (entry.name.startsWith('.') ? hidden : shown).push(entry.name);
    }
  } catch {
    throw new Refusal('folder-unreadable');
  }
  const parent = dirname(path);
  return { path, parent: parent === path ? undefined : parent, names: [...(await sortInSlices(shown)), ...(await sortInSlices(hidden))].slice(0, maxFolders) };
}
