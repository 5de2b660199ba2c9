// What was in view and what comes next: the way back and forward through the window, which dialog of the frame is open, and what rooms offer to be searched.
// Places are names and refs; never a value.
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { FileState } from '../bridge/index.ts';

/** Something that can be in view. */
export interface Place {
  readonly room: 'files';
  readonly project: string;
  readonly file: string;
  readonly path: string;
  readonly state: FileState;
}
/** What else shall be in view once the place is: one entry of the file. */
export interface WantedEntry {
  readonly file: string;
  readonly entry: number;
}
/** Names that can be searched, made by a room when somebody is about to search. */
export interface SearchGroup {
  readonly id: string;
  readonly title: string;
  readonly icon: (index: number) => 'key-round' | 'lock' | 'lock-open' | 'file-text';
  readonly names: readonly string[];
  /** Where the name is found: a path, a project. */
  readonly where: (index: number) => string;
  readonly open: (index: number) => void;
  /** Puts its value on the clipboard, where there is one. */
  readonly copy?: (index: number) => void;
}
/** What the window is about at the moment. */
export type RoomName = 'files' | 'settings';
export type FrameDialog = 'palette' | 'preferences' | 'shortcuts';

export interface NavigationState {
  readonly places: readonly Place[];
  /** The place in view, as an index into `places`; -1 before the first. */
  readonly at: number;
  readonly dialog: FrameDialog | undefined;
  /** What was typed since somebody asked to search, as long as the field for it has not had the focus; else undefined. */
  readonly ahead: string | undefined;
  readonly wanted: WantedEntry | undefined;
  readonly room: RoomName;
  /** True while something lies over the place in view: the way back leads out of it first. */
  readonly covered: boolean;
  /** Registers what lies over the place in view; `leave` takes it away. */
  cover(leave: () => void): () => void;
  /** Leads into a room, asking first where something would be lost. False if the person stayed. */
  enter(room: RoomName): Promise<boolean>;
  /** Registers what may keep the person in the room: it answers false if they stay. */
  onLeave(mayLeave: () => Promise<boolean>): () => void;
  /** Tells that `place` is in view now. */
  visited(place: Place): void;
  /** Forgets places that are gone. */
  keep(isThere: (place: Place) => boolean): void;
  /** Steps through what was in view: -1 back, 1 forward. False if there is nothing, or the room kept the person where they are. */
  go(step: -1 | 1): Promise<boolean>;
  /** Brings a place into view, asking first where something would be lost. */
  open(place: Place, entry?: number): Promise<boolean>;
  /** Tells that the wanted entry was gone to. */
  arrived(): void;
  /** Registers how the room opens its places: it answers false if the person stayed. */
  onOpen(open: (place: Place) => Promise<boolean>): () => void;
  onSearch(groups: () => readonly SearchGroup[]): () => void;
  searchGroups(): readonly SearchGroup[];
  show(dialog: FrameDialog | undefined): void;
  typeAhead(text: string): void;
  /** Answers what was typed ahead, once: from here on the field has the focus. */
  takeAhead(): string;
}

const atMost = 100;
const same = (a: Place | undefined, b: Place): boolean => a?.room === b.room && a.file === b.file;

export function createNavigationStore(): StoreApi<NavigationState> {
  let opener: (place: Place) => Promise<boolean> = () => Promise.resolve(false);
  let mayLeave: () => Promise<boolean> = () => Promise.resolve(true);
  const sources = new Set<() => readonly SearchGroup[]>();
  /** Where a step is about to lead: arriving there is no new place. */
  let stepTo: number | undefined;
  let uncover: (() => void) | undefined;
  return createStore<NavigationState>((set, get) => ({
    places: [], at: -1, dialog: undefined, ahead: undefined, wanted: undefined, room: 'files', covered: false,
    cover(leave) {
      uncover = leave;
      set({ covered: true });
      return () => {
        if (uncover !== leave) return;
        uncover = undefined;
        set({ covered: false });
      };
    },
    async enter(room) {
      if (get().room === room) return true;
      if (!(await mayLeave())) return false;
      set({ room });
      return true;
    },
    onLeave(next) {
      mayLeave = next;
      return () => { if (mayLeave === next) mayLeave = () => Promise.resolve(true); };
    },
    visited(place) {
      const { places, at } = get();
      if (stepTo !== undefined && same(places[stepTo], place)) {
        set({ places: places.with(stepTo, place), at: stepTo });
        return;
      }
      if (same(places[at], place)) return;
      const next = [...places.slice(0, at + 1), place].slice(-atMost);
      set({ places: next, at: next.length - 1 });
    },
    keep(isThere) {
      const { places, at } = get();
      const kept: { readonly place: Place; readonly index: number }[] = [];
      // WHY compared: with what stood between them gone, two visits of one place would be a step that leads nowhere.
      for (const [index, place] of places.entries()) if (isThere(place) && !same(kept.at(-1)?.place, place)) kept.push({ place, index });
      if (kept.length === places.length) return;
      set({ places: kept.map(({ place }) => place), at: kept.findLastIndex(({ index }) => index <= at) });
    },
    async go(step) {
      const { places, at, room } = get();
      if (step === -1 && room === 'files' && uncover !== undefined) {
        uncover();
        return true;
      }
      const place = places[at + step];
      if (place === undefined || stepTo !== undefined || room !== 'files') return false;
      stepTo = at + step;
      try {
        return await opener(place);
      } finally {
        stepTo = undefined;
      }
    },
    async open(place, entry) {
      set({ wanted: undefined });
      if (!(await opener(place))) return false;
      if (entry !== undefined) set({ wanted: { file: place.file, entry } });
      return true;
    },
    arrived() {
      set({ wanted: undefined });
    },
    onOpen(open) {
      opener = open;
      return () => { if (opener === open) opener = () => Promise.resolve(false); };
    },
    onSearch(groups) {
      sources.add(groups);
      return () => { sources.delete(groups); };
    },
    searchGroups: () => [...sources].flatMap((groups) => groups()),
    show(dialog) {
      set({ dialog, ahead: dialog === 'palette' ? '' : undefined });
    },
    typeAhead(ahead) {
      set({ ahead });
    },
    takeAhead() {
      const { ahead } = get();
      if (ahead !== undefined) set({ ahead: undefined });
      return ahead ?? '';
    },
  }));
}
