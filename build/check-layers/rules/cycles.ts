// No cycles: not between files, and not between rooms of the core, where they hide behind doors. Imports of types alone do not count, nor, between files, those that wait until they are needed.
import type { Problem } from '../problem.ts';
import type { Tree } from '../tree.ts';
import { resolveImport } from './resolve.ts';

type Graph = ReadonlyMap<string, ReadonlySet<string>>;

function fileGraph(tree: Tree, withLate: boolean): Graph {
  return new Map([...tree.sources].map(([file, facts]) => {
    const targets = facts.imports.filter((found) => !found.typeOnly && (withLate || !found.late)).map((found) => resolveImport(tree, file, found.specifier));
    return [file, new Set(targets.flatMap((target) => (target.kind === 'file' && tree.sources.has(target.path) ? [target.path] : [])))];
  }));
}

const roomOf = (path: string): string | undefined => /^electron\/core\/[^/]+(?=\/)/.exec(path)?.[0];

function roomGraph(files: Graph): Graph {
  const rooms = new Map<string, Set<string>>();
  for (const [from, targets] of files) {
    const room = roomOf(from);
    if (room === undefined) continue;
    const known = rooms.get(room) ?? new Set();
    for (const target of targets) {
      const other = roomOf(target);
      if (other !== undefined && other !== room) known.add(other);
    }
    rooms.set(room, known);
  }
  return rooms;
}

/** One cycle for each strongly connected part: the path from its first member back to itself. */
function cyclesOf(graph: Graph): readonly (readonly string[])[] {
  const done = new Set<string>();
  const cycles: string[][] = [];
  function follow(at: string, path: readonly string[]): void {
    const seen = path.indexOf(at);
    if (seen !== -1) {
      cycles.push([...path.slice(seen), at]);
      return;
    }
    if (done.has(at)) return;
    for (const next of graph.get(at) ?? []) follow(next, [...path, at]);
    done.add(at);
  }
  for (const start of graph.keys()) follow(start, []);
  return cycles;
}

export function checkCycles(tree: Tree): readonly Problem[] {
  const tell = (cycle: readonly string[]): Problem => ({ file: cycle[0] ?? '', line: 0, rule: 'cycle', message: `imports itself in a circle: ${cycle.join(' → ')}. Move what both need into a third file, or hand it in as an argument` });
  return [...cyclesOf(fileGraph(tree, false)), ...cyclesOf(roomGraph(fileGraph(tree, true)))].map(tell);
}
