// Door of the room “audit”: one hash-chained log for all processes of a profile. Must never hold a value, a hash of one, or its length.
import { join } from 'node:path';
import type { AppContract } from '../../../shared/ipc/contract.ts';
import type { Handlers } from '../../../shared/ipc/define.ts';
import type { Clock } from '../ports.ts';
import { Refusal } from '../refusal.ts';
import { createAppender } from './appender.ts';
import type { AuditFacts } from './line.ts';
import { pageOf } from './page.ts';
import { verifyLog } from './verify.ts';

export interface AuditRoom {
  /** Resolves once the line is durable; rejects if it cannot be, and then it is not there. */
  append(facts: AuditFacts): Promise<void>;
  /** Resolves once everything that was appended is durable or has failed, and lets go of the file. */
  flush(): Promise<void>;
  readonly handlers: Handlers<AppContract>['audit'];
}

/** The log is `<folder>/audit.jsonl` (0600). The folder is made with the first line. Timers: none. */
export function createAudit({ folder, clock }: { readonly folder: string; readonly clock: Clock }): AuditRoom {
  const { append, flush } = createAppender(folder, clock);
  const path = join(folder, 'audit.jsonl');
  const unreadable = (): never => {
    throw new Refusal('audit-unreadable');
  };
  return {
    append,
    flush,
    handlers: {
      list: ({ limit, before }) => pageOf(path, limit, before).catch(unreadable),
      verify: () => verifyLog(path).catch(unreadable),
    },
  };
}
