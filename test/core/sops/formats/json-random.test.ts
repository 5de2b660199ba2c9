// Random JSON against the real sops, both ways, and against rubbish. Failures print counts and a seed, never text.
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Refusal } from '../../../../electron/core/refusal.ts';
import { json } from '../../../../electron/core/sops/formats/json/index.ts';
import { storedFrom } from '../../../../electron/core/sops/scalars.ts';
import { linesOf, type Line, type ScalarType } from '../../../../electron/core/sops/tree.ts';
import { fixtures } from '../../../fakes/fixtures.ts';
import { sopsPath } from '../../../fakes/real-sops.ts';
import { busyMs, longestHold } from './busy.ts';
import { clearLines, open, peerDecrypts, peerEncrypts, sealed } from './sealed.ts';

const deep = process.env['COFFRE_DEEP'] === '1';
const seed = Number(process.env['COFFRE_SEED'] ?? 20_261_122);

type Tree = { readonly type: ScalarType; readonly text: string } | readonly Tree[] | { readonly members: readonly (readonly [string, Tree])[] };

const text = fc.oneof(
  { weight: 6, arbitrary: fc.string({ unit: 'grapheme', maxLength: 12 }) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }).map((value) => value.toWellFormed()) },
  fc.constantFrom('', 'ENC[AES256_GCM,data:x]', '</script>&', '\u2028\u2029\u007f\u0000\b\f', 'true', '1', 'a\nb\r\n\tc', '\\', '"', '{}', '[', ' '.repeat(3)),
);
const key = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 6 }), fc.constantFrom('a', 'a', '', '1', '__proto__', 'k_unencrypted', 'l_unencrypted', ':', 'sops ', '"\\', '<'))
  .filter((name) => name.toUpperCase() !== 'SOPS');
const number = (min: bigint, max: bigint): fc.Arbitrary<Tree> => fc.bigInt({ min, max }).map((value): Tree => ({ type: 'int', text: String(value) }));
/** WHY small whole numbers only: the sops at hand reads every number as a float. */
const scalar: fc.Arbitrary<Tree> = fc.oneof(
  { weight: 5, arbitrary: text.map((value): Tree => ({ type: 'str', text: value })) },
  number(-(2n ** 53n), 2n ** 53n),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value): Tree => ({ type: 'float', text: storedFrom('float', Object.is(value, -0) ? '-0' : String(value)) ?? '0' })),
  fc.boolean().map((value): Tree => ({ type: 'bool', text: value ? 'True' : 'False' })),
  fc.constant<Tree>({ type: 'null', text: '' }),
);
const { tree } = fc.letrec<{ tree: Tree; branch: Tree }>((tie) => ({
  tree: fc.oneof({ depthSize: 'small', withCrossShrink: true }, scalar, fc.array(tie('tree'), { maxLength: 4 }), tie('branch')),
  branch: fc.array(fc.tuple(key, tie('tree')), { maxLength: 5 }).map((members) => ({ members })),
}));
const file = fc.array(fc.tuple(key, tree), { maxLength: 8 }).map((members): readonly Line[] => lines({ members }));

/** A tree as the lines of a file. */
function lines(root: { readonly members: readonly (readonly [string, Tree])[] }): Line[] {
  const found: Line[] = [];
  const visit = (name: string | undefined, value: Tree, depth: number): void => {
    if ('type' in value) found.push({ kind: 'item', old: undefined, depth, key: name, ...value });
    else {
      found.push({ kind: 'members' in value ? 'branch' : 'list', old: undefined, depth, key: name });
      if ('members' in value) for (const [inner, child] of value.members) visit(inner, child, depth + 1);
      else for (const child of value) visit(undefined, child, depth + 1);
    }
  };
  for (const [name, value] of root.members) visit(name, value, 0);
  return found;
}

/** Takes lines out, with all below them. */
function without(all: readonly Line[], drop: () => boolean): Line[] {
  let gone = Number.POSITIVE_INFINITY;
  return all.filter(({ depth }) => {
    if (depth > gone) return false;
    gone = drop() ? depth : Number.POSITIVE_INFINITY;
    return depth !== gone;
  });
}

/** Whole numbers below 2^53 and floats that print alike are one to a sops that knows floats only. */
const bare = (all: readonly Line[]): readonly unknown[] => all.map((line) => (line.kind === 'item' ? [line.depth, line.key, line.type === 'int' ? 'float' : line.type, line.text === '-0' ? '0' : line.text] : [line.depth, line.kind, 'key' in line ? line.key : '']));
const same = (a: readonly Line[], b: readonly Line[]): boolean => JSON.stringify(bare(a)) === JSON.stringify(bare(b));

