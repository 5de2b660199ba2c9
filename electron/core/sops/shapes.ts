// What an encrypted file tells without any key: whom it is for, and what its sealed values are called. Thousands of revisions of one file mostly tell the same, and are parsed once.
import { createHash } from 'node:crypto';
import { bareKey } from '../../../shared/text/index.ts';
import { Refusal } from '../refusal.ts';
import { chooseFormat } from './choose-format.ts';
import { isEncrypted } from './cipher.ts';
import type { Recipient } from './key-groups.ts';
import { readMetadata } from './metadata.ts';
import { linesOf } from './tree.ts';
import { valuePaths } from './value-paths.ts';

export interface Shape {
  /** The sealed values, as people write their paths; '' for a file that is one value. */
  readonly keys: readonly string[];
  /** Which of those who were asked about it names, by their places. */
  readonly readers: readonly number[];
}

/** SSH keys are the same whatever stands behind them, fingerprints of PGP however they are written, and however short. */
function sameKey(one: Recipient, other: Recipient): boolean {
  if (one.kind !== other.kind) return false;
  if (one.kind === 'age') return bareKey(one.recipient) === bareKey(other.recipient);
  if (one.kind !== 'pgp') return one.recipient === other.recipient;
  const [a, b] = [fingerprint(one.recipient), fingerprint(other.recipient)];
  return a.endsWith(b) || b.endsWith(a);
}
const fingerprint = (key: string): string => key.replace(/^0x/i, '').replaceAll(' ', '').toUpperCase();

const sealed = Buffer.from('ENC[AES256_GCM,', 'latin1');
/** Every encrypted file has one of these somewhere. */
const anyOf: readonly Buffer[] = [Buffer.from('sops', 'latin1')];

/** What stands in every file that names this one. WHY looked for first: it passes over nearly all of a repository at the speed of reading it. */
function needlesOf({ kind, recipient }: Recipient): readonly Buffer[] {
  if (kind === 'age') return [Buffer.from(/^ssh-\S+ (\S+)/.exec(recipient)?.[1] ?? recipient, 'latin1')];
  if (kind !== 'pgp') return anyOf;
  // WHY its end: a file may name the same key by a shorter one.
  const end = fingerprint(recipient).slice(-8);
  return [end, end.toLowerCase()].map((text) => Buffer.from(text, 'latin1'));
}

/** True if the bytes may be a file that is encrypted for one of them. */
export function mayName(who: readonly Recipient[]): (bytes: Buffer) => boolean {
  const needles = who.flatMap(needlesOf);
  return (bytes) => needles.some((needle) => bytes.includes(needle)) && bytes.includes(sealed);
}

/** The same for two revisions of which only values differ, and when they were sealed. */
export function outlineOf(bytes: Buffer): string {
  const outline = bytes.toString('latin1').replaceAll(/ENC\[AES256_GCM,[^\]\n]*\]/g, 'E').replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)/g, 'T');
  return createHash('sha256').update(outline, 'latin1').digest('base64');
}

/** Undefined for what is no encrypted file, or not in order. */
export async function shapeOf(path: string, bytes: Buffer, who: readonly Recipient[]): Promise<Shape | undefined> {
  try {
    const format = await chooseFormat(path, bytes);
    const { metadata, branches } = await format.parse(bytes);
    const { keys } = readMetadata(metadata);
    return { keys: valuePaths(await linesOf(branches), format.shape === 'whole', ({ text }) => isEncrypted(text)), readers: who.flatMap((one, at) => (keys.some((key) => sameKey(key, one)) ? [at] : [])) };
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}
