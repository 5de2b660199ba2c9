// Encrypted files: open, list masked, reveal one, edit into a draft that the core holds, save.
import * as v from 'valibot';
import { call } from './define.ts';
import { codeErrors } from './factor-errors.ts';
import { openErrors, saveErrors } from './sops-errors.ts';
import { applyEncryption, getClearFile, getClearHistory, planEncryption } from './sops-clear.ts';
import { compareFiles, getCoverage, prepareEncryption, replaceContent, writeEncryption } from './sops-files.ts';
import { entryType, fileFormat, fileNote, recipe } from './sops-kinds.ts';
import { chooseContent, saveDecrypted } from './sops-whole.ts';
import { testRules } from './sops-rules.ts';
import { revealUnfinished, setUnfinished, unfinishedFor } from './sops-unfinished.ts';
import { count, documentRef, entryId, entryPath, fileRef, keyName, newValue, nothing, revealed, sinkRef } from './values.ts';

export { entryType, recipe, type EntryType, type Recipe } from './sops-kinds.ts';

/** Guessed in the core from the value; tells nothing about its length. */
export const entryKind = v.picklist(['empty', 'text', 'number', 'boolean', 'url', 'token', 'password', 'pem', 'json']);
export type EntryKind = v.InferOutput<typeof entryKind>;
/** `branch` has named entries below it, `list` has entries without names, `document` begins each further document of a file and cannot be changed. */
export const entryShape = v.picklist(['value', 'branch', 'list', 'document']);
export type EntryShape = v.InferOutput<typeof entryShape>;
/** `renamed`: another name, the same value; a new name with a new value is `changed`, and `was` tells the old name. */
export const entryChange = v.picklist(['none', 'added', 'changed', 'renamed', 'removed']);
export type EntryChange = v.InferOutput<typeof entryChange>;
/** What somebody should look at in a name or value. Classes only: nothing tells a length. */
export const entryMark = v.picklist(['duplicate', 'bad-name', 'unquoted-hash', 'trailing-space', 'unexpanded-dollar', 'quotes-kept', 'misprinted', 'placeholder', 'weak']);
export type EntryMark = v.InferOutput<typeof entryMark>;

/** What would be saved, by kind of change. `moved` counts entries that stand elsewhere among the others, `comments` changed comment and blank lines. */
const pendingCounts = v.strictObject({ added: count, changed: count, renamed: count, removed: count, moved: count, comments: count });
export type PendingCounts = v.InferOutput<typeof pendingCounts>;
const draftState = v.strictObject({ revision: count, pending: pendingCounts, canUndo: v.boolean(), canRedo: v.boolean() });
export type DraftState = v.InferOutput<typeof draftState>;

const valueOrRecipe = v.union([newValue, recipe]);

/** How large the content of a file is that is one value. Never its length: that would tell one content from another. */
export const sizeClass = v.picklist(['empty', 'under-1-kb', 'under-10-kb', 'under-100-kb', 'under-1-mb', 'under-10-mb', 'larger']);
export type SizeClass = v.InferOutput<typeof sizeClass>;

/** Columnar: one array per column, all of the same length, in file order. */
const entryColumns = v.strictObject({
  ...draftState.entries,
  entry: v.array(entryId),
  /** 0 at the top; what a branch or list holds follows it, one deeper. */
  depth: v.array(count),
  shape: v.array(entryShape),
  /** '' for an element of a list. */
  name: v.array(v.string()),
  /** `null` for what is no value. */
  type: v.array(entryType),
  kind: v.array(entryKind),
  /** True if the value has line breaks: it needs more room to be edited. */
  multiline: v.array(v.boolean()),
  change: v.array(entryChange),
  /** The saved name of an entry that got another one, else ''. */
  was: v.array(v.string()),
  moved: v.array(v.boolean()),
  /** Only the values that were saved as another type. */
  retyped: v.array(v.strictObject({ entry: entryId, was: entryType })),
  /** False where the file's rules leave the value readable for everybody. */
  encrypted: v.array(v.boolean()),
  /** The comment lines right above the entry, with anything that looks like a value masked; '' for none. */
  comment: v.array(v.string()),
  /** Index into `groups`, -1 for none: the section that a heading comment opens. */
  group: v.array(v.pipe(v.number(), v.integer(), v.minValue(-1))),
  groups: v.array(v.string()),
  /** Only the entries that have any. */
  marks: v.array(v.strictObject({ entry: entryId, marks: v.array(entryMark) })),
  /** Only of a file that is one value. */
  size: v.optional(sizeClass),
});
export type EntryColumns = v.InferOutput<typeof entryColumns>;

