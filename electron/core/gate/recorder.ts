// The gate's view of the audit log: what it writes for every request. The log itself is a room and is handed in.
import type { Role, Subject } from '../../../shared/ipc/define.ts';
import type { About } from '../ports.ts';

/** One line before the log adds time and chain. No value, no hash of one. */
export interface AuditFacts {
  readonly event_type: 'secret_access_intent' | 'secret_access' | 'operation' | 'refusal';
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
export interface AuditLog {
  /** Resolves once the line is on disk; rejects if it cannot be. */
  append(facts: AuditFacts): Promise<void>;
}

export const nobody: Subject = { secretKey: '', backend: '' };

/** Fills in who and from where. Every request of this program comes from this machine. */
export function factsFor(about: About, role: Role, requestId: string, action: string): Pick<AuditFacts, 'agent' | 'action' | 'ip_address' | 'user_agent' | 'request_id'> {
  const program = role === 'cli' ? 'cli' : 'window';
  return { agent: `${about.user} (${program})`, action, ip_address: '127.0.0.1', user_agent: `Coffre/${about.version} (${program}; ${about.platform})`, request_id: requestId };
}
