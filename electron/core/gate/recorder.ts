// The gate's view of the audit log: what it writes for every request. The log itself is a room and is handed in.
import type { AuditFacts } from '../../../shared/ipc/audit.ts';
import type { Role, Subject } from '../../../shared/ipc/define.ts';
import type { About } from '../ports.ts';

/** What the gate writes: no value, no hash of one. */
export type GateFacts = AuditFacts & { readonly event_type: 'secret_access_intent' | 'secret_access' | 'operation' | 'refusal' };
export interface AuditLog {
  /** Resolves once the line is on disk; rejects if it cannot be. */
  append(facts: GateFacts): Promise<void>;
  /** The same before a secret leaves: resolves if it may. */
  admit(facts: GateFacts): Promise<void>;
}

export const nobody: Subject = { secretKey: '', backend: '' };

/** Every request of this program comes from this machine. */
const loopback = '127.0.0.1';

/** Who a program is in the log: the OS user and the program; a job by its name. */
export function programFacts(about: About, role: Role = about.host === 'cli' ? 'cli' : 'window', job?: string): Pick<GateFacts, 'agent' | 'ip_address' | 'user_agent'> {
  const program = role === 'cli' ? 'cli' : 'window';
  return { agent: `${about.user} (${program}${job === undefined ? '' : `, job ${job}`})`, ip_address: loopback, user_agent: `Coffre/${about.version} (${program}; ${about.platform})` };
}

/** Fills in who and from where. */
export const factsFor = (about: About, role: Role, requestId: string, action: string, job?: string): Pick<GateFacts, 'agent' | 'action' | 'ip_address' | 'user_agent' | 'request_id'> => ({ ...programFacts(about, role, job), action, request_id: requestId });
