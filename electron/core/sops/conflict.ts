// Two versions of one file by key: what the draft did and what another program did since the file was opened. Names and kinds of change only.
import type { Conflict, SideChange } from '../../../shared/ipc/sops.ts';
import { Refusal } from '../refusal.ts';
import { stateOf, type Document, type Theirs } from './documents.ts';
import { createDraft, type Draft } from './draft.ts';
import { movedIn, savedFrom, type CommentRow, type EntryRow, type Row } from './draft-rows.ts';
import type { VerifiedFile } from './open-file.ts';

type Filled = EntryRow | CommentRow;
const isEntry = (row: Row): row is EntryRow => row.kind === 'entry';
const bytesOf = (row: Filled): Buffer => (row.kind === 'entry' ? row.value : row.text).exposeBytes();
const sameValue = (a: Filled, b: Filled): boolean => bytesOf(a).equals(bytesOf(b));

/** Counts equal names apart: the second PORT of one version is the second PORT of the other. */
function keyed<T>(rows: readonly T[], nameOf: (row: T) => string): Map<string, T> {
  const seen = new Map<string, number>();
  return new Map(rows.map((row) => {
    const name = nameOf(row);
    const count = seen.get(name) ?? 0;
    seen.set(name, count + 1);
    return [`${count}:${name}`, row];
  }));
}

/** The rows of the other version under the ids of this one, where both have the line; new ones under new ids. */
function named(theirs: readonly Row[], draft: Draft): Row[] {
  const saved = draft.savedRows();
  const byName = keyed(saved.filter(isEntry), ({ name }) => name);
  const comments = keyed(saved.filter((row) => row.kind === 'comment'), (row) => bytesOf(row).toString('latin1'));
  const blanks = saved.filter(({ kind }) => kind === 'blank');
  const ids = new Map<Row, number>();
  for (const [key, row] of keyed(theirs.filter(isEntry), ({ name }) => name)) ids.set(row, byName.get(key)?.id ?? -1);
  for (const [key, row] of keyed(theirs.filter((row) => row.kind === 'comment'), (row) => bytesOf(row).toString('latin1'))) ids.set(row, comments.get(key)?.id ?? -1);
  const used = new Set(ids.values());
  const orphans = saved.filter(isEntry).filter(({ id }) => !used.has(id));
  const mine = draft.kept().filter(isEntry).filter(({ id }) => draft.saved(id) === undefined);
  let blank = 0;
  return theirs.map((row): Row => {
    if (row.kind === 'blank') {
      blank += 1;
      return { ...row, id: blanks[blank - 1]?.id ?? draft.newId() };
    }
    const known = ids.get(row) ?? -1;
    if (known !== -1) return { ...row, id: known };
    // WHY in this order: a name that both added is one key; else a value that lost its name has got this one.
    const twin = row.kind === 'entry' ? (mine.find(({ id, name }) => name === row.name && !used.has(id)) ?? orphans.find((old) => !used.has(old.id) && old.value.exposeBytes().length > 0 && sameValue(old, row))) : undefined;
    if (twin !== undefined) used.add(twin.id);
    return { ...row, id: twin?.id ?? draft.newId() };
  });
}

/** Gives the other version the names of this one. */
export function theirsOf(document: Document, source: Buffer, file: VerifiedFile, rows: readonly Row[]): Theirs {
  const renamed = named(rows, document.draft);
  const ids = renamed.filter(({ kind }) => kind !== 'blank').map(({ id }) => id);
  return { source, rows: renamed, file: { ...file, leaves: file.leaves.map((leaf, at) => ({ ...leaf, entry: ids[at] ?? leaf.entry })) } };
}

function sideChange(old: EntryRow | undefined, now: EntryRow | undefined): SideChange {
  if (old === undefined) return now === undefined ? 'none' : 'added';
  if (now === undefined) return 'removed';
  if (!sameValue(old, now)) return 'changed';
  return old.name === now.name ? 'none' : 'renamed';
}

interface Both {
  readonly id: number;
  readonly name: string;
  readonly group: Conflict['group'][number] | 'none';
  readonly mine: SideChange;
  readonly theirs: SideChange;
}

/** Every entry of either side, mine first, in order. */
function compare({ draft }: Document, theirs: Theirs): Both[] {
  const saved = new Map(draft.savedRows().filter(isEntry).map((row) => [row.id, row]));
  const mine = new Map(draft.kept().filter(isEntry).map((row) => [row.id, row]));
  const other = new Map(theirs.rows.filter(isEntry).map((row) => [row.id, row]));
  return [...new Set([...draft.rows().filter(isEntry).map(({ id }) => id), ...other.keys()])].map((id) => {
    const [a, b, old] = [mine.get(id), other.get(id), saved.get(id)];
    const [mineDid, theirsDid] = [sideChange(old, a), sideChange(old, b)];
    const same = a === undefined || b === undefined ? a === b : a.name === b.name && sameValue(a, b);
    const group = mineDid === 'none' && theirsDid === 'none' ? 'none' : mineDid !== 'none' && theirsDid !== 'none' ? (same ? 'same' : 'both') : mineDid === 'none' ? 'theirs' : 'mine';
    return { id, name: (a ?? b ?? old)?.name ?? '', group, mine: mineDid, theirs: theirsDid };
  });
}

