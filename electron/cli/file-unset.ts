// `coffre file unset FILE KEY`: removes one key and its value.
import type { Answer, Invocation } from './answer.ts';
import { findEntry, openDocument } from './document.ts';
import { Failure } from './failure.ts';
import { saveChange } from './save.ts';

export async function fileUnset(invocation: Invocation): Promise<Answer> {
  const [file = '', key = ''] = invocation.arguments;
  const session = await invocation.session();
  const { document } = await openDocument(session, file);
  const { entry } = await findEntry(session, document, key);
  if (entry === undefined) throw new Failure('entry-not-found', {}, file);
  const { revision } = await session.call('sops.removeEntries', { document, entries: [entry] }, file);
  return saveChange(session, { document, revision }, { file, key, change: 'removed' });
}
