// The newest lines of the log, or those before a sequence number, without reading more than the page needs.
import { closeSync, fstatSync, openSync } from 'node:fs';
import type { AuditEntry } from '../../../shared/ipc/audit.ts';
import { readLine } from './line.ts';
import { linesBackward } from './lines-of.ts';

export interface Page {
  /** The sequence number of the newest line: how many there are while the log is whole. */
  readonly total: number;
  /** Oldest first. Lines that are none of ours are left to the verifier. */
  readonly entries: AuditEntry[];
}

/** At most `limit` entries whose `seq` is below `before`. */
export async function pageOf(path: string, limit: number, before: number | undefined): Promise<Page> {
  let fd: number;
  try {
    fd = openSync(path, 'r');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return { total: 0, entries: [] };
    throw error;
  }
  try {
    const entries: AuditEntry[] = [];
    let total = 0;
    for await (const line of linesBackward(fd, fstatSync(fd).size)) {
      const entry = line.ended ? readLine(line.text)?.entry : undefined;
      if (entry === undefined) continue;
      total = Math.max(total, entry.seq);
      if (entries.length >= limit) break;
      if (before === undefined || entry.seq < before) entries.push(entry);
    }
    return { total, entries: entries.reverse() };
  } finally {
    closeSync(fd);
  }
}
