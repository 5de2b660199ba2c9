// From bytes to a verified file: parse, unwrap, decrypt, check the MAC. Plaintext exists only in the SecretBytes of the answer.
import type { KeyObject } from 'node:crypto';
import { Refusal } from '../refusal.ts';
import { createShelf, type SecretBytes } from '../secret/index.ts';
import { createBreath, stopIfCancelled } from './breath.ts';
import { aadOf, isEncrypted, longText, openLong, openValue, type Opened, type StoredType } from './cipher.ts';
import { createCommentOpener, type OpenedComment } from './comment-paths.ts';
import type { Format } from './formats/format.ts';
import { openDataKey } from './key-groups.ts';
import type { KeySource } from './key-sources/key-source.ts';
import { asFloat64, createMacHash, macForm, macMatches } from './mac.ts';
import { canonicalTime, readMetadata, type Metadata } from './metadata.ts';
import { compileRule, type CompiledRule, type Rule } from './rules.ts';
import { leavesOf, type Leaf, type ParsedFile } from './tree.ts';

export interface OpenLeaf extends Leaf {
  /** Stays the same over saves, unlike `id`, which counts anew in every parse. */
  readonly entry: number;
  /** What the rule of the file says about it. */
  readonly encrypted: boolean;
  readonly storedType: StoredType | 'plain';
  /** In the form that the MAC is taken over, see scalars.ts. */
  readonly plain: SecretBytes;
  /** The path under which a comment was sealed, where that is not the one it stands at here: it opens there only as long as its text is kept. */
  readonly sealedUnder?: readonly string[];
}

export interface VerifiedFile {
  readonly metadata: Metadata;
  readonly parsed: ParsedFile;
  readonly leaves: readonly OpenLeaf[];
  readonly dataKey: KeyObject;
  readonly encrypts: Rule;
  readonly rule: CompiledRule;
  readonly openedWith: string;
  /** True if a comment stands in clear although the rule would encrypt it: nothing vouches for it. */
  readonly plainComments: boolean;
}

type Keep = ReturnType<typeof createShelf>;

interface Reading {
  readonly key: KeyObject;
  readonly rule: CompiledRule;
  /** Plaintext already known for a stored text at the same path: the same bytes under the same key open to the same plaintext. */
  readonly known?: (leaf: Leaf) => OpenLeaf | undefined;
  readonly signal?: AbortSignal | undefined;
}

// WHY spelt out: an object spread for each of 10,000 leaves costs a tenth of opening them.
function openedLeaf({ id, comment, type, text, path, above }: Leaf, encrypted: boolean, storedType: OpenLeaf['storedType'], plain: SecretBytes): OpenLeaf {
  return { id, comment, type, text, path, above, entry: id, encrypted, storedType, plain };
}

const samePath = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((key, at) => key === b[at]);

function openedComment(leaf: Leaf, encrypted: boolean, opened: OpenedComment | undefined, keep: Keep): OpenLeaf {
  const open = openedLeaf(leaf, encrypted, opened?.type ?? 'plain', keep(opened?.bytes ?? Buffer.from(leaf.text, 'utf8')));
  return opened === undefined || samePath(opened.under, leaf.path) ? open : { ...open, sealedUnder: opened.under };
}

/** Refusals: `value-damaged` (key), `value-not-encrypted` (key). */
function openedScalar(leaf: Leaf, encrypted: boolean, opened: Opened | undefined, keep: Keep): OpenLeaf {
  // WHY looked at again: nothing authenticates the type, and sops refuses what is none of it.
  const plain = opened === undefined ? undefined : macForm(opened.type, opened.bytes);
  if (opened === undefined || plain === undefined) {
    opened?.bytes.fill(0);
    throw new Refusal(isEncrypted(leaf.text) ? 'value-damaged' : 'value-not-encrypted', { key: leaf.path.join('.').slice(0, 200) });
  }
  const kept = keep(plain);
  if (plain !== opened.bytes) opened.bytes.fill(0);
  return openedLeaf(leaf, encrypted, opened.type, kept);
}

