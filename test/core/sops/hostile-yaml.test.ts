// YAML that was made to be expensive: an answer or a declared refusal within a second of work and 200 MB of memory, with no value in it. A sample each time, all of it with COFFRE_DEEP=1.
import { describe, expect, it } from 'vitest';
import { diceOf } from './fuzz-kit.ts';
import { hostileYaml } from './hostile-inputs-yaml.ts';
import { mostMegabytes, mostWorkMs, readApart, tenMegabytes } from './hostile-kit.ts';

const ways = ['encrypted', 'clear'] as const;
type Case = readonly [name: string, way: (typeof ways)[number], answer: string | undefined];
/** Those that cost most, or did before something was done about it; and what comes of them. */
const always: readonly Case[] = [
  ['one plain value over all lines', 'encrypted', 'format-refused: root-not-mapping'], ['one block of empty lines', 'clear', 'read'], ['escapes in quotes', 'encrypted', 'not-encrypted'], ['comments in brackets', 'clear', 'format-refused: too-large'],
  ['binary in a block', 'clear', 'read'], ['100,000 levels of lists', 'encrypted', 'nested-too-deep'], ['100,000 levels of braces', 'clear', 'nested-too-deep'], ['billion laughs', 'clear', 'format-refused: anchor'], ['billion laughs', 'encrypted', 'format-refused: anchor'],
  ['keys with values', 'encrypted', 'format-refused: too-large'], ['as many keys as are read', 'encrypted', 'read'], ['as many times as are read', 'encrypted', 'read'],
];
const all = Object.keys(hostileYaml).flatMap((name) => ways.map((way): Case => [name, way, undefined]));
const others = all.filter(([name, way]) => !always.some(([known, its]) => known === name && its === way));
const drawn = 8;
function sample(): readonly Case[] {
  const left = [...others];
  const dice = diceOf(0);
  return Array.from({ length: drawn }, () => left.splice(dice(left.length), 1)).flat();
}
const cases = [...always, ...(process.env['COFFRE_DEEP'] === '1' ? others : sample())];

describe('SECURITY(yaml-size) hostile YAML of up to 10 MB', () => {
  it.each(cases)('%s, %s', { timeout: 120_000 }, async (name, way, expected) => {
    const content = hostileYaml[name]?.() ?? '';
    expect(Buffer.byteLength(content)).toBeLessThan(tenMegabytes * 1.05);
    const { answer, workMs, peakMb, told } = await readApart('yaml', way, content);
    if (expected !== undefined) expect(answer).toBe(expected);
    expect({ declared: /^[a-z-]+(?:: [a-z-]+)?$/.test(answer), told, soon: workMs < mostWorkMs || workMs, small: peakMb < mostMegabytes || peakMb }).toEqual({ declared: true, told: false, soon: true, small: true });
  });
});
