// `coffre people list [DIR]`: who is who in a project, from its `.coffre/people.yaml`, and what is wrong with that.
import { resolve } from 'node:path';
import type { Answer, Invocation, Page } from './answer.ts';
import { table } from './page.ts';
import { printable } from './printable.ts';

export async function peopleList(invocation: Invocation): Promise<Answer> {
  const [folder = '.'] = invocation.arguments;
  const session = await invocation.session();
  const { project } = (await session.call('projects.openPath', { path: resolve(folder) }, folder)).project;
  const { path, people, problems } = await session.call('recipients.listPeople', { project }, folder);
  return {
    status: problems.length > 0 ? 10 : 0,
    json: { path, people, problems },
    text: (page) => table(page, people.flatMap(({ name, keys, since }) => keys.map((key, at) => [at === 0 ? printable(name) : '', printable(key), at === 0 ? since : ''])), (_, column) => (column > 0 ? 'dim' : undefined)),
    ...(people.length === 0 && problems.length === 0 ? { note: ({ cli }: Page) => cli.recipientsOf.nobody } : {}),
    ...(problems.length === 0 ? {} : { warning: ({ words }: Page) => problems.map(({ code, line, column }) => `${printable(path)}:${String(line)}:${String(column)}: ${words.recipients.problem[code]}`).join('\n') }),
  };
}
