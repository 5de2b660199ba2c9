// Who can open encrypted files, and changing that for one file, a rule or a whole folder at once: planned and proven first, then written all or not at all. Public names only.
import * as v from 'valibot';
import { call } from './define.ts';
import { codeErrors } from './factor-errors.ts';
import { getAccess, listAccess } from './recipients-access.ts';
import { keyKind, namedBy } from './recipients-kinds.ts';
import { openErrors, saveErrors } from './sops-errors.ts';
import { rulesOutcome } from './sops-rules.ts';
import { count, fileRef, nothing, projectRef } from './values.ts';

export { keyKind, namedBy, type KeyKind, type NamedBy } from './recipients-kinds.ts';

export const planRef = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22}$/, 'plan'));
const listRef = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22}$/, 'list'));
/** A key of any kind, as sops writes it: a fingerprint, an address. WHY so loose: the core says in words what is wrong with one. */
const anyKey = v.pipe(v.string(), v.regex(/^[A-Za-z0-9][\x20-\x7e]{0,8000}$/, 'key'));
const anyKeys = v.pipe(v.array(anyKey), v.minLength(1), v.maxLength(1000));
/** Somebody's name: one short line, and no path. */
const name = v.pipe(v.string(), v.regex(/^[^\u0000-\u001f\u007f/\\]{0,80}$/, 'name'));
const personName = v.pipe(v.string(), v.regex(/^[^\u0000-\u001f\u007f/\\]{1,80}$/, 'name'));

const somebody = v.strictObject({ kind: keyKind, key: v.string(), name: v.string(), namedBy });
export type Somebody = v.InferOutput<typeof somebody>;

const listed = v.strictObject({
  path: v.string(),
  /** By key group, mostly one; columnar. `ruled`: the rule for the file names it, too, in the same group. */
  groups: v.pipe(v.array(v.strictObject({ kind: v.array(keyKind), key: v.array(v.string()), name: v.array(v.string()), namedBy: v.array(namedBy), ruled: v.array(v.boolean()) })), v.maxLength(255)),
  /** How many groups it takes. */
  threshold: count,
  outcome: rulesOutcome,
  /** The rules in reach, '' for none, and the line of the one that is meant for the file. */
  rulesFile: v.string(),
  ruleLine: count,
  /** Whom the rule names and the file does not; the first thousand. */
  missing: v.pipe(v.array(somebody), v.maxLength(1000)),
  missingCount: count,
  /** `differ`: `sops updatekeys` would change the file. */
  state: v.picklist(['same', 'differ', 'unknown']),
});
export type ListedRecipients = v.InferOutput<typeof listed>;

export const peopleProblem = v.picklist(['file-unreadable', 'not-yaml', 'wrong-type', 'unknown-field', 'no-name', 'no-keys', 'bad-key', 'private-key', 'duplicate-key', 'duplicate-name', 'bad-date']);
export type PeopleProblem = v.InferOutput<typeof peopleProblem>;
const people = v.strictObject({
  /** `.coffre/people.yaml`, as a person would write it; '' if there is none yet. */
  path: v.string(),
  people: v.pipe(v.array(v.strictObject({ name: v.string(), keys: v.array(v.string()), /** YYYY-MM-DD, '' where it is not said. */ since: v.string() })), v.maxLength(1000)),
  problems: v.pipe(v.array(v.strictObject({ code: peopleProblem, line: count, column: count })), v.maxLength(1000)),
});
export type People = v.InferOutput<typeof people>;

/** Why a file stays as it is. */
export const stayReason = v.picklist([
  'no-rule', 'rules-refuse', 'no-key', 'last-recipient', 'locks-you-out', 'tampered', 'damaged', 'unreadable', 'outside', 'unsaved', 'too-many-recipients', 'recipient-not-supported', 'rule-not-editable', 'no-such-group',
]);
export type StayReason = v.InferOutput<typeof stayReason>;

