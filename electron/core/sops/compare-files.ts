// What one file has that another one had not, by path: what came, went, changed, got another name or another place. Values are compared and never told.
import type { Compared, FileChange } from '../../../shared/ipc/sops-files.ts';
import { pathsOf, spellPath } from '../../../shared/text/index.ts';
import type { PlacePorts } from '../age/index.ts';
import { Refusal } from '../refusal.ts';
import { chooseFormat } from './choose-format.ts';
import { theirsOf } from './conflict.ts';
import { maxFileBytes } from './disk.ts';
import { draftOf, type Document } from './documents.ts';
import { isNamed, movedIn, savedFrom, type EntryRow, type NamedRow, type Row } from './draft-rows.ts';
import { gitOn } from './history/index.ts';
import type { KeySource } from './key-sources/key-source.ts';
import { openVerified, type VerifiedFile } from './open-file.ts';
import { columnsOf } from './row-paths.ts';
import { parentsOf } from './row-tree.ts';

type Change = Compared['changes'][number];
const isEntry = (row: Row | undefined): row is EntryRow => row?.kind === 'entry';
const sameBytes = (a: EntryRow, b: EntryRow): boolean => a.value.exposeBytes().equals(b.value.exposeBytes());

/** Rows by id, each with its path, and the id of what holds it. */
interface Placed {
  readonly row: NamedRow;
  readonly path: string;
  readonly holder: number;
}
function placed(rows: readonly Row[]): ReadonlyMap<number, Placed> {
  const listed = rows.filter((row) => isNamed(row) || row.kind === 'document');
  const paths = pathsOf(columnsOf(listed));
  const parents = parentsOf(listed);
  return new Map(listed.flatMap((row, at) => (isNamed(row) ? [[row.id, { row, path: spellPath(paths[at] ?? []), holder: listed[parents[at] ?? -1]?.id ?? -1 }] as const] : [])));
}

/** Values, and branches and lists with nothing in them: what holds something is told by what it holds. */
const isTold = (rows: readonly Row[]): ((row: Row) => boolean) => {
  const parents = parentsOf(rows);
  const filled = new Set(rows.flatMap((row, at) => (isNamed(row) ? [rows[parents[at] ?? -1]?.id ?? -1] : [])));
  return (row) => isEntry(row) || !filled.has(row.id);
};

function changeFor(before: Placed, now: Placed, moved: ReadonlySet<number>): FileChange | undefined {
  const [a, b] = [before.row, now.row];
  if (a.kind !== b.kind) return 'retyped';
  if (isEntry(a) && isEntry(b)) {
    if (a.type !== b.type) return 'retyped';
    if (!sameBytes(a, b)) return 'changed';
  }
  if (before.holder === now.holder && a.name !== b.name) return 'renamed';
  return moved.has(b.id) ? 'moved' : undefined;
}

const typesOf = (before: NamedRow | undefined, now: NamedRow | undefined): Pick<Change, 'typeBefore' | 'typeNow'> => ({ ...(isEntry(before) ? { typeBefore: before.type } : {}), ...(isEntry(now) ? { typeNow: now.type } : {}) });

/** What went under one path and came under another is one value that moved, or got another name. */
function joined(gone: readonly Placed[], came: readonly Placed[]): { readonly pairs: ReadonlyMap<Placed, Placed>; readonly left: readonly Placed[] } {
  const keyOf = ({ row }: Placed): string => (isEntry(row) && row.value.exposeBytes().length > 0 ? `${row.type}:${row.value.exposeBytes().toString('latin1')}` : '');
  const byValue = new Map<string, Placed[]>();
  for (const one of gone) {
    const key = keyOf(one);
    const known = byValue.get(key);
    if (key !== '' && known === undefined) byValue.set(key, [one]);
    else known?.push(one);
  }
  const pairs = new Map<Placed, Placed>();
  for (const one of came) {
    const candidates = byValue.get(keyOf(one)) ?? [];
    // WHY the same name first: of equal values, the one that only stands elsewhere is the likely one.
    const at = Math.max(candidates.findIndex(({ row }) => row.name === one.row.name), candidates.length > 0 ? 0 : -1);
    const [found] = at === -1 ? [] : candidates.splice(at, 1);
    if (found !== undefined) pairs.set(one, found);
  }
  const used = new Set(pairs.values());
  return { pairs, left: gone.filter((one) => !used.has(one)) };
}

