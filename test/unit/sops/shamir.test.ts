// The arithmetic of shares. The real sops is asked in test/core/sops/crypto-groups.test.ts; here everything that it cannot be asked.
import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { combineShares, splitSecret } from '../../../electron/core/sops/shamir.ts';

/** Multiplication in GF(2^8) as a schoolbook has it: long multiplication, then the remainder by 0x11b. */
function slow(a: number, b: number): number {
  let product = 0;
  for (let bit = 0; bit < 8; bit += 1) if ((b >> bit) & 1) product ^= a << bit;
  for (let bit = 15; bit >= 8; bit -= 1) if ((product >> bit) & 1) product ^= 0x11b << (bit - 8);
  return product;
}

const some = (shares: readonly Buffer[], mask: number): Buffer[] => shares.filter((_, at) => (mask >> at) & 1);

describe('shares of a secret', () => {
  it('give it back from any so many of them, in any order, and not from fewer', () => {
    fc.assert(fc.property(fc.uint8Array({ minLength: 1, maxLength: 40 }), fc.integer({ min: 2, max: 5 }), fc.integer({ min: 2, max: 5 }), (secret, a, b) => {
      const [threshold, count] = [Math.min(a, b), Math.max(a, b)];
      const shares = splitSecret(secret, count, threshold);
      for (let mask = 0; mask < 1 << count; mask += 1) {
        const chosen = some(shares, mask).toReversed();
        const combined = combineShares(chosen);
        if (chosen.length < 2) expect(combined).toBeUndefined();
        else if (chosen.length >= threshold) expect(combined).toEqual(Buffer.from(secret));
        // One chance in 2^128 that a long secret comes out by luck.
        else if (secret.length >= 16) expect(combined).not.toEqual(Buffer.from(secret));
      }
    }), { numRuns: 100 });
  });
  it('lie on a polynomial: two of three on a line through each byte', () => {
    const secret = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    const shares = splitSecret(secret, 3, 2);
    expect(shares.map((share) => share.at(-1))).toEqual([1, 2, 3]);
    for (const byte of secret) {
      const slope = (shares[0]?.[byte] ?? 0) ^ byte;
      expect(shares[1]?.[byte]).toBe(slow(slope, 2) ^ byte);
      expect(shares[2]?.[byte]).toBe(slow(slope, 3) ^ byte);
    }
  });
  it('can be as many as there are x, and each still counts', () => {
    const secret = randomBytes(32);
    const shares = splitSecret(secret, 255, 255);
    expect(combineShares(shares)).toEqual(secret);
    expect(combineShares(shares.slice(1))).not.toEqual(secret);
  });
  it('tell nothing of the secret one by one: every byte comes about as often', () => {
    const seen = new Set<number>();
    for (let run = 0; run < 4000; run += 1) seen.add(splitSecret(Buffer.of(7), 2, 2)[0]?.[0] ?? -1);
    expect(seen.size).toBe(256);
  });
  it('that do not belong together are no secret', () => {
    const [one, two] = splitSecret(randomBytes(32), 2, 2);
    expect(combineShares([])).toBeUndefined();
    expect(combineShares([one ?? Buffer.alloc(0), one ?? Buffer.alloc(0)])).toBeUndefined();
    expect(combineShares([one ?? Buffer.alloc(0), (two ?? Buffer.alloc(0)).subarray(1)])).toBeUndefined();
    expect(combineShares([Buffer.of(1), Buffer.of(2)])).toBeUndefined();
  });
  it.each([[2, 1], [2, 3], [256, 2], [1, 1], [0, 0]])('of %i with a threshold of %i are refused', (count, threshold) => {
    expect(() => splitSecret(Buffer.of(1), count, threshold)).toThrow(RangeError);
  });
});
