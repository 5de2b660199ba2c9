// The way to a row as people and the audit log write it.
import { pathsOf, spellPath, type PathColumns } from '../../../shared/text/index.ts';
import { isNamed, type Row } from './draft-rows.ts';

/** What `shared/text` asks for to find paths; lines that are no entries are left out by the caller. */
export const columnsOf = (rows: readonly Row[]): PathColumns => ({
  depth: rows.map(({ depth }) => depth),
  shape: rows.map((row) => (row.kind === 'entry' ? 'value' : row.kind === 'branch' || row.kind === 'list' ? row.kind : 'document')),
  name: rows.map((row) => (isNamed(row) ? row.name : '')),
});

/** The path of one of these rows, '' if it is none of them. */
export function spellRow(rows: readonly Row[], row: Row): string {
  if (row.depth === 0 && isNamed(row)) return row.name;
  const named = rows.filter((other) => isNamed(other) || other.kind === 'document');
  const at = named.findIndex(({ id }) => id === row.id);
  return at === -1 ? '' : spellPath(pathsOf(columnsOf(named))[at] ?? []);
}
