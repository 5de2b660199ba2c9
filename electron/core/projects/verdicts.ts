// What the core found out by itself about encrypted files: a queue that is worked off in the background, a few at once. Must never hold up anything else.
import type { FileVerdict } from '../../../shared/ipc/projects.ts';

/** So many files are tried; the rest of a very large folder stays unknown until it is opened. */
const maxFiles = 2000;
const sideBySide = 2;

export interface Verdicts {
  of(path: string): FileVerdict;
  /** Looks at these files, again if they were looked at before; what was known stands until then. */
  ask(paths: readonly string[]): void;
  /** Forgets every file that is not among these. */
  keep(paths: ReadonlySet<string>): void;
  /** Drops what is waiting; what is under way is not told any more. */
  cancel(): void;
}

/** `changed` is called after each verdict that differs from before; `last` where nothing more waits. `broke`: a look ended by a bug. */
export function createVerdicts({ look, changed, broke }: { look(path: string): Promise<FileVerdict>; changed(last: boolean): void; broke(error: unknown): void }): Verdicts {
  const known = new Map<string, FileVerdict>();
  let waiting = new Set<string>();
  let working = 0;
  let turn = 0;
  let untold = false;

  async function tryOne(path: string, mine: number): Promise<void> {
    const verdict = await look(path).catch((error: unknown): FileVerdict => {
      broke(error);
      return 'unknown';
    });
    if (mine !== turn || !known.has(path)) return;
    if (known.get(path) !== verdict) untold = true;
    known.set(path, verdict);
    if (untold && waiting.size > 0) changed(false);
  }
  async function work(): Promise<void> {
    working += 1;
    for (;;) {
      const [next] = waiting;
      if (next === undefined) break;
      waiting.delete(next);
      await tryOne(next, turn);
    }
    working -= 1;
    if (working > 0 || !untold) return;
    untold = false;
    changed(true);
  }
  return {
    of: (path) => known.get(path) ?? 'unknown',
    ask(paths) {
      for (const path of paths) {
        if (!known.has(path) && known.size >= maxFiles) continue;
        known.set(path, known.get(path) ?? 'unknown');
        waiting.add(path);
      }
      while (working < sideBySide && waiting.size > 0) void work();
    },
    keep(paths) {
      for (const path of [...known.keys()]) {
        if (paths.has(path)) continue;
        known.delete(path);
        waiting.delete(path);
      }
    },
    cancel() {
      turn += 1;
      waiting = new Set();
      untold = false;
    },
  };
}