export function conflictOf(document: Document, theirs: Theirs): Conflict {
  const all = compare(document, theirs);
  const rows = all.filter(({ group }) => group !== 'none');
  const { draft, file } = document;
  const saved = savedFrom(draft.savedRows());
  const here = new Set(theirs.rows.map(({ id }) => id));
  const lines = theirs.rows.filter((row) => row.kind !== 'entry' && !saved.rows.has(row.id)).length + draft.savedRows().filter((row) => row.kind !== 'entry' && !here.has(row.id)).length;
  const recipients = (keys: VerifiedFile['metadata']['keys']): readonly string[] => keys.map(({ recipient }) => recipient);
  const [before, after] = [recipients(file.metadata.keys), recipients(theirs.file.metadata.keys)];
  return {
    revision: stateOf(document).revision,
    entry: rows.map(({ id }) => id),
    name: rows.map(({ name }) => name),
    group: rows.flatMap(({ group }) => (group === 'none' ? [] : [group])),
    mine: rows.map(({ mine }) => mine),
    theirs: rows.map((row) => row.theirs),
    unchanged: all.length - rows.length,
    linesChanged: lines + movedIn(theirs.rows, saved).size,
    theirLastModified: theirs.file.metadata.lastModified,
    recipientsAdded: after.filter((key) => !before.includes(key)),
    recipientsRemoved: before.filter((key) => !after.includes(key)),
  };
}

/** Puts lines of mine that they do not have behind the line that they followed. */
function insertBehind(rows: Row[], mine: readonly Row[], wanted: ReadonlySet<number>): void {
  const present = new Set(rows.map(({ id }) => id));
  mine.forEach((row, at) => {
    if (!wanted.has(row.id) || present.has(row.id)) return;
    const before = mine.slice(0, at).findLast(({ id }) => present.has(id));
    rows.splice(before === undefined ? 0 : rows.findIndex(({ id }) => id === before.id) + 1, 0, row);
    present.add(row.id);
  });
}

/**
 * The draft on their version, with what mine did to each entry of a side that counts. Order and comments are theirs, with the lines that mine added put back in place.
 * Refusals: `choice-missing` (an entry that both changed is named on no side), `name-taken` (both sides now have a key of one name).
 */
export function rebased(document: Document, theirs: Theirs, mineIds: readonly number[], theirIds: readonly number[]): Draft {
  const { draft } = document;
  const [takeMine, takeTheirs] = [new Set(mineIds), new Set(theirIds)];
  const counts = new Set<number>();
  for (const { id, group } of compare(document, theirs)) {
    if (group === 'both' && takeMine.has(id) === takeTheirs.has(id)) throw new Refusal('choice-missing');
    if (takeMine.has(id) || (group === 'mine' && !takeTheirs.has(id))) counts.add(id);
  }
  const kept = draft.kept();
  const mine = new Map(kept.map((row) => [row.id, row]));
  const base = savedFrom(draft.savedRows()).rows;
  const merged: Row[] = theirs.rows.flatMap((row): Row[] => {
    const own = mine.get(row.id);
    if (row.kind === 'entry' && counts.has(row.id)) return own === undefined ? [{ ...row, removed: true }] : [own.kind === 'entry' && sameValue(own, row) ? { ...row, name: own.name } : own];
    // WHY mine: a comment that only I rewrote stays rewritten; theirs is the saved one, or they would not share the id.
    if (row.kind === 'comment' && own?.kind === 'comment' && !sameValue(own, row)) return [own];
    return [row];
  });
  const ownLines = kept.filter(({ id, kind }) => kind !== 'entry' && !base.has(id)).map(({ id }) => id);
  insertBehind(merged, kept, new Set([...counts, ...ownLines]));
  const names = merged.filter((row) => isEntry(row) && !row.removed).map((row) => (isEntry(row) ? row.name : ''));
  const before = theirs.rows.filter(isEntry).map(({ name }) => name);
  if (names.length - new Set(names).size > before.length - new Set(before).size) throw new Refusal('name-taken');
  const next = createDraft(theirs.rows, draft.newId(), draft.revision + 1);
  const held = new Set(theirs.rows.flatMap((row) => (row.kind === 'entry' ? [row.value] : row.kind === 'comment' ? [row.text] : [])));
  const fresh = merged.flatMap((row) => (row.kind === 'entry' ? [row.value] : row.kind === 'comment' ? [row.text] : [])).filter((value) => !held.has(value));
  next.step(merged, fresh);
  return next;
}