const keepKey = v.boolean();
/** What is to be done. `keepKey`: whoever is taken out could still open new values with the data key that he has; else the file gets a new one. */
export const change = v.variant('what', [
  /** To key group `group`, counted from 0. */
  v.strictObject({ what: v.literal('add'), files: v.pipe(v.array(fileRef), v.minLength(1), v.maxLength(1000)), recipients: anyKeys, group: v.optional(count) }),
  v.strictObject({ what: v.literal('remove'), files: v.pipe(v.array(fileRef), v.minLength(1), v.maxLength(1000)), recipients: anyKeys, keepKey }),
  /** A new data key, and every value sealed anew under it. */
  v.strictObject({ what: v.literal('rotate'), files: v.pipe(v.array(fileRef), v.minLength(1), v.maxLength(1000)) }),
  /** Every encrypted file of the folder for whom its rule says. */
  v.strictObject({ what: v.literal('sync'), project: projectRef, keepKey }),
  /** A rule and all files that it is meant for: `rules` is a `.sops.yaml` and `rule` the place in it, counted from 0; without `rule`, `rules` is an encrypted file, and the rule is the one that is meant for it. */
  v.strictObject({ what: v.literal('rule'), rules: fileRef, rule: v.optional(count), add: v.pipe(v.array(v.strictObject({ key: anyKey, name })), v.maxLength(1000)), remove: v.pipe(v.array(anyKey), v.maxLength(1000)), keepKey }),
  /** Somebody leaves: out of every rule and every file of the folder. */
  v.strictObject({ what: v.literal('leave'), project: projectRef, recipients: anyKeys }),
]);
export type RecipientChange = v.InferOutput<typeof change>;

const plan = v.strictObject({
  plan: planRef,
  /** The folder it is about, as a person would write it. */
  root: v.string(),
  /** Files that change, that need no change, and that stay though they should change. */
  changes: count,
  same: count,
  stays: count,
  /** Of the files that change, those that get a new data key, and those that nobody here opens afterwards. */
  newKeys: count,
  lockedOut: count,
});
export type Plan = v.InferOutput<typeof plan>;

const planPage = v.strictObject({
  total: count,
  files: v.pipe(v.array(v.strictObject({
    /** The way from the folder. */
    path: v.string(),
    kind: v.picklist(['encrypted', 'rules']),
    state: v.picklist(['changes', 'stays']),
    reason: v.optional(stayReason),
    /** The first hundred each. */
    added: v.pipe(v.array(somebody), v.maxLength(100)), addedCount: count,
    removed: v.pipe(v.array(somebody), v.maxLength(100)), removedCount: count,
    /** Who can open it afterwards. */
    left: count,
    newKey: v.boolean(),
    locksOut: v.boolean(),
    ruleLine: count,
  })), v.maxLength(1000)),
});
export type PlanPage = v.InferOutput<typeof planPage>;
export type PlanRow = PlanPage['files'][number];

const rulesPreview = v.strictObject({
  files: v.pipe(v.array(v.strictObject({
    /** The way from the folder. */
    path: v.string(),
    /** What changes, with the lines around it; a line that may hold a private key is ''. The first two thousand. */
    lines: v.pipe(v.array(v.strictObject({ text: v.string(), change: v.picklist(['same', 'added', 'removed']) })), v.maxLength(2000)),
  })), v.maxLength(1000)),
});
export type RulesPreview = v.InferOutput<typeof rulesPreview>;

const unfinished = v.strictObject({ root: v.string(), /** RFC 3339. */ startedAt: v.string(), files: count, /** Those that are written already. */ written: count, /** Those that somebody else changed since: they stay as they are. */ foreign: count });
export type Unfinished = v.InferOutput<typeof unfinished>;

/** Why something in `.coffre/rotation.yaml` does not count. */
export const markProblem = v.picklist(['file-unreadable', 'not-yaml', 'wrong-type', 'unknown-field', 'no-file', 'no-values', 'bad-date']);
export type MarkProblem = v.InferOutput<typeof markProblem>;

const leaving = v.variant('by', [v.strictObject({ by: v.literal('plan'), plan: planRef }), v.strictObject({ by: v.literal('keys'), project: projectRef, recipients: anyKeys })]);
export type Leaving = v.InferOutput<typeof leaving>;

