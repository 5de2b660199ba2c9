// Door of the room “sops”: encrypted files, opened and verified, edited in drafts, saved byte-faithfully. Plaintext never leaves but through the router or a sink.
import type { AppContract } from '../../../shared/ipc/contract.ts';
import type { AnyEvent, Handlers } from '../../../shared/ipc/define.ts';
import type { AppEvents } from '../../../shared/ipc/events.ts';
import { createLocks, createPluginMemory, createPlugins, type Locks, type PlacePorts, type Plugins } from '../age/index.ts';
import type { ClipboardRoom } from '../clipboard/index.ts';
import type { Clock, Ports, Sinks } from '../ports.ts';
import { compareDisk, differsOnDisk, rebaseDraft } from './disk.ts';
import { createDocuments, pendingOf, stateOf, type Document } from './documents.ts';
import { editHandlers } from './edit-handlers.ts';
import { encryptingHandlers, type Around } from './encrypting-handlers.ts';
import { fileHandlers } from './file-handlers.ts';
import { forJobs, type ForJobs } from './for-jobs.ts';
import { inOrderOf, type Recipient } from './key-groups.ts';
import { createHeldKeySource } from './key-sources/held.ts';
import { createAgeKeySource } from './key-sources/age/index.ts';
import { createVaultKeySource } from './key-sources/hc-vault/index.ts';
import { createPgpKeySource } from './key-sources/pgp/index.ts';
import { listLines } from './lines.ts';
import { listEntries } from './list-entries.ts';
import { historyOf, twinsOf } from './look-around.ts';
import { createParker, type Parker } from './park.ts';
import { readRecipients, recipientChanger, type ChangeRecipients } from './recipients-of-file.ts';
import { ruleHandlers } from './rule-handlers.ts';
import { openingHandlers } from './open-document.ts';
import { saveDocument } from './save-document.ts';
import { unfinishedHandlers } from './unfinished.ts';
import { subjectOf, valueHandlers } from './value-handlers.ts';
import { wholeHandlers } from './whole-handlers.ts';

export { encryptDotenv, type PlainLine } from './encrypt-dotenv.ts';
export { quietVerdict } from './quiet-look.ts';
export { readableRevisions, repositoryTop, shapeOf, type RevisionPorts } from './readable-revisions.ts';
export { recognise, type Recognised } from './recognise.ts';
export { addRecipient, changedLines, isRuled, judge, kindOfKey, readRules, readYamlText, removeRecipient, rulesFor, rulesIn, shownName, type RulesFile, type YamlText } from './rules-file/index.ts';
export type { Recipient } from './key-groups.ts';
export { readRecipients, recipientsDiffer, type ChangeRecipients, type FileRecipients } from './recipients-of-file.ts';
export { createRuleBook, sameRecipients, type RuleBook, type RuleFor } from './rule-book.ts';

export interface SopsDeps {
  readonly ports: PlacePorts & { readonly clock: Clock; readonly sinks: Sinks } & Pick<Ports, 'asking' | 'dialogs' | 'programs' | 'paths' | 'sources' | 'transit'>;
  readonly clipboard: ClipboardRoom;
  /** How long a revealed value may stay on the screen, in milliseconds. */
  readonly hideAfterMs: () => number;
  readonly lockFolder: string;
  /** Data keys that were brought along instead of identities; undefined where there are none. */
  readonly held?: () => readonly Buffer[] | undefined;
  resolveFile(ref: string): { readonly path: string; readonly label: string; readonly root?: string; readonly extraIdentityFile?: string } | undefined;
  /** See park.ts; nothing is known if absent. */
  reach?(path: string): Promise<{ readonly file: string; readonly extraIdentityFile?: string } | undefined>;
  readonly around: Around;
  emit(event: AnyEvent<AppEvents>): void;
}
export interface SopsRoom {
  readonly handlers: Handlers<AppContract>['sops'];
  /** What a passphrase opened, and the plugins that run: one memory for every room. */
  readonly keys: { readonly locks: Locks; readonly plugins: Plugins };
  /** Whom a file is encrypted for, read without any key. Refusals: those of reading it. */
  recipientsOf(path: string): Promise<readonly Recipient[]>;
  /** The same file for others, made in memory. */
  readonly changeRecipients: ChangeRecipients;
  /** What a job key needs. */
  readonly forJobs: ForJobs;
  /** True if the file at this real path is open with changes that were not saved. */
  pendingIn(path: string): boolean;
  pendingTotal(): number;
  /** Somebody touched the file at this real path: the window hears of it if the file is open here and other bytes are on disk than it stands on. */
  touched(path: string): Promise<void>;
  /** Puts what is open away as plain data, and brings it back. */
  readonly parking: Parker;
  /** Overwrites all plaintext and forgets the open files. */
  dispose(): void;
}

