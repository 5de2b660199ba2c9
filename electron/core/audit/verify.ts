// Reads the whole log and names the first line that is not as it was written.
import { closeSync, fstatSync, openSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import type { AuditDamage } from '../../../shared/ipc/audit.ts';
import { emptyHead, readLine, type Head } from './line.ts';
import { linesForward, type RawLine } from './lines-of.ts';

export interface Verdict {
  readonly lines: number;
  readonly whole: boolean;
  /** Counts from 1. */
  readonly line?: number;
  readonly damage?: AuditDamage;
  /** The hash of the last line that is as it was written; zeros for an empty log. */
  readonly head: string;
}

/** Undefined if the line follows `before` as it was written. */
function damageOf({ text, ended }: RawLine, before: Head): { readonly damage: AuditDamage } | { readonly head: Head } {
  if (!ended) return { damage: 'torn-line' };
  const read = readLine(text);
  if (read === undefined) return { damage: 'not-a-line' };
  if (!read.intact) return { damage: 'hash-mismatch' };
  if (read.entry.prev !== before.hash) return { damage: 'chain-broken' };
  if (read.entry.seq !== before.seq + 1) return { damage: 'sequence-broken' };
  return { head: { seq: read.entry.seq, hash: read.entry.hash } };
}

/** An absent log is empty and whole. Rejects if the file cannot be read. */
export async function verifyLog(path: string): Promise<Verdict> {
  let fd: number;
  try {
    fd = openSync(path, 'r');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return { lines: 0, whole: true, head: emptyHead.hash };
    throw error;
  }
  try {
    let lines = 0;
    let head = emptyHead;
    let first: { readonly line: number; readonly damage: AuditDamage } | undefined;
    // WHY a fixed size: lines that are appended while we read belong to the next verification.
    for await (const line of linesForward(fd, fstatSync(fd).size)) {
      lines += 1;
      if (first === undefined) {
        const found = damageOf(line, head);
        if ('head' in found) head = found.head;
        else first = { line: lines, damage: found.damage };
      }
      if (lines % 256 === 0) await setImmediate();
    }
    return { lines, whole: first === undefined, ...first, head: head.hash };
  } finally {
    closeSync(fd);
  }
}
