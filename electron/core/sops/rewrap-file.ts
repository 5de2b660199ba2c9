// The same file for other people: its data key wrapped anew, or a new data key with every value sealed anew. What need not change stays byte for byte; what comes out is read back and proven.
import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import { Refusal } from '../refusal.ts';
import { createBreath } from './breath.ts';
import type { Format, Line } from './formats/format.ts';
import { dataKeyBytes, wrapDataKey, type Recipient } from './key-groups.ts';
import type { KeyWrapper } from './key-sources/key-source.ts';
import { macMatches, sealMac } from './mac.ts';
import { canonicalTime, keyLists, readMetadata, type WrappedKey } from './metadata.ts';
import { digestOf, openLeaves, type OpenLeaf, type VerifiedFile } from './open-file.ts';
import { sealLeaf } from './seal-leaf.ts';
import { leavesOf, linesOf, type RawMetadata } from './tree.ts';
import { keyFields, stamp } from './write-metadata.ts';

export interface Rewrap {
  readonly format: Format;
  /** Who may open it from now on. */
  readonly groups: readonly (readonly Recipient[])[];
  /** How many groups it takes, where there are several; 0 for all. */
  readonly threshold: number;
  /** True for a new data key: who held the old one opens nothing of the new file with it. */
  readonly newKey: boolean;
  readonly wraps: readonly KeyWrapper[];
  readonly now: Date;
  readonly signal?: AbortSignal | undefined;
}

type Fields = Readonly<Record<string, RawMetadata[string] | undefined>>;
const nameOf = ({ kind, recipient }: Recipient): string => `${kind} ${recipient}`;
const namesOf = (groups: readonly (readonly Recipient[])[]): string => JSON.stringify(groups.map((group) => group.map(nameOf).toSorted()));

/** Fields that hold keys: those that are not in `fields` go. */
const only = (fields: RawMetadata): Fields => ({ ...Object.fromEntries([...keyLists, 'key_groups', 'shamir_threshold'].map((name) => [name, undefined])), ...fields });

/** WHY like the first of its kind: sops up to 3.12 wrote the recipient before what is wrapped for it, and a list in two orders reads badly. */
function inOrderOf(present: readonly WrappedKey[], { kind, entry }: WrappedKey): RawMetadata {
  const names = Object.keys(present.find((one) => one.kind === kind)?.entry ?? entry);
  return Object.fromEntries(Object.entries(entry).toSorted(([one], [other]) => names.indexOf(one) - names.indexOf(other)));
}

/** One group stays one: who could open it keeps the very entry, so that git shows who came and who went. */
async function wrapMore(key: Buffer, present: readonly WrappedKey[], wanted: readonly Recipient[], wraps: Rewrap['wraps']): Promise<Fields> {
  const stay = new Set(wanted.map(nameOf));
  const known = new Set(present.map(nameOf));
  const fresh = wanted.filter((one) => !known.has(nameOf(one)));
  const [wrapped = []] = fresh.length === 0 ? [] : await wrapDataKey(key, [fresh], 0, wraps);
  const all = [...present.filter((one) => stay.has(nameOf(one))), ...wrapped.map((one) => ({ ...one, entry: inOrderOf(present, one) }))];
  const touched = new Set([...fresh, ...present.filter((one) => !stay.has(nameOf(one)))].map(({ kind }) => kind));
  return Object.fromEntries([...touched].map((kind) => {
    const list = all.filter((one) => one.kind === kind).map(({ entry }) => entry);
    return [kind, list.length === 0 ? undefined : list];
  }));
}

async function wrapAll(key: Buffer, present: readonly WrappedKey[], { groups, threshold, wraps }: Rewrap): Promise<Fields> {
  const wrapped = await wrapDataKey(key, groups, threshold, wraps);
  return only(keyFields(wrapped.map((group) => group.map((one) => ({ ...one, entry: inOrderOf(present, one) }))), threshold));
}

