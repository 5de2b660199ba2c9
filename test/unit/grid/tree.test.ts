// The arithmetic of nested files in the grid: what holds what, what a fold and a filter leave, where entries go, what a review gathers.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { storedFrom } from '../../../electron/core/sops/scalars.ts';
import { actOfKey } from '../../../renderer/features/files/grid/acts.ts';
import { isElement, labelAt, outermost, pathAt, treeOf } from '../../../renderer/features/files/grid/entry-tree.ts';
import { holdersFor, opportunities, stepFor } from '../../../renderer/features/files/grid/tree-moves.ts';
import { treeRows } from '../../../renderer/features/files/grid/tree-rows.ts';
import { wrongFor } from '../../../renderer/features/files/grid/typed-value.ts';
import { notesBeforeSave, reviewRows } from '../../../renderer/features/files/review/review-rows.ts';
import type { EntryColumns } from '../../../renderer/bridge/index.ts';
import { pathsOf, spellPath } from '../../../shared/text/index.ts';

type Line = readonly [depth: number, shape: EntryColumns['shape'][number], name: string, change?: EntryColumns['change'][number]];
/** Ids are a hundred more than the places. */
function columnsOf(lines: readonly Line[]): EntryColumns {
  const of = <T>(value: T): T[] => lines.map(() => value);
  return {
    revision: 0, pending: { added: 0, changed: 0, renamed: 0, removed: 0, moved: 0, comments: 0 }, canUndo: false, canRedo: false,
    entry: lines.map((_, index) => index + 100), depth: lines.map(([depth]) => depth), shape: lines.map(([, shape]) => shape), name: lines.map(([, , name]) => name), type: of('str'), kind: of('text'), multiline: of(false),
    change: lines.map(([, , , change = 'none']) => change), was: of(''), moved: of(false), retyped: [], encrypted: of(true), comment: of(''), group: of(-1), groups: [], marks: [],
  };
}
const shop: readonly Line[] = [
  [0, 'value', 'name'], [0, 'branch', 'db'], [1, 'value', 'host'], [1, 'branch', 'users'], [2, 'list', 'names'], [3, 'value', ''], [3, 'value', ''], [1, 'value', 'password'], [0, 'list', 'empty'], [0, 'value', 'last'],
];
const columns = columnsOf(shop);
const names = (ids: readonly number[]): string[] => ids.map((id) => pathAt(columns, id - 100));

describe('what holds what', () => {
  it('knows parents, ends, places and how many values there are', () => {
    const tree = treeOf(columns);
    expect([...tree.parent]).toEqual([-1, -1, 1, 1, 3, 4, 4, 1, -1, -1]);
    expect([...tree.end]).toEqual([1, 8, 3, 7, 7, 6, 7, 8, 9, 10]);
    expect([...tree.place]).toEqual([0, 1, 0, 1, 0, 0, 1, 2, 2, 3]);
    expect([...tree.siblings]).toEqual([4, 4, 3, 3, 1, 2, 2, 3, 4, 4]);
    expect([...tree.values]).toEqual([1, 4, 1, 2, 2, 1, 1, 1, 0, 1]);
    expect([pathAt(columns, 6), labelAt(columns, 6), isElement(columns, 6), labelAt(columns, 7)]).toEqual(['db.users.names[1]', '[1]', true, 'password']);
  });
  it('counts the values of a branch as they would be saved, and of a deleted one as they were', () => {
    expect([...treeOf(columnsOf([[0, 'branch', 'a'], [1, 'value', 'x', 'removed'], [1, 'value', 'y'], [0, 'branch', 'b', 'removed'], [1, 'value', 'x', 'removed']])).values]).toEqual([1, 1, 1, 1, 1]);
  });
  it('names every entry as the rest of the program does, in any tree', () => {
    const line = fc.tuple(fc.nat(3), fc.constantFrom('value', 'branch', 'list', 'document'), fc.constantFrom('a', 'b.c', '', '"'));
    fc.assert(fc.property(fc.array(line, { maxLength: 40 }), (wishes) => {
      const open: string[] = [];
      const lines = wishes.map(([depth, shape, name]): Line => {
        if (shape === 'document') open.length = 0;
        open.length = Math.min(open.length, depth);
        const level = open.length;
        const inList = open.at(-1) === 'list';
        if (shape === 'branch' || shape === 'list') open.push(shape);
        return [shape === 'document' ? 0 : level, shape as Line[1], inList || shape === 'document' ? '' : name];
      });
      const any = columnsOf(lines);
      expect(lines.map((_, index) => pathAt(any, index))).toEqual(pathsOf(any).map((steps, index) => (lines[index]?.[1] === 'document' ? '' : spellPath(steps))));
    }));
  });
  it('takes of chosen entries those that stand in no other', () => {
    expect(outermost(treeOf(columns), [6, 4, 3, 9])).toEqual([3, 9]);
  });
});

