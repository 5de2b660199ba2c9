// The calls that change a draft: each is one step that can be undone, and answers with the draft's state.
import type { AppContract } from '../../../shared/ipc/contract.ts';
import type { Handlers } from '../../../shared/ipc/define.ts';
import type { DraftState } from '../../../shared/ipc/sops.ts';
import type { Document } from './documents.ts';
import { addEntry, discardAll, duplicateEntry, removeEntries, renameEntry, retypeEntry, setEntry } from './edit-entry.ts';
import { spliceLines } from './lines.ts';
import { moveEntries, restoreEntries } from './row-place.ts';
import { forgetLines } from './unfinished.ts';

/** Runs an edit when no save is under way, and tells the window. */
export type Change = (ref: string, edit: (document: Document) => void) => Promise<DraftState>;
type EditCall = 'setEntry' | 'retypeEntry' | 'addEntry' | 'renameEntry' | 'duplicateEntry' | 'removeEntries' | 'restoreEntries' | 'moveEntries' | 'undoChange' | 'redoChange' | 'discardChanges' | 'spliceLines';

export function editHandlers(change: Change): Pick<Handlers<AppContract>['sops'], EditCall> {
  async function changeAndName(ref: string, edit: (document: Document) => number): Promise<DraftState & { readonly entry: number }> {
    let entry = 0;
    const state = await change(ref, (document) => { entry = edit(document); });
    return { ...state, entry };
  }
  return {
    setEntry: ({ document, entry, value, type }) => change(document, (found) => { setEntry(found, entry, value, type); }),
    retypeEntry: ({ document, entry, type }) => change(document, (found) => { retypeEntry(found, entry, type); }),
    addEntry: ({ document, name, value, type, shape, before, after, inside }) => changeAndName(document, (found) => addEntry(found, { name, value, type, shape }, { before, after, inside })),
    renameEntry: ({ document, entry, name }) => change(document, (found) => { renameEntry(found, entry, name); }),
    duplicateEntry: ({ document, entry }) => changeAndName(document, (found) => duplicateEntry(found, entry)),
    removeEntries: ({ document, entries }) => change(document, (found) => { removeEntries(found, entries); }),
    restoreEntries: ({ document, entries }) => change(document, (found) => { restoreEntries(found, entries); }),
    moveEntries: ({ document, entries, before, after, inside }) => change(document, (found) => { moveEntries(found, entries, { before, after, inside }); }),
    undoChange: ({ document }) => change(document, ({ draft }) => { draft.undo(); }),
    redoChange: ({ document }) => change(document, ({ draft }) => { draft.redo(); }),
    discardChanges: ({ document }) => change(document, discardAll),
    spliceLines: ({ document, expectedRevision, at, remove, lines }) => change(document, (found) => {
      spliceLines(found, expectedRevision, at, remove, lines);
      forgetLines(found);
    }),
  };
}
