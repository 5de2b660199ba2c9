// What somebody types and has not put into the draft yet. Kept beside the draft, given back to the page alone, and gone with the document. Must never be taken for a change.
import type { AppContract } from '../../../shared/ipc/contract.ts';
import type { Handlers } from '../../../shared/ipc/define.ts';
import type { UnfinishedFor } from '../../../shared/ipc/sops-unfinished.ts';
import { Refusal } from '../refusal.ts';
import { SecretBytes } from '../secret/index.ts';
import type { Document } from './documents.ts';
import { isNamed } from './draft-rows.ts';
import { spellRow } from './row-paths.ts';
import { subjectOf, type ValueDeps } from './value-handlers.ts';

type UnfinishedCall = 'setUnfinished' | 'revealUnfinished';

/** The name of what is typed for, as the audit log calls it. */
function nameOf({ draft }: Document, { what, entry, name }: UnfinishedFor): string {
  const row = what === 'new' ? undefined : draft.rows().find(({ id }) => id === entry);
  return isNamed(row) ? spellRow(draft.rows(), row) : name;
}

/** The draft has taken lines over: what was kept of them would come back as a second copy. */
export function forgetLines(document: Document): void {
  if (document.unfinished?.typedFor.what !== 'text') return;
  document.unfinished.text.wipe();
  document.unfinished = undefined;
}

export function unfinishedHandlers({ documents, hideAfterMs }: Pick<ValueDeps, 'documents' | 'hideAfterMs'>): Pick<Handlers<AppContract>['sops'], UnfinishedCall> {
  return {
    setUnfinished({ document: ref, unfinished }) {
      const document = documents.get(ref);
      document.unfinished?.text.wipe();
      if (unfinished === undefined) document.unfinished = undefined;
      else {
        const { value, ...typedFor } = unfinished;
        document.unfinished = { typedFor, text: new SecretBytes(Buffer.from(value)) };
      }
      return {};
    },
    revealUnfinished: {
      subject({ document: ref }) {
        const document = documents.get(ref);
        if (document.unfinished === undefined) throw new Refusal('entry-not-found');
        return subjectOf(document.label, nameOf(document, document.unfinished.typedFor));
      },
      run({ document: ref }) {
        const { unfinished } = documents.get(ref);
        if (unfinished === undefined) throw new Refusal('entry-not-found');
        return { value: unfinished.text.text(), hideAfterMs: hideAfterMs() };
      },
    },
  };
}