describe('the rows of a tree', () => {
  it('leave out what is folded', () => {
    expect(names(treeRows(columns, '', new Set([103])).entries)).toEqual(['name', 'db', 'db.host', 'db.users', 'db.password', 'empty', 'last']);
    expect(names(treeRows(columns, '', new Set([101, 103])).entries)).toEqual(['name', 'db', 'empty', 'last']);
  });
  it('keep what fits to a filter, what holds it, and what a fitting branch holds', () => {
    const found = treeRows(columns, 'PASS', new Set([101]));
    expect([names(found.entries), found.matches]).toEqual([['db', 'db.password'], 1]);
    expect(names(treeRows(columns, 'users', new Set()).entries)).toEqual(['db', 'db.users', 'db.users.names', 'db.users.names[0]', 'db.users.names[1]']);
    expect(names(treeRows(columns, 'users', new Set([103])).entries)).toEqual(['db', 'db.users']);
    expect(names(treeRows(columns, 'names[1', new Set([101, 103])).entries)).toEqual(['db', 'db.users', 'db.users.names', 'db.users.names[1]']);
    expect(treeRows(columns, 'nothing', new Set())).toMatchObject({ count: 0, matches: 0 });
  });
  it('head each document where there are several, also one that holds nothing', () => {
    const several = columnsOf([[0, 'value', 'a'], [0, 'document', ''], [0, 'document', ''], [0, 'value', 'b'], [0, 'document', '']]);
    expect(treeRows(several, '', new Set()).at).toEqual([~0, 0, ~1, ~2, 3, ~3]);
    expect(treeRows(several, 'b', new Set()).at).toEqual([~2, 3]);
    expect([...treeOf(several).siblings].filter((_, index) => several.shape[index] === 'value')).toEqual([1, 1]);
  });
});

describe('a step in a tree', () => {
  const ground = { columns, visible: columns.entry, shape: 'deep' as const };
  it('goes among siblings, over all that they hold', () => {
    expect(stepFor('move-up', [8], ground)).toEqual({ place: { before: 101 } });
    expect(stepFor('move-down', [2], ground)).toEqual({ place: { after: 103 } });
    expect(stepFor('move-up', [2], ground)).toEqual({ off: 'top' });
    expect(stepFor('move-down', [7], ground)).toEqual({ off: 'bottom' });
    expect(stepFor('move-up', [2, 5], ground)).toEqual({ off: 'apart' });
    expect(stepFor('move-up', [3, 5], ground)).toEqual({ place: { before: 102 } });
  });
  it('goes into the branch or list above, and out behind its own', () => {
    expect(stepFor('move-in', [9], ground)).toEqual({ place: { inside: 108 } });
    expect(stepFor('move-in', [1], ground)).toEqual({ off: 'none-above' });
    expect(stepFor('move-out', [5], ground)).toEqual({ place: { after: 104 } });
    expect(stepFor('move-out', [9], ground)).toEqual({ off: 'outermost' });
  });
  it('does not leave its document', () => {
    const several = columnsOf([[0, 'value', 'a'], [0, 'document', ''], [0, 'value', 'b']]);
    expect(stepFor('move-down', [0], { columns: several, visible: several.entry, shape: 'deep' })).toEqual({ off: 'bottom' });
    expect(stepFor('move-down', [0, 2], { columns: several, visible: several.entry, shape: 'deep' })).toEqual({ off: 'apart' });
  });
  it('has every branch and list to go to that is not its own, nor in it', () => {
    expect(holdersFor([3], ground).map(({ path }) => path)).toEqual(['', 'empty']);
    expect(holdersFor([9], ground).map(({ path }) => path)).toEqual(['db', 'db.users', 'db.users.names', 'empty']);
  });
  it('in sections, takes values to sections and nothing elsewhere', () => {
    const ini = columnsOf([[0, 'branch', 'one'], [1, 'value', 'a'], [0, 'branch', 'two', 'removed'], [0, 'branch', 'three']]);
    const sections = { columns: ini, visible: ini.entry, shape: 'sections' as const };
    expect(holdersFor([1], sections)).toEqual([{ place: { inside: 103 }, path: 'three' }]);
    expect(holdersFor([0], sections)).toEqual([]);
    expect([stepFor('move-out', [1], sections), stepFor('move-in', [1], sections)]).toEqual([{ off: 'sections' }, { off: 'none-above' }]);
    expect(opportunities('value', 1, sections).map(({ id, of }) => [id, of])).toEqual([['below', 'a'], ['inside', 'one']]);
    expect(opportunities('branch', 1, sections).map(({ id, of }) => [id, of])).toEqual([['below', 'one'], ['end', '']]);
    expect(opportunities('value', -1, sections).map(({ of }) => of)).toEqual(['three']);
    expect(opportunities('value', -1, { columns: columnsOf([]), shape: 'sections' })).toEqual([]);
  });
  it('adds inside what is open for it, below it, or at the end; in a list without a name', () => {
    expect(opportunities('value', 4, ground).map(({ id, inList }) => [id, inList])).toEqual([['inside', true], ['below', false], ['end', false]]);
    expect(opportunities('value', 6, ground).map(({ id, inList, of }) => [id, inList, of])).toEqual([['below', true, '[1]'], ['end', false, '']]);
  });
  it('is asked for with Alt and the four arrows, left and right in a tree alone', () => {
    const press = (key: string, tree: boolean) => actOfKey({ key, ctrlKey: false, metaKey: false, altKey: true, shiftKey: false }, tree);
    expect([press('ArrowLeft', true), press('ArrowRight', true), press('ArrowUp', true), press('ArrowLeft', false), press('ArrowRight', false)]).toEqual(['move-out', 'move-in', 'move-up', undefined, undefined]);
  });
});

