// The secret files of a folder and the rules in it, as the list of a project has them. Reads names and beginnings of files, and runs nothing.
import { Refusal } from '../refusal.ts';
import { scan, type FoundFile } from './scan.ts';

export interface TreeFiles {
  readonly encrypted: readonly string[];
  readonly clear: readonly string[];
  readonly rules: readonly string[];
}

/** Files of a folder and everything below. Refusal: `cancelled`. */
export async function filesOf(root: string, signal?: AbortSignal): Promise<TreeFiles> {
  const all: FoundFile[] = [];
  const cancelled = (): boolean => signal?.aborted === true;
  await scan(root, { entered: () => undefined, found: () => undefined, cancelled, folderDone({ files }) { all.push(...files); } });
  if (cancelled()) throw new Refusal('cancelled');
  const of = (state: FoundFile['state']): readonly string[] => all.flatMap((file) => (file.state === state ? [file.path] : [])).toSorted();
  return { encrypted: of('encrypted'), clear: of('clear-text'), rules: of('rules') };
}

/** Those that are secret, encrypted or not. */
export async function filesBelow(root: string): Promise<readonly string[]> {
  const { encrypted, clear } = await filesOf(root);
  return [...encrypted, ...clear];
}
