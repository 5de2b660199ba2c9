// Every field of a `security-policy.yaml` as one table: where it stands, what it takes, what holds without it, and the floor that no policy goes below. Pure.
export const algorithms = ['AES-256-GCM'] as const;
export const tlsVersions = ['1.2', '1.3'] as const;
export const providers = ['totp', 'sms'] as const;
/** Those that have forward secrecy and are not broken, by their names in RFC 8446 and RFC 5289. */
export const suites = [
  'TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256', 'TLS_AES_128_GCM_SHA256',
  'TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384', 'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384', 'TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256', 'TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256',
  'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256', 'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256',
] as const;
export type Suite = (typeof suites)[number];

/** By the names of the file. */
export interface PolicyValues {
  readonly auto_rotation: boolean;
  readonly rotation_interval_days: number;
  readonly encryption_at_rest: boolean;
  readonly encryption_algorithm: (typeof algorithms)[number];
  readonly max_access_attempts: number;
  readonly lockout_duration_minutes: number;
  readonly mfa_required: boolean;
  readonly mfa_providers: readonly (typeof providers)[number][];
  readonly session_timeout_minutes: number;
  readonly concurrent_sessions_limit: number;
  readonly tls_min_version: (typeof tlsVersions)[number];
  readonly cipher_suites: readonly Suite[];
  readonly allowed_ips: readonly string[];
  readonly blocked_countries: readonly string[];
  readonly audit_retention_days: number;
  readonly audit_encryption: boolean;
  readonly audit_hash_names: boolean;
  readonly audit_required: boolean;
  readonly real_time_alerts: boolean;
  readonly failed_logins: number;
  readonly unusual_access: number;
}
export type FieldName = keyof PolicyValues;
export type Value = PolicyValues[FieldName];

export type SectionName = 'secrets' | 'authentication' | 'networking' | 'monitoring' | 'alert_thresholds';
/** Where each section stands in the file. */
export const sectionPaths: Readonly<Record<SectionName, readonly string[]>> = {
  secrets: ['security', 'secrets'], authentication: ['security', 'authentication'], networking: ['security', 'networking'], monitoring: ['security', 'monitoring'], alert_thresholds: ['security', 'monitoring', 'alert_thresholds'],
};

/**
 * What a field takes. `flag`: true is the stricter one. `count`: from `min` to `max`, `floor` being the loosest that ever holds.
 * `choice`: from the loosest to the strictest. `list`: of a few words, less is stricter. `networks`, `countries`: kept as they are written.
 */
export type Takes =
  | { readonly kind: 'flag'; readonly floor?: true }
  | { readonly kind: 'count'; readonly unit: 'days' | 'minutes' | 'times'; readonly min: number; readonly max: number; readonly stricter: 'less' | 'more'; readonly floor: number }
  | { readonly kind: 'choice'; readonly of: readonly string[] }
  | { readonly kind: 'list'; readonly of: readonly string[] }
  | { readonly kind: 'networks' }
  | { readonly kind: 'countries' };
export interface Field {
  readonly section: SectionName;
  readonly takes: Takes;
  /** True for what a project's policy never touches: lock-out, audit and the second factor are the person's own. */
  readonly personal: boolean;
}

const count = (unit: 'days' | 'minutes' | 'times', [min, max]: readonly [number, number], stricter: 'less' | 'more', floor: number): Takes => ({ kind: 'count', unit, min, max, stricter, floor });
const flag: Takes = { kind: 'flag' };
const shared = (section: SectionName, takes: Takes): Field => ({ section, takes, personal: false });
const own = (section: SectionName, takes: Takes): Field => ({ section, takes, personal: true });

export const fields: Readonly<Record<FieldName, Field>> = {
  auto_rotation: shared('secrets', flag),
  rotation_interval_days: shared('secrets', count('days', [1, 3650], 'less', 3650)),
  encryption_at_rest: shared('secrets', { kind: 'flag', floor: true }),
  encryption_algorithm: shared('secrets', { kind: 'choice', of: algorithms }),
  max_access_attempts: own('secrets', count('times', [1, 1000], 'less', 5)),
  lockout_duration_minutes: own('secrets', count('minutes', [1, 10_080], 'more', 15)),
  mfa_required: own('authentication', flag),
  mfa_providers: own('authentication', { kind: 'list', of: providers }),
  session_timeout_minutes: shared('authentication', count('minutes', [1, 1440], 'less', 30)),
  concurrent_sessions_limit: shared('authentication', count('times', [1, 100], 'less', 10)),
  tls_min_version: shared('networking', { kind: 'choice', of: tlsVersions }),
  cipher_suites: shared('networking', { kind: 'list', of: suites }),
  allowed_ips: shared('networking', { kind: 'networks' }),
  blocked_countries: shared('networking', { kind: 'countries' }),
  audit_retention_days: own('monitoring', count('days', [1, 3650], 'more', 90)),
  audit_encryption: own('monitoring', flag),
  audit_hash_names: own('monitoring', flag),
  audit_required: own('monitoring', flag),
  real_time_alerts: shared('monitoring', flag),
  failed_logins: shared('alert_thresholds', count('times', [1, 1000], 'less', 100)),
  unusual_access: shared('alert_thresholds', count('times', [1, 1000], 'less', 100)),
};
export const fieldNames = Object.keys(fields) as readonly FieldName[];

/** What holds where no policy says anything. WHY not all as in the guide: a second factor, an encrypted log and rotation by itself are asked for by whoever wants them. */
export const defaults: PolicyValues = {
  auto_rotation: false, rotation_interval_days: 90, encryption_at_rest: true, encryption_algorithm: 'AES-256-GCM', max_access_attempts: 5, lockout_duration_minutes: 15,
  mfa_required: false, mfa_providers: ['totp'], session_timeout_minutes: 30, concurrent_sessions_limit: 3,
  tls_min_version: '1.3', cipher_suites: ['TLS_AES_256_GCM_SHA384'], allowed_ips: [], blocked_countries: [],
  audit_retention_days: 365, audit_encryption: false, audit_hash_names: false, audit_required: true, real_time_alerts: true, failed_logins: 5, unusual_access: 10,
};

function floorOf(takes: Takes): Value {
  if (takes.kind === 'flag') return takes.floor ?? false;
  if (takes.kind === 'count') return takes.floor;
  if (takes.kind === 'choice') return (takes.of[0] ?? '') as Value;
  return takes.kind === 'list' ? (takes.of as Value) : [];
}
/** The loosest value of each field that ever holds. */
export const floors = Object.fromEntries(fieldNames.map((name) => [name, floorOf(fields[name].takes)])) as unknown as PolicyValues;
