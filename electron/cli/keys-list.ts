// `coffre keys list`: names and public halves of the identities in the profile.
import { formatOf } from '../../shared/words/index.ts';
import type { Answer, Invocation } from './answer.ts';
import { table } from './page.ts';
import { printable } from './printable.ts';
import { openProfile } from './profile-open.ts';

export async function keysList(invocation: Invocation): Promise<Answer> {
  const { identities } = await (await openProfile(invocation)).call('profile.listIdentities', {});
  return {
    json: { identities },
    text: (page) => table(page, identities.map(({ name, kind, recipient, made }) => [printable(name), recipient, page.cli.profile.kinds[kind], formatOf(page.language).moment(made)]), (_row, column) => (column > 1 ? 'dim' : undefined)),
    ...(identities.length === 0 ? { note: ({ cli }) => cli.profile.noIdentities } : {}),
  };
}
