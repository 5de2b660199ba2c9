// `coffre people leave PERSON [DIR]`: somebody goes, out of every rule and every file of a folder in one step, and what they could read is told and marked.
import { resolve } from 'node:path';
import type { Answer, Invocation } from './answer.ts';
import { cancellable } from './cancellable.ts';
import { carryOut, draftPlan } from './change-plan.ts';
import { Failure } from './failure.ts';
import { looksLikeKey, looksLikeName } from './recipient-words.ts';

export async function peopleLeave(invocation: Invocation): Promise<Answer> {
  const [who = '', folder = '.'] = invocation.arguments;
  const named = !looksLikeKey.test(who);
  // WHY not repeated: what somebody took for a name may be the key that opens everything.
  if (named && !looksLikeName.test(who)) throw new Failure('recipient-not-supported');
  const session = await invocation.session();
  const { project } = (await session.call('projects.openPath', { path: resolve(folder) }, folder)).project;
  const { people } = named ? await session.call('recipients.listPeople', { project }, folder) : { people: [] };
  const recipients = named ? people.filter(({ name }) => name === who).flatMap(({ keys }) => keys) : [who];
  if (recipients.length === 0) throw new Failure('person-not-found', {}, folder);
  return cancellable(session, async () => carryOut(invocation, session, await draftPlan(invocation, session, { what: 'leave', project, recipients }, folder), folder));
}
