// Two versions of one file by key: what the draft did and what another program did since the file was opened. Names and kinds of change only.
import type { Conflict, SideChange } from '../../../shared/ipc/sops.ts';
import { pathsOf, spellPath } from '../../../shared/text/index.ts';
import { Refusal } from '../refusal.ts';
import { plainIn, stateOf, type Document, type Theirs } from './documents.ts';
import { createDraft, type Draft } from './draft.ts';
import { isNamed, movedIn, savedFrom, type CommentRow, type EntryRow, type Row } from './draft-rows.ts';
import type { VerifiedFile } from './open-file.ts';
import { columnsOf } from './row-paths.ts';
import { parentsOf } from './row-tree.ts';

type Filled = EntryRow | CommentRow;
const isEntry = (row: Row): row is EntryRow => row.kind === 'entry';
const bytesOf = (row: Filled): Buffer => (row.kind === 'entry' ? row.value : row.text).exposeBytes();
const sameValue = (a: Filled, b: Filled): boolean => bytesOf(a).equals(bytesOf(b)) && (a.kind !== 'entry' || b.kind !== 'entry' || a.type === b.type);

/** Hands out rows by what they are called, each once: the second PORT of one version is the second PORT of the other. */
class Pool {
  readonly #rows = new Map<string, Row[]>();
  add(key: string, row: Row): void {
    const found = this.#rows.get(key);
    if (found === undefined) this.#rows.set(key, [row]);
    else found.push(row);
  }
  /** The first of these that `used` does not name yet. */
  take(key: string, used: ReadonlySet<number>, fits: (row: Row) => boolean = () => true): Row | undefined {
    const found = this.#rows.get(key);
    const at = found?.findIndex((row) => !used.has(row.id) && fits(row)) ?? -1;
    return at === -1 ? undefined : found?.splice(at, 1)[0];
  }
}

/** What holds each row, by id; -1 for nothing. */
function holders(rows: readonly Row[]): readonly { readonly row: Row; readonly holder: number; readonly inList: boolean }[] {
  const parents = parentsOf(rows);
  return rows.map((row, at) => {
    const holder = rows[parents[at] ?? -1];
    return { row, holder: holder?.id ?? -1, inList: holder?.kind === 'list' };
  });
}

/** The rows of the other version under the ids of this one, where both have the line; new ones under new ids. Elements of a list are told apart by their value, then by their place. */
function named(theirs: readonly Row[], draft: Draft): Row[] {
  const [byName, byValue, orphans, elements, others, added] = [new Pool(), new Pool(), new Pool(), new Pool(), new Pool(), new Pool()];
  for (const { row, holder, inList } of holders(draft.savedRows())) {
    const place = `${holder}:${row.kind}`;
    if (row.kind === 'comment') others.add(`comment:${bytesOf(row).toString('latin1')}`, row);
    else if (!isNamed(row)) others.add(row.kind, row);
    else if (inList) elements.add(place, row);
    else byName.add(`${place}:${row.name}`, row);
    if (isEntry(row)) (inList ? byValue : orphans).add(`${place}:${row.type}:${bytesOf(row).toString('latin1')}`, row);
  }
  for (const { row, holder } of holders(draft.kept())) if (isNamed(row) && draft.saved(row.id) === undefined) added.add(`${holder}:${row.kind}:${row.name}`, row);
  const ids = new Map<Row, number>();
  const used = new Set<number>();
  const give = (row: Row, found: Row | undefined): boolean => {
    if (found === undefined) return false;
    ids.set(row, found.id);
    used.add(found.id);
    return true;
  };
  const parents = parentsOf(theirs);
  const holderOf = (at: number): number => ids.get(theirs[parents[at] ?? -1] ?? emptyRow) ?? -1;
  // WHY twice: what kept its name must have it before another one that lost its own is looked for.
  for (const pass of ['same', 'likely'] as const) {
    for (const [at, row] of theirs.entries()) {
      if (ids.has(row)) continue;
      const place = `${String(holderOf(at))}:${row.kind}`;
      const inList = theirs[parents[at] ?? -1]?.kind === 'list';
      const value = isEntry(row) ? `${place}:${row.type}:${bytesOf(row).toString('latin1')}` : '';
      if (pass === 'same') {
        if (row.kind === 'comment') give(row, others.take(`comment:${bytesOf(row).toString('latin1')}`, used));
        else if (!isNamed(row)) give(row, others.take(row.kind, used));
        else if (!inList) give(row, byName.take(`${place}:${row.name}`, used));
        else give(row, isEntry(row) ? byValue.take(value, used) : elements.take(place, used));
      } else if (isNamed(row)) {
        // WHY in this order: a name that both added is one key; else a value that lost its name has got this one.
        const found = inList ? elements.take(place, used) : (added.take(`${place}:${row.name}`, used) ?? (isEntry(row) && bytesOf(row).length > 0 ? orphans.take(value, used) : undefined));
        give(row, found);
      }
      if (!ids.has(row) && pass === 'likely') ids.set(row, draft.newId());
    }
  }
  return theirs.map((row): Row => ({ ...row, id: ids.get(row) ?? draft.newId() }));
}
const emptyRow: Row = { kind: 'blank', id: -1, depth: 0, removed: false };

