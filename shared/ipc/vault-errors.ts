// What a call about a Vault may refuse: before anything is sent, after any request, and by what it does.
import { codeErrors } from './factor-errors.ts';

/** Before anything is sent, and after any request. The first ones are about the saved connection itself. */
export const requestErrors = [
  'connection-not-found', 'record-damaged', 'no-connection', 'address-invalid', 'not-secure', 'proxy-invalid', 'proxy-needs-tls', 'certificate-unreadable', 'unreachable', 'proxy-unreachable', 'proxy-refused', 'tls-not-allowed', 'certificate-untrusted', 'tls-needed', 'connection-lost', 'answer-too-slow', 'answer-too-large', 'not-a-vault', 'redirected',
  'token-missing', 'token-invalid', 'permission-denied', 'sealed', 'not-initialised', 'no-active-node', 'server-busy', 'server-failed', 'server-unavailable', 'rate-limited', 'request-refused', 'namespace-ignored',
] as const;
export const pathErrors = [...requestErrors, 'path-invalid', 'mount-unknown', 'engine-version-needed', 'not-supported', 'secret-not-found', 'not-versioned'] as const;
export const readErrors = [...pathErrors, 'version-deleted', 'version-destroyed'] as const;
/** `not-confirmed`: the connection is guarded, and the person said no or could not be asked. */
export const writeErrors = [...readErrors, 'version-conflict', 'secret-too-large', 'not-written', 'outcome-unknown', 'not-confirmed'] as const;
export const sinkErrors = [...codeErrors, 'sink-closed', 'write-failed', 'file-exists', 'disk-full'] as const;

/** Writing the record of the connections. */
export const keepErrors = ['write-failed', 'disk-full', 'file-busy'] as const;
/** `unwrap-undecided` (data: `standing`, `whole`, `used` or `unknown`): the answer was lost, and this is what the server said of the token afterwards. */
export const unwrapErrors = ['wrapping-used', 'wrapping-foreign', 'unwrap-undecided'] as const;

export const loginErrors = [
  'credential-needed', 'login-failed', 'login-refused', 'login-role-unknown', 'login-expired', 'login-directory-down', 'certificate-missing',
  'second-step-unsupported', 'too-many-codes', 'code-needed', ...unwrapErrors, 'path-invalid', 'login-page-refused', 'callback-impossible', 'callback-too-slow', 'cancelled',
] as const;
