// The files that are open and the one in view: names, kinds, counts, states. Values never pass through here but as the argument of a call.
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Answer, AppBridge, Conflict, EntryColumns, FileState, Opened, PendingCounts, Told } from '../../bridge/index.ts';
import { createEdits, done, type Edits } from './edits.ts';
import { createView, type Mode, type View } from './view.ts';

export interface SelectedFile {
  readonly project: string;
  readonly file: string;
  readonly path: string;
  readonly state: FileState;
}
export interface OpenFile {
  readonly opened: Opened;
  readonly columns: EntryColumns;
}
/** What an attempt to open a file has shown beyond what its bytes tell. */
export type Verdict = 'no-key' | 'tampered';

export interface FilesState extends Edits, View {
  readonly selected: SelectedFile | undefined;
  readonly opening: boolean;
  /** Why the selected file is not open. */
  readonly refusal: Told | undefined;
  readonly documents: ReadonlyMap<string, OpenFile>;
  readonly verdicts: ReadonlyMap<string, Verdict>;
  readonly saving: boolean;
  /** Why the last save of the file in view failed. */
  readonly saveRefusal: Told | undefined;
  /** The name under which another program's write was kept, after the last save. */
  readonly keptAside: string | undefined;
  /** Files that another program has written since they were opened. */
  readonly diskChanged: ReadonlySet<string>;
  /** True while the changes of the file in view are looked at before they are saved. */
  readonly reviewing: boolean;
  /** Both versions of the file in view, while the person chooses between them. */
  readonly conflict: Conflict | undefined;
  /** How many editors hold something that is not in the draft yet. */
  readonly typing: number;
  select(file: SelectedFile): Promise<void>;
  /** Gives up opening the selected file. */
  cancelOpening(): Promise<void>;
  /** Reads the selected file again; what was pending is lost, so ask before. */
  reopen(): Promise<void>;
  discard(file: string): Promise<Answer<undefined>>;
  /** Answers what the core wrote; undefined if nothing is pending, a save is under way, or it was refused (see saveRefusal). */
  save(): Promise<{ readonly written: boolean; readonly count: number } | undefined>;
  /** Forgets everything about files that are no longer listed. */
  forget(files: readonly string[]): Promise<void>;
  /** Switches after what was typed is in the draft; answers false if it was refused and must be looked at. */
  setMode(mode: Mode): Promise<boolean>;
  /** Opens the review, if anything is pending. */
  startReview(): Promise<boolean>;
  endReview(): void;
  /** Reads the file on disk and opens the comparison with it. */
  startConflict(): Promise<Answer<undefined>>;
  /** Puts the draft on the version on disk, with the side that counts for each entry, and closes the comparison. */
  rebase(mine: readonly number[], theirs: readonly number[]): Promise<Answer<undefined>>;
  endConflict(): void;
  /** Registers an editor that applies what it holds when asked; `apply` answers false if that was refused. The answer takes it off again. */
  onFlush(apply: () => Promise<boolean>): () => void;
  /** Asks every editor to apply what it holds. */
  flush(): Promise<boolean>;
  startTyping(): void;
  stopTyping(): void;
  closeNotice(): void;
}

export const pendingCount = ({ added, changed, renamed, removed, moved, comments }: PendingCounts): number => added + changed + renamed + removed + moved + comments;
export const pendingOf = ({ columns }: OpenFile): number => pendingCount(columns.pending);
export const pendingTotal = ({ documents }: Pick<FilesState, 'documents'>): number => [...documents.values()].reduce((sum, document) => sum + pendingOf(document), 0);
export const documentInView = ({ selected, documents }: Pick<FilesState, 'selected' | 'documents'>): OpenFile | undefined => (selected === undefined ? undefined : documents.get(selected.file));

const verdictOf = (code: string): Verdict | undefined => {
  if (code === 'no-matching-key') return 'no-key';
  return code === 'mac-mismatch' || code === 'mac-missing' || code === 'value-damaged' || code === 'value-not-encrypted' ? 'tampered' : undefined;
};
const notOpen = { ok: false, error: { code: 'document-not-found', data: {} } } as const;
const without = <V>(map: ReadonlyMap<string, V>, key: string): ReadonlyMap<string, V> => new Map([...map].filter(([known]) => known !== key));

