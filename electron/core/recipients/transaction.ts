// Many files changed together or not at all. What they were and what they become stands in one journal of the profile before the first is touched; a crash leaves enough to go on, or back.
// Must never see plaintext, never touch a file that is neither what it was nor what it becomes, and never call itself done while files are of two states.
import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { withLock } from '../lock-file/index.ts';
import { Refusal } from '../refusal.ts';
import { clearLeftOvers, readWhole, replaceFile } from '../safe-file/index.ts';
import { createStore, sha256, type Journal, type JournalFile } from './journal.ts';

export interface FileChange {
  /** Absolute and real. */
  readonly path: string;
  readonly before: Buffer;
  readonly after: Buffer;
}
export interface Progress {
  (phase: 'writing' | 'undoing', done: number, total: number): void;
}
export interface TransactionDeps {
  /** Holds the journal; made if it is missing. */
  readonly folder: string;
  readonly lockFolder: string;
  now(): Date;
}
export interface Transactions {
  /**
   * Changes all files, or none. Refusals: `transaction-busy` (another one runs), `transaction-unfinished` (an earlier one was interrupted, or this one could be neither ended nor put back), `cancelled`,
   * and those of replaceFile with `file`, the path, once every file is as it was.
   */
  run(root: string, changes: readonly FileChange[], progress: Progress, signal?: AbortSignal): Promise<{ /** Paths that hold what another program wrote in the very moment of a rename. */ readonly keptAside: readonly string[] }>;
  /** The interrupted one, and how far it came; none while one is under way. Refusal: `transaction-damaged`. */
  unfinished(): Promise<{ readonly journal: Journal; readonly written: number; readonly foreign: readonly string[] } | undefined>;
  /** Ends the interrupted one. Refusals: `nothing-unfinished`, `transaction-busy`, `transaction-damaged`, `transaction-unfinished`; `changed-on-disk` (file) where the way forward is closed because somebody else changed one of the files. */
  finish(way: 'forward' | 'back', progress: Progress): Promise<{ readonly written: number; readonly foreign: readonly string[] }>;
}

const waitMs = 300;
const everything = Number.MAX_SAFE_INTEGER;

type State = 'old' | 'new' | 'foreign';
async function lookAt({ path, old, next }: JournalFile): Promise<{ readonly state: State; readonly bytes: Buffer }> {
  const bytes = await readWhole(path, everything).then((read) => read.bytes, () => undefined);
  if (bytes === undefined) return { state: 'foreign', bytes: Buffer.alloc(0) };
  const hash = sha256(bytes);
  return { state: hash === old.hash ? 'old' : hash === next.hash ? 'new' : 'foreign', bytes };
}
const stateOf = async (file: JournalFile): Promise<State> => (await lookAt(file)).state;

/** WHY before anything: most of what would stop the writing in its middle can be seen here. */
async function checkAll(changes: readonly FileChange[], signal: AbortSignal | undefined): Promise<void> {
  for (const { path, before } of changes) {
    if (signal?.aborted === true) throw new Refusal('cancelled');
    const { bytes } = await readWhole(path, everything).catch((error: unknown) => { throw named(error, path, 'file-gone'); });
    if (!bytes.equals(before)) throw new Refusal('changed-on-disk', { file: path });
    if ((await stat(path)).nlink > 1) throw new Refusal('hard-linked', { file: path });
    await access(path, constants.W_OK).catch(() => { throw new Refusal('file-not-writable', { file: path }); });
    await access(dirname(path), constants.W_OK).catch(() => { throw new Refusal('folder-not-writable', { file: path }); });
  }
}

/** The same refusal with the file that it is about. */
function named(error: unknown, file: string, gone?: string): unknown {
  if (!(error instanceof Refusal)) return error;
  return new Refusal(gone !== undefined && error.code === 'file-not-found' ? gone : error.code, { ...error.data, file });
}

