// What is known of one Vault's names: engines and folders that were unfolded, each read when it is asked for. Names only; a value never comes here.
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppBridge, Told } from '../../bridge/index.ts';

export interface Mount {
  /** With a slash at its end. */
  readonly path: string;
  readonly version: 1 | 2;
}
/** A folder by its path, which ends in a slash. */
export type Level = { readonly state: 'reading' } | { readonly state: 'read'; readonly names: readonly string[] } | { readonly state: 'denied' } | { readonly state: 'failed'; readonly error: Told };
export interface TreeState {
  /** Undefined before the first answer. */
  readonly mounts: readonly Mount[] | undefined;
  readonly refused: Told | undefined;
  readonly levels: ReadonlyMap<string, Level>;
  readonly unfolded: ReadonlySet<string>;
  /** Reads the engines, and anew what is unfolded. */
  refresh(): Promise<void>;
  fold(path: string, open: boolean): void;
  /** Unfolds all that a secret lies in. */
  unfoldTo(path: string): void;
}

/** A folder, or an engine. */
export const isFolder = (path: string): boolean => path.endsWith('/');
/** What a secret or a folder is called. */
export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/', path.length - 2) + 1).replace(/\/$/, '');
/** What a secret or a folder lies in, without a slash at its end; '' for an engine. */
export const aboveOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/', path.length - 2)));

/** What a path lies in, from the outside: `a/b/c` in `a/` and `a/b/`. */
export function foldersOf(path: string): readonly string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, at) => `${parts.slice(0, at + 1).join('/')}/`);
}

const asFolder = (path: string): string => (isFolder(path) ? path : `${path}/`);

export function createTreeStore(bridge: AppBridge, connection: string): StoreApi<TreeState> {
  return createStore<TreeState>((set, get) => {
    async function read(path: string): Promise<void> {
      const put = (level: Level): void => { set(({ levels }) => ({ levels: new Map(levels).set(path, level) })); };
      if (get().levels.get(path)?.state !== 'read') put({ state: 'reading' });
      const answer = await bridge.call('vault.listPath', { connection, path });
      if (answer.ok) put({ state: 'read', names: answer.value.names });
      else if (answer.error.code === 'permission-denied') put({ state: 'denied' });
      // WHY none: what holds nothing any more is gone on the server, and is an empty folder here until the one above is read anew.
      else if (answer.error.code === 'secret-not-found') put({ state: 'read', names: [] });
      else put({ state: 'failed', error: answer.error });
    }
    return {
      mounts: undefined, refused: undefined, levels: new Map(), unfolded: new Set(),
      async refresh() {
        const answer = await bridge.call('vault.listMounts', { connection });
        if (!answer.ok) {
          set({ refused: answer.error });
          return;
        }
        const mounts = answer.value.mounts.map(({ path, version }) => ({ path: asFolder(path), version }));
        set({ mounts, refused: undefined });
        await Promise.all([...get().unfolded].map(read));
      },
      fold(path, open) {
        const { unfolded, levels } = get();
        set({ unfolded: new Set(open ? [...unfolded, path] : [...unfolded].filter((known) => known !== path)) });
        const known = levels.get(path)?.state;
        if (open && known !== 'read' && known !== 'reading') void read(path);
      },
      unfoldTo(path) {
        for (const folder of foldersOf(path)) if (!get().unfolded.has(folder)) get().fold(folder, true);
      },
    };
  });
}

/** The engine that a path lies in: the longest that fits. */
export const mountOf = (mounts: readonly Mount[], path: string): Mount | undefined => mounts.filter((mount) => path.startsWith(mount.path)).toSorted((a, b) => b.path.length - a.path.length)[0];
