// Where each of a run of lines stands: the names that enclose it and the comments above it, as leavesOf in tree.ts has it for a parsed file. Pure.
import type { Leaf, Line } from './tree.ts';

export type LinePlace = Pick<Leaf, 'id' | 'comment' | 'path' | 'above'>;

interface Level {
  readonly path: readonly string[];
  /** Of the levels around this one. */
  readonly outer: number | undefined;
  above: number | undefined;
}

const top = (): Level => ({ path: [], outer: undefined, above: undefined });

/** A function to ask for each line in turn; undefined for lines that hold neither a value nor a comment. */
export function createLinePlaces(): (line: Line) => LinePlace | undefined {
  let levels: Level[] = [top()];
  let id = 0;
  return (line) => {
    if (line.kind === 'document') levels = [top()];
    if (line.kind === 'document' || line.kind === 'blank') return undefined;
    levels.length = Math.min(levels.length, line.depth + 1);
    const level = levels.at(-1) ?? top();
    const { above } = level;
    if (line.kind === 'comment') {
      level.above = id;
      id += 1;
      return { id: id - 1, comment: true, path: level.path, above };
    }
    level.above = level.outer;
    const path = line.key === undefined ? level.path : [...level.path, line.key];
    if (line.kind !== 'item') {
      levels.push({ path, outer: above, above });
      return undefined;
    }
    id += 1;
    return { id: id - 1, comment: false, path, above };
  };
}
