// Private keys of SSH, as ssh-keygen writes them: OpenSSH's own form and the older PEM ones, open or behind a passphrase. Must never put any of it into an error.
import { createDecipheriv, createPrivateKey, type CipherGCM, type KeyObject } from 'node:crypto';
import { SecretText } from '../secret/index.ts';
import { bcryptPbkdf } from './bcrypt-pbkdf.ts';
import { unsigned, wireField, wireReader } from './ssh-wire.ts';

export type SshType = 'ssh-ed25519' | 'ssh-rsa';
export interface SshPrivate {
  readonly type: SshType;
  /** The public key as it stands in a line of authorized_keys, decoded. */
  readonly wire: Buffer;
  readonly comment: string;
  /** The 32 bytes of an ed25519 key; the whole key of an RSA one. */
  readonly seed?: Buffer;
  readonly rsa?: KeyObject;
}
export type SshFile =
  | { readonly state: 'open'; readonly key: SshPrivate }
  /** `recipient` is undefined where the form does not tell the public half without the passphrase. */
  | { readonly state: 'locked'; readonly recipient: string | undefined; unlock(passphrase: SecretText): Promise<SecretText | undefined> }
  /** A kind of key that age does not know: ecdsa, dsa, one on a token. */
  | { readonly state: 'not-supported' }
  | { readonly state: 'unusable' };

const magic = Buffer.from('openssh-key-v1\0', 'latin1');
const head = '-----BEGIN OPENSSH PRIVATE KEY-----';
const foot = '-----END OPENSSH PRIVATE KEY-----';
const pem = /^-----BEGIN (?<kind>(?:RSA |ENCRYPTED )?PRIVATE KEY)-----\r?\n/;
/** More rounds than this are no wish of a person but a way to keep the program busy: ssh-keygen takes 16 to 24. */
const maxRounds = 1024;
/** key, iv and block in bytes. */
const ciphers: ReadonlyMap<string, { readonly name: string; readonly key: number; readonly iv: number; readonly tag: number }> = new Map(
  ['aes128-ctr', 'aes192-ctr', 'aes256-ctr', 'aes128-cbc', 'aes192-cbc', 'aes256-cbc', 'aes128-gcm@openssh.com', 'aes256-gcm@openssh.com'].map((name) => {
    const [, bits = '', mode = ''] = /^aes(\d+)-(\w+)/.exec(name) ?? [];
    return [name, { name: `aes-${bits}-${mode}`, key: Number(bits) / 8, iv: mode === 'gcm' ? 12 : 16, tag: mode === 'gcm' ? 16 : 0 }];
  }),
);

export const isSshPrivate = (text: string): boolean => text.startsWith(head) || pem.test(text);

/** `ssh-ed25519 AAAA…`, as sops stores a recipient. */
export const sshRecipient = (type: string, wire: Buffer): string => `${type} ${wire.toString('base64')}`;

const number = (bytes: Buffer): bigint => BigInt(`0x${bytes.toString('hex') || '0'}`);
const text = (value: bigint): string => {
  const hex = value.toString(16);
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex').toString('base64url');
};

function rsaFrom(parts: readonly Buffer[]): KeyObject | undefined {
  const [n, e, d, , p, q] = parts.map((part) => number(unsigned(part)));
  const [, , , qi] = parts;
  if (n === undefined || e === undefined || d === undefined || p === undefined || q === undefined || qi === undefined || p < 2n || q < 2n || p * q !== n) return undefined;
  return createPrivateKey({ key: { kty: 'RSA', n: text(n), e: text(e), d: text(d), p: text(p), q: text(q), dp: text(d % (p - 1n)), dq: text(d % (q - 1n)), qi: text(number(unsigned(qi))) }, format: 'jwk' });
}

/** The part behind the passphrase. Undefined where it makes no sense, as it does under a wrong one. */
function readPrivate(section: Buffer, type: SshType, wire: Buffer): SshPrivate | undefined {
  const reader = wireReader(section);
  const [first, second] = [reader.number(), reader.number()];
  if (first === undefined || first !== second || reader.field()?.toString('latin1') !== type) return undefined;
  const parts = Array.from({ length: type === 'ssh-ed25519' ? 2 : 6 }, () => reader.field());
  const comment = reader.field();
  const whole = parts.flatMap((part) => (part === undefined ? [] : [part]));
  if (comment === undefined || whole.length !== parts.length || !reader.rest().every((byte, at) => byte === at + 1)) return undefined;
  const said = comment.toString('utf8');
  if (type === 'ssh-rsa') {
    const rsa = rsaFrom(whole);
    return rsa === undefined ? undefined : { type, wire, comment: said, rsa };
  }
  const [open = Buffer.alloc(0), both = Buffer.alloc(0)] = whole;
  if (both.length !== 64 || !both.subarray(32).equals(open) || !wire.subarray(-32).equals(open)) return undefined;
  return { type, wire, comment: said, seed: Buffer.from(both.subarray(0, 32)) };
}

interface Container {
  readonly cipher: string;
  readonly kdf: string;
  readonly options: Buffer;
  readonly wire: Buffer;
  readonly section: Buffer;
  /** The tag of a cipher that has one. */
  readonly rest: Buffer;
}

