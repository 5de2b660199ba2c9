// A file that another program wrote is read again by itself, if nothing is pending or typed in it. Must never cost anything that the person did.
import { useEffect, useRef } from 'react';
import { useToasts, useWords } from '../../../stores/index.ts';
import { splitPath } from '../../../../shared/text/index.ts';
import { useFiles, useFilesStore } from '../files-context.tsx';
import { documentInView, pendingOf } from '../store.ts';

/** How often a file that another program is perhaps still writing is tried, and how long apart in milliseconds. */
const tries = 4;
const apartMs = 400;
const wait = (ms: number): Promise<void> => new Promise((done) => { setTimeout(done, ms); });

export function useDiskReload(): void {
  const { conflict: say } = useWords();
  const store = useFilesStore();
  const show = useToasts((state) => state.show);
  const due = useFiles((state) => {
    const file = documentInView(state);
    return state.selected !== undefined && file !== undefined && state.diskChanged.has(state.selected.file) && pendingOf(file) === 0 && state.typing === 0 && !state.saving && state.conflict === undefined ? file.opened.document : undefined;
  });
  const busy = useRef<string>(undefined);
  useEffect(() => {
    if (due === undefined || busy.current === due) return;
    busy.current = due;
    const { selected } = store.getState();
    if (selected === undefined) return;
    const inView = (): boolean => store.getState().selected?.file === selected.file;
    const here = document.activeElement?.closest('.detail') !== null && document.activeElement !== document.body;
    const reload = async (): Promise<void> => {
      for (let turn = 0; turn < tries; turn += 1) {
        if (turn > 0) await wait(apartMs);
        if (!inView()) return;
        await store.getState().reopen();
        if (documentInView(store.getState()) !== undefined) break;
      }
      if (!inView() || documentInView(store.getState()) === undefined) return;
      show(say.readAgain(splitPath(selected.path).name));
      // WHY later: the rows of the list are placed after it stands.
      if (here) requestAnimationFrame(() => { requestAnimationFrame(() => { if (document.activeElement === document.body) document.querySelector<HTMLElement>('.detail :is([role="grid"], [role="treegrid"]) [tabindex="0"]')?.focus(); }); });
    };
    void reload();
  }, [due, store, show, say]);
}
