// One line of the log: how it is written and how it is read back. The hash covers the bytes as written, so that no reader has to print JSON the same way.
import type { AuditEntry, AuditFacts } from '../../../shared/ipc/audit.ts';
import { linked, look, type Head, type Look } from './form.ts';

const cut = (text: string, units: number): string => (text.length <= units ? text : `${text.slice(0, units - 1)}…`);

// SECURITY(audit-line-plain): JSON escapes line ends and half characters; what else steers a terminal or turns text around is escaped too, so a name cannot forge a line.
const steering = /[\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufeff]/g;
const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** The twelve members that tell of the event, as JSON without its last brace. Fields are cut so that a line stays within a few kB. */
export function writeBody(facts: AuditFacts, at: Date): string {
  return JSON.stringify({
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
  }).replace(steering, escaped).slice(0, -1);
}

/** The line after `head`, with its line feed, and the head after it. */
export const writeLine = (facts: AuditFacts, at: Date, head: Head): { readonly text: string; readonly head: Head } => linked(writeBody(facts, at), head);

/** What opens a sealed line: its body, or undefined where there is no key. */
export type Opener = (line: Look & { readonly kind: 'sealed' }) => string | undefined;

/** What a line says, without its line feed; undefined if it tells of no event, or if it does not open. */
export function readLine(bytes: Buffer, open?: Opener): AuditEntry | undefined {
  const found = look(bytes);
  if (found?.kind === 'clear') return JSON.parse(bytes.toString('utf8')) as AuditEntry;
  const body = found?.kind === 'sealed' ? open?.(found) : undefined;
  if (found === undefined || body === undefined) return undefined;
  return { ...(JSON.parse(`${body}}`) as Omit<AuditEntry, 'seq' | 'prev' | 'hash'>), seq: found.seq, prev: found.prev, hash: found.hash };
}