describe('a typed value', () => {
  it('is refused here exactly where the core would refuse it', () => {
    const nearly = fc.oneof(
      fc.stringMatching(/^[-+]?[0-9]{0,20}$/), fc.stringMatching(/^[-+]?[0-9]{0,3}\.?[0-9]{0,3}([eE][-+]?[0-9]{0,3})?$/), fc.constantFrom('true', 'False', 'yes', 'null', '~', '', '.inf', '-Inf', 'nan', '9223372036854775807', '9223372036854775808', '-9223372036854775808', ' 5 ', '2026-03-04T10:20:30Z', '2026-13-04T10:20:30Z', '2026-03-04T10:20:30.123456789+01:00', '2026-03-04'),
      fc.string(),
    );
    fc.assert(fc.property(fc.constantFrom('str', 'int', 'float', 'bool', 'time', 'null'), nearly, (type, typed) => { expect(wrongFor(type, typed)).toBe(storedFrom(type, typed) === undefined ? type : undefined); }), { numRuns: 2000 });
    expect(wrongFor(undefined, 'anything')).toBeUndefined();
  });
});

describe('a review of a nested file', () => {
  it('tells an added or deleted branch once, with how many values go with it, and what else happened by its path', () => {
    const draft = columnsOf([
      [0, 'branch', 'new', 'added'], [1, 'value', 'a', 'added'], [1, 'list', 'l', 'added'], [2, 'value', '', 'added'], [1, 'value', 'came', 'changed'], [0, 'branch', 'old', 'removed'], [1, 'value', 'b', 'removed'], [0, 'branch', 'kept'], [1, 'value', 'c', 'removed'], [1, 'value', 'd', 'changed'],
    ]);
    const rows = reviewRows({ ...draft, retyped: [{ entry: 109, was: 'str' }], type: draft.type.with(9, 'int') }, [], 'deep');
    expect(rows.map((row) => ('name' in row ? [row.kind, row.name, row.shape, row.values, row.retyped] : row.kind))).toEqual([
      ['added', 'new', 'branch', 2, undefined], ['changed', 'new.came', 'value', 1, undefined], ['changed', 'kept.d', 'value', 1, { was: 'str', now: 'int' }], ['removed', 'old', 'branch', 1, undefined], ['removed', 'kept.c', 'value', 1, undefined],
    ]);
  });
  it('has the facts of the format that a save has to do with', () => {
    expect(notesBeforeSave({ notes: ['name-needs-input-type', 'comment-markers', 'plain-comments', 'legacy-mac'] })).toEqual(['comment-markers', 'legacy-mac']);
  });
});
