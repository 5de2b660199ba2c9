// Which lines somebody wants to see: the same for the newest page, the index and an export.
import type { AuditEntry, AuditFilter } from '../../../shared/ipc/audit.ts';

/** The columns of a line that a filter looks into, as texts of few different values. */
export const columns = ['agent', 'action', 'event_type', 'secret_key', 'backend', 'reason'] as const;
export type Column = (typeof columns)[number];

const has = (text: string, part: string): boolean => text.toLowerCase().includes(part);

/** What must be in which column: each entry, in one of its columns. */
export function wantedTexts({ who, what, secret, backend, text }: AuditFilter): readonly { readonly part: string; readonly in: readonly Column[] }[] {
  const wanted: readonly (readonly [string | undefined, readonly Column[]])[] = [[who, ['agent']], [what, ['action', 'event_type']], [secret, ['secret_key']], [backend, ['backend']], [text, columns]];
  return wanted.flatMap(([part, within]) => (part === undefined || part === '' ? [] : [{ part: part.toLowerCase(), in: within }]));
}

export const timesOf = ({ since, until }: AuditFilter): { readonly since: number; readonly until: number } => ({
  since: since === undefined ? Number.NEGATIVE_INFINITY : Date.parse(since),
  until: until === undefined ? Number.POSITIVE_INFINITY : Date.parse(until),
});

/** One test for many lines. */
export function matcher(filter: AuditFilter): (entry: AuditEntry) => boolean {
  const texts = wantedTexts(filter);
  const { since, until } = timesOf(filter);
  const success = filter.result === undefined ? undefined : filter.result === 'answered';
  return (entry) => {
    if (success !== undefined && entry.success !== success) return false;
    const at = Date.parse(entry.timestamp);
    return at >= since && at < until && texts.every(({ part, in: within }) => within.some((column) => has(entry[column], part)));
  };
}
