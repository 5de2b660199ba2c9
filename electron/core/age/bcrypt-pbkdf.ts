// The key derivation behind passphrases of OpenSSH keys (OpenBSD's bcrypt_pbkdf), which neither Node nor the age library has. Works in slices, so that nothing else waits for it.
import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { createBlowfish, wordsOf } from './blowfish.ts';

const sliceBytes = 32;
const schedules = 64;
const magic = wordsOf(Buffer.from('OxychromaticBlowfishSwatDynamite', 'latin1'), 8);

const sha512 = (...parts: readonly Uint8Array[]): Buffer => {
  const hash = createHash('sha512');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

function bcryptHash(password: Uint8Array, salt: Uint8Array): Buffer {
  const cipher = createBlowfish();
  const [key, run] = [wordsOf(password, 16), wordsOf(salt, 16)];
  cipher.expand(key, run);
  for (let at = 0; at < schedules; at += 1) {
    cipher.expand(run);
    cipher.expand(key);
  }
  const block = Uint32Array.from(magic);
  for (let at = 0; at < schedules; at += 1) cipher.encrypt(block);
  cipher.wipe();
  key.fill(0);
  const out = Buffer.alloc(sliceBytes);
  for (const [at, word] of block.entries()) out.writeUInt32LE(word, at * 4);
  return out;
}

/** `length` bytes; the caller wipes them. What is derived is spread over all slices, as the original does it. */
export async function bcryptPbkdf(passphrase: Uint8Array, salt: Uint8Array, rounds: number, length: number): Promise<Buffer> {
  const password = sha512(passphrase);
  const stride = Math.ceil(length / sliceBytes);
  const perSlice = Math.ceil(length / stride);
  const key = Buffer.alloc(length);
  for (let slice = 1, left = length; left > 0; slice += 1) {
    const number = Buffer.alloc(4);
    number.writeUInt32BE(slice);
    let last = bcryptHash(password, sha512(salt, number));
    const sum = Buffer.from(last);
    for (let round = 1; round < rounds; round += 1) {
      await setImmediate();
      last = bcryptHash(password, sha512(last));
      for (let at = 0; at < sliceBytes; at += 1) sum[at] = (sum[at] ?? 0) ^ (last[at] ?? 0);
    }
    let taken = 0;
    for (; taken < perSlice; taken += 1) {
      const into = taken * stride + slice - 1;
      if (into >= length) break;
      key[into] = sum[taken] ?? 0;
    }
    left -= taken;
    sum.fill(0);
    last.fill(0);
  }
  password.fill(0);
  return key;
}
