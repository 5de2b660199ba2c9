// The newest lines of the log that fit a filter, or those before a sequence number, in bounded memory.
import type { AuditEntry } from '../../../shared/ipc/audit.ts';
import { glanceSeq, isSealed } from './form.ts';
import { readLine } from './line.ts';
import { linesBackward } from './raw-lines.ts';
import { closeParts, openParts } from './segments.ts';

const pieceBytes = 64 * 1024;

export interface Page {
  /** The sequence number of the newest line: how many there are while the log is whole. */
  readonly total: number;
  /** Oldest first. Lines that are none of ours are left to the verifier. */
  readonly entries: AuditEntry[];
  /** Sealed lines that were passed over. */
  readonly closed: number;
}

/** At most `limit` entries whose `seq` is below `before`. An absent log is empty. Rejects if a file cannot be read. */
export async function pageOf(folder: string, limit: number, before: number | undefined, fits: (entry: AuditEntry) => boolean): Promise<Page> {
  const parts = openParts(folder);
  try {
    const entries: AuditEntry[] = [];
    let total: number | undefined;
    let closed = 0;
    for (const part of parts.toReversed()) {
      if ('tombstone' in part) {
        total ??= part.tombstone?.last;
        continue;
      }
      for await (const line of linesBackward(part.fd, part.size, pieceBytes)) {
        const glance = line.ended ? glanceSeq(line.bytes) : undefined;
        if (glance === undefined || (total !== undefined && before !== undefined && glance >= before)) continue;
        total ??= glance;
        if (entries.length >= limit) return { total, entries: entries.toReversed(), closed };
        if (isSealed(line.bytes)) closed += 1;
        const entry = readLine(line.bytes);
        if (entry !== undefined && (before === undefined || entry.seq < before) && fits(entry)) entries.push(entry);
      }
    }
    return { total: total ?? 0, entries: entries.toReversed(), closed };
  } finally {
    closeParts(parts);
  }
}
