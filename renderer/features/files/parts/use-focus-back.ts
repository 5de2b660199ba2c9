// Gives the focus to the keys when what had it is gone: a button of the pending bar that led to a review, or a whole view.
import { useEffect, useRef } from 'react';

/** Looks after the focus each time `away` ends. */
export function useFocusBack(away: boolean): void {
  const was = useRef(away);
  useEffect(() => {
    if (was.current === away) return undefined;
    was.current = away;
    if (away) return undefined;
    // WHY later: the dialog gives the focus back first, and the rows are placed after the list stands.
    const timer = setTimeout(() => {
      const lost = document.activeElement === null || document.activeElement === document.body;
      if (lost) document.querySelector<HTMLElement>('.detail :is([role="grid"], [role="treegrid"]) [tabindex="0"]')?.focus();
    }, 50);
    return () => { clearTimeout(timer); };
  }, [away]);
}
