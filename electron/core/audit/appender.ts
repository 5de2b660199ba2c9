// Appends lines durably: one lock, one write and one fsync for all lines that wait together. Must never acknowledge a line that is not on disk.
import { closeSync, fdatasync, ftruncateSync, writeSync } from 'node:fs';
import { setImmediate, setTimeout as pause } from 'node:timers/promises';
import type { AuditFacts } from '../../../shared/ipc/audit.ts';
import { createLock } from '../lock-file/index.ts';
import type { Clock } from '../ports.ts';
import { findChainEnd, type ChainEnd, type Left, type Notice, type Tip } from './chain-end.ts';
import { writeLine } from './line.ts';
import { closeMonth, codeOf, lockPath, openForAppending, sizeIfSame, startOf, syncNames, type LogFile } from './log-file.ts';

// WHY synchronous but for this one: each other call takes microseconds, a thread hop takes more, and a reveal waits for all of them.
const toDisk = (fd: number): Promise<void> => new Promise((resolve, reject) => {
  fdatasync(fd, (error) => { if (error === null) resolve(); else reject(error); });
});

/** So that writing a burst does not hold up other work. */
const mostAtOnce = 1000;
/** How long a log that others write, too, is left to them after each turn: they look for it every few milliseconds, and would wait for ever for one who takes it again at once. */
const turnMs = 2;
const lookAgainMs = 50;
/** Clocks of a machine are set by so much all the time. */
const clockSlackMs = 1000;

/** The facts of a line that depend on what stands before it; undefined writes none. */
export type Written = (head: Tip, at: Date) => Promise<AuditFacts | undefined> | AuditFacts | undefined;

