// What somebody who goes could read in any revision: read by the core in the background while the plan is looked at. Names, paths and dates only.
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useBridge, type ExposedCounts, type Told } from '../../../bridge/index.ts';

export interface ExposedRow {
  readonly place: number;
  readonly file: string;
  /** '' for a file that is one value. */
  readonly key: string;
  /** RFC 3339, '' where no revision has it. */
  readonly since: string;
  readonly here: boolean;
  readonly marked: boolean;
}
export interface Exposed {
  readonly counts: ExposedCounts | undefined;
  readonly rows: readonly ExposedRow[];
  readonly refused: Told | undefined;
  readonly reading: boolean;
  cancel(): void;
  /** Marks values for rotation; answers how many, undefined if that was refused. */
  mark(places: readonly number[]): Promise<number | undefined>;
}

/** So many rows are fetched; the rest is counted, and marked with the others that are still there. */
const maxRows = 10_000;

/** Reads once for each plan; nothing without one. */
export function useExposed(plan: string | undefined): Exposed {
  const bridge = useBridge();
  const [state, setState] = useState<Pick<Exposed, 'counts' | 'rows' | 'refused' | 'reading'>>({ counts: undefined, rows: [], refused: undefined, reading: false });
  useEffect(() => {
    if (plan === undefined) return undefined;
    let gone = false;
    const read = async (): Promise<void> => {
      setState({ counts: undefined, rows: [], refused: undefined, reading: true });
      const found = await bridge.call('recipients.findExposed', { leaving: { by: 'plan', plan } });
      const rows: ExposedRow[] = [];
      while (found.ok && !gone && rows.length < Math.min(maxRows, found.value.values)) {
        const page = await bridge.call('recipients.listExposed', { exposed: found.value.exposed, offset: rows.length });
        if (!page.ok || page.value.file.length === 0) break;
        const { file, key, since, here, marked } = page.value;
        const first = rows.length;
        rows.push(...file.map((way, at): ExposedRow => ({ place: first + at, file: way, key: key[at] ?? '', since: since[at] ?? '', here: here[at] ?? false, marked: marked[at] ?? false })));
      }
      if (!gone) setState({ counts: found.ok ? found.value : undefined, rows, refused: found.ok ? undefined : found.error, reading: false });
    };
    void read();
    return () => {
      gone = true;
      void bridge.call('recipients.cancelExposed', {});
    };
  }, [bridge, plan]);
  const cancel = useCallback(() => { void bridge.call('recipients.cancelExposed', {}); }, [bridge]);
  const { counts } = state;
  const mark = useCallback(async (places: readonly number[]) => {
    if (counts === undefined || places.length === 0) return 0;
    const answer = await bridge.call('recipients.markForRotation', { exposed: counts.exposed, places: [...places] });
    return answer.ok ? answer.value.marked : undefined;
  }, [bridge, counts]);
  return useMemo(() => ({ ...state, cancel, mark }), [state, cancel, mark]);
}
