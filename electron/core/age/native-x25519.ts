// Opens the small age file of a data key with Node's own X25519, HKDF and ChaCha20-Poly1305: loading the library takes longer than all the rest of a command.
// Answers only where every check passed; whatever is odd is left to the library, which decides. Must never keep or report key material.
import { createDecipheriv, createHmac, createPrivateKey, createPublicKey, diffieHellman, hkdfSync, timingSafeEqual } from 'node:crypto';

const alphabet = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const generators = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
const humanPart = 'age-secret-key-';
const privateHead = Buffer.from('302e020100300506032b656e04220420', 'hex');
const publicHead = Buffer.from('302a300506032b656e032100', 'hex');
const noSalt = Buffer.alloc(0);
const zeroNonce = Buffer.alloc(12);
/** The nonce of a first chunk that is also the last one. */
const onlyChunk = Buffer.concat([Buffer.alloc(11), Buffer.of(1)]);
const tagBytes = 16;
const chunkBytes = 64 * 1024;

function polymod(values: readonly number[]): number {
  return values.reduce((sum, value) => generators.reduce((mixed, generator, bit) => (((sum >>> 25) >>> bit) & 1 ? mixed ^ generator : mixed), ((sum & 0x1ffffff) << 5) ^ value), 1);
}

/** The 32 bytes of `AGE-SECRET-KEY-1…` (Bech32, BIP 173), or undefined. */
function readScalar(identity: string): Buffer | undefined {
  const text = identity.toLowerCase();
  if (identity !== identity.toUpperCase() || !text.startsWith(`${humanPart}1`)) return undefined;
  const digits = [...text.slice(humanPart.length + 1)].map((character) => alphabet.indexOf(character));
  const head = Array.from(humanPart, (character) => character.charCodeAt(0));
  if (digits.length !== 58 || digits.includes(-1) || polymod([...head.map((code) => code >>> 5), 0, ...head.map((code) => code & 31), ...digits]) !== 1) return undefined;
  const bits = digits.slice(0, 52).map((digit) => digit.toString(2).padStart(5, '0')).join('');
  if (bits.slice(256) !== '0000') return undefined;
  return Buffer.from(Array.from({ length: 32 }, (_, at) => Number.parseInt(bits.slice(at * 8, at * 8 + 8), 2)));
}

/** Base64 as age writes it: no padding, no second spelling of the same bytes. */
function canonical(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64').replace(/=+$/, '') === text ? bytes : undefined;
}

export function readArmor(armored: string): Buffer | undefined {
  const lines = armored.trim().split('\n');
  if (lines[0] !== '-----BEGIN AGE ENCRYPTED FILE-----' || lines.at(-1) !== '-----END AGE ENCRYPTED FILE-----') return undefined;
  const body = lines.slice(1, -1);
  if (!body.every((line, at) => (at === body.length - 1 ? line.length > 0 && line.length <= 64 : line.length === 64))) return undefined;
  const bytes = Buffer.from(body.join(''), 'base64');
  // WHY strict: age takes no second spelling of the same bytes, missing padding included.
  return bytes.toString('base64') === body.join('') ? bytes : undefined;
}

const derive = (secret: Uint8Array, salt: Uint8Array, info: string): Buffer => Buffer.from(hkdfSync('sha256', secret, salt, info, 32));

/** The plaintext, or undefined if the tag does not fit. */
function openSealed(key: Uint8Array, nonce: Uint8Array, sealed: Buffer): Buffer | undefined {
  const decipher = createDecipheriv('chacha20-poly1305', key, nonce, { authTagLength: tagBytes });
  decipher.setAuthTag(sealed.subarray(-tagBytes));
  const plain = decipher.update(sealed.subarray(0, -tagBytes));
  try {
    decipher.final();
    return plain;
  } catch {
    // A stanza for somebody else, or damage: both are the library's to tell apart.
    plain.fill(0);
    return undefined;
  }
}

