// What edits make of the fields of a secret, and what is told about two states of it: names, never values.
import { describe, expect, test } from 'vitest';
import { differences, edited } from '../../../electron/core/backends/vault/edit.ts';

const canary = 'canary-field-of-an-edit';
const before = { A: canary, n: 12, tree: { a: [1] } };
const refused = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'another error';
  }
  return 'no refusal';
};

describe('edits', () => {
  test('several at once, in their order; what is no text goes along with its name', () => {
    expect(edited(before, [{ name: 'B', act: 'set', value: 'x' }, { name: 'tree', act: 'rename', to: 'forest' }, { name: 'A', act: 'remove' }])).toEqual({ n: 12, forest: { a: [1] }, B: 'x' });
    expect(edited(before, [{ name: 'A', act: 'remove' }, { name: 'n', act: 'rename', to: 'A' }])).toEqual({ A: 12, tree: { a: [1] } });
    expect(before).toEqual({ A: canary, n: 12, tree: { a: [1] } });
  });
  test('a name that is gone or taken is refused', () => {
    expect(refused(() => edited(before, [{ name: 'gone', act: 'remove' }]))).toBe('field-not-found');
    expect(refused(() => edited(before, [{ name: 'toString', act: 'rename', to: 'x' }]))).toBe('field-not-found');
    expect(refused(() => edited(before, [{ name: 'A', act: 'rename', to: 'n' }]))).toBe('field-exists');
  });
  test('a field may have any name', () => {
    const made = edited({}, [{ name: '__proto__', act: 'set', value: 'x' }]);
    expect(JSON.stringify(made)).toBe('{"__proto__":"x"}');
    expect(JSON.stringify(edited(JSON.parse('{"__proto__":1}') as Record<string, unknown>, [{ name: '', act: 'set', value: '' }]))).toBe('{"__proto__":1,"":""}');
  });
});

test('differences are names and no values', () => {
  const found = differences(before, { n: 12.5, tree: { a: [1] }, B: canary });
  expect(found).toEqual([{ name: 'A', change: 'removed' }, { name: 'B', change: 'added' }, { name: 'n', change: 'changed' }]);
  expect(JSON.stringify(found)).not.toContain('canary');
  expect(differences(before, structuredClone(before))).toEqual([]);
});
