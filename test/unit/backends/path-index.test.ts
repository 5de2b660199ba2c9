// Many paths, found by any part of them: the same as looking at each, the name before its folders, and quickly.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pathIndexOf } from '../../../electron/core/backends/index.ts';

describe('an index of paths', () => {
  test('the name of a secret counts before its folders, a beginning before the middle; words in any order and case', () => {
    const index = pathIndexOf(['kv/app/team/other', 'kv/team/my-app', 'kv/team/App', 'kv/team/x', 'kv/Ünï/İstanbul', 'kv/my app/50%'].join('\n'));
    expect(index.count).toBe(6);
    expect(index.search('app', 10)).toEqual({ total: 4, paths: ['kv/team/App', 'kv/team/my-app', 'kv/app/team/other', 'kv/my app/50%'] });
    expect(index.search('TEAM  app', 2)).toMatchObject({ total: 3 });
    expect(index.search('ünï', 10).paths).toEqual(['kv/Ünï/İstanbul']);
    expect(index.search('team/app', 10).paths).toEqual(['kv/team/App']);
    expect(index.search('nothing', 10)).toEqual({ total: 0, paths: [] });
    expect(index.search(' ', 2)).toEqual({ total: 6, paths: ['kv/app/team/other', 'kv/team/my-app'] });
    expect(pathIndexOf('').search('a', 10)).toEqual({ total: 0, paths: [] });
    expect(pathIndexOf('').count).toBe(0);
  });
  test('what it finds is what looking at each finds', () => {
    const name = fc.string({ unit: fc.constantFrom('a', 'B', 'c', 'É', 'İ', '🔑', '/', ' '), minLength: 1, maxLength: 12 });
    fc.assert(fc.property(fc.array(name, { minLength: 1, maxLength: 40 }), fc.string({ unit: fc.constantFrom('a', 'b', 'C', 'é', '/', ' '), maxLength: 4 }), (paths, wanted) => {
      const words = wanted.toLowerCase().split(/\s+/).filter((word) => word !== '');
      const found = pathIndexOf(paths.join('\n')).search(wanted, 100);
      expect(found.paths.toSorted()).toEqual(paths.filter((path) => words.every((word) => path.toLowerCase().includes(word))).toSorted());
      expect(found.total).toBe(found.paths.length);
    }));
  });
  test('50,000 paths are searched between two keystrokes', () => {
    const index = pathIndexOf(Array.from({ length: 50_000 }, (_, at) => `secret/team-${String(at % 50)}/service-${String(at % 700)}/environment-${String(at)}/DATABASE`).join('\n'));
    const took = [...'database', ' '].map((_, at) => {
      const started = performance.now();
      index.search('database 4999'.slice(0, at + 1), 200);
      return performance.now() - started;
    });
    // WHY so much more than the bar of 16 ms: machines that do other things; the bench keeps the bar.
    expect(Math.min(...took)).toBeLessThan(100);
  });
});
