// Random YAML against the real sops, both ways; random changes to files that are laid out in every manner; and rubbish. Failures print counts and a seed, never text.
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { describe, expect, it } from 'vitest';
import { Refusal } from '../../../../electron/core/refusal.ts';
import { yaml } from '../../../../electron/core/sops/formats/yaml/index.ts';
import { storedFrom } from '../../../../electron/core/sops/scalars.ts';
import { linesOf, type Line, type ScalarType } from '../../../../electron/core/sops/tree.ts';
import { fixtures } from '../../../fakes/fixtures.ts';
import { sopsPath } from '../../../fakes/real-sops.ts';
import { moved } from './moves.ts';
import { clearLines, open, peerDecrypts, peerEncrypts, sealed } from './sealed.ts';

const deep = process.env['COFFRE_DEEP'] === '1';
const seed = Number(process.env['COFFRE_SEED'] ?? 20_261_122);

type Tree = { readonly type: ScalarType; readonly text: string } | readonly Tree[] | { readonly members: readonly (readonly [string, Tree])[] };

const text = fc.oneof(
  { weight: 6, arbitrary: fc.string({ unit: 'grapheme', maxLength: 12 }) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }).map((value) => value.toWellFormed()) },
  fc.constantFrom('', 'ENC[AES256_GCM,data:x]', 'yes', 'null', '~', '0x1F', '012', '1_0', '1:30', '2020-01-02', '.5', '1e3', '- a', 'a: b', 'a #b', '#c', '---', '...', 'a\nb\n', 'a\n\n\nb', '\n', 'a\n\n', 'a\tb', "it's", '"', '{', '[x', '&a', '*a', '!t', '%', '@', '`', '|', 'x '.repeat(120)),
);
const key = fc.oneof(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 }), fc.constantFrom('a', '1', '__proto__', 'k_unencrypted', ':', 'yes', '- a', '#', 'é: b', '"', "'")).filter((name) => name !== 'sops' && name !== '<<');
const scalar: fc.Arbitrary<Tree> = fc.oneof(
  { weight: 5, arbitrary: text.map((value): Tree => ({ type: 'str', text: value })) },
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((value): Tree => ({ type: 'int', text: String(value) })),
  fc.double({ noDefaultInfinity: true, noNaN: true }).filter((value) => !Number.isInteger(value)).map((value): Tree => ({ type: 'float', text: storedFrom('float', String(value)) ?? '0.5' })),
  fc.boolean().map((value): Tree => ({ type: 'bool', text: value ? 'True' : 'False' })),
  fc.constantFrom<Tree>({ type: 'null', text: '' }, { type: 'float', text: '+Inf' }, { type: 'float', text: 'NaN' }, { type: 'time', text: '2020-01-02T03:04:05.5+02:00' }),
);
const { tree } = fc.letrec<{ tree: Tree; branch: Tree }>((tie) => ({
  tree: fc.oneof({ depthSize: 'small', withCrossShrink: true }, scalar, fc.array(tie('tree'), { maxLength: 4 }), tie('branch')),
  branch: fc.uniqueArray(fc.tuple(key, tie('tree')), { maxLength: 5, selector: ([name]) => name }).map((members) => ({ members })),
}));
const file = fc.uniqueArray(fc.tuple(key, tree), { maxLength: 8, selector: ([name]) => name }).map((members): readonly Line[] => lines({ members }));

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

const bare = (all: readonly Line[]): string => JSON.stringify(all.map((line) => [line.kind, line.depth, 'key' in line ? line.key : '', 'text' in line ? line.text : '', line.kind === 'item' ? line.type : '']));
const same = (a: readonly Line[], b: readonly Line[]): boolean => bare(a) === bare(b);
const linesIn = async (bytes: Uint8Array): Promise<Line[]> => linesOf((await yaml.parse(bytes)).branches);
/** What sops writes otherwise than it reads: it counts a block's indentation wrongly in lists, and knows rare line breaks. */
const printsAlike = (all: readonly Line[]): boolean => all.every((line) => !('text' in line) || !/^[ \n].*\n|^\n|[\u0085\u2028\u2029]/s.test(line.text)) && all.every((line) => !('key' in line) || !/[\n\r\u0085\u2028\u2029]/.test(line.key ?? ''));

