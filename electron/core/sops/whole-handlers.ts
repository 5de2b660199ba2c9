// The calls of the window about files that are one value: other bytes for them, and their bytes in clear text to a place that the person chooses.
import type { AppContract } from '../../../shared/ipc/contract.ts';
import type { Handlers } from '../../../shared/ipc/define.ts';
import { splitPath } from '../../../shared/text/index.ts';
import type { Dialogs } from '../ports.ts';
import { Refusal } from '../refusal.ts';
import { maxFileBytes } from './disk.ts';
import { stateOf, type Documents } from './documents.ts';
import type { Change } from './edit-handlers.ts';
import { fillContent } from './file-handlers.ts';
import { clearText } from './plain-text.ts';
import { subjectOf } from './value-handlers.ts';

export interface WholeDeps {
  readonly documents: Documents;
  readonly dialogs: Dialogs;
  readonly change: Change;
}

export function wholeHandlers({ documents, dialogs, change }: WholeDeps): Pick<Handlers<AppContract>['sops'], 'chooseContent' | 'saveDecrypted'> {
  let dialogOpen = false;
  async function ask<T>(dialog: () => Promise<T>): Promise<T> {
    if (!dialogs.chooseFileAbility.works) throw new Refusal('no-file-dialog', { reason: dialogs.chooseFileAbility.reason });
    if (dialogOpen) throw new Refusal('dialog-busy');
    dialogOpen = true;
    try {
      return await dialog();
    } finally {
      dialogOpen = false;
    }
  }
  /** Refusal: `entry-not-found` where the file is more than one value. */
  function wholeFile(ref: string): ReturnType<Documents['get']> {
    const document = documents.get(ref);
    if (document.format.shape !== 'whole') throw new Refusal('entry-not-found');
    return document;
  }
  return {
    async chooseContent({ document: ref }) {
      wholeFile(ref);
      const source = await ask(() => dialogs.chooseFile('content'));
      if (source === undefined) return { replaced: false, revision: stateOf(documents.get(ref)).revision };
      const bytes = await source.read(maxFileBytes);
      const { revision } = await change(ref, (document) => { fillContent(document, bytes); });
      return { replaced: true, revision };
    },
    saveDecrypted: {
      subject: ({ document }) => subjectOf(wholeFile(document).label),
      async run({ document: ref }) {
        const name = splitPath(wholeFile(ref).label).name.replace(/\.(?:enc|encrypted|sops)(?=\.|$)/i, '');
        const target = await ask(() => dialogs.chooseSaveFile(name, 'content'));
        if (target === undefined) throw new Refusal('cancelled');
        const { draft, format, file } = documents.get(ref);
        const secret = await clearText(draft, format, file.parsed.layout);
        try {
          await target.sink.write(secret);
        } finally {
          secret.wipe();
        }
        return { name: target.name };
      },
    },
  };
}
