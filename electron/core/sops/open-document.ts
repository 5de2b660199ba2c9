// Opens a file as a document: read, decrypted, verified, and given a draft; tells what is open, and closes it. An opening that takes long can be cancelled.
import type { AppContract } from '../../../shared/ipc/contract.ts';
import type { Handlers } from '../../../shared/ipc/define.ts';
import { Refusal } from '../refusal.ts';
import { readWhole } from '../safe-file/index.ts';
import { chooseFormat } from './choose-format.ts';
import { maxFileBytes } from './disk.ts';
import { describe, draftOf, pendingOf, stateOf, type Documents } from './documents.ts';
import type { KeySource } from './key-sources/key-source.ts';
import { openVerified } from './open-file.ts';
import { subjectOf } from './value-handlers.ts';

export interface OpeningDeps {
  readonly documents: Documents;
  readonly sources: readonly KeySource[];
  resolveFile(ref: string): { readonly path: string; readonly label: string; readonly extraIdentityFile?: string } | undefined;
}

export function openingHandlers({ documents, sources, resolveFile }: OpeningDeps): Pick<Handlers<AppContract>['sops'], 'openFile' | 'listDocuments' | 'closeFile' | 'cancelOpening'> {
  const underWay = new Map<string, Set<AbortController>>();
  return {
    async openFile({ file: ref }, context) {
      const target = resolveFile(ref);
      if (target === undefined) throw new Refusal('file-not-found');
      context.about(subjectOf(target.label));
      // WHY first: whoever cancels while the file is still being read means it, too.
      const controller = new AbortController();
      const others = underWay.get(ref) ?? new Set();
      underWay.set(ref, others.add(controller));
      try {
        const { bytes, path } = await readWhole(target.path, maxFileBytes);
        const open = documents.atPath(path);
        // WHY an open draft wins over the disk: going back to a file must not lose what was typed; saving notices the other change.
        if (open !== undefined && (pendingOf(open) > 0 || open.unfinished !== undefined || open.saving !== undefined || open.source.equals(bytes))) {
          documents.touch(open.ref);
          return describe(open);
        }
        if (open !== undefined) documents.close(open.ref);
        const format = await chooseFormat(target.path, bytes);
        const file = await openVerified(bytes, format, sources, target.extraIdentityFile, controller.signal);
        const wipe = (): void => { for (const { plain } of file.leaves) plain.wipe(); };
        const draft = await draftOf(file, 0, controller.signal).catch((error: unknown) => {
          wipe();
          throw error;
        });
        const twice = documents.atPath(path);
        if (twice !== undefined || controller.signal.aborted) {
          wipe();
          if (twice === undefined) throw new Refusal('cancelled');
          // WHY looked again: two that ask for the same file in one breath must not each have a draft of it.
          documents.touch(twice.ref);
          return describe(twice);
        }
        return describe(documents.add({ fileRef: ref, path, label: target.label, format, source: bytes, file, draft }));
      } finally {
        others.delete(controller);
        if (others.size === 0) underWay.delete(ref);
      }
    },
    listDocuments: () => [...documents.all()].map((document) => ({ ...describe(document), ...stateOf(document), ...(document.unfinished === undefined ? {} : { unfinished: document.unfinished.typedFor }) })),
    async closeFile({ document }) {
      await documents.settled(document, ({ ref }) => { documents.close(ref); });
      return {};
    },
    cancelOpening({ file }) {
      for (const controller of underWay.get(file) ?? []) controller.abort();
      return {};
    },
  };
}
