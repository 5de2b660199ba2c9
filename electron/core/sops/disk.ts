// The file of an open document as it stands on disk: noticed when somebody else writes it, read for a comparison, and taken as the new ground of the draft.
import type { Conflict, DraftState } from '../../../shared/ipc/sops.ts';
import { Refusal } from '../refusal.ts';
import { readWhole } from '../safe-file/index.ts';
import { conflictOf, rebased, theirsOf } from './conflict.ts';
import { chooseFormat } from './choose-format.ts';
import { plainIn, rowsOf, stateOf, type Document } from './documents.ts';
import type { KeySource } from './key-sources/key-source.ts';
import { openVerified } from './open-file.ts';

/** Files larger than this are refused: 64 MiB hold half a million keys. */
export const maxFileBytes = 64 * 1024 * 1024;

/** True if the file holds other bytes than the document stands on, or is gone. */
export async function differsOnDisk(document: Document): Promise<boolean> {
  const now = await readWhole(document.path, maxFileBytes).catch(() => undefined);
  return now === undefined || !now.bytes.equals(document.source);
}

/** Refusals: `file-gone`, those of readWhole, chooseFormat and openVerified. The draft stays as it is. */
export async function compareDisk(document: Document, sources: readonly KeySource[], extraIdentityFile: string | undefined): Promise<Conflict> {
  const { bytes } = await readWhole(document.path, maxFileBytes).catch((error: unknown) => {
    throw error instanceof Refusal && error.code === 'file-not-found' ? new Refusal('file-gone') : error;
  });
  const file = await openVerified(bytes, await chooseFormat(document.path, bytes), sources, extraIdentityFile);
  for (const leaf of document.theirs?.file.leaves ?? []) leaf.plain.wipe();
  document.theirs = theirsOf(document, bytes, file, await rowsOf(file, () => document.draft.newId()));
  return conflictOf(document, document.theirs);
}

/** Stands the document on what compareDisk read. Refusals: `revision-conflict`, `changed-on-disk` (nothing was compared), `choice-missing`, `name-taken`. */
export function rebaseDraft(document: Document, expectedRevision: number, mine: readonly number[], theirs: readonly number[]): DraftState {
  const { theirs: other } = document;
  if (other === undefined) throw new Refusal('changed-on-disk');
  if (document.draft.revision !== expectedRevision) throw new Refusal('revision-conflict');
  const next = rebased(document, other, mine, theirs);
  const held = plainIn(next.kept());
  for (const leaf of document.file.leaves) if (!held.has(leaf.plain)) leaf.plain.wipe();
  document.draft.wipe(held);
  document.source = other.source;
  document.file = other.file;
  document.draft = next;
  document.theirs = undefined;
  return stateOf(document);
}
