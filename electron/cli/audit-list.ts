// `coffre audit list [--limit N] [filters] [--follow]`: who accessed what. The log holds names only, and so does this list.
import type { AuditEntry, AuditFilter } from '../../shared/ipc/audit.ts';
import type { Answer, Invocation, Page } from './answer.ts';
import { filterOf } from './audit-filter.ts';
import { failure } from './failure.ts';
import { table } from './page.ts';
import { jsonLine, printable } from './printable.ts';
import type { Session } from './session.ts';

const usualLimit = 20;
const mostAtOnce = 1000;
const mostOfAll = 1_000_000;
const followMs = 500;

function limitOf(text: string | undefined): number {
  if (text === undefined) return usualLimit;
  const limit = /^[1-9]\d{0,6}$/.test(text) ? Number(text) : 0;
  if (limit === 0 || limit > mostOfAll) throw failure('bad-number', { typed: '--limit', command: 'audit list' });
  return limit;
}

interface Listed {
  readonly total: number;
  readonly entries: readonly AuditEntry[];
}

/** The newest `limit` entries that fit, oldest of them first, in pages. */
async function newest(session: Session, limit: number, filter: AuditFilter): Promise<Listed> {
  let { total, entries } = await session.call('audit.list', { limit: Math.min(limit, mostAtOnce), filter });
  while (entries.length < limit) {
    const [oldest] = entries;
    if (oldest === undefined) break;
    const page = await session.call('audit.list', { limit: Math.min(limit - entries.length, mostAtOnce), before: oldest.seq, filter });
    if (page.entries.length === 0) break;
    entries = [...page.entries, ...entries];
  }
  return { total, entries };
}

const rowOf = (page: Page, entry: AuditEntry): readonly string[] => [
  entry.timestamp, printable(entry.agent), printable(entry.action), printable(entry.event_type), printable(entry.secret_key), entry.success ? page.cli.success : page.cli.refused(printable(entry.reason)),
];
const rows = (page: Page, entries: readonly AuditEntry[]): string => table(page, entries.map((entry) => rowOf(page, entry)), (row, column) => (column === 5 && entries[row]?.success === false ? 'red' : undefined));

const pause = (ms: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, ms); });

/** What came in behind `last`, in its order. */
async function since(session: Session, last: number, filter: AuditFilter): Promise<Listed> {
  let { total, entries } = await session.call('audit.list', { limit: mostAtOnce, filter });
  while (entries.length > 0 && (entries[0]?.seq ?? 0) > last + 1) {
    const page = await session.call('audit.list', { limit: mostAtOnce, before: entries[0]?.seq ?? 0, filter });
    if (page.entries.length === 0) break;
    entries = [...page.entries, ...entries];
    total = Math.max(total, page.total);
  }
  return { total, entries: entries.filter(({ seq }) => seq > last) };
}

/** Ends when nobody reads any more, or by Ctrl+C. */
async function follow(invocation: Invocation, session: Session, filter: AuditFilter, first: Listed): Promise<Answer> {
  const { createPage, mayColour } = await import('./page.ts');
  const page = createPage(invocation.language(), { terminal: invocation.terminal.output, colour: mayColour(invocation.environment, invocation.terminal.output) });
  const show = (entries: readonly AuditEntry[]): boolean => entries.length === 0 || invocation.print(invocation.json ? entries.map((entry) => jsonLine(entry)).join('') : rows(page, entries));
  let last = first.total;
  for (let more = show(first.entries); more;) {
    await pause(followMs);
    const next = await since(session, last, filter);
    last = Math.max(last, next.total);
    more = show(next.entries);
  }
  return {};
}

export async function auditList(invocation: Invocation): Promise<Answer> {
  const limit = limitOf(invocation.options['limit']);
  const filter = filterOf(invocation, 'audit list');
  const session = await invocation.session();
  const { total, entries } = await newest(session, limit, filter);
  if (invocation.options['follow'] !== undefined) return follow(invocation, session, filter, { total, entries });
  if (entries.length === 0) return { json: { total, entries }, note: ({ cli }) => (total === 0 ? cli.auditEmpty : cli.auditNoneFit) };
  return { json: { total, entries }, text: (page) => rows(page, entries) };
}
