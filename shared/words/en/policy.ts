// The security policy: its rules, what holds, what is wrong with a file of it, and changing it, in English.
import type { PolicyField, PolicyFinding, PolicyFindingCode, PolicyRow, PolicySection, PolicyTakes, PolicyValue } from '../../ipc/policy.ts';
import { formatOf } from '../intl.ts';

const f = formatOf('en');

const rule: Readonly<Record<PolicyField, string>> = {
  auto_rotation: 'Rotate when due', rotation_interval_days: 'Rotate secrets after', encryption_at_rest: 'Encrypt what is kept', encryption_algorithm: 'Cipher of what is kept',
  max_access_attempts: 'Wrong tries before the wait', lockout_duration_minutes: 'Wait after them', mfa_required: 'Second factor at unlock', mfa_providers: 'Ways of the second factor',
  session_timeout_minutes: 'Lock when idle after', concurrent_sessions_limit: 'Open at once, at most', tls_min_version: 'Oldest TLS', cipher_suites: 'Cipher suites of TLS',
  allowed_ips: 'Allowed networks', blocked_countries: 'Blocked countries', audit_retention_days: 'Keep the audit log for', audit_encryption: 'Encrypt the audit log', audit_hash_names: 'Hide names in the audit log', audit_required: 'No secret without a line in the log', real_time_alerts: 'Alert at once', failed_logins: 'Alert after failed unlocks', unusual_access: 'Alert after odd accesses',
};
/** Goes on after what `standing` says. */
const stands: Readonly<Record<PolicyField, string>> = {
  auto_rotation: 'for rotation, which is not there yet', rotation_interval_days: 'for rotation, which is not there yet',
  encryption_at_rest: 'identities and drafts are sealed in the profile; files are encrypted as sops does', encryption_algorithm: 'the only one that Coffre and sops use',
  max_access_attempts: 'for unlocking, and for each secret that somebody is refused; kept over restarts and changes of the clock', lockout_duration_minutes: 'the recovery key opens all the same',
  mfa_required: 'without one, an unlocked profile does nothing but set it up', mfa_providers: 'a code of an authenticator app',
  session_timeout_minutes: 'yours may be shorter, not longer', concurrent_sessions_limit: 'windows and agents; a command that ends by itself is none',
  tls_min_version: 'for every connection that Coffre opens, such as one to a Vault', cipher_suites: 'for every connection that Coffre opens, such as one to a Vault',
  allowed_ips: 'nobody connects to a program on your desk. Say it where the secrets are served: in the firewall, or as token_bound_cidrs of a role in Vault.',
  blocked_countries: 'an address says little about a country, and nobody connects to a program on your desk. Say it in the firewall or at the identity provider.',
  audit_retention_days: 'whole months go once their time is over', audit_encryption: 'new lines are sealed for the profile',
  audit_hash_names: 'new lines name a secret by a hash under a key of the profile, or not at all while it is locked', audit_required: 'otherwise, while the log cannot be written, secrets may be read; it is shown, counted, and said in the log afterwards',
  real_time_alerts: 'for alerts, which are not there yet', failed_logins: 'for alerts, which are not there yet', unusual_access: 'for alerts, which are not there yet',
};
const section: Readonly<Record<PolicySection, string>> = { secrets: 'Secrets', authentication: 'Unlocking', networking: 'Connections', monitoring: 'Watching', alert_thresholds: 'Alerts' };

const unit = { days: { one: '# day', other: '# days' }, minutes: { one: '# minute', other: '# minutes' }, times: { one: '#', other: '#' } } as const;
function shownValue(given: PolicyValue, takes: Pick<PolicyTakes, 'kind'> & { readonly unit?: keyof typeof unit }): string {
  if (typeof given === 'boolean') return given ? 'yes' : 'no';
  if (typeof given === 'number') return f.plural(given, unit[takes.unit ?? 'times']);
  if (typeof given === 'string') return given;
  return given.length === 0 ? 'none named' : given.join(', ');
}

