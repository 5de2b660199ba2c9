// The import table, applied: layers, doors, and imports that no rule can read.
import { posix } from 'node:path';
import type { Problem } from '../problem.ts';
import { layers, openBehindDoors, type Allowed, type Layer } from '../table.ts';
import type { Tree } from '../tree.ts';
import { resolveImport } from './resolve.ts';

const layerOf = (path: string): { readonly layer: Layer; readonly room: string | undefined } | undefined => {
  for (const layer of layers) {
    const found = layer.files.exec(path);
    if (found !== null) return { layer, room: found[1] };
  }
  return undefined;
};

type Verdict = 'yes' | 'types-only' | 'no';
function ask(allowed: readonly Allowed[], what: string, typeOnly: boolean): Verdict {
  const fits = allowed.filter((entry) => entry.what.test(what));
  if (fits.some((entry) => entry.typesOnly !== true || typeOnly)) return 'yes';
  return fits.length > 0 ? 'types-only' : 'no';
}

/** A test may look inside a room that it mirrors: everything in test/unit, else a room that its own path names. */
function mirrors(from: string, behind: string): boolean {
  if (from.startsWith('test/unit/')) return true;
  const room = posix.basename(behind);
  return from.startsWith('test/') && from.split(/[/.]/).includes(room);
}

/** The door that an import walks past, or undefined if it walks past none. */
function doorMissed(tree: Tree, from: string, to: string): string | undefined {
  for (let folder = posix.dirname(to); folder !== '.'; folder = posix.dirname(folder)) {
    const door = ['index.ts', 'index.tsx'].map((name) => `${folder}/${name}`).find((path) => tree.has(path));
    const missed = door !== undefined && door !== to && !from.startsWith(`${folder}/`);
    if (missed && !openBehindDoors.has(to) && !(folder === 'electron/core' && to.startsWith('electron/core/')) && !mirrors(from, folder)) return door;
  }
  return undefined;
}

function checkOne(tree: Tree, from: string, found: { readonly specifier: string; readonly line: number; readonly typeOnly: boolean }): readonly Problem[] {
  const { specifier, line, typeOnly } = found;
  const own = layerOf(from);
  if (own === undefined) return [{ file: from, line: 0, rule: 'layer', message: 'this file lies in no layer: put it where README.md\'s map says, or add its layer to build/check-layers/table.ts' }];
  const target = resolveImport(tree, from, specifier);
  if (target.kind === 'missing') return [{ file: from, line, rule: 'layer', message: `${specifier} names no file: write the path with its extension` }];
  const tell = (verdict: Verdict, what: string): readonly Problem[] => {
    if (verdict === 'yes') return [];
    const wrong = verdict === 'types-only' ? `may take only types from ${what} (write \`import type\`)` : `may not import ${what}`;
    return [{ file: from, line, rule: 'layer', message: `${own.layer.name} ${wrong}. ${own.layer.instead}` }];
  };
  if (target.kind === 'package') return tell(ask(own.layer.packages, target.name, typeOnly), target.name);
  const other = layerOf(target.path);
  const sameRoom = other?.layer === own.layer && own.room !== undefined && other.room === own.room;
  const layerProblems = sameRoom ? [] : tell(ask(own.layer.paths, target.path, typeOnly), target.path);
  const door = doorMissed(tree, from, target.path);
  if (door === undefined) return layerProblems;
  return [...layerProblems, { file: from, line, rule: 'door', message: `${target.path} is behind a door: import ${door}, and let it export what you need` }];
}

/** Every import of every source, against the table and the doors. */
export function checkImports(tree: Tree): readonly Problem[] {
  return [...tree.sources].flatMap(([file, facts]) => [
    ...facts.imports.flatMap((found) => checkOne(tree, file, found)),
    ...(/^(?:build|test)\//.test(file) ? [] : facts.unreadableImports.map((line): Problem => ({ file, line, rule: 'layer', message: 'an import whose name is computed cannot be checked: write the name out' }))),
  ]);
}
