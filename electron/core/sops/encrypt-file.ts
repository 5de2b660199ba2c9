// A clear file into what `sops encrypt` of 3.13 would write, in any format. With an earlier encrypted version of it only what changed changes (sops #1587).
import { createHmac, createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import { Refusal } from '../refusal.ts';
import { createBreath } from './breath.ts';
import { isEncrypted, type StoredType } from './cipher.ts';
import type { Format } from './formats/format.ts';
import { dataKeyBytes, wrapDataKey, type Recipient } from './key-groups.ts';
import type { KeySource } from './key-sources/key-source.ts';
import { createLinePlaces } from './line-places.ts';
import { createMacHash, macMatches, sealMac } from './mac.ts';
import { canonicalTime, defaultRule, readMetadata, type RuleSource, type WrappedKey } from './metadata.ts';
import { digestOf, openLeaves, type VerifiedFile } from './open-file.ts';
import { compileRule, type CompiledRule } from './rules.ts';
import { sealLeaf } from './seal-leaf.ts';
import { leavesOf, linesOf, type Layout, type Line, type RawMetadata } from './tree.ts';
import { rewriteMetadata, stamp, writeMetadata, writtenVersion } from './write-metadata.ts';

export interface Encryption {
  readonly format: Format;
  /** The clear file, values in the form of scalars.ts. */
  readonly lines: readonly Line[];
  /** Who may open it. Of no matter with `keep`, where those who could open it before still can. */
  readonly groups: readonly (readonly Recipient[])[];
  readonly sources: readonly Pick<KeySource, 'kind' | 'wrap'>[];
  readonly now: Date;
  /** How many groups it takes to open it: all where it is absent. */
  readonly threshold?: number | undefined;
  /** Absent: as in `keep`, else `unencrypted_suffix: _unencrypted`. */
  readonly rule?: RuleSource | undefined;
  readonly macOnlyEncrypted?: boolean | undefined;
  readonly version?: string | undefined;
  readonly layout?: Layout | undefined;
  /** An earlier version of this file, opened and verified. */
  readonly keep?: VerifiedFile | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Everything is encrypted, whatever it is called. */
const always: CompiledRule = { encrypts: () => true, walk: () => () => true, clashes: () => false };

/** Stored texts of an earlier version, by what they open to and where. Holds no plaintext: what a text stands for is known by a keyed hash, under a key that nobody has. */
function createPool(keep: VerifiedFile | undefined): (path: readonly string[], type: StoredType, plain: Buffer) => string | undefined {
  if (keep === undefined) return () => undefined;
  const secret = randomBytes(32);
  const nameOf = (path: readonly string[], type: StoredType, plain: Buffer): string => createHmac('sha256', secret).update(JSON.stringify([path, type])).update(plain).digest('base64');
  const texts = new Map<string, string[]>();
  for (const { path, storedType, plain, text } of keep.leaves) {
    if (storedType === 'plain') continue;
    const name = nameOf(path, storedType, plain.exposeBytes());
    const known = texts.get(name);
    if (known === undefined) texts.set(name, [text]);
    else known.push(text);
  }
  // WHY each only once: of equal values in a list, the first becomes the first.
  return (path, type, plain) => texts.get(nameOf(path, type, plain))?.shift();
}

interface Sealing {
  readonly lines: readonly Line[];
  readonly digest: string;
}

async function sealLines({ lines, keep, signal }: Encryption, key: KeyObject, rule: CompiledRule, macOnlyEncrypted: boolean): Promise<Sealing> {
  const breath = createBreath(signal);
  const pool = createPool(keep);
  const encrypts = rule.walk();
  const placeOf = createLinePlaces();
  const hash = createMacHash(macOnlyEncrypted);
  const out: Line[] = [];
  const seal = (path: readonly string[], type: StoredType, plain: Buffer): string => {
    const kept = pool(path, type, plain);
    return kept !== undefined && !(type === 'comment' && rule.clashes(kept)) ? kept : sealLeaf(plain, type, key, path, rule);
  };
  for (const line of lines) {
    if (out.length % 64 === 63) await breath();
    const place = placeOf(line);
    if (place === undefined || (line.kind !== 'item' && line.kind !== 'comment')) {
      out.push(line);
      continue;
    }
    const encrypted = encrypts(place, line.kind === 'comment' ? line.text : '');
    if (line.kind === 'item' && line.type === 'null') {
      out.push(line);
      continue;
    }
    const plain = line.kind === 'item' && line.bytes !== undefined ? Buffer.from(line.bytes) : Buffer.from(line.text, 'utf8');
    if (line.kind === 'item') hash.add(plain, encrypted);
    if (!encrypted) out.push(line);
    else if (line.kind === 'comment') out.push({ ...line, text: seal(place.path, 'comment', plain) });
    else out.push({ kind: 'item', old: line.old, depth: line.depth, key: line.key, type: 'str', text: line.type === 'null' ? '' : seal(place.path, line.type, plain) });
    plain.fill(0);
  }
  return { lines: out, digest: hash.digest() };
}

// WHY int and float alike: a float without decimals is written, and read again, as an int.
const typeOf = (line: Line): string => (line.kind !== 'item' ? '' : line.type === 'float' ? 'int' : line.type);
const shown = (line: Line): string => JSON.stringify([line.kind, line.depth, 'key' in line ? line.key : undefined, 'text' in line ? line.text : undefined, typeOf(line)]);

/** True if the same would be written once more: then the old seal stays, too. */
async function isSame(lines: readonly Line[], keep: VerifiedFile): Promise<boolean> {
  const content = (all: readonly Line[]): readonly Line[] => all.filter(({ kind }) => kind !== 'blank');
  const [before, after] = [content(await linesOf(keep.parsed.branches)), content(lines)];
  return before.length === after.length && before.every((line, at) => shown(line) === shown(after[at] ?? line));
}

/** Reads back what will be written. Refusal: `verify-failed`. The answer names, by its text, each comment that a reader would look for under another path than it was sealed under. */
async function verify(bytes: Buffer, format: Format, key: KeyObject, digest: string, { signal }: Encryption): Promise<ReadonlyMap<string, readonly string[]>> {
  const parsed = await format.parse(bytes);
  const metadata = readMetadata(parsed.metadata);
  const leaves = await openLeaves(await leavesOf(parsed.branches), { key, rule: await compileRule(metadata.rule), signal });
  const found = await digestOf(leaves, metadata.macOnlyEncrypted, signal);
  for (const { plain } of leaves) plain.wipe();
  // SECURITY(verify-before-write): a new file, too, is opened before anybody gets it.
  if (found !== digest || !macMatches(metadata.mac, digest, key, canonicalTime(metadata.lastModified))) throw new Refusal('verify-failed');
  return new Map(leaves.flatMap(({ comment, encrypted, text, path, storedType, sealedUnder }) => (comment && encrypted && (sealedUnder !== undefined || storedType === 'plain') && isEncrypted(text) ? [[text, path] as const] : [])));
}

/** Emission can move a comment: what stood below a list is read as a part of it. So often it is sealed anew where it came to stand. */
const maxEmissions = 3;

async function emitProven(wanted: Encryption, { lines, digest }: Sealing, metadata: RawMetadata, key: KeyObject, rule: CompiledRule): Promise<Buffer> {
  let sealed = lines;
  for (let emissions = 1; ; emissions += 1) {
    const bytes = await wanted.format.emit(sealed, metadata, wanted.layout);
    const strays = await verify(bytes, wanted.format, key, digest, wanted);
    if (strays.size === 0 || emissions === maxEmissions) return bytes;
    sealed = sealed.map((line, at) => {
      const [path, clear] = [line.kind === 'comment' ? strays.get(line.text) : undefined, wanted.lines[at]];
      return path === undefined || line.kind !== 'comment' || clear?.kind !== 'comment' ? line : { ...line, text: sealLeaf(Buffer.from(clear.text, 'utf8'), 'comment', key, path, rule) };
    });
  }
}

/**
 * Encrypts every value that the rule names, with its type, and seals the whole.
 * Refusals: `not-in-this-format` (key, reason) of `format.emit`, `bad-metadata` (field) for a rule, a group or a threshold that sops refuses too, `verify-failed`, `cancelled`.
 */
export async function encryptFile(wanted: Encryption): Promise<Buffer> {
  const { format, keep, now } = wanted;
  // WHY: sops ignores rules where a file is one value.
  const whole = format.shape === 'whole';
  const source = whole ? undefined : (wanted.rule ?? keep?.metadata.rule ?? defaultRule);
  const rule = source === undefined ? always : await compileRule(source);
  const macOnlyEncrypted = !whole && (wanted.macOnlyEncrypted ?? keep?.metadata.macOnlyEncrypted ?? false);
  const raw = randomBytes(dataKeyBytes);
  try {
    const key = keep?.dataKey ?? createSecretKey(raw);
    const groups: readonly (readonly WrappedKey[])[] = keep === undefined ? await wrapDataKey(raw, wanted.groups, wanted.threshold ?? 0, wanted.sources) : [];
    const sealing = await sealLines(wanted, key, rule, macOnlyEncrypted);
    const sameRule = keep !== undefined && (source === undefined || (source.kind === keep.metadata.rule.kind && source.pattern === keep.metadata.rule.pattern)) && macOnlyEncrypted === keep.metadata.macOnlyEncrypted;
    const same = sameRule && !keep.parsed.notes.includes('legacy-mac') && (await isSame(sealing.lines, keep));
    const lastModified = same ? keep.metadata.lastModified : stamp(now);
    const mac = same ? keep.metadata.mac : sealMac(sealing.digest, key, lastModified);
    const seal = { lastModified, mac, macOnlyEncrypted, version: wanted.version ?? keep?.metadata.version ?? writtenVersion, rule: source };
    const metadata: RawMetadata = keep === undefined ? writeMetadata({ ...seal, groups, shamirThreshold: wanted.threshold ?? 0 }) : rewriteMetadata(keep.parsed.metadata, seal);
    return await emitProven(wanted, sealing, metadata, key, rule);
  } finally {
    raw.fill(0);
  }
}
