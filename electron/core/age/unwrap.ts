// Wrapping and unwrapping small payloads for age recipients, on the age-encryption library (typage).
// Must never log or report an identity; a failure says only that nothing fitted.
import { SecretText } from '../secret/index.ts';
import { openNatively } from './native-x25519.ts';

// WHY late: the library and its curves are by far the largest part of the core, and most commands start without them.
const library = () => import('age-encryption');

const armorHead = '-----BEGIN AGE ENCRYPTED FILE-----';

export type Unwrapped =
  | { readonly kind: 'opened'; readonly payload: Buffer }
  /** None of the identities fits. */
  | { readonly kind: 'no-match' }
  /** One of the identities is misspelt: its checksum is wrong. */
  | { readonly kind: 'bad-identity' }
  /** The age file itself is damaged. */
  | { readonly kind: 'malformed' };

/** Opens an armored age file with any of the identities. Never throws what the library says: its messages may repeat an identity. */
export async function unwrap(armored: string, identities: readonly SecretText[]): Promise<Unwrapped> {
  if (identities.length === 0) return { kind: 'no-match' };
  const opened = openNatively(armored, identities.map((identity) => identity.expose()));
  if (opened !== undefined) return { kind: 'opened', payload: opened };
  const { armor, Decrypter } = await library();
  const decrypter = new Decrypter();
  try {
    for (const identity of identities) decrypter.addIdentity(identity.expose());
  } catch {
    return { kind: 'bad-identity' };
  }
  if (!armored.trimStart().startsWith(armorHead)) return { kind: 'malformed' };
  try {
    const payload = await decrypter.decrypt(armor.decode(armored));
    return { kind: 'opened', payload: Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength) };
  } catch (error) {
    return { kind: error instanceof Error && error.message.startsWith('no identity matched') ? 'no-match' : 'malformed' };
  }
}

/** An armored age file for exactly one native recipient (`age1…`), as sops stores it (spec §3.1). */
export async function wrap(payload: Buffer, recipient: string): Promise<string> {
  const { armor, Encrypter } = await library();
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  return armor.encode(await encrypter.encrypt(payload));
}

/** The recipient of a native identity; undefined if its checksum is wrong. Never throws what the library says. */
export async function recipientOf(identity: SecretText): Promise<string | undefined> {
  const { identityToRecipient } = await library();
  try {
    return await identityToRecipient(identity.expose());
  } catch {
    // Misspelt: the message would repeat it.
    return undefined;
  }
}

/** A new X25519 identity and its recipient. */
export async function generateIdentity(): Promise<{ readonly identity: SecretText; readonly recipient: string }> {
  const { generateX25519Identity, identityToRecipient } = await library();
  const identity = await generateX25519Identity();
  return { identity: new SecretText(identity), recipient: await identityToRecipient(identity) };
}
