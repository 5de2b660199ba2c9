// What a Vault's refusals mean to a login and to a token, from status and text (seen on 1.21). Must never hand on a word of them.
import { Refusal } from '../../refusal.ts';
import { says, type Refused } from './refused.ts';

export function loginRefusal({ status, errors }: Refused): Refusal | undefined {
  if (says(errors, /^role "[^]*" could not be found|^invalid role name/)) return new Refusal('login-role-unknown');
  if (says(errors, /token is expired/)) return new Refusal('login-expired');
  if (says(errors, /^client certificate must be supplied|^tls connection required/)) return new Refusal('certificate-missing');
  if (status === 500 && says(errors, /failed to connect/)) return new Refusal('login-directory-down');
  if (status === 400) return new Refusal('login-failed');
  // WHY not told apart: somebody locked out, a method that is not there and a proof that is none are the same words.
  return status === 403 ? new Refusal('login-refused') : undefined;
}

export function codeRefusal({ status, errors }: Refused): Refusal | undefined {
  if (says(errors, /^maximum TOTP validation attempts|attempts \d+ exceeded/)) return new Refusal('too-many-codes');
  if (status === 400 && says(errors, /^invalid request ID/)) return new Refusal('login-expired');
  return status === 403 ? new Refusal('code-wrong') : undefined;
}

export function tokenRefusal({ status, errors }: Refused): Refusal | undefined {
  if (status !== 400) return undefined;
  if (says(errors, /lease is not renewable|batch tokens cannot be renewed/)) return new Refusal('not-renewable');
  return says(errors, /batch tokens cannot be revoked/) ? new Refusal('not-revocable') : undefined;
}

/** Used, expired and never one are the same words. */
export const wrappingRefusal = ({ status, errors }: Refused): Refusal | undefined => (status === 400 && says(errors, /wrapping token/) ? new Refusal('wrapping-used') : undefined);
