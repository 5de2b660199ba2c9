// `coffre keys uses`: in how many encrypted files of the known folders each identity of the profile is a recipient. Opens no file.
import type { Answer, Invocation } from './answer.ts';
import { table } from './page.ts';
import { printable } from './printable.ts';
import { openProfile } from './profile-open.ts';

export async function keysUses(invocation: Invocation): Promise<Answer> {
  const session = await openProfile(invocation);
  const { identities } = await session.call('profile.listIdentities', {});
  const { uses, folders, files, unread, complete } = await session.call('profile.listUses', {});
  const count = (identity: string): number => uses.find((one) => one.identity === identity)?.files ?? 0;
  const rows = identities.map(({ identity, name, recipient }) => ({ name, recipient, files: count(identity) }));
  return {
    json: { uses: rows, folders, files, unread, complete },
    text: (page) => table(page, rows.map((row) => [printable(row.name), page.cli.profile.usedBy(row.files), row.recipient]), (_row, column) => (column === 2 ? 'dim' : undefined)),
    note: ({ cli }) => [cli.profile.lookedThrough(files, printable(folders.join(', '))), unread === 0 ? '' : cli.profile.unread(unread), complete ? '' : cli.profile.incomplete].filter((line) => line !== '').join('\n'),
  };
}
