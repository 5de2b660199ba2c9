// Two versions of one nested file, put together by path: each value ends as the side that counts has it, in the branch where it belongs.
import fc from 'fast-check';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pathsOf, spellPath } from '../../../shared/text/index.ts';
import { fixtures, identities } from '../../fakes/fixtures.ts';
import { openCore, type OpenCore } from '../../fakes/open-core.ts';
import { realSops, sopsPath } from '../../fakes/real-sops.ts';

const deep = process.env['COFFRE_DEEP'] === '1';
let mine: OpenCore;
let theirs: OpenCore;
beforeEach(() => {
  mine = openCore();
  theirs = openCore();
});
afterEach(async () => {
  await mine.close();
  await theirs.close();
});

/** Every value that is kept, by its path. */
async function leaves(at: OpenCore, document: string): Promise<Map<string, { readonly entry: number; readonly value: string }>> {
  const columns = await at.done('sops.listEntries', { document });
  const found = new Map<string, { entry: number; value: string }>();
  for (const [index, steps] of pathsOf(columns).entries()) {
    if (columns.shape[index] !== 'value' || columns.change[index] === 'removed') continue;
    const entry = columns.entry[index] ?? -1;
    at.ports.fake.clock.advance(60_000);
    found.set(spellPath(steps), { entry, value: (await at.done('sops.revealEntry', { document, entry, side: 'draft' }, 'window')).value });
  }
  return found;
}
const named = async (at: OpenCore, document: string, path: string): Promise<number> => {
  const columns = await at.done('sops.listEntries', { document });
  return columns.entry[pathsOf(columns).map((steps) => spellPath(steps)).indexOf(path)] ?? -1;
};

type Act = { readonly what: 'set' | 'add' | 'remove' | 'branch' | 'move'; readonly pick: number; readonly value: string };
async function act(at: OpenCore, document: string, { what, pick, value }: Act, turn: number): Promise<void> {
  const columns = await at.done('sops.listEntries', { document });
  const live = columns.entry.flatMap((entry, index) => (columns.change[index] === 'removed' || pathsOf(columns)[index]?.some((step) => typeof step === 'number') === true ? [] : [{ entry, shape: columns.shape[index] }]));
  const branches = live.filter(({ shape }) => shape === 'branch');
  const values = live.filter(({ shape }) => shape === 'value');
  const holder = branches[pick % Math.max(1, branches.length)]?.entry;
  const one = values[pick % Math.max(1, values.length)]?.entry ?? -1;
  if (what === 'set') await at.call('sops.setEntry', { document, entry: one, value, type: 'str' });
  else if (what === 'remove') await at.call('sops.removeEntries', { document, entries: [one] });
  else if (what === 'move') await at.call('sops.moveEntries', { document, entries: [one], inside: holder });
  else await at.call('sops.addEntry', { document, name: `n${String(turn % 2)}`, value: what === 'add' ? value : '', shape: what === 'add' ? 'value' : 'branch', inside: holder });
}

