// Door of the room “sops”: encrypted files, opened and verified, edited in drafts, saved byte-faithfully. Plaintext never leaves but through the router or a sink.
import type { AppContract } from '../../../shared/ipc/contract.ts';
import type { AnyEvent, Handlers, Subject } from '../../../shared/ipc/define.ts';
import type { AppEvents } from '../../../shared/ipc/events.ts';
import type { PlacePorts } from '../age/index.ts';
import type { ClipboardRoom } from '../clipboard/index.ts';
import type { Clock, Sinks } from '../ports.ts';
import { Refusal } from '../refusal.ts';
import { readWhole } from '../safe-file/index.ts';
import { chooseFormat } from './choose-format.ts';
import { createDocuments, describe, listColumns, pendingOf, stateOf, type Document } from './documents.ts';
import { addEntry, setEntry } from './edit-entry.ts';
import { createAgeKeySource } from './key-sources/age/index.ts';
import { openVerified } from './open-file.ts';
import { dotenvText, valueText } from './plain-text.ts';
import { saveDocument } from './save-document.ts';

export { encryptDotenv, type PlainLine } from './encrypt-dotenv.ts';
export { quietVerdict } from './quiet-look.ts';
export { recognise, type Recognised } from './recognise.ts';
export { isRuled, rulesFor, rulesIn, type RulesFile } from './rules-file/index.ts';

/** Files larger than this are refused: 64 MiB hold half a million keys. */
const maxFileBytes = 64 * 1024 * 1024;
/** How long a revealed value may stay on the screen, in milliseconds. */
const hideAfterMs = 30_000;

export interface SopsDeps {
  readonly ports: PlacePorts & { readonly clock: Clock; readonly sinks: Sinks };
  readonly clipboard: ClipboardRoom;
  readonly lockFolder: string;
  resolveFile(ref: string): { readonly path: string; readonly label: string; readonly extraIdentityFile?: string } | undefined;
  emit(event: AnyEvent<AppEvents>): void;
}
export interface SopsRoom {
  readonly handlers: Handlers<AppContract>['sops'];
  /** True if the file at this real path is open with changes that were not saved. */
  pendingIn(path: string): boolean;
  pendingTotal(): number;
  /** Overwrites all plaintext and forgets the open files. */
  dispose(): void;
}

/** Builds the room. Nothing is read until a file is opened. */
export function createSops({ ports, clipboard, lockFolder, resolveFile, emit }: SopsDeps): SopsRoom {
  const documents = createDocuments();
  const sources = [createAgeKeySource(ports)];
  const subjectOf = (label: string, name?: string): Subject => ({ secretKey: name === undefined ? label : `${label}#${name}`, backend: 'file' });
  const entrySubject = ({ document, entry }: { readonly document: string; readonly entry: number }): Subject => {
    const found = documents.get(document);
    return subjectOf(found.label, found.draft.entry(entry).name);
  };
  function announce(document: Document): ReturnType<typeof stateOf> {
    const state = stateOf(document);
    emit({ name: 'sops.documentChanged', payload: { document: document.ref, revision: state.revision } });
    return state;
  }
  function change(ref: string, edit: (document: Document) => void): Promise<ReturnType<typeof stateOf>> {
    return documents.settled(ref, (document) => {
      edit(document);
      return announce(document);
    });
  }
  /** The value as it would be saved, or the saved one of an entry marked for removal. */
  function valueOf(document: Document, entry: number) {
    const value = document.draft.value(entry) ?? document.draft.entry(entry).saved;
    if (value === undefined) throw new Refusal('entry-not-found');
    return value;
  }

  const handlers: Handlers<AppContract>['sops'] = {
    async openFile({ file: ref }, context) {
      const target = resolveFile(ref);
      if (target === undefined) throw new Refusal('file-not-found');
      context.about(subjectOf(target.label));
      const { bytes, path } = await readWhole(target.path, maxFileBytes);
      const open = documents.atPath(path);
      // WHY an open draft wins over the disk: going back to a file must not lose what was typed; saving notices the other change.
      if (open !== undefined && (pendingOf(open) > 0 || open.saving !== undefined || open.source.equals(bytes))) return describe(open);
      if (open !== undefined) documents.close(open.ref);
      const format = chooseFormat(target.path, bytes);
      const file = await openVerified(bytes, format, sources, target.extraIdentityFile);
      return describe(documents.add({ fileRef: ref, path, label: target.label, format, source: bytes, file }));
    },
    async closeFile({ document }) {
      await documents.settled(document, ({ ref }) => { documents.close(ref); });
      return {};
    },
    listEntries: ({ document }) => listColumns(documents.get(document)),
    revealEntry: {
      subject: entrySubject,
      run: ({ document, entry }) => ({ value: valueOf(documents.get(document), entry).text(), hideAfterMs }),
    },
    copyEntry: {
      subject: entrySubject,
      run: ({ document, entry }) => clipboard.copy(valueOf(documents.get(document), entry).text()),
    },
    setEntry: ({ document, entry, value }) => change(document, (found) => { setEntry(found, entry, value); }),
    async addEntry({ document, name, value }) {
      let entry = 0;
      const state = await change(document, (found) => { entry = addEntry(found, name, value); });
      return { ...state, entry };
    },
    removeEntry: ({ document, entry }) => change(document, ({ draft }) => { draft.remove(entry); }),
    restoreEntry: ({ document, entry }) => change(document, ({ draft }) => { draft.restore(entry); }),
    discardChanges: ({ document }) => change(document, ({ draft }) => { draft.discard(); }),
    async saveFile({ document: ref, expectedRevision }, context) {
      const document = documents.get(ref);
      context.about(subjectOf(document.label));
      const saved = await documents.settled(ref, () => saveDocument(document, expectedRevision, ports.clock.now(), lockFolder));
      return { ...announce(document), ...saved };
    },
    printEntry: {
      subject: ({ document, name }) => subjectOf(documents.get(document).label, name),
      async run({ document: ref, name, sink }) {
        const { draft, file } = documents.get(ref);
        // WHY the first: `sops decrypt --extract` answers with the first of two equal names.
        const entry = draft.entries().find((candidate) => candidate.name === name);
        const value = entry === undefined ? undefined : draft.value(entry.id);
        if (entry === undefined || value === undefined) throw new Refusal('entry-not-found');
        const leaf = file.leaves.find((candidate) => candidate.entry === entry.id);
        return toSink(sink, valueText(draft.changeOf(entry.id) === 'none' ? (leaf?.storedType ?? 'str') : 'str', value.exposeBytes()));
      },
    },
    decryptFile: {
      subject: ({ document }) => subjectOf(documents.get(document).label),
      run: ({ document, sink }) => toSink(sink, dotenvText(documents.get(document).file, documents.get(document).draft)),
    },
  };

  async function toSink(ref: string, secret: ReturnType<typeof valueText>): Promise<{ bytes: number }> {
    try {
      const sink = ports.sinks.take(ref);
      if (sink === undefined) throw new Refusal('sink-closed');
      const bytes = secret.exposeBytes().length;
      await sink.write(secret);
      return { bytes };
    } finally {
      secret.wipe();
    }
  }

  return {
    handlers,
    pendingIn: (path) => [...documents.all()].some((document) => document.path === path && pendingOf(document) > 0),
    pendingTotal: () => [...documents.all()].reduce((sum, document) => sum + pendingOf(document), 0),
    dispose() {
      for (const { ref } of [...documents.all()]) documents.close(ref);
    },
  };
}
