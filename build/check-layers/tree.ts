// The files of the repository as the rules see them: paths with forward slashes, sources parsed once. Reads, never writes.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSource, type SourceFacts } from './source.ts';

export interface Tree {
  /** Every file, sorted. */
  readonly files: readonly string[];
  readonly has: (path: string) => boolean;
  readonly sources: ReadonlyMap<string, SourceFacts>;
  /** The text of a file that is no TypeScript. */
  readonly textOf: (path: string) => string;
}

/** Material that tests read: other people's files, and ours that are bad on purpose. */
const material = 'test/fixtures';
/** Everything that the house has rules for. */
const roots = ['shared', 'electron', 'renderer', 'build', 'test', 'docs'];

function list(root: string, folder: string): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === 'node_modules' || path === material ? [] : list(root, path);
    return entry.isFile() ? [path] : [];
  });
}

export const isSource = (path: string): boolean => /\.tsx?$/.test(path) && !path.endsWith('.d.ts');

/** Reads and parses the tree below `root`. */
export function readTree(root: string): Tree {
  const present = new Set(readdirSync(root));
  const files = roots.filter((folder) => present.has(folder)).flatMap((folder) => list(root, folder)).toSorted();
  const known = new Set(files);
  const sources = new Map(files.filter(isSource).map((path) => [path, readSource(path, readFileSync(join(root, path), 'utf8'))]));
  return { files, has: (path) => known.has(path), sources, textOf: (path) => readFileSync(join(root, path), 'utf8') };
}
