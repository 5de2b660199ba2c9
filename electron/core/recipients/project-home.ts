// Where a project keeps what belongs to all who work on it: `.coffre` in its folder. Must never write through a link that leads out of that folder.
import { lstat, mkdir, realpath, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isWithin } from '../projects/index.ts';
import { Refusal } from '../refusal.ts';
import { createFile, readWhole, replaceFile } from '../safe-file/index.ts';

export const homeFolder = '.coffre';
const maxFolders = 100;

export const isThere = (path: string): Promise<boolean> => stat(path).then(() => true, () => false);

/**
 * The nearest folder upwards that has a `.coffre`, as far as the repository goes in which this one lies, or up to one of `ends`: folders that the person opened, or is in. Where none has: this one, or the top of the repository.
 * WHY by `.git` alone: where names come from is asked while a folder is only looked at, and that runs nothing.
 */
export async function homeOf(folder: string, otherwise: 'here' | 'top', ends: readonly string[] = []): Promise<string> {
  let nearest: string | undefined;
  let here = folder;
  for (let climbed = 0; climbed < maxFolders; climbed += 1) {
    if (nearest === undefined && (await isThere(join(here, homeFolder)))) nearest = here;
    if (await isThere(join(here, '.git'))) return nearest ?? (otherwise === 'top' ? here : folder);
    if (nearest !== undefined && ends.includes(here)) return nearest;
    const above = dirname(here);
    if (above === here) break;
    here = above;
  }
  // SECURITY(home-in-repository): what lies above a folder that is in no repository may be anybody's, such as a place for temporary files.
  return folder;
}

export interface Kept {
  /** The file under `.coffre`. */
  readonly name: string;
  readonly maxBytes: number;
  /** Told where the folder or the file leads elsewhere. */
  readonly refusal: 'people-not-editable' | 'marks-not-editable';
}

/** Changes a text that the project keeps; it begins empty. Refusals: the one of `kept`, and those of writing. */
export async function changeKept(home: string, { name, maxBytes, refusal }: Kept, lockFolder: string, change: (text: string) => Promise<string>): Promise<void> {
  const path = join(home, homeFolder, name);
  // WHY not made before it is looked at: a link that leads nowhere is none of ours either.
  if (!(await lstat(dirname(path)).then(() => true, () => false))) await mkdir(dirname(path), { recursive: true }).catch(() => { throw new Refusal('folder-not-writable'); });
  // SECURITY(tree-stays-in-tree): a linked folder in a cloned repository must not carry what is kept there elsewhere.
  if (!isWithin(await realpath(home), await realpath(dirname(path)).catch(() => { throw new Refusal(refusal); }))) throw new Refusal(refusal);
  const there = await readWhole(path, maxBytes).catch((error: unknown) => {
    if (error instanceof Refusal && error.code === 'file-not-found') return undefined;
    throw error;
  });
  if (there !== undefined && !isWithin(await realpath(home), there.path)) throw new Refusal(refusal);
  const before = there?.bytes.toString('utf8') ?? '';
  const after = await change(before);
  if (after === before) return;
  // WHY empty at first: a crash in its middle leaves nothing said, never half of it.
  if (there === undefined) await createFile(path, Buffer.alloc(0), 0o644);
  await replaceFile(path, Buffer.from(after), { before: there?.bytes ?? Buffer.alloc(0), lockFolder });
}
