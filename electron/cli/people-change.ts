// `coffre people add|remove|rename`: who is who in the project of the current folder. Changes names only: who can open a file stays as it is.
import { resolve } from 'node:path';
import type { Answer, Invocation } from './answer.ts';
import { Failure } from './failure.ts';
import { printable } from './printable.ts';
import { looksLikeKey } from './recipient-words.ts';
import type { Session } from './session.ts';

interface Place {
  readonly session: Session;
  readonly project: string;
  /** Of this name; undefined for nobody. */
  readonly known: { readonly keys: readonly string[] } | undefined;
  readonly keys: readonly string[];
}

async function placeOf(invocation: Invocation): Promise<Place> {
  const [name = '', ...keys] = invocation.arguments;
  // WHY not repeated: what somebody took for a public key may be the one that opens everything.
  if (!keys.every((key) => looksLikeKey.test(key))) throw new Failure('bad-recipient');
  const session = await invocation.session();
  const { project } = (await session.call('projects.openPath', { path: resolve('.') })).project;
  const { people } = await session.call('recipients.listPeople', { project });
  return { session, project, keys, known: people.find((person) => person.name === name) };
}

async function setKeys({ session, project }: Place, name: string, keys: readonly string[], since: string): Promise<Answer> {
  await session.call('recipients.setPerson', { project, name, keys: [...keys], since });
  return { json: { name, keys }, note: ({ cli }) => cli.recipientsOf.person(printable(name), keys.length) };
}

export async function peopleAdd(invocation: Invocation): Promise<Answer> {
  const [name = ''] = invocation.arguments;
  const place = await placeOf(invocation);
  return setKeys(place, name, [...new Set([...(place.known?.keys ?? []), ...place.keys])], place.known === undefined ? new Date().toISOString().slice(0, 10) : '');
}

export async function peopleRemove(invocation: Invocation): Promise<Answer> {
  const [name = ''] = invocation.arguments;
  const place = await placeOf(invocation);
  const gone = new Set(place.keys);
  if (place.known === undefined) throw new Failure('person-not-found');
  const left = place.known.keys.filter((key) => !gone.has(key));
  if (gone.size > 0 && left.length > 0) return setKeys(place, name, left, '');
  await place.session.call('recipients.removePerson', { project: place.project, name });
  return { json: { removed: name }, note: ({ cli }) => cli.recipientsOf.personGone(printable(name)) };
}

export async function peopleRename(invocation: Invocation): Promise<Answer> {
  const [name = '', to = ''] = invocation.arguments;
  const session = await invocation.session();
  const { project } = (await session.call('projects.openPath', { path: resolve('.') })).project;
  await session.call('recipients.renamePerson', { project, name, to });
  return { json: { name: to } };
}
