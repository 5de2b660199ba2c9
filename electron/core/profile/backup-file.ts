// A backup as one file: what opens it, readable, then everything else sealed under the profile key. Must never answer anything that was not authenticated, header included.
import { createHash, hkdfSync } from 'node:crypto';
import * as v from 'valibot';
import { Refusal } from '../refusal.ts';
import { formatVersion, readProtector, writeProtector, type ProtectorFile } from './canonical.ts';
import { openRecord, sealRecord, type Seal } from './record-file.ts';

const magic = Buffer.from('coffre-backup\n');
const header = v.strictObject({ version: v.number(), profile: v.pipe(v.string(), v.regex(/^[\w-]{22}$/)), made: v.string(), counter: v.pipe(v.number(), v.safeInteger(), v.minValue(0)), protectors: v.array(v.string()) });
/** The keychain of one machine opens nothing on another. */
export type PortableFile = Exclude<ProtectorFile, { kind: 'keychain' }>;

/** One file of the profile folder, by its path in it. */
export interface BackupEntry {
  readonly path: string;
  readonly bytes: Buffer;
}
export interface BackupHeader {
  readonly profile: string;
  readonly made: string;
  readonly counter: number;
  readonly protectors: readonly PortableFile[];
}
export interface ClosedBackup extends BackupHeader {
  /** The entries. Refusal: backup-damaged. */
  open(profileKey: Buffer): readonly BackupEntry[];
}

function sealFor(profileKey: Buffer, profile: string): Seal {
  return { key: Buffer.from(hkdfSync('sha256', profileKey, Buffer.from(profile, 'base64url'), 'coffre/backup/1', 32)), profile };
}
const nameFor = (head: Buffer): string => `backup/${createHash('sha256').update(head).digest('hex')}`;

function join(entries: readonly BackupEntry[]): Buffer {
  return Buffer.concat(entries.flatMap(({ path, bytes }) => {
    const name = Buffer.from(path);
    const sizes = Buffer.alloc(6);
    sizes.writeUInt16BE(name.length);
    sizes.writeUInt32BE(bytes.length, 2);
    return [sizes, name, bytes];
  }));
}

/** WHY so strict although it was authenticated: a path decides where something is written. */
const knownPath = /^(?:sealed\/(?:index|[a-z0-9][a-z0-9-]{0,63}\.\d{1,15})|audit\/(?:audit\.jsonl|audit\.pub|audit-\d{4}-\d\d-\d{1,15}\.(?:jsonl|expired\.json)))$/;

function split(bytes: Buffer): readonly BackupEntry[] {
  const entries: BackupEntry[] = [];
  for (let at = 0; at < bytes.length;) {
    const nameEnd = at + 6 + bytes.readUInt16BE(at);
    const end = nameEnd + bytes.readUInt32BE(at + 2);
    const path = bytes.toString('utf8', at + 6, nameEnd);
    if (!knownPath.test(path) || end > bytes.length) throw new Refusal('backup-damaged');
    entries.push({ path, bytes: bytes.subarray(nameEnd, end) });
    at = end;
  }
  return entries;
}

export function writeBackup(facts: BackupHeader, profileKey: Buffer, entries: readonly BackupEntry[]): Buffer {
  const { profile, made, counter, protectors } = facts;
  const text = Buffer.from(JSON.stringify({ version: formatVersion, profile, made, counter, protectors: protectors.map((file) => writeProtector(file).toString('base64')) }));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length);
  const head = Buffer.concat([magic, length, text]);
  const seal = sealFor(profileKey, profile);
  const sealed = sealRecord(seal, nameFor(head), counter, join(entries));
  seal.key.fill(0);
  return Buffer.concat([head, sealed]);
}

/** Refusals: backup-damaged, profile-newer. */
export function readBackup(bytes: Buffer): ClosedBackup {
  const start = magic.length + 4;
  if (bytes.length < start || !bytes.subarray(0, magic.length).equals(magic)) throw new Refusal('backup-damaged');
  const end = start + bytes.readUInt32BE(magic.length);
  if (end > bytes.length) throw new Refusal('backup-damaged');
  let parsed: unknown;
  try {
    parsed = JSON.parse(bytes.toString('utf8', start, end));
  } catch {
    throw new Refusal('backup-damaged');
  }
  const read = v.safeParse(header, parsed);
  if (!read.success) throw new Refusal('backup-damaged');
  const { version, profile, made, counter } = read.output;
  if (version > formatVersion) throw new Refusal('profile-newer');
  const protectors = read.output.protectors.flatMap((text) => {
    const found = readProtector(Buffer.from(text, 'base64'));
    return found.state === 'whole' && found.file.kind !== 'keychain' && found.file.profile === profile ? [found.file] : [];
  });
  return {
    profile, made, counter, protectors,
    open(profileKey) {
      const seal = sealFor(profileKey, profile);
      const opened = openRecord(seal, nameFor(bytes.subarray(0, end)), bytes.subarray(end));
      seal.key.fill(0);
      if (opened?.version !== counter) throw new Refusal('backup-damaged');
      return split(opened.plain);
    },
  };
}
