// Whole files of age, in memory: with identities or a passphrase, binary or armored. Must never repeat what the library says: its messages may hold what it read.
import type { Identity } from 'age-encryption';
import type { SecretText } from '../secret/index.ts';
import { passphraseIdentity, passphraseRecipient, WorkFactorTooHigh } from './scrypt.ts';

export const armorHead = '-----BEGIN AGE ENCRYPTED FILE-----';

export type Unwrapped =
  | { readonly kind: 'opened'; readonly payload: Buffer }
  /** None of the identities fits, or the passphrase is wrong. */
  | { readonly kind: 'no-match' }
  /** One of the identities is misspelt: its checksum is wrong. */
  | { readonly kind: 'bad-identity' }
  /** The age file itself is damaged. */
  | { readonly kind: 'malformed' }
  /** A plugin is missing, was not allowed, or failed. */
  | { readonly kind: 'plugin-failed' }
  /** Its passphrase would take more time and memory than anybody should spend for a file of somebody else. */
  | { readonly kind: 'too-costly' };

/** `identities`: those of the library, or as it spells them. Throws what the library throws for a misspelt one. */
export async function decryptBytes(bytes: Uint8Array, identities: readonly (Identity | string)[]): Promise<Unwrapped> {
  const { armor, Decrypter } = await import('age-encryption');
  const decrypter = new Decrypter();
  for (const identity of identities) decrypter.addIdentity(identity);
  try {
    const armored = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1024)).toString('latin1').trimStart().startsWith(armorHead);
    const plain = await decrypter.decrypt(armored ? armor.decode(Buffer.from(bytes).toString('latin1')) : bytes);
    return { kind: 'opened', payload: Buffer.from(plain.buffer, plain.byteOffset, plain.byteLength) };
  } catch (error) {
    if (error instanceof WorkFactorTooHigh) return { kind: 'too-costly' };
    return { kind: error instanceof Error && error.message.startsWith('no identity matched') ? 'no-match' : 'malformed' };
  }
}

export const openWithPassphrase = (bytes: Uint8Array, passphrase: SecretText): Promise<Unwrapped> => decryptBytes(bytes, [passphraseIdentity(passphrase)]);

/** `workFactor`: the cost as a power of two. */
export async function sealWithPassphrase(plain: Uint8Array, passphrase: SecretText, workFactor?: number): Promise<Buffer> {
  const { Encrypter, Stanza } = await import('age-encryption');
  const encrypter = new Encrypter();
  encrypter.addRecipient(passphraseRecipient(passphrase, (args, body) => new Stanza(args, body), workFactor));
  return Buffer.from(await encrypter.encrypt(plain));
}

/** As sops and the command of age write it: 64 letters a line, a line feed at the end. */
export async function armored(bytes: Uint8Array): Promise<string> {
  const { armor } = await import('age-encryption');
  return armor.encode(bytes);
}
