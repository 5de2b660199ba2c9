// Random files between us and the real sops, both ways, for every format: what one writes the other reads, and what is edited here it reads again. The generators stand in random-files.ts.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateIdentity } from '../../../electron/core/age/index.ts';
import { Refusal } from '../../../electron/core/refusal.ts';
import { createDocuments, draftOf } from '../../../electron/core/sops/documents.ts';
import { encryptFile } from '../../../electron/core/sops/encrypt-file.ts';
import type { Format } from '../../../electron/core/sops/formats/format.ts';
import type { RuleSource } from '../../../electron/core/sops/metadata.ts';
import { openVerified, type VerifiedFile } from '../../../electron/core/sops/open-file.ts';
import { clearLines } from '../../../electron/core/sops/plain-text.ts';
import { prepareSave } from '../../../electron/core/sops/save-file.ts';
import { linesOf, type Line } from '../../../electron/core/sops/tree.ts';
import { identities, recipients } from '../../fakes/fixtures.ts';
import { sopsVersions, type RealSops, type SopsAnswer } from '../../fakes/real-sops.ts';
import { formats, groupOf, sourceOf } from './crypto-kit.ts';
import { editAtRandom, type Roll } from './random-edits.ts';
import { filesOf, rules, type Facts } from './random-files.ts';

const deep = process.env['COFFRE_DEEP'] === '1';
const seed = Number(process.env['COFFRE_SEED'] ?? 20_261_201);
const endings: Readonly<Record<Format['id'], string>> = { dotenv: '.env', json: '.json', yaml: '.yaml', ini: '.ini', binary: '.bin' };

/** How a file is encrypted, and for whom: one group, or several of which `threshold` are enough. */
export interface Sealing {
  readonly rule: RuleSource | undefined;
  readonly macOnly: boolean;
  readonly groups: readonly (readonly string[])[];
  readonly threshold: number;
}

interface People {
  readonly recipients: readonly string[];
  readonly identities: readonly string[];
}

const sealingOf = (people: People): fc.Arbitrary<Sealing> => fc.record({
  rule: fc.option(fc.constantFrom(...rules), { nil: undefined, freq: 4 }),
  macOnly: fc.boolean(),
  shape: fc.constantFrom<readonly (readonly number[])[]>([[0]], [[0]], [[0]], [[0, 1]], [[2, 1, 0]], [[0], [1]], [[2], [0, 1]], [[0], [1], [2]]),
}).map(({ rule, macOnly, shape }) => ({ rule, macOnly, groups: shape.map((group) => group.map((at) => people.recipients[at] ?? '')), threshold: shape.length === 3 ? 2 : 0 }));

/** The same as a `.sops.yaml`. */
function rulesFile({ rule, macOnly, groups, threshold }: Sealing): string {
  const keys = groups.length === 1 ? `age: ${groups[0]?.join(',') ?? ''}` : `key_groups:\n${groups.map((group) => `      - age: [${group.join(', ')}]\n`).join('')}`;
  return `creation_rules:\n  - ${keys.trimEnd()}\n${threshold > 0 ? `    shamir_threshold: ${String(threshold)}\n` : ''}${rule === undefined ? '' : `    ${rule.kind}: ${JSON.stringify(rule.pattern)}\n`}${macOnly ? '    mac_only_encrypted: true\n' : ''}`;
}

/** Runs sops beside this process, so that nothing waits. */
function run(sops: RealSops, args: readonly string[], own: readonly string[]): Promise<SopsAnswer> {
  return new Promise((resolve, reject) => {
    const child = spawn(sops.path, args, { env: { PATH: process.env['PATH'], HOME: '/nonexistent', SOPS_AGE_KEY: own.join('\n') }, stdio: ['ignore', 'pipe', 'pipe'] });
    const [out, err]: [Buffer[], Buffer[]] = [[], []];
    child.stdout.on('data', (chunk: Buffer) => { out.push(chunk); });
    child.stderr.on('data', (chunk: Buffer) => { err.push(chunk); });
    child.once('error', reject);
    child.once('close', (status) => { resolve({ status, stdout: Buffer.concat(out), stderr: Buffer.concat(err).toString('utf8') }); });
  });
}

