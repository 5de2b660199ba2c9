// The proof: whatever is done to a log of three hundred signed lines is named rightly, at its place; sampled on a long one. The verifier that stands alone says the same.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createChecker, type Known, type Verdict } from '../../../electron/core/audit/checker.ts';
import { readKeys } from '../../../electron/core/audit/checkpoint.ts';
import { auditFolder, factsOf } from './audit-folder.ts';
import { keptInMemory } from './kept.ts';

const deep = process.env['COFFRE_DEEP'] === '1';
const alone = join(import.meta.dirname, '../../../dist/electron/coffre-audit-verify.mjs');

interface Log {
  readonly lines: readonly string[];
  readonly keys: string;
  readonly known: Known;
}

/** A log with a signature after each `every` lines, and what the profile remembers of it. */
async function signedLog(total: number, every: number): Promise<Log> {
  const at = auditFolder({ profile: keptInMemory() });
  const room = at.open();
  while (at.lines().length < total) {
    const left = Math.min(every, total - at.lines().length) - 1;
    await Promise.all(Array.from({ length: left }, (_, n) => room.append(factsOf(`r-${String(n)}`, { secret_key: `.env#KEY_${String(n)}` }))));
    await room.sign();
  }
  const lines = at.lines();
  const keys = readFileSync(join(at.folder, 'audit.pub'), 'utf8');
  const { signing } = readKeys(keys);
  const last = at.entries().at(-1);
  return { lines, keys, known: { keys: signing, fingerprint: signing[0]?.fingerprint, head: { seq: last?.seq ?? 0, hash: last?.hash ?? '' }, signed: last?.seq } };
}

function check(bytes: Buffer, known: Known): Verdict {
  const checker = createChecker(known);
  checker.begin('audit.jsonl');
  let start = 0;
  for (let end = bytes.indexOf(10); end !== -1; end = bytes.indexOf(10, start)) {
    checker.line(bytes.subarray(start, end), true);
    start = end + 1;
  }
  if (start < bytes.length) checker.line(bytes.subarray(start), false);
  return checker.finish();
}

interface Change {
  readonly what: string;
  readonly bytes: Buffer;
  readonly damage: string;
  readonly line: number;
}

const bytesOf = (lines: readonly string[]): Buffer => Buffer.from(lines.map((line) => `${line}\n`).join(''));
const swapped = (lines: readonly string[], a: number, b: number): string[] => lines.with(a, lines[b] ?? '').with(b, lines[a] ?? '');

/** One bit of the byte at that place, which is another one each time. */
function edited({ lines }: Log, place: number): Change {
  const bytes = bytesOf(lines);
  bytes[place] = (bytes[place] ?? 0) ^ (1 << (place % 8));
  return { what: `byte ${String(place)}`, bytes, damage: 'edited', line: bytesOf(lines).subarray(0, place).toString('latin1').split('\n').length };
}
const removed = ({ lines }: Log, at: number): Change => ({ what: `removed ${String(at)}`, bytes: bytesOf(lines.toSpliced(at, 1)), damage: at === lines.length - 1 ? 'rolled-back' : 'removed', line: at + 1 });
const doubled = ({ lines }: Log, at: number): Change => ({ what: `doubled ${String(at)}`, bytes: bytesOf(lines.toSpliced(at, 0, lines[at] ?? '')), damage: 'inserted', line: at + 2 });
const exchanged = ({ lines }: Log, a: number, b: number): Change => ({ what: `swapped ${String(a)} ${String(b)}`, bytes: bytesOf(swapped(lines, a, b)), damage: 'reordered', line: a + 1 });
/** WHY rolled back: the end that is missing was signed, and so is the state that was put there; an older copy of the log is nothing else. */
const rolledBack = ({ lines }: Log, keep: number): Change => ({ what: `first ${String(keep)}`, bytes: bytesOf(lines.slice(0, keep)), damage: 'rolled-back', line: keep + 1 });
function torn({ lines }: Log, at: number, bytes: number): Change {
  const before = bytesOf(lines.slice(0, at));
  return { what: `torn ${String(at)}:${String(bytes)}`, bytes: Buffer.concat([before, Buffer.from((lines[at] ?? '').slice(0, bytes))]), damage: 'truncated', line: at + 1 };
}

/** Those that are not named rightly, as what was said of them. */
function misnamed({ known }: Log, changes: Iterable<Change>): unknown[] {
  const wrong: unknown[] = [];
  for (const change of changes) {
    const { damage, line } = check(change.bytes, known);
    if (damage !== change.damage || line !== change.line) wrong.push({ what: change.what, said: [damage, line], right: [change.damage, change.line] });
  }
  return wrong.slice(0, 5);
}

/** WHY one after the other: all of them at once do not fit into memory. */
function* each(places: readonly number[], changes: (place: number) => readonly Change[]): Generator<Change> {
  for (const place of places) yield* changes(place);
}
const range = (count: number, step = 1): number[] => Array.from({ length: Math.ceil(count / step) }, (_, n) => n * step);

