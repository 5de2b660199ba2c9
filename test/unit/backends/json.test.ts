// JSON of a Vault: every number as it was written, every name its own.
import { expect, test } from 'vitest';
import { fieldOf, isFields, readJson, writeJson } from '../../../electron/core/backends/vault/json.ts';

test('numbers that JavaScript would spell otherwise stay as they were written, at any depth', () => {
  const text = '{"a":9007199254740993,"b":1.10,"c":[123456789012345678901,1e400,-0,{"d":1E5}],"e":12,"f":"9007199254740993","g":0.1}';
  expect(writeJson(readJson(text))).toBe(text);
  expect(fieldOf(readJson(text), 'e')).toBe(12);
  expect(isFields(fieldOf(readJson(text), 'a'))).toBe(false);
  expect(writeJson(fieldOf(readJson(text), 'a'))).toBe('9007199254740993');
});
test('`__proto__` is a name like any other, and nothing is found that was not said', () => {
  const read = readJson('{"__proto__":{"x":1},"constructor":"y"}');
  expect(writeJson(read)).toBe('{"__proto__":{"x":1},"constructor":"y"}');
  expect(fieldOf(read, 'constructor')).toBe('y');
  for (const name of ['x', 'toString', 'valueOf']) expect(fieldOf(read, name)).toBeUndefined();
  expect(({} as Readonly<Record<string, unknown>>)['x']).toBeUndefined();
});
test('what is no JSON, or deeper than anything sensible, throws', () => {
  for (const wrong of ['', '{', 'NaN', '<html>', '['.repeat(200_000)]) expect(() => readJson(wrong), wrong.slice(0, 20)).toThrow();
});