function fileKeyFrom(stanzas: readonly { readonly share: Buffer; readonly body: Buffer }[], scalar: Buffer): Buffer | undefined {
  const der = Buffer.concat([privateHead, scalar]);
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  der.fill(0);
  const own = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(-32);
  for (const { share, body } of stanzas) {
    const shared = diffieHellman({ privateKey, publicKey: createPublicKey({ key: Buffer.concat([publicHead, share]), format: 'der', type: 'spki' }) });
    const wrapKey = derive(shared, Buffer.concat([share, own]), 'age-encryption.org/v1/X25519');
    const fileKey = openSealed(wrapKey, zeroNonce, body);
    shared.fill(0);
    wrapKey.fill(0);
    if (fileKey !== undefined) return fileKey;
  }
  return undefined;
}

interface AgeFile {
  readonly stanzas: readonly { readonly share: Buffer; readonly body: Buffer }[];
  /** What the header's MAC is over, and the MAC. */
  readonly covered: string;
  readonly mac: Buffer;
  readonly nonce: Buffer;
  readonly chunk: Buffer;
}

/** Only files whose every stanza is X25519 and whose payload is one chunk: all that sops writes for native recipients. */
function readFile(bytes: Buffer): AgeFile | undefined {
  const found = /^age-encryption\.org\/v1\n(?<stanzas>(?:-> X25519 [A-Za-z0-9+/]{43}\n[A-Za-z0-9+/]{43}\n)+)--- (?<mac>[A-Za-z0-9+/]{43})\n/.exec(bytes.subarray(0, chunkBytes).toString('latin1'));
  const mac = canonical(found?.groups?.['mac'] ?? '');
  if (found === null || mac === undefined) return undefined;
  const stanzas = [...(found.groups?.['stanzas'] ?? '').matchAll(/-> X25519 (?<share>.{43})\n(?<body>.{43})\n/g)].map(({ groups }) => ({ share: canonical(groups?.['share'] ?? ''), body: canonical(groups?.['body'] ?? '') }));
  const whole = stanzas.flatMap(({ share, body }) => (share === undefined || body === undefined ? [] : [{ share, body }]));
  const payload = bytes.subarray(found[0].length);
  if (whole.length !== stanzas.length || payload.length < 16 + tagBytes + 1 || payload.length > 16 + tagBytes + chunkBytes) return undefined;
  return { stanzas: whole, covered: found[0].slice(0, found[0].indexOf('\n---') + 4), mac, nonce: payload.subarray(0, 16), chunk: payload.subarray(16) };
}

function openFile(file: AgeFile, scalar: Buffer): Buffer | undefined {
  const fileKey = fileKeyFrom(file.stanzas, scalar);
  if (fileKey === undefined) return undefined;
  const headerKey = derive(fileKey, noSalt, 'header');
  const payloadKey = derive(fileKey, file.nonce, 'payload');
  fileKey.fill(0);
  try {
    // SECURITY(age-header-mac): a header that was changed opens nothing, even where its stanza still fits.
    if (!timingSafeEqual(createHmac('sha256', headerKey).update(file.covered).digest(), file.mac)) return undefined;
    return openSealed(payloadKey, onlyChunk, file.chunk);
  } finally {
    headerKey.fill(0);
    payloadKey.fill(0);
  }
}

/** The payload, authenticated, if one of the identities opens it here (age-encryption.org/v1, C2SP age.md); undefined says nothing. */
export function openNatively(armored: string, identities: readonly string[]): Buffer | undefined {
  try {
    const bytes = readArmor(armored);
    const file = bytes === undefined ? undefined : readFile(bytes);
    // WHY all of them: one misspelt identity makes its whole place unusable, and the library says so.
    const scalars = identities.map(readScalar);
    if (file === undefined || scalars.includes(undefined)) return undefined;
    for (const scalar of scalars) {
      const payload = scalar === undefined ? undefined : openFile(file, scalar);
      if (payload !== undefined) return payload;
    }
    return undefined;
  } catch {
    // WHY: this Node's OpenSSL may lack a part (Electron's has no ChaCha20-Poly1305), or refuse a share of low order. The library has its own.
    return undefined;
  }
}
