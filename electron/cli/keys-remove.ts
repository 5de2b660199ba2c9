// `coffre keys remove NAME`: takes an identity out of the profile, by its name or its recipient.
import type { Answer, Invocation } from './answer.ts';
import { Failure, failure } from './failure.ts';
import { printable } from './printable.ts';
import { openProfile } from './profile-open.ts';

export async function keysRemove(invocation: Invocation): Promise<Answer> {
  const [named = ''] = invocation.arguments;
  const session = await openProfile(invocation);
  const { identities } = await session.call('profile.listIdentities', {});
  const [found, second] = identities.filter(({ name, recipient }) => name === named || recipient === named);
  if (found === undefined) throw new Failure('identity-not-found', {}, named);
  if (second !== undefined) throw failure('name-ambiguous');
  await session.call('profile.removeIdentity', { identity: found.identity }, named);
  return { json: { removed: found.recipient }, note: ({ cli }) => cli.profile.identityRemoved(printable(named)) };
}
