// The lines of an INI file by section: each key with its one comment. Refuses what no INI file holds.
import { Refusal } from '../../../refusal.ts';
import type { Line } from '../format.ts';
import type { Section, Statement } from './scan.ts';

type ItemLine = Line & { readonly kind: 'item' };
type CommentLine = Line & { readonly kind: 'comment' };

export interface Key {
  readonly item: ItemLine;
  comment: CommentLine | undefined;
}
export interface Group {
  readonly line: Line & { readonly kind: 'branch' | 'list' };
  comment: CommentLine | undefined;
  readonly keys: Key[];
}

/** What stood behind a line of the file that was parsed. */
export interface Origin {
  readonly section: Section;
  readonly key?: Statement;
  /** The statement that a comment belongs to. */
  readonly owner?: Statement;
}

/** By the places of the lines in the parsed file. */
export function originsOf(sections: readonly Section[]): Origin[] {
  return sections.flatMap((section) => [
    { section },
    ...(section.header?.comment === undefined ? [] : [{ section, owner: section.header }]),
    ...section.keys.flatMap((key): Origin[] => [{ section, key }, ...(key.comment === undefined ? [] : [{ section, owner: key }])]),
  ]);
}

const refused = (line: Line, reason: string): Refusal => new Refusal('not-in-this-format', { key: ('key' in line ? (line.key ?? '') : '').slice(0, 200), reason });

/**
 * Refuses `not-in-this-format` (key, reason): `outside-a-section`, `nested`, `documents`, `null`, `not-text`, and `second-comment` where `several` says so.
 * A comment of the old file stays with what it belonged to, and goes with it: the key that follows would take it for its own. A new one belongs to what stands before it.
 */
export function groupsOf(lines: readonly Line[], origins: readonly Origin[], several: 'last' | 'refuse'): Group[] {
  const originOf = ({ old }: Line): Origin | undefined => (old === undefined ? undefined : origins[old]);
  const groups: Group[] = [];
  const holders = new Map<Statement, Group | Key>();
  const comments: { readonly line: CommentLine; readonly before: Group | Key }[] = [];
  for (const line of lines) {
    const group = groups.at(-1);
    if (line.kind === 'blank') continue;
    if (line.kind === 'document') throw refused(line, 'documents');
    if (line.kind === 'comment') {
      // WHY dropped: sops has no place for comments outside sections.
      if (line.depth > 0 && group !== undefined) comments.push({ line, before: group.keys.at(-1) ?? group });
    } else if (line.depth === 0) {
      if (line.kind !== 'branch') throw refused(line, 'outside-a-section');
      const next: Group = { line, comment: undefined, keys: [] };
      groups.push(next);
      const header = originOf(line)?.section.header;
      if (header !== undefined) holders.set(header, next);
    } else {
      if (group === undefined || line.depth > 1 || line.kind !== 'item') throw refused(line, 'nested');
      if (line.type === 'null') throw refused(line, 'null');
      if (line.bytes !== undefined) throw refused(line, 'not-text');
      const next: Key = { item: line, comment: undefined };
      group.keys.push(next);
      const key = originOf(line)?.key;
      if (key !== undefined) holders.set(key, next);
    }
  }
  for (const { line, before } of comments) {
    const owner = originOf(line)?.owner;
    const holder = owner === undefined ? before : holders.get(owner);
    if (holder === undefined) continue;
    if (holder.comment !== undefined && several === 'refuse') throw refused('item' in holder ? holder.item : holder.line, 'second-comment');
    // WHY the first: above the first key sops has no place for another one than that of the section.
    if ('item' in holder || holder.comment === undefined) holder.comment = line;
  }
  return groups;
}
