// `coffre vault versions SECRET`: what was there when. Opens none of them.
import type { Answer, Invocation } from './answer.ts';
import { table } from './page.ts';
import { printable } from './printable.ts';
import { vaultConnection } from './vault-connection.ts';

export async function vaultVersions(invocation: Invocation): Promise<Answer> {
  const [path = ''] = invocation.arguments;
  const { session, at } = await vaultConnection(invocation);
  const { versions } = await session.call('vault.listVersions', { ...at, path }, path);
  return {
    json: { versions },
    text: (page) => table(page, versions.map(({ version, created, state }) => [String(version), printable(created), page.cli.vault.versionState[state]]), (row, column) => (column === 2 && versions[row]?.state === 'current' ? 'bold' : undefined)),
  };
}
