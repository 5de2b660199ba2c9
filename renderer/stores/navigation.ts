// What was in view and what comes next: the way back and forward through the window, which dialog of the frame is open, and what rooms offer to be searched.
// Places are names and refs; never a value.
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AuditFilter, FileState } from '../bridge/index.ts';

/** A file that can be in view. */
export interface FilePlace {
  readonly room: 'files';
  readonly project: string;
  readonly file: string;
  readonly path: string;
  readonly state: FileState;
}
/** The audit log as somebody looks at it: what fits, and within which time before now. */
export interface AuditLook {
  readonly filter: AuditFilter;
  readonly span?: 'hour' | 'day' | 'week' | 'month' | 'year' | undefined;
}
export interface AuditPlace extends AuditLook {
  readonly room: 'audit';
}
/** What the Vault room shows. */
export interface VaultPlace {
  readonly room: 'vault';
  /** `list`: the page of a connection, or of none; `browse`: inside of it. */
  readonly at: 'list' | 'browse';
  /** '' for none. */
  readonly connection: string;
  /** The secret, or a folder with a slash at its end; '' for none. */
  readonly path: string;
  /** 0 for the newest. */
  readonly version: number;
  /** What the way there is called. */
  readonly name: string;
}
/** Something that can be in view. */
export type Place = FilePlace | AuditPlace | VaultPlace;
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
/** What fits of names that are too many to hand over: asked for at each letter. */
export interface AskedGroup {
  readonly source: SearchGroup;
  /** Of all that fit. */
  readonly count: number;
}
export type Asks = (typed: string, limit: number) => Promise<AskedGroup | undefined>;
/** What the window is about at the moment. */
export type RoomName = 'files' | 'vault' | 'audit' | 'settings';
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
  /** The log is looked at in another way: a new place, or with `same` the one in view, changed. */
  lookAtLog(look: AuditLook, same: boolean): Promise<void>;
  /** Forgets files that are gone. */
  keep(isThere: (place: FilePlace) => boolean): void;
  /** Steps through what was in view: -1 back, 1 forward. False if there is nothing, or the room kept the person where they are. */
  go(step: -1 | 1): Promise<boolean>;
  /** Brings a place into view, asking first where something would be lost. */
  open(place: FilePlace, entry?: number): Promise<boolean>;
  /** Tells that the wanted entry was gone to. */
  arrived(): void;
  /** Registers how the room opens its places: it answers false if the person stayed. */
  onOpen(open: (place: FilePlace) => Promise<boolean>): () => void;
  /** The same for the Vault room. */
  onOpenVault(open: (place: VaultPlace) => Promise<boolean>): () => void;
  /** Brings a secret of a Vault into view, from any room. */
  openVault(place: VaultPlace): Promise<boolean>;
  readonly asks: readonly Asks[];
  onAsk(ask: Asks): () => void;
  onSearch(groups: () => readonly SearchGroup[]): () => void;
  searchGroups(): readonly SearchGroup[];
  show(dialog: FrameDialog | undefined): void;
  typeAhead(text: string): void;
  /** Answers what was typed ahead, once: from here on the field has the focus. */
  takeAhead(): string;
}

const atMost = 100;
const sameVault = (a: VaultPlace, b: VaultPlace): boolean => (['at', 'connection', 'path', 'version'] as const).every((part) => a[part] === b[part]);
const same = (a: Place | undefined, b: Place): boolean => (b.room === 'files' ? a?.room === 'files' && a.file === b.file : b.room === 'vault' ? a?.room === 'vault' && sameVault(a, b) : a?.room === 'audit' && a.span === b.span && JSON.stringify(a.filter) === JSON.stringify(b.filter));
/** The log as it was looked at last, or all of it. */
const lastLook = (places: readonly Place[]): AuditPlace => places.findLast((place) => place.room === 'audit') ?? { room: 'audit', filter: {} };

