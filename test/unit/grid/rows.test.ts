// The grid's arithmetic: rows from columns, steps among rows, marks in turn, keys.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { actOfKey } from '../../../renderer/features/files/grid/acts.ts';
import { entryRowNear, gridRows, stepTarget } from '../../../renderer/features/files/grid/grid-rows.ts';
import { nextMarked } from '../../../renderer/features/files/grid/next-marked.ts';

const columns = { entry: [10, 11, 12, 13, 14], name: ['PORT', 'HOST', 'DB_URL', 'DB_NAME', 'TOKEN'], group: [-1, 0, 0, 1, 1] };

describe('grid rows', () => {
  it('puts a heading where a section begins, and knows every row by a key of its own', () => {
    const rows = gridRows(columns, '');
    expect(rows.at).toEqual([0, ~0, 1, 2, ~1, 3, 4]);
    expect(rows.entries).toEqual([10, 11, 12, 13, 14]);
    expect(new Set(rows.keys).size).toBe(rows.count);
    expect(rows.rowOf(13)).toBe(5);
  });

  it('keeps of the headings those under which a name matches, capitals or not', () => {
    expect(gridRows(columns, ' db_ ').at).toEqual([~0, 2, ~1, 3]);
    expect(gridRows(columns, 'port').at).toEqual([0]);
    expect(gridRows(columns, 'nothing')).toMatchObject({ count: 0, entries: [] });
  });

  it('answers for a filter the same whatever was looked for before', () => {
    const name = fc.stringMatching(/^[A-C_]{1,6}$/);
    fc.assert(fc.property(fc.array(name, { maxLength: 40 }), fc.array(fc.stringMatching(/^[a-c_]{0,3}$/), { minLength: 1, maxLength: 8 }), (names, filters) => {
      const known = { entry: names.map((_, index) => index), name: names, group: names.map(() => -1) };
      for (const filter of filters) expect(gridRows(known, filter).entries).toEqual(gridRows({ ...known, name: [...names] }, filter).entries);
    }));
  });

  it('finds the nearest key to a row that is gone or a heading', () => {
    const rows = gridRows(columns, '');
    expect(entryRowNear(rows, 1)).toBe(2);
    expect(entryRowNear(rows, 9)).toBe(6);
    expect(entryRowNear({ at: [~0], count: 1 }, 0)).toBe(-1);
    expect(entryRowNear({ at: [], count: 0 }, 0)).toBe(-1);
  });
});

describe('one step up or down', () => {
  const all = [1, 2, 3, 4, 5];
  it('goes before the one above, or behind the one below', () => {
    expect(stepTarget(all, new Set([3]), -1)).toEqual({ before: 2 });
    expect(stepTarget(all, new Set([3]), 1)).toEqual({ after: 4 });
    expect(stepTarget(all, new Set([4]), 1)).toEqual({ after: 5 });
  });
  it('is none at the edge, but gathers there what stood apart', () => {
    expect(stepTarget(all, new Set([1]), -1)).toBeUndefined();
    expect(stepTarget(all, new Set([4, 5]), 1)).toBeUndefined();
    expect(stepTarget(all, new Set([1, 3]), -1)).toEqual({ before: 1 });
    expect(stepTarget(all, new Set([2, 5]), 1)).toEqual({ after: 5 });
    expect(stepTarget(all, new Set(), 1)).toBeUndefined();
  });
  it('goes by the rows in view', () => {
    expect(stepTarget([1, 4], new Set([1]), 1)).toEqual({ after: 4 });
    expect(stepTarget([2, 5], new Set([5]), -1)).toEqual({ before: 2 });
  });
});

describe('the walk through marks', () => {
  const marked = new Map([[2, 0], [4, 0]]);
  it('goes on from where one is, and round', () => {
    const at = (from: number | undefined, step: 1 | -1): number | undefined => nextMarked([1, 2, 3, 4, 5], marked, from, step)?.entry;
    expect([at(undefined, 1), at(1, 1), at(2, 1), at(4, 1), at(5, 1)]).toEqual([2, 2, 4, 2, 2]);
    expect([at(1, -1), at(2, -1), at(3, -1), at(4, -1), at(5, -1)]).toEqual([4, 4, 2, 2, 4]);
    expect(nextMarked([1, 2, 3, 4, 5], marked, 3, 1)).toEqual({ entry: 4, place: 2, count: 2 });
    expect(nextMarked([1, 3], marked, 1, 1)).toBeUndefined();
  });
});

describe('keys of a row', () => {
  const press = (key: string, held: readonly ('ctrlKey' | 'altKey' | 'shiftKey')[] = []) => actOfKey({ key, ctrlKey: held.includes('ctrlKey'), metaKey: false, altKey: held.includes('altKey'), shiftKey: held.includes('shiftKey') });
  it('mean one act each, with just their own modifiers', () => {
    expect([press('Enter'), press('F2'), press('F2', ['shiftKey']), press('Delete'), press('ArrowUp', ['altKey']), press('D', ['ctrlKey'])]).toEqual(['edit', 'edit', 'rename', 'remove', 'move-up', 'duplicate']);
    expect([press('d'), press('Delete', ['shiftKey']), press('ArrowUp'), press('ArrowUp', ['altKey', 'ctrlKey']), press('constructor', ['ctrlKey'])]).toEqual([undefined, undefined, undefined, undefined, undefined]);
  });
});
