// Keeps the focus on the right row while the list changes under it: after an act, for a key that is new, where a row is gone.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Answer, Told } from '../../../bridge/index.ts';
import { entryRowNear, type GridRows } from './grid-rows.ts';

export interface GridFocusOptions {
  readonly rows: GridRows;
  readonly revision: number;
  /** The row that is the tab stop. */
  readonly activeRow: number;
  readonly activeEntry: number | undefined;
  /** Puts the focus on a row. */
  readonly focus: (row: number) => void;
  readonly onRefused: (told: Told) => void;
  /** The wished key is not in view because of the filter, or because what holds it is folded. */
  readonly onHidden: (entry: number) => void;
}
export interface GridFocus {
  readonly goTo: (entry: number) => void;
  readonly keepFocus: <T>(entry: number, change: () => Promise<Answer<T>>) => Promise<T | undefined>;
  /** For the element around the rows: knows whether the focus was inside. */
  readonly onFocusCapture: () => void;
}

export function useGridFocus({ rows, revision, activeRow, activeEntry, focus, onRefused, onHidden }: GridFocusOptions): GridFocus {
  const [wish, setWish] = useState<{ readonly entry: number }>();
  const granted = useRef<object>(undefined);
  const after = useRef<{ readonly entry: number; readonly row: number; readonly from: number | undefined }>(undefined);
  const inside = useRef(false);
  const latest = useRef({ rows, activeRow, activeEntry });

  // WHY by revision: the row that an act was done to may stand elsewhere in the new list, or be gone, and a button of it too.
  const seen = useRef(revision);
  useEffect(() => {
    const known = latest.current;
    latest.current = { rows, activeRow, activeEntry };
    if (seen.current === revision) return;
    seen.current = revision;
    const wanted = after.current;
    after.current = undefined;
    // WHY compared: somebody who went on to another row meanwhile stays there.
    if (wanted !== undefined && (activeEntry === wanted.entry || activeEntry === wanted.from || rows.rowOf(wanted.entry) === undefined)) focus(rows.rowOf(wanted.entry) ?? entryRowNear(rows, Math.min(wanted.row, rows.count - 1)));
    else if (inside.current && document.activeElement === document.body) focus(entryRowNear(rows, Math.min(known.activeRow, rows.count - 1)));
  }, [rows, activeRow, activeEntry, revision, focus]);

  useEffect(() => {
    if (wish === undefined || granted.current === wish) return;
    const row = rows.rowOf(wish.entry);
    if (row === undefined) {
      onHidden(wish.entry);
      return;
    }
    granted.current = wish;
    focus(row);
  }, [wish, rows, focus, onHidden]);

  useEffect(() => {
    const onFocus = (event: FocusEvent): void => {
      if (!(event.target instanceof Element) || event.target.closest('[role="grid"], [role="treegrid"]') === null) inside.current = false;
    };
    document.addEventListener('focusin', onFocus);
    return () => { document.removeEventListener('focusin', onFocus); };
  }, []);

  const goTo = useCallback((entry: number) => { setWish({ entry }); }, []);
  const keepFocus = useCallback(async <T,>(entry: number, change: () => Promise<Answer<T>>): Promise<T | undefined> => {
    after.current = { entry, row: latest.current.rows.rowOf(entry) ?? 0, from: latest.current.activeEntry };
    const answer = await change();
    if (answer.ok) return answer.value;
    after.current = undefined;
    onRefused(answer.error);
    return undefined;
  }, [onRefused]);
  const onFocusCapture = useCallback(() => { inside.current = true; }, []);
  return { goTo, keepFocus, onFocusCapture };
}