const opened = v.strictObject({
  document: documentRef,
  file: fileRef,
  path: v.string(),
  format: fileFormat,
  /** What can stand in it: values only, sections of values, anything at any depth, or one value that is the whole file. */
  shape: v.picklist(['flat', 'sections', 'deep', 'whole']),
  types: v.array(entryType),
  entries: count,
  recipients: v.array(v.string()),
  /** When sops or Coffre last saved it: RFC 3339, from the file. */
  lastModified: v.string(),
  sopsVersion: v.string(),
  /** Where the identity that opened it was found, in words of the machine: a path or a variable's name. */
  openedWith: v.string(),
  /** What a MAC cannot vouch for or another reader would stumble over. */
  notes: v.array(fileNote),
});
export type Opened = v.InferOutput<typeof opened>;

/** When each entry's ciphertext last changed, from the history of the file. Only entries for which that is known; `changedAt` is RFC 3339. */
const entryHistory = v.strictObject({ state: v.picklist(['found', 'no-git', 'no-repository', 'not-tracked']), entry: v.array(entryId), changedAt: v.array(v.string()) });
export type EntryHistory = v.InferOutput<typeof entryHistory>;

/** Another key that holds the same value, here or in a file beside this one. */
const twin = v.strictObject({ entry: entryId, path: v.string(), name: v.string() });
export type Twin = v.InferOutput<typeof twin>;

/** What one side did to a key since both had the same file. */
const sideChange = v.picklist(['none', 'added', 'changed', 'renamed', 'removed']);
/** Two versions of one file, by key and columnar: those on which yours or theirs did something. The common version is the one that was opened. */
const conflict = v.strictObject({
  revision: count,
  entry: v.array(entryId),
  name: v.array(v.string()),
  /** `both`: to be chosen; `mine`, `theirs`: only that side changed it; `same`: both made the same change. */
  group: v.array(v.picklist(['both', 'mine', 'theirs', 'same'])),
  mine: v.array(sideChange),
  theirs: v.array(sideChange),
  unchanged: count,
  /** Comment lines and places in which the file on disk differs from the one that was opened. */
  linesChanged: count,
  theirLastModified: v.string(),
  recipientsAdded: v.array(v.string()),
  recipientsRemoved: v.array(v.string()),
});
export type Conflict = v.InferOutput<typeof conflict>;
export type SideChange = v.InferOutput<typeof sideChange>;

/** The draft as lines of text: one line per entry, comment and blank line, in the order of the file, removed entries left out. No value is among them. */
const textLines = v.strictObject({
  ...draftState.entries,
  /** A reference to a value of this document: `{{coffre:<seal>:<line>}}`, and `{{coffre:<seal>:<line>:<version>}}` for another one than the file held at first. */
  seal: v.string(),
  line: v.array(entryId),
  kind: v.array(v.picklist(['entry', 'comment', 'blank'])),
  /** The name of an entry; the text of a comment behind its `#`, '' where it is sealed; '' for a blank line. */
  text: v.array(v.string()),
  /** True for the value of an entry, and for a comment that looks like it holds one: it stands as a reference. */
  sealed: v.array(v.boolean()),
  /** Which of the values of its line a reference stands for: a line that gets another one keeps its id. 0 where nothing is sealed. */
  version: v.array(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(999_999_999))),
});
export type TextLines = v.InferOutput<typeof textLines>;

const editErrors = ['document-not-found', 'entry-not-found', 'value-not-representable'] as const;

const nameErrors = ['name-taken', 'name-not-representable', 'name-reserved'] as const;
/** Where something goes: right behind the entry `after`, before the entry `before` and its comments, at the end of the branch or list `inside`, else at the end of the file. */
const place = { before: v.optional(entryId), after: v.optional(entryId), inside: v.optional(entryId) };