const exposed = v.strictObject({
  exposed: listRef,
  /** Where the revisions come from; without a repository only the files as they lie here count. */
  state: v.picklist(['found', 'no-git', 'no-repository']),
  /** False if there are revisions that are not here. */
  whole: v.boolean(),
  commits: count,
  /** Values that they could read, and the files that these stand in. */
  values: count,
  files: count,
});
export type ExposedCounts = v.InferOutput<typeof exposed>;
const thousand = <const S extends v.GenericSchema>(each: S) => v.pipe(v.array(each), v.maxLength(1000));
/** Columns, a thousand values a page. */
const exposedPage = v.strictObject({
  total: count,
  /** The way from the folder that keeps `.coffre`, and the path in the file; '' for a file that is one value. */
  file: thousand(v.string()), key: thousand(v.string()),
  /** Who of those who go could read it: names, or keys of nobody known. */
  who: thousand(v.string()),
  /** RFC 3339 and the commit; '' where no revision has it. */
  since: thousand(v.string()), commit: thousand(v.string()),
  /** '' for up to now. */
  until: thousand(v.string()),
  /** The file still has a value of this name; it is marked for rotation already. */
  here: thousand(v.boolean()), marked: thousand(v.boolean()),
});
export type ExposedPage = v.InferOutput<typeof exposedPage>;
const marksPage = v.strictObject({
  /** `.coffre/rotation.yaml`, as a person would write it; '' if there is none yet. */
  path: v.string(),
  total: count,
  file: thousand(v.string()), key: thousand(v.string()), who: thousand(v.string()),
  /** YYYY-MM-DD, '' where it is not said. */
  since: thousand(v.string()), marked: thousand(v.string()),
  problems: thousand(v.strictObject({ code: markProblem, line: count, column: count })),
});
export type MarksPage = v.InferOutput<typeof marksPage>;

const busyErrors = ['work-under-way', 'transaction-busy', 'transaction-unfinished', 'transaction-damaged'] as const;
const writeErrors = saveErrors.filter((code) => code !== 'document-not-found' && code !== 'revision-conflict');
/** Of writing what the project keeps in `.coffre`. */
const keptErrors = [...writeErrors, 'file-exists', 'file-too-large', 'file-not-found'] as const;

