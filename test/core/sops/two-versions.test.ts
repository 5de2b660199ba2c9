// A file that another program changed while it was being edited: compared by key, chosen, put together; the real sops agrees with the result.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encryptDotenv, type PlainLine } from '../../../electron/core/sops/index.ts';
import { openCore, type OpenCore } from '../../fakes/open-core.ts';
import { identities, recipients } from '../../fakes/fixtures.ts';
import { realSops, sopsDecrypt, sopsPath } from '../../fakes/real-sops.ts';

let at: OpenCore;
beforeEach(() => { at = openCore(); });
afterEach(async () => { await at.close(); });

type Values = Readonly<Record<string, string>>;
const base: Values = { A: 'canary-a', B: 'canary-b', C: 'canary-c', D: 'canary-d', E: 'canary-e' };
const linesOf = (values: Values): PlainLine[] => Object.entries(values);
const write = async (path: string, lines: readonly PlainLine[], to: readonly string[] = [recipients[0]]): Promise<void> => { writeFileSync(path, await encryptDotenv(lines, to, new Date())); };

async function opened(): Promise<{ readonly path: string; readonly document: string; readonly ids: Readonly<Record<string, number>> }> {
  const path = join(at.folder, 'a.env');
  await write(path, linesOf(base));
  const { document } = await at.open(path);
  const { entry, name } = await at.done('sops.listEntries', { document });
  return { path, document, ids: Object.fromEntries(name.map((key, index) => [key, entry[index] ?? -1])) };
}
/** The comparison as name → [group, mine, theirs]. */
async function compared(document: string): Promise<Readonly<Record<string, readonly string[]>>> {
  const found = await at.done('sops.compareDisk', { document });
  return Object.fromEntries(found.name.map((name, index) => [name, [found.group[index] ?? '', found.mine[index] ?? '', found.theirs[index] ?? '']]));
}
async function take(document: string, mine: readonly number[], theirs: readonly number[]) {
  const { revision } = await at.done('sops.listEntries', { document });
  return at.call('sops.rebaseDraft', { document, expectedRevision: revision, mine: [...mine], theirs: [...theirs] });
}
async function saved(document: string, path: string): Promise<Values> {
  const { revision } = await at.done('sops.listEntries', { document });
  await at.done('sops.saveFile', { document, expectedRevision: revision });
  if (sopsPath === undefined) return {};
  const peer = sopsDecrypt(path, identities[0]);
  expect(peer.stderr).toBe('');
  return Object.fromEntries(peer.stdout.toString('utf8').trimEnd().split('\n').filter((line) => !line.startsWith('#')).map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
}
const reveal = async (document: string, entry: number, side: 'draft' | 'saved' | 'disk'): Promise<string> => {
  at.ports.fake.clock.advance(60_000);
  return (await at.done('sops.revealEntry', { document, entry, side }, 'window')).value;
};

describe('two versions of one file', () => {
  it('are told apart by key: only mine, only theirs, both, the same; each side can be looked at; the draft stays', async () => {
    const { path, document, ids } = await opened();
    await at.done('sops.setEntry', { document, entry: ids['A'] ?? -1, value: 'mine-a' });
    await at.done('sops.setEntry', { document, entry: ids['C'] ?? -1, value: 'mine-c' });
    await at.done('sops.setEntry', { document, entry: ids['D'] ?? -1, value: 'same-d' });
    await write(path, linesOf({ ...base, B: 'theirs-b', C: 'theirs-c', D: 'same-d' }));
    expect(await at.call('sops.saveFile', { document, expectedRevision: 3 })).toMatchObject({ ok: false, error: { code: 'changed-on-disk' } });
    expect(await compared(document)).toEqual({ A: ['mine', 'changed', 'none'], B: ['theirs', 'none', 'changed'], C: ['both', 'changed', 'changed'], D: ['same', 'changed', 'changed'] });
    expect([await reveal(document, ids['C'] ?? -1, 'saved'), await reveal(document, ids['C'] ?? -1, 'draft'), await reveal(document, ids['C'] ?? -1, 'disk')]).toEqual(['canary-c', 'mine-c', 'theirs-c']);
    expect(await at.done('sops.listEntries', { document })).toMatchObject({ revision: 3, pending: { changed: 3 } });
    expect(await take(document, [], [])).toMatchObject({ ok: false, error: { code: 'choice-missing' } });
    expect(await take(document, [ids['C'] ?? -1], [])).toMatchObject({ ok: true, value: { pending: { changed: 2 } } });
    const values = await saved(document, path);
    if (sopsPath !== undefined) expect(values).toEqual({ A: 'mine-a', B: 'theirs-b', C: 'mine-c', D: 'same-d', E: 'canary-e' });
  });
  it('theirs may win where both changed, and mine may be given up where only I did', async () => {
    const { path, document, ids } = await opened();
    await at.done('sops.setEntry', { document, entry: ids['A'] ?? -1, value: 'mine-a' });
    await at.done('sops.setEntry', { document, entry: ids['C'] ?? -1, value: 'mine-c' });
    await write(path, linesOf({ ...base, C: 'theirs-c' }));
    await compared(document);
    expect(await take(document, [], [ids['A'] ?? -1, ids['C'] ?? -1])).toMatchObject({ ok: true, value: { pending: { changed: 0 } } });
    expect(await reveal(document, ids['C'] ?? -1, 'draft')).toBe('theirs-c');
    // One step back is their version; further back there is nothing that could undo what they did by accident.
    expect(await at.done('sops.undoChange', { document })).toMatchObject({ canUndo: false });
  });
  it('removed by one and changed by the other must be chosen', async () => {
    const { path, document, ids } = await opened();
    await at.done('sops.setEntry', { document, entry: ids['A'] ?? -1, value: 'mine-a' });
    await at.done('sops.removeEntries', { document, entries: [ids['B'] ?? -1] });
    const { A: _gone, ...rest } = base;
    await write(path, linesOf({ ...rest, B: 'theirs-b' }));
    expect(await compared(document)).toEqual({ A: ['both', 'changed', 'removed'], B: ['both', 'removed', 'changed'] });
    expect(await take(document, [ids['A'] ?? -1, ids['B'] ?? -1], [])).toMatchObject({ ok: true, value: { pending: { added: 1, removed: 1 } } });
    const values = await saved(document, path);
    if (sopsPath !== undefined) expect(values).toEqual({ A: 'mine-a', C: 'canary-c', D: 'canary-d', E: 'canary-e' });
  });
  it('a rename by them and a new value by me meet in one key', async () => {
    const { path, document, ids } = await opened();
    await at.done('sops.setEntry', { document, entry: ids['E'] ?? -1, value: 'mine-e' });
    const { B, ...rest } = base;
    await write(path, linesOf({ ...rest, NEW_B: B ?? '' }));
    expect(await compared(document)).toEqual({ B: ['theirs', 'none', 'renamed'], E: ['mine', 'changed', 'none'] });
    await take(document, [], []);
    const values = await saved(document, path);
    if (sopsPath !== undefined) expect(values).toEqual({ ...rest, E: 'mine-e', NEW_B: 'canary-b' });
  });
  it('a key that both added under one name is one key', async () => {
    const { path, document } = await opened();
    const { entry } = await at.done('sops.addEntry', { document, name: 'BOTH', value: 'mine' });
    await at.done('sops.addEntry', { document, name: 'MINE', value: 'mine-too' });
    await write(path, linesOf({ ...base, BOTH: 'theirs', THEIRS: 'x' }));
    expect(await compared(document)).toEqual({ BOTH: ['both', 'added', 'added'], MINE: ['mine', 'added', 'none'], THEIRS: ['theirs', 'none', 'added'] });
    await take(document, [entry], []);
    const values = await saved(document, path);
    if (sopsPath !== undefined) expect(values).toEqual({ ...base, BOTH: 'mine', MINE: 'mine-too', THEIRS: 'x' });
  });
  it('comments and order are theirs, with my lines put back in place, and recipients are told', async () => {
    const { path, document } = await opened();
    await at.done('sops.spliceLines', { document, expectedRevision: 0, at: 1, remove: 0, lines: ['# mine'] });
    await write(path, [{ comment: ' theirs' }, ['B', 'canary-b'], ['A', 'canary-a'], ['C', 'canary-c'], ['D', 'canary-d'], ['E', 'canary-e']], [recipients[0], recipients[1]]);
    const found = await at.done('sops.compareDisk', { document });
    expect(found).toMatchObject({ entry: [], unchanged: 5, linesChanged: 2, recipientsAdded: [recipients[1]], recipientsRemoved: [] });
    await take(document, [], []);
    expect((await at.done('sops.listLines', { document })).text).toEqual([' theirs', 'B', 'A', ' mine', 'C', 'D', 'E']);
    await saved(document, path);
  });
  it('a version that is gone, damaged, for others or in conflict is refused by name, and the draft stays', async () => {
    const { path, document, ids } = await opened();
    await at.done('sops.setEntry', { document, entry: ids['A'] ?? -1, value: 'mine-a' });
    const good = readFileSync(path, 'utf8');
    for (const [bytes, code] of [[good.replace(/^B=.*$/m, 'B=ENC[AES256_GCM,data:AA==,iv:AA==,tag:AA==,type:str]'), 'value-damaged'], [`<<<<<<< HEAD\n${good}`, 'merge-conflict'], ['A=1\n', 'not-encrypted'], ['', 'empty-file']] as const) {
      writeFileSync(path, bytes);
      expect(await at.call('sops.compareDisk', { document }), code).toMatchObject({ ok: false, error: { code } });
    }
    await write(path, linesOf(base), [recipients[1]]);
    expect(await at.call('sops.compareDisk', { document })).toMatchObject({ ok: false, error: { code: 'no-matching-key' } });
    rmSync(path);
    expect(await at.call('sops.compareDisk', { document })).toMatchObject({ ok: false, error: { code: 'file-gone' } });
    expect(await reveal(document, ids['A'] ?? -1, 'draft')).toBe('mine-a');
    expect(await take(document, [], [])).toMatchObject({ ok: false, error: { code: 'changed-on-disk' } });
  });
  it.skipIf(sopsPath === undefined)('the real sops on the other side', async () => {
    const { path, document, ids } = await opened();
    await at.done('sops.setEntry', { document, entry: ids['A'] ?? -1, value: 'mine-a' });
    expect(realSops(['set', '--input-type', 'dotenv', '--output-type', 'dotenv', path, '["B"]', '"theirs-b"'], identities[0]).status).toBe(0);
    expect(await compared(document)).toEqual({ A: ['mine', 'changed', 'none'], B: ['theirs', 'none', 'changed'] });
    await take(document, [], []);
    expect(await saved(document, path)).toEqual({ ...base, A: 'mine-a', B: 'theirs-b' });
  });
  it('any two versions: each key ends as the side that counts has it', async () => {
    const values = fc.dictionary(fc.constantFrom('A', 'B', 'C', 'D', 'E', 'F', 'G'), fc.constantFrom('v1', 'v2', 'v3'), { noNullPrototype: true });
    let round = 0;
    await fc.assert(fc.asyncProperty(values, values, values, fc.boolean(), async (old, mine, theirs, mineWins) => {
      const before = { KEEP: 'k', ...old };
      round += 1;
      const path = join(at.folder, `p${round}.env`);
      await write(path, linesOf(before));
      const { document } = await at.open(path);
      const listed = await at.done('sops.listEntries', { document });
      for (const [index, name] of listed.name.entries()) {
        const entry = listed.entry[index] ?? -1;
        if (name === 'KEEP') continue;
        await (mine[name] === undefined ? at.done('sops.removeEntries', { document, entries: [entry] }) : at.done('sops.setEntry', { document, entry, value: mine[name] }));
      }
      for (const [name, value] of Object.entries(mine)) if (!Object.hasOwn(before, name)) await at.done('sops.addEntry', { document, name, value });
      await write(path, linesOf({ KEEP: 'k', ...theirs }));
      const { entry, group } = await at.done('sops.compareDisk', { document });
      const both = entry.filter((_, index) => group[index] === 'both');
      expect(await take(document, mineWins ? both : [], mineWins ? [] : both)).toMatchObject({ ok: true });
      const result = await at.done('sops.listEntries', { document });
      const names = result.name.filter((_, index) => result.change[index] !== 'removed');
      // A value that moved to another name counts as renamed, so that names may differ from a merge by name alone; none of mine or theirs may be lost.
      expect(new Set(names).size).toBe(names.length);
      for (const [name, value] of Object.entries(mine)) {
        if ((before as Values)[name] === value || Object.hasOwn(theirs, name) || Object.hasOwn(before, name)) continue;
        expect(names, `${name} was added by me`).toContain(name);
      }
      await at.done('sops.saveFile', { document, expectedRevision: result.revision });
      await at.done('sops.closeFile', { document });
    }), { numRuns: process.env['COFFRE_DEEP'] === '1' ? 400 : 60, seed: 20261128 });
  });
});
