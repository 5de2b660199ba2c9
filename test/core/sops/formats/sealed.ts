// Opens files of any format and seals changed lines as a save would, so that a format can be tried end to end against the real sops.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aadOf, sealValue } from '../../../../electron/core/sops/cipher.ts';
import type { Changes, Format } from '../../../../electron/core/sops/formats/format.ts';
import { createAgeKeySource } from '../../../../electron/core/sops/key-sources/age/index.ts';
import { createMacHash, sealMac } from '../../../../electron/core/sops/mac.ts';
import { openVerified, type VerifiedFile } from '../../../../electron/core/sops/open-file.ts';
import { linesOf, type Line, type ScalarType } from '../../../../electron/core/sops/tree.ts';
import { identities, recipients } from '../../../fakes/fixtures.ts';
import { realSops, type SopsAnswer } from '../../../fakes/real-sops.ts';

const nowhere = { userHome: '/nonexistent', configuration: '/nonexistent', profile: '/nonexistent', temporary: '/nonexistent' };
const source = createAgeKeySource({ environment: { SOPS_AGE_KEY: identities[0] }, paths: nowhere, runner: { run: () => Promise.reject(new Error('nothing runs here')) } });

export const open = (bytes: Uint8Array, format: Format): Promise<VerifiedFile> => openVerified(bytes, format, [source], undefined);

/** The lines of a file with their clear values. */
export async function clearLines(file: VerifiedFile): Promise<Line[]> {
  const leaves = file.leaves[Symbol.iterator]();
  return (await linesOf(file.parsed.branches)).map((line): Line => {
    if (line.kind !== 'item' && line.kind !== 'comment') return line;
    const leaf = leaves.next().value;
    if (leaf === undefined) throw new Error('a line without a leaf');
    const text = leaf.plain.exposeBytes().toString('utf8');
    if (line.kind === 'comment') return { ...line, text };
    return { ...line, text, type: leaf.storedType === 'plain' ? line.type : (leaf.storedType as ScalarType) };
  });
}

export const sealedAt = '2026-12-01T00:00:00Z';

const valueOf = (line: Line): readonly unknown[] => (line.kind === 'item' ? [line.key, line.type, line.text, line.depth] : line.kind === 'comment' ? [line.text] : [line]);
const sameValue = (a: Line, b: Line): boolean => a.kind === b.kind && JSON.stringify(valueOf(a)) === JSON.stringify(valueOf(b));

/** What a save would hand to the format: values that are as they were keep their stored text, the others are sealed anew. */
export async function sealed(file: VerifiedFile, lines: readonly Line[]): Promise<Changes> {
  const [stored, clear] = [await linesOf(file.parsed.branches), await clearLines(file)];
  const hash = createMacHash(file.metadata.macOnlyEncrypted);
  const path: string[] = [];
  const written = lines.map((line): Line => {
    if (line.kind === 'blank' || line.kind === 'document') return line;
    path.length = line.depth;
    const key = 'key' in line ? line.key : undefined;
    if (line.kind === 'branch' || line.kind === 'list') {
      path.push(key ?? '\u0000');
      return line;
    }
    const type = line.kind === 'comment' ? 'comment' : line.type;
    const names = (type === 'comment' ? path : [...path, key ?? '\u0000']).filter((name) => name !== '\u0000');
    const encrypted = file.encrypts(names, [], type === 'comment');
    if (type !== 'comment' && type !== 'null') hash.add(Buffer.from(line.text, 'utf8'), encrypted);
    const [was, now] = line.old === undefined ? [undefined, undefined] : [clear[line.old], stored[line.old]];
    if (was !== undefined && now !== undefined && sameValue(was, line)) return now.kind === 'item' ? { ...now, old: line.old, depth: line.depth } : now;
    if (!encrypted || type === 'null' || line.text === '') return line;
    return { ...line, text: sealValue(Buffer.from(line.text, 'utf8'), type, file.dataKey, aadOf(names)) };
  });
  return { lines: written, metadata: { lastmodified: sealedAt, mac: sealMac(hash.digest(), file.dataKey, sealedAt) } };
}

/** Runs the real sops on this text, under a name with this ending. */
function withFile(bytes: Uint8Array, ending: string, args: (path: string) => readonly string[]): SopsAnswer {
  const folder = mkdtempSync(join(tmpdir(), 'coffre-format-'));
  try {
    const path = join(folder, `file${ending}`);
    writeFileSync(path, bytes);
    return realSops(args(path), identities[0], '');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export const peerDecrypts = (bytes: Uint8Array, ending: string, ...more: readonly string[]): SopsAnswer => withFile(bytes, ending, (path) => ['decrypt', ...more, path]);
export const peerEncrypts = (bytes: Uint8Array, ending: string, ...more: readonly string[]): SopsAnswer => withFile(bytes, ending, (path) => ['encrypt', '--age', recipients[0], ...more, path]);
