// Which secret has changes that outlived a lock or the end of the page, asked once when the room begins. Names only.
import { useEffect, useRef, useState } from 'react';
import { useBridge, type AppContract, type Output } from '../../bridge/index.ts';

type Draft = Output<AppContract, 'vault.listDrafts'>['drafts'][number];
export interface Unsaved {
  /** False before the core has answered. */
  readonly known: boolean;
  readonly first: Draft | undefined;
}

/** Calls back once where there is one. */
export function useUnsaved(onFirst: (draft: Draft) => void): Unsaved {
  const bridge = useBridge();
  const [found, setFound] = useState<Unsaved>({ known: false, first: undefined });
  const latest = useRef(onFirst);
  useEffect(() => { latest.current = onFirst; });
  useEffect(() => {
    let over = false;
    void bridge.call('vault.listDrafts', {}).then((answer) => {
      if (over) return;
      const first = answer.ok ? answer.value.drafts[0] : undefined;
      if (first !== undefined) latest.current(first);
      setFound({ known: true, first });
    });
    return () => { over = true; };
  }, [bridge]);
  return found;
}