const ofDocument = v.strictObject({ document: documentRef });
const ofEntry = v.strictObject({ document: documentRef, entry: entryId });
const ofEntries = v.strictObject({ document: documentRef, entries: v.pipe(v.array(entryId), v.maxLength(100_000)) });
/** Which value of an entry: as it would be saved, as it was saved, or as it stands on disk now (after compareDisk). */
export const side = v.picklist(['draft', 'saved', 'disk']);
export type Side = v.InferOutput<typeof side>;

export const sops = {
  /** Reads, decrypts and verifies a file. Its plaintext stays in the core until closeFile. */
  openFile: call({ input: v.strictObject({ file: fileRef }), output: opened, errors: openErrors, exposes: 'metadata', audited: true }),
  /** Ends an openFile of this file that is under way; that one answers `cancelled`. */
  cancelOpening: call({ input: v.strictObject({ file: fileRef }), output: nothing, errors: [], exposes: 'nothing' }),
  closeFile: call({ input: ofDocument, output: nothing, errors: ['document-not-found'], exposes: 'nothing' }),
  testRules,
  prepareEncryption,
  writeEncryption,
  getClearFile,
  getClearHistory,
  planEncryption,
  applyEncryption,
  compareFiles,
  getCoverage,
  replaceContent,
  chooseContent,
  saveDecrypted,
  setUnfinished,
  revealUnfinished,
  /** The files that are open, for a window that starts again. The one asked for last comes last. */
  listDocuments: call({ input: nothing, output: v.array(v.strictObject({ ...opened.entries, ...draftState.entries, unfinished: v.optional(unfinishedFor) })), errors: [], exposes: 'metadata' }),
  listEntries: call({ input: ofDocument, output: entryColumns, errors: ['document-not-found'], exposes: 'metadata' }),
  /** Reads the git history of the ciphertext. May take seconds; answers `not-tracked` and the like rather than failing. */
  listHistory: call({ input: ofDocument, output: entryHistory, errors: ['document-not-found'], exposes: 'metadata' }),
  /** Pending values that also stand under another name here, or in an encrypted file of the same folder. */
  findTwins: call({ input: ofDocument, output: v.strictObject({ twins: v.pipe(v.array(twin), v.maxLength(1000)) }), errors: ['document-not-found'], exposes: 'metadata' }),
  revealEntry: call({ input: v.strictObject({ ...ofEntry.entries, side }), output: revealed, errors: ['document-not-found', 'entry-not-found'], exposes: 'one-secret', roles: ['window'] }),
  /** Puts one value on the clipboard; it is cleared again, if still ours, after `clearAfterMs`. */
  copyEntry: call({ input: ofEntry, output: v.strictObject({ clearAfterMs: count }), errors: ['document-not-found', 'entry-not-found', 'clipboard-unavailable'], exposes: 'nothing', discloses: ['clipboard'], roles: ['window'] }),
  /** `type`: as before where it is absent. A value that is none of its type is refused as `value-not-representable` (`not-this-type`). */
  setEntry: call({ input: v.strictObject({ ...ofEntry.entries, value: valueOrRecipe, type: v.optional(entryType) }), output: draftState, errors: editErrors, exposes: 'nothing' }),
  /** Reads the present value as another type: the text `5` as the number 5. */
  retypeEntry: call({ input: v.strictObject({ ...ofEntry.entries, type: entryType }), output: draftState, errors: editErrors, exposes: 'nothing' }),
  /** A value (`str` unless `type` says otherwise), or an empty branch or list, whose `value` is ''. No `name` for an element of a list. */
  addEntry: call({
    input: v.strictObject({ document: documentRef, name: v.optional(keyName), value: valueOrRecipe, type: v.optional(entryType), shape: v.optional(v.picklist(['value', 'branch', 'list'])), ...place }),
    output: v.strictObject({ ...draftState.entries, entry: entryId }), errors: ['document-not-found', 'entry-not-found', ...nameErrors, 'value-not-representable', 'no-place-for-it'], exposes: 'nothing',
  }),
  renameEntry: call({ input: v.strictObject({ ...ofEntry.entries, name: keyName }), output: draftState, errors: ['document-not-found', 'entry-not-found', 'entry-fixed', ...nameErrors], exposes: 'nothing' }),
  /** The copy stands below its original, under a free name that ends in `_COPY`. */
  duplicateEntry: call({ input: ofEntry, output: v.strictObject({ ...draftState.entries, entry: entryId }), errors: ['document-not-found', 'entry-not-found', 'entry-fixed'], exposes: 'nothing' }),
  removeEntries: call({ input: ofEntries, output: draftState, errors: ['document-not-found', 'entry-not-found', 'entry-fixed'], exposes: 'nothing' }),
  /** Takes back what was pending for these entries: value, name, removal, being new, being moved. */
  restoreEntries: call({ input: ofEntries, output: draftState, errors: ['document-not-found', 'entry-not-found'], exposes: 'nothing' }),
  /** Puts the entries, with all below them and in their present order, to a place. Comments right above an entry that no heading is go with it. What comes out of a list gets a free name, what goes into one loses its own. */
  moveEntries: call({ input: v.strictObject({ ...ofEntries.entries, ...place }), output: draftState, errors: ['document-not-found', 'entry-not-found', 'entry-fixed', 'name-taken', 'no-place-for-it'], exposes: 'nothing' }),
  /** One step back, or forward again; the same state where there is none. */
  undoChange: call({ input: ofDocument, output: draftState, errors: ['document-not-found'], exposes: 'nothing' }),
  redoChange: call({ input: ofDocument, output: draftState, errors: ['document-not-found'], exposes: 'nothing' }),
  /** Of dotenv files only. */
  listLines: call({ input: ofDocument, output: textLines, errors: ['document-not-found', 'format-not-supported'], exposes: 'metadata' }),
  /** Replaces `remove` lines from line `at` (both counted as in listLines) by new ones. A line that holds a reference keeps that value; the first use keeps the entry, further ones copy it. */
  spliceLines: call({
    input: v.strictObject({ document: documentRef, expectedRevision: count, at: count, remove: count, lines: v.pipe(v.array(newValue), v.maxLength(100_000)) }),
    output: draftState, errors: ['document-not-found', 'revision-conflict', 'line-not-representable', 'format-not-supported'], exposes: 'nothing',
  }),
  discardChanges: call({ input: ofDocument, output: draftState, errors: ['document-not-found'], exposes: 'nothing' }),
  /** Writes the draft. `keptAside` names the file that holds what another program wrote in the very moment of saving. */
  saveFile: call({
    input: v.strictObject({ document: documentRef, expectedRevision: count }),
    output: v.strictObject({ ...draftState.entries, written: v.boolean(), keptAside: v.optional(v.string()) }),
    errors: [...saveErrors, 'draft-not-representable'], exposes: 'nothing', audited: true,
  }),
  /** Reads the file as it stands on disk now and compares it with the draft, by key. The draft stays as it is. */
  compareDisk: call({ input: ofDocument, output: conflict, errors: ['document-not-found', 'file-gone', ...openErrors], exposes: 'metadata', audited: true }),
  /** Stands the draft on the version on disk that compareDisk read: `mine` and `theirs` name the side that counts for each entry listed there as `both`; any other may be named too. Saves nothing. */
  rebaseDraft: call({
    input: v.strictObject({ document: documentRef, expectedRevision: count, mine: ofEntries.entries.entries, theirs: ofEntries.entries.entries }),
    output: draftState, errors: ['document-not-found', 'revision-conflict', 'changed-on-disk', 'choice-missing', 'name-taken'], exposes: 'nothing',
  }),
  /** One value to a sink that the command line minted. `path`: see shared/text/entry-path.ts. */
  printEntry: call({ input: v.strictObject({ document: documentRef, path: entryPath, sink: sinkRef }), output: v.strictObject({ bytes: count }), errors: ['document-not-found', 'entry-not-found', 'not-a-value', 'sink-closed', 'write-failed'], exposes: 'nothing', discloses: ['stdout'], roles: ['cli'] }),
  /** The whole file in clear text to a sink that the command line minted. */
  decryptFile: call({ input: v.strictObject({ document: documentRef, sink: sinkRef }), output: v.strictObject({ bytes: count }), errors: ['document-not-found', 'sink-closed', 'file-exists', 'disk-full', 'write-failed', ...codeErrors], exposes: 'nothing', discloses: ['stdout', 'file'], roles: ['cli'] }),
};
