// Codes of the authenticator app against the numbers of RFC 6238, appendix B, of which the last six digits are what an app shows.
import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stepOf } from '../../../electron/core/factor/app-code.ts';

const secret = Buffer.from('12345678901234567890', 'latin1');
const vectors = [
  [59, '94287082'], [1_111_111_109, '07081804'], [1_111_111_111, '14050471'],
  [1_234_567_890, '89005924'], [2_000_000_000, '69279037'], [20_000_000_000, '65353130'],
] as const;

test.each(vectors)('at %d the RFC shows …%s', (seconds, eight) => {
  expect(stepOf(secret, eight.slice(2), new Date(seconds * 1000))).toBe(Math.floor(seconds / 30));
});

/** RFC 4226, 5.3, written down once more. */
function codeAt(key: Buffer, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', key).update(counter).digest();
  const at = (mac.at(-1) ?? 0) & 15;
  return String((mac.readUInt32BE(at) & 0x7fff_ffff) % 1_000_000).padStart(6, '0');
}

test('whatever the secret and the moment, codes of three steps are taken, each for its own step, and no other', () => {
  fc.assert(fc.property(fc.uint8Array({ minLength: 20, maxLength: 20 }), fc.integer({ min: 100_000_000, max: 4_000_000_000 }), fc.integer({ min: -4, max: 4 }), (bytes, seconds, off) => {
    const step = Math.floor(seconds / 30);
    const key = Buffer.from(bytes);
    const near = [-1, 0, 1].map((delta) => codeAt(key, step + delta));
    const code = codeAt(key, step + off);
    const found = stepOf(key, code, new Date(seconds * 1000));
    // Two steps may share a code, once in a million.
    if (Math.abs(off) > 1 && !near.includes(code)) expect(found).toBeUndefined();
    else expect(codeAt(key, found ?? -1)).toBe(code);
  }));
});
