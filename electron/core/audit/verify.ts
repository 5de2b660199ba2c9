// Reads the whole log and names the first line that is not as it was written. Changes nothing in it.
import { closeSync, fstatSync } from 'node:fs';
import type { AuditDamage } from '../../../shared/ipc/audit.ts';
import { withLock } from '../lock-file/index.ts';
import { Refusal } from '../refusal.ts';
import { emptyHead, isIntact, readLine, type Head } from './line.ts';
import { lockPath, openForReading } from './log-file.ts';
import { eachLine } from './raw-lines.ts';

const waitMs = 2000;

export interface Verdict {
  readonly lines: number;
  readonly whole: boolean;
  /** Counts from 1. */
  readonly line?: number;
  readonly damage?: AuditDamage;
  /** The hash of the last line before the first damage; zeros for an empty log. */
  readonly head: string;
}

/** The head after a line that follows `before` as it was written, or what is wrong with it. */
function follow(bytes: Buffer, ended: boolean, before: Head): Head | AuditDamage {
  if (!ended) return 'torn-line';
  const entry = readLine(bytes);
  if (entry === undefined) return 'not-a-line';
  if (!isIntact(bytes)) return 'hash-mismatch';
  if (entry.prev !== before.hash) return 'chain-broken';
  if (entry.seq !== before.seq + 1) return 'sequence-broken';
  return { seq: entry.seq, hash: entry.hash };
}

/** WHY the lock: a group that is just being written looks torn. Where there can be none (a read-only copy) nobody writes. */
async function settledSize(folder: string, fd: number): Promise<number> {
  const size = (): number => fstatSync(fd).size;
  try {
    return await withLock(lockPath(folder), () => Promise.resolve(size()), { waitMs });
  } catch (error) {
    if (error instanceof Refusal) return size();
    throw error;
  }
}

/** An absent log is empty and whole. Lines that are appended meanwhile belong to the next verification. Rejects if the file cannot be read. */
export async function verifyLog(folder: string): Promise<Verdict> {
  const fd = openForReading(folder);
  if (fd === undefined) return { lines: 0, whole: true, head: emptyHead.hash };
  try {
    let lines = 0;
    let head = emptyHead;
    let first: { readonly line: number; readonly damage: AuditDamage } | undefined;
    await eachLine(fd, await settledSize(folder, fd), (bytes, ended) => {
      lines += 1;
      if (first !== undefined) return;
      const next = follow(bytes, ended, head);
      if (typeof next === 'string') first = { line: lines, damage: next };
      else head = next;
    });
    return { lines, whole: first === undefined, ...first, head: head.hash };
  } finally {
    closeSync(fd);
  }
}
