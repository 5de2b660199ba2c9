// What stands open in the window, and what was chosen in it so far, by the place that it belongs to: a page that was made anew finds it there. Names, ids and choices; never a secret that somebody typed.
import { createStore, type StoreApi } from 'zustand/vanilla';

/** What JSON can hold. */
export type Keepable = string | number | boolean | null | undefined | readonly Keepable[] | { readonly [name: string]: Keepable };
export interface KeptState {
  readonly all: ReadonlyMap<string, Keepable>;
  put(place: string, value: Keepable): void;
  drop(place: string): void;
}

export function createKeptStore(): StoreApi<KeptState> {
  return createStore<KeptState>((set) => ({
    all: new Map(),
    put(place, value) {
      set(({ all }) => (all.has(place) && all.get(place) === value ? {} : { all: new Map(all).set(place, value) }));
    },
    drop(place) {
      set(({ all }) => (all.has(place) ? { all: new Map([...all].filter(([known]) => known !== place)) } : {}));
    },
  }));
}
