// The calls about the people of a project: who they are and which keys are theirs. Changes one small file, with its comments kept.
import { realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { AppContract } from '../../../shared/ipc/contract.ts';
import type { Handlers } from '../../../shared/ipc/define.ts';
import { Refusal } from '../refusal.ts';
import { maxPeopleBytes, peopleAt, peopleWay } from './find-people.ts';
import { changeKept, homeOf, isThere } from './project-home.ts';

export interface PeopleDeps {
  readonly lockFolder: string;
  shown(path: string): string;
  /** Refusal: `project-not-found`. */
  rootOf(project: string): string;
  resolveFile(ref: string): { readonly path: string; readonly root?: string } | undefined;
  /** The folder in which a command was typed. */
  readonly current: string | undefined;
}
type PeopleCall = 'listPeople' | 'getPerson' | 'setPerson' | 'renamePerson' | 'removePerson';

export function peopleHandlers({ lockFolder, shown, rootOf, resolveFile, current }: PeopleDeps): Pick<Handlers<AppContract>['recipients'], PeopleCall> {
  const editing = { name: basename(peopleWay), maxBytes: maxPeopleBytes, refusal: 'people-not-editable' } as const;
  const edit = async (project: string, change: (edits: typeof import('./people-edit.ts'), text: string) => Promise<string>): Promise<Record<string, never>> => {
    const edits = await import('./people-edit.ts');
    await changeKept(await homeOf(rootOf(project), 'here'), editing, lockFolder, (text) => change(edits, text));
    return {};
  };
  return {
    async listPeople({ project }) {
      const path = join(await homeOf(rootOf(project), 'here'), peopleWay);
      if (!(await isThere(path))) return { path: '', people: [], problems: [] };
      const { people, problems } = await peopleAt(path);
      return { path: shown(path), people: people.map((person) => ({ ...person, keys: [...person.keys] })), problems: problems.slice(0, 1000).map((problem) => ({ ...problem })) };
    },
    async getPerson({ file, name }) {
      const found = resolveFile(file);
      if (found === undefined) throw new Refusal('file-not-found');
      const here = current === undefined ? undefined : await realpath(current).catch(() => undefined);
      // WHY not any list above: whoever is let in by name must be whom the person's own project means.
      const home = await homeOf(dirname(found.path), 'here', [found.root, here].filter((end) => end !== undefined));
      const person = (await peopleAt(join(home, peopleWay))).people.find((one) => one.name === name);
      if (person === undefined) throw new Refusal('person-not-found');
      return { keys: [...person.keys] };
    },
    setPerson: ({ project, ...person }) => edit(project, ({ withPerson }, text) => withPerson(text, person)),
    renamePerson: ({ project, name, to }) => edit(project, ({ renamedPerson }, text) => renamedPerson(text, name, to)),
    removePerson: ({ project, name }) => edit(project, ({ withoutPerson }, text) => withoutPerson(text, name)),
  };
}
