// The rule tester: which rule of which `.sops.yaml` is meant for a file, and what is wrong with that file of rules. Public names and places only.
import * as v from 'valibot';
import { call } from './define.ts';
import { count, fileRef } from './values.ts';

export const ruleProblemCode = v.picklist([
  'file-unreadable', 'file-too-large', 'too-much', 'not-yaml', 'unknown-anchor', 'several-documents', 'duplicate-field', 'wrong-type',
  'unknown-field', 'matches-everything', 'no-creation-rules', 'never-reached', 'bad-regex', 'regex-too-heavy', 'nothing-encrypted',
  'no-recipients', 'empty-group', 'bad-recipient', 'private-key', 'duplicate-recipient', 'post-quantum-mixed',
  'selectors-conflict', 'groups-win', 'bad-threshold', 'threshold-unused', 'destinations-conflict',
]);
export type RuleProblemCode = v.InferOutput<typeof ruleProblemCode>;

const problem = v.strictObject({
  code: ruleProblemCode,
  /** What sops does about it: refuses every file, refuses the files of this rule, or goes on without a word. */
  stops: v.picklist(['everything', 'rule', 'nothing']),
  line: count,
  column: count,
  /** Index of the creation rule it is about. */
  rule: v.optional(count),
  /** The field it is about, '' for none. */
  field: v.string(),
  /** The field that was meant, '' where nobody can tell. */
  suggestion: v.string(),
  /** What the field takes, where something else stands in it. */
  expected: v.optional(v.picklist(['text', 'number', 'yes-or-no', 'list', 'text-or-list', 'fields'])),
});
export type RuleProblem = v.InferOutput<typeof problem>;

export const ruleVerdict = v.picklist(['matches', 'not-meant', 'earlier-won', 'not-asked', 'bad-regex', 'unknown']);
export type RuleVerdict = v.InferOutput<typeof ruleVerdict>;
export const rulesOutcome = v.picklist(['matched', 'no-match', 'refused', 'ignored', 'unknown', 'no-file']);
export type RulesOutcome = v.InferOutput<typeof rulesOutcome>;
export const recipientKind = v.picklist(['age', 'pgp', 'kms', 'gcp_kms', 'azure_keyvault', 'hc_vault', 'hckms']);
export type RecipientKind = v.InferOutput<typeof recipientKind>;

/** One group of recipients, columnar. `key` is '' for what is no public key, `name` comes from a comment in the file. */
const group = v.strictObject({ kind: v.array(recipientKind), key: v.array(v.string()), name: v.array(v.string()) });

const effective = v.strictObject({
  /** Index of the rule. */
  rule: count,
  groups: v.pipe(v.array(group), v.maxLength(255)),
  /** How many groups must come together to open the file. */
  threshold: count,
  /** `usual`: the rule says nothing, and this is what sops takes then. */
  selector: v.strictObject({ field: v.string(), text: v.string(), usual: v.boolean() }),
  macOnlyEncrypted: v.boolean(),
  /** Blanks per level that the file of rules asks for in a file of this name; absent where it says nothing. */
  indent: v.optional(v.pipe(v.number(), v.integer())),
});

const rulesTested = v.strictObject({
  /** The file that was asked about, as a person would write it. */
  path: v.string(),
  /** The file of rules that is in reach of it, '' for none. */
  rulesFile: v.string(),
  /** Set if the sops command, run in `folder`, would find another one; `rulesFile` is '' if it would find none. */
  elsewhere: v.optional(v.strictObject({ folder: v.string(), rulesFile: v.string() })),
  /** A `.sops.yml` on the way, which sops does not read; '' for none. */
  passedOver: v.string(),
  /** What the expressions are tried on. */
  tried: v.string(),
  outcome: rulesOutcome,
  ruleCount: count,
  /** The first thousand, in order. */
  rules: v.pipe(v.array(v.strictObject({ line: count, pathRegex: v.string(), verdict: ruleVerdict, recipients: count })), v.maxLength(1000)),
  effective: v.optional(effective),
  destinations: v.pipe(v.array(v.strictObject({ line: count, pathRegex: v.string(), target: v.picklist(['s3', 'gcs', 'vault', 'none']), where: v.string(), recipients: count })), v.maxLength(100)),
  problemCount: count,
  /** The first thousand, in the order of the file. */
  problems: v.pipe(v.array(problem), v.maxLength(1000)),
});
export type RulesTested = v.InferOutput<typeof rulesTested>;

/** Reads the rules in reach of a file and tells which one is meant for it. The file itself is not opened, and need not be encrypted. */
export const testRules = call({ input: v.strictObject({ file: fileRef }), output: rulesTested, errors: ['file-not-found'], exposes: 'metadata' });
