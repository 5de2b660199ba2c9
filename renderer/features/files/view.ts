// How the open files are looked at: what is folded in each, and whether as grid or as text. Ids only.
import type { Opened } from '../../bridge/index.ts';

/** The two ways of looking at one draft. */
export type Mode = 'grid' | 'text';

export interface View {
  readonly mode: Mode;
  /** By document, the entries whose content is folded away. */
  readonly folded: ReadonlyMap<string, ReadonlySet<number>>;
  /** Folds or unfolds entries of a document that is open. */
  fold(document: string, entries: readonly number[], folded: boolean): void;
}
interface Held extends View {
  readonly documents: ReadonlyMap<string, { readonly opened: Opened }>;
  readonly selected: { readonly file: string } | undefined;
}

export function createView(set: (change: (state: Held) => Pick<View, 'folded'>) => void): View {
  return {
    mode: 'grid', folded: new Map(),
    fold(document, entries, away) {
      set(({ folded, documents }) => {
        const now = new Set(folded.get(document));
        for (const entry of entries) {
          if (away) now.add(entry);
          else now.delete(entry);
        }
        const open = new Set([...documents.values()].map(({ opened }) => opened.document));
        return { folded: new Map([...folded, [document, now] as const].filter(([known]) => open.has(known))) };
      });
    },
  };
}

/** Only dotenv has a text view, whatever the last file was looked at as. */
export function modeInView({ mode, documents, selected }: Pick<Held, 'mode' | 'documents' | 'selected'>): Mode {
  const shape = selected === undefined ? undefined : documents.get(selected.file)?.opened.shape;
  return shape === undefined || shape === 'flat' ? mode : 'grid';
}
