// Door of the room “recipients”: who can open which file, by name, and changing that for many files at once. Plans are proven in memory, and written all or not at all. Never holds plaintext, and changes nothing that was not planned.
import { join } from 'node:path';
import type { AppContract } from '../../../shared/ipc/contract.ts';
import type { Handlers } from '../../../shared/ipc/define.ts';
import type { AppEvents } from '../../../shared/ipc/events.ts';
import type { Emit, Ports } from '../ports.ts';
import { shownPath } from '../projects/index.ts';
import { Refusal } from '../refusal.ts';
import { accessHandlers } from './access-handlers.ts';
import { agreeOn } from './agreement.ts';
import { exposedHandlers } from './exposed-handlers.ts';
import { leavingOf } from './leaving.ts';
import { markValues } from './marking.ts';
import { createWork, holdOne } from './one-at-a-time.ts';
import { peopleHandlers } from './people-handlers.ts';
import type { Planned, PlanDeps } from './plan.ts';
import { countsOf, pageOf } from './plan-page.ts';
import { createTransactions } from './transaction.ts';

export { createTransactions } from './transaction.ts';

export interface RecipientsDeps extends Omit<PlanDeps, 'now'> {
  readonly ports: Pick<Ports, 'clock' | 'dialogs' | 'paths' | 'runner' | 'programs' | 'environment'>;
  readonly lockFolder: string;
  readonly emit: Emit<AppEvents>;
}
export interface RecipientsRoom {
  readonly handlers: Handlers<AppContract>['recipients'];
  /** See marking.ts. */
  markValues(root: string, values: Parameters<typeof markValues>[1]): Promise<number>;
  /** Ends what is under way, and waits until its files are of one state again. */
  dispose(): Promise<void>;
}

/** Builds the room. Nothing is read until somebody asks. */
export function createRecipients({ ports, lockFolder, emit, ...deps }: RecipientsDeps): RecipientsRoom {
  const transactions = createTransactions({ folder: join(ports.paths.profile, 'transaction'), lockFolder, now: () => ports.clock.now() });
  const held = holdOne<Planned>('plan-not-found');
  /** The last plan as far as whom it takes out: it is asked for after it was carried out, too. */
  let ended: { readonly ref: string; readonly leaving: ReturnType<typeof leavingOf> } | undefined;
  // WHY one at a time: two plans would each be proven against files that the other is about to write.
  const work = createWork();
  const shown = (path: string): string => shownPath(path, ports.paths.userHome);
  const progressed = (phase: 'reading' | 'planning' | 'writing' | 'undoing' | 'looking', done: number, total: number): void => { emit({ name: 'recipients.progressed', payload: { phase, done, total } }); };

  /** Refusals name a file as a person would. */
  async function naming<T>(running: Promise<T>): Promise<T> {
    return running.catch((error: unknown) => {
      const file = error instanceof Refusal ? error.data['file'] : undefined;
      throw error instanceof Refusal && typeof file === 'string' ? new Refusal(error.code, { ...error.data, file: shown(file) }) : error;
    });
  }
  function rootOf(ref: string): string {
    const project = deps.resolveProject(ref);
    if (project === undefined) throw new Refusal('project-not-found');
    return project.root;
  }

  const exposed = exposedHandlers({
    ports, lockFolder, shown, rootOf, now: () => ports.clock.now(), progress: (done, total) => { progressed('looking', done, total); },
    leaving: (ref) => (ended?.ref === ref ? ended.leaving : leavingOf(held.get(ref))),
  });
  const access = accessHandlers({ rootOf, reading: (done, total) => { progressed('reading', done, total); } });
  const handlers: Handlers<AppContract>['recipients'] = {
    ...exposed.handlers,
    ...peopleHandlers({ lockFolder, shown, rootOf, resolveFile: deps.resolveFile, current: ports.paths.current }),
    async listRecipients({ file }) {
      const found = deps.resolveFile(file);
      if (found === undefined) throw new Refusal('file-not-found');
      return (await import('./list-recipients.ts')).listRecipients(found, shown);
    },
    ...access.handlers,
    planChange: ({ change, evenIfLockedOut }) => work.alone(async (signal) => {
      held.drop();
      const { makePlan } = await import('./plan.ts');
      const plan = await makePlan(change, evenIfLockedOut, { ...deps, now: () => ports.clock.now() }, (done, total) => { progressed('planning', done, total); }, signal);
      return { plan: held.put(plan), root: shown(plan.root), ...countsOf(plan) };
    }),
    listPlan({ plan: ref, offset }) {
      const plan = held.get(ref);
      return pageOf(plan, offset);
    },
    previewRules: async ({ plan: ref }) => (await import('./rules-preview.ts')).previewOf(held.get(ref).files),
    applyPlan: ({ plan: ref }, context) => naming(work.alone(async (signal) => {
      const plan = held.get(ref);
      context.about({ secretKey: shown(plan.root), backend: 'file' });
      const changes = plan.files.flatMap(({ path, change }) => (change === undefined ? [] : [{ path, ...change }]));
      await agreeOn(plan, shown(plan.root), ports.dialogs);
      // WHY gone at once: what is written once cannot be written again, and what failed must be looked at anew.
      held.drop();
      ended = { ref, leaving: leavingOf(plan) };
      const { keptAside } = changes.length === 0 ? { keptAside: [] } : await transactions.run(plan.root, changes, progressed, signal);
      return { written: changes.length, keptAside: keptAside.map(shown) };
    })),
    cancelWork() {
      access.cancel();
      work.cancel();
      return {};
    },
    async getUnfinished() {
      const found = await transactions.unfinished();
      return found === undefined ? {} : { unfinished: { root: shown(found.journal.root), startedAt: found.journal.startedAt, files: found.journal.files.length, written: found.written, foreign: found.foreign.length } };
    },
    finishUnfinished: ({ way }) => naming(work.alone(async () => {
      const { written, foreign } = await transactions.finish(way, progressed);
      return { written, foreign: foreign.slice(0, 1000).map(shown) };
    })),
  };

  return {
    handlers,
    markValues: (root, values) => markValues(root, values, ports.clock.now(), lockFolder),
    async dispose() {
      held.drop();
      ended = undefined;
      access.cancel();
      await Promise.all([exposed.dispose(), work.end()]);
    },
  };
}
