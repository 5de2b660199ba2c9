// One opened folder: its scan, what the scan has found so far, what changed since, and which of the encrypted files open here. Must never let an older scan write into the list of a newer one.
import { join } from 'node:path';
import type { FileVerdict } from '../../../shared/ipc/projects.ts';
import type { Clock } from '../ports.ts';
import { inOrder, refresh, type Folders } from './refresh.ts';
import { scan, type FoundFile, type ScanEnd } from './scan.ts';
import { createVerdicts } from './verdicts.ts';
import { createWatch, noWatch, type Changes } from './watch.ts';

export interface Progress {
  readonly files: number;
  readonly folders: number;
  readonly running: boolean;
}
export interface OpenProject {
  readonly ref: string;
  /** The real path. */
  readonly root: string;
  /** Set for the sample project: the identity file that came with it. */
  readonly identityFile: string | undefined;
  scanState(): 'running' | ScanEnd;
  /** When the last scan ended: RFC 3339, '' while the first one runs. */
  readAt(): string;
  /** What was found so far, in the order of the list. While a later scan runs, what the one before has found. */
  files(): readonly FoundFile[];
  verdict(file: FoundFile): FileVerdict;
  rescan(): void;
  /** Ends a running scan and the looks into files; what was found stays. */
  cancel(): void;
  /** Ends everything, the watch over the folders too. */
  close(): void;
}

/** At most five messages a second while a scan runs, and one at its end. */
const gapMs = 200;
/** Verdicts come one by one, and each message makes the window read the list again. */
const verdictGapMs = 500;

export interface ProjectOptions {
  readonly ref: string;
  readonly root: string;
  readonly identityFile: string | undefined;
  readonly clock: Clock;
  /** False where nobody looks at the list for long: no watch, no verdicts. */
  readonly stays: boolean;
  progressed(progress: Progress): void;
  /** Tries one encrypted file. */
  look(path: string): Promise<FileVerdict>;
  /** Files of the list that somebody wrote, replaced or removed. */
  touched(paths: readonly string[]): void;
  /** A scan ended by a bug; the project shows it as failed. */
  broke(error: unknown): void;
  /** There is no watch over this folder any more. */
  gaveUp(code: string): void;
}

interface Run {
  state: 'running' | ScanEnd;
  cancelled: boolean;
  count: number;
  files: FoundFile[];
  readonly folders: Folders;
}

const newRun = (state: Run['state']): Run => ({ state, cancelled: false, count: 0, files: [], folders: new Map() });

/** Opens and starts the first scan. */
export function createProject({ ref, root, identityFile, clock, stays, progressed, look, touched, broke, gaveUp }: ProjectOptions): OpenProject {
  let current = newRun('done');
  /** The run whose files are shown: the last one that ended, or the first. */
  let shown = current;
  let lastTold = Number.NEGATIVE_INFINITY;
  let readAt = '';
  let closed = false;
  const held: Changes[] = [];
  let refreshing = false;

  function tell(run: Run, gap: number): void {
    if (run !== current || closed) return;
    const now = clock.monotonic();
    if (gap > 0 && now - lastTold < gap) return;
    lastTold = now;
    progressed({ files: run.files.length, folders: run.count, running: run.state === 'running' });
  }
  const verdicts = createVerdicts({ look, broke, changed: (last) => { tell(current, last ? 0 : verdictGapMs); } });
  const watch = stays ? createWatch({ clock, gaveUp, changed: heard }) : noWatch;

  const readable = (files: readonly FoundFile[]): string[] => (stays ? files.flatMap(({ path, state }) => (state === 'encrypted' ? [path] : [])) : []);
  /** After the list has changed: what is watched, and which verdicts still count. */
  function settle(run: Run, fresh: readonly FoundFile[]): void {
    watch.keep([...run.folders.values()].map(({ path, files }) => ({ path, holds: files.length > 0 })));
    verdicts.keep(new Set(readable(run.files)));
    verdicts.ask(readable(fresh));
  }

  async function refreshAll(run: Run): Promise<void> {
    for (;;) {
      const changes = held.shift();
      if (changes === undefined || closed || run !== current) return;
      const { fresh, gone, changed } = await refresh(run.folders, changes, { entered: watch.enter, cancelled: () => closed || run !== current });
      if (closed || run !== current) return;
      run.files = inOrder(run.folders);
      run.count = run.folders.size;
      if (!run.folders.has('')) run.state = 'failed';
      readAt = clock.now().toISOString();
      settle(run, fresh);
      if (changed) tell(run, 0);
      touched([...fresh, ...gone].map(({ path }) => path));
    }
  }
  function heard(changes: Changes): void {
    // WHY at once: somebody may have such a file open, however long the list takes.
    touched([...changes].flatMap(([folder, names]) => [...(names ?? [])].map((name) => join(folder, name))));
    held.push(changes);
    bringUpToDate();
  }
  /** WHY later while a scan runs: it may have passed the folder already, and has no whole list yet. */
  function bringUpToDate(): void {
    if (refreshing || closed || current.state === 'running') return;
    refreshing = true;
    refreshAll(current).catch(broke).finally(() => {
      refreshing = false;
      if (held.length > 0) bringUpToDate();
    }).catch(broke);
  }

  function cancel(): void {
    if (current.state !== 'running') return;
    current.cancelled = true;
    current.state = 'cancelled';
    tell(current, 0);
    // WHY the older list: it is whole, and nothing was lost by not reading it again.
    current = shown;
    verdicts.cancel();
    settle(current, []);
    bringUpToDate();
  }

  function rescan(): void {
    current.cancelled = true;
    const run = newRun('running');
    if (shown.state === 'running' || readAt === '') shown = run;
    current = run;
    const ended = scan(root, {
      entered: watch.enter,
      cancelled: () => run.cancelled,
      found(files) {
        run.files.push(...files);
        tell(run, gapMs);
      },
      folderDone(folder) {
        run.count += 1;
        run.folders.set(folder.way, folder);
        tell(run, gapMs);
      },
    });
    ended
      .catch((error: unknown): ScanEnd => {
        broke(error);
        return 'failed';
      })
      .then((end) => {
        if (run.cancelled) return;
        run.state = end;
        shown = run;
        readAt = clock.now().toISOString();
        settle(run, run.files);
        tell(run, 0);
        bringUpToDate();
      })
      .catch(broke);
  }

  rescan();
  return {
    ref, root, identityFile, rescan, cancel,
    scanState: () => current.state,
    readAt: () => readAt,
    files: () => shown.files,
    verdict: ({ path, state }) => (state === 'encrypted' ? verdicts.of(path) : 'unknown'),
    close() {
      cancel();
      closed = true;
      current.cancelled = true;
      verdicts.cancel();
      watch.close();
    },
  };
}