const idsOf = (rows: readonly Row[]): ReadonlySet<number> => new Set(rows.map(({ id }) => id));

function settingsOf(before: Document, now: Document): Compared['settings'] {
  const [a, b] = [before.file.metadata, now.file.metadata];
  const groups = (metadata: VerifiedFile['metadata']): string => JSON.stringify([metadata.groups.length > 1 ? metadata.shamirThreshold : 0, metadata.groups.length > 1 ? metadata.groups.map((group) => group.map(({ recipient }) => recipient).toSorted()) : []]);
  return [
    ...(before.format.id === now.format.id ? [] : ['format' as const]),
    ...(a.rule.kind === b.rule.kind && a.rule.pattern === b.rule.pattern ? [] : ['selector' as const]),
    ...(a.macOnlyEncrypted === b.macOnlyEncrypted ? [] : ['mac-only-encrypted' as const]),
    ...(groups(a) === groups(b) ? [] : ['key-groups' as const]),
  ];
}

/** `before` and `now` are open files; of `now` what would be saved counts. */
export function compareDocuments(before: Document, now: Document): Compared {
  const old = before.draft.savedRows();
  const { rows } = theirsOf(before, now.source, now.file, now.draft.kept());
  const saved = savedFrom(old);
  const [was, is] = [placed(old), placed(rows)];
  const moved = movedIn(rows, saved);
  const [tellOld, tellNew] = [isTold(old), isTold(rows)];
  const gone = [...was.values()].filter(({ row }) => !is.has(row.id) && tellOld(row));
  const came = [...is.values()].filter(({ row }) => !was.has(row.id) && tellNew(row));
  const { pairs, left } = joined(gone, came);
  const changes: Change[] = [];
  let unchanged = 0;
  for (const one of is.values()) {
    const old = was.get(one.row.id) ?? pairs.get(one);
    const told = tellNew(one.row);
    if (old === undefined) {
      if (told) changes.push({ path: one.path, change: 'added', was: '', ...typesOf(undefined, one.row) });
      continue;
    }
    const change = was.has(one.row.id) ? changeFor(old, one, moved) : old.row.name === one.row.name ? 'moved' : 'renamed';
    if (change !== undefined) changes.push({ path: one.path, change, was: old.path === one.path ? '' : old.path, ...typesOf(old.row, one.row) });
    else if (told) unchanged += 1;
  }
  for (const one of left) changes.push({ path: one.path, change: 'removed', was: '', ...typesOf(one.row, undefined) });
  const [oldIds, newIds] = [idsOf(old), idsOf(rows)];
  const others = (all: readonly Row[], there: ReadonlySet<number>): number => all.filter((row) => !isNamed(row) && row.kind !== 'blank' && !there.has(row.id)).length;
  const [keysBefore, keysNow] = [before, now].map(({ file }) => file.metadata.keys.map(({ recipient }) => recipient));
  return {
    changes, unchanged,
    linesChanged: others(old, newIds) + others(rows, oldIds) + rows.filter((row) => row.kind === 'comment' && moved.has(row.id)).length,
    recipientsAdded: (keysNow ?? []).filter((key) => keysBefore?.includes(key) !== true),
    recipientsRemoved: (keysBefore ?? []).filter((key) => keysNow?.includes(key) !== true),
    settings: settingsOf(before, now),
  };
}

/** The file of an open document as a git revision has it. Refusals: `revision-not-found`, and those of opening. The caller wipes it. */
export async function openRevision(document: Document, revision: string, ports: PlacePorts, sources: readonly KeySource[], extraIdentityFile: string | undefined): Promise<Document> {
  const bytes = await gitOn(document.path, ports, maxFileBytes).at(revision);
  if (bytes === undefined) throw new Refusal('revision-not-found');
  const format = await chooseFormat(document.path, bytes);
  const file = await openVerified(bytes, format, sources, extraIdentityFile);
  return { ...document, format, source: bytes, file, draft: await draftOf(file, 0), theirs: undefined, unfinished: undefined, saving: undefined };
}
