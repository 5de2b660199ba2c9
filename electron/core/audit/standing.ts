// Whether the log is being written: if not, why and since when, and what was read without it where the policy allows that. Must never let a secret out unrecorded in silence.
import type { AuditFacts, AuditFault, AuditStanding } from '../../../shared/ipc/audit.ts';
import type { AnyEvent } from '../../../shared/ipc/define.ts';
import type { AppEvents } from '../../../shared/ipc/events.ts';
import type { Clock } from '../ports.ts';
import { Refusal } from '../refusal.ts';
import type { Appender } from './appender.ts';
import { faultOf } from './fault.ts';
import type { UnloggedFile } from './unlogged-file.ts';

/** So that what is shown in red goes by itself once there is room again. */
const againMs = 10_000;

export interface StandingDeps {
  readonly folder: string;
  readonly clock: Clock;
  readonly self: AuditFacts;
  readonly appender: Pick<Appender, 'append' | 'appendFirst'>;
  readonly kept: UnloggedFile;
  /** `required`: false where secrets may be read without a line. */
  readonly rules: () => Promise<{ readonly required: boolean; readonly keepDays: number }>;
  readonly emit: (event: AnyEvent<AppEvents>) => void;
}

export interface Standing {
  append(facts: AuditFacts): Promise<void>;
  admit(facts: AuditFacts, at: Date): Promise<void>;
  now(): Promise<AuditStanding>;
  /** The last try to say what was not recorded. */
  settle(): Promise<void>;
}

export function createStanding({ folder, clock, self, appender, kept, rules, emit }: StandingDeps): Standing {
  let broken: { readonly fault: AuditFault; readonly since: string } | undefined;
  /** What this program let go; `onlyHere`: how much of it nobody else knows, because it could not be kept. */
  let unlogged: { readonly count: number; readonly onlyHere: number; readonly since: string; readonly until: string } | undefined;
  let trying: Promise<void> | undefined;
  let stopTimer: (() => void) | undefined;

  const changed = (): void => { emit({ name: 'audit.standingChanged', payload: {} }); };
  function failed(error: unknown): AuditFault {
    const fault = faultOf(folder, error);
    const isNew = broken?.fault !== fault;
    broken = { fault, since: broken?.since ?? clock.now().toISOString() };
    if (isNew) changed();
    stopTimer ??= clock.after(againMs, () => {
      stopTimer = undefined;
      void tryAgain();
    });
    return fault;
  }
  function worked(): void {
    if (broken === undefined) return;
    broken = undefined;
    stopTimer?.();
    stopTimer = undefined;
    changed();
  }

  /** Says how much was not recorded, by any program, before anything else is. */
  function tryAgain(): Promise<void> {
    let [own, onlyHere, others] = [0, 0, 0];
    trying ??= appender.appendFirst(() => {
      const left = kept.times();
      if (unlogged === undefined && broken === undefined && left.length === 0) return undefined;
      [own, onlyHere, others] = [unlogged?.count ?? 0, unlogged?.onlyHere ?? 0, left.length];
      const times = [...left, ...(unlogged === undefined ? [] : [unlogged.since, unlogged.until])].toSorted();
      return { ...self, event_type: 'log_gap', action: 'audit.append', success: false, reason: `${String(others + onlyHere)} accesses not recorded, ${times[0] ?? broken?.since ?? ''} to ${times.at(-1) ?? clock.now().toISOString()}` };
    }, () => {
      unlogged = unlogged === undefined || unlogged.count === own ? undefined : { ...unlogged, count: unlogged.count - own, onlyHere: unlogged.onlyHere - onlyHere };
      if (others > 0) kept.forget(others);
    }).then(worked, failed).then(() => { trying = undefined; });
    return trying;
  }

  async function append(facts: AuditFacts, at?: Date): Promise<void> {
    if (unlogged !== undefined || kept.isThere()) void tryAgain();
    try {
      await appender.append(facts, at);
    } catch (error) {
      failed(error);
      throw error;
    }
    worked();
  }

  return {
    append: (facts) => append(facts),
    async admit(facts, at) {
      try {
        await append(facts, at);
      } catch (error) {
        if ((await rules()).required) throw new Refusal('audit-unavailable', { fault: faultOf(folder, error) }, error);
        // SECURITY(audit-unlogged-counted): what leaves without a line is shown while it goes on, and said in the log afterwards.
        const time = at.toISOString();
        // SECURITY(audit-unlogged-kept): also where this program ends before the log can be written again.
        const lost = kept.add(time) ? 0 : 1;
        unlogged = { count: (unlogged?.count ?? 0) + 1, onlyHere: (unlogged?.onlyHere ?? 0) + lost, since: unlogged?.since ?? time, until: time };
        changed();
      }
    },
    async now() {
      const { required, keepDays } = await rules();
      return { written: broken === undefined && unlogged === undefined, readsAnyway: !required, keepDays, unlogged: unlogged?.count ?? 0, ...(broken === undefined ? {} : { fault: broken.fault, since: broken.since }) };
    },
    async settle() {
      stopTimer?.();
      if (unlogged !== undefined) await tryAgain();
      stopTimer?.();
    },
  };
}
