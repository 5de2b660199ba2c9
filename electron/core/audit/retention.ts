// Lets go of months whose time is over: a signed tombstone stands for their lines, so that the rest stays verifiable. Must never remove a line before its time, nor what is not as it was written.
import { existsSync } from 'node:fs';
import { unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { AuditFacts } from '../../../shared/ipc/audit.ts';
import { withLock } from '../lock-file/index.ts';
import type { Clock } from '../ports.ts';
import { writeOwnFile } from '../safe-file/index.ts';
import type { Appender } from './appender.ts';
import { signTombstone, type Tombstone } from './checkpoint.ts';
import type { Verdict } from './checker.ts';
import { look, type Look } from './form.ts';
import type { Keeper } from './keeper.ts';
import { readLine } from './line.ts';
import { lockPath, syncFolder } from './log-file.ts';
import type { LineReader } from './lines-index.ts';
import { eachLine } from './raw-lines.ts';
import { closeParts, hasLines, openParts, tombstoneName, type LinesPart } from './segments.ts';

const dayMs = 86_400_000;

/** A closed month whose time is over. */
export interface Due {
  readonly name: string;
  readonly first: number;
  readonly last: number;
  readonly prev: string;
  readonly hash: string;
  /** When the last of its lines was written, at the latest. */
  readonly newest: string;
}

interface Span {
  readonly first: Look;
  readonly last: Look;
  readonly newest: number;
  /** False where lines are sealed, and so are their times. */
  readonly timed: boolean;
}

/** Its first and last line and the newest time in it; undefined where a line of it cannot be read or a time is not known. */
async function spanOf(part: LinesPart, reader: LineReader | undefined): Promise<Span | undefined> {
  let [first, last] = [undefined as Look | undefined, undefined as Look | undefined];
  let newest = Number.NEGATIVE_INFINITY;
  let [readable, timed] = [true, true];
  await eachLine(part.fd, part.size, (bytes, ended) => {
    const line = ended ? look(bytes) : undefined;
    if (line === undefined) readable = false;
    first ??= line;
    last = line ?? last;
    const time = Date.parse(line?.kind === 'clear' ? line.timestamp : (readLine(bytes, reader?.open)?.timestamp ?? ''));
    if (!Number.isNaN(time)) newest = Math.max(newest, time);
    else if (line?.kind !== 'wrapped') timed = false;
  });
  return readable && first !== undefined && last !== undefined ? { first, last, newest, timed } : undefined;
}

/** Months from the oldest on whose every line is older than that. WHY by the month behind where times are sealed: its first line, in clear, is newer than all of them. */
export async function dueMonths(folder: string, keepDays: number, now: Date, reader: LineReader | undefined): Promise<readonly Due[]> {
  const parts = openParts(folder);
  try {
    const due: Due[] = [];
    const withLines = parts.filter(hasLines);
    for (const [index, part] of withLines.slice(0, -1).entries()) {
      const behind = withLines[index + 1];
      const span = await spanOf(part, reader);
      const next = behind === undefined ? undefined : await spanOf({ ...behind, size: Math.min(behind.size, await firstLineEnd(behind)) }, undefined);
      if (span === undefined || next?.first.kind !== 'clear') break;
      const newest = span.timed ? span.newest : Math.max(span.newest, Date.parse(next.first.timestamp));
      // SECURITY(audit-retention): never earlier; a time that cannot be read is never over.
      if (!(now.getTime() - newest > keepDays * dayMs)) break;
      due.push({ name: part.name, first: span.first.seq, last: span.last.seq, prev: span.first.prev, hash: span.last.hash, newest: new Date(newest).toISOString() });
    }
    return due;
  } finally {
    closeParts(parts);
  }
}

async function firstLineEnd(part: LinesPart): Promise<number> {
  let end = part.size;
  await eachLine(part.fd, part.size, (bytes, _ended, at) => { if (at === 0) end = bytes.length + 1; }, () => false);
  return end;
}

export interface RetentionDeps {
  readonly folder: string;
  readonly clock: Clock;
  readonly self: AuditFacts;
  readonly keeper: Keeper;
  readonly appender: Pick<Appender, 'append'>;
  readonly reader: () => Promise<LineReader | undefined>;
  readonly verify: () => Promise<Pick<Verdict, 'whole'>>;
}

export interface Retention {
  plan(keepDays: number): Promise<readonly Due[]>;
  /** Does it where the profile is open and the log is whole; answers what it removed. */
  apply(keepDays: number): Promise<readonly Due[]>;
}

export function createRetention({ folder, clock, self, keeper, appender, reader, verify }: RetentionDeps): Retention {
  const plan = async (keepDays: number): Promise<readonly Due[]> => dueMonths(folder, keepDays, clock.now(), await reader());

  async function remove(due: Due): Promise<void> {
    const keys = await keeper.keys(true);
    if (keys === undefined) return;
    const facts: Omit<Tombstone, 'signature'> = { first: due.first, last: due.last, prev: due.prev, hash: due.hash, newest: due.newest, removed: clock.now().toISOString(), fingerprint: keys.public.fingerprint };
    // WHY first: whatever is cut off here, the log tells of what was meant.
    await appender.append({ ...self, event_type: 'log_expired', action: 'audit.expire', reason: `lines ${String(due.first)} to ${String(due.last)}, ${due.hash}` });
    await withLock(lockPath(folder), async () => {
      if (!existsSync(join(folder, due.name))) return;
      await writeOwnFile(join(folder, tombstoneName(due.name)), Buffer.from(`${JSON.stringify(signTombstone(keys.privateKey, facts))}\n`));
      await unlink(join(folder, due.name));
      await syncFolder(folder);
    });
  }

  return {
    plan,
    async apply(keepDays) {
      const due = await plan(keepDays);
      if (due.length === 0 || (await keeper.keys(true)) === undefined || !(await verify()).whole) return [];
      for (const one of due) await remove(one);
      return due;
    },
  };
}
