// A draft of a nested file under everything that can be done to it: whatever was done, the real sops reads what the window shows, and every step can be undone.
import fc from 'fast-check';
import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EntryColumns } from '../../../shared/ipc/sops.ts';
import { pathsOf, spellPath } from '../../../shared/text/index.ts';
import { fixtures, identities } from '../../fakes/fixtures.ts';
import { openCore, type OpenCore } from '../../fakes/open-core.ts';
import { realSops, sopsPath } from '../../fakes/real-sops.ts';

const deep = process.env['COFFRE_DEEP'] === '1';
let at: OpenCore;
beforeEach(() => { at = openCore(); });
afterEach(async () => { await at.close(); });

const formats = ['json', 'yaml', 'ini'] as const;
type Kind = (typeof formats)[number];

async function fresh(kind: Kind): Promise<{ readonly path: string; readonly document: string }> {
  const path = join(at.folder, `a.${kind}`);
  copyFileSync(join(fixtures, `v3.13.2/basic.enc.${kind}`), path);
  const { document } = await at.open(path);
  return { path, document };
}
const list = (document: string): Promise<EntryColumns> => at.done('sops.listEntries', { document });
const spelled = (columns: EntryColumns): string[] => pathsOf(columns).map((steps) => spellPath(steps));
async function idOf(document: string, path: string): Promise<number> {
  const columns = await list(document);
  const index = spelled(columns).indexOf(path);
  if (index === -1) throw new Error(`no entry ${path}`);
  return columns.entry[index] ?? -1;
}
async function save(document: string): Promise<void> {
  const { revision } = await list(document);
  await at.done('sops.saveFile', { document, expectedRevision: revision });
}
async function reveal(document: string, entry: number): Promise<string> {
  at.ports.fake.clock.advance(60_000);
  return (await at.done('sops.revealEntry', { document, entry, side: 'draft' }, 'window')).value;
}

type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain };
/** The file as the window shows it, value by value. Duplicates would fold here: the acts below make none. */
async function shown(document: string): Promise<Plain> {
  const columns = await list(document);
  const root: Record<string, unknown> = {};
  const open: (Record<string, unknown> | unknown[])[] = [root];
  for (const [index, shape] of columns.shape.entries()) {
    if (shape === 'document' || columns.change[index] === 'removed') continue;
    const depth = columns.depth[index] ?? 0;
    const text = shape === 'value' ? await reveal(document, columns.entry[index] ?? -1) : '';
    const type = columns.type[index];
    const value = shape === 'branch' ? {} : shape === 'list' ? [] : type === 'str' || type === 'time' ? text : type === 'null' ? null : type === 'bool' ? text === 'true' : Number(text.replace('Inf', 'Infinity'));
    const into = open[depth];
    if (Array.isArray(into)) into.push(value);
    else if (into !== undefined) into[columns.name[index] ?? ''] = value;
    if (shape !== 'value') open[depth + 1] = value as Record<string, unknown>;
  }
  return root as Plain;
}
/** What sops reads, as JSON. */
function readBySops(path: string, kind: Kind): Plain {
  const peer = realSops(['decrypt', '--input-type', kind, '--output-type', 'json', path], identities[0]);
  expect(peer.stderr).toBe('');
  return JSON.parse(peer.stdout.toString('utf8')) as Plain;
}
/** JSON has no NaN, and sops writes dates and large numbers in its own way: those leaves are compared by the MAC alone. */
const comparable = (value: Plain): Plain => {
  if (typeof value === 'number') return Number.isFinite(value) ? Number(value.toPrecision(12)) : null;
  if (typeof value === 'string') return value.replace(/^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\.\d+/, '$1');
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((one: Plain) => comparable(one));
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, comparable(one as Plain)]));
};
async function agrees(path: string, kind: Kind, document: string): Promise<void> {
  if (sopsPath === undefined) return;
  expect(comparable(await shown(document))).toEqual(comparable(readBySops(path, kind)));
}
const changedLines = (before: string, after: string): readonly string[] => {
  const old = new Set(before.split('\n'));
  return after.split('\n').filter((line) => !old.has(line));
};

