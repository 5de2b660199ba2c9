// `coffre keys places [FILE]`: where identities are looked for and what is there; with a file, which of it opens that. Asks nobody and starts nothing.
import { resolve } from 'node:path';
import type { Answer, Invocation } from './answer.ts';
import { table } from './page.ts';
import { printable } from './printable.ts';

export async function keysPlaces(invocation: Invocation): Promise<Answer> {
  const [path] = invocation.arguments;
  const session = await invocation.session();
  const file = path === undefined ? undefined : (await session.call('projects.refFile', { path: resolve(path) }, path)).file;
  const { places, others } = await session.call('age.listPlaces', file === undefined ? {} : { file }, path ?? '');
  return {
    json: { places, ...(path === undefined ? {} : { others }) },
    text: (page) => table(page, places.map(({ place, state, count, fits }) => [printable(place), page.words.states.place[state], page.cli.places.identities(count), page.words.states.fit[fits]]), (row, column) => (column === 3 && places[row]?.fits === 'opens' ? 'green' : column > 0 ? 'dim' : undefined)),
    ...(path === undefined ? {} : { note: ({ cli }) => cli.places.others(others) }),
  };
}
