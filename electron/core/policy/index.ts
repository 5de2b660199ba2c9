// Door of the room “policy”: what a `security-policy.yaml` asks for, and what holds here because of it. Must never make the program less strict than it is without one, and never fail because a policy is damaged.
import type { AppContract } from '../../../shared/ipc/contract.ts';
import type { Handlers } from '../../../shared/ipc/define.ts';
import type { Ports } from '../ports.ts';
import type { SealedStore } from '../profile/index.ts';
import { createAccepted } from './accepted.ts';
import { defaults, fieldNames, type PolicyValues } from './fields.ts';
import { policyHandlers } from './handlers.ts';
import { createPersonal } from './last-good.ts';
import { combine, sameValue } from './strictness.ts';

export type { PolicyValues, Suite } from './fields.ts';

export interface PolicyRoom {
  readonly handlers: Handlers<AppContract>['policy'];
  /** What holds now, by the names of the file: the policy of the person, read anew, tightened by those that were accepted for the open projects. Never rejects: where the file cannot be read, what it said before holds. */
  effective(): Promise<PolicyValues>;
  /** The same as it was last read; read anew for the next question. */
  known(): PolicyValues;
  /** What holds for the audit log; read anew every few seconds. */
  audit(): Promise<{ readonly sealed: boolean; readonly keepDays: number; readonly hashNames: boolean; readonly required: boolean }>;
  /** When the profile locks: as the person chose, or sooner. */
  lockingWithin<T extends { readonly idleMinutes: number }>(chosen: T): T;
  /** After how many minutes it locks at the latest, whatever was chosen. */
  longestMinutes(): Promise<number>;
  /** How many wrong tries there may be, and for how long they count. */
  tryLimits(): Promise<{ readonly allowed: number; readonly windowMs: number }>;
  /** The profile or a project was opened: it is read anew. */
  again(): void;
}
export interface PolicyDeps {
  readonly ports: Pick<Ports, 'dialogs' | 'clock' | 'paths'>;
  /** The policy of the person, absolute. */
  readonly file: string;
  /** Where what could last be understood of it is kept, absolute. */
  readonly keptFile: string;
  /** Refusal: locked. */
  readonly store: () => SealedStore;
  readonly isOpen: () => boolean;
  /** Opens the profile where that takes no question; answers whether it stays locked. */
  readonly openQuietly: () => Promise<boolean>;
  readonly resolveProject: (ref: string) => { readonly root: string } | undefined;
  readonly openFolders: () => readonly string[];
  /** Something else holds than before. */
  readonly changed: () => void;
}

const auditPatienceMs = 5000;

export function createPolicy({ ports, file, keptFile, store, isOpen, openQuietly, resolveProject, openFolders, changed }: PolicyDeps): PolicyRoom {
  const accepted = createAccepted(store);
  const personal = createPersonal(file, keptFile);
  let last = defaults;
  /** When the audit log asked last. */
  let asked = Number.NEGATIVE_INFINITY;
  async function effective(): Promise<PolicyValues> {
    const { policy, before } = await personal.look();
    const { values } = combine({ ...policy, before }, isOpen() ? await accepted.valuesOf(openFolders()) : []);
    const isNew = fieldNames.some((name) => !sameValue(last[name], values[name]));
    last = values;
    if (isNew) changed();
    return values;
  }
  function known(): PolicyValues {
    // WHY not awaited: a text editor may have changed it; the next look is soon enough.
    void effective();
    return last;
  }
  return {
    handlers: policyHandlers({
      file, personal, userHome: ports.paths.userHome, dialogs: ports.dialogs, clock: ports.clock, accepted, isOpen, openQuietly, resolveProject, openFolders,
      async again() { await effective(); },
    }),
    effective,
    known,
    lockingWithin: (chosen) => ({ ...chosen, idleMinutes: Math.min(chosen.idleMinutes, known().session_timeout_minutes) }),
    longestMinutes: async () => (await effective()).session_timeout_minutes,
    async tryLimits() {
      const { max_access_attempts: allowed, lockout_duration_minutes: minutes } = await effective();
      return { allowed, windowMs: minutes * 60_000 };
    },
    async audit() {
      const now = ports.clock.monotonic();
      // WHY not each time: a burst of lines must not read a file for each.
      const fresh = now - asked < auditPatienceMs;
      const { audit_encryption: sealed, audit_retention_days: keepDays, audit_hash_names: hashNames, audit_required: required } = fresh ? last : await effective();
      if (!fresh) asked = now;
      return { sealed, keepDays, hashNames, required };
    },
    again() { void effective(); },
  };
}
