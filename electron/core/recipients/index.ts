// Door of the room “recipients”: who can open which file, by name, and changing that for many files at once. Plans are proven in memory, and written all or not at all. Never holds plaintext, and changes nothing that was not planned.
import { randomBytes } from 'node:crypto';
import { mkdir, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { AppContract } from '../../../shared/ipc/contract.ts';
import type { Handlers } from '../../../shared/ipc/define.ts';
import type { AppEvents } from '../../../shared/ipc/events.ts';
import type { Emit, Ports } from '../ports.ts';
import { isWithin, shownPath } from '../projects/index.ts';
import { Refusal } from '../refusal.ts';
import { createFile, readWhole, replaceFile } from '../safe-file/index.ts';
import type { Planned, PlanDeps } from './plan.ts';
import { maxPeopleBytes, peopleAt, peopleWay } from './find-people.ts';
import { countsOf, pageOf } from './plan-page.ts';
import { createTransactions } from './transaction.ts';

export { createTransactions } from './transaction.ts';

export interface RecipientsDeps extends Omit<PlanDeps, 'now'> {
  readonly ports: Pick<Ports, 'clock' | 'paths'>;
  readonly lockFolder: string;
  readonly emit: Emit<AppEvents>;
}
export interface RecipientsRoom {
  readonly handlers: Handlers<AppContract>['recipients'];
  /** Ends what is under way, and waits until its files are of one state again. */
  dispose(): Promise<void>;
}

/** Builds the room. Nothing is read until somebody asks. */
export function createRecipients({ ports, lockFolder, emit, ...deps }: RecipientsDeps): RecipientsRoom {
  const transactions = createTransactions({ folder: join(ports.paths.profile, 'transaction'), lockFolder, now: () => ports.clock.now() });
  let held: { readonly ref: string; readonly plan: Planned } | undefined;
  let work: { readonly controller: AbortController; readonly ended: Promise<unknown> } | undefined;
  const shown = (path: string): string => shownPath(path, ports.paths.userHome);
  const progressed = (phase: 'planning' | 'writing' | 'undoing', done: number, total: number): void => { emit({ name: 'recipients.progressed', payload: { phase, done, total } }); };

  // WHY one at a time: two plans would each be proven against files that the other is about to write.
  async function alone<T>(run: (signal: AbortSignal) => Promise<T>): Promise<T> {
    if (work !== undefined) throw new Refusal('work-under-way');
    const controller = new AbortController();
    const running = run(controller.signal);
    work = { controller, ended: running.catch(() => undefined) };
    try {
      return await running;
    } finally {
      work = undefined;
    }
  }
  function planOf(ref: string): Planned {
    if (held?.ref !== ref) throw new Refusal('plan-not-found');
    return held.plan;
  }
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

  const handlers: Handlers<AppContract>['recipients'] = {
    async listRecipients({ file }) {
      const found = deps.resolveFile(file);
      if (found === undefined) throw new Refusal('file-not-found');
      return (await import('./list-recipients.ts')).listRecipients(found, shown);
    },
    async listPeople({ project }) {
      const path = join(rootOf(project), peopleWay);
      const there = await realpath(path).then(() => true, () => false);
      if (!there) return { path: '', people: [], problems: [] };
      const { people, problems } = await peopleAt(path);
      return { path: shown(path), people: people.map((person) => ({ ...person, keys: [...person.keys] })), problems: problems.slice(0, 1000).map((problem) => ({ ...problem })) };
    },
    async setPerson({ project, ...person }) {
      const root = rootOf(project);
      const path = join(root, peopleWay);
      const { withPerson } = await import('./people-edit.ts');
      await mkdir(dirname(path), { recursive: true });
      // SECURITY(tree-stays-in-tree): a linked folder in a cloned repository must not carry the list elsewhere.
      if (!isWithin(root, await realpath(dirname(path)))) throw new Refusal('people-not-editable');
      const there = await readWhole(path, maxPeopleBytes).catch((error: unknown) => {
        if (error instanceof Refusal && error.code === 'file-not-found') return undefined;
        throw error;
      });
      if (there !== undefined && !isWithin(root, there.path)) throw new Refusal('people-not-editable');
      const text = Buffer.from(await withPerson(there?.bytes.toString('utf8') ?? '', person));
      if (there === undefined) await createFile(path, text, 0o644);
      else await replaceFile(path, text, { before: there.bytes, lockFolder });
      return {};
    },
    planChange: ({ change, evenIfLockedOut }) => alone(async (signal) => {
      held = undefined;
      const { makePlan } = await import('./plan.ts');
      const plan = await makePlan(change, evenIfLockedOut, { ...deps, now: () => ports.clock.now() }, (done, total) => { progressed('planning', done, total); }, signal);
      held = { ref: randomBytes(16).toString('base64url'), plan };
      return { plan: held.ref, root: shown(plan.root), ...countsOf(plan) };
    }),
    listPlan({ plan: ref, offset }) {
      const plan = planOf(ref);
      return pageOf(plan, offset);
    },
    applyPlan: ({ plan: ref }, context) => naming(alone(async (signal) => {
      const plan = planOf(ref);
      context.about({ secretKey: shown(plan.root), backend: 'file' });
      const changes = plan.files.flatMap(({ path, change }) => (change === undefined ? [] : [{ path, ...change }]));
      // WHY gone at once: what is written once cannot be written again, and what failed must be looked at anew.
      held = undefined;
      const { keptAside } = changes.length === 0 ? { keptAside: [] } : await transactions.run(plan.root, changes, progressed, signal);
      return { written: changes.length, keptAside: keptAside.map(shown) };
    })),
    cancelWork() {
      work?.controller.abort();
      return {};
    },
    async getUnfinished() {
      const found = await transactions.unfinished();
      return found === undefined ? {} : { unfinished: { root: shown(found.journal.root), startedAt: found.journal.startedAt, files: found.journal.files.length, written: found.written, foreign: found.foreign.length } };
    },
    finishUnfinished: ({ way }) => naming(alone(async () => {
      const { written, foreign } = await transactions.finish(way, progressed);
      return { written, foreign: foreign.slice(0, 1000).map(shown) };
    })),
  };

  return {
    handlers,
    async dispose() {
      held = undefined;
      work?.controller.abort();
      await work?.ended;
    },
  };
}
