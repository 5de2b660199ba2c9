// Every entry of a draft as columns, for the window: names and guesses, never a value.
import type { EntryColumns, EntryKind } from '../../../shared/ipc/sops.ts';
import type { SecretBytes } from '../secret/index.ts';
import { createBreath } from './breath.ts';
import { stateOf, type Document } from './documents.ts';
import type { EntryRow } from './draft-rows.ts';
import { kindOf } from './kinds.ts';
import { marksOf } from './marks/index.ts';
import { sectionsOf } from './sections.ts';

/** WHY kept: ten thousand guesses after each change would cost more than the change. */
const kinds = new WeakMap<SecretBytes, { readonly name: string; readonly kind: EntryKind; readonly multiline: boolean }>();

function factsOf({ name, value }: EntryRow): { readonly kind: EntryKind; readonly multiline: boolean } {
  const found = kinds.get(value);
  if (found?.name === name) return found;
  const bytes = value.exposeBytes();
  const facts = { name, kind: kindOf(name, bytes), multiline: bytes.includes(10) };
  kinds.set(value, facts);
  return facts;
}

/** In slices: the loop is free between them. */
export async function listEntries(document: Document): Promise<EntryColumns> {
  const { draft, file } = document;
  const columns: EntryColumns = {
    ...stateOf(document), entry: [], name: [], kind: [], multiline: [], change: [], was: [], moved: [], encrypted: [], comment: [], group: [], groups: [], marks: [],
  };
  const encrypted = new Map(file.leaves.map((leaf) => [leaf.entry, leaf.encrypted]));
  const { group, groups, headings, comments } = sectionsOf(draft);
  const moved = draft.moved();
  const kept: EntryRow[] = [];
  columns.groups.push(...groups);
  const breath = createBreath();
  let above: string[] = [];
  for (const row of draft.rows()) {
    // WHY: a comment with an empty line below it is about more than the next entry.
    if (row.kind === 'blank' && !row.removed) above = [];
    if (row.kind === 'comment' && !row.removed && !headings.has(row.id)) above.push(comments.get(row.id) ?? '');
    if (row.kind !== 'entry') continue;
    const { kind, multiline } = factsOf(row);
    columns.entry.push(row.id);
    columns.name.push(row.name);
    columns.kind.push(kind);
    columns.multiline.push(multiline);
    columns.change.push(draft.changeOf(row));
    columns.was.push(draft.wasOf(row));
    columns.moved.push(moved.has(row.id));
    columns.encrypted.push(encrypted.get(row.id) ?? file.encrypts([row.name], [], false));
    columns.comment.push(above.filter((line) => line !== '').join('\n'));
    columns.group.push(group.get(row.id) ?? -1);
    above = [];
    if (!row.removed) kept.push(row);
    if (columns.entry.length % 64 === 0) await breath();
  }
  columns.marks.push(...(await marksOf(kept.map(({ id, name, value }) => ({ id, name, value: value.exposeBytes() })))));
  return columns;
}