export const recipients = {
  getAccess,
  listAccess,
  /** Needs no key: reads names only. */
  listRecipients: call({ input: v.strictObject({ file: fileRef }), output: listed, errors: openErrors, exposes: 'metadata' }),
  listPeople: call({ input: v.strictObject({ project: projectRef }), output: people, errors: ['project-not-found'], exposes: 'metadata' }),
  /** Somebody of the project that the file belongs to, by name. */
  getPerson: call({ input: v.strictObject({ file: fileRef, name: personName }), output: v.strictObject({ keys: v.array(v.string()) }), errors: ['file-not-found', 'person-not-found'], exposes: 'metadata' }),
  /** Adds somebody, or replaces the keys of one who is there under this name. Comments stay. `since` '' leaves it out. */
  setPerson: call({
    input: v.strictObject({ project: projectRef, name: personName, keys: anyKeys, since: v.pipe(v.string(), v.regex(/^(?:\d{4}-\d{2}-\d{2})?$/, 'date')) }), output: nothing,
    errors: ['project-not-found', 'people-not-editable', 'bad-recipient', ...keptErrors], exposes: 'nothing', audited: true,
  }),
  renamePerson: call({ input: v.strictObject({ project: projectRef, name: personName, to: personName }), output: nothing, errors: ['project-not-found', 'people-not-editable', 'person-not-found', 'person-exists', ...keptErrors], exposes: 'nothing', audited: true }),
  /** Out of the list of names: what he can open stays as it is. */
  removePerson: call({ input: v.strictObject({ project: projectRef, name: personName }), output: nothing, errors: ['project-not-found', 'people-not-editable', 'person-not-found', ...keptErrors], exposes: 'nothing', audited: true }),
  /** Makes every changed file in memory and proves it; nothing is written. Replaces the plan before. `evenIfLockedOut`: also where no identity of this computer opens the file afterwards. */
  planChange: call({
    input: v.strictObject({ change, evenIfLockedOut: v.boolean() }), output: plan,
    errors: ['project-not-found', 'file-not-found', 'recipient-not-supported', 'rule-not-found', 'rules-not-editable', 'recipient-known', 'recipient-not-found', 'last-recipient', 'bad-recipient', 'file-unreadable', 'file-too-large', 'plan-too-large', 'cancelled', ...busyErrors], exposes: 'metadata', audited: true,
  }),
  /** What changes and what stays though it should change, in the order of the paths; at most 1,000 a page. */
  listPlan: call({ input: v.strictObject({ plan: planRef, offset: count }), output: planPage, errors: ['plan-not-found'], exposes: 'metadata' }),
  /** The files of rules that change, as lines. */
  previewRules: call({ input: v.strictObject({ plan: planRef }), output: rulesPreview, errors: ['plan-not-found'], exposes: 'metadata' }),
  /** Writes all of it or nothing. Where it lets somebody in, locks somebody out or gives new data keys for their own sake, the core asks the person first. Progress comes as `recipients.progressed`. */
  applyPlan: call({
    input: v.strictObject({ plan: planRef }), output: v.strictObject({ written: count, /** Files that hold what another program wrote in the very moment of writing. */ keptAside: v.array(v.string()) }),
    errors: ['plan-not-found', 'not-confirmed', ...codeErrors, 'cancelled', ...writeErrors, ...busyErrors], exposes: 'nothing', audited: true,
  }),
  /** Ends what is being planned or written; files that are written already are put back. */
  cancelWork: call({ input: nothing, output: nothing, errors: [], exposes: 'nothing' }),
  /**
   * Reads every revision for what somebody who goes could read: whom a plan takes out, before or after it was carried out, or who is named by his keys. Replaces the list before; progress comes as `recipients.progressed`.
   * Opens nothing: who is named in a revision could read it.
   */
  findExposed: call({
    input: v.strictObject({ leaving }), output: exposed,
    errors: ['plan-not-found', 'project-not-found', 'recipient-not-supported', 'cancelled'], exposes: 'metadata', audited: true,
  }),
  listExposed: call({ input: v.strictObject({ exposed: listRef, offset: count }), output: exposedPage, errors: ['list-not-found'], exposes: 'metadata' }),
  /** Ends the reading of revisions. */
  cancelExposed: call({ input: nothing, output: nothing, errors: [], exposes: 'nothing' }),
  /** Marks values of the list for rotation, in `.coffre/rotation.yaml`: those at these places, else all that are still there. */
  markForRotation: call({
    input: v.strictObject({ exposed: listRef, places: v.optional(v.pipe(v.array(count), v.maxLength(100_000))) }), output: v.strictObject({ marked: count, path: v.string() }),
    errors: ['list-not-found', 'marks-not-editable', ...keptErrors], exposes: 'nothing', audited: true,
  }),
  listRotationMarks: call({ input: v.strictObject({ project: projectRef, offset: count }), output: marksPage, errors: ['project-not-found'], exposes: 'metadata' }),
  /** A change that was interrupted, by a crash or a power cut. */
  getUnfinished: call({ input: nothing, output: v.strictObject({ unfinished: v.optional(unfinished) }), errors: ['transaction-damaged'], exposes: 'metadata' }),
  /** Brings all files of an interrupted change to one state: `forward` the new one, `back` the old one. */
  finishUnfinished: call({
    input: v.strictObject({ way: v.picklist(['forward', 'back']) }), output: v.strictObject({ written: count, /** Paths that somebody else changed since, left as they are. */ foreign: v.pipe(v.array(v.string()), v.maxLength(1000)) }),
    errors: ['nothing-unfinished', ...writeErrors, 'work-under-way', 'transaction-busy', 'transaction-damaged', 'transaction-unfinished'], exposes: 'nothing', audited: true,
  }),
};
