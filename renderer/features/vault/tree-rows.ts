// The rows that the tree of a Vault shows: engines, folders and secrets, flat, with what keeps somebody out in words.
import type { VaultWords } from '../../../shared/words/index.ts';
import type { TreeRow } from '../../components/index.ts';
import { foldersOf, isFolder, type Level, type Mount, type TreeState } from './tree-store.ts';

/** What stands in the row of a folder that shows nothing below it. */
function wordOf(level: Level | undefined, unfolded: boolean, say: VaultWords): string | undefined {
  if (level?.state === 'denied') return say.treeDenied;
  if (level?.state === 'failed') return say.treeFailed;
  if (!unfolded) return undefined;
  if (level?.state === 'reading') return say.treeReading;
  return level?.state === 'read' && level.names.length === 0 ? say.treeEmpty : undefined;
}

interface Walk extends Pick<TreeState, 'levels' | 'unfolded'> {
  /** Secrets with changes that are not saved, and the folders that they lie in. */
  readonly drafts: ReadonlySet<string>;
  readonly say: VaultWords;
  readonly rows: TreeRow[];
}

type Marks = Pick<TreeRow, 'word' | 'wordIcon' | 'said' | 'state'>;
/** The mark of a secret that has changes, or of a folder that hides one. */
function markOf(path: string, unfolded: boolean, { drafts, say }: Pick<Walk, 'drafts' | 'say'>): Marks | undefined {
  return !unfolded && drafts.has(path) ? { word: say.unsaved, wordIcon: 'pencil-line', said: isFolder(path) ? say.holdsUnsaved : say.unsaved, state: 'pending' } : undefined;
}

function walk(into: Walk, path: string, depth: number): void {
  const { levels, unfolded, say, rows } = into;
  const level = levels.get(path);
  if (!unfolded.has(path) || level?.state !== 'read') return;
  const { names } = level;
  for (const [at, name] of names.entries()) {
    const id = path + name;
    const place = { id, level: depth, position: at + 1, siblings: names.length };
    if (!isFolder(name)) rows.push({ ...place, label: name, icon: 'key-round', ...markOf(id, false, into) });
    else {
      const below = levels.get(id);
      const word = wordOf(below, unfolded.has(id), say);
      rows.push({ ...place, label: name.slice(0, -1), expanded: unfolded.has(id), ...(word === undefined ? {} : { word, said: word }), ...(below?.state === 'denied' || below?.state === 'failed' ? { state: 'no-key' } : {}), ...markOf(id, unfolded.has(id), into) });
      walk(into, id, depth + 1);
    }
  }
}

export function treeRows(mounts: readonly Mount[], { levels, unfolded }: Pick<TreeState, 'levels' | 'unfolded'>, unsaved: ReadonlySet<string>, say: VaultWords): readonly TreeRow[] {
  const rows: TreeRow[] = [];
  const drafts = new Set([...unsaved].flatMap((path) => [path, ...foldersOf(path)]));
  for (const [at, { path, version }] of mounts.entries()) {
    const word = wordOf(levels.get(path), unfolded.has(path), say) ?? say.engine(version);
    rows.push({ id: path, level: 1, label: path.slice(0, -1), expanded: unfolded.has(path), word, said: word, position: at + 1, siblings: mounts.length, ...(levels.get(path)?.state === 'denied' ? { state: 'no-key' } : {}), ...markOf(path, unfolded.has(path), { drafts, say }) });
    walk({ levels, unfolded, drafts, say, rows }, path, 2);
  }
  return rows;
}

/** What a search found: each by its whole path. */
export const foundRows = (paths: readonly string[], drafts: ReadonlySet<string>, say: VaultWords): readonly TreeRow[] => paths.map((path, at) => ({ id: path, level: 1, label: path, cut: 'start', icon: 'key-round', tip: path, position: at + 1, siblings: paths.length, ...markOf(path, false, { drafts, say }) }));

export const closedFolders = (levels: TreeState['levels']): number => [...levels.values()].filter(({ state }) => state === 'denied').length;
