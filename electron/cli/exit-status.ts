// One table from codes to exit statuses, so that scripts can tell what happened. Must never depend on words.
import type { CliErrorCode } from '../../shared/words/index.ts';

/** 0 done · 1 refused or failed · 2 usage · 3 locked or no key · 4 not found · 5 conflict · 6 unreachable · 10 findings · 130 stopped at the prompt. */
export type ExitStatus = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 10 | 130;

const ofCommandLine: Record<CliErrorCode, ExitStatus> = {
  'unknown-command': 2, 'unknown-option': 2, 'option-needs-value': 2, 'option-takes-no-value': 2, 'bad-number': 2, 'bad-time': 2, 'missing-argument': 2, 'extra-argument': 2, 'value-in-arguments': 2, 'bad-shell': 2, 'bad-choice': 2, 'bad-path': 2, 'one-other-needed': 2, 'input-needs': 2,
  'bad-version': 2, 'which-connection': 2, 'versions-or-all': 2, 'field-or-values': 2,
  'bad-change': 2, 'file-stays': 1,
  'list-gap': 1, 'rename-elsewhere': 1,
  'no-value-given': 1, 'value-not-text': 1, 'value-too-large': 1, 'value-has-lines': 1, 'value-cancelled': 130, 'passphrases-differ': 1, 'bad-action': 2, 'bad-factor': 2, 'bad-session': 2, 'needs-terminal': 1, 'bad-minutes': 2, 'bad-idle': 2, 'bad-days': 2, 'bad-job': 2, 'identity-needed': 5, 'name-ambiguous': 1, 'path-not-found': 4, 'scan-failed': 1, 'window-not-here': 1, 'window-failed': 1,
};

/** Codes of the core that are not simply “refused or failed”. */
const ofCore: Readonly<Record<string, ExitStatus>> = {
  'bad-input': 2,
  'transaction-busy': 5, 'transaction-unfinished': 5, 'work-under-way': 5, 'plan-not-found': 5, 'nothing-unfinished': 4, 'rule-not-found': 4, 'recipient-not-found': 4, 'person-not-found': 4, 'person-exists': 5, 'list-not-found': 5,
  'backup-wrong-passphrase': 3, 'agent-missing': 3, 'code-needed': 3, 'code-wrong': 3, 'code-used': 3, 'code-expired': 3, 'code-unchecked': 3, 'factor-missing': 4, 'session-not-found': 4, 'too-many-sessions': 5, 'factor-required': 3, 'factor-exists': 5, 'passphrase-wrong': 3, 'locked-out': 3, 'recovery-key-wrong': 3, 'recovery-key-misspelt': 3, 'protector-missing': 3, 'protector-damaged': 3, 'profile-damaged': 3, 'profile-newer': 3,
  'keychain-locked': 3, 'keychain-missing': 3, 'keychain-insecure': 3, 'keychain-changed': 3, 'keychain-slow': 3, 'keychain-dismissed': 3, 'keychain-failed': 3,
  'profile-missing': 4, 'identity-not-found': 4, 'profile-exists': 5,
  'job-not-allowed': 3, 'access-locked': 3, 'job-key-exposed': 3, 'job-key-damaged': 3, 'job-key-stale': 3, 'job-revoked': 3, 'job-expired': 3, 'job-key-not-found': 4, 'job-not-found': 4, 'job-exists': 5,
  'locked': 3, 'no-matching-key': 3, 'identity-unusable': 3, 'identity-locked': 3, 'identity-needs-passphrase': 3, 'identity-passphrase-wrong': 3, 'not-an-age-file': 1,
  'file-not-found': 4, 'folder-not-found': 4, 'entry-not-found': 4, 'project-not-found': 4, 'revision-not-found': 4,
  'no-connection': 2, 'connection-not-found': 4, 'connection-exists': 5, 'credential-needed': 3, 'login-failed': 3, 'login-refused': 3, 'login-expired': 3, 'login-role-unknown': 4, 'certificate-missing': 3, 'too-many-codes': 3, 'wrapping-used': 3, 'wrapping-foreign': 3, 'login-directory-down': 6, 'login-page-refused': 3, 'callback-too-slow': 3, 'address-invalid': 2, 'path-invalid': 2, 'token-missing': 3, 'token-invalid': 3, 'mount-unknown': 4, 'secret-not-found': 4, 'version-deleted': 4, 'version-destroyed': 4, 'field-not-found': 4, 'version-conflict': 5, 'metadata-conflict': 5,
  'unreachable': 6, 'proxy-unreachable': 6, 'proxy-refused': 6, 'proxy-invalid': 2, 'proxy-needs-tls': 2, 'engine-version-needed': 2, 'tls-not-allowed': 6, 'certificate-untrusted': 6, 'tls-needed': 6, 'connection-lost': 6, 'answer-too-slow': 6, 'not-a-vault': 6, 'redirected': 6, 'sealed': 6, 'not-initialised': 6, 'no-active-node': 6, 'server-busy': 6, 'server-unavailable': 6, 'not-written': 6, 'outcome-unknown': 6, 'unwrap-undecided': 6,
  'changed-on-disk': 5, 'file-gone': 5, 'revision-conflict': 5, 'file-exists': 5, 'target-not-encrypted': 5, 'file-busy': 5, 'name-taken': 5, 'merge-conflict': 5,
};

/** What `file verify` calls a finding: the file was read, and it is not what its owner left. Anything else that fails is a file that could not be checked. */
const findings: ReadonlySet<string> = new Set([
  'mac-mismatch', 'mac-missing', 'value-damaged', 'value-not-encrypted', 'file-truncated', 'bad-line', 'bad-metadata', 'merge-conflict', 'empty-file', 'not-encrypted', 'binary-file', 'rules-conflict',
]);

export function statusOf(code: string): ExitStatus {
  return Object.hasOwn(ofCommandLine, code) ? ofCommandLine[code as CliErrorCode] : Object.hasOwn(ofCore, code) ? (ofCore[code] ?? 1) : 1;
}

export const isFinding = (code: string): boolean => findings.has(code);
