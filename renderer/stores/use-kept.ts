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

/** The same for one of several things that take each other's place: what is kept about another one is none of this one's, also in the moment before that one ends. */
export function useKeptAbout<T extends Keepable>(place: string, about: string, first: T): readonly [T, (next: T) => void] {
  const [kept, setKept] = useKept<{ readonly about: string; readonly value: T }>(place, { about, value: first });
  const put = useCallback((next: T) => { setKept({ about, value: next }); }, [setKept, about]);
  return [kept.about === about ? kept.value : first, put];
}

/** True as long as a field that is empty now held something when the page before this one ended. Only that there was something is kept, never what. */
export function useDropped(place: string, typed: string): boolean {
  const [was, setWas] = useKept<boolean>(place, false);
  const [before] = useState(was);
  // SECURITY(typed-dropped): of a passphrase or a key only this is told to the core, never the text.
  useEffect(() => { setWas(typed !== ''); }, [setWas, typed]);
  return before && typed === '';
}
