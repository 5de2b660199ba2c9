// Reads the whole log and says where it is not as it was written. Changes nothing in it.
import { existsSync } from 'node:fs';
import { withLock } from '../lock-file/index.ts';
import { Refusal } from '../refusal.ts';
import { createChecker, type Known, type Verdict } from './checker.ts';
import { followLog, sizeOf } from './follow-log.ts';
import { lockPath } from './log-file.ts';
import { closeParts, openParts, type Part } from './segments.ts';

const waitMs = 2000;

/** WHY the lock: a group that is just being written looks torn. Where there can be none (a read-only copy) nobody writes. */
export async function settledParts(folder: string): Promise<readonly Part[]> {
  if (!existsSync(folder)) return [];
  try {
    return await withLock(lockPath(folder), () => Promise.resolve(openParts(folder)), { waitMs });
  } catch (error) {
    if (error instanceof Refusal) return openParts(folder);
    throw error;
  }
}

/** An absent log is empty and whole. Lines that are appended meanwhile belong to the next verification. `goOn` false ends it with Refusal `cancelled`. Rejects if the files cannot be read. */
export async function verifyLog(folder: string, known: Known, goOn: (done: number, total: number) => boolean = () => true): Promise<Verdict> {
  const parts = await settledParts(folder);
  try {
    const total = sizeOf(parts);
    const verdict = await followLog(parts, createChecker(known), (done) => goOn(done, total));
    if (verdict === undefined) throw new Refusal('cancelled');
    return verdict;
  } finally {
    closeParts(parts);
  }
}