/** Builds the room. Nothing is read until a file is opened. */
export function createSops({ ports, clipboard, hideAfterMs, lockFolder, held, resolveFile, reach = () => Promise.resolve(undefined), around, emit }: SopsDeps): SopsRoom {
  const documents = createDocuments();
  const locks = createLocks(ports.asking);
  const plugins = createPlugins({ programs: ports.programs, asking: ports.asking, environment: ports.environment, memory: createPluginMemory(ports.paths.profile) });
  const sources = [...(held === undefined ? [] : [createHeldKeySource(held)]), ...inOrderOf(ports.environment['SOPS_DECRYPTION_ORDER'], [createAgeKeySource({ ...ports, locks, plugins }), createPgpKeySource(ports), ...(ports.transit === undefined ? [] : [createVaultKeySource({ transit: ports.transit, clock: ports.clock })])])];
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

  const handlers: Handlers<AppContract>['sops'] = {
    ...openingHandlers({ documents, sources, resolveFile }),
    listEntries: ({ document }) => listEntries(documents.get(document)),
    listHistory: ({ document }) => historyOf(documents.get(document), ports),
    async findTwins({ document }) {
      const found = documents.get(document);
      return { twins: await twinsOf(found, ports, resolveFile(found.fileRef)?.extraIdentityFile) };
    },
    listLines: ({ document }) => listLines(documents.get(document)),
    ...ruleHandlers({ paths: ports.paths, resolveFile }),
    ...valueHandlers({ documents, clipboard, hideAfterMs, sinks: ports.sinks }),
    ...editHandlers(change),
    ...unfinishedHandlers({ documents, hideAfterMs }),
    ...fileHandlers({ documents, sources, ports, change, resolveFile }),
    ...wholeHandlers({ documents, dialogs: ports.dialogs, change }),
    ...encryptingHandlers({ ports, sources, quiet: [createAgeKeySource({ ...ports, locks }, 'quiet')], lockFolder, resolveFile, around }),
    async compareDisk({ document: ref }, context) {
      context.about(subjectOf(documents.get(ref).label));
      return documents.settled(ref, (document) => compareDisk(document, sources, resolveFile(document.fileRef)?.extraIdentityFile));
    },
    rebaseDraft: ({ document, expectedRevision, mine, theirs }) => change(document, (found) => { rebaseDraft(found, expectedRevision, mine, theirs); }),
    async saveFile({ document: ref, expectedRevision }, context) {
      const document = documents.get(ref);
      context.about(subjectOf(document.label));
      const saved = await documents.settled(ref, () => saveDocument(document, expectedRevision, ports.clock.now(), lockFolder));
      return { ...announce(document), ...saved };
    },
  };

  const parker = createParker({ documents, sources, resolveFile, reach });
  return {
    handlers,
    forJobs: forJobs(sources, documents),
    keys: { locks, plugins },
    recipientsOf: async (path) => (await readRecipients(path)).groups.flat(),
    changeRecipients: recipientChanger(sources),
    parking: {
      ...parker,
      clear() {
        // SECURITY(lock-forgets-identities): what a passphrase opened is closed again with everything else.
        locks.forget();
        return parker.clear();
      },
    },
    pendingIn: (path) => [...documents.all()].some((document) => document.path === path && pendingOf(document) > 0),
    pendingTotal: () => [...documents.all()].reduce((sum, document) => sum + pendingOf(document), 0),
    async touched(path) {
      const document = documents.atPath(path);
      if (document === undefined) return;
      await document.saving;
      if (await differsOnDisk(document)) emit({ name: 'sops.diskChanged', payload: { document: document.ref } });
    },
    dispose() {
      locks.forget();
      for (const { ref } of [...documents.all()]) documents.close(ref);
    },
  };
}
