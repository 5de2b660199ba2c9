// Hears of changes in the folders of one project. Must never poll, keep the process alive, or fail because the system has no watch left to give.
import { watch, type FSWatcher } from 'node:fs';
import type { Clock } from '../ports.ts';
import { isPassing, nameSuggests } from './file-look.ts';

/** More folders are watched only if they hold files of the list. */
const maxFolders = 2000;
/** Changes within this time are told together, in milliseconds. */
const gatherMs = 200;

/** Names that changed by the folder that holds them; undefined where the system did not say which. */
export type Changes = ReadonlyMap<string, ReadonlySet<string> | undefined>;

export interface Watch {
  /** Watches the folder from now on; a watch that stood there is made anew, for the folder may be another one. */
  enter(folder: string): void;
  /** Ends the watch over every folder that is not among these; `holds` tells which are worth it when there are too many. */
  keep(folders: readonly { readonly path: string; readonly holds: boolean }[]): void;
  close(): void;
}

/** `changed` is called with everything that came together. */
export function createWatch({ clock, changed, gaveUp }: { readonly clock: Clock; changed(changes: Changes): void; gaveUp(code: string): void }): Watch {
  const watchers = new Map<string, FSWatcher>();
  let gathered = new Map<string, Set<string> | undefined>();
  let stopTimer: (() => void) | undefined;
  let over = false;

  function close(): void {
    over = true;
    stopTimer?.();
    for (const watcher of watchers.values()) watcher.close();
    watchers.clear();
  }
  function failed(error: unknown): void {
    if (over) return;
    close();
    gaveUp(error instanceof Error && 'code' in error ? String(error.code) : 'unknown');
  }
  function heard(folder: string, kind: string, name: string | null): void {
    if (over || (name !== null && isPassing(name))) return;
    // What is merely written matters only in files that could be listed; what comes or goes may be a folder.
    if (kind === 'change' && name !== null && name !== '.gitignore' && nameSuggests(name) === 'nothing') return;
    if (name === null || !gathered.has(folder)) gathered.set(folder, name === null ? undefined : new Set([name]));
    else gathered.get(folder)?.add(name);
    stopTimer ??= clock.after(gatherMs, () => {
      stopTimer = undefined;
      const changes = gathered;
      gathered = new Map();
      changed(changes);
    });
  }
  function leave(folder: string): void {
    watchers.get(folder)?.close();
    watchers.delete(folder);
  }
  function start(folder: string): void {
    try {
      const watcher = watch(folder, { persistent: false });
      watcher.on('change', (kind, name) => { heard(folder, kind, typeof name === 'string' ? name : null); });
      // A folder that goes is told by the one above; of the system's own limits there is only one word.
      watcher.on('error', () => { leave(folder); });
      watchers.set(folder, watcher);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : '';
      if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EACCES' || code === 'EPERM') return;
      failed(error);
    }
  }
  return {
    enter(folder) {
      if (over) return;
      leave(folder);
      if (watchers.size < maxFolders) start(folder);
    },
    keep(folders) {
      if (over) return;
      const tooMany = folders.length > maxFolders;
      const wanted = new Set(folders.filter(({ holds }) => !tooMany || holds).slice(0, maxFolders).map(({ path }) => path));
      for (const folder of [...watchers.keys()]) if (!wanted.has(folder)) leave(folder);
      for (const folder of wanted) if (!watchers.has(folder) && !over) start(folder);
    },
    close,
  };
}

/** A watch for a project that is not looked at for long. */
export const noWatch: Watch = { enter: () => undefined, keep: () => undefined, close: () => undefined };
