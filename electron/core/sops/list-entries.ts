// Every entry of a draft as columns, for the window: names and guesses, never a value.
import type { EntryColumns, EntryKind, EntryType, SizeClass } from '../../../shared/ipc/sops.ts';
import type { SecretBytes } from '../secret/index.ts';
import { createBreath } from './breath.ts';
import { stateOf, type Document } from './documents.ts';
import { isNamed, type EntryRow, type NamedRow, type Row } from './draft-rows.ts';
import { kindOf } from './kinds.ts';
import { marksOf, type MarkableEntry } from './marks/index.ts';
import { parentsOf } from './row-tree.ts';
import { sectionsOf } from './sections.ts';

/** WHY kept: ten thousand guesses after each change would cost more than the change. */
const kinds = new WeakMap<SecretBytes, { readonly name: string; readonly kind: EntryKind; readonly multiline: boolean }>();

const typed: Readonly<Partial<Record<EntryType, EntryKind>>> = { int: 'number', float: 'number', bool: 'boolean', null: 'empty' };

function factsOf({ value, type }: EntryRow, name: string): { readonly kind: EntryKind; readonly multiline: boolean } {
  const found = kinds.get(value);
  if (found?.name === name) return found;
  const bytes = value.exposeBytes();
  const facts = { name, kind: kindOf(name, bytes), multiline: bytes.includes(10) };
  kinds.set(value, facts);
  const known = typed[type];
  return known === undefined ? facts : { kind: known, multiline: false };
}

/** The names on the way to a row, its own last; elements of lists have none. */
export function namesTo(rows: readonly Row[], at: number): string[] {
  const parents = parentsOf(rows);
  const names: string[] = [];
  for (let up = at; up >= 0; up = parents[up] ?? -1) {
    const row = rows[up];
    const holder = rows[parents[up] ?? -1];
    if (isNamed(row) && holder?.kind !== 'list') names.unshift(row.name);
  }
  return names;
}

/** What an element of a list is called when somebody guesses what it is: as the list. */
const nameFor = (rows: readonly Row[], at: number, name: string): string => (name === '' ? (namesTo(rows, at).at(-1) ?? '') : name);

const sizeClasses: readonly (readonly [below: number, name: SizeClass])[] = [[1, 'empty'], [1000, 'under-1-kb'], [10_000, 'under-10-kb'], [100_000, 'under-100-kb'], [1_000_000, 'under-1-mb'], [10_000_000, 'under-10-mb']];
const sizeClassOf = (bytes: number): SizeClass => sizeClasses.find(([below]) => bytes < below)?.[1] ?? 'larger';

/** In slices: the loop is free between them. */
export async function listEntries(document: Document): Promise<EntryColumns> {
  const { draft, file } = document;
  const columns: EntryColumns = {
    ...stateOf(document), entry: [], depth: [], shape: [], name: [], type: [], kind: [], multiline: [], change: [], was: [], moved: [], retyped: [], encrypted: [], comment: [], group: [], groups: [], marks: [],
  };
  const encrypted = new Map(file.leaves.map((leaf) => [leaf.entry, leaf.encrypted]));
  const { group, groups, headings, comments } = sectionsOf(draft);
  const moved = draft.moved();
  const kept: MarkableEntry[] = [];
  const rows = draft.rows();
  const parents = parentsOf(rows);
  columns.groups.push(...groups);
  const breath = createBreath();
  let above: string[] = [];
  /** The row that begins the document, -1 for the first. */
  let began = -1;
  for (const [at, row] of rows.entries()) {
    // WHY: a comment with an empty line below it is about more than the next entry.
    if (row.kind === 'blank' && !row.removed) above = [];
    if (row.kind === 'comment' && !row.removed && !headings.has(row.id)) {
      const text = comments.get(row.id) ?? '';
      if (document.format.commentsFollow !== true || columns.shape.length === 0) above.push(text);
      else if (text !== '') columns.comment.push([columns.comment.pop() ?? '', text].filter((line) => line !== '').join('\n'));
    }
    if (row.kind === 'comment' || row.kind === 'blank') continue;
    if (row.kind === 'document') began = at;
    const named: NamedRow | undefined = row.kind === 'document' ? undefined : row;
    const { kind, multiline } = row.kind === 'entry' ? factsOf(row, nameFor(rows, at, row.name)) : { kind: 'empty' as const, multiline: false };
    columns.entry.push(row.id);
    columns.depth.push(row.depth);
    columns.shape.push(row.kind === 'entry' ? 'value' : row.kind);
    columns.name.push(named?.name ?? '');
    columns.type.push(row.kind === 'entry' ? row.type : 'null');
    columns.kind.push(kind);
    columns.multiline.push(multiline);
    columns.change.push(named === undefined ? 'none' : draft.changeOf(named));
    columns.was.push(named === undefined ? '' : draft.wasOf(named));
    columns.moved.push(moved.has(row.id));
    const saved = draft.saved(row.id);
    if (row.kind === 'entry' && saved?.kind === 'entry' && saved.type !== row.type && !row.removed) columns.retyped.push({ entry: row.id, was: saved.type });
    columns.encrypted.push(row.kind !== 'entry' || (encrypted.get(row.id) ?? file.encrypts(namesTo(rows, at), [], false)));
    columns.comment.push(above.filter((line) => line !== '').join('\n'));
    columns.group.push(group.get(row.id) ?? -1);
    above = [];
    const parent = parents[at] ?? -1;
    const inList = rows[parent]?.kind === 'list';
    if (named !== undefined && !row.removed) {
      kept.push({
        id: row.id, name: row.kind === 'entry' ? nameFor(rows, at, row.name) : named.name, scope: inList ? -2 - row.id : parent === -1 ? began : parent,
        crooked: inList || rows[parents[parent] ?? -1]?.kind === 'list', value: row.kind === 'entry' ? row.value.exposeBytes() : undefined,
      });
    }
    if (columns.entry.length % 64 === 0) await breath();
  }
  columns.marks.push(...(await marksOf(kept, document.format)));
  if (document.format.shape === 'whole') columns.size = sizeClassOf(kept[0]?.value?.length ?? 0);
  return columns;
}
