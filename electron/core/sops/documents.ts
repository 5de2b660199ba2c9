// The files that are open: their bytes, their verified plaintext and their drafts, until closed or locked.
import { randomBytes } from 'node:crypto';
import type { DraftState, EntryType, Opened } from '../../../shared/ipc/sops.ts';
import type { UnfinishedFor } from '../../../shared/ipc/sops-unfinished.ts';
import { Refusal } from '../refusal.ts';
import type { SecretBytes } from '../secret/index.ts';
import { createBreath } from './breath.ts';
import { createDraft, type Draft } from './draft.ts';
import { plainOf, savedInSlices, type Row } from './draft-rows.ts';
import type { Format } from './formats/format.ts';
import { formatByName } from './format-by-name.ts';
import type { OpenLeaf, VerifiedFile } from './open-file.ts';
import { createReferences, type References } from './references.ts';
import { linesOf, type Line } from './tree.ts';

/** Another version of the same file, with its entries named by the same ids. */
export interface Theirs {
  readonly source: Buffer;
  readonly file: VerifiedFile;
  readonly rows: readonly Row[];
}

export interface Document {
  readonly ref: string;
  readonly fileRef: string;
  readonly path: string;
  readonly label: string;
  readonly format: Format;
  source: Buffer;
  file: VerifiedFile;
  draft: Draft;
  /** What references to values of this document begin with, in text mode. */
  readonly seal: string;
  /** The values that they stand for. */
  readonly references: References;
  /** The version on disk that the draft was compared with last. */
  theirs: Theirs | undefined;
  /** What is typed and not in the draft yet. */
  unfinished: { readonly typedFor: UnfinishedFor; readonly text: SecretBytes } | undefined;
  /** Settles when a save that is under way has ended. */
  saving: Promise<undefined> | undefined;
}

/** What a decrypted or readable leaf is to a person. */
export function typeOf({ storedType, type }: Pick<OpenLeaf, 'storedType' | 'type'>): EntryType {
  if (storedType === 'plain') return type === 'comment' ? 'str' : type;
  return storedType === 'bytes' || storedType === 'comment' ? 'str' : storedType;
}

/** The lines of a file that was just read, with its leaves in them. Ids of values and comments are those of the leaves; `newId` names all other lines. In slices. Refusal: `cancelled`. */
export async function rowsOf(file: VerifiedFile, newId: () => number, signal?: AbortSignal): Promise<Row[]> {
  const leaves = file.leaves.values();
  const rowOf = (line: Line): Row => {
    const { depth } = line;
    if (line.kind === 'blank' || line.kind === 'document') return { kind: line.kind, id: newId(), depth, removed: false };
    if (line.kind === 'branch' || line.kind === 'list') return { kind: line.kind, id: newId(), depth, name: line.key ?? '', removed: false };
    const leaf = leaves.next().value;
    if (leaf === undefined) throw new Error('a file with fewer leaves than lines');
    const own = { id: leaf.entry, depth, removed: false };
    if (line.kind === 'comment') return { kind: 'comment', ...own, text: leaf.plain, inline: line.inline, element: false };
    // WHY a comment: sops has no other way to write one between the elements of a YAML list.
    if (line.key === undefined && leaf.storedType === 'comment') return { kind: 'comment', ...own, text: leaf.plain, inline: false, element: true };
    return { kind: 'entry', ...own, name: line.key ?? '', type: typeOf(leaf), value: leaf.plain };
  };
  const rows: Row[] = [];
  const breath = createBreath(signal);
  for (const line of await linesOf(file.parsed.branches, signal)) {
    rows.push(rowOf(line));
    if (rows.length % 512 === 0) await breath();
  }
  return rows;
}

/** Refusal: `cancelled`. */
export async function draftOf(file: VerifiedFile, startRevision: number, signal?: AbortSignal): Promise<Draft> {
  let nextId = file.leaves.reduce((top, leaf) => Math.max(top, leaf.entry), -1) + 1;
  const rows = await rowsOf(file, () => {
    nextId += 1;
    return nextId - 1;
  }, signal);
  return createDraft(rows, nextId, startRevision, await savedInSlices(rows));
}

