// A passphrase made slow to guess: scrypt (RFC 7914), off the event loop so that the window goes on. Must never keep the passphrase.
import { scrypt } from 'node:crypto';
import type { Cost } from './canonical.ts';

/** What this program asks for. A profile with less is raised at its next unlock. */
export const productCost: Cost = { N: 2 ** 17, r: 8, p: 1 };
export const leastLength = 8;

/** 32 bytes, which the caller wipes. WHY normalised: one keyboard sends é as a letter, another as a letter and an accent. */
export function stretch(passphrase: string, salt: string, { N, r, p }: Cost): Promise<Buffer> {
  const bytes = Buffer.from(passphrase.normalize('NFKC'), 'utf8');
  return new Promise((resolve, reject) => {
    scrypt(bytes, Buffer.from(salt, 'base64'), 32, { N, r, p, maxmem: 128 * N * r + 128 * r * p + 32 * 1024 * 1024 }, (error, key) => {
      bytes.fill(0);
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}

/** True if `cost` is easier to guess against than what the program asks for. */
export const isWeaker = (cost: Cost, wanted: Cost): boolean => cost.N * cost.r * cost.p < wanted.N * wanted.r * wanted.p;
