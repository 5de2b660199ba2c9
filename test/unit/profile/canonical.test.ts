// The files of what opens the profile: one spelling each, and every change of one byte is damage, never a wrong try.
import { createHash, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { readProtector, writeProtector, type PassphraseFile, type ProtectorFile } from '../../../electron/core/profile/canonical.ts';
import { unwrapKey, wrapKey } from '../../../electron/core/profile/wrap.ts';

const head = { coffre: 'protector', version: 1, profile: 'A'.repeat(22), id: 'B'.repeat(22), made: '2026-11-22T09:00:00.000Z' } as const;
const salt = randomBytes(16).toString('base64');
const secret = randomBytes(32);
const key = randomBytes(32);

function files(): readonly ProtectorFile[] {
  const places = [{ ...head, kind: 'passphrase', scrypt: { N: 16, r: 1, p: 1 }, salt }, { ...head, kind: 'recovery-key', rehearsed: '', salt }, { ...head, kind: 'keychain', account: 'a.b', backend: 'Schlüsselbund', salt }] as const;
  return places.map((place) => ({ ...place, ...wrapKey(key, secret, place) }));
}

test('come back as they were written', () => {
  for (const file of files()) {
    expect(readProtector(writeProtector(file))).toEqual({ state: 'whole', file });
    expect(unwrapKey(file, secret)?.equals(key)).toBe(true);
  }
});

test('every other value of every byte is damage', () => {
  for (const file of files()) {
    const bytes = writeProtector(file);
    for (let at = 0; at < bytes.length; at += 1) {
      for (const flip of [1, 128, 255]) {
        const changed = Buffer.from(bytes);
        changed[at] = (changed[at] ?? 0) ^ flip;
        expect(readProtector(changed).state, `byte ${String(at)}`).toBe('damaged');
      }
    }
    for (let length = 0; length < bytes.length; length += 1) expect(readProtector(bytes.subarray(0, length)).state).toBe('damaged');
  }
});

/** With a right checksum, as whoever changes a file on purpose would write it. */
function forged(file: object): Buffer {
  const text = JSON.stringify(file).slice(0, -1);
  return Buffer.from(`${text},"checksum":"${createHash('sha256').update(text).digest('hex')}"}\n`);
}

test('a higher version is newer, whatever else stands in it', () => {
  expect(readProtector(forged({ ...files()[0], version: 2, brand: 'new' })).state).toBe('newer');
});

test('a file may not ask for more than this program would spend, and no field more', () => {
  const [file] = files();
  for (const scrypt of [{ N: 2 ** 30, r: 8, p: 1 }, { N: 2 ** 20, r: 32, p: 1 }, { N: 3, r: 8, p: 1 }, { N: 1, r: 8, p: 1 }, { N: 16, r: 0, p: 1 }, { N: 16, r: 1, p: 100 }]) expect(readProtector(forged({ ...file, scrypt })).state).toBe('damaged');
  expect(readProtector(forged({ ...file, more: 1 })).state).toBe('damaged');
  expect(readProtector(forged({ ...file, wrapped: 'AAAA' })).state).toBe('damaged');
});

test('a wrapped key opens only in its own profile, kind and place', () => {
  const [file] = files() as readonly [PassphraseFile];
  for (const other of [{ profile: 'C'.repeat(22) }, { id: 'C'.repeat(22) }, { salt: randomBytes(16).toString('base64') }]) expect(unwrapKey({ ...file, ...other }, secret)).toBeUndefined();
  expect(unwrapKey({ ...file, kind: 'keychain', account: 'a', backend: '' } as unknown as ProtectorFile, secret)).toBeUndefined();
  expect(unwrapKey(file, randomBytes(32))).toBeUndefined();
});