describe.skipIf(sopsPath === undefined)('random JSON and the real sops', () => {
  it('what sops encrypts opens here, is printed as sops prints it, and edited is read by sops', { timeout: 600_000 }, async () => {
    await fc.assert(fc.asyncProperty(file, file, fc.constantFrom('\t', '  ', ''), fc.infiniteStream(fc.nat(9)), async (first, second, indent, dice) => {
      const clear = await json.emit(first, undefined, { indent: indent === '\t' ? -1 : indent.length });
      const encrypted = peerEncrypts(clear, '.json');
      expect(encrypted.stderr).toBe('');
      const opened = await open(encrypted.stdout, json);
      const before = await clearLines(opened);
      expect(same(before, first)).toBe(true);
      expect((await json.emit(before, undefined)).equals(peerDecrypts(encrypted.stdout, '.json').stdout)).toBe(true);
      const roll = (): number => Number(dice.next().value);
      const whole = without(before, () => roll() < 2);
      const after = [...whole.map((line): Line => (line.kind === 'item' && roll() < 2 ? { ...line, type: 'str', text: `new ${line.text}` } : line)), ...second];
      const edited = await json.edit(encrypted.stdout, await sealed(opened, after));
      expect(same(await clearLines(await open(edited, json)), after)).toBe(true);
      const peer = peerDecrypts(edited, '.json');
      expect(peer.stderr).toBe('');
      expect((await json.emit(after, undefined)).equals(peer.stdout)).toBe(true);
    }), { seed, numRuns: deep ? 1000 : 40 });
  });
  it('whole numbers of 64 bits, encrypted, go through unchanged', async () => {
    const opened = await open(readFileSync(join(fixtures, 'v3.13.2/basic.enc.json')), json);
    const all = ['-9223372036854775808', '9223372036854775807', '9007199254740993'].map((value, at): Line => ({ kind: 'item', old: undefined, depth: 0, key: `n${at}`, type: 'int', text: value }));
    const edited = await json.edit(readFileSync(join(fixtures, 'v3.13.2/basic.enc.json')), await sealed(opened, all));
    expect(peerDecrypts(edited, '.json').stdout.toString()).toBe('{\n\t"n0": -9223372036854775808,\n\t"n1": 9223372036854775807,\n\t"n2": 9007199254740993\n}\n');
  });
});

describe('rubbish', () => {
  it('is refused or read, never a crash or a hang, and what is read comes out as it was', { timeout: 600_000 }, async () => {
    const samples = ['v3.13.2/basic.enc.json', 'v3.8.1/basic.enc.bin', 'plain/basic.json'].map((name) => readFileSync(join(fixtures, name)));
    const piece = fc.constantFrom('{', '}', '[', ']', ',', ':', '"', '\\', '\\u', '\\ud800', '0', '-', '1e9', 'true', 'nul', '"sops"', '"a"', ' ', '\n', '\u0000', 'é', '\uFEFF', '<<<<<<< ', '{"a":');
    const broken = fc.tuple(fc.constantFrom(...samples), fc.nat(), fc.nat(40), piece).map(([bytes, at, length, put]) => Buffer.concat([bytes.subarray(0, at % bytes.length), Buffer.from(put), bytes.subarray((at % bytes.length) + length)]));
    const bytes = fc.oneof(broken, fc.array(piece, { maxLength: 30 }).map((pieces) => Buffer.from(pieces.join(''))), fc.uint8Array({ maxLength: 60 }).map((array) => Buffer.from(array)));
    await fc.assert(fc.asyncProperty(bytes, async (input) => {
      const started = busyMs();
      for (const read of [json.parse, json.parsePlain]) {
        const parsed = await read(input).catch((error: unknown) => {
          expect(error).toBeInstanceOf(Refusal);
          return undefined;
        });
        if (parsed === undefined) continue;
        const all = await linesOf(parsed.branches);
        if (read === json.parse) expect((await json.edit(input, { lines: all, metadata: {} })).equals(input)).toBe(true);
        else expect(same(await linesOf((await json.parsePlain(await json.emit(all, undefined))).branches), all)).toBe(true);
      }
      expect(busyMs() - started).toBeLessThan(1000);
    }), { seed, numRuns: deep ? 20_000 : 2000 });
  });
  it('one flipped byte anywhere is read or refused', async () => {
    const bytes = readFileSync(join(fixtures, 'v3.13.2/basic.enc.json'));
    for (let at = 0; at < bytes.length; at += deep ? 1 : 7) {
      const flipped = Buffer.from(bytes);
      flipped[at] = (flipped[at] ?? 0) ^ 0x04;
      await json.parse(flipped).catch((error: unknown) => { expect(error).toBeInstanceOf(Refusal); });
    }
  });
});

describe('a file of 100,000 keys', () => {
  it('is read and written in slices of less than 50 ms, and in time that grows with its size', { timeout: 60_000 }, async () => {
    const { metadata } = await json.parse(readFileSync(join(fixtures, 'v3.13.2/basic.enc.json')));
    const cipher = `ENC[AES256_GCM,data:${'QUFB'.repeat(8)},iv:${'QUFB'.repeat(11)},tag:${'QUFB'.repeat(6)},type:str]`;
    const fileOf = (count: number): Promise<Buffer> => json.emit(Array.from({ length: count }, (_, at): Line => ({ kind: 'item', old: undefined, depth: 0, key: `key_${at}`, type: 'str', text: cipher })), metadata);
    const time = async (bytes: Buffer): Promise<number> => {
      const started = busyMs();
      const parsed = await json.parse(bytes);
      expect((await json.edit(bytes, { lines: await linesOf(parsed.branches), metadata: {} })).equals(bytes)).toBe(true);
      return busyMs() - started;
    };
    const [small, large] = [await fileOf(10_000), await fileOf(100_000)];
    await time(small);
    const ten = Math.min(await time(small), await time(small), await time(small));
    let hundred = 0;
    const held = await longestHold(async () => { hundred = await time(large); });
    expect({ linear: hundred < 20 * ten, held: held < 100 }).toEqual({ linear: true, held: true });
    if (deep) console.log(`JSON: 10,000 keys ${ten.toFixed(0)} ms, 100,000 keys ${hundred.toFixed(0)} ms, held ${held.toFixed(0)} ms`);
  });
});
