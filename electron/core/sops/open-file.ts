// From bytes to a verified file: parse, unwrap, decrypt, check the MAC. Plaintext exists only in the SecretBytes of the answer.
import { createSecretKey, type KeyObject } from 'node:crypto';
import { Refusal } from '../refusal.ts';
import { SecretBytes } from '../secret/index.ts';
import { createBreath } from './breath.ts';
import { aadOf, isEncrypted, openValue, type StoredType } from './cipher.ts';
import type { Format } from './formats/format.ts';
import type { KeySource } from './key-sources/key-source.ts';
import { createMacHash, macMatches } from './mac.ts';
import { canonicalTime, readMetadata, type Metadata } from './metadata.ts';
import { compileRule, type Rule } from './rules.ts';
import { leavesOf, type Leaf, type ParsedFile } from './tree.ts';

export interface OpenLeaf extends Leaf {
  /** Stays the same over saves, unlike `id`, which counts anew in every parse. */
  readonly entry: number;
  /** What the rule of the file says about it. */
  readonly encrypted: boolean;
  readonly storedType: StoredType | 'plain';
  readonly plain: SecretBytes;
}

export interface VerifiedFile {
  readonly metadata: Metadata;
  readonly parsed: ParsedFile;
  readonly leaves: readonly OpenLeaf[];
  readonly dataKey: KeyObject;
  readonly encrypts: Rule;
  readonly openedWith: string;
  /** True if a comment stands in clear although the rule would encrypt it: nothing vouches for it. */
  readonly plainComments: boolean;
}

/** Asks each source in turn. Refusals: `no-matching-key` (tried, places, recipients), `identity-unusable` (places), `bad-metadata` for wrapped keys that no age can read. */
async function openDataKey(metadata: Metadata, sources: readonly KeySource[], extraIdentityFile: string | undefined): Promise<{ readonly key: KeyObject; readonly openedWith: string }> {
  let tried = 0;
  let damaged = 0;
  const unusable = new Set<string>();
  for (const source of sources) {
    const result = await source.open(metadata.keys, extraIdentityFile);
    if ('dataKey' in result) {
      const key = createSecretKey(result.dataKey);
      result.dataKey.fill(0);
      return { key, openedWith: result.openedWith };
    }
    tried += result.tried;
    damaged += result.damaged;
    for (const place of result.unusable) unusable.add(place);
  }
  const places = [...unusable].join(', ').slice(0, 1000);
  if (damaged > 0 && damaged === metadata.keys.length) throw new Refusal('bad-metadata', { field: 'enc' });
  if (tried === 0 && unusable.size > 0) throw new Refusal('identity-unusable', { places });
  throw new Refusal('no-matching-key', { tried, places, recipients: metadata.keys.length });
}

interface Reading {
  readonly key: KeyObject;
  readonly encrypts: Rule;
  /** Plaintext already known for a stored text at the same path: the same bytes under the same key open to the same plaintext. */
  readonly known?: (leaf: Leaf) => OpenLeaf | undefined;
}

const noComments: readonly string[] = [];

// WHY spelt out: an object spread for each of 10,000 leaves costs a tenth of opening them.
function openedLeaf({ id, comment, type, text, path, activeComments }: Leaf, encrypted: boolean, storedType: OpenLeaf['storedType'], plain: Buffer): OpenLeaf {
  return { id, comment, type, text, path, activeComments, entry: id, encrypted, storedType, plain: new SecretBytes(plain) };
}

function openComment(leaf: Leaf, encrypted: boolean, key: KeyObject): OpenLeaf {
  const opened = encrypted ? openValue(leaf.text, key, aadOf(leaf.path)) : undefined;
  return openedLeaf(leaf, encrypted, opened?.type ?? 'plain', opened?.bytes ?? Buffer.from(leaf.text, 'utf8'));
}

function openScalar(leaf: Leaf, encrypted: boolean, key: KeyObject): OpenLeaf {
  if (!encrypted || leaf.text === '' || leaf.type === 'null') return openedLeaf(leaf, encrypted, 'plain', Buffer.from(leaf.text, 'utf8'));
  const opened = openValue(leaf.text, key, aadOf(leaf.path));
  if (opened === undefined) throw new Refusal(isEncrypted(leaf.text) ? 'value-damaged' : 'value-not-encrypted', { key: leaf.path.join('.').slice(0, 200) });
  return openedLeaf(leaf, encrypted, opened.type, opened.bytes);
}

/** Opens every leaf in order, in slices. Refusals: `value-damaged` (key), `value-not-encrypted` (key). What was opened before a refusal is wiped. */
export async function openLeaves(leaves: readonly Leaf[], reading: Reading): Promise<OpenLeaf[]> {
  const breath = createBreath();
  const opened: OpenLeaf[] = [];
  const comments = new Map<number, string>();
  try {
    for (const leaf of leaves) {
      const active = leaf.activeComments.length === 0 ? noComments : leaf.activeComments.map((id) => comments.get(id) ?? '');
      // WHY the stored text stands in for a comment's own plaintext: only comment rules look at it, and those leave marker lines readable.
      const encrypted = reading.encrypts(leaf.path, leaf.comment ? [...active, leaf.text] : active, leaf.comment);
      const known = reading.known?.(leaf);
      const open = known ?? (leaf.comment ? openComment(leaf, encrypted, reading.key) : openScalar(leaf, encrypted, reading.key));
      if (leaf.comment) comments.set(leaf.id, open.plain.exposeBytes().toString('utf8'));
      opened.push(open);
      if (opened.length % 32 === 0) await breath();
    }
    return opened;
  } catch (error) {
    for (const leaf of opened) if (reading.known?.(leaf) === undefined) leaf.plain.wipe();
    throw error;
  }
}

/** The digest over leaves in document order. Comments, however they are stored, are not part of it (spec §2.5). */
export async function digestOf(leaves: Iterable<Pick<OpenLeaf, 'comment' | 'encrypted' | 'type' | 'storedType' | 'plain'>>, onlyEncrypted: boolean): Promise<string> {
  const breath = createBreath();
  const hash = createMacHash(onlyEncrypted);
  let done = 0;
  for (const { comment, encrypted, type, storedType, plain } of leaves) {
    if (!comment && storedType !== 'comment' && type !== 'null') hash.add(plain.exposeBytes(), encrypted);
    done += 1;
    if (done % 256 === 0) await breath();
  }
  return hash.digest();
}

/** Reads and verifies a whole file. Refusals: those of `format.parse`, readMetadata, openDataKey and openLeaves, and `mac-mismatch`. */
export async function openVerified(bytes: Uint8Array, format: Format, sources: readonly KeySource[], extraIdentityFile: string | undefined): Promise<VerifiedFile> {
  const parsed = await format.parse(bytes);
  const metadata = readMetadata(parsed.metadata);
  const { encrypts } = await compileRule(metadata.rule);
  const { key, openedWith } = await openDataKey(metadata, sources, extraIdentityFile);
  const leaves = await openLeaves(await leavesOf(parsed.branches), { key, encrypts });
  const digest = await digestOf(leaves, metadata.macOnlyEncrypted);
  if (!macMatches(metadata.mac, digest, key, canonicalTime(metadata.lastModified))) {
    for (const leaf of leaves) leaf.plain.wipe();
    throw new Refusal('mac-mismatch');
  }
  const plainComments = leaves.some((leaf) => leaf.comment && leaf.encrypted && leaf.text !== '' && leaf.storedType === 'plain');
  return { metadata, parsed, leaves, dataKey: key, encrypts, openedWith, plainComments };
}
