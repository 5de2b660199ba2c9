// `coffre file set FILE KEY`: one value from standard input or a prompt into the file. Must never take the value from the command line.
import type { Answer, Invocation } from './answer.ts';
import { findEntry, openDocument } from './document.ts';
import { printable } from './printable.ts';
import { saveChange } from './save.ts';
import { readValue } from './stdin.ts';

export async function fileSet(invocation: Invocation): Promise<Answer> {
  const [file = '', key = ''] = invocation.arguments;
  const session = await invocation.session();
  // WHY opened first: nobody should type a value for a file that cannot take it.
  const { document } = await openDocument(session, file);
  const { entry } = await findEntry(session, document, key);
  const value = await readValue(invocation.terminal, async () => {
    const { cliWords } = await import('../../shared/words/index.ts');
    return cliWords(invocation.language()).prompt(printable(key));
  });
  const { revision } = entry === undefined ? await session.call('sops.addEntry', { document, name: key, value }, file) : await session.call('sops.setEntry', { document, entry, value }, file);
  return saveChange(session, { document, revision }, { file, key, change: entry === undefined ? 'added' : 'changed' });
}
