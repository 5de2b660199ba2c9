// One value in and out of `ENC[AES256_GCM,…]` (spec §2.1). Never puts text, key or ciphertext into an error.
import { createCipheriv, createDecipheriv, randomBytes, type DecipherGCM, type KeyObject } from 'node:crypto';

export type StoredType = 'str' | 'int' | 'float' | 'bool' | 'time' | 'bytes' | 'comment';

const ivBytes = 32;
const tagBytes = 16;
const head = 'ENC[AES256_GCM,data:';
const types: ReadonlySet<string> = new Set(['str', 'int', 'float', 'bool', 'time', 'bytes', 'comment']);

/** True for text that sops takes for an encrypted value. WHY not anchored at the end: sops ignores what follows, and so do we on reading. */
export const isEncrypted = (text: string): boolean => parts(text) !== undefined;

interface Parts {
  readonly data: string;
  readonly iv: string;
  readonly tag: string;
  readonly type: string;
}

/** By hand, since a regular expression over 10,000 values costs as much as the cipher. Greedy like `data:(.+),iv:(.+),tag:(.+),type:(.+)\]`. */
function parts(text: string): Parts | undefined {
  if (!text.startsWith(head)) return undefined;
  const line = text.includes('\n') ? text.slice(0, text.indexOf('\n')) : text;
  const end = line.lastIndexOf(']');
  const type = line.lastIndexOf(',type:', end - 1);
  const tag = line.lastIndexOf(',tag:', type - 1);
  const iv = line.lastIndexOf(',iv:', tag - 1);
  if (iv <= head.length - 1 || tag <= iv + 4 || type <= tag + 5 || end <= type + 6) return undefined;
  return { data: line.slice(head.length, iv), iv: line.slice(iv + 4, tag), tag: line.slice(tag + 5, type), type: line.slice(type + 6, end) };
}

const gcm = { authTagLength: tagBytes };

/** Node passes over what is no base64; sops does not. So the length has to fit. */
function fromBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64');
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  return bytes.length === (text.length / 4) * 3 - padding ? bytes : undefined;
}

export interface Opened {
  readonly type: StoredType;
  readonly bytes: Buffer;
}

/** An ENC text whose parts could be one of sops; only the key can tell. */
export interface Sealed {
  readonly type: StoredType;
  /** Base64. WHY not decoded: a long one is, slice by slice. */
  readonly data: string;
  readonly iv: Buffer;
  readonly tag: Buffer;
}

/** Undefined for what no key could open. */
export function readSealed(text: string): Sealed | undefined {
  const found = parts(text);
  if (found === undefined || !types.has(found.type)) return undefined;
  const tag = fromBase64(found.tag);
  const iv = fromBase64(found.iv);
  if (tag?.length !== tagBytes || iv === undefined || iv.length === 0) return undefined;
  return { type: found.type as StoredType, data: found.data, iv, tag };
}

function decipherOf({ iv, tag }: Sealed, key: KeyObject, aad: Buffer): DecipherGCM {
  const decipher = createDecipheriv('aes-256-gcm', key, iv, gcm);
  decipher.setAAD(aad);
  decipher.setAuthTag(tag);
  return decipher;
}

// SECURITY(unverified-plaintext-wiped): what came out under a wrong tag is overwritten, and never handed on.
/** The bytes, if the tag fits. */
function finished(decipher: DecipherGCM, bytes: Buffer): Buffer | undefined {
  try {
    decipher.final();
    return bytes;
  } catch {
    // WHY silent: the only failure is a wrong tag, which the caller names by its place.
    bytes.fill(0);
    return undefined;
  }
}

/** Undefined if it is damaged, or key or path do not fit: GCM does not tell which. */
export function openSealed(sealed: Sealed, key: KeyObject, aad: Buffer): Opened | undefined {
  const data = fromBase64(sealed.data);
  if (data === undefined) return undefined;
  const decipher = decipherOf(sealed, key, aad);
  const bytes = finished(decipher, decipher.update(data));
  return bytes === undefined ? undefined : { type: sealed.type, bytes };
}

/** Decrypts one stored text. Undefined if it is no ENC text, is damaged, or key or path do not fit. */
export function openValue(text: string, key: KeyObject, aad: Buffer): Opened | undefined {
  const sealed = readSealed(text);
  return sealed === undefined ? undefined : openSealed(sealed, key, aad);
}

/** From this length on a value is opened in slices. */
export const longText = 1024 * 1024;

/** The same for a long text, giving way between slices. */
export async function openLong(text: string, key: KeyObject, aad: Buffer, breath: () => Promise<void> | undefined): Promise<Opened | undefined> {
  const sealed = readSealed(text);
  if (sealed === undefined || sealed.data.length % 4 !== 0) return undefined;
  const decipher = decipherOf(sealed, key, aad);
  const bytes = Buffer.alloc((sealed.data.length / 4) * 3);
  let length = 0;
  try {
    for (let at = 0; at < sealed.data.length; at += longText) {
      const slice = fromBase64(sealed.data.slice(at, at + longText));
      // A slice with padding before the last one is no base64 either.
      if (slice === undefined || (slice.length !== (longText / 4) * 3 && at + longText < sealed.data.length)) {
        bytes.fill(0);
        return undefined;
      }
      const part = decipher.update(slice);
      part.copy(bytes, length);
      length += part.length;
      part.fill(0);
      await breath();
    }
  } catch (error) {
    bytes.fill(0);
    throw error;
  }
  const opened = finished(decipher, bytes);
  return opened === undefined ? undefined : { type: sealed.type, bytes: opened.subarray(0, length) };
}

/** Encrypts one value with a fresh IV. Empty stays empty and readable, as sops has it. */
export function sealValue(bytes: Buffer, type: StoredType, key: KeyObject, aad: Buffer): string {
  if (bytes.length === 0) return '';
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', key, iv, gcm);
  cipher.setAAD(aad);
  const data = cipher.update(bytes);
  cipher.final();
  return `${head}${data.toString('base64')},iv:${iv.toString('base64')},tag:${cipher.getAuthTag().toString('base64')},type:${type}]`;
}

/** Names of the enclosing keys joined with `:` and one at the end; a comment at the top has just `:` (spec §2.2). */
export function aadOf(path: readonly string[]): Buffer {
  return Buffer.from(`${path.join(':')}:`, 'utf8');
}
