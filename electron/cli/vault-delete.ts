// `coffre vault delete SECRET` and `undelete SECRET`: versions that go, and come back.
import type { Answer, Invocation } from './answer.ts';
import { printable } from './printable.ts';
import { vaultConnection } from './vault-connection.ts';
import { vaultDone } from './vault-done.ts';
import { versionNumbers } from './version-numbers.ts';

export async function vaultDelete(invocation: Invocation): Promise<Answer> {
  const [path = ''] = invocation.arguments;
  const versions = [...versionNumbers(invocation.repeated['version'])];
  const { session, at } = await vaultConnection(invocation);
  const done = await session.call('vault.deleteSecret', { ...at, path, versions, final: invocation.options['force'] !== undefined }, path);
  return vaultDone({ path }, done, ({ cli }) => cli.vault.deleted(printable(path), done.version));
}

export async function vaultUndelete(invocation: Invocation): Promise<Answer> {
  const [path = ''] = invocation.arguments;
  const versions = [...versionNumbers(invocation.repeated['version'])];
  const { session, at } = await vaultConnection(invocation);
  const done = await session.call('vault.undeleteSecret', { ...at, path, versions }, path);
  return vaultDone({ path }, done, ({ cli }) => cli.vault.undeleted(printable(path), done.version));
}