interface Waiting {
  readonly facts: AuditFacts | Written;
  /** Told of the line, once it is durable. */
  readonly stands?: ((head: Tip) => void) | undefined;
  readonly at: Date;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

/** How lines are sealed, where they are. */
export interface LineSealer {
  /** Makes ready what the next lines take; false where they are written in clear. Rejects if they cannot be sealed and must be. */
  ready(lines: number): Promise<boolean>;
  /** The line sealed, with one before it where a new key begins. */
  write(facts: AuditFacts, at: Date, head: Tip): { readonly text: string; readonly head: Tip };
  /** What was written is not there: a new key begins. */
  reset(): void;
}

export interface AppenderDeps {
  readonly folder: string;
  readonly clock: Clock;
  /** In whose name the log speaks where nobody asked for anything. */
  readonly self: AuditFacts;
  readonly sealer: LineSealer;
  /** How names of secrets are written now; undefined as they are. */
  readonly names: () => Promise<((name: string) => string) | undefined>;
  /** Told of the end of the log after each write. */
  readonly written: (head: Tip) => void;
}

export interface Appender {
  /** `at`: when it happened; now unless told. */
  append(facts: AuditFacts, at?: Date): Promise<void>;
  /** Before everything that waits, in clear. */
  appendFirst(written: Written, stands?: (head: Tip) => void): Promise<void>;
  flush(): Promise<void>;
  /** How this process left the log; undefined before its first line. */
  left(): Tip | undefined;
  /** Lets go of file and lock; the next append takes them again. */
  close(): void;
}

/** Writes everything and answers how many bytes that was. WHY the text itself first: almost always one call takes it all, without a copy. */
function writeAll(fd: number, text: string): number {
  const length = Buffer.byteLength(text);
  const written = writeSync(fd, text);
  if (written < length) {
    const rest = Buffer.from(text, 'utf8');
    for (let at = written; at < length;) at += writeSync(fd, rest, at);
  }
  return length;
}

function takeBack(fd: number, size: number): void {
  try {
    ftruncateSync(fd, size);
  } catch {
    // WHY silent: the first failure is the one that is reported; the next append finds a torn line and says so.
  }
}

const inClear = (facts: AuditFacts, at: Date, head: Tip): { readonly text: string; readonly head: Tip } => {
  const line = writeLine(facts, at, head);
  return { text: line.text, head: { ...line.head, timestamp: at.toISOString() } };
};

/** WHY at all: the first line of a file says its month in clear. */
const opening: Notice = { event_type: 'log_month', reason: 'first' };

/** A clock that was set back says so in the log; two programs may write a moment apart. */
function clockNotice(head: Tip, now: Date): readonly Notice[] {
  const before = Date.parse(head.timestamp);
  return now.getTime() < before - clockSlackMs ? [{ event_type: 'log_clock_back', reason: `from ${head.timestamp}` }] : [];
}

/** Nothing runs and no timer waits between appends; the file stays open. */
export function createAppender({ folder, clock, self, sealer, names, written: told }: AppenderDeps): Appender {
  let waiting: Waiting[] = [];
  let running: Promise<void> | undefined;
  const lock = createLock(lockPath(folder));
  let file: LogFile | undefined;
  /** The month of `file`, and the number of its first line. */
  let start: ReturnType<typeof startOf>;
  let left: Left | undefined;
  let [releasedAt, lookedAt] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  let shared = false;
  let vanished = false;

  function closeFile(): void {
    if (file !== undefined) closeSync(file.fd);
    file = undefined;
  }

  /** The file at the path, and the end of its chain; nothing is read if it is as we left it. */
  async function chainEnd(): Promise<ChainEnd & { readonly file: LogFile }> {
    if (file !== undefined) {
      const size = sizeIfSame(folder, file);
      if (size === undefined) closeFile();
      else if (left?.file === file && left.size === size) return { file, size, head: left.head, notices: [] };
    }
    if (file === undefined) {
      file = openForAppending(folder);
      start = startOf(file);
    }
    const end = await findChainEnd(folder, file, left);
    // WHY before the first line: whoever finds a line may rely on the file's name.
    if (end.size === 0) await syncNames(folder);
    return { file, ...end };
  }

  /** The same, in the file of this month. */
  async function endOfMonth(): Promise<ChainEnd & { readonly file: LogFile }> {
    const end = await chainEnd();
    if (start === undefined || clock.now().toISOString().slice(0, 7) <= start.month) return end;
    await closeMonth(folder, start);
    closeFile();
    sealer.reset();
    const next = await chainEnd();
    return { ...next, notices: [...end.notices, ...next.notices] };
  }

  /** Under the lock. After a failure nothing of the group is in the file, unless the disk refuses even that. */
  async function commit(group: readonly Waiting[]): Promise<void> {
    const end = await endOfMonth();
    const sealed = await sealer.ready(group.length);
    const nameOf = await names();
    let { head } = end;
    let text = '';
    const add = (given: AuditFacts, at: Date, clear: boolean): void => {
      const facts = nameOf === undefined ? given : { ...given, secret_key: nameOf(given.secret_key) };
      const line = clear ? inClear(facts, at, head) : sealer.write(facts, at, head);
      text += line.text;
      head = line.head;
    };
    const first = group.find((one): one is Waiting & { readonly facts: AuditFacts } => typeof one.facts !== 'function')?.facts;
    // WHY not where lines are sealed: who asked is sealed, too.
    const own: AuditFacts = { ...(sealed ? self : first ?? self), secret_key: '', backend: '', action: 'audit.append', success: false, duration_ms: 0 };
    const now = clock.now();
    // What the log says of itself, it says in clear and in the name of the request that found it so.
    for (const notice of [...end.notices, ...(sealed && head.seq === 0 ? [opening] : []), ...clockNotice(head, now)]) add({ ...own, success: notice.event_type === 'log_month', ...notice }, now, true);
    const standing: (() => void)[] = [];
    for (const { facts, at, stands } of group) {
      const ready = typeof facts === 'function' ? await facts(head, now) : facts;
      if (ready === undefined) continue;
      add(ready, typeof facts === 'function' ? now : at, typeof facts === 'function' || !sealed);
      const tip = head;
      if (stands !== undefined) standing.push(() => { stands(tip); });
    }
    if (text === '') return;
    let written: number;
    try {
      written = writeAll(end.file.fd, text);
      await toDisk(end.file.fd);
    } catch (error) {
      takeBack(end.file.fd, end.size);
      throw error;
    }
    left = { file: end.file, size: end.size + written, head };
    start ??= startOf(end.file);
    for (const tell of standing) tell();
    told(head);
  }

  async function commitWaiting(): Promise<void> {
    const group = waiting.splice(0, mostAtOnce);
    try {
      await commit(group);
      vanished = false;
      for (const { done } of group) done();
    } catch (error) {
      closeFile();
      sealer.reset();
      // WHY once more: somebody removed the folder, and our lock in it; whoever takes the lock again makes it again.
      if (!vanished && codeOf(error) === 'ENOENT') {
        vanished = true;
        waiting = [...group, ...waiting];
        return;
      }
      for (const { failed } of group) failed(error);
    }
  }

  /** WHY only for whoever had it a moment ago: a single access waits for nothing. */
  async function leaveRoom(): Promise<void> {
    const now = performance.now();
    if (now - releasedAt > 2 * turnMs) return;
    if (now - lookedAt > lookAgainMs) [lookedAt, shared] = [now, lock.shared()];
    if (shared) await pause(turnMs);
  }

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      await leaveRoom();
      try {
        await lock.hold(async () => {
          await commitWaiting();
          // WHY one turn more: the answer leaves before the lock is given back, and its outcome line, which follows at once, needs no lock of its own.
          await setImmediate();
          if (waiting.length > 0) await commitWaiting();
        });
      } catch (error) {
        // Only the lock itself fails here.
        for (const { failed } of waiting.splice(0)) failed(error);
      }
      releasedAt = performance.now();
    }
    running = undefined;
  }

  const add = (what: Pick<Waiting, 'facts' | 'stands'> & { readonly at?: Date }, put: (one: Waiting) => unknown): Promise<void> => new Promise((done, failed) => {
    put({ at: clock.now(), ...what, done, failed });
    // WHY a turn later: lines of one burst share a commit.
    running ??= Promise.resolve().then(drain);
  });

  return {
    append: (facts, at = clock.now()) => add({ facts, at }, (one) => waiting.push(one)),
    appendFirst: (written, stands) => add({ facts: written, stands }, (one) => waiting.unshift(one)),
    async flush() {
      while (running !== undefined) await running;
    },
    left: () => left?.head,
    close() {
      closeFile();
      lock.close();
    },
  };
}
