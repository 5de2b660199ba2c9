// Appends lines durably: one lock, one write and one fsync for all lines that wait together. Must never acknowledge a line that is not on disk.
import { closeSync, fdatasync, fstatSync, fsyncSync, ftruncateSync, mkdirSync, openSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { withLock } from '../lock-file/index.ts';
import type { Clock } from '../ports.ts';
import { emptyHead, headOf, writeLine, type AuditFacts, type Head } from './line.ts';
import { linesBackward } from './lines-of.ts';

// WHY synchronous but for this one: each other call takes microseconds, a thread hop takes more, and a reveal waits for all of them.
const toDisk = promisify(fdatasync);

interface Waiting {
  readonly facts: AuditFacts;
  readonly at: Date;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}
/** What the file looked like after our last write. */
interface Known {
  readonly ino: number;
  readonly size: number;
  readonly head: Head;
}

const ownFacts = (event_type: string, reason: string): AuditFacts => ({ event_type, secret_key: '', agent: 'audit', action: 'audit.append', success: false, ip_address: '127.0.0.1', user_agent: 'Coffre', request_id: '', backend: '', reason, duration_ms: 0 });

function writeAll(fd: number, bytes: Buffer): void {
  for (let at = 0; at < bytes.length;) at += writeSync(fd, bytes, at);
}

function takeBack(fd: number, size: number): void {
  try {
    ftruncateSync(fd, size);
  } catch {
    // WHY silent: the first failure is the one that is reported; the next append finds the torn line and says so.
  }
}

export interface Appender {
  append(facts: AuditFacts): Promise<void>;
  flush(): Promise<void>;
}

export function createAppender(folder: string, clock: Clock): Appender {
  const path = join(folder, 'audit.jsonl');
  let waiting: Waiting[] = [];
  let running: Promise<void> | undefined;
  let fd: number | undefined;
  let known: Known | undefined;

  function openLog(): number {
    const there = statSync(path, { throwIfNoEntry: false });
    if (fd !== undefined) {
      const held = fstatSync(fd);
      if (there?.ino === held.ino && there.dev === held.dev) return fd;
      closeSync(fd);
      fd = undefined;
    }
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    // WHY 'a+': what is appended lands at the end whoever else writes, and the tail can be read.
    fd = openSync(path, 'a+', 0o600);
    if (there === undefined) syncFolder();
    return fd;
  }

  /** Makes the file's name durable, once in its life. */
  function syncFolder(): void {
    const directory = openSync(folder, 'r');
    try {
      fsyncSync(directory);
    } finally {
      closeSync(directory);
    }
  }

  /** The head to chain from, and the lines of our own that must come first. Cuts off a torn last line: it was never acknowledged. */
  async function catchUp(log: number): Promise<{ readonly head: Head; readonly first: readonly AuditFacts[]; readonly size: number }> {
    const { ino, size } = fstatSync(log);
    if (known?.ino === ino && known.size === size) return { head: known.head, first: [], size };
    const first: AuditFacts[] = [];
    let end = size;
    let head: Head | undefined;
    for await (const line of linesBackward(log, size)) {
      if (!line.ended) {
        if (line.text === '') continue;
        first.push(ownFacts('log_recovered', `torn-line, ${size - line.at} bytes`));
        ftruncateSync(log, line.at);
        end = line.at;
        continue;
      }
      head = headOf(line.text);
      if (head !== undefined) break;
      if (!first.some(({ event_type }) => event_type === 'log_damaged')) first.push(ownFacts('log_damaged', 'the last line is not one of ours'));
    }
    // SECURITY(audit-replaced): a log that was exchanged or cut is continued, but says so with the head it should have had.
    if (known !== undefined && (known.ino !== ino || size < known.size)) first.push(ownFacts('log_replaced', `expected ${known.head.seq} ${known.head.hash}`));
    return { head: head ?? emptyHead, first, size: end };
  }

  async function commit(group: readonly Waiting[]): Promise<void> {
    await withLock(join(folder, 'audit.lock'), async () => {
      const log = openLog();
      const start = await catchUp(log);
      let { head } = start;
      const lines: string[] = [];
      for (const { facts, at } of [...start.first.map((own) => ({ facts: own, at: clock.now() })), ...group]) {
        const written = writeLine(facts, at, head);
        lines.push(written.line);
        head = written.head;
      }
      const bytes = Buffer.from(`${lines.join('\n')}\n`, 'utf8');
      try {
        writeAll(log, bytes);
        await toDisk(log);
      } catch (error) {
        known = undefined;
        // What was written of the group is taken back if the disk lets us; else the next append finds a torn line.
        takeBack(log, start.size);
        throw error;
      }
      known = { ino: fstatSync(log).ino, size: start.size + bytes.length, head };
    });
  }

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      const group = waiting;
      waiting = [];
      try {
        await commit(group);
        for (const { done } of group) done();
      } catch (error) {
        for (const { failed } of group) failed(error);
      }
    }
    running = undefined;
  }

  return {
    append(facts) {
      return new Promise((done, failed) => {
        waiting.push({ facts, at: clock.now(), done, failed });
        // WHY a turn later: lines that belong to one request, or to one burst, share a commit.
        running ??= Promise.resolve().then(drain);
      });
    },
    async flush() {
      await running;
      if (fd !== undefined) closeSync(fd);
      fd = undefined;
    },
  };
}
