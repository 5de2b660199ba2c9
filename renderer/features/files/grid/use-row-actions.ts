// What the rows of a grid can do, as one object that never changes, so that a row re-renders only for itself.
import { useLayoutEffect, useMemo, useRef } from 'react';
import type { Answer, Told } from '../../../bridge/index.ts';
import { useToasts, useWords } from '../../../stores/index.ts';
import { useFilesStore } from '../files-context.tsx';
import { useLeaving } from '../use-leaving.ts';
import type { RowActions } from './entry-row.tsx';

export interface GridHands {
  readonly onRefused: (told: Told) => void;
  readonly onActive: (entry: number) => void;
  /** The entry whose value is shown now. */
  readonly onShown: (entry: number) => void;
  readonly onEdit: (entry: number) => void;
  readonly onEditEnd: (entry: number) => void;
  readonly onCopy: (entry: number, name: string) => void;
  readonly onSave: () => void;
  /** Runs a change that may take the focused button away, and puts the focus back on the row. */
  readonly keepFocus: (entry: number, change: () => Promise<Answer<undefined>>) => void;
}

export function useRowActions(hands: GridHands): RowActions {
  const { files: say } = useWords();
  const announce = useToasts((state) => state.say);
  const store = useFilesStore();
  const { mayLeaveTyping } = useLeaving();
  const latest = useRef({ hands, say, announce, mayLeaveTyping });
  useLayoutEffect(() => {
    latest.current = { hands, say, announce, mayLeaveTyping };
  });
  return useMemo<RowActions>(() => ({
    shown(entry, name, seconds) {
      latest.current.hands.onShown(entry);
      latest.current.announce(latest.current.say.revealedSaid(name, seconds));
    },
    hidden(name) {
      latest.current.announce(latest.current.say.hiddenSaid(name));
    },
    refused(told) {
      latest.current.hands.onRefused(told);
    },
    activate(entry) {
      latest.current.hands.onActive(entry);
    },
    edit(entry) {
      void latest.current.mayLeaveTyping().then((may) => {
        if (may) latest.current.hands.onEdit(entry);
      });
    },
    stopEditing(entry) {
      latest.current.hands.onEditEnd(entry);
    },
    copy(entry, name) {
      latest.current.hands.onCopy(entry, name);
    },
    remove(entry) {
      latest.current.hands.keepFocus(entry, () => store.getState().removeEntries([entry]));
    },
    restore(entry) {
      latest.current.hands.keepFocus(entry, () => store.getState().restoreEntries([entry]));
    },
    async apply(entry, value) {
      const answer = await store.getState().setEntry(entry, value);
      return answer.ok ? undefined : answer.error;
    },
    save() {
      latest.current.hands.onSave();
    },
  }), [store]);
}