describe('of three hundred lines', () => {
  let made: Promise<Log> | undefined;
  const threeHundred = (): Promise<Log> => (made ??= signedLog(300, 100));

  it('the log itself is whole, signed to its end', async () => {
    const log = await threeHundred();
    expect(check(bytesOf(log.lines), log.known)).toMatchObject({ whole: true, lines: 300, checkpoints: 3, signed: 300, unknown: [] });
  });
  it('any byte that is changed', { timeout: 900_000 }, async () => {
    const log = await threeHundred();
    const size = bytesOf(log.lines).length;
    expect(misnamed(log, each(deep ? range(size) : range(size, 97), (place) => [edited(log, place)]))).toEqual([]);
  });
  it('any line that is removed, doubled or cut off', { timeout: 300_000 }, async () => {
    const log = await threeHundred();
    expect(misnamed(log, each(range(300), (at) => [removed(log, at), doubled(log, at), rolledBack(log, at), ...[1, 100, (log.lines[at] ?? '').length].map((bytes) => torn(log, at, bytes))]))).toEqual([]);
  });
  it('any two lines that are swapped', { timeout: 900_000 }, async () => {
    const log = await threeHundred();
    expect(misnamed(log, each(range(300, deep ? 1 : 13), (a) => range(300, deep ? 1 : 7).filter((b) => a < b).map((b) => exchanged(log, a, b))))).toEqual([]);
  });
  it('a cut behind the last signature is truncated, one before it rolled back', async () => {
    const longer = await signedLog(120, 50);
    const tail = { ...longer, known: { ...longer.known, signed: 100 } };
    for (const keep of [100, 101, 119]) expect(check(bytesOf(tail.lines.slice(0, keep)), tail.known)).toMatchObject({ damage: 'truncated', line: keep + 1 });
    for (const keep of [0, 49, 50, 99]) expect(check(bytesOf(tail.lines.slice(0, keep)), tail.known)).toMatchObject({ damage: 'rolled-back', line: keep + 1 });
  });

  it.skipIf(!existsSync(alone))('the verifier that stands alone says the same of all of them, by plain Node', { timeout: 600_000 }, async () => {
    const log = await threeHundred();
    const base = mkdtempSync(join(tmpdir(), 'coffre-test-'));
    onTestFinished(() => { rmSync(base, { recursive: true }); });
    const size = bytesOf(log.lines).length;
    const changes = [
      ...range(size, deep ? 499 : 9973).map((place) => edited(log, place)),
      ...range(300, deep ? 3 : 41).flatMap((at) => [removed(log, at), doubled(log, at), rolledBack(log, at), torn(log, at, 50)]),
      ...range(300, deep ? 29 : 97).flatMap((a) => range(300, 31).flatMap((b) => (a < b ? [exchanged(log, a, b)] : []))),
    ];
    for (const [at, { bytes }] of changes.entries()) {
      mkdirSync(join(base, String(at)));
      writeFileSync(join(base, String(at), 'audit.jsonl'), bytes);
      writeFileSync(join(base, String(at), 'audit.pub'), log.keys);
    }
    const { head, fingerprint } = log.known;
    const { stdout, status } = spawnSync(process.execPath, [alone, '--json', '--fingerprint', `SHA256:${fingerprint ?? ''}`, '--head', `${String(head?.seq)}:${head?.hash ?? ''}`, ...changes.map((_, at) => String(at))], { encoding: 'utf8', cwd: base, env: {}, maxBuffer: 1 << 28 });
    expect(status).toBe(10);
    const verdicts = stdout.trimEnd().split('\n').map((line) => JSON.parse(line) as Verdict);
    expect(verdicts).toHaveLength(changes.length);
    for (const [at, change] of changes.entries()) {
      // It does not know which lines were signed last: an end that is missing is cut off.
      const damage = change.damage === 'rolled-back' ? 'truncated' : change.damage;
      expect({ what: change.what, damage: verdicts[at]?.damage, line: verdicts[at]?.line }).toEqual({ what: change.what, damage, line: change.line });
    }
  });
});

describe('of a long log', () => {
  it('changes anywhere, by the dozen', { timeout: 1_800_000 }, async () => {
    const total = deep ? 100_000 : 5000;
    const log = await signedLog(total, 1000);
    let seed = 7;
    const next = (below: number): number => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed % below;
    };
    const size = bytesOf(log.lines).length;
    const changes = each(range(deep ? 1000 : 30), () => {
      const [a = 0, b = 0] = [next(total - 2), next(total - 2)].toSorted((x, y) => x - y);
      return [edited(log, next(size)), removed(log, a), rolledBack(log, b), ...(a === b ? [] : [exchanged(log, a, b)])];
    });
    expect(misnamed(log, changes)).toEqual([]);
  });
});
