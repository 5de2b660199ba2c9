// The calls about what somebody who goes could read, and the marks for rotation that come of it. Keeps one list at a time; names and dates only.
import { join } from 'node:path';
import type { AppContract } from '../../../shared/ipc/contract.ts';
import type { Handlers } from '../../../shared/ipc/define.ts';
import type { Somebody } from '../../../shared/ipc/recipients.ts';
import { createRuleBook, type Recipient, type RevisionPorts } from '../sops/index.ts';
import { ofAnyKind } from './any-kind.ts';
import type { Exposed, ExposedValue, Gone } from './exposed.ts';
import { findPeople } from './find-people.ts';
import { addMarks, marksAt, marksWay } from './marking.ts';
import { somebodyFrom } from './names.ts';
import { createWork, holdOne } from './one-at-a-time.ts';
import { homeOf } from './project-home.ts';
import type { Mark } from './rotation-marks.ts';

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

const pageSize = 1000;

interface HeldList {
  readonly found: Exposed;
  readonly nameOf: (value: ExposedValue) => string;
  marked: ReadonlySet<string>;
}

export function exposedHandlers({ ports, lockFolder, now, shown, progress, leaving, rootOf }: ExposedDeps): ExposedRoom {
  const held = holdOne<HeldList>('list-not-found');
  const work = createWork();
  const placeOf = ({ file, key }: Pick<Mark, 'file' | 'key'>): string => JSON.stringify([file, key]);

  async function named(project: string, keys: readonly string[]): Promise<ReturnType<ExposedDeps['leaving']>> {
    const root = rootOf(project);
    const book = createRuleBook();
    await book.ruleFor(join(root, '.env'));
    return { root, who: keys.map(ofAnyKind), files: new Map(), everywhere: true, somebody: somebodyFrom((await findPeople(root))?.people, book) };
  }

  return {
    handlers: {
      // WHY the last one counts: whoever asks anew wants nothing of the one before.
      findExposed: ({ leaving: who }) => work.instead(async (signal) => {
        held.drop();
        const gone = who.by === 'plan' ? leaving(who.plan) : await named(who.project, who.recipients);
        const { findExposed } = await import('./exposed.ts');
        const found = await findExposed(gone, ports, signal, progress);
        const names = gone.who.map((one) => { const { name, key } = gone.somebody(one); return name === '' ? key : name; });
        const marked = new Set((await marksAt(found.home)).marks.map(placeOf));
        const ref = held.put({ found, nameOf: ({ who }) => [...new Set(who.map((at) => names[at] ?? ''))].join(', ').slice(0, 1000), marked });
        const { state, whole, commits, values } = found;
        return { exposed: ref, state, whole, commits, values: values.length, files: new Set(values.map(({ file }) => file)).size };
      }),
      listExposed({ exposed, offset }) {
        const { found: { values }, nameOf, marked } = held.get(exposed);
        const page = values.slice(offset, offset + pageSize);
        return {
          total: values.length, file: page.map(({ file }) => file), key: page.map(({ key }) => key), who: page.map(nameOf), since: page.map(({ since }) => since), commit: page.map(({ commit }) => commit),
          until: page.map(({ until }) => until), here: page.map(({ here }) => here), marked: page.map((value) => marked.has(placeOf(value))),
        };
      },
      async cancelExposed() {
        await work.end();
        return {};
      },
      async markForRotation({ exposed, places }, context) {
        const list = held.get(exposed);
        const { home, values } = list.found;
        const path = shown(join(home, marksWay));
        context.about({ secretKey: path, backend: 'file' });
        const wanted = places === undefined ? values.filter(({ here }) => here) : [...new Set(places)].flatMap((at) => values[at] ?? []);
        const marked = now().toISOString().slice(0, 10);
        const added = await addMarks(home, wanted.map((value) => ({ file: value.file, key: value.key, who: list.nameOf(value), since: value.since.slice(0, 10), marked })), lockFolder);
        list.marked = new Set([...list.marked, ...wanted.map(placeOf)]);
        return { marked: added, path };
      },
      async listRotationMarks({ project, offset }) {
        const home = await homeOf(rootOf(project), 'here');
        const { there, marks, problems } = await marksAt(home);
        const page = marks.slice(offset, offset + pageSize);
        return {
          path: there ? shown(join(home, marksWay)) : '', total: marks.length,
          file: page.map(({ file }) => file), key: page.map(({ key }) => key), who: page.map(({ who }) => who), since: page.map(({ since }) => since), marked: page.map((mark) => mark.marked),
          problems: problems.slice(0, 1000).map((problem) => ({ ...problem })),
        };
      },
    },
    async dispose() {
      held.drop();
      await work.end();
    },
  };
}
