// What may stand on a command line as a recipient: the shape of a public key, before the core looks at it, or somebody's name.
import { Failure } from './failure.ts';
import type { Session } from './session.ts';

/** Of any kind: a fingerprint of PGP, an address of a key service. */
export const looksLikeKey = /^(?:(?:age1|ssh-)[\x21-\x7e]|(?:0x)?[0-9A-Fa-f]{16}|arn:|projects\/|https?:\/\/|[a-z0-9-]+:[0-9a-f-]{36}$)[\x20-\x7e]{0,8000}$/;
/** Of PGP, as gpg writes it or without its blanks. */
export const looksLikeFingerprint = /^(?:0x)?[0-9A-Fa-f](?: ?[0-9A-Fa-f]){7,63}$/;
export const looksLikeRecipient = /^(?:age1|ssh-)[\x21-\x7e](?:[\x20-\x7e]{0,8000}[\x21-\x7e])?$/;
/** WHY so narrow: what somebody took for a name may be the key that opens everything, and a name is told again. */
export const looksLikeName = /^(?!AGE-|.*(?:SECRET|PRIVATE) ?KEY|.*-----|(?:age|ssh-)[0-9a-z]*1?\S{20})[^\u0000-\u001f\u007f/\\]{1,80}$/i;

/** Several in one with commas, as sops takes them; an SSH key has none. */
export const separated = (given: readonly string[]): readonly string[] => given.flatMap((each) => (each.startsWith('ssh-') ? [each] : each.split(','))).map((each) => each.trim()).filter((each) => each !== '');

/** The keys of each, with the name where that is how somebody was called. Failures: `recipient-not-supported`, `person-not-found`. */
export async function keysOf(session: Session, file: string, given: readonly string[], subject: string): Promise<readonly { readonly key: string; readonly name: string }[]> {
  const found: { readonly key: string; readonly name: string }[] = [];
  for (const word of given) {
    const each = looksLikeFingerprint.test(word) ? word.replaceAll(' ', '') : word;
    if (looksLikeKey.test(each)) found.push({ key: each, name: '' });
    else if (!looksLikeName.test(each)) throw new Failure('recipient-not-supported');
    else for (const key of (await session.call('recipients.getPerson', { file, name: each }, subject)).keys) found.push({ key, name: each });
  }
  return found;
}
