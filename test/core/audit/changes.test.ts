// The proof: whatever is done to a log of three hundred signed lines is named rightly, at its place; sampled on a long one. The verifier that stands alone says the same.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createChecker, type Known, type Verdict } from '../../../electron/core/audit/checker.ts';
import { readKeys } from '../../../electron/core/audit/checkpoint.ts';
import { auditFolder, factsOf } from './audit-folder.ts';
import { keptInMemory } from './kept.ts';

const deep = process.env['COFFRE_DEEP'] === '1';
const alone = join(import.meta.dirname, '../../../dist/electron/coffre-audit-verify.mjs');

interface Log {
  readonly lines: readonly string[];
  readonly bytes: Buffer;
  /** Where each line starts, and the end. */
  readonly starts: readonly number[];
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
  const starts = [0];
  for (const line of lines) starts.push((starts.at(-1) ?? 0) + Buffer.byteLength(line) + 1);
  return { lines, bytes: Buffer.from(lines.map((line) => `${line}\n`).join('')), starts, keys, known: { keys: signing, fingerprint: signing[0]?.fingerprint, head: { seq: last?.seq ?? 0, hash: last?.hash ?? '' }, signed: last?.seq } };
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

/** Lines from one to before another, with their line feeds. */
const part = ({ bytes, starts }: Log, from: number, to: number): Buffer => bytes.subarray(starts[from], starts[to]);

/** One bit of the byte at that place, which is another one each time. */
function edited({ bytes: whole, starts }: Log, place: number): Change {
  const bytes = Buffer.from(whole);
  bytes[place] = (bytes[place] ?? 0) ^ (1 << (place % 8));
  return { what: `byte ${String(place)}`, bytes, damage: 'edited', line: starts.findIndex((start) => start > place) };
}
const removed = (log: Log, at: number): Change => ({ what: `removed ${String(at)}`, bytes: Buffer.concat([part(log, 0, at), part(log, at + 1, log.lines.length)]), damage: at === log.lines.length - 1 ? 'rolled-back' : 'removed', line: at + 1 });
const doubled = (log: Log, at: number): Change => ({ what: `doubled ${String(at)}`, bytes: Buffer.concat([part(log, 0, at + 1), part(log, at, log.lines.length)]), damage: 'inserted', line: at + 2 });
const exchanged = (log: Log, a: number, b: number): Change => ({ what: `swapped ${String(a)} ${String(b)}`, bytes: Buffer.concat([part(log, 0, a), part(log, b, b + 1), part(log, a + 1, b), part(log, a, a + 1), part(log, b + 1, log.lines.length)]), damage: 'reordered', line: a + 1 });
/** WHY rolled back: the end that is missing was signed, and so is the state that was put there; an older copy of the log is nothing else. */
const rolledBack = (log: Log, keep: number): Change => ({ what: `first ${String(keep)}`, bytes: part(log, 0, keep), damage: 'rolled-back', line: keep + 1 });
const torn = (log: Log, at: number, bytes: number): Change => ({ what: `torn ${String(at)}:${String(bytes)}`, bytes: log.bytes.subarray(0, (log.starts[at] ?? 0) + bytes), damage: 'truncated', line: at + 1 });

/** Those that are not named rightly, as what was said of them. */
function misnamed({ known }: Log, changes: Iterable<Change>): unknown[] {
  const wrong: unknown[] = [];
  for (const change of changes) {
    const { damage, line } = check(change.bytes, known);
    if (damage !== change.damage || line !== change.line) wrong.push({ what: change.what, said: [damage, line], right: [change.damage, change.line] });
  }
  return wrong.slice(0, 5);
}

/** The same by the verifier that stands alone, from files. It does not know which lines were signed last: to it, an end that is missing is cut off. */
async function misnamedAlone({ keys, known: { head, fingerprint } }: Log, changes: readonly Change[]): Promise<unknown[]> {
  const base = mkdtempSync(join(tmpdir(), 'coffre-test-'));
  try {
    for (const [at, { bytes }] of changes.entries()) {
      mkdirSync(join(base, String(at)));
      writeFileSync(join(base, String(at), 'audit.jsonl'), bytes);
      writeFileSync(join(base, String(at), 'audit.pub'), keys);
    }
    const words = [alone, '--json', '--fingerprint', `SHA256:${fingerprint ?? ''}`, '--head', `${String(head?.seq)}:${head?.hash ?? ''}`, ...changes.map((_, at) => String(at))];
    const { status, stdout } = await new Promise<{ status: number | null; stdout: string }>((resolve, reject) => {
      const running = spawn(process.execPath, words, { cwd: base, env: {}, stdio: ['ignore', 'pipe', 'inherit'] });
      let text = '';
      running.stdout.on('data', (data) => { text += String(data); });
      running.on('error', reject);
      running.on('close', (code) => { resolve({ status: code, stdout: text }); });
    });
    const verdicts = stdout.trimEnd().split('\n').map((line) => JSON.parse(line) as Verdict);
    if (status !== 10 || verdicts.length !== changes.length) return [{ status, verdicts: verdicts.length }];
    return changes.flatMap((change, at) => {
      const right = [change.damage === 'rolled-back' ? 'truncated' : change.damage, change.line];
      const said = [verdicts[at]?.damage, verdicts[at]?.line];
      return said[0] === right[0] && said[1] === right[1] ? [] : [{ alone: change.what, said, right }];
    });
  } finally {
    rmSync(base, { recursive: true });
  }
}

function* inGroups(changes: Iterable<Change>, size: number): Generator<readonly Change[]> {
  let group: Change[] = [];
  for (const change of changes) {
    group.push(change);
    if (group.length < size) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
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
    expect(check(log.bytes, log.known)).toMatchObject({ whole: true, lines: 300, checkpoints: 3, signed: 300, unknown: [] });
  });
  it('any byte that is changed', { timeout: 3_600_000 }, async () => {
    const log = await threeHundred();
    const size = log.bytes.length;
    expect(misnamed(log, each(deep ? range(size) : range(size, 97), (place) => [edited(log, place)]))).toEqual([]);
  });
  it('any line that is removed, doubled or cut off', { timeout: 900_000 }, async () => {
    const log = await threeHundred();
    expect(misnamed(log, each(range(300), (at) => [removed(log, at), doubled(log, at), rolledBack(log, at), ...[1, 100, (log.lines[at] ?? '').length].map((bytes) => torn(log, at, bytes))]))).toEqual([]);
  });
  it('any two lines that are swapped', { timeout: 3_600_000 }, async () => {
    const log = await threeHundred();
    expect(misnamed(log, each(range(300, deep ? 1 : 13), (a) => range(300, deep ? 1 : 7).filter((b) => a < b).map((b) => exchanged(log, a, b))))).toEqual([]);
  });
  it('a cut behind the last signature is truncated, one before it rolled back', async () => {
    const longer = await signedLog(120, 50);
    const tail = { ...longer, known: { ...longer.known, signed: 100 } };
    for (const keep of [100, 101, 119]) expect(check(part(tail, 0, keep), tail.known)).toMatchObject({ damage: 'truncated', line: keep + 1 });
    for (const keep of [0, 49, 50, 99]) expect(check(part(tail, 0, keep), tail.known)).toMatchObject({ damage: 'rolled-back', line: keep + 1 });
  });