const shown = (line: Line, { exactNumbers }: Facts): unknown => {
  if (line.kind !== 'item') return [line.kind, line.depth, 'key' in line ? line.key : undefined, 'text' in line ? line.text : undefined];
  if (line.bytes !== undefined) return [line.depth, line.key, Buffer.from(line.bytes).toString('base64')];
  // WHY as one: a float without decimals is written without a point, and read again as a whole number.
  const whole = line.type === 'int' || (line.type === 'float' && /^-?\d+$/.test(line.text));
  return [line.depth, line.key, whole ? (exactNumbers ? 'int' : 'float') : line.type, exactNumbers || line.text !== '-0' ? line.text : '0'];
};

/** What can be compared of lines: no layout, no empty lines, and numbers as far as sops tells them apart. */
export function shapeOf(all: readonly Line[], facts: Facts): string {
  const lines = all.filter(({ kind }) => kind !== 'blank');
  if (!facts.commentsWander) return JSON.stringify(lines.map((line) => shown(line, facts)));
  // Which of two branches a comment between them belongs to is nothing that a text tells: all values, and each comment before its value.
  const leaves = lines.filter(({ kind }) => kind === 'item' || kind === 'comment').map((line) => ('text' in line ? line.text : ''));
  return JSON.stringify([lines.filter(({ kind }) => kind !== 'comment').map((line) => shown(line, facts)), leaves]);
}

export interface Counts {
  edited: number;
  refused: number;
  /** What sops wrote and could not read. */
  unreadable: number;
}

interface Bench {
  readonly sops: RealSops;
  readonly format: Format;
  readonly facts: Facts;
  readonly people: People;
  readonly folder: string;
  readonly counts: Counts;
}

const now = new Date('2026-12-01T00:00:00Z');

/** sops opens the file, finds its MAC right, and prints what these lines are. `warns`: it warned of the file that it wrote itself, too. */
async function expectRead({ sops, format, facts, people, folder }: Bench, bytes: Uint8Array, lines: readonly Line[], warns = false): Promise<void> {
  const path = join(folder, `sealed${endings[format.id]}`);
  writeFileSync(path, bytes);
  const compared = facts.comparedBy(lines);
  const { status, stdout, stderr } = await run(sops, ['decrypt', ...(compared === 'json' ? ['--output-type', 'json'] : []), path], people.identities);
  expect([status, warns ? '' : stderr]).toEqual([0, '']);
  if (compared === 'reading') expect(shapeOf(await linesOf((await format.parsePlain(stdout)).branches), facts)).toBe(shapeOf(lines, facts));
  else if (compared !== 'mac') {
    const wanted = compared === 'bytes' ? await format.emit(lines, undefined) : await formats.json.emit(lines.filter(({ kind }) => kind !== 'comment'), undefined);
    // WHY in two steps: a megabyte is compared at once, and shown only where it differs.
    if (!wanted.equals(stdout)) expect(stdout.toString('utf8')).toBe(wanted.toString('utf8'));
  }
}

const openedBy = ({ format, people }: Bench, bytes: Uint8Array): Promise<VerifiedFile> => openVerified(bytes, format, [sourceOf(people.identities)], undefined);

/** The lines as they are read once they are written: there each comment stands where the text has it. */
async function settled(format: Format, lines: readonly Line[]): Promise<readonly Line[]> {
  let now = lines;
  for (let times = 0; times < 2; times += 1) now = (await linesOf((await format.parsePlain(await format.emit(now, undefined))).branches)).map((line) => ({ ...line, old: undefined }));
  return now;
}

async function oursToTheirs(bench: Bench, lines: readonly Line[], { rule, macOnly, groups, threshold }: Sealing): Promise<void> {
  const bytes = await encryptFile({ format: bench.format, lines, groups: groups.map((group) => groupOf(...group)), threshold, rule, macOnlyEncrypted: macOnly, sources: [sourceOf([])], now });
  await expectRead(bench, bytes, lines);
}

