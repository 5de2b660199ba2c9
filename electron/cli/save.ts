// The end of every command that changes a file: save what the core holds as a draft, and say what became of it.
import type { Answer } from './answer.ts';
import { printable } from './printable.ts';
import type { Session } from './session.ts';

/** What the command did to its key. */
export type Change = 'added' | 'changed' | 'removed' | 'renamed';

/** Saves, and answers with what a script and a person should know. Throws Failure with the core's refusals. */
export async function saveChange(session: Session, place: { readonly document: string; readonly revision: number }, what: { readonly file: string; readonly key: string; readonly change: Change }): Promise<Answer> {
  const { file, key, change } = what;
  const { written, keptAside } = await session.call('sops.saveFile', { document: place.document, expectedRevision: place.revision }, file);
  const done = written ? change : 'none';
  return {
    json: { change: done, ...(keptAside === undefined ? {} : { keptAside }) },
    note: ({ cli }) => cli.saved[done](printable(key), printable(file)),
    ...(keptAside === undefined ? {} : { warning: ({ cli }) => cli.keptAside(printable(keptAside)) }),
  };
}
