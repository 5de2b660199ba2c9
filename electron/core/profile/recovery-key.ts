// The recovery key as people write it: 13 groups of 4 characters, the last of each a checksum that also knows its group, so that a slip is found where it was made.
// Must never put a character of it into an error.
import { hkdfSync, randomBytes } from 'node:crypto';
import { asCrockford, crockfordAlphabet as alphabet } from '../../../shared/text/index.ts';

const groups = 13;
const dataPerGroup = 3;
const secretBytes = 24;

/** Multiplies in the field of 32 elements, modulo x⁵ + x² + 1. */
function times(a: number, b: number): number {
  let product = 0;
  for (let bit = 0; bit < 5; bit += 1) if ((b >> bit) & 1) product ^= a << bit;
  for (let bit = 9; bit >= 5; bit -= 1) if ((product >> bit) & 1) product ^= 0b100101 << (bit - 5);
  return product;
}

/** WHY different factors: one wrong character, or two that changed places, always give another checksum. */
function checkOf(group: number, data: readonly number[]): number {
  return data.reduce((sum, digit, at) => sum ^ times(digit, at + 2), times(group + 1, 7));
}

/** A new secret: 192 bits, which the caller wipes, and how it is written down. */
export function makeRecoveryKey(): { readonly secret: Buffer; readonly text: string } {
  const secret = randomBytes(secretBytes);
  return { secret, text: spell(secret) };
}

export function spell(secret: Buffer): string {
  const bits = [...secret].map((byte) => byte.toString(2).padStart(8, '0')).join('').padEnd(groups * dataPerGroup * 5, '0');
  const digits = Array.from({ length: groups * dataPerGroup }, (_, at) => Number.parseInt(bits.slice(at * 5, at * 5 + 5), 2));
  return Array.from({ length: groups }, (_, group) => {
    const data = digits.slice(group * dataPerGroup, (group + 1) * dataPerGroup);
    return [...data, checkOf(group, data)].map((digit) => alphabet[digit]).join('');
  }).join('-');
}

/** `group` counts from 1; 0 where the whole has another length. */
export type ReadRecoveryKey = { readonly ok: true; readonly secret: Buffer } | { readonly ok: false; readonly group: number };

/** Takes what a person types: any case, any blanks and dashes, O for 0, I and L for 1. */
export function readRecoveryKey(typed: string): ReadRecoveryKey {
  const characters = [...asCrockford(typed)];
  const digits = characters.map((character) => alphabet.indexOf(character));
  const size = dataPerGroup + 1;
  for (let group = 0; group * size < digits.length && group < groups; group += 1) {
    const own = digits.slice(group * size, (group + 1) * size);
    if (own.includes(-1) || own.length < size || checkOf(group, own.slice(0, dataPerGroup)) !== own[dataPerGroup]) return { ok: false, group: group + 1 };
  }
  if (digits.length !== groups * size) return { ok: false, group: 0 };
  const bits = digits.filter((_, at) => at % size !== dataPerGroup).map((digit) => digit.toString(2).padStart(5, '0')).join('');
  if (bits.slice(secretBytes * 8) !== '000') return { ok: false, group: groups };
  return { ok: true, secret: Buffer.from(Array.from({ length: secretBytes }, (_, at) => Number.parseInt(bits.slice(at * 8, at * 8 + 8), 2))) };
}

/** 32 bytes for wrapping, which the caller wipes. No scrypt: nobody guesses 192 random bits. */
export function recoverySecret(secret: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), 'coffre/recovery-key/1', 32));
}
