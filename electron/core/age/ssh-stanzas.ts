// SSH keys as recipients and identities of age (its `ssh-ed25519` and `ssh-rsa` stanzas), which the library lacks. Must never keep key material longer than one wrap.
import type { Identity, Recipient, Stanza } from 'age-encryption';
import { constants, createHash, createPrivateKey, createPublicKey, diffieHellman, generateKeyPairSync, hkdfSync, privateDecrypt, publicEncrypt, type KeyObject } from 'node:crypto';
import { readSshFile, type SshPrivate } from './ssh-key-file.ts';
import { unsigned, wireReader } from './ssh-wire.ts';

export type MakeStanza = (args: string[], body: Uint8Array) => Stanza;

const label = 'age-encryption.org/v1/ssh-ed25519';
const rsaLabel = Buffer.from('age-encryption.org/v1/ssh-rsa', 'latin1');
const prime = 2n ** 255n - 19n;
const privateHead = Buffer.from('302e020100300506032b656e04220420', 'hex');
const publicHead = Buffer.from('302a300506032b656e032100', 'hex');
const nonce = Buffer.alloc(12);
/** What age asks for: shorter ones are refused by it. */
const minRsaBits = 2048;

// WHY late: the bundle keeps this file beside what every command loads, and few commands meet an SSH key.
const cipherFor = async (key: Uint8Array) => (await import('@noble/ciphers/chacha.js')).chacha20poly1305(key, nonce);
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64').replace(/=+$/, '');
const canonical = (text: string): Buffer | undefined => {
  const bytes = Buffer.from(text, 'base64');
  return base64(bytes) === text ? bytes : undefined;
};
const tagOf = (wire: Buffer): string => base64(createHash('sha256').update(wire).digest().subarray(0, 4));
const hkdf = (secret: Uint8Array, salt: Uint8Array): Buffer => Buffer.from(hkdfSync('sha256', secret, salt, label, 32));

function power(base: bigint, exponent: bigint): bigint {
  let [result, square] = [1n, base % prime];
  for (let left = exponent; left > 0n; left >>= 1n) {
    if ((left & 1n) === 1n) result = (result * square) % prime;
    square = (square * square) % prime;
  }
  return result;
}

/** The point of an Ed25519 key on the curve of X25519: u = (1 + y) / (1 − y). */
function montgomery(edwards: Buffer): Buffer {
  const y = BigInt(`0x${Buffer.from(edwards).reverse().toString('hex')}`) & (2n ** 255n - 1n);
  const u = ((1n + y) * power((1n - y + prime) % prime, prime - 2n)) % prime;
  return Buffer.from(u.toString(16).padStart(64, '0'), 'hex').reverse();
}

function scalarKey(scalar: Buffer): KeyObject {
  const der = Buffer.concat([privateHead, scalar]);
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  der.fill(0);
  return key;
}
const pointKey = (point: Buffer): KeyObject => createPublicKey({ key: Buffer.concat([publicHead, point]), format: 'der', type: 'spki' });
const bytesOf = (key: KeyObject): Buffer => key.export({ format: 'der', type: 'spki' }).subarray(-32);
/** The second multiplication binds the SSH key itself to what both sides share. */
function tweaked(shared: Buffer, wire: Buffer): Buffer {
  const tweak = hkdf(Buffer.alloc(0), wire);
  const result = diffieHellman({ privateKey: scalarKey(tweak), publicKey: pointKey(shared) });
  shared.fill(0);
  return result;
}

/** A public line of SSH, `type base64 comment`; undefined for what is none or too short. */
function readLine(line: string): { readonly type: 'ssh-ed25519' | 'ssh-rsa'; readonly wire: Buffer } | undefined {
  const [, type, encoded = ''] = /^(ssh-ed25519|ssh-rsa)[ \t]+([A-Za-z0-9+/]+={0,2})(?:[ \t].*)?$/.exec(line.trim()) ?? [];
  const wire = Buffer.from(encoded, 'base64');
  if ((type !== 'ssh-ed25519' && type !== 'ssh-rsa') || wireReader(wire).field()?.toString('latin1') !== type) return undefined;
  return { type, wire };
}

