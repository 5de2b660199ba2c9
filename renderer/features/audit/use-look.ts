// How the log is looked at: the filter in the window's address, so that back and forward find it, and a page that was made anew.
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { AuditFilter } from '../../bridge/index.ts';
import { useKept, useNavigation, useStores, type AuditLook, type Keepable } from '../../stores/index.ts';

const hourMs = 3_600_000;
const spans: Readonly<Record<NonNullable<AuditLook['span']>, number>> = { hour: hourMs, day: 24 * hourMs, week: 7 * 24 * hourMs, month: 30 * 24 * hourMs, year: 365 * 24 * hourMs };
/** As the core takes a time. */
export const timeBefore = (ms: number): string => new Date(Date.now() - ms).toISOString();

/** Without what is empty, and without characters that no name has. */
export function tidy(filter: AuditFilter): AuditFilter {
  const all = Object.entries(filter).map(([part, value]) => [part, value?.replaceAll(/\p{Cc}/gu, '').slice(0, 512)] as const);
  return Object.fromEntries(all.filter(([, value]) => value !== undefined && value !== '')) as AuditFilter;
}

export interface Looking {
  readonly look: AuditLook;
  /** What the core is asked for: with the time as it is now. */
  readonly filter: AuditFilter;
  /** Looks in another way; `anew` keeps the former one for the way back. */
  readonly change: (look: AuditLook, anew?: boolean) => void;
}

export function useLook(): Looking {
  const { navigation } = useStores();
  const place = useNavigation(({ places, at }) => places[at]);
  const [kept, keep] = useKept<Keepable>('audit.look', null);
  const filter = place?.room === 'audit' ? place.filter : undefined;
  const span = place?.room === 'audit' ? place.span : undefined;
  const look = useMemo(() => ({ filter: filter ?? {}, span }), [filter, span]);
  const change = useCallback((next: AuditLook, anew = false) => { void navigation.getState().lookAtLog({ filter: tidy(next.filter), span: next.span }, !anew); }, [navigation]);
  // It is there at the beginning only if another page ended in this room.
  const [before] = useState(kept);
  useEffect(() => { if (before !== null) change(before as unknown as AuditLook); }, [before, change]);
  useEffect(() => { keep({ filter: look.filter, span: look.span }); }, [keep, look]);
  const asked = useMemo(() => (span === undefined ? look.filter : { ...look.filter, since: timeBefore(spans[span]) }), [look, span]);
  return { look, filter: asked, change };
}
