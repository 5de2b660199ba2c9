// One opened folder: its scan, and what the scan has found so far. Must never let an older scan write into the list of a newer one.
import type { FileState } from '../../../shared/ipc/projects.ts';
import type { Clock } from '../ports.ts';
import { scan, type ScanEnd } from './scan.ts';

export interface FoundFile {
  readonly path: string;
  /** The way from the project's folder, with `/`. */
  readonly name: string;
  readonly state: FileState;
}
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
  /** What was found so far, in the order of the list. */
  files(): readonly FoundFile[];
  rescan(): void;
  cancel(): void;
}

/** At most five messages a second while a scan runs, and one at its end. */
const gapMs = 200;

export interface ProjectOptions {
  readonly ref: string;
  readonly root: string;
  readonly identityFile: string | undefined;
  readonly clock: Clock;
  progressed(progress: Progress): void;
  /** A scan ended by a bug; the project shows it as failed. */
  broke(error: unknown): void;
}

interface Run {
  state: 'running' | ScanEnd;
  cancelled: boolean;
  folders: number;
  readonly files: FoundFile[];
}

/** Opens and starts the first scan. */
export function createProject({ ref, root, identityFile, clock, progressed, broke }: ProjectOptions): OpenProject {
  let current: Run = { state: 'done', cancelled: false, folders: 0, files: [] };
  let lastTold = Number.NEGATIVE_INFINITY;
  let readAt = '';

  function tell(run: Run): void {
    if (run !== current) return;
    const now = clock.monotonic();
    if (run.state === 'running' && now - lastTold < gapMs) return;
    lastTold = now;
    progressed({ files: run.files.length, folders: run.folders, running: run.state === 'running' });
  }

  function cancel(): void {
    if (current.state !== 'running') return;
    current.cancelled = true;
    current.state = 'cancelled';
    tell(current);
  }

  function rescan(): void {
    current.cancelled = true;
    const run: Run = { state: 'running', cancelled: false, folders: 0, files: [] };
    current = run;
    const ended = scan(root, {
      cancelled: () => run.cancelled,
      found(files) {
        run.files.push(...files);
        tell(run);
      },
      folderDone() {
        run.folders += 1;
        tell(run);
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
        readAt = clock.now().toISOString();
        tell(run);
      })
      .catch(broke);
  }

  rescan();
  return { ref, root, identityFile, scanState: () => current.state, readAt: () => readAt, files: () => current.files, rescan, cancel };
}
