// What a chart is of: sums as the core answers them, put into places of time without gaps, in the hours of this computer. Pure.
import type { AuditFilter } from '../../bridge/index.ts';

export const chartKinds = ['recent', 'days', 'hours', 'secrets'] as const;
export type ChartKind = (typeof chartKinds)[number];
/** Columnar; labels are times (RFC 3339), hours or names. */
export interface Sums {
  readonly label: readonly string[];
  readonly answered: readonly number[];
  readonly refused: readonly number[];
}
type By = 'hour' | 'day' | 'secret' | 'hour-of-day';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const mostDays = 120;
const byOf: Readonly<Record<ChartKind, By>> = { recent: 'hour', days: 'day', hours: 'hour-of-day', secrets: 'secret' };
const iso = (at: number): string => new Date(at).toISOString();

/** What to ask the core for. */
export function askFor(kind: ChartKind, filter: AuditFilter, now: number): { readonly filter: AuditFilter; readonly by: By } {
  const since = iso(Math.floor(now / hourMs) * hourMs - 23 * hourMs);
  return { by: byOf[kind], filter: kind !== 'recent' || (filter.since !== undefined && filter.since > since) ? filter : { ...filter, since } };
}

function placed(sums: Sums, labels: readonly string[]): Sums {
  const at = new Map(sums.label.map((label, index) => [label, index]));
  const pick = (values: readonly number[]): readonly number[] => labels.map((label) => values[at.get(label) ?? -1] ?? 0);
  return { label: labels, answered: pick(sums.answered), refused: pick(sums.refused) };
}

/** `offset`: minutes that the clock of this computer is before UTC, as `getTimezoneOffset` has it. */
export function chartOf(kind: ChartKind, sums: Sums, now: number, offset: number): Sums {
  if (kind === 'secrets' || sums.label.length === 0) return sums;
  if (kind === 'recent') {
    const last = Math.floor(now / hourMs) * hourMs;
    return placed(sums, Array.from({ length: 24 }, (_, index) => iso(last - (23 - index) * hourMs)));
  }
  if (kind === 'hours') {
    const shift = Math.round(-offset / 60);
    const utc = (hour: number): string => String((((hour - shift) % 24) + 24) % 24).padStart(2, '0');
    const { answered, refused } = placed(sums, Array.from({ length: 24 }, (_, hour) => utc(hour)));
    return { label: Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, '0')}:00`), answered, refused };
  }
  const [first, last] = [Date.parse(sums.label[0] ?? ''), Date.parse(sums.label.at(-1) ?? '')];
  const days = Math.min(mostDays, Math.round((last - first) / dayMs) + 1);
  return placed(sums, Array.from({ length: days }, (_, index) => iso(last - (days - 1 - index) * dayMs)));
}

/** The place with the most, -1 if all are empty. */
export function peakOf({ answered, refused }: Sums): number {
  const totals = answered.map((count, index) => count + (refused[index] ?? 0));
  const most = Math.max(0, ...totals);
  return most === 0 ? -1 : totals.indexOf(most);
}
export const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
