// Which lines somebody wants to see: the same for the newest page, the index and an export.
import type { AuditEntry, AuditFilter } from '../../../shared/ipc/audit.ts';

/** The columns of a line that a filter looks into, as texts of few different values. */
export const columns = ['agent', 'action', 'event_type', 'secret_key', 'backend', 'reason'] as const;
export type Column = (typeof columns)[number];
const secretColumn: readonly Column[] = ['secret_key'];
/** What was asked: neither answered nor refused yet. */
export const intentEvent = 'secret_access_intent';

/** With the hash of the secret's name, where that is known. */
export type Wanted = AuditFilter & { readonly hashed?: string | undefined };

/** What must be in one of these columns. */
export interface Test {
  readonly fits: (text: string) => boolean;
  readonly in: readonly Column[];
}

/** What must be in which column. */
export function wantedTexts({ who, what, secret, subject, backend, text, hashed }: Wanted): readonly Test[] {
  const wanted: readonly (readonly [string | undefined, readonly Column[]])[] = [[who, ['agent']], [what, ['action', 'event_type']], [secret, secretColumn], [backend, ['backend']], [text, columns]];
  const parts = wanted.flatMap(([part, within]): readonly Test[] => {
    if (part === undefined || part === '') return [];
    const anyOf = [part.toLowerCase(), ...(within === secretColumn && hashed !== undefined ? [hashed] : [])];
    return [{ fits: (value) => anyOf.some((one) => value.toLowerCase().includes(one)), in: within }];
  });
  return subject === undefined ? parts : [...parts, { fits: (value) => value === subject || value === hashed, in: secretColumn }];
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
    if (success !== undefined && (entry.success !== success || entry.event_type === intentEvent)) return false;
    const at = Date.parse(entry.timestamp);
    return at >= since && at < until && texts.every(({ fits, in: within }) => within.some((column) => fits(entry[column])));
  };
}
