// The calls about whole files that are open: compared with others, asked what their seal leaves out, filled with other bytes.
import type { AppContract } from '../../../shared/ipc/contract.ts';
import type { Handlers } from '../../../shared/ipc/define.ts';
import type { PlacePorts } from '../age/index.ts';
import type { Ports } from '../ports.ts';
import { Refusal } from '../refusal.ts';
import { SecretBytes } from '../secret/index.ts';
import { compareDocuments, openRevision } from './compare-files.ts';
import { coverageOf } from './coverage.ts';
import { maxFileBytes } from './disk.ts';
import { wipe, type Document, type Documents } from './documents.ts';
import type { Change } from './edit-handlers.ts';
import type { KeySource } from './key-sources/key-source.ts';
import { replaced } from './row-names.ts';
import { subjectOf } from './value-handlers.ts';

export interface FileDeps {
  readonly documents: Documents;
  readonly sources: readonly KeySource[];
  readonly ports: PlacePorts & Pick<Ports, 'sources'>;
  readonly change: Change;
  resolveFile(ref: string): { readonly extraIdentityFile?: string } | undefined;
}
type FileCall = 'compareFiles' | 'getCoverage' | 'replaceContent';

/** Refusal: `entry-not-found` where the file is more than one value. */
export function fillContent({ draft, format }: Document, bytes: Buffer): void {
  const rows = draft.rows();
  const [row, ...others] = rows;
  if (format.shape !== 'whole' || row?.kind !== 'entry' || others.length > 0) throw new Refusal('entry-not-found');
  const fresh = new SecretBytes(bytes);
  const next = draft.same(row.id, fresh);
  draft.step(replaced(rows, new Map([[row.id, { ...row, value: next }]])), next === fresh ? [fresh] : []);
}

export function fileHandlers({ documents, sources, ports, change, resolveFile }: FileDeps): Pick<Handlers<AppContract>['sops'], FileCall> {
  return {
    async compareFiles({ document, other, revision }, context) {
      const now = documents.get(document);
      context.about(subjectOf(now.label));
      if (revision === undefined) return compareDocuments(documents.get(other ?? document), now);
      const before = await openRevision(now, revision, ports, sources, resolveFile(now.fileRef)?.extraIdentityFile);
      try {
        return compareDocuments(before, now);
      } finally {
        wipe(before);
      }
    },
    getCoverage: ({ document }) => coverageOf(documents.get(document).file),
    async replaceContent({ document, source }) {
      documents.get(document);
      const taken = ports.sources?.take(source);
      if (taken === undefined) throw new Refusal('source-closed');
      const bytes = await taken.read(maxFileBytes);
      await change(document, (found) => { fillContent(found, bytes); });
      return {};
    },
  };
}
