// The newest lines of the log, or those before a sequence number, in bounded memory.
import { closeSync, fstatSync } from 'node:fs';
import type { AuditEntry } from '../../../shared/ipc/audit.ts';
import { glanceSeq, readLine } from './line.ts';
import { openForReading } from './log-file.ts';
import { linesBackward } from './raw-lines.ts';

const pieceBytes = 64 * 1024;

export interface Page {
  /** The sequence number of the newest line: how many there are while the log is whole. */
  readonly total: number;
  /** Oldest first. Lines that are none of ours are left to the verifier. */
  readonly entries: AuditEntry[];
}

/** At most `limit` entries whose `seq` is below `before`. An absent log is empty. Rejects if the file cannot be read. */
export async function pageOf(folder: string, limit: number, before: number | undefined): Promise<Page> {
  const fd = openForReading(folder);
  if (fd === undefined) return { total: 0, entries: [] };
  try {
    const entries: AuditEntry[] = [];
    let total: number | undefined;
    for await (const line of linesBackward(fd, fstatSync(fd).size, pieceBytes)) {
      if (!line.ended || (total !== undefined && before !== undefined && (glanceSeq(line.bytes) ?? 0) >= before)) continue;
      const entry = readLine(line.bytes);
      if (entry === undefined) continue;
      total ??= entry.seq;
      if (entries.length >= limit) break;
      if (before === undefined || entry.seq < before) entries.push(entry);
    }
    return { total: total ?? 0, entries: entries.toReversed() };
  } finally {
    closeSync(fd);
  }
}
