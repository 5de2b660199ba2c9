// `coffre file rename FILE KEY NEW`: another name in the same place.
import type { Opened } from '../../shared/ipc/sops.ts';
import { pathsOf, readPath } from '../../shared/text/index.ts';
import type { Answer, Invocation } from './answer.ts';
import { openDocument } from './document.ts';
import { entryAt, findWay, type Way } from './entry-way.ts';
import { failure } from './failure.ts';
import { saveChange } from './save.ts';

/** `passwd` and `db.passwd` both mean the same for `db.password`. Throws Failure `rename-elsewhere` for a way to another place. */
function nameFrom(typed: string, { columns, at }: Way, { shape }: Opened): string {
  if (shape === 'flat' || shape === 'whole') return typed;
  const steps = readPath(typed);
  const [last] = steps?.slice(-1) ?? [];
  // WHY as it stands: what is no path can still be a name.
  if (steps === undefined) return typed;
  const holder = pathsOf(columns)[at]?.slice(0, -1) ?? [];
  const beside = steps.length - 1 === holder.length && holder.every((step, place) => step === steps[place]);
  if (typeof last !== 'string' || (steps.length > 1 && !beside)) throw failure('rename-elsewhere');
  return last;
}

export async function fileRename(invocation: Invocation): Promise<Answer> {
  const [file = '', key = '', typed = ''] = invocation.arguments;
  const session = await invocation.session();
  const opened = await openDocument(session, file);
  const { document } = opened;
  const way = await findWay(session, opened, key, file);
  const entry = entryAt(way, file);
  const { revision } = await session.call('sops.renameEntry', { document, entry, name: nameFrom(typed, way, opened) }, file);
  return saveChange(session, { document, revision }, { file, key, change: 'renamed' });
}