/** Gives the other version the names of this one. */
export function theirsOf(document: Document, source: Buffer, file: VerifiedFile, rows: readonly Row[]): Theirs {
  const renamed = named(rows, document.draft);
  const ids = renamed.filter(({ kind }) => kind === 'entry' || kind === 'comment').map(({ id }) => id);
  return { source, rows: renamed, file: { ...file, leaves: file.leaves.map((leaf, at) => ({ ...leaf, entry: ids[at] ?? leaf.entry })) } };
}

/** A value with where it stands: another holder is another name. */
interface Placed {
  readonly row: EntryRow;
  readonly holder: number;
  readonly path: string;
}

function placed(rows: readonly Row[], counts: (row: Row) => boolean): Map<number, Placed> {
  const listed = rows.filter((row) => counts(row) && (isNamed(row) || row.kind === 'document'));
  const paths = pathsOf(columnsOf(listed)).map((steps) => spellPath(steps));
  const where = holders(listed);
  return new Map(where.flatMap(({ row, holder }, at) => (isEntry(row) ? [[row.id, { row, holder, path: paths[at] ?? row.name }] as const] : [])));
}

function sideChange(old: Placed | undefined, now: Placed | undefined): SideChange {
  if (old === undefined) return now === undefined ? 'none' : 'added';
  if (now === undefined) return 'removed';
  if (!sameValue(old.row, now.row)) return 'changed';
  return old.row.name === now.row.name && old.holder === now.holder ? 'none' : 'renamed';
}

interface Both {
  readonly id: number;
  readonly name: string;
  readonly group: Conflict['group'][number] | 'none';
  readonly mine: SideChange;
  readonly theirs: SideChange;
}

/** Every value of either side, mine first, in order. Branches and lists are told by what they hold. */
function compare({ draft }: Document, theirs: Theirs): Both[] {
  const all = (): boolean => true;
  const saved = placed(draft.savedRows(), all);
  const mine = placed(draft.rows(), ({ removed }) => !removed);
  const other = placed(theirs.rows, all);
  return [...new Set([...draft.rows().filter(isEntry).map(({ id }) => id), ...other.keys()])].map((id) => {
    const [a, b, old] = [mine.get(id), other.get(id), saved.get(id)];
    const [mineDid, theirsDid] = [sideChange(old, a), sideChange(old, b)];
    const same = a === undefined || b === undefined ? a === b : a.row.name === b.row.name && a.holder === b.holder && sameValue(a.row, b.row);
    const group = mineDid === 'none' && theirsDid === 'none' ? 'none' : mineDid !== 'none' && theirsDid !== 'none' ? (same ? 'same' : 'both') : mineDid === 'none' ? 'theirs' : 'mine';
    return { id, name: (a ?? b ?? old)?.path ?? '', group, mine: mineDid, theirs: theirsDid };
  });
}

