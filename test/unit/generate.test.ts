// Generated values: the shape that was asked for, chance without a bias, nothing that prints itself. No assertion here is about a value itself, so that a failure shows none.
import { wordlist } from '@scure/bip39/wordlists/english.js';
import fc from 'fast-check';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { Recipe } from '../../shared/ipc/sops.ts';
import { generate } from '../../electron/core/generate/index.ts';
import { marksOf } from '../../electron/core/sops/marks/index.ts';

const rounds = process.env['COFFRE_DEEP'] === '1' ? 20_000 : 300;
const made = (recipe: Recipe): string => generate(recipe).exposeBytes().toString('latin1');
const holds = (recipe: Recipe, test: (value: string) => boolean, times = rounds): boolean => Array.from({ length: times }, () => test(made(recipe))).every(Boolean);

type Characters = Extract<Recipe, { readonly kind: 'characters' }>;
const classes: Readonly<Record<Characters['alphabet'], readonly RegExp[]>> = {
  'letters-digits': [/[A-Z]/, /[a-z]/, /[0-9]/],
  'letters-digits-symbols': [/[A-Z]/, /[a-z]/, /[0-9]/, /[-_.~+]/],
  readable: [/[A-Z]/, /[a-z]/, /[0-9]/],
  digits: [/[0-9]/],
};
const alphabets: readonly (readonly [Characters['alphabet'], string])[] = [
  ['letters-digits', 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'],
  ['letters-digits-symbols', 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~+'],
  ['readable', 'ACDEFGHJKLMNPQRTUVWXYabcdefghjkmnpqrstuvwxyz23456789'],
  ['digits', '0123456789'],
];

/** How far counts are from even, in standard deviations of the chi-square distribution. */
function unevenness(counts: readonly number[]): number {
  const expected = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  const freedom = counts.length - 1;
  return (counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0) - freedom) / Math.sqrt(2 * freedom);
}

describe.each(alphabets)('characters, %s', (alphabet, all) => {
  it('have the length that was asked for, only characters of the alphabet and each class at least once, however short', () => {
    for (const length of [8, 9, 32, 256]) {
      expect(holds({ kind: 'characters', length, alphabet }, (value) => value.length === length && [...value].every((c) => all.includes(c)) && classes[alphabet].every((group) => group.test(value)))).toBe(true);
    }
  });
  it('are even at every place and over the alphabet', () => {
    const inner = new Map([...all].map((c) => [c, 0]));
    const first = new Map([...all].filter((c) => /\w/.test(c) && c !== '_').map((c) => [c, 0]));
    // WHY long ones: that each class must be there shifts the counts of short ones a little, and rightly so.
    for (let round = 0; round < 2000; round += 1) {
      const value = made({ kind: 'characters', length: 256, alphabet });
      for (const c of value.slice(1, -1)) inner.set(c, (inner.get(c) ?? 0) + 1);
      const start = value.charAt(0);
      first.set(start, (first.get(start) ?? 0) + 1);
    }
    // Six standard deviations: one run in many millions fails by chance.
    expect(unevenness([...inner.values()])).toBeLessThan(6);
    expect(unevenness([...first.values()])).toBeLessThan(6);
  });
});

describe('characters with symbols', () => {
  it('begin and end with a letter or a digit', () => {
    expect(holds({ kind: 'characters', length: 8, alphabet: 'letters-digits-symbols' }, (value) => /^[A-Za-z0-9].*[A-Za-z0-9]$/.test(value))).toBe(true);
  });
  it('stand in a URL as they are', () => {
    expect(holds({ kind: 'characters', length: 64, alphabet: 'letters-digits-symbols' }, (value) => new URL(`https://u:${value}@h/`).password === value)).toBe(true);
  });
});

describe('words', () => {
  it('come from the list, with the separator between them', () => {
    const known = new Set(wordlist);
    for (const separator of ['-', '.', '_', ' '] as const) {
      for (const words of [4, 24]) expect(holds({ kind: 'words', words, separator }, (value) => value.split(separator).length === words && value.split(separator).every((word) => known.has(word)))).toBe(true);
    }
  });
  it('are even over a list of 2048, without two that are the same', () => {
    expect(new Set(wordlist).size).toBe(2048);
    const counts = new Map(wordlist.map((word) => [word, 0]));
    for (let round = 0; round < 2500; round += 1) for (const word of made({ kind: 'words', words: 24, separator: '-' }).split('-')) counts.set(word, (counts.get(word) ?? 0) + 1);
    expect(unevenness([...counts.values()])).toBeLessThan(6);
  });
});

describe('the others', () => {
  it('a UUID is of version 4 and its variant', () => {
    expect(holds({ kind: 'uuid' }, (value) => /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(value))).toBe(true);
  });
  it('hex and base64 hold as many bytes as were asked for, in their alphabet', () => {
    for (const bytes of [8, 9, 10, 32, 128]) {
      expect(holds({ kind: 'hex', bytes }, (value) => /^[0-9a-f]+$/.test(value) && value.length === bytes * 2)).toBe(true);
      expect(holds({ kind: 'base64', bytes, urlSafe: false }, (value) => /^[A-Za-z0-9+/]+={0,2}$/.test(value) && value.length % 4 === 0 && Buffer.from(value, 'base64').length === bytes)).toBe(true);
      expect(holds({ kind: 'base64', bytes, urlSafe: true }, (value) => /^[A-Za-z0-9_-]+$/.test(value) && Buffer.from(value, 'base64url').length === bytes)).toBe(true);
    }
  });
  it('every bit of hex is even', () => {
    const counts = Array.from({ length: 256 }, () => 0);
    for (let round = 0; round < 2000; round += 1) for (const byte of Buffer.from(made({ kind: 'hex', bytes: 128 }), 'hex')) counts[byte] = (counts[byte] ?? 0) + 1;
    expect(unevenness(counts)).toBeLessThan(6);
  });
});

const integer = (min: number, max: number): fc.Arbitrary<number> => fc.integer({ min, max });
const recipes: fc.Arbitrary<Recipe> = fc.oneof(
  fc.record({ kind: fc.constant('characters' as const), length: integer(8, 256), alphabet: fc.constantFrom(...alphabets.map(([name]) => name)) }),
  fc.record({ kind: fc.constant('words' as const), words: integer(4, 24), separator: fc.constantFrom('-', '.', '_', ' ') }),
  fc.constant({ kind: 'uuid' as const }),
  fc.record({ kind: fc.constant('hex' as const), bytes: integer(8, 128) }),
  fc.record({ kind: fc.constant('base64' as const), bytes: integer(8, 128), urlSafe: fc.boolean() }),
);

describe('every recipe', () => {
  it('makes something new each time, which prints as [secret]', () => {
    fc.assert(fc.property(recipes, (recipe) => {
      const [one, two] = [generate(recipe), generate(recipe)];
      expect(recipe.kind === 'characters' && recipe.alphabet === 'digits' && recipe.length < 12 ? false : one.exposeBytes().equals(two.exposeBytes())).toBe(false);
      expect(`${String(one)} ${JSON.stringify({ one })} ${inspect(one)}`).toBe('[secret] {"one":"[secret]"} [secret]');
    }), { numRuns: 500 });
  });
  it('makes what needs no quotes and gets no mark, unless it was asked for too little', async () => {
    await fc.assert(fc.asyncProperty(recipes, async (recipe) => {
      fc.pre(recipe.kind === 'characters' ? recipe.length >= (recipe.alphabet === 'digits' ? 20 : 12) : recipe.kind !== 'base64' || recipe.bytes >= 9);
      const marks = await marksOf([{ id: 0, name: 'DB_PASSWORD', value: generate(recipe).exposeBytes() }]);
      expect(marks).toEqual([]);
    }), { numRuns: 1000 });
  });
});
