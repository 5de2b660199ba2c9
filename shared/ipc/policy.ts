// The security policy: what it asks for, what holds because of it and where, what is wrong with it, and changing it. Names, numbers and places; a policy holds no secret.
import * as v from 'valibot';
import { call } from './define.ts';
import { codeErrors } from './factor-errors.ts';
import { count, nothing, projectRef } from './values.ts';

export const policyField = v.picklist([
  'auto_rotation', 'rotation_interval_days', 'encryption_at_rest', 'encryption_algorithm', 'max_access_attempts', 'lockout_duration_minutes',
  'mfa_required', 'mfa_providers', 'session_timeout_minutes', 'concurrent_sessions_limit', 'tls_min_version', 'cipher_suites', 'allowed_ips', 'blocked_countries',
  'audit_retention_days', 'audit_encryption', 'audit_hash_names', 'audit_required', 'real_time_alerts', 'failed_logins', 'unusual_access',
]);
export type PolicyField = v.InferOutput<typeof policyField>;
export const policySection = v.picklist(['secrets', 'authentication', 'networking', 'monitoring', 'alert_thresholds']);
export type PolicySection = v.InferOutput<typeof policySection>;

/** Words, addresses and numbers with points; nothing that means something in YAML. */
const word = v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9_./:-]{0,99}$|^::[A-Fa-f0-9:./]{0,99}$/, 'word'));
export const policyValue = v.union([v.boolean(), v.pipe(v.number(), v.integer()), word, v.pipe(v.array(word), v.maxLength(1000))]);
export type PolicyValue = v.InferOutput<typeof policyValue>;

export const policyFindingCode = v.picklist([
  'file-unreadable', 'file-empty', 'file-too-large', 'too-much', 'not-yaml', 'several-documents', 'yaml-trick',
  'unknown-field', 'misplaced-field', 'duplicate-field', 'wrong-type', 'out-of-range', 'below-floor', 'unknown-value', 'not-supported', 'duplicate-value', 'empty-list', 'bad-network', 'bad-country',
  'no-provider-here', 'nothing-connects',
]);
export type PolicyFindingCode = v.InferOutput<typeof policyFindingCode>;
const finding = v.strictObject({
  code: policyFindingCode,
  line: count,
  column: count,
  /** '' where none is concerned, or its name may be anything. */
  field: v.string(),
  /** What was probably meant, '' where nobody can tell. */
  suggestion: v.string(),
  expected: v.optional(v.picklist(['yes-or-no', 'whole-number', 'text', 'list', 'fields'])),
  trick: v.optional(v.picklist(['anchor', 'alias', 'tag', 'merge', 'directive'])),
  /** The range of a number, or its floor. */
  least: v.optional(v.number()),
  most: v.optional(v.number()),
});
export type PolicyFinding = v.InferOutput<typeof finding>;
const findings = v.pipe(v.array(finding), v.maxLength(1000));

/** What a field takes; a number from `min` to `max`, neither below its floor. */
const takes = v.variant('kind', [
  v.strictObject({ kind: v.literal('flag') }),
  v.strictObject({ kind: v.literal('count'), unit: v.picklist(['days', 'minutes', 'times']), min: count, max: count, stricter: v.picklist(['less', 'more']) }),
  v.strictObject({ kind: v.literal('choice'), of: v.array(v.string()) }),
  v.strictObject({ kind: v.literal('list'), of: v.array(v.string()) }),
  v.strictObject({ kind: v.picklist(['networks', 'countries']) }),
]);
export type PolicyTakes = v.InferOutput<typeof takes>;

const row = v.strictObject({
  field: policyField,
  section: policySection,
  takes,
  /** What holds. */
  value: policyValue,
  /** `kept`: the policy of the person cannot be read here, and what it said before holds. `floor`: it asks for less than Coffre ever does. */
  origin: v.picklist(['default', 'personal', 'kept', 'project', 'floor']),
  /** What the policy of the person says; absent if it says nothing. */
  said: v.optional(policyValue),
  usual: policyValue,
  /** `waiting`: kept for a part of Coffre that is not there yet. `elsewhere`: a desktop program cannot do it. */
  standing: v.picklist(['enforced', 'waiting', 'elsewhere']),
  /** Parts of the value that are kept and not enforced here. */
  notHere: v.array(v.string()),
});
export type PolicyRow = v.InferOutput<typeof row>;

