// Encrypted files: open, list masked, reveal one, edit into a draft that the core holds, save.
import * as v from 'valibot';
import { call } from './define.ts';
import { count, documentRef, entryId, fileRef, keyName, newValue, nothing, revealed, sinkRef } from './values.ts';

/** Guessed in the core from the value; tells nothing about its length. */
export const entryKind = v.picklist(['empty', 'text', 'number', 'boolean', 'url', 'token', 'password', 'pem', 'json']);
export type EntryKind = v.InferOutput<typeof entryKind>;
export const entryChange = v.picklist(['none', 'added', 'changed', 'removed']);
export type EntryChange = v.InferOutput<typeof entryChange>;

const pendingCounts = v.strictObject({ added: count, changed: count, removed: count });
const draftState = v.strictObject({ revision: count, pending: pendingCounts });
export type DraftState = v.InferOutput<typeof draftState>;

/** Columnar: one array per column, all of the same length, in file order. */
const entryColumns = v.strictObject({
  ...draftState.entries,
  entry: v.array(entryId),
  name: v.array(v.string()),
  kind: v.array(entryKind),
  change: v.array(entryChange),
  /** False where the file's rules leave the value readable for everybody. */
  encrypted: v.array(v.boolean()),
  /** The comment lines right above the entry, with anything that looks like a value masked; '' for none. */
  comment: v.array(v.string()),
});
export type EntryColumns = v.InferOutput<typeof entryColumns>;

const opened = v.strictObject({
  document: documentRef,
  file: fileRef,
  path: v.string(),
  format: v.picklist(['dotenv']),
  entries: count,
  recipients: v.array(v.string()),
  /** When sops or Coffre last saved it: RFC 3339, from the file. */
  lastModified: v.string(),
  sopsVersion: v.string(),
  /** Where the identity that opened it was found, in words of the machine: a path or a variable's name. */
  openedWith: v.string(),
  /** What a MAC cannot vouch for or another reader would stumble over. */
  notes: v.array(v.picklist(['plain-comments', 'name-needs-input-type', 'carriage-returns', 'byte-order-mark'])),
});
export type Opened = v.InferOutput<typeof opened>;

const openErrors = [
  'file-not-found', 'file-unreadable', 'not-a-file', 'symlink-loop', 'file-too-large', 'empty-file', 'not-encrypted', 'binary-file', 'format-not-supported', 'merge-conflict', 'file-truncated',
  'bad-line', 'bad-metadata', 'no-matching-key', 'identity-unusable', 'value-damaged', 'value-not-encrypted', 'mac-mismatch', 'mac-missing', 'rules-conflict', 'key-groups-not-supported',
] as const;
const saveErrors = [
  'document-not-found', 'revision-conflict', 'changed-on-disk', 'file-gone', 'file-not-writable', 'folder-not-writable', 'disk-full', 'hard-linked', 'foreign-owner', 'attributes-lost',
  'verify-failed', 'write-failed', 'file-busy', 'symlink-loop', 'not-a-file', 'file-unreadable',
] as const;
const editErrors = ['document-not-found', 'entry-not-found', 'value-not-representable'] as const;

const ofDocument = v.strictObject({ document: documentRef });
const ofEntry = v.strictObject({ document: documentRef, entry: entryId });

export const sops = {
  /** Reads, decrypts and verifies a file. Its plaintext stays in the core until closeFile. */
  openFile: call({ input: v.strictObject({ file: fileRef }), output: opened, errors: openErrors, exposes: 'metadata', audited: true }),
  closeFile: call({ input: ofDocument, output: nothing, errors: ['document-not-found'], exposes: 'nothing' }),
  listEntries: call({ input: ofDocument, output: entryColumns, errors: ['document-not-found'], exposes: 'metadata' }),
  revealEntry: call({ input: ofEntry, output: revealed, errors: ['document-not-found', 'entry-not-found'], exposes: 'one-secret', roles: ['window'] }),
  /** Puts one value on the clipboard; it is cleared again, if still ours, after `clearAfterMs`. */
  copyEntry: call({ input: ofEntry, output: v.strictObject({ clearAfterMs: count }), errors: ['document-not-found', 'entry-not-found', 'clipboard-unavailable'], exposes: 'nothing', discloses: ['clipboard'], roles: ['window'] }),
  setEntry: call({ input: v.strictObject({ ...ofEntry.entries, value: newValue }), output: draftState, errors: editErrors, exposes: 'nothing' }),
  addEntry: call({ input: v.strictObject({ document: documentRef, name: keyName, value: newValue }), output: v.strictObject({ ...draftState.entries, entry: entryId }), errors: ['document-not-found', 'name-taken', 'name-not-representable', 'name-reserved', 'value-not-representable'], exposes: 'nothing' }),
  removeEntry: call({ input: ofEntry, output: draftState, errors: ['document-not-found', 'entry-not-found'], exposes: 'nothing' }),
  /** Takes back what was pending for one entry. */
  restoreEntry: call({ input: ofEntry, output: draftState, errors: ['document-not-found', 'entry-not-found'], exposes: 'nothing' }),
  discardChanges: call({ input: ofDocument, output: draftState, errors: ['document-not-found'], exposes: 'nothing' }),
  /** Writes the draft. `keptAside` names the file that holds what another program wrote in the very moment of saving. */
  saveFile: call({
    input: v.strictObject({ document: documentRef, expectedRevision: count }),
    output: v.strictObject({ ...draftState.entries, written: v.boolean(), keptAside: v.optional(v.string()) }),
    errors: [...saveErrors, 'draft-not-representable'], exposes: 'nothing', audited: true,
  }),
  /** One value to a sink that the command line minted. */
  printEntry: call({ input: v.strictObject({ document: documentRef, name: keyName, sink: sinkRef }), output: v.strictObject({ bytes: count }), errors: ['document-not-found', 'entry-not-found', 'sink-closed', 'write-failed'], exposes: 'nothing', discloses: ['stdout'], roles: ['cli'] }),
  /** The whole file in clear text to a sink that the command line minted. */
  decryptFile: call({ input: v.strictObject({ document: documentRef, sink: sinkRef }), output: v.strictObject({ bytes: count }), errors: ['document-not-found', 'sink-closed', 'file-exists', 'disk-full', 'write-failed'], exposes: 'nothing', discloses: ['stdout', 'file'], roles: ['cli'] }),
};
