// One save of one open file: prepared and proven in memory, then handed to the disk, then the document stands on the new bytes.
import { Refusal } from '../refusal.ts';
import { replaceFile } from '../safe-file/index.ts';
import { pendingOf, type Document } from './documents.ts';
import { prepareSave } from './save-file.ts';

async function save(document: Document, now: Date, lockFolder: string): Promise<string | undefined> {
  const { bytes, file, rows, saved } = await prepareSave(document.source, document.file, document.draft, document.format, now);
  const { keptAside } = await replaceFile(document.path, bytes, { before: document.source, lockFolder });
  document.source = bytes;
  document.file = file;
  document.draft.markSaved(rows, saved);
  return keptAside;
}

/** Refusals: `revision-conflict` (the draft moved on), `verify-failed`, and all of replaceFile. The draft stays as it was on any of them. */
export async function saveDocument(document: Document, expectedRevision: number, now: Date, lockFolder: string): Promise<{ readonly written: boolean; readonly keptAside?: string }> {
  if (document.draft.revision !== expectedRevision) throw new Refusal('revision-conflict');
  if (pendingOf(document) === 0) return { written: false };
  const saving = save(document, now, lockFolder);
  // WHY kept: whoever edits or closes meanwhile waits for it (see `settled` in documents.ts), so that no change is lost or taken for saved.
  document.saving = saving.then(() => undefined, () => undefined);
  try {
    const keptAside = await saving;
    return { written: true, ...(keptAside === undefined ? {} : { keptAside }) };
  } finally {
    document.saving = undefined;
  }
}
