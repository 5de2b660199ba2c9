// The audit log, as metadata: who did what when, never a value.
import * as v from 'valibot';
import { call } from './define.ts';
import { count, nothing, sinkRef } from './values.ts';

const filterText = v.pipe(v.string(), v.regex(/^[^\u0000-\u001f\u007f]{1,512}$/, 'text'));
const time = v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?Z$/, 'time'));

/** The guide's nine fields, then ours. Times are UTC, RFC 3339 with milliseconds. */
export const auditEntry = v.strictObject({
  timestamp: v.string(),
  event_type: v.string(),
  secret_key: v.string(),
  agent: v.string(),
  action: v.string(),
  success: v.boolean(),
  ip_address: v.string(),
  user_agent: v.string(),
  request_id: v.string(),
  backend: v.string(),
  reason: v.string(),
  duration_ms: v.number(),
  seq: count,
  prev: v.string(),
  hash: v.string(),
});
export type AuditEntry = v.InferOutput<typeof auditEntry>;
/** What is known about an event before the log adds its time and its place in the chain. */
export type AuditFacts = Readonly<Omit<AuditEntry, 'timestamp' | 'seq' | 'prev' | 'hash'>>;

/** Which lines; each field that is there must fit. Texts fit anywhere in their column and in any case. */
export const auditFilter = v.strictObject({
  who: v.optional(filterText),
  /** An action or a kind of event. */
  what: v.optional(filterText),
  secret: v.optional(filterText),
  /** Exactly this secret or file, as the log calls it. */
  subject: v.optional(filterText),
  backend: v.optional(filterText),
  result: v.optional(v.picklist(['answered', 'refused'])),
  /** From then on, and before then: RFC 3339, UTC. */
  since: v.optional(time),
  until: v.optional(time),
  /** In any of them, or in the reason. */
  text: v.optional(filterText),
});
export type AuditFilter = v.InferOutput<typeof auditFilter>;

/** What was done to the log. */
export const auditDamage = v.picklist(['edited', 'removed', 'inserted', 'reordered', 'truncated', 'rolled-back', 'forged-checkpoint', 'wrong-key']);
export type AuditDamage = v.InferOutput<typeof auditDamage>;
/** What a verification cannot know: no signature at all · lines behind the last one · whose key it must be · whether the end was cut off · what stood in lines whose time was over. */
export const auditUnknown = v.picklist(['unsigned', 'unprotected-tail', 'key-unconfirmed', 'end-unconfirmed', 'expired']);
export type AuditUnknown = v.InferOutput<typeof auditUnknown>;

/** Why the log cannot be written: the disk is full · a right is missing, or the disk takes no writes · something else stands in its place, or it is somebody else's · another program holds it · lines are to be sealed and no profile was ever open here. */
export const auditFault = v.picklist(['full', 'no-right', 'foreign', 'busy', 'no-key', 'other']);
export type AuditFault = v.InferOutput<typeof auditFault>;

const standing = v.strictObject({
  /** False while lines cannot be written, and until what was read without one is said in the log. */
  written: v.boolean(),
  fault: v.optional(auditFault), since: v.optional(v.string()),
  /** True where the policy lets secrets be read without a line; else nothing leaves meanwhile. */
  readsAnyway: v.boolean(),
  /** How many days lines are kept at least. */
  keepDays: count,
  /** How many left without a line since then. */
  unlogged: count,
});
export type AuditStanding = v.InferOutput<typeof standing>;

const exportFormat = v.picklist(['jsonl', 'csv', 'bundle']);
const exportErrors = ['audit-unreadable', 'file-too-large', 'file-exists', 'disk-full', 'write-failed'] as const;

const verdict = v.strictObject({
  /** Lines that were read, and lines that a tombstone stands for. */
  lines: count, expired: count,
  whole: v.boolean(),
  /** The first line that is not as it was written: `line` counts from 1 in `file`. */
  damage: v.optional(auditDamage), file: v.optional(v.string()), line: v.optional(count),
  /** The last line before that; zeros for an empty log. */
  seq: count, head: v.string(),
  /** Signatures that hold, the line that is the last of them, and the fingerprint of its key. */
  checkpoints: count, signed: count, fingerprint: v.string(),
  /** Lines in which the log itself says that it was replaced or damaged. */
  reported: count,
  unknown: v.array(auditUnknown),
});
export type AuditVerdict = v.InferOutput<typeof verdict>;

