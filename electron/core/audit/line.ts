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
export interface Head {
  readonly seq: number;
  readonly hash: string;
}

export const emptyHead: Head = { seq: 0, hash: '0'.repeat(64) };

const longest = 512;
/** Cut to a sane length, and well-formed, so that what is hashed is what UTF-8 can hold. */
const cut = (text: string): string => (text.length > longest ? `${text.slice(0, longest)}…` : text).toWellFormed();

/** The line after `head`, without its line feed, and the head after it. */
export function writeLine(facts: AuditFacts, at: Date, head: Head): { readonly line: string; readonly head: Head } {
  const seq = head.seq + 1;
  const body = JSON.stringify({
    timestamp: at.toISOString(),
    event_type: cut(facts.event_type), secret_key: cut(facts.secret_key), agent: cut(facts.agent), action: cut(facts.action), success: facts.success,
    ip_address: cut(facts.ip_address), user_agent: cut(facts.user_agent), request_id: cut(facts.request_id),
    backend: cut(facts.backend), reason: cut(facts.reason), duration_ms: facts.duration_ms, seq, prev: head.hash,
  }).slice(0, -1);
  const hash = createHash('sha256').update(body).digest('hex');
  return { line: `${body},"hash":"${hash}"}`, head: { seq, hash } };
}

const hashMember = /,"hash":"([0-9a-f]{64})"\}$/;

/** Reads one line; undefined if it is none of ours. `intact` tells whether its hash fits its bytes. */
export function readLine(line: string): { readonly entry: AuditEntry; readonly intact: boolean } | undefined {
  const found = hashMember.exec(line);
  if (found === null) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  const entry = v.safeParse(auditEntry, value);
  if (!entry.success || entry.output.hash !== found[1]) return undefined;
  return { entry: entry.output, intact: createHash('sha256').update(line.slice(0, found.index)).digest('hex') === found[1] };
}

/** The last entry of a text that ends with a whole line, or undefined. */
export function headOf(line: string): Head | undefined {
  const read = readLine(line);
  return read === undefined ? undefined : { seq: read.entry.seq, hash: read.entry.hash };
}
