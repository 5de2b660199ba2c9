// Door of the room “audit”: one hash-chained log for all processes of a profile. Must never hold a value, a hash of one, or its length.
import type { AuditFacts } from '../../../shared/ipc/audit.ts';
import type { AppContract } from '../../../shared/ipc/contract.ts';
import type { Handlers } from '../../../shared/ipc/define.ts';
import type { Clock } from '../ports.ts';
import { Refusal } from '../refusal.ts';
import { createAppender } from './appender.ts';
import { pageOf } from './page.ts';
import { verifyLog } from './verify.ts';


export interface AuditRoom {
  /** Resolves once the line is durable; rejects if it cannot be, and then it is not there. Time is taken at the call; lines stand in the order of the calls. */
  append(facts: AuditFacts): Promise<void>;
  /** Resolves once everything that was appended is durable or has failed. */
  flush(): Promise<void>;
  /** The same, and lets go of the file. */
  dispose(): Promise<void>;
  /** `list` pages backwards in bounded memory; `verify` reads the whole log. An absent log is empty and whole. Refusal: audit-unreadable. */
  readonly handlers: Handlers<AppContract>['audit'];
}

/** The log is `<folder>/audit.jsonl` (0600); the folder is made, 0700, with the first line. No timer, and nothing that keeps the process alive. */
export function createAudit({ folder, clock }: { readonly folder: string; readonly clock: Clock }): AuditRoom {
  const { append, flush, close } = createAppender(folder, clock);
  const unreadable = (): never => {
    throw new Refusal('audit-unreadable');
  };
  return {
    append,
    flush,
    async dispose() {
      await flush();
      close();
    },
    handlers: {
      list: ({ limit, before }) => pageOf(folder, limit, before).catch(unreadable),
      verify: () => verifyLog(folder).catch(unreadable),
    },
  };
}
