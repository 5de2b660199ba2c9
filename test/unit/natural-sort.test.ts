// Names come in the order people expect, and the order is one: total, whatever the names.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareNames, comparePaths, splitPath } from '../../shared/text/index.ts';

const name = fc.string({ unit: fc.constantFrom('a', 'B', 'b', '1', '2', '0', '.', '-', '_', 'é', ' '), maxLength: 6 });
const path = fc.array(name.filter((part) => part !== ''), { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));

describe('natural sort', () => {
  it('puts 2 before 10 and does not mind case', () => {
    expect(['file10', 'File2', 'file1'].toSorted(compareNames)).toEqual(['file1', 'File2', 'file10']);
  });

  it('puts the folders of a folder before its files', () => {
    expect(['z/.env', '.env', 'apps/web/.env', 'apps/.env', 'apps/api/.env.10', 'apps/api/.env.9'].toSorted(comparePaths)).toEqual([
      'apps/api/.env.9', 'apps/api/.env.10', 'apps/web/.env', 'apps/.env', 'z/.env', '.env',
    ]);
  });

  it('is an order: antisymmetric, transitive, and equal only for equal paths', () => {
    fc.assert(fc.property(path, path, path, (a, b, c) => {
      expect(Math.sign(comparePaths(a, b)) + Math.sign(comparePaths(b, a))).toBe(0);
      expect(comparePaths(a, b) === 0).toBe(a === b);
      if (comparePaths(a, b) < 0 && comparePaths(b, c) < 0) expect(comparePaths(a, c)).toBeLessThan(0);
    }), { seed: 20261123, numRuns: 2000 });
  });
});

describe('splitPath', () => {
  it('cuts at the last slash', () => {
    expect(splitPath('apps/api/.env')).toEqual({ folder: 'apps/api', name: '.env' });
    expect(splitPath('.env')).toEqual({ folder: '', name: '.env' });
  });
});
