// One line of the log: how it is written and how it is read back. The hash covers the bytes as written, so that no reader has to print JSON the same way.
import { hash as digest } from 'node:crypto';
import * as v from 'valibot';
import { auditEntry, type AuditEntry, type AuditFacts } from '../../../shared/ipc/audit.ts';

/** The end of a chain: the next line has `seq` one higher and `prev` equal to `hash`. */
export interface Head {
  readonly seq: number;
  readonly hash: string;
}

export const emptyHead: Head = { seq: 0, hash: '0'.repeat(64) };

/** No line of ours comes near it; whatever is longer is not a line. */
export const longestLine = 64 * 1024;

const cut = (text: string, units: number): string => (text.length <= units ? text : `${text.slice(0, units - 1)}…`);

const sha256 = (bytes: Buffer | string): string => digest('sha256', bytes, 'hex');

// SECURITY(audit-line-plain): JSON escapes line ends and half characters; what else steers a terminal or turns text around is escaped too, so a name cannot forge a line.
const steering = /[\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufeff]/g;
const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** The line after `head`, with its line feed, and the head after it. Fields are cut so that a line stays within a few kB. */
export function writeLine(facts: AuditFacts, at: Date, head: Head): { readonly text: string; readonly head: Head } {
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
  const body = json.slice(0, -1);
  const hash = sha256(body);
  return { text: `${body},"hash":"${hash}"}\n`, head: { seq, hash } };
}

const hashMember = /^,"hash":"([0-9a-f]{64})"\}$/;
const hashMemberLength = 75;

const hashOf = (bytes: Buffer): string | undefined => (bytes.length > longestLine ? undefined : hashMember.exec(bytes.toString('latin1', bytes.length - hashMemberLength))?.[1]);

/** What a line says, without its line feed; undefined if it is none of ours. Whether it is as it was written, `isIntact` tells. */
export function readLine(bytes: Buffer): AuditEntry | undefined {
  const hash = hashOf(bytes);
  if (hash === undefined) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
  const entry = v.safeParse(auditEntry, value);
  // WHY compared: JSON may name a member twice, and the last one wins.
  return entry.success && entry.output.hash === hash ? entry.output : undefined;
}

// SECURITY(audit-hash-bytes): over the bytes themselves: decoded text would take two different broken bytes for the same.
/** True if the hash at the end of a line fits the bytes before it. */
export const isIntact = (bytes: Buffer): boolean => sha256(bytes.subarray(0, -hashMemberLength)) === hashOf(bytes);

const tail = /,"seq":(\d{1,15}),"prev":"[0-9a-f]{64}"$/;

/** The number that a line claims, at a glance: for passing over many lines. Undefined if it is not written as ours are. */
export function glanceSeq(bytes: Buffer): number | undefined {
  const end = bytes.length - hashMemberLength;
  const seq = end < 0 ? undefined : tail.exec(bytes.toString('latin1', Math.max(0, end - 110), end))?.[1];
  return seq === undefined ? undefined : Number(seq);
}
