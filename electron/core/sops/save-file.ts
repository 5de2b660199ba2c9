// From a draft to bytes that are proven before they touch the disk: unchanged ciphertext passes through byte for byte (spec §2.4, §2.6).
import { Refusal } from '../refusal.ts';
import { createBreath } from './breath.ts';
import { aadOf, sealValue } from './cipher.ts';
import type { Draft } from './draft.ts';
import type { Row } from './draft-rows.ts';
import { stamp } from './encrypt-dotenv.ts';
import type { Format, Line } from './formats/format.ts';
import { macMatches, sealMac } from './mac.ts';
import { canonicalTime, readMetadata } from './metadata.ts';
import { digestOf, openLeaves, type OpenLeaf, type VerifiedFile } from './open-file.ts';
import { leavesOf, type Branch, type Leaf } from './tree.ts';

type Hashed = Pick<OpenLeaf, 'comment' | 'encrypted' | 'type' | 'storedType' | 'plain'>;
interface Emission {
  readonly lines: readonly Line[];
  /** What the MAC is taken over, in the order of the new file. */
  readonly hashed: readonly Hashed[];
}

/** The lines as a tree, so that paths and active comments come from where they always do. */
const branchOf = (rows: readonly Row[]): Branch => {
  let id = 0;
  return {
    kind: 'branch',
    items: rows.map((row) => {
      if (row.kind === 'blank') return { kind: 'blank' };
      id += 1;
      return row.kind === 'comment' ? { kind: 'comment', id: id - 1, text: '' } : { kind: 'item', key: row.name, value: { kind: 'scalar', id: id - 1, type: 'str', text: '' } };
    }),
  };
};

async function emissionOf(file: VerifiedFile, draft: Draft, rows: readonly Row[]): Promise<Emission> {
  const old = new Map(file.leaves.map((leaf) => [leaf.entry, leaf]));
  const leaves = (await leavesOf([branchOf(rows)])).values();
  const comments = new Map<number, string>();
  const hashed: Hashed[] = [];
  const lines: Line[] = [];
  const breath = createBreath();
  for (const row of rows) {
    if (lines.length % 64 === 63) await breath();
    const place = draft.savedPlace(row.id);
    if (row.kind === 'blank') {
      lines.push({ kind: 'blank', old: place });
      continue;
    }
    const leaf = leaves.next().value;
    if (leaf === undefined) throw new Refusal('verify-failed');
    const comment = row.kind === 'comment';
    const plain = comment ? row.text : row.value;
    const before = old.get(row.id);
    const same = before !== undefined && before.comment === comment && before.plain === plain && (comment || before.path.at(-1) === row.name);
    const active = leaf.activeComments.map((id) => comments.get(id) ?? '');
    const own = same ? before.text : plain.exposeBytes().toString('utf8');
    const encrypted = file.encrypts(leaf.path, comment ? [...active, own] : active, comment);
    if (comment) comments.set(leaf.id, plain.exposeBytes().toString('utf8'));
    const kept = same && before.encrypted === encrypted;
    const text = kept ? before.text : encrypted ? sealValue(plain.exposeBytes(), comment ? 'comment' : 'str', file.dataKey, aadOf(leaf.path)) : plain.exposeBytes().toString('utf8');
    hashed.push(kept ? before : { comment, encrypted, type: comment ? 'comment' : 'str', storedType: comment ? 'comment' : 'str', plain });
    lines.push(row.kind === 'comment' ? { kind: 'comment', old: place, text } : { kind: 'item', old: place, key: row.name, text });
  }
  return { lines, hashed };
}

/** Which row each leaf of the new file is; refuses if the file is read back as other lines than were written. */
function rowsByLeaf(rows: readonly Row[], branches: readonly Branch[], leaves: readonly Leaf[]): ReadonlyMap<number, Exclude<Row, { readonly kind: 'blank' }>> {
  const items = branches.flatMap((branch) => branch.items);
  const filled = rows.flatMap((row) => (row.kind === 'blank' ? [] : [row]));
  const alike = items.length === rows.length && filled.length === leaves.length && rows.every((row, at) => {
    const item = items[at];
    return row.kind === 'entry' ? item?.kind === 'item' && item.key === row.name : item?.kind === row.kind;
  });
  if (!alike) throw new Refusal('verify-failed');
  return new Map(leaves.flatMap((leaf, at) => (filled[at] === undefined ? [] : [[leaf.id, filled[at]] as const])));
}

export interface Prepared {
  readonly bytes: Buffer;
  readonly file: VerifiedFile;
  /** The lines that were written. */
  readonly rows: readonly Row[];
}

/**
 * Emits the draft, reads the result back in memory, opens what changed and checks the MAC over everything.
 * Refusal: `verify-failed`; nothing was written then.
 */
export async function prepareSave(source: Buffer, file: VerifiedFile, draft: Draft, format: Format, now: Date): Promise<Prepared> {
  const { metadata, dataKey, encrypts } = file;
  const rows = draft.kept();
  const { lines, hashed } = await emissionOf(file, draft, rows);
  const lastModified = stamp(now);
  const mac = sealMac(await digestOf(hashed, metadata.macOnlyEncrypted), dataKey, lastModified);
  const bytes = await format.edit(source, { lines, metadata: { lastmodified: lastModified, mac } });

  const parsed = await format.parse(bytes);
  const written = readMetadata(parsed.metadata);
  const leaves = await leavesOf(parsed.branches);
  const rowOf = rowsByLeaf(rows, parsed.branches, leaves);
  const old = new Map(file.leaves.map((leaf) => [leaf.entry, leaf]));
  const known = (leaf: Leaf): OpenLeaf | undefined => {
    const row = rowOf.get(leaf.id);
    const before = row === undefined ? undefined : old.get(row.id);
    return before !== undefined && before.text === leaf.text && before.path.length === leaf.path.length && before.path.every((key, at) => key === leaf.path[at]) ? { ...before, ...leaf } : undefined;
  };
  const reread = await openLeaves(leaves, { key: dataKey, encrypts, known });
  if (!macMatches(written.mac, await digestOf(reread, metadata.macOnlyEncrypted), dataKey, canonicalTime(written.lastModified))) throw new Refusal('verify-failed');
  const opened = reread.map((leaf): OpenLeaf => {
    const row = rowOf.get(leaf.id);
    const wanted = row?.kind === 'entry' ? row.value : row?.text;
    // SECURITY(verify-before-write): what will be on disk opens to exactly what the person asked for.
    if (row === undefined || wanted?.exposeBytes().equals(leaf.plain.exposeBytes()) !== true) throw new Refusal('verify-failed');
    if (wanted === leaf.plain) return leaf.entry === row.id ? leaf : { ...leaf, entry: row.id };
    leaf.plain.wipe();
    // WHY the draft's own object: older steps of the draft compare with it.
    return { ...leaf, entry: row.id, plain: wanted };
  });
  return { bytes, rows, file: { ...file, metadata: written, parsed, leaves: opened } };
}
