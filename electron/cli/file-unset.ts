// `coffre file unset FILE KEY`: removes one key and its value, or a branch or list with all that it holds.
import type { Answer, Invocation } from './answer.ts';
import { openDocument } from './document.ts';
import { entryAt, findWay } from './entry-way.ts';
import { saveChange } from './save.ts';

export async function fileUnset(invocation: Invocation): Promise<Answer> {
  const [file = '', key = ''] = invocation.arguments;
  const session = await invocation.session();
  const opened = await openDocument(session, file);
  const { document } = opened;
  const entry = entryAt(await findWay(session, opened, key, file), file);
  const { revision } = await session.call('sops.removeEntries', { document, entries: [entry] }, file);
  return saveChange(session, { document, revision }, { file, key, change: 'removed' });
}
