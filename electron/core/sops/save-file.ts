// From a draft to bytes that are proven before they touch the disk: unchanged ciphertext passes through byte for byte (spec §2.4, §2.6).
import { Refusal } from '../refusal.ts';
import { createBreath } from './breath.ts';
import { typeOf } from './documents.ts';
import type { Draft } from './draft.ts';
import { isNamed, savedInSlices, type CommentRow, type EntryRow, type Row, type Saved } from './draft-rows.ts';
import { stamp } from './write-metadata.ts';
import type { Format, Line } from './formats/format.ts';
import { macMatches, sealMac } from './mac.ts';
import { canonicalTime, readMetadata } from './metadata.ts';
import { digestOf, openLeaves, type OpenLeaf, type VerifiedFile } from './open-file.ts';
import { branchesOf } from './row-branches.ts';
import { sealLeaf } from './seal-leaf.ts';
import { leavesOf, linesOf, type Leaf, type ParsedFile } from './tree.ts';

type Hashed = Pick<OpenLeaf, 'comment' | 'encrypted' | 'type' | 'storedType' | 'plain'>;
interface Emission {
  readonly lines: readonly Line[];
  /** What the MAC is taken over, in the order of the new file. */
  readonly hashed: readonly Hashed[];
  /** What each comment was sealed under. */
  readonly paths: ReadonlyMap<number, readonly string[]>;
}

const samePath = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((key, at) => key === b[at]);

/** True if the row holds what the leaf held, as the same kind of thing. */
function isKept(row: EntryRow | CommentRow, leaf: OpenLeaf | undefined): leaf is OpenLeaf {
  if (leaf === undefined || leaf.plain !== (row.kind === 'comment' ? row.text : row.value)) return false;
  return row.kind === 'comment' ? leaf.comment !== row.element : !leaf.comment && typeOf(leaf) === row.type;
}

async function emissionOf(file: VerifiedFile, draft: Draft, rows: readonly Row[], strays: ReadonlyMap<number, readonly string[]>): Promise<Emission> {
  const old = new Map(file.leaves.map((leaf) => [leaf.entry, leaf]));
  const leaves = (await leavesOf(branchesOf(rows))).values();
  const encrypts = file.rule.walk();
  const hashed: Hashed[] = [];
  const lines: Line[] = [];
  const paths = new Map<number, readonly string[]>();
  const breath = createBreath();
  const inLists: boolean[] = [];
  for (const row of rows) {
    if (lines.length % 64 === 63) await breath();
    const { depth } = row;
    const at = { old: draft.savedPlace(row.id), depth };
    if (row.kind === 'blank' || row.kind === 'document') {
      lines.push({ kind: row.kind, ...at });
      continue;
    }
    const key = row.kind !== 'comment' && !(depth > 0 && inLists[depth - 1] === true) ? row.name : undefined;
    if (row.kind === 'branch' || row.kind === 'list') {
      inLists[depth] = row.kind === 'list';
      lines.push({ kind: row.kind, ...at, key });
      continue;
    }
    const leaf = leaves.next().value;
    if (leaf === undefined) throw new Refusal('verify-failed');
    const comment = row.kind === 'comment';
    const plain = comment ? row.text : row.value;
    const before = old.get(row.id);
    const path = strays.get(row.id) ?? leaf.path;
    const same = isKept(row, before) && samePath(before.path, path);
    const encrypted = encrypts(leaf, comment ? plain.exposeBytes().toString('utf8') : '');
    const type = comment ? 'comment' : row.type;
    const seals = encrypted && type !== 'null';
    const kept = same && before.encrypted === encrypted;
    const text = kept ? before.text : seals ? sealLeaf(plain.exposeBytes(), type, file.dataKey, path, file.rule) : plain.exposeBytes().toString('utf8');
    if (comment) paths.set(row.id, path);
    hashed.push(kept ? before : { comment, encrypted, type, storedType: type === 'null' ? 'plain' : type, plain });
    if (!comment) lines.push({ kind: 'item', ...at, key, type: kept ? storedTypeOf(before) : seals ? 'str' : row.type, text });
    else if (row.element && kept) lines.push({ kind: 'item', ...at, key: undefined, type: 'str', text });
    else lines.push({ kind: 'comment', ...at, text, inline: row.inline });
  }
  return { lines, hashed, paths };
}

const storedTypeOf = ({ type }: OpenLeaf): EntryRow['type'] => (type === 'comment' ? 'str' : type);

/** A readable float without decimals is written without a point, as sops does it, and so read again as a whole number; what the MAC is taken over is the same. */
const becomesInt = (row: EntryRow, leaf: OpenLeaf): boolean => row.type === 'float' && leaf.storedType === 'plain' && leaf.type === 'int';

