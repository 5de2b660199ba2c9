// One value in and out of its ENC text, and the MAC over all of them. Must hold for every byte, not for the fixtures only.
import { createSecretKey, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { aadOf, isEncrypted, longText, openLong, openValue, sealValue, type StoredType } from '../../../electron/core/sops/cipher.ts';
import { createMacHash, macForm, macMatches, sealMac } from '../../../electron/core/sops/mac.ts';

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

describe('a long value', () => {
  const aad = aadOf(['LONG']);
  const still = (): undefined => undefined;
  it('opens in slices to the same bytes, whatever its length', async () => {
    for (const length of [0, 1, 2, 3, 786_430, 786_431, 786_432, 786_433, 1_572_864, 2_000_001].filter((each) => each > 0)) {
      const plain = randomBytes(length);
      const text = sealValue(plain, 'bytes', key, aad);
      let slices = 0;
      const opened = await openLong(text, key, aad, () => { slices += 1; return undefined; });
      expect(opened?.type).toBe('bytes');
      expect(opened?.bytes.equals(plain)).toBe(true);
      expect(slices).toBe(Math.ceil((Math.ceil(length / 3) * 4) / longText));
      expect(await openLong(text, key, aadOf(['OTHER']), still)).toBeUndefined();
    }
  });
  it('that is no base64 anywhere is damaged, as a short one', async () => {
    const text = sealValue(Buffer.alloc(2_000_000, 65), 'str', key, aad);
    for (const at of [30, longText - 1, longText + 25, 2_000_000]) for (const wrong of ['*', '=', '\u00e9']) expect(await openLong(text.slice(0, at) + wrong + text.slice(at + 1), key, aad, still)).toBeUndefined();
  });
});

describe('SECURITY(unverified-plaintext-wiped) what came out under a wrong tag', () => {
  it('is overwritten and not given to anybody, short or long', async () => {
    const fill = vi.spyOn(Buffer.prototype, 'fill');
    for (const length of [300, 1_500_000]) {
      const text = sealValue(Buffer.alloc(length, 'canary-2a'), 'str', key, aadOf(['A']));
      fill.mockClear();
      expect(openValue(text, key, aadOf(['B']))).toBeUndefined();
      expect(await openLong(text, key, aadOf(['B']), () => undefined)).toBeUndefined();
      const wiped = fill.mock.contexts.filter((buffer) => (buffer as Buffer).length >= length);
      expect(wiped.length).toBeGreaterThanOrEqual(2);
      expect(wiped.every((buffer) => (buffer as Buffer).every((byte) => byte === 0))).toBe(true);
    }
    fill.mockRestore();
  });
  it('also where somebody stops in the middle of it', async () => {
    const fill = vi.spyOn(Buffer.prototype, 'fill');
    const text = sealValue(Buffer.alloc(3_000_000, 'canary-2b'), 'str', key, aadOf(['A']));
    await expect(openLong(text, key, aadOf(['A']), () => Promise.reject(new Error('stopped')))).rejects.toThrow('stopped');
    expect(fill.mock.contexts.some((buffer) => (buffer as Buffer).length >= 3_000_000 && (buffer as Buffer).every((byte) => byte === 0))).toBe(true);
    fill.mockRestore();
  });
});

describe('a decrypted value', () => {
  it.each([
    ['int', '42', '42'], ['int', '+42', '42'], ['int', '007', '7'], ['int', '-0', '0'], ['int', '9223372036854775807', '9223372036854775807'], ['int', '9223372036854775808', undefined], ['int', '4.2', undefined], ['int', '', undefined],
    ['bool', 'True', 'True'], ['bool', 't', 'True'], ['bool', '0', 'False'], ['bool', 'yes', undefined], ['float', '1e21', '1000000000000000000000'], ['float', '1.50', '1.5'], ['float', '+Inf', '+Inf'], ['float', '-Inf', '-Inf'], ['float', 'NaN', 'NaN'], ['float', 'x', undefined], ['float', ' 1', undefined],
    ['time', '2020-01-02T03:04:05.5+01:00', '2020-01-02T03:04:05.5+01:00'], ['time', '2020-01-02', undefined], ['str', '007', '007'], ['bytes', '007', '007'], ['comment', ' x', ' x'], ['float', '1'.repeat(600), undefined],
  ] as const)('of type %s, %j, counts as %j', (type, text, form) => {
    expect(macForm(type, Buffer.from(text))?.toString()).toBe(form);
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
