// One change of who can open what: planned by the core, looked at, written all or not at all. Holds the plan as it was told, never a file.
import { useCallback, useEffect, useRef, useState } from 'react';
import { useBridge, type ChangePlan, type PlanRow, type RecipientChange, type Told } from '../../../bridge/index.ts';
import { useKept } from '../../../stores/index.ts';

export interface PlannedChange {
  readonly plan: ChangePlan;
  readonly rows: readonly PlanRow[];
}
// WHY a type: an interface could hold more than what is kept over a lock.
export type WantedChange = {
  readonly change: RecipientChange;
  /** What it is called, among the words for plans. */
  readonly title: 'add' | 'remove' | 'leave' | 'rotate' | 'sync';
  /** The names in its title; '' if it has none. */
  readonly who: string;
};
export interface Change {
  readonly wanted: WantedChange | undefined;
  readonly planned: PlannedChange | undefined;
  readonly refused: Told | undefined;
  readonly busy: 'planning' | 'writing' | undefined;
  start(wanted: WantedChange): Promise<void>;
  /** Answers what was written; undefined if it was refused or cancelled. */
  apply(): Promise<{ readonly written: number; readonly keptAside: readonly string[] } | undefined>;
  /** Ends what is under way; written files are put back. */
  cancel(): Promise<void>;
  leave(): void;
}

/** So many rows are fetched; the rest is counted. */
const maxRows = 5000;

export function useChange(project: string): Change {
  const bridge = useBridge();
  const [wanted, setWanted] = useKept<WantedChange | undefined>(`people.${project}.change`, undefined);
  const [planned, setPlanned] = useState<PlannedChange>();
  const [refused, setRefused] = useState<Told>();
  const [busy, setBusy] = useState<'planning' | 'writing'>();

  const start = useCallback(async (next: WantedChange) => {
    setWanted(next);
    setPlanned(undefined);
    setRefused(undefined);
    setBusy('planning');
    const plan = await bridge.call('recipients.planChange', { change: next.change, evenIfLockedOut: false });
    const rows: PlanRow[] = [];
    while (plan.ok && rows.length < maxRows) {
      const page = await bridge.call('recipients.listPlan', { plan: plan.value.plan, offset: rows.length });
      if (!page.ok || page.value.files.length === 0) break;
      rows.push(...page.value.files);
      if (rows.length >= page.value.total) break;
    }
    setBusy(undefined);
    if (plan.ok) setPlanned({ plan: plan.value, rows });
    else setRefused(plan.error);
  }, [bridge, setWanted]);
  const goesOn = useRef(wanted);
  useEffect(() => {
    const before = goesOn.current;
    goesOn.current = undefined;
    // WHY planned anew: a page that was locked in the middle of it comes back to files that may be others by now.
    if (before !== undefined) void start(before);
  }, [start]);
  const apply = useCallback(async () => {
    if (planned === undefined) return undefined;
    setBusy('writing');
    setRefused(undefined);
    const answer = await bridge.call('recipients.applyPlan', { plan: planned.plan.plan });
    setBusy(undefined);
    if (!answer.ok) setRefused(answer.error);
    return answer.ok ? answer.value : undefined;
  }, [bridge, planned]);
  const cancel = useCallback(async () => { await bridge.call('recipients.cancelWork', {}); }, [bridge]);
  const leave = useCallback(() => {
    setWanted(undefined);
    setPlanned(undefined);
    setRefused(undefined);
  }, [setWanted]);
  return { wanted, planned, refused, busy, start, apply, cancel, leave };
}
