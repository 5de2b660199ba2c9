// What this room answers: pages, sums, verdicts and exports of the log, and how it stands. Must never answer more than metadata.
import type { AuditFilter } from '../../../shared/ipc/audit.ts';
import type { AppContract } from '../../../shared/ipc/contract.ts';
import type { Handlers } from '../../../shared/ipc/define.ts';
import { Refusal } from '../refusal.ts';
import type { Exporting } from './exporting.ts';
import { matcher } from './filter.ts';
import type { Looking } from './looking.ts';
import type { Names } from './names.ts';
import { pageOf, type Page } from './page.ts';
import type { Retention } from './retention.ts';
import type { Reader } from './sealing.ts';
import type { Standing } from './standing.ts';
import type { createVerifying } from './verifying.ts';

export interface HandlersDeps {
  readonly folder: string;
  readonly openQuietly: () => Promise<unknown>;
  readonly keepDays: () => Promise<number>;
  readonly reader: () => Promise<Reader | undefined>;
  readonly names: Names;
  readonly looking: Looking;
  readonly verifying: ReturnType<typeof createVerifying>;
  readonly retention: Retention;
  readonly exporting: Exporting;
  readonly standing: Standing;
}

const unreadable = (error: unknown): never => {
  throw error instanceof Refusal && error.code === 'cancelled' ? error : new Refusal('audit-unreadable');
};
/** What an export refuses by itself passes. */
const readable = (error: unknown): never => {
  throw error instanceof Refusal ? error : new Refusal('audit-unreadable');
};

export function auditHandlers({ folder, openQuietly, keepDays, reader, names, looking, verifying, retention, exporting, standing }: HandlersDeps): Handlers<AppContract>['audit'] {
  async function list(limit: number, before: number | undefined, asked: AuditFilter): Promise<Page> {
    const filter = await names.wanted(asked);
    const page = await pageOf(folder, limit, before, matcher(filter));
    if (page.closed === 0) return page;
    await openQuietly();
    return (await reader()) === undefined ? page : { ...(await looking.page(limit, before, await names.wanted(asked))), closed: 0 };
  }
  return {
    list: ({ limit, before, filter = {} }) => list(limit, before, filter).catch(unreadable),
    listRange: async (input, context) => Promise.resolve(looking.handlers.listRange(input, context)).catch(unreadable),
    getEntry: async (input, context) => Promise.resolve(looking.handlers.getEntry(input, context)).catch(unreadable),
    sumUp: async (input, context) => Promise.resolve(looking.handlers.sumUp(input, context)).catch(unreadable),
    async verify() {
      await openQuietly();
      return verifying.verify().catch(unreadable);
    },
    cancelVerify() {
      verifying.cancel();
      return {};
    },
    planRetention: async () => {
      const days = await keepDays();
      const due = await retention.plan(days).catch(unreadable);
      return { keepDays: days, months: due.map(({ name, first, last, newest }) => ({ name, first, last, newest })) };
    },
    exportLog: {
      subject: () => ({ secretKey: 'audit', backend: 'file' }),
      run: (input) => exporting.toSink(input).catch(readable),
    },
    saveExport: {
      subject: () => ({ secretKey: 'audit', backend: 'file' }),
      run: (input) => exporting.toChosen(input).catch(readable),
    },
    getStanding: () => standing.now(),
  };
}