describe.each(formats)('%s', (kind) => {
  it('opens, shows every value as sops reads it, and writes nothing where nothing changed', async () => {
    const { path, document } = await fresh(kind);
    const before = readFileSync(path);
    await agrees(path, kind, document);
    expect(await at.done('sops.saveFile', { document, expectedRevision: 0 })).toMatchObject({ written: false });
    expect(readFileSync(path).equals(before)).toBe(true);
  });
  it('one change of a value touches that value, lastmodified and mac', async () => {
    const { path, document } = await fresh(kind);
    const columns = await list(document);
    const paths = spelled(columns);
    // The last text value: nested in each of the fixtures.
    const index = columns.shape.findLastIndex((shape, place) => shape === 'value' && columns.type[place] === 'str' && (columns.depth[place] ?? 0) > 0 && columns.encrypted[place] === true && columns.kind[place] !== 'empty' && columns.multiline[place] === false);
    const before = readFileSync(path, 'utf8');
    await at.done('sops.setEntry', { document, entry: columns.entry[index] ?? -1, value: `canary-tree-${kind}` });
    await save(document);
    expect(changedLines(before, readFileSync(path, 'utf8')).length, paths[index]).toBe(3);
    await agrees(path, kind, document);
    expect(readFileSync(path, 'utf8')).not.toContain('canary-tree');
  });
  it('any order of acts: sops reads what is shown, undoing all shows what was opened, redoing all what was last', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.record({ act: fc.nat(8), pick: fc.nat(9999), other: fc.nat(9999), text: fc.string({ unit: 'grapheme', maxLength: 12 }) }), { minLength: 1, maxLength: 10 }), async (acts) => {
      // WHY again: a run that failed left its draft open.
      for (const { document: left } of await at.done('sops.listDocuments', {})) await at.done('sops.closeFile', { document: left });
      const { path, document } = await fresh(kind);
      const start = await shown(document);
      let steps = 0;
      for (const [turn, { act, pick, other, text }] of acts.entries()) {
        const columns = await list(document);
        const live = columns.entry.flatMap((entry, index) => (columns.change[index] === 'removed' || columns.shape[index] === 'document' ? [] : [{ entry, shape: columns.shape[index], depth: columns.depth[index] ?? 0, name: columns.name[index] ?? '' }]));
        if (live.length === 0) break;
        const one = live[pick % live.length];
        const two = live[other % live.length];
        if (one === undefined || two === undefined) break;
        const name = `key_${String(turn)}`;
        const value = `canary ${text}`;
        const shape = (['value', 'branch', 'list'] as const)[other % 3] ?? 'value';
        const replies = [
          () => at.call('sops.setEntry', { document, entry: one.entry, value, type: 'str' }),
          () => at.call('sops.addEntry', { document, name, value: shape === 'value' ? value : '', shape, after: one.entry }),
          () => at.call('sops.addEntry', { document, name, value: shape === 'value' ? value : '', shape, inside: one.entry }),
          () => at.call('sops.addEntry', { document, value, inside: one.entry }),
          () => at.call('sops.renameEntry', { document, entry: one.entry, name }),
          () => at.call('sops.removeEntries', { document, entries: [one.entry, two.entry] }),
          () => at.call('sops.moveEntries', { document, entries: [one.entry], ...(other % 2 === 0 ? { before: two.entry } : { inside: two.entry }) }),
          () => at.call('sops.duplicateEntry', { document, entry: one.entry }),
          () => at.call('sops.restoreEntries', { document, entries: [one.entry] }),
        ];
        const reply = await replies[act]?.();
        if (reply?.ok === false && !['entry-not-found', 'entry-fixed', 'no-place-for-it', 'name-taken', 'value-not-representable'].includes(reply.error.code)) throw new Error(`${String(act)}: ${reply.error.code}`);
        steps += 1;
      }
      const end = await shown(document);
      const { revision, pending } = await list(document);
      if (Object.values(pending).some((count) => count > 0)) {
        const saved = await at.call('sops.saveFile', { document, expectedRevision: revision });
        expect(saved).toMatchObject({ ok: true });
        await agrees(path, kind, document);
      }
      expect(await shown(document)).toEqual(end);
      for (let back = 0; back < steps; back += 1) await at.done('sops.undoChange', { document });
      expect(await shown(document)).toEqual(start);
      for (let forth = 0; forth < steps; forth += 1) await at.done('sops.redoChange', { document });
      expect(await shown(document)).toEqual(end);
      const { revision: now } = await list(document);
      await at.done('sops.saveFile', { document, expectedRevision: now });
      await at.done('sops.closeFile', { document });
    }), { numRuns: deep ? 300 : 12, endOnFailure: !deep, seed: Number(process.env['COFFRE_SEED'] ?? 20_261_127) });
  }, 600_000);
});

