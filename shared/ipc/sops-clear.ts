// A clear file becomes an encrypted one in the window: what is known of it, what would be written, and writing it. Names, counts and public keys only; the page names no path.
import * as v from 'valibot';
import { call } from './define.ts';
import { openErrors, saveErrors } from './sops-errors.ts';
import { encryptionLoss } from './sops-files.ts';
import { fileFormat, fileNote } from './sops-kinds.ts';
import { recipientKind, rulesOutcome } from './sops-rules.ts';
import { count, fileRef } from './values.ts';

const encryptionRef = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22}$/, 'encryption'));
/** A public key. WHY so loose: the core says in words what is wrong with one. */
const recipient = v.pipe(v.string(), v.regex(/^(?:age1|ssh-)[\x21-\x7e](?:[\x20-\x7e]{0,8000}[\x21-\x7e])?$/, 'recipient'));
/** Somebody's name: one short line, and no path. */
const name = v.pipe(v.string(), v.regex(/^[^\u0000-\u001f\u007f/\\]{0,80}$/, 'name'));

/** `beside`: a new file, such as `.env.encrypted` for `.env`. */
export const encryptTarget = v.picklist(['beside', 'in-place']);
export type EncryptTarget = v.InferOutput<typeof encryptTarget>;

/** Whom a rule names, by key group. */
const ruled = {
  groups: v.pipe(v.array(v.strictObject({ kind: v.array(recipientKind), key: v.array(v.string()), name: v.array(v.string()) })), v.maxLength(255)),
  threshold: count,
};

const target = v.strictObject({
  target: encryptTarget,
  name: v.string(),
  /** What lies there. `self`: the clear file. */
  there: v.picklist(['nothing', 'encrypted', 'other', 'self']),
  outcome: rulesOutcome,
  ruleLine: count,
  /** None unless the outcome is `matched`. */
  ...ruled,
  /** A rule that is meant for files right beside this one, or for one of its name in a folder beside its own: it could be meant for this one, too. `rule` is counted from 1; of `covers`, the first three. */
  near: v.optional(v.strictObject({ rule: count, line: count, covers: v.pipe(v.array(v.string()), v.maxLength(3)), ...ruled })),
});

const clearFile = v.strictObject({
  /** The way from the folder of the project. */
  path: v.string(),
  format: fileFormat,
  keys: count,
  /** How many of them look like they hold a secret. */
  secrets: count,
  /** How many would be rotated if somebody else could read the file: the secret ones, else all. */
  toRotate: count,
  /** The rules in reach, or the file that would be made for one. */
  rulesFile: v.string(),
  rulesThere: v.boolean(),
  rules: count,
  targets: v.pipe(v.array(target), v.length(2)),
  /** `offered`: a line in `ignoreFile` would keep git from taking the clear file. */
  ignore: v.picklist(['offered', 'ignored', 'no-repository', 'no-git', 'not-possible']),
  ignoreFile: v.string(),
});
export type ClearFile = v.InferOutput<typeof clearFile>;

const clearHistory = v.strictObject({
  state: v.picklist(['found', 'never', 'no-git', 'no-repository', 'unknown']),
  commits: count,
  /** When it came into the history: RFC 3339, '' where it is not in it. */
  since: v.string(),
  /** True if the last commit has it. */
  tracked: v.boolean(),
  /** False if the history was cut short, so that there may be more. */
  complete: v.boolean(),
});
export type ClearHistory = v.InferOutput<typeof clearHistory>;

/** `matched`: as the rule says. `add`: with a new rule. `widen`: by the rule that is `near`, which is meant for this file, too, from then on. `none`: without any, which sops allows only where there are no rules in reach. */
const ruleWish = v.picklist(['matched', 'add', 'widen', 'none']);

const planned = v.strictObject({
  encryption: encryptionRef,
  name: v.string(),
  change: v.picklist(['none', 'new', 'replaced', 'updated']),
  encrypted: count,
  readable: count,
  kept: count,
  recipients: count,
  /** `opened`: with an identity of this computer. `structure`: none fits, so what was made was read back and compared only. */
  verified: v.picklist(['opened', 'structure']),
  notes: v.array(fileNote),
  losses: v.array(encryptionLoss),
  /** What becomes of the rules, and the lines that change with those around them; a line that may hold a private key is ''. */
  rulesChange: v.picklist(['none', 'new', 'changed']),
  rulesFile: v.string(),
  preview: v.pipe(v.array(v.strictObject({ text: v.string(), change: v.picklist(['same', 'added', 'removed']) })), v.maxLength(2000)),
});
export type PlannedEncryption = v.InferOutput<typeof planned>;

const written = v.strictObject({
  /** The encrypted file, by its way from the folder of the project. */
  path: v.string(),
  /** `changed`: another program wrote it meanwhile, so it stays. */
  clear: v.picklist(['deleted', 'kept', 'replaced', 'changed', 'not-deletable']),
  ignored: v.picklist(['done', 'not-asked', 'failed']),
  rotation: v.picklist(['marked', 'not-asked', 'failed']),
  /** Values that were not marked before. */
  marked: count,
});
export type WrittenEncryption = v.InferOutput<typeof written>;

const ofFile = v.strictObject({ file: fileRef });
const fileErrors = [...openErrors, 'already-encrypted', 'not-in-this-format'] as const;

/** Reads the clear file and the rules in reach; writes nothing. */
export const getClearFile = call({ input: ofFile, output: clearFile, errors: fileErrors, exposes: 'metadata', roles: ['window'] });
/** Asks git whether any branch has or had the file. May take seconds. */
export const getClearHistory = call({ input: ofFile, output: clearHistory, errors: ['file-not-found'], exposes: 'metadata', roles: ['window'] });
/** Encrypts in memory and proves it. Of the plans of a window the last eight count. */
export const planEncryption = call({
  input: v.strictObject({ file: fileRef, target: encryptTarget, rule: ruleWish, recipients: v.pipe(v.array(v.strictObject({ key: recipient, name })), v.maxLength(1000)) }), output: planned,
  errors: [...fileErrors, 'target-not-encrypted', 'folder-not-found', 'other-format', 'no-recipients', 'rules-refuse', 'rules-not-editable', 'rule-takes-others', 'bad-recipient', 'recipient-not-supported', 'verify-failed'], exposes: 'metadata', roles: ['window'], audited: true,
});
/** Writes the rules, the encrypted file, the line for git, with `marks` the marks for rotation of what git has of it in clear text, and takes the clear file away last, once what was written opens to the same. */
export const applyEncryption = call({
  input: v.strictObject({ encryption: encryptionRef, clear: v.picklist(['delete', 'keep']), ignore: v.boolean(), marks: v.boolean() }), output: written,
  errors: [...saveErrors, ...openErrors.filter((code) => !(saveErrors as readonly string[]).includes(code)), 'file-exists', 'opens-nowhere-here'], exposes: 'nothing', roles: ['window'], audited: true,
});