const takes = { 'yes-or-no': 'true or false, without quotes', 'whole-number': 'a whole number in plain digits', text: 'text in quotes', list: 'a list in brackets', fields: 'fields, each with a name' } as const;
const tricks = { anchor: 'An anchor', alias: 'An alias', tag: 'A tag', merge: 'A merged mapping', directive: 'A directive' } as const;
const range = ({ least, most }: PolicyFinding): string => (least !== undefined && most !== undefined ? `${f.number(least)} to ${f.number(most)}` : least === undefined ? `at most ${f.number(most ?? 0)}` : `at least ${f.number(least)}`);
const it = ({ field }: PolicyFinding): string => (field === '' ? 'This' : field);
const finding: Readonly<Record<PolicyFindingCode, (facts: PolicyFinding) => string>> = {
  'file-unreadable': () => 'The policy cannot be read.',
  'file-empty': () => 'The file is empty. If no policy is meant, take the file away.',
  'file-too-large': () => 'The file is larger than 256 kB: that is no policy.',
  'too-much': () => 'The file is nested or repeated beyond what can be read.',
  'not-yaml': () => 'This is not YAML: nothing of this file can be read.',
  'several-documents': () => 'A second document begins here. A policy has one.',
  'yaml-trick': ({ trick }) => `${tricks[trick ?? 'alias']} means different things to different readers. Write the value itself.`,
  'unknown-field': ({ field }) => `${field === '' ? 'This field' : `The field ${field}`} is not known.`,
  'misplaced-field': ({ field }) => `${field} does not belong here.`,
  'duplicate-field': (facts) => `${it(facts)} stands here twice.`,
  'wrong-type': (facts) => `${it(facts)} takes ${takes[facts.expected ?? 'text']}${facts.least === undefined ? '' : `, ${range(facts)}`}.`,
  'out-of-range': (facts) => `${it(facts)} takes ${range(facts)}.`,
  'below-floor': (facts) => `${it(facts)}: Coffre never does less than ${facts.least === undefined && facts.most === undefined ? 'it does without a policy' : range(facts)}.`,
  'unknown-value': (facts) => `${it(facts)} does not know this value.`,
  'not-supported': () => 'Coffre and sops encrypt with AES-256-GCM and nothing else.',
  'duplicate-value': () => 'This stands in the list twice.',
  'empty-list': (facts) => `${it(facts)} names nothing, so nothing would be allowed. Take the line out for what is usual.`,
  'bad-network': () => 'This is not a network, such as 10.0.0.0/8 or fd00::/8.',
  'bad-country': () => 'This is not a country, such as "FR": two capital letters in quotes.',
  'no-provider-here': () => 'A second factor is required, and none of these works here.',
  'nothing-connects': () => 'TLS 1.3 with none of its own cipher suites: no connection could be opened.',
};

export const policy = {
  rule, stands, section, shownValue,
  rules: 'Rules of the policy',
  columns: { rule: 'Rule', value: 'Value', origin: 'From', stands: 'How it stands', act: 'Change' },
  none: 'no policy of your own',
  origin: { default: 'usual', personal: 'your policy', kept: 'until it is mended', project: 'a project', floor: 'never less' } satisfies Record<PolicyRow['origin'], string>,
  standing: { enforced: 'enforced:', waiting: 'kept', elsewhere: 'not enforced here, because' } satisfies Record<PolicyRow['standing'], string>,
  notHere: (parts: string) => `${parts} is not enforced here, because no message can reach this program. Use an app for codes.`,
  countElsewhere: (count: number) => f.plural(count, { one: '# rule not enforced here', other: '# rules not enforced here' }),
  finding,
  findingAt: (line: number, column: number) => `line ${f.number(line)}, column ${f.number(column)}`,
  meant: (suggestion: string) => `Did you mean ${suggestion}?`,
  findings: (count: number) => f.plural(count, { one: '# mistake in the policy. Until it is mended, what the policy said before goes on holding, and a rule that nobody can read loosens nothing', other: '# mistakes in the policy. Until they are mended, what the policy said before goes on holding, and a rule that nobody can read loosens nothing' }),
  inOrder: (count: number) => `In order: ${f.plural(count, { one: '# rule', other: '# rules' })}.`,

  edit: (name: string) => `Edit: ${name}`,
  editTitle: (name: string) => `Change “${name}”`,
  newValue: 'Value',
  yes: 'Yes', no: 'No',
  between: (least: number, most: number) => `${f.number(least)} to ${f.number(most)}`,
  oneEachLine: 'One in each line',
  usual: (text: string) => `Usual: ${text}`,
  toUsual: 'Take it out of your policy',
  preview: 'What changes in the file',
  looser: (names: string) => `Allows more than now: ${names}`,
  nothing: 'This is what the policy says already.',
  save: 'Change the policy',
  saved: 'Your policy is changed',

  projectTitle: (name: string) => `What ${name} asks for`,
  projectState: {
    none: '', locked: 'This project has a policy. Whether you accepted it is sealed in your profile, which is locked.', new: 'This project has a policy. It binds nothing until you accept it.', accepted: 'You accepted this policy. It makes things stricter while the project is open, and loosens nothing.',
    changed: 'The policy of this project is another one now. What you accepted holds until you accept this one.', gone: 'The policy of this project is not there any more. What you accepted holds until you forget it.', faulty: 'The policy of this project has mistakes, so it cannot be accepted. What you accepted before, if anything, holds.',
  },
  ignored: (names: string) => `Left aside, because these are yours alone: ${names}`,
  changes: 'What accepting changes',
  was: 'So far', becomes: 'Then', unsaid: 'not said', noChanges: 'Nothing that it may ask for.',
  accept: 'Accept…', forget: 'Forget…',
  accepted: 'The policy of this project binds it now', forgotten: 'The policy of this project binds no more',
};