describe.skipIf(sopsPath === undefined)('random YAML and the real sops', () => {
  it('what sops encrypts opens here, is printed as sops prints it, and edited is read by sops', { timeout: 600_000 }, async () => {
    let printed = 0;
    await fc.assert(fc.asyncProperty(file, file, fc.infiniteStream(fc.nat(9)), fc.constantFrom(2, 4, 8), async (first, second, dice, indent) => {
      const clear = await yaml.emit(first, undefined, { indent });
      const encrypted = peerEncrypts(clear, '.yaml');
      expect(encrypted.stderr).toBe('');
      const opened = await open(encrypted.stdout, yaml);
      const before = await clearLines(opened);
      expect(same(before, first)).toBe(true);
      if (printsAlike(before)) {
        printed += 1;
        expect((await yaml.emit(before, undefined)).equals(peerDecrypts(encrypted.stdout, '.yaml').stdout)).toBe(true);
      }
      const roll = (): number => Number(dice.next().value);
      const kept = without(before, () => roll() < 2).map((line): Line => (line.kind === 'item' && roll() < 2 ? { ...line, type: 'str', text: `new ${line.text}` } : line));
      const after = [...kept, ...second.map((line): Line => ('key' in line && line.depth === 0 ? { ...line, key: `added ${line.key ?? ''}` } : line))];
      const edited = await yaml.edit(encrypted.stdout, await sealed(opened, after));
      expect(same(await clearLines(await open(edited, yaml)), after)).toBe(true);
      const peer = peerDecrypts(edited, '.yaml');
      expect(peer.stderr).toBe('');
      if (printsAlike(after)) expect((await yaml.emit(after, undefined)).equals(peer.stdout)).toBe(true);
    }), { seed, endOnFailure: true, numRuns: deep ? 1000 : 25 });
    expect(printed).toBeGreaterThan(5);
  });
});

const section = 'sops:\n    lastmodified: "2020-01-01T00:00:00Z"\n    mac: ENC[AES256_GCM,data:a,iv:b,tag:c,type:str]\n    version: 3.12.2\n';

type Roll = (below: number) => number;
/** A block of items as somebody could have typed it. */
function typed(roll: Roll, depth: number, pad: string, names: { next: number }): string {
  const behind = (): string => (roll(5) === 0 ? ` # c${roll(9)}` : '');
  const step = ' '.repeat([2, 4, 3][roll(3)] ?? 2);
  let written = '';
  for (let count = 1 + roll(3); count > 0; count -= 1) {
    if (roll(5) === 0) written += `${pad}# c${roll(9)}\n`;
    if (roll(6) === 0) written += '\n';
    names.next += 1;
    const name = `${pad}${['k', '"k"', "'k'"][roll(9)]?.replace('k', `k${names.next}`) ?? `k${names.next}`}`;
    const kind = roll(depth > 2 ? 6 : 10);
    if (kind < 5) written += `${name}: ${['x', '1', '"q"', "'s'", '[a, b]', '{}', '{z: 1, w: [2]}', '', '~', 'ENC[AES256_GCM,data:a,iv:b,tag:c,type:str]', `two\n${pad}  lines`][roll(11)] ?? ''}${behind()}\n`;
    else if (kind === 5) written += `${name}: ${['|', '>-', '|+'][roll(3)] ?? '|'}${behind()}\n${pad}  l1\n${pad}   l2\n${roll(2) === 0 ? '\n' : ''}`;
    else if (kind < 8) written += `${name}:${behind()}\n${typed(roll, depth + 1, pad + step, names)}`;
    else {
      const dash = pad + (['', '  ', step][roll(3)] ?? '');
      written += `${name}:${behind()}\n`;
      for (let elements = 1 + roll(3); elements > 0; elements -= 1) {
        if (roll(6) === 0) written += `${dash}# l${roll(9)}\n`;
        const element = roll(4);
        if (element < 2) written += `${dash}- ${['a', '"b"', '5'][roll(3)] ?? 'a'}${behind()}\n`;
        else if (element === 2) written += `${dash}- ${typed(roll, depth + 2, `${dash}  `, names).replace(/^(?:\s*\n|\s*#.*\n)*/, '').slice(dash.length + 2)}`;
        else written += `${dash}- - x\n${dash}  - w\n`;
      }
    }
  }
  return written;
}