describe('two versions of a nested file', () => {
  it('any of them: each value ends as the side that counts has it, and sops reads it so', async () => {
    const one = fc.record({ what: fc.constantFrom('set' as const, 'add' as const, 'remove' as const, 'branch' as const, 'move' as const), pick: fc.nat(99), value: fc.constantFrom('canary-m1', 'canary-m2', 'canary-m3') });
    let merged = 0;
    await fc.assert(fc.asyncProperty(fc.array(one, { minLength: 1, maxLength: 5 }), fc.array(one, { minLength: 1, maxLength: 5 }), fc.boolean(), async (ours, others, takeMine) => {
      const [path, elsewhere] = [join(mine.folder, 'a.json'), join(theirs.folder, 'a.json')];
      for (const target of [path, elsewhere]) copyFileSync(join(fixtures, 'v3.13.2/basic.enc.json'), target);
      const { document } = await mine.open(path);
      const other = (await theirs.open(elsewhere)).document;
      const base = await leaves(mine, document);
      for (const [turn, step] of ours.entries()) await act(mine, document, step, turn);
      for (const [turn, step] of others.entries()) await act(theirs, other, step, turn);
      const [a, b] = [await leaves(mine, document), await leaves(theirs, other)];
      const { revision } = await theirs.done('sops.listEntries', { document: other });
      await theirs.done('sops.saveFile', { document: other, expectedRevision: revision });
      writeFileSync(path, readFileSync(elsewhere));
      const conflict = await mine.done('sops.compareDisk', { document });
      const both = conflict.entry.filter((_, index) => conflict.group[index] === 'both');
      const rebased = await mine.call('sops.rebaseDraft', { document, expectedRevision: conflict.revision, mine: takeMine ? both : [], theirs: takeMine ? [] : both });
      if (!rebased.ok) {
        // Both put something of one name into one branch: only the person can say which name stays.
        expect(rebased.error.code).toBe('name-taken');
      } else {
        merged += 1;
        const moves = [...ours, ...others].some(({ what }) => what === 'move');
        const end = await leaves(mine, document);
        for (const key of new Set([...base.keys(), ...a.keys(), ...b.keys()])) {
          const [was, own, its, now] = [base.get(key)?.value, a.get(key)?.value, b.get(key)?.value, end.get(key)?.value];
          // WHY not where something moved: then a path may mean one thing to one side and another to the other.
          if (moves) continue;
          if (own === was) expect(now, `${key}: only theirs`).toBe(its);
          else if (its === was) expect(now, `${key}: only mine`).toBe(own);
          if (own === its) expect(now, `${key}: the same`).toBe(own);
        }
        const now = await mine.done('sops.listEntries', { document });
        await mine.done('sops.saveFile', { document, expectedRevision: now.revision });
        if (sopsPath !== undefined) expect(realSops(['decrypt', path], identities[0]).stderr).toBe('');
      }
      await mine.done('sops.closeFile', { document });
      await theirs.done('sops.closeFile', { document: other });
    }), { numRuns: deep ? 400 : 25, seed: Number(process.env['COFFRE_SEED'] ?? 20_261_127) });
    expect(merged).toBeGreaterThan(5);
  }, 600_000);

  it('an element that somebody put in front shifts no other one', async () => {
    const [path, elsewhere] = [join(mine.folder, 'a.json'), join(theirs.folder, 'a.json')];
    for (const target of [path, elsewhere]) copyFileSync(join(fixtures, 'v3.13.2/basic.enc.json'), target);
    const { document } = await mine.open(path);
    const other = (await theirs.open(elsewhere)).document;
    await mine.done('sops.setEntry', { document, entry: await named(mine, document, 'list[3][1]'), value: 'canary-mine' });
    const state = await theirs.done('sops.addEntry', { document: other, value: 'canary-theirs', before: await named(theirs, other, 'list[0]') });
    await theirs.done('sops.saveFile', { document: other, expectedRevision: state.revision });
    writeFileSync(path, readFileSync(elsewhere));
    const conflict = await mine.done('sops.compareDisk', { document });
    expect(conflict.name.map((name, index) => [name, conflict.group[index]])).toEqual([['list[3][1]', 'mine'], ['list[0]', 'theirs']]);
    await mine.done('sops.rebaseDraft', { document, expectedRevision: conflict.revision, mine: [], theirs: [] });
    const end = await leaves(mine, document);
    expect([end.get('list[0]')?.value, end.get('list[1]')?.value, end.get('list[4][1]')?.value]).toEqual(['canary-theirs', 'a', 'canary-mine']);
  });
  it('what I put into a branch that they removed comes with the branch', async () => {
    const [path, elsewhere] = [join(mine.folder, 'a.json'), join(theirs.folder, 'a.json')];
    for (const target of [path, elsewhere]) copyFileSync(join(fixtures, 'v3.13.2/basic.enc.json'), target);
    const { document } = await mine.open(path);
    const other = (await theirs.open(elsewhere)).document;
    await mine.done('sops.addEntry', { document, name: 'mine', value: 'canary-kept', inside: await named(mine, document, 'obj.nested') });
    const state = await theirs.done('sops.removeEntries', { document: other, entries: [await named(theirs, other, 'obj')] });
    await theirs.done('sops.saveFile', { document: other, expectedRevision: state.revision });
    writeFileSync(path, readFileSync(elsewhere));
    const conflict = await mine.done('sops.compareDisk', { document });
    await mine.done('sops.rebaseDraft', { document, expectedRevision: conflict.revision, mine: [], theirs: [] });
    const end = await leaves(mine, document);
    expect([...end.keys()].filter((key) => key.startsWith('obj'))).toEqual(['obj.nested.mine']);
    const { revision } = await mine.done('sops.listEntries', { document });
    await mine.done('sops.saveFile', { document, expectedRevision: revision });
    if (sopsPath !== undefined) expect(JSON.parse(realSops(['decrypt', path], identities[0]).stdout.toString('utf8'))).toMatchObject({ obj: { nested: { mine: 'canary-kept' } } });
  });
});