export function conflictOf(document: Document, theirs: Theirs): Conflict {
  const all = compare(document, theirs);
  const rows = all.filter(({ group }) => group !== 'none');
  const { draft, file } = document;
  const saved = savedFrom(draft.savedRows());
  const here = new Set(theirs.rows.map(({ id }) => id));
  const lines = theirs.rows.filter((row) => !isNamed(row) && !saved.rows.has(row.id)).length + draft.savedRows().filter((row) => !isNamed(row) && !here.has(row.id)).length;
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

/** Puts lines of mine that they do not have behind the line that they followed, in what held them. */
function insertBehind(rows: Row[], mine: readonly Row[], wanted: ReadonlySet<number>): void {
  const present = new Set(rows.map(({ id }) => id));
  const parents = parentsOf(mine);
  mine.forEach((row, at) => {
    if (!wanted.has(row.id) || present.has(row.id)) return;
    const holder = mine[parents[at] ?? -1]?.id ?? -1;
    // WHY among those of its holder: a line behind it may be deeper, and would fall into what it follows.
    const before = mine.slice(0, at).findLast((other, place) => present.has(other.id) && (other.id === holder || mine[parents[place] ?? -1]?.id === mine[parents[at] ?? -1]?.id));
    let place = before === undefined ? 0 : rows.findIndex(({ id }) => id === before.id) + 1;
    const depth = holder === -1 ? 0 : (rows.find(({ id }) => id === holder)?.depth ?? -1) + 1;
    if (before?.id !== holder) while (place < rows.length && rows[place]?.kind !== 'document' && (rows[place]?.depth ?? 0) > depth) place += 1;
    rows.splice(place, 0, { ...row, depth });
    present.add(row.id);
  });
}

/** The branches and lists of mine that hold these rows. */
function holdersOf(mine: readonly Row[], wanted: ReadonlySet<number>): readonly number[] {
  const parents = parentsOf(mine);
  return mine.flatMap((row, at) => {
    if (!wanted.has(row.id)) return [];
    const ids: number[] = [];
    for (let up = parents[at] ?? -1; up !== -1; up = parents[up] ?? -1) ids.push(mine[up]?.id ?? -1);
    return ids;
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
  const [ownHolder, theirHolder] = [kept, theirs.rows].map((rows) => new Map(holders(rows).map(({ row, holder }) => [row.id, holder])));
  const merged: Row[] = theirs.rows.flatMap((row): Row[] => {
    const own = mine.get(row.id);
    // WHY taken out: it is put where mine has it below.
    if (row.kind === 'entry' && counts.has(row.id) && own !== undefined && ownHolder?.get(row.id) !== theirHolder?.get(row.id)) return [];
    if (row.kind === 'branch' || row.kind === 'list') return isNamed(own) && own.name !== row.name && own.name !== nameIn(base, row.id) ? [{ ...row, name: own.name }] : [row];
    if (row.kind === 'entry' && counts.has(row.id)) return own === undefined ? [{ ...row, removed: true }] : [own.kind === 'entry' && sameValue(own, row) ? { ...row, name: own.name } : { ...own, depth: row.depth }];
    // WHY mine: a comment that only I rewrote stays rewritten; theirs is the saved one, or they would not share the id.
    if (row.kind === 'comment' && own?.kind === 'comment' && !sameValue(own, row)) return [own];
    return [row];
  });
  const ownLines = kept.filter(({ id, kind }) => kind !== 'entry' && !base.has(id)).map(({ id }) => id);
  const wanted = new Set([...counts, ...ownLines]);
  insertBehind(merged, kept, new Set([...wanted, ...holdersOf(kept, wanted)]));
  if (doubles(merged) > doubles(theirs.rows)) throw new Refusal('name-taken');
  const next = createDraft(theirs.rows, draft.newId(), draft.revision + 1);
  const held = plainIn(theirs.rows);
  next.step(merged, [...plainIn(merged)].filter((value) => !held.has(value)));
  return next;
}

const nameIn = (rows: ReadonlyMap<number, Row>, id: number): string | undefined => {
  const row = rows.get(id);
  return isNamed(row) ? row.name : undefined;
};

/** How many names stand beside an equal one. */
function doubles(rows: readonly Row[]): number {
  let document = 0;
  const names = holders(rows).flatMap(({ row, holder, inList }) => {
    if (row.kind === 'document') document += 1;
    return isNamed(row) && !row.removed && !inList ? [`${String(document)}:${String(holder)}:${row.name}`] : [];
  });
  return names.length - new Set(names).size;
}
