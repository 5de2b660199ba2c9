// Random files with one thing done to them, encrypted each on its own: the comparison tells that thing, by its path, and nothing else.
import fc from 'fast-check';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recipients } from '../../fakes/fixtures.ts';
import { openCore, type OpenCore } from '../../fakes/open-core.ts';

const runs = process.env['COFFRE_DEEP'] === '1' ? 1500 : 60;
let at: OpenCore;
beforeEach(() => { at = openCore(); });
afterEach(async () => { await at.close(); });

interface Tree {
  readonly [name: string]: Tree | string | number;
}
/** Every value is another one, so that there is one right answer. */
function treeFrom(shape: readonly (readonly [branch: string, leaf: string])[]): Record<string, Record<string, string | number>> {
  const tree: Record<string, Record<string, string | number>> = {};
  shape.forEach(([branch, leaf], at) => {
    tree[`b${branch}`] = { ...tree[`b${branch}`], [`l${leaf}`]: at % 3 === 0 ? 1000 + at : `value-${String(at)}` };
  });
  return tree;
}
const shape = fc.uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom('1', '2', '3', '4', '5')), { minLength: 2, maxLength: 14, selector: (pair) => pair.join() });
const act = fc.constantFrom('nothing', 'set', 'retype', 'rename', 'remove', 'add', 'move', 'reorder' as const);

async function sealed(name: string, tree: Tree): Promise<string> {
  const path = join(at.folder, name);
  writeFileSync(path, JSON.stringify(tree));
  const { file } = await at.done('projects.refFile', { path });
  const { encryption } = await at.done('sops.prepareEncryption', { file, recipients: [recipients[0]] });
  await at.done('sops.writeEncryption', { encryption });
  return (await at.open(path)).document;
}
const without = (branch: Readonly<Record<string, string | number>>, name: string): Record<string, string | number> => Object.fromEntries(Object.entries(branch).filter(([key]) => key !== name));
const fresh = 'fresh-value';

/** The tree with one thing done at this place, and what a comparison should say. */
function done(tree: Record<string, Record<string, string | number>>, what: string, seed: number): { readonly tree: Tree; readonly said: readonly string[] } {
  const branches = Object.keys(tree);
  const branch = branches[seed % branches.length] ?? '';
  const leaves = tree[branch] ?? {};
  const names = Object.keys(leaves);
  const leaf = names[seed % names.length] ?? '';
  const value = leaves[leaf] ?? '';
  const path = `${branch}.${leaf}`;
  const put = (own: Record<string, string | number>): Tree => ({ ...tree, [branch]: own });
  switch (what) {
    case 'set': return { tree: put({ ...leaves, [leaf]: typeof value === 'number' ? 7 : fresh }), said: [`changed ${path}`] };
    case 'retype': return { tree: put({ ...leaves, [leaf]: typeof value === 'number' ? String(value) : 7 }), said: [`retyped ${path}`] };
    case 'rename': return { tree: put(Object.fromEntries(Object.entries(leaves).map(([key, own]) => [key === leaf ? 'new' : key, own]))), said: [`renamed ${branch}.new < ${path}`] };
    case 'add': return { tree: put({ ...leaves, new: fresh }), said: [`added ${branch}.new`] };
    // What is left empty is itself told.
    case 'remove': return { tree: put(without(leaves, leaf)), said: [`removed ${path}`] };
    case 'move': return { tree: { ...put(without(leaves, leaf)), other: { [leaf]: value } }, said: [`moved other.${leaf} < ${path}`] };
    case 'reorder': return { tree: put(Object.fromEntries([...Object.entries(leaves).slice(1), ...Object.entries(leaves).slice(0, 1)])), said: names.length < 2 ? [] : names.length === 2 ? ['one of two moved'] : [`moved ${branch}.${names[0] ?? ''}`] };
    default: return { tree, said: [] };
  }
}

describe('compareFiles', () => {
  it(`tells the one thing that was done, in ${String(runs)} random files`, async () => {
    await fc.assert(fc.asyncProperty(shape, act, fc.nat(1000), async (pairs, what, seed) => {
      const before = treeFrom(pairs);
      const { tree, said } = done(before, what, seed);
      const [a, b] = [await sealed('a.json', before), await sealed('b.json', tree)];
      const { changes, unchanged, ...rest } = await at.done('sops.compareFiles', { document: b, other: a });
      const told = changes.map(({ path, change, was }) => `${change} ${path}${was === '' ? '' : ` < ${was}`}`);
      if (said[0] === 'one of two moved') expect(told).toEqual([expect.stringMatching(/^moved /)]);
      else expect(told).toEqual(said);
      expect(rest).toEqual({ linesChanged: 0, recipientsAdded: [], recipientsRemoved: [], settings: [] });
      const values = Object.values(tree).reduce<number>((sum, branch) => sum + Object.keys(branch).length, 0);
      const stays = changes.filter(({ change }) => change === 'removed').length;
      expect(unchanged).toBeGreaterThanOrEqual(values - changes.length + stays);
      for (const document of [a, b]) await at.done('sops.closeFile', { document });
    }), { numRuns: runs });
  });

  it('answers for ten thousand values, all the same or all moved, in a moment', async () => {
    const names = Array.from({ length: 10_000 }, (_, place) => `k${String(place)}`);
    const a = await sealed('a.json', Object.fromEntries(names.map((name) => [name, 'x'])));
    const b = await sealed('b.json', { in: Object.fromEntries(names.toReversed().map((name) => [name, 'x'])) });
    const started = performance.now();
    const { changes } = await at.done('sops.compareFiles', { document: b, other: a });
    expect(changes.length).toBe(10_000);
    expect(performance.now() - started).toBeLessThan(15_000);
  });
});
