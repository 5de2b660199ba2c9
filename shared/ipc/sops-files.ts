// Calls about whole files: a clear one becomes an encrypted one, two are compared, one is asked what its seal does not cover.
import * as v from 'valibot';
import { call } from './define.ts';
import { openErrors, saveErrors } from './sops-errors.ts';
import { entryType, fileFormat, fileNote } from './sops-kinds.ts';
import { count, documentRef, fileRef, nothing, sinkRef } from './values.ts';

const ref = (kind: string) => v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22}$/, kind));
const encryptionRef = ref('encryption');
/** Where bytes come from in bulk; minted by the command line. */
export const sourceRef = ref('source');
/** A public key. WHY so loose: the core says in words what is wrong with one. */
const recipient = v.pipe(v.string(), v.regex(/^[A-Za-z0-9](?:[\x20-\x7e]{0,8000}[\x21-\x7e])?$/, 'recipient'));

/** What the encrypted file gives back in another way than it was written. `blank-lines`: they are dropped. `line-escapes`: `\n` in a value is a line break from now on. `spelling`: indentation, quotes and the like become those of sops. */
export const encryptionLoss = v.picklist(['blank-lines', 'line-escapes', 'spelling']);
export type EncryptionLoss = v.InferOutput<typeof encryptionLoss>;

const prepared = v.strictObject({
  encryption: encryptionRef,
  format: fileFormat,
  /** `none`: the file there says the same already. */
  change: v.picklist(['none', 'new', 'replaced', 'updated']),
  /** Values that are encrypted, those that the rule leaves readable, and those of them all whose ciphertext stays as it was. */
  encrypted: count,
  readable: count,
  kept: count,
  groups: v.array(v.array(v.string())),
  /** How many groups it takes to open it. */
  threshold: count,
  /** The rules file that was asked, and the line of the rule in it; '' and 0 for none. */
  rulesFile: v.string(),
  ruleLine: count,
  /** What is wrong in it, and did not keep the rule from being taken. */
  ruleProblems: count,
  /** `opened`: with an identity of this computer. `structure`: none fits, so what was written was read back and compared only. */
  verified: v.picklist(['opened', 'structure']),
  notes: v.array(fileNote),
  losses: v.array(encryptionLoss),
});
export type Prepared = v.InferOutput<typeof prepared>;

/**
 * Encrypts a clear file in memory and says what would be written. `path` is the file to write, which may be an encrypted version of the same; the clear file itself where it is absent.
 * `recipients` win over the rules for `path`; without either it is refused.
 */
export const prepareEncryption = call({
  input: v.strictObject({ file: v.optional(fileRef), source: v.optional(sourceRef), path: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(4096))), recipients: v.pipe(v.array(recipient), v.maxLength(1000)), format: v.optional(fileFormat) }),
  output: prepared,
  errors: [...openErrors, 'already-encrypted', 'target-not-encrypted', 'folder-not-found', 'other-format', 'no-recipients', 'rules-refuse', 'recipient-not-supported', 'not-in-this-format', 'verify-failed', 'source-closed'],
  exposes: 'metadata', roles: ['cli'], audited: true,
});
/** Writes what was prepared: to its place, or to `sink`. It is the ciphertext; nothing is disclosed. */
export const writeEncryption = call({
  input: v.strictObject({ encryption: encryptionRef, sink: v.optional(sinkRef) }), output: v.strictObject({ keptAside: v.optional(v.string()) }),
  errors: [...saveErrors, 'file-exists', 'sink-closed'], exposes: 'nothing', roles: ['cli'], audited: true,
});

export const fileChange = v.picklist(['added', 'removed', 'changed', 'retyped', 'renamed', 'moved']);
export type FileChange = v.InferOutput<typeof fileChange>;
/** What one file has that the other had not, by path. `was`: the path before, where it is another one. */
const compared = v.strictObject({
  changes: v.array(v.strictObject({ path: v.string(), change: fileChange, was: v.string(), typeBefore: v.optional(entryType), typeNow: v.optional(entryType) })),
  unchanged: count,
  /** Comment lines and documents that stand in one of them only. */
  linesChanged: count,
  recipientsAdded: v.array(v.string()),
  recipientsRemoved: v.array(v.string()),
  /** What the two are encrypted by. */
  settings: v.array(v.picklist(['format', 'selector', 'mac-only-encrypted', 'key-groups'])),
});
export type Compared = v.InferOutput<typeof compared>;

/** Compares an open file with another one, or with itself in a git revision: what came since then. Values are compared, never told. */
export const compareFiles = call({
  input: v.strictObject({ document: documentRef, other: v.optional(documentRef), revision: v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z0-9@_][A-Za-z0-9@_./^~{}+-]{0,199}$/, 'revision'))) }),
  output: compared,
  errors: ['document-not-found', 'revision-not-found', ...openErrors.filter((code) => code !== 'file-not-found')], exposes: 'metadata', audited: true,
});

/** What somebody could change in this file and the seal would still fit; counted. */
const coverage = v.strictObject({
  /** Comments: each can be taken out or moved. */
  comments: count,
  /** Those that stand in clear text: each can be rewritten, too. */
  clearComments: count,
  /** Those that are encrypted and do not open: somebody did rewrite them. sops goes on without a word. */
  damagedComments: count,
  /** Values in clear text: each can get another name. */
  readable: count,
  /** Values in clear text right behind one another: what one ends with can become what the next one begins with. */
  adjacent: count,
  /** Values in clear text that the seal leaves out altogether (`mac_only_encrypted`): each can be changed. */
  unsealed: count,
  /** Empty values, and branches and lists with nothing in them: each can be added, taken out or renamed. */
  empty: count,
});
export type Coverage = v.InferOutput<typeof coverage>;
export const getCoverage = call({ input: v.strictObject({ document: documentRef }), output: coverage, errors: ['document-not-found'], exposes: 'metadata' });

/** Puts other bytes into a file that is one value. */
export const replaceContent = call({
  input: v.strictObject({ document: documentRef, source: sourceRef }), output: nothing,
  errors: ['document-not-found', 'entry-not-found', 'source-closed', 'file-too-large', 'empty-file'], exposes: 'nothing', roles: ['cli'],
});
