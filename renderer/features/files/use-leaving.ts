// Asks before anything that the person did would be lost: typed but not applied, pending but not saved.
import { useCallback } from 'react';
import { useQuestions, useWords } from '../../stores/index.ts';
import { useFilesStore } from './files-context.tsx';
import { documentInView, pendingOf } from './store.ts';

export interface Leaving {
  /** True if nothing is typed, or the person lets it go. */
  mayLeaveTyping(): Promise<boolean>;
  /** True if nothing is pending in the file in view, or the person discards it. */
  mayReopen(): Promise<boolean>;
  mayDiscard(name: string): Promise<boolean>;
  /** True if no file of `files` has pending changes, or the person gives them up. */
  mayClose(name: string, files: readonly string[]): Promise<boolean>;
}

export function useLeaving(): Leaving {
  const { files: say } = useWords();
  const ask = useQuestions((state) => state.ask);
  const store = useFilesStore();

  const mayLeaveTyping = useCallback(async () => {
    // WHY only there: text is applied as it is typed, a field when the person says so.
    if (store.getState().mode === 'text') await store.getState().flush();
    return store.getState().typing === 0 || ask(say.askTyped);
  }, [store, ask, say]);
  const pendingHere = useCallback(() => {
    const document = documentInView(store.getState());
    return document === undefined ? 0 : pendingOf(document);
  }, [store]);
  const mayReopen = useCallback(async () => {
    const count = pendingHere();
    return count === 0 || ask({ ...say.askReopen, text: say.askReopen.text(count) });
  }, [pendingHere, ask, say]);
  const mayDiscard = useCallback(async (name: string) => ask({ ...say.askDiscard, title: say.askDiscard.title(pendingHere()), text: say.askDiscard.text(name) }), [pendingHere, ask, say]);
  const mayClose = useCallback(async (name: string, files: readonly string[]) => {
    const { documents } = store.getState();
    const count = files.flatMap((file) => documents.get(file) ?? []).reduce((sum, document) => sum + pendingOf(document), 0);
    return count === 0 || ask({ ...say.askClose, title: say.askClose.title(name), text: say.askClose.text(count) });
  }, [store, ask, say]);
  return { mayLeaveTyping, mayReopen, mayDiscard, mayClose };
}
