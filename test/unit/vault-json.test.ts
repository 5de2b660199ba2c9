// The lines of a secret as JSON, and the numbers in it that a server would bend.
import { describe, expect, it } from 'vitest';
import { hasBentNumber, withoutBentNumbers } from '../../renderer/features/vault/bent-numbers.ts';
import { indented } from '../../renderer/features/vault/indented.ts';
import { jsonLines } from '../../renderer/features/vault/json-lines.ts';

type Parts = Parameters<typeof jsonLines>[0];

/** Its parts by the rule of the core: names in order, each object before what lies in it. */
function partsOf(value: object, above: readonly string[] = []): Parts {
  return Object.entries(value).flatMap(([name, inner]: [string, unknown]): Parts => {
    const path = [...above, name];
    return typeof inner === 'object' && inner !== null ? [{ path, kind: 'object' }, ...partsOf(inner, path)] : [{ path, kind: 'value' }];
  });
}

describe('a secret as lines of JSON', () => {
  it('is JSON again with a value in each place, however deep', () => {
    for (const secret of [{}, { a: 1 }, { a: 1, b: 1 }, { a: { b: 1 } }, { a: { b: { c: 1 } }, d: 1 }, { a: { b: { c: 1 } }, d: { e: 1, 'f"g': 1 } }, { a: 1, b: { c: { d: { e: 1 } }, f: 1 }, '': 1 }, { a: { b: {} }, c: {} }]) {
      const text = jsonLines(partsOf(secret)).map(({ key, part, bracket }) => `${key === '' ? '' : `${key}: `}${part === undefined ? bracket : part.kind === 'object' ? '{}' : '1'}`).join('\n').replaceAll(/(?<=[1}])\n(?=")/g, ',\n');
      expect(JSON.parse(text), text).toEqual(secret);
    }
  });

  it('gives each line a name of its own', () => {
    const lines = jsonLines(partsOf({ a: { b: { c: 1 } }, d: { e: 1 } }));
    expect(new Set(lines.map(({ id }) => id)).size).toBe(lines.length);
  });
});

describe('numbers that a server would bend', () => {
  it('are found outside of texts alone, and put into quotation marks', () => {
    for (const fine of ['1', '-0.5', '[1,2.25]', '"9007199254740993"', '{"1.0":"a \\"1.0\\" b"}', 'true', '9007199254740992']) expect(hasBentNumber(fine), fine).toBe(false);
    for (const [bent, kept] of [['9007199254740993', '"9007199254740993"'], ['[1.0, 1e3]', '["1.0", "1e3"]'], ['{"a":-0}', '{"a":"-0"}'], ['{"a":"1.0","b":1.10}', '{"a":"1.0","b":"1.10"}'], ['0.1000000000000000055', '"0.1000000000000000055"']] as const) {
      expect(hasBentNumber(bent), bent).toBe(true);
      expect(withoutBentNumbers(bent)).toBe(kept);
      expect(hasBentNumber(kept), kept).toBe(false);
    }
  });
});

describe('JSON on lines of its own', () => {
  it('is what JavaScript would make of it', () => {
    for (const value of [{}, [], 1, 'a', null, { a: [] }, { a: { b: {} }, c: [1, [2, {}], 'x{,}:"\\'] }, [[], [[]], { 'k:"': true }]]) expect(indented(JSON.stringify(value))).toBe(JSON.stringify(value, undefined, 2));
  });

  it('keeps numbers as they are written', () => {
    expect(indented('{"a":9007199254740993,"b":[1.0,-0,1e400]}')).toBe('{\n  "a": 9007199254740993,\n  "b": [\n    1.0,\n    -0,\n    1e400\n  ]\n}');
  });
});
