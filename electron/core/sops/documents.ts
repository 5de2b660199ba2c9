// The files that are open: their bytes, their verified plaintext and their drafts, until closed or locked.
import { randomBytes } from 'node:crypto';
import type { DraftState, EntryColumns, Opened } from '../../../shared/ipc/sops.ts';
import { Refusal } from '../refusal.ts';
import { createBreath } from './breath.ts';
import { createDraft, type Draft } from './draft.ts';
import type { Format } from './formats/format.ts';
import { commentForList, kindOf } from './kinds.ts';
import type { VerifiedFile } from './open-file.ts';

export interface Document {
  readonly ref: string;
  readonly fileRef: string;
  readonly path: string;
  readonly label: string;
  readonly format: Format;
  source: Buffer;
  file: VerifiedFile;
  draft: Draft;
  /** Settles when a save that is under way has ended. */
  saving: Promise<undefined> | undefined;
}

export function draftOf(file: VerifiedFile, startRevision: number): Draft {
  const saved = file.leaves.filter((leaf) => !leaf.comment).map((leaf) => ({ id: leaf.entry, name: leaf.path.join('.'), plain: leaf.plain }));
  const firstNewId = file.leaves.reduce((top, leaf) => Math.max(top, leaf.entry), -1) + 1;
  return createDraft(saved, firstNewId, startRevision);
}

export const stateOf = ({ draft }: Document): DraftState => ({ revision: draft.revision, pending: draft.counts() });

export const pendingOf = ({ draft }: Document): number => {
  const { added, changed, removed } = draft.counts();
  return added + changed + removed;
};

export function wipe(document: Document): void {
  document.draft.wipe();
  for (const leaf of document.file.leaves) leaf.plain.wipe();
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
    entries: draft.entries().length,
    recipients: file.metadata.keys.map(({ recipient }) => recipient),
    lastModified: file.metadata.lastModified,
    sopsVersion: file.metadata.version,
    openedWith: file.openedWith,
    notes,
  };
}

/** Every entry as columns: names and guesses, never a value. */
export async function listColumns(document: Document): Promise<EntryColumns> {
  const { draft, file } = document;
  const columns: EntryColumns = { ...stateOf(document), entry: [], name: [], kind: [], change: [], encrypted: [], comment: [] };
  const facts = new Map<number, { readonly encrypted: boolean; readonly comment: string }>();
  let above: string[] = [];
  for (const leaf of file.leaves) {
    if (leaf.comment) above.push(commentForList(leaf.plain.exposeBytes().toString('utf8')));
    else {
      facts.set(leaf.entry, { encrypted: leaf.encrypted, comment: above.filter((line) => line !== '').join('\n') });
      above = [];
    }
  }
  const breath = createBreath();
  for (const { id, name } of draft.entries()) {
    const value = draft.value(id) ?? draft.entry(id).saved;
    columns.entry.push(id);
    columns.name.push(name);
    columns.kind.push(value === undefined ? 'empty' : kindOf(name, value.exposeBytes()));
    columns.change.push(draft.changeOf(id));
    columns.encrypted.push(facts.get(id)?.encrypted ?? file.encrypts([name], [], false));
    columns.comment.push(facts.get(id)?.comment ?? '');
    if (columns.entry.length % 64 === 0) await breath();
  }
  return columns;
}

export interface Documents {
  add(document: Omit<Document, 'ref' | 'draft' | 'saving'>): Document;
  get(ref: string): Document;
  /** Runs `work` at once when no save is under way: the way in for every change. WHY not just a wait: between a wait and what follows it a save could begin. */
  settled<T>(ref: string, work: (document: Document) => T | Promise<T>): Promise<T>;
  atPath(path: string): Document | undefined;
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
      const document: Document = { ...facts, ref: randomBytes(16).toString('base64url'), draft: draftOf(facts.file, 0), saving: undefined };
      open.set(document.ref, document);
      return document;
    },
    get,
    async settled(ref, work) {
      while (get(ref).saving !== undefined) await get(ref).saving;
      return await work(get(ref));
    },
    atPath: (path) => [...open.values()].find((document) => document.path === path),
    close(ref) {
      wipe(get(ref));
      open.delete(ref);
    },
    all: () => open.values(),
  };
}