/** The same for a file that was open before: its lines have the ids that they had then. `firstNewId` is above every id of the draft. Throws if it has not as many lines. */
export async function draftAsBefore(file: VerifiedFile, ids: readonly number[], firstNewId: number, startRevision: number): Promise<{ readonly file: VerifiedFile; readonly draft: Draft }> {
  let nextId = file.leaves.length;
  const fresh = await rowsOf(file, () => {
    nextId += 1;
    return nextId - 1;
  });
  if (fresh.length !== ids.length) throw new Error('a packed draft of another file');
  const idOf = new Map(fresh.map(({ id }, at) => [id, ids[at] ?? id]));
  const rows = fresh.map((row): Row => ({ ...row, id: idOf.get(row.id) ?? row.id }));
  const leaves = file.leaves.map((leaf) => ({ ...leaf, entry: idOf.get(leaf.entry) ?? leaf.entry }));
  return { file: { ...file, leaves }, draft: createDraft(rows, firstNewId, startRevision, await savedInSlices(rows)) };
}

/** The plaintext that some rows hold. */
export const plainIn = (rows: readonly Row[]): ReadonlySet<SecretBytes> => new Set(rows.flatMap((row) => plainOf(row) ?? []));

export const stateOf = ({ draft }: Document): DraftState => ({ revision: draft.revision, pending: draft.counts(), canUndo: draft.canUndo, canRedo: draft.canRedo });

export const pendingOf = ({ draft }: Document): number => Object.values(draft.counts()).reduce((sum, count) => sum + count, 0);

export function wipe(document: Document): void {
  document.unfinished?.text.wipe();
  document.draft.wipe();
  for (const leaf of document.file.leaves) leaf.plain.wipe();
  for (const leaf of document.theirs?.file.leaves ?? []) leaf.plain.wipe();
}

/** What a person needs to know about a file that was just opened. */
export function describe(document: Document): Opened {
  const { file, draft } = document;
  const notes: Opened['notes'] = [...file.parsed.notes];
  if (file.plainComments) notes.push('plain-comments');
  if (formatByName(document.path) !== document.format.id) notes.push('name-needs-input-type');
  return {
    document: document.ref,
    file: document.fileRef,
    path: document.label,
    format: document.format.id,
    shape: document.format.shape,
    types: [...document.format.types],
    entries: draft.rows().filter(({ kind }) => kind === 'entry').length,
    recipients: file.metadata.keys.map(({ recipient }) => recipient),
    lastModified: file.metadata.lastModified,
    sopsVersion: file.metadata.version,
    openedWith: file.openedWith,
    notes,
  };
}

export interface Documents {
  /** `ref` and `seal` are new, unless it comes back from a lock. */
  add(document: Omit<Document, 'ref' | 'seal' | 'references' | 'theirs' | 'unfinished' | 'saving'> & Partial<Pick<Document, 'ref' | 'seal' | 'unfinished'>>): Document;
  get(ref: string): Document;
  /** Runs `work` at once when no save is under way: the way in for every change. WHY not just a wait: between a wait and what follows it a save could begin. */
  settled<T>(ref: string, work: (document: Document) => T | Promise<T>): Promise<T>;
  atPath(path: string): Document | undefined;
  /** Makes this one the last of `all`. */
  touch(ref: string): void;
  close(ref: string): void;
  all(): Iterable<Document>;
}

export function createDocuments(): Documents {
  const open = new Map<string, Document>();
  function get(ref: string): Document {
    const document = open.get(ref);
    if (document === undefined) throw new Refusal('document-not-found');
    return document;
  }
  return {
    add(facts) {
      const document: Document = { ref: randomBytes(16).toString('base64url'), seal: randomBytes(4).toString('hex'), references: createReferences(), unfinished: undefined, ...facts, theirs: undefined, saving: undefined };
      open.set(document.ref, document);
      return document;
    },
    get,
    async settled(ref, work) {
      while (get(ref).saving !== undefined) await get(ref).saving;
      return await work(get(ref));
    },
    atPath: (path) => [...open.values()].find((document) => document.path === path),
    touch(ref) {
      const document = get(ref);
      open.delete(ref);
      open.set(ref, document);
    },
    close(ref) {
      wipe(get(ref));
      open.delete(ref);
    },
    all: () => open.values(),
  };
}