/** Every sealed line sealed anew, under the path under which it was found. */
async function sealAll(file: VerifiedFile, lines: readonly Line[], key: KeyObject, signal: AbortSignal | undefined): Promise<readonly Line[]> {
  const leaves = file.leaves.values();
  const breath = createBreath(signal);
  const sealed: Line[] = [];
  for (const line of lines) {
    if (sealed.length % 64 === 63) await breath();
    const leaf = line.kind === 'item' || line.kind === 'comment' ? leaves.next().value : undefined;
    if (leaf === undefined || leaf.storedType === 'plain' || (line.kind !== 'item' && line.kind !== 'comment')) sealed.push(line);
    else sealed.push({ ...line, text: sealLeaf(leaf.plain.exposeBytes(), leaf.storedType, key, leaf.sealedUnder ?? leaf.path, file.rule) });
  }
  return sealed;
}

const alike = (leaf: OpenLeaf, before: OpenLeaf): boolean => leaf.comment === before.comment && leaf.type === before.type && leaf.storedType === before.storedType && leaf.path.join('\0') === before.path.join('\0') && leaf.plain.exposeBytes().equals(before.plain.exposeBytes());

// SECURITY(verify-before-write): no file gets other people before it was shown to hold the very same values.
/** Refusal: `verify-failed`. */
async function prove(bytes: Buffer, file: VerifiedFile, key: KeyObject, { format, groups, signal }: Rewrap): Promise<void> {
  const parsed = await format.parse(bytes);
  const metadata = readMetadata(parsed.metadata);
  const leaves = await leavesOf(parsed.branches);
  const reread = await openLeaves(leaves, { key, rule: file.rule, signal });
  try {
    const same = reread.length === file.leaves.length && reread.every((leaf, at) => {
      const before = file.leaves[at];
      return before !== undefined && alike(leaf, before);
    });
    const legacy = file.parsed.notes.includes('legacy-mac') && metadata.mac === file.metadata.mac;
    const sealed = macMatches(metadata.mac, await digestOf(reread, metadata.macOnlyEncrypted, signal, legacy), key, canonicalTime(metadata.lastModified));
    if (!same || !sealed || namesOf(metadata.groups) !== namesOf(groups)) throw new Refusal('verify-failed');
  } finally {
    for (const { plain } of reread) plain.wipe();
  }
}

/** True if the entries of one group can stay as they are. */
const canKeep = ({ groups }: VerifiedFile['metadata'], wanted: Rewrap): boolean => !wanted.newKey && groups.length === 1 && wanted.groups.length === 1;

/**
 * The bytes of the file for others, and the key that they then hold.
 * Refusals: `recipient-not-supported` (kind, recipient) for somebody whom nothing here can wrap for, `bad-metadata` (field) for a group of nobody, `verify-failed`, `cancelled`.
 */
export async function rewrapFile(source: Buffer, file: VerifiedFile, wanted: Rewrap): Promise<{ readonly bytes: Buffer; readonly key: KeyObject }> {
  const { metadata, parsed } = file;
  const { format, newKey, now, signal, wraps } = wanted;
  const raw = newKey ? randomBytes(dataKeyBytes) : file.dataKey.export();
  try {
    const key = newKey ? createSecretKey(raw) : file.dataKey;
    const [[present = []], [group = []]] = [metadata.groups, wanted.groups];
    const fields = canKeep(metadata, wanted) ? await wrapMore(raw, present, group, wraps) : await wrapAll(raw, metadata.keys, wanted);
    const lines = await linesOf(parsed.branches);
    const lastModified = stamp(now);
    const seal = newKey ? { lastmodified: lastModified, mac: sealMac(await digestOf(file.leaves, metadata.macOnlyEncrypted, signal), key, lastModified) } : {};
    const bytes = await format.edit(source, { lines: newKey ? await sealAll(file, lines, key, signal) : lines, metadata: { ...fields, ...seal } });
    await prove(bytes, file, key, wanted);
    return { bytes, key };
  } finally {
    // SECURITY(key-copies-wiped): the copy that was wrapped is overwritten, whatever came of it.
    raw.fill(0);
  }
}
