// From a draft to bytes that are proven before they touch the disk: unchanged ciphertext passes through byte for byte (spec §2.4, §2.6).
import { Refusal } from '../refusal.ts';
import type { SecretBytes } from '../secret/index.ts';
import { aadOf, sealValue } from './cipher.ts';
import type { Draft } from './draft.ts';
import { stamp } from './encrypt-dotenv.ts';
import type { Changes, Format } from './formats/format.ts';
import { macMatches, sealMac } from './mac.ts';
import { canonicalTime, readMetadata } from './metadata.ts';
import { digestOf, openLeaves, type OpenLeaf, type VerifiedFile } from './open-file.ts';
import { leavesOf, type Leaf } from './tree.ts';

type Hashed = Pick<OpenLeaf, 'comment' | 'encrypted' | 'type' | 'storedType' | 'plain'>;
interface Emission {
  readonly changes: Omit<Changes, 'metadata'>;
  /** What the MAC is taken over, in the order of the new file. */
  readonly hashed: readonly Hashed[];
}

const textOf = (leaf: OpenLeaf): string => leaf.plain.exposeBytes().toString('utf8');

/** Comments at the very end of the file: the active ones of an item that is added there. */
function trailingComments(leaves: readonly OpenLeaf[]): string[] {
  const last = leaves.findLastIndex((leaf) => !leaf.comment);
  return leaves.slice(last + 1).map(textOf);
}

function emissionOf(file: VerifiedFile, draft: Draft): Emission {
  const comments = new Map(file.leaves.filter((leaf) => leaf.comment).map((leaf) => [leaf.id, leaf]));
  const activeOf = (leaf: Leaf): string[] => leaf.activeComments.flatMap((id) => { const comment = comments.get(id); return comment === undefined ? [] : [textOf(comment)]; });
  /** Sealed, or readable where the rule of the file says so. */
  const store = (path: readonly string[], encrypted: boolean, value: SecretBytes): string => (encrypted ? sealValue(value.exposeBytes(), 'str', file.dataKey, aadOf(path)) : value.exposeBytes().toString('utf8'));
  const set = new Map<number, string>();
  const removed = new Set<number>();
  const hashed: Hashed[] = [];
  for (const leaf of file.leaves) {
    const change = leaf.comment ? 'none' : draft.changeOf(leaf.entry);
    const value = change === 'changed' ? draft.value(leaf.entry) : undefined;
    if (change === 'removed') removed.add(leaf.id);
    else if (value === undefined) hashed.push(leaf);
    else {
      const encrypted = file.encrypts(leaf.path, activeOf(leaf), false);
      set.set(leaf.id, store(leaf.path, encrypted, value));
      hashed.push({ comment: false, encrypted, type: 'str', storedType: 'str', plain: value });
    }
  }
  const trailing = trailingComments(file.leaves);
  const added = draft.added().map(({ name, value }, index) => {
    const encrypted = file.encrypts([name], index === 0 ? trailing : [], false);
    hashed.push({ comment: false, encrypted, type: 'str', storedType: 'str', plain: value });
    return { path: [name], text: store([name], encrypted, value) };
  });
  return { changes: { set, removed, added }, hashed };
}

/** Which entry each leaf of the new file is: what was kept in its order, then what was added. */
function entriesOf(file: VerifiedFile, draft: Draft, after: readonly Leaf[]): ReadonlyMap<number, { readonly entry: number; readonly old?: OpenLeaf }> {
  const kept = file.leaves.filter((leaf) => leaf.comment || draft.changeOf(leaf.entry) !== 'removed');
  const added = draft.added();
  if (after.length !== kept.length + added.length) throw new Refusal('verify-failed');
  return new Map(after.map((leaf, index) => {
    const old = kept[index];
    const fresh = added[index - kept.length];
    if (old !== undefined && old.comment === leaf.comment && old.path.length === leaf.path.length && old.path.every((key, at) => key === leaf.path[at])) return [leaf.id, { entry: old.entry, old }];
    if (fresh !== undefined && !leaf.comment && leaf.path.at(-1) === fresh.name) return [leaf.id, { entry: fresh.id }];
    throw new Refusal('verify-failed');
  }));
}

export interface Prepared {
  readonly bytes: Buffer;
  readonly file: VerifiedFile;
}

/**
 * Emits the draft, reads the result back in memory, opens what changed and checks the MAC over everything.
 * Refusal: `verify-failed`; nothing was written then.
 */
export async function prepareSave(source: Buffer, file: VerifiedFile, draft: Draft, format: Format, now: Date): Promise<Prepared> {
  const { metadata, dataKey, encrypts } = file;
  const { changes, hashed } = emissionOf(file, draft);
  const lastModified = stamp(now);
  const mac = sealMac(await digestOf(hashed, metadata.macOnlyEncrypted), dataKey, lastModified);
  const bytes = await format.edit(source, { ...changes, metadata: { lastmodified: lastModified, mac } });

  const parsed = await format.parse(bytes);
  const written = readMetadata(parsed.metadata);
  const leaves = await leavesOf(parsed.branches);
  const entries = entriesOf(file, draft, leaves);
  const known = (leaf: Leaf): OpenLeaf | undefined => {
    const old = entries.get(leaf.id)?.old;
    return old !== undefined && old.text === leaf.text ? { ...old, ...leaf } : undefined;
  };
  const opened = (await openLeaves(leaves, { key: dataKey, encrypts, known })).map((leaf) => ({ ...leaf, entry: entries.get(leaf.id)?.entry ?? leaf.id }));
  for (const leaf of opened) {
    const wanted = leaf.comment ? undefined : draft.value(leaf.entry);
    // SECURITY(verify-before-write): what will be on disk opens to exactly what the person asked for.
    if (wanted !== undefined && !wanted.exposeBytes().equals(leaf.plain.exposeBytes())) throw new Refusal('verify-failed');
  }
  if (!macMatches(written.mac, await digestOf(opened, metadata.macOnlyEncrypted), dataKey, canonicalTime(written.lastModified))) throw new Refusal('verify-failed');
  return { bytes, file: { ...file, metadata: written, parsed, leaves: opened } };
}
