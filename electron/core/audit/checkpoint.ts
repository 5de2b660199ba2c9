// Signatures over the log: who made a state of the chain sure, and how anybody checks it. Must import nothing but Node: it is built into a file that stands alone.
import { createHash, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import type { Head } from './form.ts';

export const checkpointEvent = 'log_checkpoint';

/** The file with the public keys, beside the log. */
export const keysFile = 'audit.pub';

export interface PublicKey {
  /** What a person keeps elsewhere: SHA-256 of the 32 bytes of the key, base64url. */
  readonly fingerprint: string;
  /** The 32 bytes, base64url. */
  readonly raw: string;
  readonly key: KeyObject;
}

/** From the 32 bytes, base64url; undefined if they are no key. */
export function publicKey(raw: string): PublicKey | undefined {
  if (!/^[A-Za-z0-9_-]{43}$/.test(raw)) return undefined;
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: raw }, format: 'jwk' });
  return { fingerprint: createHash('sha256').update(Buffer.from(raw, 'base64url')).digest('base64url'), raw, key };
}

export interface KeysBeside {
  readonly signing: readonly PublicKey[];
  /** To whom lines are sealed: a recipient of age; '' if there is none. */
  readonly recipient: string;
}

/** Reads `audit.pub`: the keys that signed, the newest last, and whom lines are sealed to. Lines that say neither are left out. */
export function readKeys(content: string): KeysBeside {
  const signing: PublicKey[] = [];
  let recipient = '';
  for (const line of content.split('\n')) {
    const [kind = '', value = ''] = line.trim().split(' ');
    const key = kind === 'ed25519' ? publicKey(value) : undefined;
    if (key !== undefined) signing.push(key);
    if (kind === 'age' && /^age1[a-z0-9]{10,100}$/.test(value)) recipient = value;
  }
  return { signing, recipient };
}

export const writeKeys = ({ signing, recipient }: { readonly signing: readonly string[]; readonly recipient: string }): string =>
  [...signing.map((raw) => `ed25519 ${raw}`), ...(recipient === '' ? [] : [`age ${recipient}`]), ''].join('\n');

// WHY the name first: a signature for one purpose must never pass for another.
const statement = (what: 'checkpoint' | 'tombstone', parts: readonly string[]): Buffer => Buffer.from(['coffre/audit/1', what, ...parts].join('\n'));

/** What the `reason` of a checkpoint says: it vouches for the chain up to `head`. */
export function checkpointReason(privateKey: KeyObject, fingerprint: string, head: Head, timestamp: string): string {
  return `ed25519 ${fingerprint} ${sign(null, statement('checkpoint', [String(head.seq), head.hash, timestamp]), privateKey).toString('base64url')}`;
}

const form = /^ed25519 ([A-Za-z0-9_-]{43}) ([A-Za-z0-9_-]{86})$/;

/** Whose key a checkpoint names; undefined if it names none. */
export const signerOf = (reason: string): string | undefined => form.exec(reason)?.[1];

// SECURITY(audit-checkpoint): whoever rewrites the chain cannot write the signature that stands in it.
export function checkpointHolds(key: PublicKey, reason: string, head: Head, timestamp: string): boolean {
  const [, fingerprint, signature = ''] = form.exec(reason) ?? [];
  return fingerprint === key.fingerprint && verify(null, statement('checkpoint', [String(head.seq), head.hash, timestamp]), key.key, Buffer.from(signature, 'base64url'));
}

/** What stands for lines whose time is over: the chain goes on behind them. */
export interface Tombstone {
  readonly first: number;
  readonly last: number;
  /** The hash before the first line, and that of the last. */
  readonly prev: string;
  readonly hash: string;
  /** When it was put there, and when the last of its lines was written at the latest. */
  readonly removed: string;
  readonly newest: string;
  readonly fingerprint: string;
  readonly signature: string;
}

const tombstoneParts = ({ first, last, prev, hash, removed, newest }: Omit<Tombstone, 'signature'>): readonly string[] => [String(first), String(last), prev, hash, removed, newest];

export function signTombstone(privateKey: KeyObject, facts: Omit<Tombstone, 'signature'>): Tombstone {
  return { ...facts, signature: sign(null, statement('tombstone', tombstoneParts(facts)), privateKey).toString('base64url') };
}

export const tombstoneHolds = (key: PublicKey, tombstone: Tombstone): boolean =>
  tombstone.fingerprint === key.fingerprint && verify(null, statement('tombstone', tombstoneParts(tombstone)), key.key, Buffer.from(tombstone.signature, 'base64url'));

/** Undefined for anything that is not a tombstone. */
export function readTombstone(content: string): Tombstone | undefined {
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const { first, last, prev, hash, removed, newest, fingerprint, signature } = value as Readonly<Record<string, unknown>>;
  if (typeof first !== 'number' || typeof last !== 'number' || !Number.isSafeInteger(first) || !Number.isSafeInteger(last) || last < first || first < 1) return undefined;
  if (typeof prev !== 'string' || typeof hash !== 'string' || typeof removed !== 'string' || typeof newest !== 'string' || typeof fingerprint !== 'string' || typeof signature !== 'string') return undefined;
  return { first, last, prev, hash, removed, newest, fingerprint, signature };
}