export function createNavigationStore(): StoreApi<NavigationState> {
  const nobody = (): Promise<boolean> => Promise.resolve(false);
  let opener: (place: FilePlace) => Promise<boolean> = nobody;
  let vaultOpener: (place: VaultPlace) => Promise<boolean> = nobody;
  /** Told as soon as there is one. */
  let onOpener: (() => void) | undefined;
  let mayLeave: () => Promise<boolean> = () => Promise.resolve(true);
  const sources = new Set<() => readonly SearchGroup[]>();
  /** Where a step is about to lead: arriving there is no new place. */
  let stepTo: number | undefined;
  let uncover: (() => void) | undefined;
  /** A room is there that can be told what to show. */
  function begins(): void {
    onOpener?.();
    onOpener = undefined;
  }
  return createStore<NavigationState>((set, get) => {
    /** Leads into a room that is told there what to show. False if the person stayed. */
    async function into(room: 'files' | 'vault'): Promise<boolean> {
      if (get().room === room) return true;
      if (!(await mayLeave())) return false;
      const { promise, resolve } = Promise.withResolvers<undefined>();
      onOpener = () => { resolve(undefined); };
      set({ room });
      await promise;
      return true;
    }
    return {
      places: [], asks: [], at: -1, dialog: undefined, ahead: undefined, wanted: undefined, room: 'files', covered: false,
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
        const { room: before, visited } = get();
        if (before === room) return true;
        if (!(await mayLeave())) return false;
        set({ room });
        if (room === 'audit' && get().places[get().at]?.room !== 'audit') visited(lastLook(get().places));
        return true;
      },
      onLeave(next) {
        mayLeave = next;
        return () => { if (mayLeave === next) mayLeave = () => Promise.resolve(true); };
      },
      visited(place) {
        const { places, at } = get();
        // WHY: a room that is only entered on the way to another place shows what it showed last.
        if (onOpener !== undefined) return;
        if (stepTo !== undefined && same(places[stepTo], place)) {
          set({ places: places.with(stepTo, place), at: stepTo });
          return;
        }
        if (same(places[at], place)) return;
        const next = [...places.slice(0, at + 1), place].slice(-atMost);
        set({ places: next, at: next.length - 1 });
      },
      async lookAtLog({ filter, span }, asTheSame) {
        if (get().room !== 'audit' && !(await mayLeave())) return;
        const { places, at, visited } = get();
        const place: AuditPlace = { room: 'audit', filter, span };
        if (asTheSame && places[at]?.room === 'audit') set({ places: places.with(at, place) });
        else visited(place);
        set({ room: 'audit' });
      },
      keep(isThere) {
        const { places, at } = get();
        const kept: { readonly place: Place; readonly index: number }[] = [];
        // WHY compared: with what stood between them gone, two visits of one place would be a step that leads nowhere.
        for (const [index, place] of places.entries()) if ((place.room !== 'files' || isThere(place)) && !same(kept.at(-1)?.place, place)) kept.push({ place, index });
        if (kept.length === places.length) return;
        set({ places: kept.map(({ place }) => place), at: kept.findLastIndex(({ index }) => index <= at) });
      },
      async go(step) {
        const { places, at, room } = get();
        if (step === -1 && uncover !== undefined) {
          uncover();
          return true;
        }
        const place = places[at + step];
        if (place === undefined || stepTo !== undefined || room === 'settings') return false;
        stepTo = at + step;
        try {
          if (place.room === 'audit') {
            if (room !== 'audit' && !(await mayLeave())) return false;
            set({ room: 'audit', at: at + step });
            return true;
          }
          if (!(await into(place.room))) return false;
          if (!(await (place.room === 'vault' ? vaultOpener(place) : opener(place)))) return false;
          // WHY here too: a file that was in view all the while is not opened anew.
          get().visited(place);
          return true;
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
        begins();
        return () => { if (opener === open) opener = nobody; };
      },
      onOpenVault(open) {
        vaultOpener = open;
        begins();
        return () => { if (vaultOpener === open) vaultOpener = nobody; };
      },
      async openVault(place) {
        return (await into('vault')) && vaultOpener(place);
      },
      onAsk(ask) {
        set(({ asks }) => ({ asks: [...asks, ask] }));
        return () => { set(({ asks }) => ({ asks: asks.filter((known) => known !== ask) })); };
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
    };
  });
}
