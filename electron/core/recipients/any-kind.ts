// What somebody typed as a key, as the files name it. A private key must come out of here in no error.
import { Refusal } from '../refusal.ts';
import { kindOfKey, type Recipient } from '../sops/index.ts';

/** Refusal: `recipient-not-supported`, for what is no public key of any kind. */
export function ofAnyKind(text: string): Recipient {
  const kind = kindOfKey(text);
  // SECURITY(private-key-not-repeated): what somebody took for a recipient may be the key that opens everything.
  if (kind === undefined) throw new Refusal('recipient-not-supported', { kind: 'age', recipient: '' });
  return { kind: kind === 'azure_keyvault' ? 'azure_kv' : kind, recipient: kind === 'pgp' ? text.replaceAll(' ', '') : text };
}
