// Appends lines durably: one lock, one write and one fsync for all lines that wait together. Must never acknowledge a line that is not on disk.
import { closeSync, fdatasync, ftruncateSync, writeSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import type { AuditFacts } from '../../../shared/ipc/audit.ts';
import { createLock } from '../lock-file/index.ts';
import type { Clock } from '../ports.ts';
import { findChainEnd, type ChainEnd, type Left } from './chain-end.ts';
import { writeLine } from './line.ts';
import { lockPath, openForAppending, sizeIfSame, syncNames, type LogFile } from './log-file.ts';

// WHY synchronous but for this one: each other call takes microseconds, a thread hop takes more, and a reveal waits for all of them.
const toDisk = (fd: number): Promise<void> => new Promise((resolve, reject) => {
  fdatasync(fd, (error) => { if (error === null) resolve(); else reject(error); });
});

/** So that writing a burst does not hold up other work. */
const mostAtOnce = 1000;

interface Waiting {
  readonly facts: AuditFacts;
  readonly at: Date;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

export interface Appender {
  append(facts: AuditFacts): Promise<void>;
  flush(): Promise<void>;
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

/** Nothing runs and no timer waits between appends; the file stays open. */
export function createAppender(folder: string, clock: Clock): Appender {
  let waiting: Waiting[] = [];
  let running: Promise<void> | undefined;
  const lock = createLock(lockPath(folder));
  let file: LogFile | undefined;
  let left: Left | undefined;

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
    file ??= openForAppending(folder);
    const end = await findChainEnd(file, left);
    // WHY before the first line: whoever finds a line may rely on the file's name.
    if (end.size === 0) await syncNames(folder);
    return { file, ...end };
  }

  /** Under the lock. After a failure nothing of the group is in the file, unless the disk refuses even that. */
  async function commit(group: readonly Waiting[]): Promise<void> {
    const end = await chainEnd();
    let { head } = end;
    let text = '';
    const add = (facts: AuditFacts, at: Date): void => {
      const line = writeLine(facts, at, head);
      text += line.text;
      head = line.head;
    };
    const first = group[0]?.facts;
    // What the log says of itself, it says in the name of the request that found it so.
    if (first !== undefined) for (const notice of end.notices) add({ ...first, secret_key: '', backend: '', action: 'audit.append', success: false, duration_ms: 0, ...notice }, clock.now());
    for (const { facts, at } of group) add(facts, at);
    let written: number;
    try {
      written = writeAll(end.file.fd, text);
      await toDisk(end.file.fd);
    } catch (error) {
      takeBack(end.file.fd, end.size);
      throw error;
    }
    left = { file: end.file, size: end.size + written, head };
  }

  async function commitWaiting(): Promise<void> {
    const group = waiting.splice(0, mostAtOnce);
    try {
      await commit(group);
      for (const { done } of group) done();
    } catch (error) {
      closeFile();
      for (const { failed } of group) failed(error);
    }
  }

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
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
    }
    running = undefined;
  }

  return {
    append(facts) {
      return new Promise((done, failed) => {
        waiting.push({ facts, at: clock.now(), done, failed });
        // WHY a turn later: lines of one burst share a commit.
        running ??= Promise.resolve().then(drain);
      });
    },
    async flush() {
      while (running !== undefined) await running;
    },
    close() {
      closeFile();
      lock.close();
    },
  };
}
