// The audit log, as metadata: who did what when, never a value.
import * as v from 'valibot';
import { call } from './define.ts';
import { count, nothing } from './values.ts';

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

/** How a line differs from what the chain promises. */
export const auditDamage = v.picklist(['not-a-line', 'hash-mismatch', 'chain-broken', 'sequence-broken', 'torn-line']);
export type AuditDamage = v.InferOutput<typeof auditDamage>;

export const audit = {
  /** The newest entries last; at most 1,000 at once. */
  list: call({ input: v.strictObject({ limit: v.pipe(count, v.maxValue(1000)), before: v.optional(count) }), output: v.strictObject({ total: count, entries: v.pipe(v.array(auditEntry), v.maxLength(1000)) }), errors: ['audit-unreadable'], exposes: 'metadata', roles: ['cli'] }),
  /** Reads the whole log. `line` counts from 1 and names the first line that is not as it was written. */
  verify: call({ input: nothing, output: v.strictObject({ lines: count, whole: v.boolean(), line: v.optional(count), damage: v.optional(auditDamage), head: v.string() }), errors: ['audit-unreadable'], exposes: 'metadata', roles: ['cli'] }),
};
