// What values of a file are called, as people write their paths. Names only.
import { pathsOf, spellPath } from '../../../shared/text/index.ts';
import type { Line } from './tree.ts';

export type ItemLine = Line & { readonly kind: 'item' };

/** Of those that are wanted, each once; '' in a file that is one value. */
export function valuePaths(lines: readonly Line[], whole: boolean, wanted: (line: ItemLine) => boolean): readonly string[] {
  const isWanted = (line: Line): boolean => line.kind === 'item' && wanted(line);
  if (whole) return lines.some(isWanted) ? [''] : [];
  const named = lines.filter(({ kind }) => kind !== 'comment' && kind !== 'blank');
  const paths = pathsOf({
    depth: named.map(({ depth }) => depth),
    shape: named.map(({ kind }) => (kind === 'item' ? 'value' : kind === 'branch' || kind === 'list' ? kind : 'document')),
    name: named.map((line) => ('key' in line ? (line.key ?? '') : '')),
  });
  return [...new Set(named.flatMap((line, at) => (isWanted(line) ? [spellPath(paths[at] ?? [])] : [])))];
}
