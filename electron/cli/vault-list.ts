// `coffre vault list [FOLDER]`: the names of one level. Opens no secret.
import type { Answer, Invocation } from './answer.ts';
import { printable } from './printable.ts';
import { vaultConnection } from './vault-connection.ts';

export async function vaultList(invocation: Invocation): Promise<Answer> {
  const [path = ''] = invocation.arguments;
  const { session, at } = await vaultConnection(invocation);
  const { names } = await session.call('vault.listPath', { ...at, path }, path);
  return names.length === 0
    ? { json: { names }, note: ({ cli }) => cli.vault.nothingHere }
    : { json: { names }, text: () => names.map((name) => `${printable(name)}\n`).join('') };
}
