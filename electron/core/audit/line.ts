// One line of the log: how it is written and how it is read back. The hash covers the bytes as written, so that no reader has to print JSON the same way.
import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { auditEntry, type AuditEntry } from '../../../shared/ipc/audit.ts';

/** What a room or the gate knows about an event; the log adds time and chain. */
export interface AuditFacts {
  readonly event_type: string;
  readonly secret_key: string;
  readonly agent: string;
  readonly action: string;
  readonly success: boolean;
  readonly ip_address: string;
  readonly user_agent: string;
  readonly request_id: string;
  readonly backend: string;
  readonly reason: string;
  readonly duration_ms: number;
}
/** The end of a chain: the next line has `seq` one higher and `prev` equal to `hash`. */
export interface Head {
  readonly seq: number;
  readonly hash: string;
}

export const emptyHead: Head = { seq: 0, hash: '0'.repeat(64) };

/** No line of ours comes near it; whatever is longer is not a line. */
export const longestLine = 64 * 1024;

const cut = (text: string, units: number): string => (text.length <= units ? text : `${text.slice(0, units - 1)}…`);

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

// SECURITY(audit-line-plain): JSON escapes line ends and half characters; what else steers a terminal or turns text around is escaped too, so a name cannot forge a line.
const steering = /[\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufeff]/g;
const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** The line after `head`, with its line feed, and the head after it. Fields are cut so that a line stays within a few kB. */
export function writeLine(facts: AuditFacts, at: Date, head: Head): { readonly bytes: Buffer; readonly head: Head } {
  const seq = head.seq + 1;
  const json = JSON.stringify({
    timestamp: at.toISOString(),
    event_type: cut(facts.event_type, 64),
    secret_key: cut(facts.secret_key, 512),
    agent: cut(facts.agent, 128),
    action: cut(facts.action, 128),
    success: facts.success,
    ip_address: cut(facts.ip_address, 64),
    user_agent: cut(facts.user_agent, 128),
    request_id: cut(facts.request_id, 64),
    backend: cut(facts.backend, 64),
    reason: cut(facts.reason, 256),
    duration_ms: Number.isFinite(facts.duration_ms) ? facts.duration_ms : 0,
    seq,
    prev: head.hash,
  }).replace(steering, escaped);
  const body = Buffer.from(json.slice(0, -1), 'utf8');
  const hash = sha256(body);
  return { bytes: Buffer.concat([body, Buffer.from(`,"hash":"${hash}"}\n`, 'latin1')]), head: { seq, hash } };
}

const hashMember = /^,"hash":"([0-9a-f]{64})"\}$/;
const hashMemberLength = 75;

/** Reads one line, without its line feed; undefined if it is none of ours. `intact` tells whether its hash fits its bytes. */
export function readLine(bytes: Buffer): { readonly entry: AuditEntry; readonly intact: boolean } | undefined {
  if (bytes.length > longestLine || bytes.length < hashMemberLength) return undefined;
  const end = bytes.length - hashMemberLength;
  const hash = hashMember.exec(bytes.toString('latin1', end))?.[1];
  if (hash === undefined) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
  const entry = v.safeParse(auditEntry, value);
  // WHY compared: JSON may name a member twice, and the last one wins.
  if (!entry.success || entry.output.hash !== hash) return undefined;
  // SECURITY(audit-hash-bytes): over the bytes themselves: decoded text would take two different broken bytes for the same.
  return { entry: entry.output, intact: sha256(bytes.subarray(0, end)) === hash };
}