/** Which row each leaf of the new file is; refuses if the file is read back as other lines than were written. A comment may come to stand in another branch by being written. */
async function rowsByLeaf(rows: readonly Row[], lines: readonly Line[], leaves: readonly Leaf[]): Promise<ReadonlyMap<number, EntryRow | CommentRow>> {
  const breath = createBreath();
  const filled = rows.filter((row) => row.kind === 'entry' || row.kind === 'comment');
  if (lines.length !== rows.length || filled.length !== leaves.length) throw new Refusal('draft-not-representable');
  for (const [at, row] of rows.entries()) {
    if (at % 512 === 0) await breath();
    const line = lines[at];
    const alike = line !== undefined && (line.depth === row.depth || row.kind === 'comment') && (isNamed(row) ? line.kind === (row.kind === 'entry' ? 'item' : row.kind) && (line.key ?? '') === row.name : line.kind === row.kind || (row.kind === 'comment' && row.element && line.kind === 'item'));
    if (!alike) throw new Refusal('draft-not-representable');
  }
  return new Map(leaves.flatMap((leaf, at) => (filled[at] === undefined ? [] : [[leaf.id, filled[at]] as const])));
}

export interface Prepared {
  readonly bytes: Buffer;
  readonly file: VerifiedFile;
  /** The lines that were written, and what a later draft is compared with. */
  readonly rows: readonly Row[];
  readonly saved: Saved;
}

/**
 * Emits the draft, reads the result back in memory, opens what changed and checks the MAC over everything.
 * Refusals: `draft-not-representable` (the format would read it as something else), `verify-failed`; nothing was written then.
 */
export async function prepareSave(source: Buffer, file: VerifiedFile, draft: Draft, format: Format, now: Date): Promise<Prepared> {
  const { metadata, dataKey, rule } = file;
  const wanted = draft.kept();
  const { bytes, parsed, lines, leaves, rowOf } = await emitted(source, file, draft, format, stamp(now));
  const written = readMetadata(parsed.metadata);
  const old = new Map(file.leaves.map((leaf) => [leaf.entry, leaf]));
  const known = (leaf: Leaf): OpenLeaf | undefined => {
    const row = rowOf.get(leaf.id);
    const before = row === undefined ? undefined : old.get(row.id);
    return before !== undefined && before.text === leaf.text && before.type === leaf.type && samePath(before.path, leaf.path) ? { ...before, ...leaf } : undefined;
  };
  const reread = await openLeaves(leaves, { key: dataKey, rule, known });
  if (!macMatches(written.mac, await digestOf(reread, metadata.macOnlyEncrypted), dataKey, canonicalTime(written.lastModified))) throw new Refusal('verify-failed');
  const opened = reread.map((leaf): OpenLeaf => {
    const row = rowOf.get(leaf.id);
    const plain = row?.kind === 'entry' ? row.value : row?.text;
    // SECURITY(verify-before-write): what will be on disk opens to exactly what the person asked for.
    if (row === undefined || plain?.exposeBytes().equals(leaf.plain.exposeBytes()) !== true) throw new Refusal('verify-failed');
    if (row.kind === 'entry' && typeOf(leaf) !== row.type && !becomesInt(row, leaf)) throw new Refusal('verify-failed');
    if (plain === leaf.plain) return leaf.entry === row.id ? leaf : { ...leaf, entry: row.id };
    leaf.plain.wipe();
    // WHY the draft's own object: older steps of the draft compare with it.
    return { ...leaf, entry: row.id, plain };
  });
  const whole = new Set(opened.filter((leaf) => typeOf(leaf) === 'int').map(({ entry }) => entry));
  const rows = wanted.map((row, at): Row => {
    if (row.kind === 'comment') return lines[at]?.depth === row.depth ? row : { ...row, depth: lines[at]?.depth ?? row.depth };
    return row.kind === 'entry' && row.type === 'float' && whole.has(row.id) ? { ...row, type: 'int' } : row;
  });
  return { bytes, rows, saved: await savedInSlices(rows), file: { ...file, metadata: written, parsed, leaves: opened } };
}

/** So often a comment that came to stand in another branch is sealed for it. */
const maxEmissions = 3;

interface Emitted {
  readonly bytes: Buffer;
  readonly parsed: ParsedFile;
  readonly lines: readonly Line[];
  readonly leaves: readonly Leaf[];
  readonly rowOf: ReadonlyMap<number, EntryRow | CommentRow>;
}

/** The draft as bytes, read back; each comment sealed under the branch in which a reader finds it, since sops looks nowhere else. */
async function emitted(source: Buffer, file: VerifiedFile, draft: Draft, format: Format, lastModified: string): Promise<Emitted> {
  const rows = draft.kept();
  const strays = new Map<number, readonly string[]>();
  for (let emissions = 1; ; emissions += 1) {
    const emission = await emissionOf(file, draft, rows, strays);
    const mac = sealMac(await digestOf(emission.hashed, file.metadata.macOnlyEncrypted), file.dataKey, lastModified);
    const bytes = await format.edit(source, { lines: emission.lines, metadata: { lastmodified: lastModified, mac } });
    const parsed = await format.parse(bytes);
    const leaves = await leavesOf(parsed.branches);
    const lines = await linesOf(parsed.branches);
    const rowOf = await rowsByLeaf(rows, lines, leaves);
    let found = false;
    for (const leaf of leaves) {
      const row = rowOf.get(leaf.id);
      const path = row === undefined ? undefined : emission.paths.get(row.id);
      if (row === undefined || path === undefined || samePath(path, leaf.path)) continue;
      strays.set(row.id, leaf.path);
      found = true;
    }
    if (!found || emissions === maxEmissions) return { bytes, parsed, lines, leaves, rowOf };
  }
}