export function createTransactions({ folder, lockFolder, now }: TransactionDeps): Transactions {
  const store = createStore(folder);

  // SECURITY(one-transaction): two changes of many files at once would leave neither whole.
  async function alone<T>(work: () => Promise<T>): Promise<T> {
    let entered = false;
    try {
      return await withLock(join(lockFolder, 'transaction'), () => {
        entered = true;
        return work();
      }, { waitMs });
    } catch (error) {
      throw !entered && error instanceof Refusal && error.code === 'file-busy' ? new Refusal('transaction-busy') : error;
    }
  }

  /** Puts one file into the state that is wanted, if it is in the other. */
  async function bring(file: JournalFile, to: 'old' | 'new', contents: (part: JournalFile['old']) => Promise<Buffer>): Promise<State> {
    const { state, bytes: before } = await lookAt(file);
    if (state === 'foreign') return state;
    if (state === to) await clearLeftOvers(file.path, lockFolder);
    else await replaceFile(file.path, await contents(to === 'new' ? file.next : file.old), { before, lockFolder });
    return to;
  }

  /** Every file as it was; answers with those that somebody else changed meanwhile. */
  async function undo(journal: Journal, progress: Progress): Promise<readonly string[]> {
    const contents = await store.open(journal);
    const foreign: string[] = [];
    let failed = false;
    for (const [at, file] of journal.files.entries()) {
      progress('undoing', at, journal.files.length);
      const state = await bring(file, 'old', contents).catch((error: unknown): State => {
        if (!(error instanceof Refusal)) throw error;
        // WHY the others all the same: each that is put back is one less to be looked at.
        failed ||= error.code !== 'changed-on-disk' && error.code !== 'file-gone';
        return 'foreign';
      });
      if (state === 'foreign') foreign.push(file.path);
    }
    if (failed) throw new Refusal('transaction-unfinished');
    progress('undoing', journal.files.length, journal.files.length);
    return foreign;
  }

  return {
    run: (root, changes, progress, signal) => alone(async () => {
      if (await store.read() !== undefined) throw new Refusal('transaction-unfinished');
      await checkAll(changes, signal);
      const journal = await store.begin(root, now(), changes).catch(async (error: unknown) => {
        await store.end();
        throw error;
      });
      const aside: string[] = [];
      try {
        for (const [at, { path, before, after }] of changes.entries()) {
          progress('writing', at, changes.length);
          if (signal?.aborted === true) throw new Refusal('cancelled');
          const { keptAside } = await replaceFile(path, after, { before, lockFolder }).catch((error: unknown) => { throw named(error, path); });
          if (keptAside !== undefined) aside.push(join(dirname(path), keptAside));
        }
      } catch (error) {
        await undo(journal, progress);
        await store.end();
        throw error;
      }
      await store.end();
      progress('writing', changes.length, changes.length);
      return { keptAside: aside };
    }),
    async unfinished() {
      if (await store.read() === undefined) return undefined;
      // WHY under the lock: the journal of one that another process is carrying out tells of nothing that was interrupted.
      const journal = await alone(() => store.read()).catch((error: unknown) => {
        if (error instanceof Refusal && error.code === 'transaction-busy') return undefined;
        throw error;
      });
      if (journal === undefined) return undefined;
      const states: State[] = [];
      for (const file of journal.files) states.push(await stateOf(file));
      return { journal, written: states.filter((state) => state === 'new').length, foreign: journal.files.flatMap(({ path }, at) => (states[at] === 'foreign' ? [path] : [])) };
    },
    finish: (way, progress) => alone(async () => {
      const journal = await store.read();
      if (journal === undefined) throw new Refusal('nothing-unfinished');
      if (way === 'back') {
        const foreign = await undo(journal, progress);
        await store.end();
        return { written: journal.files.length - foreign.length, foreign };
      }
      const contents = await store.open(journal);
      for (const file of journal.files) if ((await stateOf(file)) === 'foreign') throw new Refusal('changed-on-disk', { file: file.path });
      for (const [at, file] of journal.files.entries()) {
        progress('writing', at, journal.files.length);
        const state = await bring(file, 'new', contents).catch((error: unknown) => { throw named(error, file.path); });
        if (state === 'foreign') throw new Refusal('changed-on-disk', { file: file.path });
      }
      await store.end();
      progress('writing', journal.files.length, journal.files.length);
      return { written: journal.files.length, foreign: [] };
    }),
  };
}