describe('a tree', () => {
  it('grows branches and lists where there was nothing, and sops reads them with their types', async () => {
    const { path, document } = await fresh('json');
    const branch = (await at.done('sops.addEntry', { document, name: 'made', value: '', shape: 'branch' })).entry;
    await at.done('sops.addEntry', { document, name: 'port', value: '8443', type: 'int', inside: branch });
    const made = (await at.done('sops.addEntry', { document, name: 'list', value: '', shape: 'list', inside: branch })).entry;
    for (const [value, type] of [['canary-in-list', 'str'], ['true', 'bool'], ['', 'null'], ['1.5', 'float']] as const) await at.done('sops.addEntry', { document, value, type, inside: made });
    await save(document);
    expect(await shown(document)).toMatchObject({ made: { port: 8443, list: ['canary-in-list', true, null, 1.5] } });
    if (sopsPath !== undefined) expect(readBySops(path, 'json')).toMatchObject({ made: { port: 8443, list: ['canary-in-list', true, null, 1.5] } });
  });
  it('reads a value as another type, and refuses what is none of it', async () => {
    const { path, document } = await fresh('json');
    const entry = await idOf(document, 'int');
    expect(await at.call('sops.setEntry', { document, entry, value: 'canary-no-number' })).toMatchObject({ ok: false, error: { code: 'value-not-representable', data: { reason: 'not-this-type' } } });
    expect(await at.done('sops.retypeEntry', { document, entry, type: 'str' })).toMatchObject({ pending: { changed: 1 } });
    await save(document);
    if (sopsPath !== undefined) expect(readBySops(path, 'json')).toMatchObject({ int: '42' });
    expect(await at.call('sops.retypeEntry', { document, entry, type: 'bool' })).toMatchObject({ ok: false });
    expect(await at.done('sops.retypeEntry', { document, entry, type: 'int' })).toMatchObject({ pending: { changed: 1 } });
  });
  it('moves a value into another branch and back, and seals it for its new place', async () => {
    const { path, document } = await fresh('json');
    const entry = await idOf(document, 'str');
    await at.done('sops.moveEntries', { document, entries: [entry], inside: await idOf(document, 'obj.nested') });
    expect((await list(document)).pending).toMatchObject({ moved: 1, added: 0, removed: 0 });
    await save(document);
    if (sopsPath !== undefined) expect(readBySops(path, 'json')).toMatchObject({ obj: { nested: { deep: 'value', str: 'hello' } } });
    await at.done('sops.moveEntries', { document, entries: [entry], before: await idOf(document, 'empty') });
    await at.done('sops.restoreEntries', { document, entries: [entry] });
    expect((await list(document)).pending).toMatchObject({ moved: 0 });
  });
  it('puts nothing into itself, no value without a name into a branch, and no name twice', async () => {
    const { document } = await fresh('json');
    const [obj, nested] = [await idOf(document, 'obj'), await idOf(document, 'obj.nested')];
    expect(await at.call('sops.moveEntries', { document, entries: [obj], inside: nested })).toMatchObject({ ok: false, error: { code: 'no-place-for-it' } });
    expect(await at.call('sops.addEntry', { document, value: 'x', inside: obj })).toMatchObject({ ok: false, error: { code: 'no-place-for-it' } });
    expect(await at.call('sops.addEntry', { document, name: 'deep', value: 'x', inside: nested })).toMatchObject({ ok: false, error: { code: 'name-taken' } });
    expect(await at.call('sops.addEntry', { document, name: 'x', value: 'x', inside: await idOf(document, 'str') })).toMatchObject({ ok: false, error: { code: 'no-place-for-it' } });
    expect((await list(document)).revision).toBe(0);
  });
});
