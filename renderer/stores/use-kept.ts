// State of a component that outlives the page: as `useState`, but a page that takes the place of this one, after a lock, goes on with it. Never for a secret.
import { useCallback, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { Keepable } from './kept.ts';
import { useStores } from './stores-context.tsx';

/** `place` names it in the whole window: one component at a time. It ends with the component. */
export function useKept<T extends Keepable>(place: string, first: T): readonly [T, (next: T | ((now: T) => T)) => void] {
  const { kept } = useStores();
  const [begin] = useState(first);
  // WHY taken for one: what is kept under this place was put there by this very component, in this run of the program.
  const read = useCallback(() => (kept.getState().all.has(place) ? kept.getState().all.get(place) : begin) as T, [kept, place, begin]);
  const value = useStore(kept, read);
  const put = useCallback((next: T | ((now: T) => T)) => { kept.getState().put(place, typeof next === 'function' ? next(read()) : next); }, [kept, place, read]);
  useEffect(() => () => { kept.getState().drop(place); }, [kept, place]);
  return [value, put];
}

/** True as long as a field that is empty now held something when the page before this one ended. Only that there was something is kept, never what. */
export function useDropped(place: string, typed: string): boolean {
  const [was, setWas] = useKept<boolean>(place, false);
  const [before] = useState(was);
  // SECURITY(typed-dropped): of a passphrase or a key only this is told to the core, never the text.
  useEffect(() => { setWas(typed !== ''); }, [setWas, typed]);
  return before && typed === '';
}
