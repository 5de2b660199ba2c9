// Blowfish with the key schedule of bcrypt, for one purpose: passphrases of OpenSSH keys. Its tables are the digits of π, computed rather than copied. Pure; must never be used to encrypt anything.

const rounds = 16;
const boxWords = 1024;
const words = rounds + 2 + boxWords;

/** π − 3 in binary, the first `words` times 32 bits of it (Machin's formula in whole numbers). */
function digitsOfPi(): Uint32Array {
  const guard = 64n;
  const bits = BigInt(words * 32) + guard;
  const one = 1n << bits;
  const arctan = (inverse: bigint): bigint => {
    let power = one / inverse;
    let sum = power;
    for (let odd = 3n, sign = -1n; power > 0n; odd += 2n, sign = -sign) {
      power /= inverse * inverse;
      sum += (sign * power) / odd;
    }
    return sum;
  };
  let fraction = ((16n * arctan(5n) - 4n * arctan(239n)) & (one - 1n)) >> guard;
  const digits = new Uint32Array(words);
  for (let at = words - 1; at >= 0; at -= 1) {
    digits[at] = Number(fraction & 0xffffffffn);
    fraction >>= 32n;
  }
  return digits;
}

let table: Uint32Array | undefined;

/** Big-endian words of `bytes`, which begin anew where they end. */
export function wordsOf(bytes: Uint8Array, count: number): Uint32Array {
  const read = new Uint32Array(count);
  for (let at = 0, byte = 0; at < count; at += 1) {
    let word = 0;
    for (let part = 0; part < 4; part += 1, byte += 1) word = (word << 8) | (bytes[byte % bytes.length] ?? 0);
    read[at] = word;
  }
  return read;
}

/** State of one run of bcrypt: the subkeys, then the boxes. */
export interface Blowfish {
  /** Mixes a key in; `salt` (16 words at most) runs along where there is one. */
  expand(key: Uint32Array, salt?: Uint32Array): void;
  /** Encrypts words in pairs, each in its place. */
  encrypt(block: Uint32Array): void;
  wipe(): void;
}

export function createBlowfish(): Blowfish {
  table ??= digitsOfPi();
  const state = Uint32Array.from(table);
  const subkeys = state.subarray(0, rounds + 2);
  const boxes = state.subarray(rounds + 2);
  const pair = new Uint32Array(2);

  // WHY no checks inside: a passphrase takes tens of millions of these rounds. Every index is a byte in its own box.
  const mix = (x: number): number => (((((boxes[x >>> 24] as number) + (boxes[256 + ((x >>> 16) & 255)] as number)) ^ (boxes[512 + ((x >>> 8) & 255)] as number)) >>> 0) + (boxes[768 + (x & 255)] as number)) >>> 0;
  function encipher(block: Uint32Array, at: number): void {
    let left = (block[at] as number) ^ (subkeys[0] as number);
    let right = block[at + 1] as number;
    for (let round = 1; round <= rounds; round += 2) {
      right ^= mix(left) ^ (subkeys[round] as number);
      left ^= mix(right) ^ (subkeys[round + 1] as number);
    }
    block[at] = right ^ (subkeys[rounds + 1] as number);
    block[at + 1] = left;
  }

  return {
    expand(key, salt) {
      for (let at = 0; at < subkeys.length; at += 1) subkeys[at] = (subkeys[at] as number) ^ (key[at % key.length] as number);
      pair.fill(0);
      for (let at = 0, from = 0; at < state.length; at += 2) {
        if (salt !== undefined) {
          pair[0] = (pair[0] as number) ^ (salt[from % salt.length] as number);
          pair[1] = (pair[1] as number) ^ (salt[(from + 1) % salt.length] as number);
          from += 2;
        }
        encipher(pair, 0);
        state.set(pair, at);
      }
    },
    encrypt(block) {
      for (let at = 0; at < block.length; at += 2) encipher(block, at);
    },
    wipe() {
      state.fill(0);
      pair.fill(0);
    },
  };
}