describe('random changes to a file that somebody laid out', () => {
  it('are written as just these lines; none leaves every byte', { timeout: 600_000 }, async () => {
    await fc.assert(fc.asyncProperty(fc.infiniteStream(fc.nat(1_000_000)), async (dice) => {
      const roll: Roll = (below) => Number(dice.next().value) % Math.max(1, below);
      const names = { next: 0 };
      let source = typed(roll, 0, '', names) + section;
      if (roll(6) === 0) source += '# tail\n';
      if (roll(5) === 0) source += `---\n${typed(roll, 0, '', names)}${section}`;
      if (roll(6) === 0) source = `---\n${source}`;
      if (roll(4) === 0) source = source.replaceAll('\n', '\r\n');
      if (roll(6) === 0) source = source.replace(/\r?\n$/, '');
      const bytes = Buffer.from(source);
      const before = await linesIn(bytes);
      expect((await yaml.edit(bytes, { lines: before, metadata: {} })).equals(bytes)).toBe(true);
      const after = before.some(({ kind }) => kind === 'document') ? before.filter((line) => line.kind !== 'comment' || roll(2) === 0) : moved(before, 'deep', roll);
      const edited = await yaml.edit(bytes, { lines: after, metadata: { mac: 'M' } });
      expect(same(await linesIn(edited), after)).toBe(true);
    }), { seed, numRuns: deep ? 20_000 : 800 });
  });
});

describe('rubbish', () => {
  it('is refused or read, never a crash or a hang, and what is read comes out as it was', { timeout: 600_000 }, async () => {
    const samples = ['v3.13.2/basic.enc.yaml', 'edge/yaml-odd.enc.yaml', 'plain/yaml-odd.yaml', 'plain/basic.yaml'].map((name) => readFileSync(join(fixtures, name)));
    const piece = fc.constantFrom('a', 'b: ', ':', '- ', '-', '? ', '\n', '\n  ', '\n    ', ' ', '\t', '# c', ' #', '"', "'", '[', ']', '{', '}', ',', '|', '>', '|+2', '&x ', '*x', '!t ', '!!int ', '---\n', '...\n', '%YAML 1.1\n', '\\', '\\x', '\r\n', '\r', '\u2028', '1', '0x', '2020-01-01', '~', '<<: ', 'sops:\n  mac: x\n', '\u0000', 'é', '😀', '\uFEFF', '<<<<<<< ');
    const broken = fc.tuple(fc.constantFrom(...samples), fc.nat(), fc.nat(40), piece).map(([bytes, at, length, put]) => Buffer.concat([bytes.subarray(0, at % bytes.length), Buffer.from(put), bytes.subarray((at % bytes.length) + length)]));
    const cut = fc.tuple(fc.constantFrom(...samples), fc.nat()).map(([bytes, at]) => bytes.subarray(0, at % bytes.length));
    const bytes = fc.oneof(broken, cut, fc.array(piece, { maxLength: 30 }).map((pieces) => Buffer.from(pieces.join(''))), fc.uint8Array({ maxLength: 60 }).map((array) => Buffer.from(array)));
    await fc.assert(fc.asyncProperty(bytes, async (input) => {
      const started = performance.now();
      for (const read of [yaml.parse, yaml.parsePlain]) {
        const parsed = await read(input).catch((error: unknown) => {
          expect(error).toBeInstanceOf(Refusal);
          return undefined;
        });
        if (parsed === undefined) continue;
        const all = await linesOf(parsed.branches);
        if (read === yaml.parse) expect((await yaml.edit(input, { lines: all, metadata: {} })).equals(input)).toBe(true);
        else await yaml.emit(all, undefined);
      }
      expect(performance.now() - started).toBeLessThan(1000);
    }), { seed, numRuns: deep ? 20_000 : 2000 });
  });
});

describe('a file of 60,000 keys', () => {
  it('is read in slices, and in time that grows with its size', { timeout: 60_000 }, async () => {
    const cipher = `ENC[AES256_GCM,data:${'QUFB'.repeat(8)},iv:${'QUFB'.repeat(11)},tag:${'QUFB'.repeat(6)},type:str]`;
    const fileOf = (count: number): Buffer => Buffer.from(`${Array.from({ length: count }, (_, at) => `${at % 10 === 0 ? `section_${at}:\n` : ''}    key_${at}: ${cipher}\n`).join('')}${section}`);
    const time = async (bytes: Buffer): Promise<number> => {
      const started = performance.now();
      await yaml.parse(bytes);
      return performance.now() - started;
    };
    const [small, large] = [fileOf(6000), fileOf(60_000)];
    await time(small);
    const ten = Math.min(await time(small), await time(small), await time(small));
    let held = 0;
    let last = performance.now();
    const timer = setInterval(() => {
      held = Math.max(held, performance.now() - last - 1);
      last = performance.now();
    }, 1);
    const hundred = await time(large);
    clearInterval(timer);
    if (deep) console.log(`YAML: 6,000 keys ${ten.toFixed(0)} ms, 60,000 keys ${hundred.toFixed(0)} ms, held ${held.toFixed(0)} ms`);
    expect({ linear: hundred < 20 * ten, held: held < 150 }).toEqual({ linear: true, held: true });
  });
});
