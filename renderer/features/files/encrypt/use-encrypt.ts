// Starts encrypting a clear file, from wherever somebody asked: a row of the tree, the palette, the page of the file itself.
import { useCallback, useMemo } from 'react';
import { useCommands, useWords, type Command } from '../../../stores/index.ts';
import { useAside } from '../aside.tsx';
import { useFiles, useFilesStore } from '../files-context.tsx';
import type { SelectedFile } from '../store.ts';
import { useLeaving } from '../use-leaving.ts';

/** Brings the file into view first, asking where something that was typed would be lost. */
export function useEncrypt(): (file: SelectedFile) => void {
  const store = useFilesStore();
  const { show } = useAside();
  const { mayLeaveTyping } = useLeaving();
  return useCallback((file) => {
    void (async () => {
      if (!(await mayLeaveTyping())) return;
      if (store.getState().selected?.file !== file.file) await store.getState().select(file);
      show({ what: 'encrypt', file: file.file });
    })();
  }, [store, show, mayLeaveTyping]);
}

/** Mounted once with the room. */
export function useEncryptCommand(): void {
  const { encrypt: say } = useWords();
  const start = useEncrypt();
  const selected = useFiles((state) => state.selected);
  const clear = selected?.state === 'clear-text' ? selected : undefined;
  useCommands(useMemo((): readonly Command[] => [
    { id: 'encrypt', title: say.act, group: 'files', off: clear === undefined ? say.notNow : undefined, run: () => { if (clear !== undefined) start(clear); } },
  ], [say, clear, start]));
}