function rsaPublic(wire: Buffer): KeyObject | undefined {
  const reader = wireReader(wire);
  const [, e, n] = [reader.field(), reader.field(), reader.field()];
  if (e === undefined || n === undefined || unsigned(n).length * 8 < minRsaBits) return undefined;
  return createPublicKey({ key: { kty: 'RSA', n: unsigned(n).toString('base64url'), e: unsigned(e).toString('base64url') }, format: 'jwk' });
}

/** Undefined for what is no SSH key of a kind that age takes. */
export function sshRecipientOf(line: string, make: MakeStanza): Recipient | undefined {
  const read = readLine(line);
  if (read === undefined) return undefined;
  const { type, wire } = read;
  if (type === 'ssh-rsa') {
    const key = rsaPublic(wire);
    return key === undefined ? undefined : { wrapFileKey: (fileKey) => [make([type, tagOf(wire)], publicEncrypt({ key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256', oaepLabel: rsaLabel }, fileKey))] };
  }
  const edwards = wire.subarray(-32);
  if (wire.length !== 51) return undefined;
  const theirs = montgomery(edwards);
  return {
    async wrapFileKey(fileKey) {
      const { privateKey, publicKey } = generateKeyPairSync('x25519');
      const share = bytesOf(publicKey);
      const secret = tweaked(diffieHellman({ privateKey, publicKey: pointKey(theirs) }), wire);
      const key = hkdf(secret, Buffer.concat([share, theirs]));
      secret.fill(0);
      try {
        return [make([type, tagOf(wire), base64(share)], (await cipherFor(key)).encrypt(fileKey))];
      } finally {
        key.fill(0);
      }
    },
  };
}

async function openEd25519({ wire, seed = Buffer.alloc(0) }: SshPrivate, { args, body }: Stanza): Promise<Uint8Array | undefined> {
  const share = args.length === 3 ? canonical(args[2] ?? '') : undefined;
  if (share?.length !== 32 || body.length !== 32) throw new Error('invalid ssh-ed25519 stanza');
  const half = createHash('sha512').update(seed).digest();
  const own = scalarKey(half.subarray(0, 32));
  half.fill(0);
  const secret = tweaked(diffieHellman({ privateKey: own, publicKey: pointKey(share) }), wire);
  const key = hkdf(secret, Buffer.concat([share, bytesOf(createPublicKey(own))]));
  secret.fill(0);
  try {
    return (await cipherFor(key)).decrypt(body);
  } catch {
    // Somebody else with the same four bytes of fingerprint.
    return undefined;
  } finally {
    key.fill(0);
  }
}

function openRsa({ rsa }: SshPrivate, { args, body }: Stanza): Uint8Array | undefined {
  if (args.length !== 2 || rsa === undefined) throw new Error('invalid ssh-rsa stanza');
  try {
    return privateDecrypt({ key: rsa, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256', oaepLabel: rsaLabel }, body);
  } catch {
    // As above.
    return undefined;
  }
}

/** Undefined for a text that is no open SSH key. */
export function sshIdentityOf(text: string): Identity | undefined {
  const file = readSshFile(text);
  if (file.state !== 'open') return undefined;
  const { key } = file;
  const tag = tagOf(key.wire);
  return {
    async unwrapFileKey(stanzas) {
      for (const stanza of stanzas) {
        if (stanza.args[0] !== key.type || stanza.args[1] !== tag) continue;
        const fileKey = key.type === 'ssh-rsa' ? openRsa(key, stanza) : await openEd25519(key, stanza);
        if (fileKey !== undefined) return fileKey;
      }
      return null;
    },
  };
}
