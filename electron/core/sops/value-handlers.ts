// The calls that give plaintext away: one value to the screen or the clipboard, one value or the whole file to a sink. Nothing else in this room does.
import type { AppContract } from '../../../shared/ipc/contract.ts';
import type { Handlers, Subject } from '../../../shared/ipc/define.ts';
import type { Side } from '../../../shared/ipc/sops.ts';
import type { ClipboardRoom } from '../clipboard/index.ts';
import type { Sinks } from '../ports.ts';
import { Refusal } from '../refusal.ts';
import type { SecretBytes } from '../secret/index.ts';
import type { Document, Documents } from './documents.ts';
import type { Row } from './draft-rows.ts';
import { dotenvText, valueText } from './plain-text.ts';

/** How long a revealed value may stay on the screen, in milliseconds. */
const hideAfterMs = 30_000;

/** What the audit log calls a file or one of its keys. */
export const subjectOf = (label: string, name?: string): Subject => ({ secretKey: name === undefined ? label : `${label}#${name}`, backend: 'file' });

export interface ValueDeps {
  readonly documents: Documents;
  readonly clipboard: ClipboardRoom;
  readonly sinks: Sinks;
}
type ValueCall = 'revealEntry' | 'copyEntry' | 'printEntry' | 'decryptFile';

export function valueHandlers({ documents, clipboard, sinks }: ValueDeps): Pick<Handlers<AppContract>['sops'], ValueCall> {
  function rowOn(document: Document, entry: number, side: Side): Row | undefined {
    if (side === 'draft') return document.draft.entry(entry);
    return side === 'saved' ? document.draft.saved(entry) : document.theirs?.rows.find(({ id }) => id === entry);
  }
  const entrySubject = ({ document, entry, side = 'draft' }: { readonly document: string; readonly entry: number; readonly side?: Side }): Subject => {
    const found = documents.get(document);
    const row = rowOn(found, entry, side);
    if (row?.kind !== 'entry') throw new Refusal('entry-not-found');
    return subjectOf(found.label, row.name);
  };
  /** A value; in the draft that of a removed entry too. */
  function valueOf(document: Document, entry: number, side: Side): SecretBytes {
    const row = rowOn(document, entry, side);
    if (row?.kind !== 'entry') throw new Refusal('entry-not-found');
    return row.value;
  }

  async function toSink(ref: string, secret: ReturnType<typeof valueText>): Promise<{ bytes: number }> {
    try {
      const sink = sinks.take(ref);
      if (sink === undefined) throw new Refusal('sink-closed');
      const bytes = secret.exposeBytes().length;
      await sink.write(secret);
      return { bytes };
    } finally {
      secret.wipe();
    }
  }

  return {
    revealEntry: {
      subject: entrySubject,
      run: ({ document, entry, side }) => ({ value: valueOf(documents.get(document), entry, side).text(), hideAfterMs }),
    },
    copyEntry: {
      subject: entrySubject,
      run: ({ document, entry }) => clipboard.copy(valueOf(documents.get(document), entry, 'draft').text()),
    },
    printEntry: {
      subject: ({ document, name }) => subjectOf(documents.get(document).label, name),
      async run({ document: ref, name, sink }) {
        const { draft, file } = documents.get(ref);
        // WHY the first: `sops decrypt --extract` answers with the first of two equal names.
        const row = draft.kept().find((candidate) => candidate.kind === 'entry' && candidate.name === name);
        if (row?.kind !== 'entry') throw new Refusal('entry-not-found');
        const leaf = file.leaves.find((candidate) => candidate.entry === row.id);
        return toSink(sink, valueText(leaf?.plain === row.value ? leaf.storedType : 'str', row.value.exposeBytes()));
      },
    },
    decryptFile: {
      subject: ({ document }) => subjectOf(documents.get(document).label),
      run: ({ document, sink }) => toSink(sink, dotenvText(documents.get(document).file, documents.get(document).draft)),
    },
  };
}
