// Which keys are chosen, and which one the focus is on. Ids only; an id that is gone from the file counts for nothing.
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';

/** What becomes of the choice when the focus goes elsewhere: that row alone, all up to it, as it was, or that row added or taken off. */
export type Choosing = 'only' | 'extend' | 'keep' | 'toggle';

interface State {
  readonly active: number | undefined;
  /** Where a range begins. */
  readonly anchor: number | undefined;
  readonly chosen: ReadonlySet<number>;
}
export interface Selection extends State {
  go(entry: number, how: Choosing): void;
  all(): void;
  /** Back to the active row alone. */
  clear(): void;
  /** The chosen entries in view if `entry` is one of several, else `entry` alone; in the order of the rows. */
  targetsOf(entry: number): readonly number[];
}

const nobody: ReadonlySet<number> = new Set();

/** `order` are the entries in view, from the top; `first` is the one that the focus is on at first. */
export function useSelection(order: readonly number[], first: number | undefined): Selection {
  const [state, setState] = useState<State>({ active: first, anchor: first, chosen: first === undefined ? nobody : new Set([first]) });
  const latest = useRef({ order, state });
  useLayoutEffect(() => { latest.current = { order, state }; });

  const go = useCallback((entry: number, how: Choosing) => {
    setState((now) => {
      if (how === 'keep') return { ...now, active: entry };
      if (how === 'toggle') {
        const chosen = new Set(now.chosen);
        if (!chosen.delete(entry)) chosen.add(entry);
        return { active: entry, anchor: entry, chosen };
      }
      if (how === 'extend') {
        const anchor = now.anchor ?? now.active ?? entry;
        const rows = latest.current.order;
        const [from, to] = [rows.indexOf(anchor), rows.indexOf(entry)];
        if (from !== -1 && to !== -1) return { active: entry, anchor, chosen: new Set(rows.slice(Math.min(from, to), Math.max(from, to) + 1)) };
      }
      if (now.active === entry && now.chosen.size === 1 && now.chosen.has(entry)) return now;
      return { active: entry, anchor: entry, chosen: new Set([entry]) };
    });
  }, []);
  const all = useCallback(() => { setState((now) => ({ ...now, chosen: new Set(latest.current.order) })); }, []);
  const clear = useCallback(() => { setState((now) => ({ ...now, anchor: now.active, chosen: now.active === undefined ? nobody : new Set([now.active]) })); }, []);
  const targetsOf = useCallback((entry: number) => {
    const { order: rows, state: { chosen } } = latest.current;
    return chosen.size > 1 && chosen.has(entry) ? rows.filter((row) => chosen.has(row)) : [entry];
  }, []);
  return useMemo(() => ({ ...state, go, all, clear, targetsOf }), [state, go, all, clear, targetsOf]);
}
