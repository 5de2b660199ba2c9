// `coffre audit list [--limit N]`: who accessed what. The log holds names only, and so does this list.
import type { AuditEntry } from '../../shared/ipc/audit.ts';
import type { Answer, Invocation } from './answer.ts';
import { failure } from './failure.ts';
import { table } from './page.ts';
import { printable } from './printable.ts';
import type { Session } from './session.ts';

const usualLimit = 20;
const mostAtOnce = 1000;
const mostOfAll = 1_000_000;

function limitOf(text: string | undefined): number {
  if (text === undefined) return usualLimit;
  const limit = /^[1-9]\d{0,6}$/.test(text) ? Number(text) : 0;
  if (limit === 0 || limit > mostOfAll) throw failure('bad-number', { typed: '--limit', command: 'audit list' });
  return limit;
}

/** The newest `limit` entries, oldest of them first, in pages. */
async function newest(session: Session, limit: number): Promise<{ readonly total: number; readonly entries: readonly AuditEntry[] }> {
  let { total, entries } = await session.call('audit.list', { limit: Math.min(limit, mostAtOnce) });
  while (entries.length < limit) {
    const [oldest] = entries;
    if (oldest === undefined) break;
    const page = await session.call('audit.list', { limit: Math.min(limit - entries.length, mostAtOnce), before: oldest.seq });
    if (page.entries.length === 0) break;
    entries = [...page.entries, ...entries];
  }
  return { total, entries };
}

export async function auditList(invocation: Invocation): Promise<Answer> {
  const limit = limitOf(invocation.options['limit']);
  const { total, entries } = await newest(await invocation.session(), limit);
  if (entries.length === 0) return { json: { total, entries }, note: ({ cli }) => cli.auditEmpty };
  return {
    json: { total, entries },
    text: (page) => table(page, entries.map((entry) => [
      entry.timestamp, printable(entry.agent), printable(entry.action), printable(entry.event_type), printable(entry.secret_key), entry.success ? page.cli.success : page.cli.refused(printable(entry.reason)),
    ]), (row, column) => (column === 5 && entries[row]?.success === false ? 'red' : undefined)),
  };
}
