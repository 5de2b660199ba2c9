// The gate's view of the audit log: what it writes for every request. The log itself is a room and is handed in.
import type { AuditFacts } from '../../../shared/ipc/audit.ts';
import type { Role, Subject } from '../../../shared/ipc/define.ts';
import type { About } from '../ports.ts';

/** What the gate writes: no value, no hash of one. */
export type GateFacts = AuditFacts & { readonly event_type: 'secret_access_intent' | 'secret_access' | 'operation' | 'refusal' };
export interface AuditLog {
  /** Resolves once the line is on disk; rejects if it cannot be. */
  append(facts: GateFacts): Promise<void>;
}

export const nobody: Subject = { secretKey: '', backend: '' };

/** Fills in who and from where. Every request of this program comes from this machine. */
export function factsFor(about: About, role: Role, requestId: string, action: string, job?: string): Pick<GateFacts, 'agent' | 'action' | 'ip_address' | 'user_agent' | 'request_id'> {
  const program = role === 'cli' ? 'cli' : 'window';
  return { agent: `${about.user} (${program}${job === undefined ? '' : `, job ${job}`})`, action, ip_address: '127.0.0.1', user_agent: `Coffre/${about.version} (${program}; ${about.platform})`, request_id: requestId };
}