export const audit = {
  /** The newest entries that fit, the newest last; at most 1,000 at once. */
  list: call({
    input: v.strictObject({ limit: v.pipe(count, v.maxValue(1000)), before: v.optional(count), filter: v.optional(auditFilter) }),
    output: v.strictObject({ total: count, /** Sealed lines that were passed over: the profile is locked. */ closed: count, entries: v.pipe(v.array(auditEntry), v.maxLength(1000)) }), errors: ['audit-unreadable'], exposes: 'metadata',
  }),
  /**
   * Of all that fits, the newest first, `limit` entries from place `from` on: any part of millions. `total`: lines that tell of something, `matched`: those that fit.
   * The first time the whole log is read: until `complete`, the answer is about what was read so far, and `audit.indexProgressed` says when to ask again.
   */
  listRange: call({
    input: v.strictObject({ filter: v.optional(auditFilter), from: count, limit: v.pipe(count, v.maxValue(1000)) }),
    output: v.strictObject({ total: count, matched: count, complete: v.boolean(), entries: v.pipe(v.array(auditEntry), v.maxLength(1000)) }), errors: ['audit-unreadable'], exposes: 'metadata',
  }),
  /** One line by its number, with the ends of the chain beside it and the number of the signature that covers it; each of them where it is there. */
  getEntry: call({
    input: v.strictObject({ seq: count }),
    output: v.strictObject({ entry: v.optional(auditEntry), before: v.optional(v.strictObject({ seq: count, hash: v.string() })), after: v.optional(v.strictObject({ seq: count, prev: v.string() })), signed: v.optional(count) }), errors: ['audit-unreadable'], exposes: 'metadata',
  }),
  /** How many accesses were answered and refused, of all that fits: by hour or day (its beginning, UTC), by secret (the twenty most frequent), by hour of the day (UTC). Columnar. */
  sumUp: call({
    input: v.strictObject({ filter: v.optional(auditFilter), by: v.picklist(['hour', 'day', 'secret', 'hour-of-day']) }),
    output: v.strictObject({ complete: v.boolean(), label: v.array(v.string()), answered: v.array(count), refused: v.array(count) }), errors: ['audit-unreadable'], exposes: 'metadata',
  }),
  /** Reads the whole log, and tells how far it is (`audit.verifyProgressed`). Where the profile is open, it must have signed, and the log must end as it remembers. */
  verify: call({ input: nothing, output: verdict, errors: ['audit-unreadable', 'cancelled'], exposes: 'metadata' }),
  /** What the next signature lets go of, because its time is over; changes nothing. `newest`: when the last line of a month was written, at the latest. */
  planRetention: call({
    input: nothing, output: v.strictObject({ keepDays: count, months: v.array(v.strictObject({ name: v.string(), first: count, last: count, newest: v.string() })) }), errors: ['audit-unreadable'], exposes: 'metadata',
  }),
  /** What fits, the oldest first: one JSON object a line, or a table; or, as a tar archive, the whole log with its public keys and the verifier, signed to its end where the profile is open. */
  exportLog: call({ input: v.strictObject({ format: exportFormat, filter: v.optional(auditFilter), sink: sinkRef }), output: v.strictObject({ entries: count, bytes: count }), errors: ['sink-closed', ...exportErrors], exposes: 'nothing', discloses: ['stdout', 'file'], roles: ['cli'] }),
  /** The same, to a place that the person chooses. */
  saveExport: call({ input: v.strictObject({ format: exportFormat, filter: v.optional(auditFilter) }), output: v.strictObject({ name: v.string(), entries: count, bytes: count }), errors: ['no-file-dialog', 'cancelled', ...exportErrors], exposes: 'nothing', discloses: ['file'], roles: ['window'] }),
  /** Whether lines are being written. `audit.standingChanged` says when to ask again. */
  getStanding: call({ input: nothing, output: standing, errors: [], exposes: 'metadata', whileLocked: true }),
  /** Ends every verification that is under way. */
  cancelVerify: call({ input: nothing, output: nothing, errors: [], exposes: 'nothing' }),
};
