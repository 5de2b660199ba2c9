// `coffre vault put SECRET FIELD`: one value from standard input or a prompt, over a version that is known. Must never take the value from the command line.
import type { Answer, Invocation } from './answer.ts';
import { printable } from './printable.ts';
import { readValue } from './stdin.ts';
import { vaultConnection } from './vault-connection.ts';
import { vaultDone } from './vault-done.ts';
import { versionNumber } from './version-numbers.ts';

export async function vaultPut(invocation: Invocation): Promise<Answer> {
  const [path = '', name = ''] = invocation.arguments;
  const typed = invocation.options['cas'];
  const over = typed === undefined ? undefined : versionNumber(typed, '--cas', 0);
  const value = await readValue(invocation.terminal, async () => {
    const { cliWords } = await import('../../shared/words/index.ts');
    return cliWords(invocation.language()).prompt(printable(`${path} ${name}`));
  });
  const { session, at } = await vaultConnection(invocation);
  const done = await session.call('vault.setField', { ...at, path, name, value, ...(over === undefined ? {} : { over }) }, path);
  return vaultDone({ path, field: name }, done, ({ cli }) => cli.vault.put(printable(name), printable(path), done.version));
}
