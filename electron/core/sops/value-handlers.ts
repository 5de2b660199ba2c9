// The calls that give plaintext away: one value to the screen or the clipboard, one value or the whole file to a sink. Nothing else in this room does.
import type { AppContract } from '../../../shared/ipc/contract.ts';
import type { Handlers, Subject } from '../../../shared/ipc/define.ts';
import type { Side } from '../../../shared/ipc/sops.ts';
import type { ClipboardRoom } from '../clipboard/index.ts';
import type { Sinks } from '../ports.ts';
import { findPath } from '../../../shared/text/index.ts';
import { giveToSink } from '../give.ts';
import { Refusal } from '../refusal.ts';
import { columnsOf, spellRow } from './row-paths.ts';
import { SecretText } from '../secret/index.ts';
import type { Document, Documents } from './documents.ts';
import { isNamed, type Row } from './draft-rows.ts';
import { clearText, valueText } from './plain-text.ts';
import { spelledForPeople } from './scalars.ts';

/** What the audit log calls a file or one of its keys. */
export const subjectOf = (label: string, name?: string): Subject => ({ secretKey: name === undefined ? label : `${label}#${name}`, backend: 'file' });

export interface ValueDeps {
  readonly documents: Documents;
  readonly clipboard: ClipboardRoom;
  readonly sinks: Sinks;
  /** How long a revealed value may stay on the screen, in milliseconds. */
  readonly hideAfterMs: () => number;
}
type ValueCall = 'revealEntry' | 'copyEntry' | 'printEntry' | 'decryptFile';

export function valueHandlers({ documents, clipboard, sinks, hideAfterMs }: ValueDeps): Pick<Handlers<AppContract>['sops'], ValueCall> {
  function rowOn(document: Document, entry: number, side: Side): Row | undefined {
    // SECURITY(whole-not-shown): the content of a file that is one value may be anything: neither the screen nor the clipboard gets it, on no side.
    if (document.format.shape === 'whole') return undefined;
    if (side === 'draft') return document.draft.entry(entry);
    return side === 'saved' ? document.draft.saved(entry) : document.theirs?.rows.find(({ id }) => id === entry);
  }
  const entrySubject = ({ document, entry, side = 'draft' }: { readonly document: string; readonly entry: number; readonly side?: Side }): Subject => {
    const found = documents.get(document);
    const row = rowOn(found, entry, side);
    if (row?.kind !== 'entry') throw new Refusal('entry-not-found');
    const rows = side === 'disk' ? (found.theirs?.rows ?? []) : side === 'saved' ? found.draft.savedRows() : found.draft.rows();
    return subjectOf(found.label, spellRow(rows, row));
  };
  /** A value as people read it; in the draft that of a removed entry too. */
  function valueOf(document: Document, entry: number, side: Side): SecretText {
    const row = rowOn(document, entry, side);
    if (row?.kind !== 'entry') throw new Refusal('entry-not-found');
    return row.type === 'str' ? row.value.text() : new SecretText(spelledForPeople(row.type, row.value.exposeBytes().toString('utf8')));
  }

  async function toSink(ref: string, secret: ReturnType<typeof valueText>): Promise<{ bytes: number }> {
    const bytes = secret.exposeBytes().length;
    await giveToSink(sinks, ref, secret);
    return { bytes };
  }

  return {
    revealEntry: {
      subject: entrySubject,
      run: ({ document, entry, side }) => ({ value: valueOf(documents.get(document), entry, side), hideAfterMs: hideAfterMs() }),
    },
    copyEntry: {
      subject: entrySubject,
      run: ({ document, entry }) => clipboard.copy(valueOf(documents.get(document), entry, 'draft')),
    },
    printEntry: {
      subject: ({ document, path }) => subjectOf(documents.get(document).label, path),
      run({ document: ref, path, sink }) {
        const rows = documents.get(ref).draft.kept().filter((row) => isNamed(row) || row.kind === 'document');
        // WHY the first: `sops decrypt --extract` answers with the first of two equal names.
        const row = rows[findPath(columnsOf(rows), path)];
        if (!isNamed(row)) throw new Refusal('entry-not-found');
        if (row.kind !== 'entry') throw new Refusal('not-a-value');
        return toSink(sink, valueText(row.type, row.value.exposeBytes()));
      },
    },
    decryptFile: {
      subject: ({ document }) => subjectOf(documents.get(document).label),
      async run({ document, sink }) {
        const { draft, format, file } = documents.get(document);
        return toSink(sink, await clearText(draft, format, file.parsed.layout));
      },
    },
  };
}
