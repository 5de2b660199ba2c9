// The 143 test vectors of the age format (C2SP CCTV): success, and every way of being wrong, each told as what it is.
import { createHash } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import * as vectors from 'cctv-age';
import { describe, expect, test } from 'vitest';
import { armored, decryptWith, openWithPassphrase, unwrap, type Unwrapped } from '../../../electron/core/age/index.ts';
import { SecretText } from '../../../electron/core/secret/index.ts';

interface Vector {
  readonly name: string;
  readonly expected: string;
  readonly payload: string;
  readonly identities: readonly SecretText[];
  readonly passphrases: readonly SecretText[];
  readonly isArmored: boolean;
  readonly file: Buffer;
}
function read(name: string, bytes: Uint8Array): Vector {
  const all = Buffer.from(bytes);
  const end = all.indexOf('\n\n');
  const fields = all.subarray(0, end).toString('latin1').split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)] as const);
  const of = (field: string): string[] => fields.flatMap(([known, value]) => (known === field ? [value] : []));
  const body = all.subarray(end + 2);
  return {
    name, expected: of('expect')[0] ?? '', payload: of('payload')[0] ?? '', identities: of('identity').map((text) => new SecretText(text)), passphrases: of('passphrase').map((text) => new SecretText(text)),
    isArmored: of('armored')[0] === 'yes', file: of('compressed')[0] === 'zlib' ? inflateSync(body) : body,
  };
}
const all = Object.entries(vectors).map(([name, bytes]) => read(name, bytes));
const kinds: Readonly<Record<string, Unwrapped['kind']>> = { success: 'opened', 'no match': 'no-match', 'HMAC failure': 'malformed', 'header failure': 'malformed', 'payload failure': 'malformed', 'armor failure': 'malformed' };

/** Each passphrase in turn, as a person would try them. */
async function opened({ identities, passphrases, file }: Vector): Promise<Unwrapped> {
  if (passphrases.length === 0) return decryptWith(file, identities);
  let last: Unwrapped = { kind: 'no-match' };
  for (const passphrase of passphrases) {
    last = await openWithPassphrase(file, passphrase);
    if (last.kind !== 'no-match') return last;
  }
  return last;
}
const digest = (found: Unwrapped): string => (found.kind === 'opened' ? createHash('sha256').update(found.payload).digest('hex') : '');
/** A passphrase of too high a cost is refused before anything else is looked at. */
const expectedOf = ({ name, expected }: Vector): string => (name.startsWith('scrypt_work_factor_2') ? 'too-costly' : kinds[expected] ?? expected);

test('there are 143 of them', () => { expect(all).toHaveLength(143); });

describe('vectors', () => {
  test.each(all.map((vector) => [vector.name, vector] as const))('%s', async (_name, vector) => {
    const found = await opened(vector);
    expect(found.kind).toBe(expectedOf(vector));
    if (vector.expected === 'success') expect(digest(found)).toBe(vector.payload);
  });
});

// Small ones go through the way of wrapped data keys as well, which Node's own ciphers open without the library.
describe('vectors as wrapped keys', () => {
  test.each(all.filter(({ identities, passphrases, file, isArmored }) => identities.length > 0 && passphrases.length === 0 && (isArmored || file.length < 4096)).map((vector) => [vector.name, vector] as const))('%s', async (_name, vector) => {
    const found = await unwrap(vector.isArmored ? vector.file.toString('latin1') : await armored(vector.file), vector.identities);
    expect(found.kind).toBe(expectedOf(vector));
    if (vector.expected === 'success') expect(digest(found)).toBe(vector.payload);
  });
});
