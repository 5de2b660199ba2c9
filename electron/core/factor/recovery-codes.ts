// Ten codes on paper for whoever has lost the phone, each good for one time. Only slow hashes of them are kept. Must never keep a code, nor put one into an error.
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { asCrockford, crockfordAlphabet as alphabet } from '../../../shared/text/index.ts';
import type { KeptCodes } from './record.ts';

const count = 10;
const length = 10;
/** WHY less than for a passphrase: nobody chose these codes, and fifty random bits at a twentieth of a second each are not guessed. */
const productCost: KeptCodes['scrypt'] = { N: 2 ** 14, r: 8, p: 1 };

/** As a person types it. Undefined for what can be none. */
function plain(typed: string): string | undefined {
  const text = asCrockford(typed);
  return text.length === length && [...text].every((character) => alphabet.includes(character)) ? text : undefined;
}

/** WHY one salt for the ten: each code has fifty random bits of its own, and a wrong one costs one hash instead of ten. */
function hashOf(text: string, salt: string, { N, r, p }: KeptCodes['scrypt']): Promise<string> {
  return new Promise((resolve, reject) => {
    scrypt(text, Buffer.from(salt, 'base64'), 32, { N, r, p, maxmem: 256 * N * r }, (error, hash) => {
      if (error === null) resolve(hash.toString('base64'));
      else reject(error);
    });
  });
}

/** New ones, as they are written down, and what is kept of them. */
export async function makeCodes(): Promise<{ readonly codes: readonly string[]; readonly kept: KeptCodes }> {
  const salt = randomBytes(16).toString('base64');
  const bare = Array.from({ length: count }, () => [...randomBytes(length)].map((byte) => alphabet[byte % alphabet.length]).join(''));
  const hashes: string[] = [];
  for (const code of bare) hashes.push(await hashOf(code, salt, productCost));
  return { codes: bare.map((code) => `${code.slice(0, length / 2)}-${code.slice(length / 2)}`), kept: { salt, scrypt: productCost, hashes } };
}

// SECURITY(recovery-code-once): the hash of a code goes with its use.
/** What is left once this one is used; undefined for a wrong one. */
export async function spendCode(kept: KeptCodes, typed: string): Promise<KeptCodes | undefined> {
  const text = plain(typed);
  if (text === undefined || kept.hashes.length === 0) return undefined;
  const tried = Buffer.from(await hashOf(text, kept.salt, kept.scrypt));
  const at = kept.hashes.findIndex((hash) => hash.length === tried.length && timingSafeEqual(Buffer.from(hash), tried));
  return at === -1 ? undefined : { ...kept, hashes: kept.hashes.filter((_, index) => index !== at) };
}
