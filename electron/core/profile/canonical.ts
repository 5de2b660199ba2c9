// The protectors' files: JSON in exactly one spelling with a checksum at its end, so that damage is told from a wrong passphrase. Holds no secret in clear text.
import { createHash } from 'node:crypto';
import * as v from 'valibot';

/** The version of everything in the folder. A newer program raises it, and this one then leaves everything alone. */
export const formatVersion = 1;

const base64 = (bytes: number) => v.pipe(v.string(), v.regex(/^[A-Za-z0-9+/]+={0,2}$/), v.check((text) => Buffer.from(text, 'base64').length === bytes));
const time = v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/));
const head = {
  coffre: v.literal('protector'),
  version: v.literal(formatVersion),
  /** Names the profile: 16 bytes. */
  profile: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22}$/)),
  /** Names this protector; another one after each change. */
  id: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22}$/)),
  made: time,
};
const tail = { salt: base64(16), nonce: base64(12), wrapped: base64(48) };

/** Bounds for what a file may ask this program to spend: 1 GiB of memory at most. */
const cost = v.pipe(
  v.strictObject({ N: v.pipe(v.number(), v.integer(), v.minValue(2), v.maxValue(2 ** 20)), r: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(32)), p: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(16)) }),
  v.check(({ N, r }) => Number.isInteger(Math.log2(N)) && 128 * N * r <= 2 ** 30),
);
export type Cost = v.InferOutput<typeof cost>;

const protectorFile = v.variant('kind', [
  v.strictObject({ ...head, kind: v.literal('passphrase'), scrypt: cost, ...tail }),
  v.strictObject({ ...head, kind: v.literal('recovery-key'), rehearsed: v.union([v.literal(''), time]), ...tail }),
  v.strictObject({ ...head, kind: v.literal('keychain'), account: v.pipe(v.string(), v.minLength(1), v.maxLength(200)), backend: v.pipe(v.string(), v.maxLength(100)), ...tail }),
]);
export type ProtectorFile = v.InferOutput<typeof protectorFile>;
export type PassphraseFile = Extract<ProtectorFile, { kind: 'passphrase' }>;
export type RecoveryFile = Extract<ProtectorFile, { kind: 'recovery-key' }>;
export type KeychainFile = Extract<ProtectorFile, { kind: 'keychain' }>;

const sumOf = (text: string): string => createHash('sha256').update(text).digest('hex');
/** The checksum stands last, so that what it covers is simply the text before it. */
const ending = /,"checksum":"(?<sum>[0-9a-f]{64})"\}\n$/;

export function writeProtector(file: ProtectorFile): Buffer {
  const text = JSON.stringify(file).slice(0, -1);
  return Buffer.from(`${text},"checksum":"${sumOf(text)}"}\n`);
}

export type ReadProtector = { readonly state: 'whole'; readonly file: ProtectorFile } | { readonly state: 'damaged' } | { readonly state: 'newer' };

/** Every change of a single byte is `damaged`: the file must be what we would write. The checksum's own place is fixed for all versions to come. */
export function readProtector(bytes: Uint8Array): ReadProtector {
  const text = Buffer.from(bytes).toString('utf8');
  const found = ending.exec(text);
  if (found === null || sumOf(text.slice(0, found.index)) !== found.groups?.['sum']) return { state: 'damaged' };
  let parsed: unknown;
  try {
    parsed = JSON.parse(`${text.slice(0, found.index)}}`);
  } catch {
    return { state: 'damaged' };
  }
  if (typeof parsed === 'object' && parsed !== null && 'version' in parsed && typeof parsed.version === 'number' && parsed.version > formatVersion) return { state: 'newer' };
  const read = v.safeParse(protectorFile, parsed);
  return read.success ? { state: 'whole', file: read.output } : { state: 'damaged' };
}
