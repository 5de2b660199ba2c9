// `coffre vault search TEXT`: secrets by any part of their path. Opens none of them.
import type { Answer, Invocation } from './answer.ts';
import { printable } from './printable.ts';
import { vaultConnection } from './vault-connection.ts';

const most = 1000;

export async function vaultSearch(invocation: Invocation): Promise<Answer> {
  const [filter = ''] = invocation.arguments;
  const { session, at } = await vaultConnection(invocation);
  const found = await session.call('vault.findPaths', { ...at, filter, limit: most }, filter);
  const { paths, total, count, forbidden, complete } = found;
  return {
    status: total === 0 ? 4 : 0,
    json: found,
    text: () => paths.map((path) => `${printable(path)}\n`).join(''),
    note: ({ cli }) => cli.vault.found(total, count, forbidden),
    ...(complete && total <= paths.length ? {} : { warning: ({ cli }) => cli.vault.notAll }),
  };
}
