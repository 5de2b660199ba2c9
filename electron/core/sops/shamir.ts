// Shamir's secret sharing over GF(2^8) with the polynomial 0x11b, share for share as sops and Vault cut it (spec §2.7). Must never keep, log or report a byte of a share.
import { randomBytes } from 'node:crypto';

/** So many shares there can be: each has its own x, which is one byte and not 0. */
export const maxShares = 255;

/** WHY neither table nor branch: they would tell of secret bytes by cache and time. */
function multiply(a: number, b: number): number {
  let product = 0;
  for (let bit = 7; bit >= 0; bit -= 1) product = ((product << 1) & 0xff) ^ (-(product >> 7) & 0x1b) ^ (-((b >> bit) & 1) & a);
  return product;
}

/** The 254th power, which for all but 0 is the inverse. */
function inverse(a: number): number {
  let power = a;
  for (let step = 0; step < 6; step += 1) power = multiply(multiply(power, power), a);
  return multiply(power, power);
}

/** Cuts a secret so that any `threshold` of the shares give it back. Each share is as long as the secret and one byte more, its x. The caller wipes them. */
export function splitSecret(secret: Uint8Array, shares: number, threshold: number): Buffer[] {
  if (threshold < 2 || threshold > shares || shares > maxShares || secret.length === 0) throw new RangeError('no such sharing');
  const coefficients = randomBytes(secret.length * (threshold - 1));
  const cut = Array.from({ length: shares }, (_, index) => {
    const x = index + 1;
    const share = Buffer.alloc(secret.length + 1, x);
    secret.forEach((intercept, at) => {
      let y = 0;
      for (let degree = threshold - 2; degree >= 0; degree -= 1) y = multiply(y ^ (coefficients[at * (threshold - 1) + degree] ?? 0), x);
      share[at] = y ^ intercept;
    });
    return share;
  });
  coefficients.fill(0);
  return cut;
}

/** What the shares were cut from: all of them count. Undefined if they cannot belong together: fewer than two, of different lengths, or two with one x. The caller wipes them. */
export function combineShares(shares: readonly Uint8Array[]): Buffer | undefined {
  const length = shares[0]?.length ?? 0;
  const xs = shares.map((share) => share[length - 1] ?? 0);
  if (shares.length < 2 || length < 2 || shares.some((share) => share.length !== length) || new Set(xs).size !== xs.length) return undefined;
  const secret = Buffer.alloc(length - 1);
  shares.forEach((share, own) => {
    // Lagrange's basis at 0. Subtraction is addition here.
    const basis = xs.reduce((product, x, other) => (other === own ? product : multiply(product, multiply(x, inverse(x ^ (xs[own] ?? 0))))), 1);
    for (let at = 0; at < secret.length; at += 1) secret[at] = (secret[at] ?? 0) ^ multiply(share[at] ?? 0, basis);
  });
  return secret;
}
