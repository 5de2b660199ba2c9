// What can be done to the entries of the file in view: each is one call to the core, after which the list is read again. Holds nothing.
import type { Answer, AppBridge, EntryType, Recipe } from '../../bridge/index.ts';

/** Where an entry goes: beside another one, to the end of what a branch or list holds, or to the end of the file. */
export type Place = { readonly before: number } | { readonly after: number } | { readonly inside: number } | 'end';

/** What is added beside a value that is text. `name` is absent in a list. */
export interface NewEntry {
  readonly name?: string;
  readonly value: ValueOrRecipe;
  readonly type?: EntryType;
  readonly shape?: 'value' | 'branch' | 'list';
}

/** A value that was typed, or how the core shall make one. */
export type ValueOrRecipe = string | Recipe;

export interface Edits {
  /** The type stays as it is unless another one is named. */
  setEntry(entry: number, value: ValueOrRecipe, type?: EntryType): Promise<Answer<undefined>>;
  /** Reads the present value as another type. */
  retypeEntry(entry: number, type: EntryType): Promise<Answer<undefined>>;
  /** Answers the id of the new entry. */
  addEntry(entry: NewEntry, place?: Place): Promise<Answer<number>>;
  renameEntry(entry: number, name: string): Promise<Answer<undefined>>;
  /** Answers the id of the copy. */
  duplicateEntry(entry: number): Promise<Answer<number>>;
  removeEntries(entries: readonly number[]): Promise<Answer<undefined>>;
  /** Takes back what is pending for these entries. */
  restoreEntries(entries: readonly number[]): Promise<Answer<undefined>>;
  moveEntries(entries: readonly number[], place: Place): Promise<Answer<undefined>>;
  /** Asks for a file whose bytes become the value of a file that is one; answers false if the person cancelled. */
  chooseContent(): Promise<Answer<boolean>>;
  undo(): Promise<Answer<undefined>>;
  redo(): Promise<Answer<undefined>>;
  /** Replaces lines in text mode; `expectedRevision` is that of the lines that `at` and `remove` count in. Answers the revision after it. */
  spliceLines(expectedRevision: number, at: number, remove: number, lines: readonly string[]): Promise<Answer<number>>;
}

/** Runs a change of the document in view and re-reads it. */
export type Change = <T>(ask: (document: string) => Promise<Answer<T & { readonly revision: number }>>) => Promise<Answer<T>>;

export const done = (answer: Answer<unknown>): Answer<undefined> => (answer.ok ? { ok: true, value: undefined } : answer);
const revisionOf = (answer: Answer<{ readonly revision: number }>): Answer<number> => (answer.ok ? { ok: true, value: answer.value.revision } : answer);
const entryOf = (answer: Answer<{ readonly entry: number }>): Answer<number> => (answer.ok ? { ok: true, value: answer.value.entry } : answer);

export function createEdits(bridge: AppBridge, change: Change): Edits {
  return {
    setEntry: async (entry, value, type) => done(await change((document) => bridge.call('sops.setEntry', { document, entry, value, ...(type === undefined ? {} : { type }) }))),
    retypeEntry: async (entry, type) => done(await change((document) => bridge.call('sops.retypeEntry', { document, entry, type }))),
    addEntry: async (entry, place = 'end') => entryOf(await change<{ readonly entry: number }>((document) => bridge.call('sops.addEntry', { document, ...entry, ...(place === 'end' ? {} : place) }))),
    renameEntry: async (entry, name) => done(await change((document) => bridge.call('sops.renameEntry', { document, entry, name }))),
    duplicateEntry: async (entry) => entryOf(await change<{ readonly entry: number }>((document) => bridge.call('sops.duplicateEntry', { document, entry }))),
    removeEntries: async (entries) => done(await change((document) => bridge.call('sops.removeEntries', { document, entries: [...entries] }))),
    restoreEntries: async (entries) => done(await change((document) => bridge.call('sops.restoreEntries', { document, entries: [...entries] }))),
    moveEntries: async (entries, place) => done(await change((document) => bridge.call('sops.moveEntries', { document, entries: [...entries], ...(place === 'end' ? {} : place) }))),
    async chooseContent() {
      const answer = await change<{ readonly replaced: boolean }>((document) => bridge.call('sops.chooseContent', { document }));
      return answer.ok ? { ok: true, value: answer.value.replaced } : answer;
    },
    undo: async () => done(await change((document) => bridge.call('sops.undoChange', { document }))),
    redo: async () => done(await change((document) => bridge.call('sops.redoChange', { document }))),
    spliceLines: async (expectedRevision, at, remove, lines) => revisionOf(await change<{ readonly revision: number }>((document) => bridge.call('sops.spliceLines', { document, expectedRevision, at, remove, lines: [...lines] }))),
  };
}
