// The files that are open: their bytes, their verified plaintext and their drafts, until closed or locked.
import { randomBytes } from 'node:crypto';
import type { DraftState, Opened } from '../../../shared/ipc/sops.ts';
import { Refusal } from '../refusal.ts';
import { createDraft, type Draft } from './draft.ts';
import type { Row } from './draft-rows.ts';
import type { Format } from './formats/format.ts';
import type { VerifiedFile } from './open-file.ts';

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
  /** The version on disk that the draft was compared with last. */
  theirs: Theirs | undefined;
  /** Settles when a save that is under way has ended. */
  saving: Promise<undefined> | undefined;
}

/** The lines of a file that was just read, with its leaves in them. Ids of entries and comments are those of the leaves; `newId` names blank lines. */
export function rowsOf(file: VerifiedFile, newId: () => number): Row[] {
  const leaves = file.leaves.values();
  return file.parsed.branches.flatMap(({ items }) => items.map((item): Row => {
    if (item.kind === 'blank') return { kind: 'blank', id: newId(), removed: false };
    const leaf = leaves.next().value;
    if (leaf === undefined) throw new Error('a file with fewer leaves than lines');
    return item.kind === 'comment' ? { kind: 'comment', id: leaf.entry, text: leaf.plain, removed: false } : { kind: 'entry', id: leaf.entry, name: item.key, value: leaf.plain, removed: false };
  }));
}

export function draftOf(file: VerifiedFile, startRevision: number): Draft {
  let nextId = file.leaves.reduce((top, leaf) => Math.max(top, leaf.entry), -1) + 1;
  const rows = rowsOf(file, () => {
    nextId += 1;
    return nextId - 1;
  });
  return createDraft(rows, nextId, startRevision);
}

export const stateOf = ({ draft }: Document): DraftState => ({ revision: draft.revision, pending: draft.counts(), canUndo: draft.canUndo, canRedo: draft.canRedo });

export const pendingOf = ({ draft }: Document): number => Object.values(draft.counts()).reduce((sum, count) => sum + count, 0);

export function wipe(document: Document): void {
  document.draft.wipe();
  for (const leaf of document.file.leaves) leaf.plain.wipe();
  for (const leaf of document.theirs?.file.leaves ?? []) leaf.plain.wipe();
}

/** What a person needs to know about a file that was just opened. */
export function describe(document: Document): Opened {
  const { file, draft } = document;
  const notes: Opened['notes'] = [...file.parsed.notes];
  if (file.plainComments) notes.push('plain-comments');
  if (!document.path.endsWith('.env')) notes.push('name-needs-input-type');
  return {
    document: document.ref,
    file: document.fileRef,
    path: document.label,
    format: document.format.id,
    entries: draft.rows().filter(({ kind }) => kind === 'entry').length,
    recipients: file.metadata.keys.map(({ recipient }) => recipient),
    lastModified: file.metadata.lastModified,
    sopsVersion: file.metadata.version,
    openedWith: file.openedWith,
    notes,
  };
}

export interface Documents {
  add(document: Omit<Document, 'ref' | 'seal' | 'draft' | 'theirs' | 'saving'>): Document;
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
      const document: Document = { ...facts, ref: randomBytes(16).toString('base64url'), seal: randomBytes(4).toString('hex'), draft: draftOf(facts.file, 0), theirs: undefined, saving: undefined };
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
