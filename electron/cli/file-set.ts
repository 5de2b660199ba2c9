// `coffre file set FILE KEY`: one value from standard input or a prompt into the file. Must never take the value from the command line.
import { entryType, type EntryType } from '../../shared/ipc/sops-kinds.ts';
import type { Answer, Invocation } from './answer.ts';
import { openDocument } from './document.ts';
import { entryAt, findWay, prepareWay } from './entry-way.ts';
import { Failure } from './failure.ts';
import { printable } from './printable.ts';
import { saveChange } from './save.ts';
import { inputSource } from './sources.ts';
import { readValue } from './stdin.ts';

function typeFrom(typed: string | undefined): EntryType | undefined {
  return entryType.options.find((known) => known === typed);
}

/** What is asked for where nobody says: as it was, and text where there was nothing. */
const usual = (was: EntryType | undefined): EntryType | undefined => (was === 'null' ? 'str' : undefined);

export async function fileSet(invocation: Invocation): Promise<Answer> {
  const [file = '', key = ''] = invocation.arguments;
  const session = await invocation.session();
  // WHY opened first: nobody should type a value for a file that cannot take it.
  const opened = await openDocument(session, file);
  const { document } = opened;
  const way = await findWay(session, opened, key, file);
  const there = way.at !== -1;
  if (there && way.columns.shape[way.at] !== 'value') throw new Failure('not-a-value', {}, file);
  const type = typeFrom(invocation.options['type']) ?? usual(there ? way.columns.type[way.at] : undefined);
  const add = there ? undefined : prepareWay(way, opened, file);
  const change = there ? 'changed' : 'added';
  // WHY by a source: such a file may hold any bytes, and no line end is cut off.
  if (opened.shape === 'whole' && there && !invocation.terminal.input) {
    await session.call('sops.replaceContent', { document, source: session.sources.mint(inputSource()) }, file);
    const { revision } = await session.call('sops.listEntries', { document }, file);
    return saveChange(session, { document, revision }, { file, key, change });
  }
  const value = type === 'null' ? '' : await readValue(invocation.terminal, async () => {
    const { cliWords } = await import('../../shared/words/index.ts');
    return cliWords(invocation.language()).prompt(printable(key));
  });
  const revision = add === undefined ? (await session.call('sops.setEntry', { document, entry: entryAt(way, file), value, ...(type === undefined ? {} : { type }) }, file)).revision : await add(value, type, session);
  return saveChange(session, { document, revision }, { file, key, change });
}
