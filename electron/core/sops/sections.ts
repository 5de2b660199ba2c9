// Which comments open a section, and which entries stand in it. Comments are masked before anybody looks at them.
import type { Draft } from './draft.ts';
import type { Row } from './draft-rows.ts';
import { groupsOf, type GroupLine } from './groups.ts';
import { commentForList } from './kinds.ts';

export interface Sections extends ReturnType<typeof groupsOf> {
  /** The comment lines of every comment row, fit for a list; '' where nothing may be shown. */
  readonly comments: ReadonlyMap<number, string>;
}

/** WHY kept: lines are the same object until something changes, and several calls ask for the same ones. */
const known = new WeakMap<readonly Row[], Sections>();

/** Sections of the draft as it stands, removed entries included. */
export function sectionsOf(draft: Pick<Draft, 'rows'>): Sections {
  const rows = draft.rows();
  const found = known.get(rows);
  if (found !== undefined) return found;
  const comments = new Map<number, string>();
  const nested = rows.some(({ kind }) => kind === 'branch' || kind === 'list' || kind === 'document');
  for (const row of rows) if (row.kind === 'comment') comments.set(row.id, commentForList(row.text.exposeBytes().toString('utf8')));
  const lines = rows.flatMap((row): GroupLine[] => {
    // WHY not in a nested file: there the branches are the sections.
    if (nested || (row.removed && row.kind !== 'entry') || (row.kind !== 'entry' && row.kind !== 'comment' && row.kind !== 'blank')) return [];
    return [row.kind === 'comment' ? { kind: row.kind, id: row.id, text: comments.get(row.id) ?? '' } : { kind: row.kind, id: row.id }];
  });
  const sections = { ...groupsOf(lines), comments };
  known.set(rows, sections);
  return sections;
}
