// What a Vault's refusals mean, from status and text (seen on 1.21). Must never hand on a word of them.
import { Refusal } from '../../refusal.ts';

export interface Refused {
  readonly status: number;
  /** The server's own texts; none where it said nothing or no JSON. */
  readonly errors: readonly string[];
  readonly isJson: boolean;
  readonly hadToken: boolean;
  readonly retryAfterSeconds: number;
}

export const says = (errors: readonly string[], what: RegExp): boolean => errors.some((error) => what.test(error));

/** Nothing is mounted there, which is another 404 than that of a secret. */
export const isGone = (errors: readonly string[]): boolean => says(errors, /^no handler for route /);

function badRequest({ errors, isJson }: Refused): string {
  if (says(errors, /check-and-set parameter did not match/)) return 'version-conflict';
  if (says(errors, /Upgrading from non-versioned/)) return 'server-busy';
  if (!isJson && says(errors, /^Client sent an HTTP request to an HTTPS server/)) return 'tls-needed';
  // WHY: names that it calls unprintable are refused without a word.
  return errors.length === 0 || says(errors, /cannot write to a path ending in|relative path/) ? 'path-invalid' : 'request-refused';
}

/** Four texts: nobody, a dead token, a policy that does not let it, and a look for a mount. */
function forbidden({ errors, hadToken }: Refused): string {
  if (says(errors, /^preflight capability check returned 403/)) return 'mount-unknown';
  if (says(errors, /invalid token/)) return 'token-invalid';
  if (says(errors, /^1 error occurred:/)) return 'permission-denied';
  return hadToken ? 'permission-denied' : 'token-missing';
}

const byStatus: Readonly<Record<number, string>> = { 404: 'secret-not-found', 405: 'not-supported', 412: 'server-busy', 413: 'secret-too-large', 429: 'rate-limited', 473: 'no-active-node', 474: 'no-active-node', 501: 'not-initialised', 502: 'server-unavailable', 504: 'server-unavailable' };

/** For a status that is not 2xx. */
export function refusalOf(refused: Refused): Refusal {
  const { status, errors, retryAfterSeconds } = refused;
  if (status >= 300 && status < 400) return new Refusal('redirected');
  if (status === 400) return new Refusal(badRequest(refused));
  if (status === 503) return new Refusal(says(errors, /^Vault is sealed$/) ? 'sealed' : 'server-unavailable');
  if (!refused.isJson && status !== 502 && status !== 504) return new Refusal('not-a-vault', { status });
  if (status === 404 && isGone(errors)) return new Refusal('mount-unknown');
  if (status === 403) return new Refusal(forbidden(refused));
  if (status === 500) return new Refusal(says(errors, /local node not active|no active|context canceled while forwarding/i) ? 'no-active-node' : 'server-failed', { status });
  const code = byStatus[status] ?? (status >= 500 ? 'server-failed' : 'request-refused');
  return new Refusal(code, code === 'rate-limited' && retryAfterSeconds > 0 ? { retryAfterMs: retryAfterSeconds * 1000 } : { status });
}

/** After these nobody knows whether a write was done. */
const undecided: ReadonlySet<string> = new Set(['connection-lost', 'answer-too-slow', 'answer-too-large', 'not-a-vault', 'server-failed', 'server-unavailable', 'no-active-node', 'cancelled', 'redirected']);
export const isUndecided = (error: unknown): boolean => error instanceof Refusal && undecided.has(error.code);

/** A read may be asked again after these; so may anything after the second ones, because nothing was done; and after the third ones where another node may answer. */
const passing: ReadonlySet<string> = new Set(['connection-lost', 'server-unavailable', 'no-active-node']);
const refusedForNow: ReadonlySet<string> = new Set(['server-busy', 'rate-limited']);
const refusedHere: ReadonlySet<string> = new Set(['unreachable', 'redirected', 'sealed']);
export const mayAskAgain = (error: unknown, isRead: boolean, hasOthers: boolean): error is Refusal =>
  error instanceof Refusal && (refusedForNow.has(error.code) || (hasOthers && refusedHere.has(error.code)) || (isRead && passing.has(error.code)));

/** Another node may do better. */
export const isNotWell = (error: unknown): boolean => error instanceof Refusal && (passing.has(error.code) || refusedHere.has(error.code) || error.code === 'answer-too-slow');
