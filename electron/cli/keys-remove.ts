// `coffre keys remove NAME [--force]`: takes an identity out of the profile, by its name or its recipient. Must never make a file unreadable without saying so first.
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
  if (invocation.options['force'] === undefined) {
    const check = await session.call('profile.checkRemoval', { identity: found.identity }, named);
    if (check.only > 0) {
      await invocation.warn(() => check.names.map((name) => printable(name)).join('\n'));
      throw failure('identity-needed', { files: check.only, lost: check.nobody, names: check.names.join('\n') });
    }
  }
  await session.call('profile.removeIdentity', { identity: found.identity }, named);
  return { json: { removed: found.recipient }, note: ({ cli }) => cli.profile.identityRemoved(printable(named)) };
}
