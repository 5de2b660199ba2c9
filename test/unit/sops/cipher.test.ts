// One value in and out of its ENC text, and the MAC over all of them. Must hold for every byte, not for the fixtures only.
import { createSecretKey, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aadOf, isEncrypted, openValue, sealValue, type StoredType } from '../../../electron/core/sops/cipher.ts';
import { createMacHash, macMatches, sealMac } from '../../../electron/core/sops/mac.ts';

const key = createSecretKey(randomBytes(32));
const types: readonly StoredType[] = ['str', 'int', 'float', 'bool', 'time', 'comment'];

describe('one value', () => {
  it('opens to what was sealed, under its own path only', () => {
    fc.assert(fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), fc.constantFrom(...types), fc.array(fc.string(), { maxLength: 4 }), (bytes, type, path) => {
      const text = sealValue(Buffer.from(bytes), type, key, aadOf(path));
      expect(isEncrypted(text)).toBe(true);
      expect(openValue(text, key, aadOf(path))).toEqual({ type, bytes: Buffer.from(bytes) });
      expect(openValue(text, key, aadOf([...path, 'x']))).toBeUndefined();
    }), { numRuns: 200, seed: 1 });
  });
  it('of nothing stays nothing', () => {
    expect(sealValue(Buffer.alloc(0), 'str', key, aadOf(['A']))).toBe('');
  });
  it('never uses an IV twice', () => {
    const ivs = new Set(Array.from({ length: 500 }, () => /,iv:([^,]+),/.exec(sealValue(Buffer.from('same'), 'str', key, aadOf(['A'])))?.[1]));
    expect(ivs.size).toBe(500);
  });
  it('never opens to anything else, whichever character is changed', () => {
    const text = sealValue(Buffer.from('canary-1f'), 'str', key, aadOf(['A']));
    let refused = 0;
    for (let at = 0; at < text.length; at += 1) {
      const swapped = text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1);
      const opened = openValue(swapped, key, aadOf(['A']));
      // The last character before a padding carries bits that mean nothing, in Go's decoder too; what stands behind the bracket is ignored.
      expect(opened === undefined || opened.bytes.toString() === 'canary-1f', `at ${at}`).toBe(true);
      if (opened === undefined) refused += 1;
    }
    expect(refused).toBeGreaterThan(text.length - 6);
  });
  it('takes rubbish for what it is, and never throws', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.string().map((s) => `ENC[AES256_GCM,data:${s},iv:${s},tag:${s},type:str]`)), (text) => {
      expect(openValue(text, key, aadOf([]))).toBeUndefined();
    }), { numRuns: 2000, seed: 2 });
  });
  it('ignores what follows the bracket, as sops does', () => {
    expect(openValue(`${sealValue(Buffer.from('x'), 'str', key, aadOf(['A']))} trailing`, key, aadOf(['A']))?.bytes.toString()).toBe('x');
  });
});

describe('the MAC', () => {
  const digest = (parts: readonly string[], only = false): string => {
    const hash = createMacHash(only);
    for (const part of parts) hash.add(Buffer.from(part), true);
    return hash.digest();
  };
  it('SECURITY(mac-constant-time) matches its digest, key and time, and nothing else', () => {
    const stored = sealMac(digest(['a', 'b']), key, '2026-11-25T00:00:00Z');
    expect(macMatches(stored, digest(['a', 'b']), key, '2026-11-25T00:00:00Z')).toBe(true);
    expect(macMatches(stored, digest(['a', 'c']), key, '2026-11-25T00:00:00Z')).toBe(false);
    expect(macMatches(stored, digest(['a', 'b']), key, '2026-11-25T00:00:01Z')).toBe(false);
    expect(macMatches(stored, digest(['a', 'b']), createSecretKey(randomBytes(32)), '2026-11-25T00:00:00Z')).toBe(false);
    expect(macMatches(stored, 'short', key, '2026-11-25T00:00:00Z')).toBe(false);
  });
  it('has another start when only encrypted values count', () => {
    expect(digest([], true)).not.toBe(digest([], false));
    const both = createMacHash(true);
    both.add(Buffer.from('readable'), false);
    expect(both.digest()).toBe(digest([], true));
  });
});