async function theirsToOurs(bench: Bench, lines: readonly Line[], sealing: Sealing, roll: Roll): Promise<void> {
  const { sops, format, facts, folder, counts } = bench;
  const path = join(folder, `clear${endings[format.id]}`);
  const config = join(folder, 'rules.yaml');
  writeFileSync(path, await format.emit(lines, undefined));
  // WHY without a rule: for a file that is one value it says that it ignores it.
  writeFileSync(config, rulesFile(format.shape === 'whole' ? { ...sealing, rule: undefined } : sealing));
  const { status, stdout, stderr } = await run(sops, ['--config', config, 'encrypt', path], []);
  expect([status, stderr]).toEqual([0, '']);
  const wanders = facts.commentsWander && sealing.rule?.kind.includes('comment') === true;
  const file = await openedBy(bench, stdout).catch((error: unknown) => {
    expect(error).toBeInstanceOf(Refusal);
    return undefined;
  });
  let warns = false;
  // WHY asked: sops can write YAML that it cannot read itself, by putting a comment elsewhere than it found it, or by counting the indentation of a block wrongly.
  if (file === undefined || wanders) {
    writeFileSync(path, stdout);
    const own = await run(sops, ['decrypt', path], bench.people.identities);
    if (file === undefined) expect([format.id, own.status]).not.toEqual([format.id, 0]);
    if (own.status !== 0) counts.unreadable += 1;
    if (file === undefined || own.status !== 0) return;
    // A comment that came to stand before more than it was read with: what sops left clear there it would now have encrypted.
    warns = own.stderr !== '';
  }
  const draft = await draftOf(file, 0);
  expect(shapeOf(await clearLines(draft), facts)).toBe(shapeOf(lines, facts));
  if (!wanders) expect(file.plainComments).toBe(false);
  const document = createDocuments().add({ fileRef: '', path, label: '', format, source: stdout, file, draft });
  if (!editAtRandom(document, roll)) return;
  counts.edited += 1;
  const wanted = await clearLines(draft);
  let saved: Buffer;
  try {
    saved = (await prepareSave(stdout, file, draft, format, now)).bytes;
  } catch (error) {
    expect(error).toBeInstanceOf(Refusal);
    expect((error as Refusal).code).toBe('draft-not-representable');
    counts.refused += 1;
    return;
  }
  expect(shapeOf(await clearLines(await draftOf(await openedBy(bench, saved), 0)), facts)).toBe(shapeOf(wanted, facts));
  await expectRead(bench, saved, wanted, warns);
}

/** So many files for each format; with more than one sops at hand they share them, unless every count is whole. */
const filesEach = deep ? 2000 : Number(process.env['COFFRE_FILES'] ?? 400);

/** The differential of one format, against every sops that is there. */
export function differential(id: Format['id']): void {
  const format = formats[id];
  const share = deep || process.env['COFFRE_SERVERS'] === '1' ? filesEach : Math.ceil(filesEach / Math.max(1, sopsVersions.length));
  describe.skipIf(sopsVersions.length === 0)(`random ${id} files`, () => {
    let people: People = { recipients, identities };
    let folder = '';
    beforeAll(async () => {
      const third = await generateIdentity();
      people = { recipients: [...recipients, third.recipient], identities: [...identities, third.identity.expose()] };
      folder = mkdtempSync(join(tmpdir(), 'coffre-differential-'));
    });
    afterAll(() => { rmSync(folder, { recursive: true }); });
    it.each(sopsVersions)('are read by sops $version as they are here, and go back edited', { timeout: 3_600_000 }, async (sops) => {
      const { file, facts } = filesOf(id, sops.version);
      const bench: Bench = { sops, format, facts, people, folder, counts: { edited: 0, refused: 0, unreadable: 0 } };
      const { counts } = bench;
      await fc.assert(fc.asyncProperty(sealingOf(people), fc.infiniteStream(fc.nat(1_000_000)), fc.boolean(), file, async (sealing, dice, ours, generated) => {
        const roll: Roll = (below) => Number(dice.next().value) % Math.max(1, below);
        const lines = facts.commentsWander ? await settled(format, generated) : generated;
        if (ours) await oursToTheirs(bench, lines, sealing);
        else await theirsToOurs(bench, lines, sealing, roll);
      }), { seed, numRuns: share });
      // What is always refused, or never edited, would prove nothing.
      expect(counts.edited).toBeGreaterThan(share / 4);
      expect(counts.refused).toBeLessThan(Math.max(2, counts.edited / 20));
      expect(counts.unreadable).toBeLessThan(Math.max(2, share / 20));
    });
  });
}
