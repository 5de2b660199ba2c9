// The MAC over all values in order (spec §2.5): SHA-512 over their bytes, as upper-case hex, sealed with lastmodified as its path.
// It covers neither keys nor comments, and an empty value adds nothing: notes elsewhere say so.
import { createHash, timingSafeEqual, type Hash, type KeyObject } from 'node:crypto';
import { openValue, sealValue, type StoredType } from './cipher.ts';
import { floatForMac, floatOf, isInt64, isTrue } from './scalars.ts';

export interface MacHash {
  add(bytes: Uint8Array, encrypted: boolean): void;
  /** 128 upper-case hex digits. */
  digest(): string;
}

/** With `onlyEncrypted` readable values are left out and the hash starts from SHA-256("sops"). */
export function createMacHash(onlyEncrypted: boolean): MacHash {
  const hash: Hash = createHash('sha512');
  if (onlyEncrypted) hash.update(createHash('sha256').update('sops').digest());
  return {
    add(bytes, encrypted) {
      if (encrypted || !onlyEncrypted) hash.update(bytes);
    },
    digest: () => hash.digest('hex').toUpperCase(),
  };
}

const bool = /^(?:1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/;
const float = /^[+-]?(?:(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|Inf|NaN)$/;
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/;

/** What sops makes of a decrypted value of a type, as text: it reads it and prints it again. Undefined for what it cannot read. */
function reprinted(type: StoredType, text: string): string | undefined {
  switch (type) {
    case 'int': return isInt64(text) ? String(BigInt(text.replace('+', ''))) : undefined;
    case 'bool': return bool.test(text) ? (isTrue(text) ? 'True' : 'False') : undefined;
    case 'float': return float.test(text) ? floatForMac(floatOf(text)) : undefined;
    case 'time': return instant.test(text) ? text : undefined;
    case 'str':
    case 'bytes':
    case 'comment': return text;
  }
}

/** A decrypted value in the form that the MAC is taken over; undefined if it is none of its type. What sops wrote is in that form already. */
export function macForm(type: StoredType, bytes: Buffer): Buffer | undefined {
  if (type === 'str' || type === 'bytes' || type === 'comment') return bytes;
  const text = bytes.toString('latin1');
  const form = bytes.length > 512 ? undefined : reprinted(type, text);
  if (form === undefined) return undefined;
  return form === text ? bytes : Buffer.from(form, 'latin1');
}

/** A readable integer of a JSON file as sops up to 3.13.1 hashed it: read as float64 (spec §2.5). */
export const asFloat64 = (decimal: string): string => floatForMac(Number(decimal));

const aad = (lastModified: string): Buffer => Buffer.from(lastModified, 'utf8');

export const sealMac = (digest: string, key: KeyObject, lastModified: string): string => sealValue(Buffer.from(digest, 'ascii'), 'str', key, aad(lastModified));

/** True if the stored MAC was sealed under this key at this time, whatever it says. */
export const macOpens = (stored: string, key: KeyObject, lastModified: string): boolean => openValue(stored, key, aad(lastModified)) !== undefined;

// SECURITY(mac-constant-time): the comparison tells nothing by its duration.
/** True if the stored MAC opens with this key and time and equals the digest. */
export function macMatches(stored: string, digest: string, key: KeyObject, lastModified: string): boolean {
  const opened = openValue(stored, key, aad(lastModified))?.bytes;
  const expected = Buffer.from(digest, 'ascii');
  return opened !== undefined && opened.length === expected.length && timingSafeEqual(opened, expected);
}
