// Which secret has changes that outlived a lock or the end of the page, asked once when the room begins. Names only.
import { useEffect, useRef, useState } from 'react';
import { useBridge, type AppContract, type Output } from '../../bridge/index.ts';

type Draft = Output<AppContract, 'vault.listDrafts'>['drafts'][number];

/** Calls back once where there is one. False before the core has answered. */
export function useUnsaved(onFirst: (draft: Draft) => void): boolean {
  const bridge = useBridge();
  const [known, setKnown] = useState(false);
  const latest = useRef(onFirst);
  useEffect(() => { latest.current = onFirst; });
  useEffect(() => {
    let over = false;
    void bridge.call('vault.listDrafts', {}).then((answer) => {
      if (over) return;
      const first = answer.ok ? answer.value.drafts[0] : undefined;
      if (first !== undefined) latest.current(first);
      setKnown(true);
    });
    return () => { over = true; };
  }, [bridge]);
  return known;
}