export function createFilesStore(bridge: AppBridge): StoreApi<FilesState> {
  /** Goes up with each selection: an answer to an older one is dropped. */
  let turn = 0;
  /** Changes under way: a save waits for them, so that what was done a moment ago is in it. */
  const changing = new Set<Promise<unknown>>();
  const flushers = new Set<() => Promise<boolean>>();

  return createStore<FilesState>((set, get) => {
    /** Re-reads the entries of one document, unless this revision is here already. */
    async function read(file: string, revision?: number): Promise<void> {
      const known = get().documents.get(file);
      if (known === undefined || (revision !== undefined && known.columns.revision >= revision)) return;
      const { document } = known.opened;
      const answer = await bridge.call('sops.listEntries', { document });
      const now = get().documents.get(file);
      if (now === undefined || now.opened.document !== document) return;
      if (answer.ok && answer.value.revision >= now.columns.revision) set(({ documents }) => ({ documents: new Map(documents).set(file, { ...now, columns: answer.value }) }));
      else if (!answer.ok) lose(file, answer.error);
    }
    /** The core no longer has this document. In view it stays, with the reason: somebody may be typing into it. */
    function lose(file: string, refusal: Told): void {
      set(({ documents, selected }) => (selected?.file === file ? { saveRefusal: refusal } : { documents: without(documents, file) }));
    }
    /** Lets the core wipe a document in which nothing is pending. */
    async function release(file: string): Promise<void> {
      const document = get().documents.get(file);
      // WHY not the one in view: somebody may have come back to it meanwhile.
      if (document === undefined || pendingOf(document) > 0 || get().selected?.file === file) return;
      set(({ documents }) => ({ documents: without(documents, file), ...diskKnown(file) }));
      await bridge.call('sops.closeFile', { document: document.opened.document });
    }
    function failed(file: string, refusal: Told): void {
      const verdict = verdictOf(refusal.code);
      set(({ verdicts }) => ({ opening: false, refusal, ...(verdict === undefined ? {} : { verdicts: new Map(verdicts).set(file, verdict) }) }));
    }
    async function open(file: string): Promise<void> {
      turn += 1;
      const mine = turn;
      set({ opening: true, refusal: undefined, saveRefusal: undefined, keptAside: undefined });
      const opened = await bridge.call('sops.openFile', { file });
      if (!opened.ok) {
        if (turn === mine) failed(file, opened.error);
        return;
      }
      const { document } = opened.value;
      const columns = turn === mine ? await bridge.call('sops.listEntries', { document }) : undefined;
      if (turn !== mine || columns === undefined) {
        // WHY closed: nobody looks at it any more, and its plaintext need not stay in the core.
        if (!get().documents.has(file) && get().selected?.file !== file) await bridge.call('sops.closeFile', { document });
      } else if (columns.ok) set(({ documents, verdicts }) => ({ opening: false, documents: new Map(documents).set(file, { opened: opened.value, columns: columns.value }), verdicts: without(verdicts, file) }));
      else failed(file, columns.error);
    }
    /** Runs a change of the document in view and re-reads it. */
    async function change<T>(ask: (document: string) => Promise<Answer<T & { readonly revision: number }>>): Promise<Answer<T>> {
      const work = changeNow(ask);
      changing.add(work);
      try {
        return await work;
      } finally {
        changing.delete(work);
      }
    }
    async function changeNow<T>(ask: (document: string) => Promise<Answer<T & { readonly revision: number }>>): Promise<Answer<T>> {
      const { selected } = get();
      const document = documentInView(get());
      if (selected === undefined || document === undefined) return notOpen;
      const answer = await ask(document.opened.document);
      if (answer.ok) await read(selected.file, answer.value.revision);
      else if (answer.error.code === 'document-not-found') lose(selected.file, answer.error);
      return answer;
    }
    bridge.on((event) => {
      if (event.name !== 'sops.documentChanged' && event.name !== 'sops.diskChanged') return;
      for (const [file, { opened }] of get().documents) {
        if (opened.document !== event.payload.document) continue;
        if (event.name === 'sops.documentChanged') void read(file, event.payload.revision);
        else set(({ diskChanged }) => ({ diskChanged: new Set(diskChanged).add(file) }));
      }
    });
    async function flush(): Promise<boolean> {
      for (const apply of flushers) if (!(await apply())) return false;
      await Promise.all(changing);
      return true;
    }
    const diskKnown = (file: string): Pick<FilesState, 'diskChanged'> => ({ diskChanged: new Set([...get().diskChanged].filter((known) => known !== file)) });

    return {
      selected: undefined, opening: false, refusal: undefined, documents: new Map(), verdicts: new Map(), saving: false, saveRefusal: undefined, keptAside: undefined, diskChanged: new Set(), reviewing: false, conflict: undefined, typing: 0,
      ...createEdits(bridge, change), ...createView(set), flush,
      async select(file) {
        const before = get().selected;
        if (before?.file === file.file && (get().opening || documentInView(get()) !== undefined)) return;
        set({ selected: file, typing: 0, reviewing: false, conflict: undefined });
        if (file.state === 'rules') {
          turn += 1;
          set({ opening: false, refusal: undefined, saveRefusal: undefined, keptAside: undefined });
        } else await open(file.file);
        if (before !== undefined && before.file !== file.file) await release(before.file);
      },
      async cancelOpening() {
        const { selected, opening } = get();
        if (selected !== undefined && opening) await bridge.call('sops.cancelOpening', { file: selected.file });
      },
      async reopen() {
        const { selected } = get();
        if (selected === undefined) return;
        const old = documentInView(get());
        if (old !== undefined) {
          set(({ documents }) => ({ documents: without(documents, selected.file), ...diskKnown(selected.file) }));
          await bridge.call('sops.closeFile', { document: old.opened.document });
        }
        await open(selected.file);
      },
      async discard(file) {
        const document = get().documents.get(file);
        if (document === undefined) return notOpen;
        const answer = await bridge.call('sops.discardChanges', { document: document.opened.document });
        if (answer.ok) {
          await read(file, answer.value.revision);
          set({ saveRefusal: undefined });
        }
        return done(answer);
      },
      async save() {
        const { selected, saving } = get();
        if (selected === undefined || saving) return undefined;
        set({ saving: true, saveRefusal: undefined, keptAside: undefined });
        if (!(await flush())) {
          set({ saving: false });
          return undefined;
        }
        const document = get().documents.get(selected.file);
        const count = document === undefined ? 0 : pendingOf(document);
        if (document === undefined || count === 0) {
          set({ saving: false });
          return undefined;
        }
        const answer = await bridge.call('sops.saveFile', { document: document.opened.document, expectedRevision: document.columns.revision });
        set({ saving: false });
        if (!answer.ok) {
          if (get().selected?.file === selected.file) set({ saveRefusal: answer.error });
          if (answer.error.code === 'revision-conflict') await read(selected.file);
          return undefined;
        }
        set({ keptAside: answer.value.keptAside, reviewing: false, ...diskKnown(selected.file) });
        await read(selected.file, answer.value.revision);
        return { written: answer.value.written, count };
      },
      async forget(files) {
        const open = files.flatMap((file) => get().documents.get(file)?.opened.document ?? []);
        const gone = new Set(files);
        const { selected } = get();
        const lost = selected !== undefined && gone.has(selected.file);
        if (lost) turn += 1;
        set(({ documents, verdicts }) => ({
          documents: new Map([...documents].filter(([file]) => !gone.has(file))),
          verdicts: new Map([...verdicts].filter(([file]) => !gone.has(file))),
          ...(lost ? { selected: undefined, opening: false, refusal: undefined, saveRefusal: undefined, keptAside: undefined, typing: 0 } : {}),
        }));
        await Promise.all(open.map((document) => bridge.call('sops.closeFile', { document })));
      },
      async setMode(mode) {
        if (!(await flush())) return false;
        set({ mode });
        return true;
      },
      async startReview() {
        const ready = await flush();
        const file = documentInView(get());
        const reviewing = ready && file !== undefined && pendingOf(file) > 0;
        set({ reviewing });
        return reviewing;
      },
      endReview() {
        set({ reviewing: false });
      },
      async startConflict() {
        await flush();
        const document = documentInView(get());
        if (document === undefined) return notOpen;
        const answer = await bridge.call('sops.compareDisk', { document: document.opened.document });
        if (answer.ok) set({ conflict: answer.value, reviewing: false, saveRefusal: undefined });
        return done(answer);
      },
      async rebase(mine, theirs) {
        const { conflict, selected } = get();
        if (conflict === undefined || selected === undefined) return notOpen;
        const answer = await change((document) => bridge.call('sops.rebaseDraft', { document, expectedRevision: conflict.revision, mine: [...mine], theirs: [...theirs] }));
        if (answer.ok) {
          const { recipientsAdded, recipientsRemoved, theirLastModified } = conflict;
          const file = get().documents.get(selected.file);
          // WHY: the draft stands on their file now, and so on their recipients.
          const opened = file === undefined ? undefined : { ...file.opened, lastModified: theirLastModified, recipients: [...file.opened.recipients.filter((key) => !recipientsRemoved.includes(key)), ...recipientsAdded] };
          set(({ documents }) => ({ conflict: undefined, ...diskKnown(selected.file), ...(file === undefined || opened === undefined ? {} : { documents: new Map(documents).set(selected.file, { ...file, opened }) }) }));
        }
        return done(answer);
      },
      endConflict() {
        set({ conflict: undefined });
      },
      onFlush(apply) {
        flushers.add(apply);
        return () => { flushers.delete(apply); };
      },
      startTyping() {
        set(({ typing }) => ({ typing: typing + 1 }));
      },
      stopTyping() {
        set(({ typing }) => ({ typing: Math.max(0, typing - 1) }));
      },
      closeNotice() {
        set({ saveRefusal: undefined, keptAside: undefined });
      },
    };
  });
}
