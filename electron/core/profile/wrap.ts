// Wraps the profile key under what a protector gives: 32 bytes from a passphrase, a recovery key or the keychain. Must never keep a key longer than the call.
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { formatVersion, type ProtectorFile } from './canonical.ts';

export const keyBytes = 32;
const tagBytes = 16;

/** What binds a wrapped key to its place: the same key under another profile, kind or protector does not open. */
const bindingOf = ({ profile, kind, id }: Pick<ProtectorFile, 'profile' | 'kind' | 'id'>): Buffer => Buffer.from(`coffre/protector/${String(formatVersion)}/${kind}/${profile}/${id}`);

function keyFor(secret: Buffer, salt: string, binding: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, Buffer.from(salt, 'base64'), binding, keyBytes));
}

export function wrapKey(profileKey: Buffer, secret: Buffer, place: Pick<ProtectorFile, 'profile' | 'kind' | 'id' | 'salt'>): { readonly nonce: string; readonly wrapped: string } {
  const binding = bindingOf(place);
  const key = keyFor(secret, place.salt, binding);
  const nonce = randomBytes(12);
  try {
    const cipher = createCipheriv('aes-256-gcm', key, nonce);
    cipher.setAAD(binding);
    const sealed = Buffer.concat([cipher.update(profileKey), cipher.final(), cipher.getAuthTag()]);
    return { nonce: nonce.toString('base64'), wrapped: sealed.toString('base64') };
  } finally {
    key.fill(0);
  }
}

/** The profile key, which the caller wipes; undefined if the secret is another one. */
export function unwrapKey(file: ProtectorFile, secret: Buffer): Buffer | undefined {
  const binding = bindingOf(file);
  const key = keyFor(secret, file.salt, binding);
  const sealed = Buffer.from(file.wrapped, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(file.nonce, 'base64'), { authTagLength: tagBytes });
  decipher.setAAD(binding);
  decipher.setAuthTag(sealed.subarray(-tagBytes));
  const plain = decipher.update(sealed.subarray(0, -tagBytes));
  try {
    decipher.final();
    return plain;
  } catch {
    // Another passphrase or key: the file itself is whole, its checksum said so.
    plain.fill(0);
    return undefined;
  } finally {
    key.fill(0);
  }
}