/** Opens every leaf in order, in slices. Refusals: `value-damaged` (key), `value-not-encrypted` (key), `cancelled`. What was opened before a refusal is wiped. */
export async function openLeaves(leaves: readonly Leaf[], reading: Reading): Promise<OpenLeaf[]> {
  const breath = createBreath(reading.signal);
  const opened: OpenLeaf[] = [];
  const encrypts = reading.rule.walk();
  const openComment = createCommentOpener(leaves, reading.key);
  const keep = createShelf();
  try {
    for (const [at, leaf] of leaves.entries()) {
      const encrypted = encrypts(leaf, leaf.text);
      const known = reading.known?.(leaf);
      if (known !== undefined) opened.push(known);
      else if (leaf.comment) opened.push(openedComment(leaf, encrypted, encrypted ? openComment(at) : undefined, keep));
      else if (!encrypted || leaf.text === '' || leaf.type === 'null') opened.push(openedLeaf(leaf, encrypted, 'plain', keep(Buffer.from(leaf.text, 'utf8'))));
      else {
        const aad = aadOf(leaf.path);
        // WHY only long ones are awaited: ten thousand promises cost as much as the parsing.
        opened.push(openedScalar(leaf, encrypted, leaf.text.length > longText ? await openLong(leaf.text, reading.key, aad, breath) : openValue(leaf.text, reading.key, aad), keep));
      }
      if (opened.length % 32 === 0) await breath();
    }
    return opened;
  } catch (error) {
    for (const leaf of opened) if (reading.known?.(leaf) === undefined) leaf.plain.wipe();
    throw error;
  }
}

type Hashed = Pick<OpenLeaf, 'comment' | 'encrypted' | 'type' | 'storedType' | 'plain'>;
const hashSlice = 1024 * 1024;

/** The digest over leaves in document order. What is a comment once it is opened is not part of it (spec §2.5). `legacy`: readable integers as sops up to 3.13.1 hashed those of JSON files. */
export async function digestOf(leaves: Iterable<Hashed>, onlyEncrypted: boolean, signal?: AbortSignal, legacy = false): Promise<string> {
  const breath = createBreath(signal);
  const hash = createMacHash(onlyEncrypted);
  let done = 0;
  for (const { comment, encrypted, type, storedType, plain } of leaves) {
    done += 1;
    if (done % 256 === 0) await breath();
    if (storedType === 'comment' || (comment && storedType === 'plain') || type === 'null') continue;
    const bytes = plain.exposeBytes();
    if (legacy && storedType === 'plain' && type === 'int') hash.add(Buffer.from(asFloat64(bytes.toString('latin1')), 'latin1'), encrypted);
    else if (bytes.length <= hashSlice) hash.add(bytes, encrypted);
    else {
      for (let at = 0; at < bytes.length; at += hashSlice) {
        hash.add(bytes.subarray(at, at + hashSlice), encrypted);
        await breath();
      }
    }
  }
  return hash.digest();
}

/** How the MAC fits: in the way of today, in that of sops up to 3.13.1 for large readable integers of JSON files, or not. */
async function verdictOf(leaves: readonly OpenLeaf[], metadata: Metadata, key: KeyObject, format: Format, signal: AbortSignal | undefined): Promise<'fits' | 'legacy' | 'mismatch'> {
  const time = canonicalTime(metadata.lastModified);
  if (macMatches(metadata.mac, await digestOf(leaves, metadata.macOnlyEncrypted, signal), key, time)) return 'fits';
  const differs = format.id === 'json' && leaves.some((leaf) => leaf.storedType === 'plain' && leaf.type === 'int' && asFloat64(leaf.text) !== leaf.text);
  return differs && macMatches(metadata.mac, await digestOf(leaves, metadata.macOnlyEncrypted, signal, true), key, time) ? 'legacy' : 'mismatch';
}

/** Reads and verifies a whole file. Refusals: those of `format.parse`, readMetadata, compileRule, openDataKey and openLeaves, `mac-mismatch`, and `cancelled` once `signal` says so. */
export async function openVerified(bytes: Uint8Array, format: Format, sources: readonly KeySource[], extraIdentityFile: string | undefined, signal?: AbortSignal): Promise<VerifiedFile> {
  stopIfCancelled(signal);
  const parsed = await format.parse(bytes, signal);
  stopIfCancelled(signal);
  const metadata = readMetadata(parsed.metadata);
  const rule = await compileRule(metadata.rule);
  const { key, openedWith } = await openDataKey(metadata, sources, extraIdentityFile, signal);
  stopIfCancelled(signal);
  const leaves = await openLeaves(await leavesOf(parsed.branches, signal), { key, rule, signal });
  const wipe = (): void => { for (const leaf of leaves) leaf.plain.wipe(); };
  const verdict = await verdictOf(leaves, metadata, key, format, signal).catch((error: unknown) => {
    wipe();
    throw error;
  });
  if (verdict === 'mismatch') {
    wipe();
    throw new Refusal('mac-mismatch');
  }
  const plainComments = leaves.some((leaf) => leaf.comment && leaf.encrypted && leaf.text !== '' && leaf.storedType === 'plain');
  const notes = verdict === 'legacy' ? [...parsed.notes, 'legacy-mac' as const] : parsed.notes;
  return { metadata, parsed: { ...parsed, notes }, leaves, dataKey: key, encrypts: rule.encrypts, rule, openedWith, plainComments };
}
