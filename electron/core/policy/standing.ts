// What becomes of each field here: enforced, kept for a part of the program that is not there yet, or nothing that a desktop program can do. The words for it live with the other words.
import { fields, type FieldName, type PolicyValues, type Takes } from './fields.ts';

export type Standing = 'enforced' | 'waiting' | 'elsewhere';

export const standings: Readonly<Record<FieldName, Standing>> = {
  auto_rotation: 'waiting', rotation_interval_days: 'waiting', encryption_at_rest: 'enforced', encryption_algorithm: 'enforced', max_access_attempts: 'enforced', lockout_duration_minutes: 'enforced',
  mfa_required: 'enforced', mfa_providers: 'enforced', session_timeout_minutes: 'enforced', concurrent_sessions_limit: 'enforced',
  tls_min_version: 'enforced', cipher_suites: 'enforced', allowed_ips: 'elsewhere', blocked_countries: 'elsewhere',
  audit_retention_days: 'enforced', audit_encryption: 'enforced', audit_hash_names: 'enforced', audit_required: 'enforced', real_time_alerts: 'waiting', failed_logins: 'waiting', unusual_access: 'waiting',
};

/** Parts of a value that are kept and not enforced here. */
export const notHere = (name: FieldName, { [name]: value }: PolicyValues): readonly string[] => (name === 'mfa_providers' && typeof value === 'object' && (value as readonly string[]).includes('sms') ? ['sms'] : []);

type ShownTakes = Readonly<{ kind: 'flag' } | { kind: 'count'; unit: 'days' | 'minutes' | 'times'; min: number; max: number; stricter: 'less' | 'more' } | { kind: 'choice' | 'list'; of: string[] } | { kind: 'networks' | 'countries' }>;
/** What a field takes as somebody may choose it: nothing below the floor. */
export function choosable(name: FieldName): ShownTakes {
  const takes: Takes = fields[name].takes;
  if (takes.kind === 'count') return { kind: 'count', unit: takes.unit, stricter: takes.stricter, min: takes.stricter === 'more' ? takes.floor : takes.min, max: takes.stricter === 'less' ? takes.floor : takes.max };
  if (takes.kind === 'choice' || takes.kind === 'list') return { kind: takes.kind, of: [...takes.of] };
  return { kind: takes.kind };
}