  it.skipIf(!existsSync(alone))('the verifier that stands alone says the same of all of them, by plain Node', { timeout: 7_200_000 }, async () => {
    const log = await threeHundred();
    const size = log.bytes.length;
    const changes = function* (): Generator<Change> {
      yield* each(range(size, deep ? 1 : 9973), (place) => [edited(log, place)]);
      yield* each(range(300, deep ? 1 : 41), (at) => [removed(log, at), doubled(log, at), rolledBack(log, at), torn(log, at, 50)]);
      yield* each(range(300, deep ? 1 : 97), (a) => range(300, deep ? 1 : 31).flatMap((b) => (a < b ? [exchanged(log, a, b)] : [])));
    };
    const wrong: unknown[] = [];
    for (const some of inGroups(changes(), 100)) wrong.push(...await misnamedAlone(log, some));
    expect(wrong.slice(0, 5)).toEqual([]);
  });
});

/** Of a log of so many lines, so many times four changes; in shares, so that none takes hours. WHY where it is not deep: each change is verified twice, and a hundred thousand lines take a tenth of a second and more. */
const shares = deep ? range(10).map((share) => ({ total: 100_000, times: 250, share })) : [{ total: 1000, times: 250, share: 0 }, { total: 100_000, times: 4, share: 1 }];

describe('of a long log', () => {
  const made = new Map<number, Promise<Log>>();
  function long(total: number): Promise<Log> {
    const log = made.get(total) ?? signedLog(total, Math.min(1000, total / 4));
    made.set(total, log);
    return log;
  }

  it.each(shares)('$times times four changes anywhere in $total lines, share $share, also by the verifier that stands alone', { timeout: 7_200_000 }, async ({ total, times, share }) => {
    const log = await long(total);
    let seed = 7 + share;
    const next = (below: number): number => {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor((seed / 2 ** 32) * below);
    };
    const size = log.bytes.length;
    const changes = each(range(times), () => {
      const [a = 0, b = 0] = [next(total - 2), next(total - 2)].toSorted((x, y) => x - y);
      return [edited(log, next(size)), removed(log, a), rolledBack(log, b), a === b ? doubled(log, a) : exchanged(log, a, b)];
    });
    const wrong: unknown[] = [];
    let group = 0;
    for (const some of inGroups(changes, 12)) {
      // WHY one group in ten where it is not deep: files cost most of the time.
      const apart = existsSync(alone) && (deep || group % 10 === 0) ? misnamedAlone(log, some) : Promise.resolve([]);
      group += 1;
      wrong.push(...misnamed(log, some), ...await apart);
    }
    expect(wrong.slice(0, 5)).toEqual([]);
  });
});
