// The MAC over all values in order (spec §2.5): SHA-512 over their bytes, as upper-case hex, sealed with lastmodified as its path.
// It covers neither keys nor comments, and an empty value adds nothing: notes elsewhere say so.
import { createHash, timingSafeEqual, type Hash, type KeyObject } from 'node:crypto';
import { openValue, sealValue } from './cipher.ts';

export interface MacHash {
  add(bytes: Buffer, encrypted: boolean): void;
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

const aad = (lastModified: string): Buffer => Buffer.from(lastModified, 'utf8');

export const sealMac = (digest: string, key: KeyObject, lastModified: string): string => sealValue(Buffer.from(digest, 'ascii'), 'str', key, aad(lastModified));

// SECURITY(mac-constant-time): the comparison tells nothing by its duration.
/** True if the stored MAC opens with this key and time and equals the digest. */
export function macMatches(stored: string, digest: string, key: KeyObject, lastModified: string): boolean {
  const opened = openValue(stored, key, aad(lastModified))?.bytes;
  const expected = Buffer.from(digest, 'ascii');
  return opened !== undefined && opened.length === expected.length && timingSafeEqual(opened, expected);
}