const change = v.strictObject({ field: policyField, /** Absent, the field is taken out of the file. */ value: v.optional(policyValue) });
export type PolicyChange = v.InferOutput<typeof change>;
/** Names one state of a file. */
const revision = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22}$/, 'revision'));
const line = v.strictObject({ text: v.string(), change: v.picklist(['same', 'added', 'removed']) });

const ofProject = v.strictObject({
  /** As the person would write it. */
  path: v.string(),
  /** `locked`: the profile is, so nobody knows what was accepted. `none`: there is no such file, and none was accepted. `gone`: it was accepted and is not there now. `new`, `changed`: it waits to be accepted. `faulty`: it cannot be. What was accepted binds until then. */
  state: v.picklist(['locked', 'none', 'new', 'accepted', 'changed', 'gone', 'faulty']),
  revision,
  findings,
  /** What accepting it changes of what the project asks for, by field; what it says about the person's own fields is left out. */
  changes: v.array(v.strictObject({ field: policyField, before: v.optional(policyValue), after: v.optional(policyValue) })),
  /** What it says about fields that are the person's own, and that no project touches. */
  ignored: v.array(policyField),
});
export type ProjectPolicy = v.InferOutput<typeof ofProject>;

const view = v.strictObject({
  /** The file of the person, as they would write it. */
  path: v.string(),
  there: v.boolean(),
  revision,
  findings,
  rows: v.array(row),
  project: v.optional(ofProject),
});
export type PolicyView = v.InferOutput<typeof view>;

const writeErrors = ['disk-full', 'write-failed', 'file-busy'] as const;
const editErrors = ['policy-not-editable', 'policy-invalid', 'policy-changed'] as const;
const path = v.pipe(v.string(), v.minLength(1), v.maxLength(4096));

export const policy = {
  /** What holds and where it comes from; with a project, also what that one asks for. */
  getView: call({ input: v.strictObject({ project: v.optional(projectRef) }), output: view, errors: ['project-not-found', 'record-damaged'], exposes: 'metadata', duringSetup: true }),
  /** What is wrong with a file that was named at the command line. */
  check: call({ input: v.strictObject({ path }), output: v.strictObject({ fields: count, findings }), errors: ['file-not-found', 'file-unreadable', 'not-a-file', 'symlink-loop', 'file-too-large'], exposes: 'metadata', roles: ['cli'], whileLocked: true }),
  /** The lines that would change in the policy of the person, and which fields would allow more than now. */
  planChange: call({ input: v.strictObject({ changes: v.pipe(v.array(change), v.minLength(1), v.maxLength(100)) }), output: v.strictObject({ lines: v.array(line), looser: v.array(policyField), revision }), errors: [...editErrors, 'file-unreadable', 'file-too-large'], exposes: 'metadata', roles: ['window'] }),
  /** Writes them, once the person agreed in a dialog of the system. `revision` is that of the plan. */
  change: call({ input: v.strictObject({ changes: v.pipe(v.array(change), v.minLength(1), v.maxLength(100)), revision }), output: nothing, errors: [...editErrors, 'file-unreadable', 'file-too-large', 'not-confirmed', ...codeErrors, 'dialog-busy', 'disk-full', 'write-failed'], exposes: 'nothing', roles: ['window'], audited: true }),
  /** From now on the policy of this project binds it, once the person agreed in a dialog of the system. */
  acceptProject: call({ input: v.strictObject({ project: projectRef, revision }), output: nothing, errors: ['project-not-found', 'policy-missing', 'policy-changed', 'policy-invalid', 'not-confirmed', ...codeErrors, 'dialog-busy', 'record-damaged', ...writeErrors], exposes: 'nothing', roles: ['window'], audited: true }),
  /** It binds no more. */
  forgetProject: call({ input: v.strictObject({ project: projectRef }), output: nothing, errors: ['project-not-found', 'policy-missing', 'not-confirmed', ...codeErrors, 'dialog-busy', 'record-damaged', ...writeErrors], exposes: 'nothing', roles: ['window'], audited: true }),
};
