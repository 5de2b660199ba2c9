// A secret as lines of JSON whose values are not there: names, brackets, and a place for each value; a line each, so that no commas are needed. Pure.
import type { Secret } from './use-secret.ts';

export interface JsonLine {
  readonly id: string;
  readonly depth: number;
  /** The name as JSON writes it; '' for a bracket alone. */
  readonly key: string;
  /** Its value is asked for by these names; undefined where the line holds none. */
  readonly part: Secret['parts'][number] | undefined;
  /** What stands there instead of a value. */
  readonly bracket: string;
}

const idOf = (path: readonly string[]): string => JSON.stringify(path);
const bracket = (id: string, depth: number, sign: string, key = ''): JsonLine => ({ id, depth, key, part: undefined, bracket: sign });

/** Parts come in the order of the structure, each object before what lies in it. */
export function jsonLines(parts: Secret['parts']): readonly JsonLine[] {
  const lines: JsonLine[] = [bracket('{', 0, '{')];
  /** The objects that are open at this line, the innermost last. */
  const open: (readonly string[])[] = [];
  const close = (depth: number): void => {
    while (open.length > depth) {
      const path = open.pop() ?? [];
      lines.push(bracket(`}${idOf(path)}`, path.length, '}'));
    }
  };
  for (const [index, part] of parts.entries()) {
    const { path, kind } = part;
    close(path.length - 1);
    const next = parts[index + 1]?.path.length ?? 0;
    const key = JSON.stringify(path.at(-1) ?? '');
    if (kind === 'object' && next > path.length) {
      lines.push(bracket(idOf(path), path.length, '{', key));
      open.push(path);
    } else lines.push({ id: idOf(path), depth: path.length, key, part, bracket: '' });
  }
  close(0);
  return [...lines, bracket('}', 0, '}')];
}
