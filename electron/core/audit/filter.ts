// Which lines somebody wants to see: the same for the newest page, the index and an export.
import type { AuditEntry, AuditFilter } from '../../../shared/ipc/audit.ts';

/** The columns of a line that a filter looks into, as texts of few different values. */
export const columns = ['agent', 'action', 'event_type', 'secret_key', 'backend', 'reason'] as const;
export type Column = (typeof columns)[number];
const secretColumn: readonly Column[] = ['secret_key'];

/** With the hash of the secret's name, where that is known. */
export type Wanted = AuditFilter & { readonly hashed?: string | undefined };

const has = (text: string, parts: readonly string[]): boolean => parts.some((part) => text.toLowerCase().includes(part));

/** What must be in which column: of each entry one part, in one of its columns. */
export function wantedTexts({ who, what, secret, backend, text, hashed }: Wanted): readonly { readonly parts: readonly string[]; readonly in: readonly Column[] }[] {
  const wanted: readonly (readonly [string | undefined, readonly Column[]])[] = [[who, ['agent']], [what, ['action', 'event_type']], [secret, secretColumn], [backend, ['backend']], [text, columns]];
  return wanted.flatMap(([part, within]) => (part === undefined || part === '' ? [] : [{ parts: [part.toLowerCase(), ...(within === secretColumn && hashed !== undefined ? [hashed] : [])], in: within }]));
}

export const timesOf = ({ since, until }: Wanted): { readonly since: number; readonly until: number } => ({
  since: since === undefined ? Number.NEGATIVE_INFINITY : Date.parse(since),
  until: until === undefined ? Number.POSITIVE_INFINITY : Date.parse(until),
});

/** One test for many lines. */
export function matcher(filter: Wanted): (entry: AuditEntry) => boolean {
  const texts = wantedTexts(filter);
  const { since, until } = timesOf(filter);
  const success = filter.result === undefined ? undefined : filter.result === 'answered';
  return (entry) => {
    if (success !== undefined && entry.success !== success) return false;
    const at = Date.parse(entry.timestamp);
    return at >= since && at < until && texts.every(({ parts, in: within }) => within.some((column) => has(entry[column], parts)));
  };
}
