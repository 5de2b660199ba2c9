// The secret-id of a role that came wrapped: looked at first, then opened, once. Must never open what wraps something else.
import { Refusal } from '../../refusal.ts';
import type { SecretText } from '../../secret/index.ts';
import { textOf } from './json.ts';
import type { Transport } from './transport.ts';
import { openOnce, wrappingFacts } from './wrapping.ts';

const ofRole = /\/role\/[^/]+\/(?:custom-)?secret-id$/;

/** `mount` as it stands in a request. Refusals: wrapping-used, wrapping-foreign, unwrap-undecided. */
export async function unwrapSecretId(transport: Transport, wrapping: SecretText, mount: string): Promise<string> {
  const path = (await wrappingFacts(transport, wrapping)).from.split('/').map(encodeURIComponent).join('/');
  // SECURITY(wrapping-is-ours): whoever opened it on the way and wrapped something of his own is noticed, and his is not used.
  if (!ofRole.test(path) || !`/${path}`.includes(`/auth/${mount}/role/`)) throw new Refusal('wrapping-foreign');
  const found = textOf(await openOnce(transport, wrapping), 'secret_id');
  if (found === '') throw new Refusal('wrapping-foreign');
  return found;
}
