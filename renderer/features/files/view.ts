// How the open files are looked at: what is folded in each, what is looked for, whether as grid or as text, and where a page that was made anew goes on. Names and ids only.
import type { Layout, Opened, UnfinishedFor } from '../../bridge/index.ts';

/** The two ways of looking at one draft. */
export type Mode = Layout['mode'];

/** Where a page that was made anew goes on in a document. */
export interface Resumed {
  /** The entry that the focus was on. */
  readonly active?: number | undefined;
  /** What was being typed; the text itself is with the core. */
  readonly unfinished?: UnfinishedFor | undefined;
}
export interface View {
  readonly mode: Mode;
  /** By document, the entries whose content is folded away. */
  readonly folded: ReadonlyMap<string, ReadonlySet<number>>;
  /** What is looked for in the tree of files. */
  readonly filter: string;
  /** By document, what is looked for in it. */
  readonly filters: ReadonlyMap<string, string>;
  /** By document, the entry that the focus is on, or was last. */
  readonly actives: ReadonlyMap<string, number>;
  readonly resumed: ReadonlyMap<string, Resumed>;
  /** The file whose row the tree was unfolded for last. */
  readonly followed: string | undefined;
  /** Folds or unfolds entries of a document that is open. */
  fold(document: string, entries: readonly number[], folded: boolean): void;
  /** Without a document: in the tree of files. */
  setFilter(filter: string, document?: string): void;
  setActive(document: string, entry: number): void;
  follow(file: string): void;
  /** A document was gone on with. */
  wentOn(document: string): void;
  /** Registers an editor that gives the core what it holds when asked. The answer takes it off again. */
  onKeep(keep: () => Promise<void>): () => void;
  /** Asks every editor to do so: the page may end now. */
  keep(): Promise<void>;
}
interface Held extends View {
  readonly documents: ReadonlyMap<string, { readonly opened: Opened }>;
  readonly selected: { readonly file: string } | undefined;
}

export function createView(set: (change: (state: Held) => Partial<View>) => void): View {
  const keepers = new Set<() => Promise<void>>();
  /** Only of documents that are open. */
  const put = <V>(map: ReadonlyMap<string, V>, document: string, value: V, { documents }: Held): ReadonlyMap<string, V> => {
    const open = new Set([...documents.values()].map(({ opened }) => opened.document));
    return new Map([...map, [document, value] as const].filter(([known]) => open.has(known)));
  };
  return {
    mode: 'grid', folded: new Map(), filter: '', filters: new Map(), actives: new Map(), resumed: new Map(), followed: undefined,
    fold(document, entries, away) {
      set((state) => {
        const now = new Set(state.folded.get(document));
        for (const entry of entries) {
          if (away) now.add(entry);
          else now.delete(entry);
        }
        return { folded: put(state.folded, document, now, state) };
      });
    },
    setFilter(filter, document) {
      set((state) => (document === undefined ? { filter } : { filters: put(state.filters, document, filter, state) }));
    },
    setActive(document, entry) {
      set((state) => (state.actives.get(document) === entry ? {} : { actives: put(state.actives, document, entry, state) }));
    },
    follow(file) { set(() => ({ followed: file })); },
    wentOn(document) {
      set(({ resumed }) => (resumed.has(document) ? { resumed: new Map([...resumed].filter(([known]) => known !== document)) } : {}));
    },
    onKeep(keep) {
      keepers.add(keep);
      return () => { keepers.delete(keep); };
    },
    async keep() {
      await Promise.all([...keepers].map((keep) => keep()));
    },
  };
}

/** Only dotenv has a text view, whatever the last file was looked at as. */
export function modeInView({ mode, documents, selected }: Pick<Held, 'mode' | 'documents' | 'selected'>): Mode {
  const shape = selected === undefined ? undefined : documents.get(selected.file)?.opened.shape;
  return shape === undefined || shape === 'flat' ? mode : 'grid';
}
