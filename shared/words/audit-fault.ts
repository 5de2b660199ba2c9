// Why the audit log cannot be written, as the words of both languages need it.
import type { AuditFault } from '../ipc/audit.ts';
import type { Facts } from './error-code.ts';

/** What keeps it from being written, and what to do about it, as sentences. */
export type FaultWords = Readonly<Record<AuditFault, { readonly why: string; readonly next: string }>>;

const known: Readonly<Record<AuditFault, true>> = { 'full': true, 'no-right': true, 'foreign': true, 'busy': true, 'no-key': true, 'other': true };
const isFault = (text: string): text is AuditFault => Object.hasOwn(known, text);

/** What the refusal says, if it says so. */
export function faultIn(facts: Facts): AuditFault {
  const fault = facts.text('fault') ?? '';
  return isFault(fault) ? fault : 'other';
}
