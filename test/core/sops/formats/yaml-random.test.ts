// Random changes to YAML that is laid out in every manner, and a file of 60,000 keys. Random files and rubbish stand in differential-yaml and fuzz-deep. Failures print counts and a seed, never text.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { yaml } from '../../../../electron/core/sops/formats/yaml/index.ts';
import { linesOf, type Line } from '../../../../electron/core/sops/tree.ts';
import { busyMs, longestHold } from './busy.ts';
import { moved } from './moves.ts';

const deep = process.env['COFFRE_DEEP'] === '1';
const seed = Number(process.env['COFFRE_SEED'] ?? 20_261_122);

const bare = (all: readonly Line[]): string => JSON.stringify(all.map((line) => [line.kind, line.depth, 'key' in line ? line.key : '', 'text' in line ? line.text : '', line.kind === 'item' ? line.type : '']));
const same = (a: readonly Line[], b: readonly Line[]): boolean => bare(a) === bare(b);
const linesIn = async (bytes: Uint8Array): Promise<Line[]> => linesOf((await yaml.parse(bytes)).branches);
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
    if (kind < 5) written += `${name}: ${['x', '1', '"q"', "'s'", '[a, b]', '{}', `{z${names.next}: 1, w${names.next}: [2]}`, '', '~', 'ENC[AES256_GCM,data:a,iv:b,tag:c,type:str]', `two\n${pad}  lines`][roll(11)] ?? ''}${behind()}\n`;
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

describe('a file of 60,000 keys', () => {
  it('is read in slices, and in time that grows with its size', { timeout: 60_000 }, async () => {
    const cipher = `ENC[AES256_GCM,data:${'QUFB'.repeat(8)},iv:${'QUFB'.repeat(11)},tag:${'QUFB'.repeat(6)},type:str]`;
    const fileOf = (count: number): Buffer => Buffer.from(`${Array.from({ length: count }, (_, at) => `${at % 10 === 0 ? `section_${at}:\n` : ''}    key_${at}: ${cipher}\n`).join('')}${section}`);
    const time = async (bytes: Buffer): Promise<number> => {
      const started = busyMs();
      await yaml.parse(bytes);
      return busyMs() - started;
    };
    const [small, large] = [fileOf(6000), fileOf(60_000)];
    await time(small);
    const ten = Math.min(await time(small), await time(small), await time(small));
    let hundred = 0;
    const held = await longestHold(async () => { hundred = await time(large); });
    if (deep) console.log(`YAML: 6,000 keys ${ten.toFixed(0)} ms, 60,000 keys ${hundred.toFixed(0)} ms, held ${held.toFixed(0)} ms`);
    expect({ linear: hundred < 20 * ten, held: held < 100 }).toEqual({ linear: true, held: true });
  });
});
