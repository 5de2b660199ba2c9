// One sealed record as bytes: a header, AES-256-GCM over the content, and both bound to the profile, the record's name and its version. Must never answer plaintext that was not authenticated.
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { formatVersion } from './canonical.ts';

const magic = Buffer.from('coffre\u0001');
const nonceBytes = 12;
const tagBytes = 16;
/** Magic and format version, the record's version as 64 bits, the nonce. */
const headBytes = magic.length + 1 + 8 + nonceBytes;

/** WHY a key of its own: what seals records never wraps keys or backups. The caller wipes it. */
export function sealingKey(profileKey: Buffer, profile: string): Buffer {
  return Buffer.from(hkdfSync('sha256', profileKey, Buffer.from(profile, 'base64url'), 'coffre/sealed/1', 32));
}

export interface Seal {
  readonly key: Buffer;
  readonly profile: string;
}

const boundTo = (head: Buffer, { profile }: Seal, name: string): Buffer => Buffer.concat([head, Buffer.from(`${profile}/${name}`)]);

// SECURITY(sealed-bound): name, version and profile are authenticated with the content, so that nobody can put one record, or an older one, in the place of another.
/** WHY a random nonce and not a counter: a crash may bring a counter back; 96 random bits do not meet again in 2³² writes under one key. */
export function sealRecord(seal: Seal, name: string, version: number, plain: Uint8Array): Buffer {
  const head = Buffer.alloc(headBytes);
  magic.copy(head);
  head.writeUInt8(formatVersion, magic.length);
  head.writeBigUInt64BE(BigInt(version), magic.length + 1);
  const nonce = randomBytes(nonceBytes);
  nonce.copy(head, headBytes - nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', seal.key, nonce);
  cipher.setAAD(boundTo(head, seal, name));
  return Buffer.concat([head, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** The content, which the caller wipes, and the version that the record says it has; undefined for anything that is not exactly what was sealed. */
export function openRecord(seal: Seal, name: string, bytes: Buffer): { readonly version: number; readonly plain: Buffer } | undefined {
  if (bytes.length < headBytes + tagBytes) return undefined;
  const head = bytes.subarray(0, headBytes);
  if (!head.subarray(0, magic.length).equals(magic) || head.readUInt8(magic.length) !== formatVersion) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', seal.key, head.subarray(headBytes - nonceBytes), { authTagLength: tagBytes });
  decipher.setAAD(boundTo(head, seal, name));
  decipher.setAuthTag(bytes.subarray(-tagBytes));
  const plain = decipher.update(bytes.subarray(headBytes, -tagBytes));
  try {
    decipher.final();
  } catch {
    plain.fill(0);
    return undefined;
  }
  return { version: Number(head.readBigUInt64BE(magic.length + 1)), plain };
}
