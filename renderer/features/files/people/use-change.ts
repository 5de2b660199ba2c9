// One change of who can open what: planned by the core, looked at, written all or not at all. Holds the plan as it was told, never a file.
import { useCallback, useState } from 'react';
import { useBridge, type ChangePlan, type PlanRow, type RecipientChange, type Told } from '../../../bridge/index.ts';
import type { useWords } from '../../../stores/index.ts';

export interface PlannedChange {
  readonly plan: ChangePlan;
  readonly rows: readonly PlanRow[];
}
export type PlanWords = ReturnType<typeof useWords>['people']['plan'];
export interface WantedChange {
  readonly change: RecipientChange;
  /** What it is called, in the language of the moment. */
  readonly title: (plan: PlanWords) => string;
}
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

export function useChange(): Change {
  const bridge = useBridge();
  const [wanted, setWanted] = useState<WantedChange>();
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
  }, [bridge]);
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
  }, []);
  return { wanted, planned, refused, busy, start, apply, cancel, leave };
}
