// Door of the room “audit”: one hash-chained, signed log for all processes of a profile. Must never hold a value, a hash of one, or its length.
import type { AuditFacts } from '../../../shared/ipc/audit.ts';
import type { AppContract } from '../../../shared/ipc/contract.ts';
import type { AnyEvent, Handlers } from '../../../shared/ipc/define.ts';
import type { AppEvents } from '../../../shared/ipc/events.ts';
import type { Clock, Dialogs, Sinks } from '../ports.ts';
import { Refusal } from '../refusal.ts';
import { createAppender } from './appender.ts';
import { createExporting } from './exporting.ts';
import { auditHandlers } from './handlers.ts';
import { createKeeper, type ProfileAccess } from './keeper.ts';
import { createLooking } from './looking.ts';
import { createNames } from './names.ts';
import { createRetention } from './retention.ts';
import { createReader, createSealer, type Reader } from './sealing.ts';
import { keysBeside } from './segments.ts';
import { createSigning } from './signing.ts';
import { createStanding } from './standing.ts';
import { createUnloggedFile } from './unlogged-file.ts';
import { createVerifying } from './verifying.ts';

export type { ProfileAccess } from './keeper.ts';

export interface AuditRoom {
  /** Resolves once the line is durable; rejects if it cannot be, and then it is not there. Time is taken at the call; lines stand in the order of the calls. */
  append(facts: AuditFacts): Promise<void>;
  /** The same for a secret that is about to leave. Where the policy lets secrets be read without a log, and it cannot be written, it is counted and may leave. Refusal: audit-unavailable. */
  admit(facts: AuditFacts): Promise<void>;
  /** Resolves once everything that was appended is durable or has failed. */
  flush(): Promise<void>;
  /** Signs what is not signed yet, where the profile is open; before it locks and before the program ends. Never rejects: what is not signed, the verifier says. */
  sign(): Promise<void>;
  /** The profile is locked: its keys are forgotten. */
  forget(): void;
  /** Flushes, and lets go of the file. */
  dispose(): Promise<void>;
  /** An absent log is empty and whole. Refusal: audit-unreadable. */
  readonly handlers: Handlers<AppContract>['audit'];
}
/** What somebody may ask for. */
export interface AuditRules {
  /** Only the profile can read what is written from now on. */
  readonly sealed: boolean;
  /** How many days lines are kept at least; the months behind are let go. */
  readonly keepDays: number;
  /** Names of secrets stand there as keyed hashes. */
  readonly hashNames: boolean;
  /** No line, no secret. */
  readonly required: boolean;
}
export interface AuditDeps {
  /** The log is `<folder>/audit.jsonl` (0600), closed months lie beside it; the folder is made, 0700, with the first line. */
  readonly folder: string;
  readonly clock: Clock;
  /** Who this program is in the log. */
  readonly self: Pick<AuditFacts, 'agent' | 'ip_address' | 'user_agent'>;
  /** Keeps the key that signs; absent where there is no profile. */
  readonly profile?: ProfileAccess;
  /** What the policy asks for now; nothing unless told. */
  readonly rules?: () => Promise<AuditRules>;
  /** Where exports go; absent where nothing is exported. */
  readonly sinks?: Sinks;
  readonly dialogs?: Pick<Dialogs, 'chooseFileAbility' | 'chooseSaveFile'>;
  readonly emit?: (event: AnyEvent<AppEvents>) => void;
}

const noProfile: ProfileAccess = {
  isOpen: () => false,
  openQuietly: () => Promise.resolve(),
  store() {
    throw new Refusal('locked');
  },
};

/** Nothing that keeps the process alive. */
export function createAudit({ folder, clock, self, profile = noProfile, rules = () => Promise.resolve({ sealed: false, keepDays: Number.POSITIVE_INFINITY, hashNames: false, required: true }), emit = () => undefined, sinks, dialogs }: AuditDeps): AuditRoom {
  const own: AuditFacts = { event_type: 'operation', secret_key: '', action: 'audit.append', success: true, request_id: '', backend: '', reason: '', duration_ms: 0, ...self };
  const openQuietly = (): Promise<unknown> => profile.openQuietly();
  const keeper = createKeeper(folder, profile);
  let reader: Reader | undefined;
  async function readerNow(): Promise<Reader | undefined> {
    const keys = await keeper.keys(false);
    if (keys !== undefined) reader ??= createReader(keys.identity);
    return reader;
  }
  const names = createNames({ hidden: async () => (await rules()).hashNames, keeper, openQuietly });
  const appender = createAppender({
    folder, clock, self: own, names: () => names.writer(),
    sealer: createSealer({ sealed: async () => (await rules()).sealed, recipient: async () => keysBeside(folder).recipient || (await keeper.keys(true))?.recipient || '' }),
    written(head) { signing.written(head); },
  });
  const standing = createStanding({ folder, clock, self: own, appender, kept: createUnloggedFile(folder), rules, emit });
  const signing = createSigning({ folder, self: own, keeper, appender });
  const verifying = createVerifying({ folder, keeper, appender, emit });
  const looking = createLooking({ folder, emit, reader: readerNow, wanted: (filter) => names.wanted(filter) });
  const retention = createRetention({ folder, clock, self: own, keeper, appender, reader: readerNow, verify: () => verifying.verify() });
  let expired = false;
  /** WHY once: months do not end every hour. */
  async function expire(): Promise<void> {
    if (expired || !profile.isOpen()) return;
    expired = true;
    await retention.apply((await rules()).keepDays);
  }
  const exporting = createExporting({ folder, clock, sinks, dialogs, reader: readerNow, wanted: (filter) => names.wanted(filter), openQuietly, sign: () => signing.sign().catch(() => undefined), verify: () => verifying.verify() });
  return {
    append: (facts) => standing.append(facts),
    async admit(facts) {
      const at = clock.now();
      await names.ready();
      await standing.admit(facts, at);
    },
    flush: () => appender.flush(),
    sign: () => expire().then(() => signing.sign()).catch(() => undefined),
    forget() {
      keeper.forget();
      reader?.wipe();
      reader = undefined;
      looking.forget();
    },
    async dispose() {
      await signing.settle();
      await standing.settle();
      await appender.flush();
      appender.close();
    },
    handlers: auditHandlers({ folder, openQuietly, keepDays: async () => (await rules()).keepDays, reader: readerNow, names, looking, verifying, retention, exporting, standing }),
  };
}
