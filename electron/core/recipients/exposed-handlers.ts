// The calls about what somebody who goes could read, and the marks for rotation that come of it. Keeps one list at a time; names and dates only.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { AppContract } from '../../../shared/ipc/contract.ts';
import type { Handlers } from '../../../shared/ipc/define.ts';
import type { Somebody } from '../../../shared/ipc/recipients.ts';
import { Refusal } from '../refusal.ts';
import { readWhole } from '../safe-file/index.ts';
import { createRuleBook, type Recipient, type RevisionPorts } from '../sops/index.ts';
import { ofAnyKind } from './any-kind.ts';
import type { Exposed, ExposedValue, Gone } from './exposed.ts';
import { findPeople } from './find-people.ts';
import { somebodyFrom } from './names.ts';
import { changeKept, homeFolder, homeOf } from './project-home.ts';
import type { Mark, Marks } from './rotation-marks.ts';

export interface ExposedDeps {
  readonly ports: RevisionPorts;
  readonly lockFolder: string;
  now(): Date;
  shown(path: string): string;
  progress(done: number, total: number): void;
  /** Whom a plan takes out. Refusal: `plan-not-found`. */
  leaving(plan: string): Gone & { readonly somebody: (recipient: Recipient) => Somebody };
  /** Refusal: `project-not-found`. */
  rootOf(project: string): string;
}
type ExposedCall = 'findExposed' | 'listExposed' | 'cancelExposed' | 'markForRotation' | 'listRotationMarks';
export interface ExposedRoom {
  readonly handlers: Pick<Handlers<AppContract>['recipients'], ExposedCall>;
  /** Ends what is under way, and forgets the list. */
  dispose(): Promise<void>;
}

const marksName = 'rotation.yaml';
const pageSize = 1000;

/** What cannot be read is a problem, never a refusal. */
async function marksAt(home: string): Promise<Marks & { readonly there: boolean }> {
  const { maxMarksBytes, readMarks } = await import('./rotation-marks.ts');
  try {
    const { bytes } = await readWhole(join(home, homeFolder, marksName), maxMarksBytes);
    return { there: true, ...(await readMarks(bytes.toString('utf8'))) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return error.code === 'file-not-found' ? { there: false, marks: [], problems: [] } : { there: true, marks: [], problems: [{ code: 'file-unreadable', line: 1, column: 1 }] };
  }
}

export function exposedHandlers({ ports, lockFolder, now, shown, progress, leaving, rootOf }: ExposedDeps): ExposedRoom {
  let held: { readonly ref: string; readonly found: Exposed; readonly nameOf: (value: ExposedValue) => string; marked: ReadonlySet<string> } | undefined;
  let work: { readonly controller: AbortController; readonly ended: Promise<unknown> } | undefined;
  const placeOf = ({ file, key }: Pick<Mark, 'file' | 'key'>): string => JSON.stringify([file, key]);

  async function end(): Promise<void> {
    work?.controller.abort();
    await work?.ended;
  }
  /** WHY the last one counts: whoever asks anew wants nothing of the one before. */
  async function alone<T>(run: (signal: AbortSignal) => Promise<T>): Promise<T> {
    while (work !== undefined) await end();
    const controller = new AbortController();
    const running = run(controller.signal);
    const over = (): void => { work = undefined; };
    work = { controller, ended: running.then(over, over) };
    return running;
  }
  function listOf(ref: string): NonNullable<typeof held> {
    if (held?.ref !== ref) throw new Refusal('list-not-found');
    return held;
  }
  async function named(project: string, keys: readonly string[]): Promise<ReturnType<ExposedDeps['leaving']>> {
    const root = rootOf(project);
    const book = createRuleBook();
    await book.ruleFor(join(root, marksName));
    return { root, who: keys.map(ofAnyKind), files: new Map(), everywhere: true, somebody: somebodyFrom((await findPeople(root))?.people, book) };
  }

  return {
    handlers: {
      findExposed: ({ leaving: who }) => alone(async (signal) => {
        held = undefined;
        const gone = who.by === 'plan' ? leaving(who.plan) : await named(who.project, who.recipients);
        const { findExposed } = await import('./exposed.ts');
        const found = await findExposed(gone, ports, signal, progress);
        const names = gone.who.map((one) => { const { name, key } = gone.somebody(one); return name === '' ? key : name; });
        const marked = new Set((await marksAt(found.home)).marks.map(placeOf));
        held = { ref: randomBytes(16).toString('base64url'), found, nameOf: ({ who }) => [...new Set(who.map((at) => names[at] ?? ''))].join(', ').slice(0, 1000), marked };
        const { state, whole, commits, values } = found;
        return { exposed: held.ref, state, whole, commits, values: values.length, files: new Set(values.map(({ file }) => file)).size };
      }),
      listExposed({ exposed, offset }) {
        const { found: { values }, nameOf, marked } = listOf(exposed);
        const page = values.slice(offset, offset + pageSize);
        return {
          total: values.length, file: page.map(({ file }) => file), key: page.map(({ key }) => key), who: page.map(nameOf), since: page.map(({ since }) => since), commit: page.map(({ commit }) => commit),
          until: page.map(({ until }) => until), here: page.map(({ here }) => here), marked: page.map((value) => marked.has(placeOf(value))),
        };
      },
      async cancelExposed() {
        await end();
        return {};
      },
      async markForRotation({ exposed, places }, context) {
        const list = listOf(exposed);
        const { home, values } = list.found;
        const path = shown(join(home, homeFolder, marksName));
        context.about({ secretKey: path, backend: 'file' });
        const wanted = places === undefined ? values.filter(({ here }) => here) : [...new Set(places)].flatMap((at) => values[at] ?? []);
        const marked = now().toISOString().slice(0, 10);
        const { maxMarksBytes, withMarks } = await import('./rotation-marks.ts');
        let added = 0;
        if (wanted.length > 0) await changeKept(home, { name: marksName, maxBytes: maxMarksBytes, refusal: 'marks-not-editable' }, lockFolder, async (text) => {
          const after = await withMarks(text, wanted.map((value) => ({ file: value.file, key: value.key, who: list.nameOf(value), since: value.since.slice(0, 10), marked })));
          added = after.added;
          return after.text;
        });
        list.marked = new Set([...list.marked, ...wanted.map(placeOf)]);
        return { marked: added, path };
      },
      async listRotationMarks({ project, offset }) {
        const home = await homeOf(rootOf(project), 'here');
        const { there, marks, problems } = await marksAt(home);
        const page = marks.slice(offset, offset + pageSize);
        return {
          path: there ? shown(join(home, homeFolder, marksName)) : '', total: marks.length,
          file: page.map(({ file }) => file), key: page.map(({ key }) => key), who: page.map(({ who }) => who), since: page.map(({ since }) => since), marked: page.map((mark) => mark.marked),
          problems: problems.slice(0, 1000).map((problem) => ({ ...problem })),
        };
      },
    },
    async dispose() {
      held = undefined;
      await end();
    },
  };
}