function readContainer(source: string): Container | undefined {
  const body = source.slice(head.length, source.indexOf(foot)).replaceAll(/\s/g, '');
  if (!source.includes(foot) || !/^[A-Za-z0-9+/]+={0,2}$/.test(body)) return undefined;
  const bytes = Buffer.from(body, 'base64');
  if (!bytes.subarray(0, magic.length).equals(magic)) return undefined;
  const reader = wireReader(bytes.subarray(magic.length));
  const [cipher, kdf, options] = [reader.field(), reader.field(), reader.field()];
  const keys = reader.number();
  const [wire, section] = [reader.field(), reader.field()];
  if (cipher === undefined || kdf === undefined || options === undefined || keys !== 1 || wire === undefined || section === undefined) return undefined;
  return { cipher: cipher.toString('latin1'), kdf: kdf.toString('latin1'), options, wire, section, rest: reader.rest() };
}

/** The same key without a passphrase, for memory and for the sealed profile only. */
function asOpenText(wire: Buffer, section: Buffer): SecretText {
  const count = Buffer.from([0, 0, 0, 1]);
  const bytes = Buffer.concat([magic, wireField('none'), wireField('none'), wireField(''), count, wireField(wire), wireField(section)]);
  const lines = bytes.toString('base64').match(/.{1,70}/g) ?? [];
  bytes.fill(0);
  return new SecretText([head, ...lines, foot, ''].join('\n'));
}

async function decrypt({ cipher, options, section, rest }: Container, passphrase: SecretText): Promise<Buffer | undefined> {
  const way = ciphers.get(cipher);
  const reader = wireReader(options);
  const [salt, rounds] = [reader.field(), reader.number()];
  if (way === undefined || salt === undefined || salt.length === 0 || rounds === undefined || rounds < 1 || rounds > maxRounds) return undefined;
  const secret = Buffer.from(passphrase.expose(), 'utf8');
  const key = await bcryptPbkdf(secret, salt, rounds, way.key + way.iv);
  secret.fill(0);
  try {
    const decipher = createDecipheriv(way.name, key.subarray(0, way.key), key.subarray(way.key));
    decipher.setAutoPadding(false);
    if (way.tag > 0) (decipher as unknown as CipherGCM & { setAuthTag(tag: Buffer): void }).setAuthTag(rest.subarray(0, way.tag));
    return Buffer.concat([decipher.update(section), decipher.final()]);
  } catch {
    // A wrong passphrase under a cipher with a tag, or a length that is no multiple of the block.
    return undefined;
  } finally {
    key.fill(0);
  }
}

const isType = (type: string | undefined): type is SshType => type === 'ssh-ed25519' || type === 'ssh-rsa';

function readOpenSsh(source: string): SshFile {
  const container = readContainer(source);
  if (container === undefined) return { state: 'unusable' };
  const { wire } = container;
  const type = wireReader(wire).field()?.toString('latin1');
  if (!isType(type)) return { state: 'not-supported' };
  if (container.cipher === 'none') {
    const key = container.kdf === 'none' ? readPrivate(container.section, type, wire) : undefined;
    return key === undefined ? { state: 'unusable' } : { state: 'open', key };
  }
  if (container.kdf !== 'bcrypt' || !ciphers.has(container.cipher)) return { state: 'not-supported' };
  return {
    state: 'locked', recipient: sshRecipient(type, wire),
    async unlock(passphrase) {
      const section = await decrypt(container, passphrase);
      if (section === undefined) return undefined;
      try {
        return readPrivate(section, type, wire) === undefined ? undefined : asOpenText(wire, section);
      } finally {
        section.fill(0);
      }
    },
  };
}

/** An older form, in which OpenSSL keeps RSA keys. */
function fromPem(key: KeyObject): SshFile {
  if (key.asymmetricKeyType !== 'rsa') return { state: 'not-supported' };
  const { n = '', e = '' } = key.export({ format: 'jwk' });
  const positive = (part: string): Buffer => {
    const bytes = Buffer.from(part, 'base64url');
    return (bytes[0] ?? 0) > 127 ? Buffer.concat([Buffer.alloc(1), bytes]) : bytes;
  };
  return { state: 'open', key: { type: 'ssh-rsa', wire: Buffer.concat([wireField('ssh-rsa'), wireField(positive(e)), wireField(positive(n))]), comment: '', rsa: key } };
}

function readPem(source: string): SshFile {
  const locked = source.includes('ENCRYPTED');
  try {
    if (!locked) return fromPem(createPrivateKey({ key: source, format: 'pem' }));
  } catch {
    return { state: 'unusable' };
  }
  return {
    state: 'locked', recipient: undefined,
    unlock(passphrase) {
      try {
        return Promise.resolve(new SecretText(createPrivateKey({ key: source, format: 'pem', passphrase: passphrase.expose() }).export({ format: 'pem', type: 'pkcs8' }).toString()));
      } catch {
        // A wrong passphrase; the message of OpenSSL adds nothing.
        return Promise.resolve(undefined);
      }
    },
  };
}

/** Reads one private key. Never throws. */
export function readSshFile(source: string): SshFile {
  const trimmed = source.trimStart();
  try {
    return trimmed.startsWith(head) ? readOpenSsh(trimmed) : pem.test(trimmed) ? readPem(trimmed) : { state: 'unusable' };
  } catch {
    // WHY no detail: what OpenSSL says of a key may repeat a part of it.
    return { state: 'unusable' };
  }
}
