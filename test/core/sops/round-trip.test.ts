// The line itself, without a window: open, change, save, and the real sops reads what we wrote. Random files of sops, each with one edit, through the whole core (both ways and every format: differential-kit.ts).
import fc from 'fast-check';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { generateIdentity } from '../../../electron/core/age/index.ts';
import type { RuleSource } from '../../../electron/core/sops/metadata.ts';
import { fixtures, identities } from '../../fakes/fixtures.ts';
import { openCore, type OpenCore } from '../../fakes/open-core.ts';
import { sopsDecrypt, sopsPath } from '../../fakes/real-sops.ts';
import { sopsEncrypts } from './crypto-kit.ts';

const runs = process.env['COFFRE_DEEP'] === '1' ? 660 : 25;
const [identity] = identities;
let at: OpenCore;
beforeEach(() => { at = openCore(); });
afterEach(async () => { await at.close(); });

const changedLines = (before: string, after: string): { readonly gone: readonly string[]; readonly come: readonly string[] } => {
  const [a, b] = [before.split('\n'), after.split('\n')];
  const name = (line: string): string => line.split('=', 1)[0] ?? '';
  return { gone: a.filter((line) => !b.includes(line)).map(name), come: b.filter((line) => !a.includes(line)).map(name) };
};
const entryNamed = async (document: string, name: string): Promise<number> => {
  const { entry, name: names } = await at.done('sops.listEntries', { document });
  return entry[names.indexOf(name)] ?? -1;
};
const fixture = (): string => {
  const path = join(at.folder, '.env');
  copyFileSync(join(fixtures, 'v3.13.2/basic.enc.env'), path);
  return path;
};

describe('one change', () => {
  it('touches its line, lastmodified and mac, and sops agrees', async () => {
    const path = fixture();
    const before = readFileSync(path, 'utf8');
    const { document } = await at.open(path);
    const { revision } = await at.done('sops.setEntry', { document, entry: await entryNamed(document, 'DB_PASSWORD'), value: 'canary-4c1e9a new = value "q"' });
    expect(await at.done('sops.saveFile', { document, expectedRevision: revision })).toMatchObject({ written: true, pending: { added: 0, changed: 0, removed: 0 } });
    const after = readFileSync(path, 'utf8');
    expect(changedLines(before, after)).toEqual({ gone: ['DB_PASSWORD', 'sops_lastmodified', 'sops_mac'], come: ['DB_PASSWORD', 'sops_lastmodified', 'sops_mac'] });
    expect(after).not.toContain('canary-4c1e9a');
    if (sopsPath !== undefined) {
      const peer = sopsDecrypt(path, identity);
      expect(peer.stderr).toBe('');
      expect(peer.stdout.toString('utf8')).toContain('DB_PASSWORD=canary-4c1e9a new = value "q"\n');
    }
  });
  it('typing the old value again is no change, and saving it writes nothing', async () => {
    const path = fixture();
    const before = readFileSync(path);
    const { document } = await at.open(path);
    const entry = await entryNamed(document, 'DB_PORT');
    await at.done('sops.setEntry', { document, entry, value: '1' });
    const { revision, pending } = await at.done('sops.setEntry', { document, entry, value: '5432' });
    expect(pending.changed).toBe(0);
    expect(await at.done('sops.saveFile', { document, expectedRevision: revision })).toMatchObject({ written: false });
    expect(readFileSync(path).equals(before)).toBe(true);
  });
  it('adds, removes and keeps its entry ids over saves', async () => {
    const path = fixture();
    const { document } = await at.open(path);
    const first = await at.done('sops.addEntry', { document, name: 'ADDED_ONE', value: 'canary-51ab\nsecond line' });
    const removed = await entryNamed(document, 'DB_HOST');
    await at.done('sops.removeEntries', { document, entries: [removed] });
    const { revision } = await at.done('sops.addEntry', { document, name: 'ADDED_TWO', value: '' });
    await at.done('sops.saveFile', { document, expectedRevision: revision });
    expect(await entryNamed(document, 'ADDED_ONE')).toBe(first.entry);
    const again = await at.done('sops.setEntry', { document, entry: first.entry, value: 'canary-77d0' });
    await at.done('sops.saveFile', { document, expectedRevision: again.revision });
    if (sopsPath !== undefined) {
      const text = sopsDecrypt(path, identity).stdout.toString('utf8');
      expect(text).toContain('\nADDED_ONE=canary-77d0\nADDED_TWO=\n');
      expect(text).not.toContain('DB_HOST=');
    }
  });
  it('restores, discards, and refuses a stale revision', async () => {
    const path = fixture();
    const { document } = await at.open(path);
    const entry = await entryNamed(document, 'DB_HOST');
    const { revision } = await at.done('sops.removeEntries', { document, entries: [entry] });
    expect(await at.done('sops.restoreEntries', { document, entries: [entry] })).toMatchObject({ pending: { added: 0, changed: 0, removed: 0 } });
    await at.done('sops.addEntry', { document, name: 'X', value: '1' });
    expect(await at.call('sops.saveFile', { document, expectedRevision: revision })).toMatchObject({ ok: false, error: { code: 'revision-conflict' } });
    expect(await at.done('sops.discardChanges', { document })).toMatchObject({ pending: { added: 0, changed: 0, removed: 0 } });
    expect((await at.done('sops.listEntries', { document })).name).not.toContain('X');
  });
  it('made while a save is under way waits for it and is neither lost nor taken for saved', async () => {
    const path = fixture();
    const { document } = await at.open(path);
    const { revision } = await at.done('sops.setEntry', { document, entry: await entryNamed(document, 'DB_HOST'), value: 'first' });
    const entry = await entryNamed(document, 'DB_PORT');
    const [saved, edited] = await Promise.all([at.done('sops.saveFile', { document, expectedRevision: revision }), at.done('sops.setEntry', { document, entry, value: 'second' })]);
    expect(saved.written).toBe(true);
    expect(edited.pending.changed).toBe(1);
    await at.done('sops.saveFile', { document, expectedRevision: edited.revision });
    if (sopsPath !== undefined) expect(sopsDecrypt(path, identity).stdout.toString('utf8')).toMatch(/DB_HOST=first\nDB_PORT=second\n/);
  });
});

describe('an identity that does not open', () => {
  const misspelt = `${identity.slice(0, -1)}${identity.endsWith('Q') ? 'P' : 'Q'}`;
  const refusal = async (key: string) => {
    const other = openCore({ environment: { SOPS_AGE_KEY: key } });
    try {
      const { file } = await other.done('projects.refFile', { path: join(fixtures, 'v3.13.2/basic.enc.env') });
      return await other.call('sops.openFile', { file });
    } finally {
      await other.close();
    }
  };
  it('because it is misspelt is named by its place, and not repeated', async () => {
    const reply = await refusal(misspelt);
    expect(reply).toMatchObject({ ok: false, error: { code: 'identity-unusable', data: { places: 'SOPS_AGE_KEY' } } });
    expect(JSON.stringify(reply)).not.toContain(misspelt.slice(15, 40));
  });
  it('because it is somebody else’s is counted', async () => {
    const { identity: stranger } = await generateIdentity();
    expect(await refusal(stranger.expose())).toMatchObject({ ok: false, error: { code: 'no-matching-key', data: { tried: 1, recipients: 2 } } });
  });
});

describe('names and values that the format cannot hold', () => {
  const bad: readonly (readonly [string, string, string])[] = [['A=B', 'name-not-representable', 'equals-sign'], ['A\nB', 'name-not-representable', 'line-break'], ['#A', 'name-not-representable', 'hash-first'], ['sops_x', 'name-reserved', ''], ['DB_HOST', 'name-taken', '']];
  it.each(bad)('%j is refused as %s', async (name, code, reason) => {
    const { document } = await at.open(fixture());
    const reply = await at.call('sops.addEntry', { document, name, value: 'canary-90ff' });
    expect(reply).toMatchObject({ ok: false, error: { code, data: reason === '' ? {} : { reason } } });
    expect(JSON.stringify(reply)).not.toContain('canary');
  });
  it.each([['a\\nb', 'backslash-n'], ['a\u0000b', 'control-character'], ['a\uD800b', 'lone-surrogate']])('value %j is refused', async (value, reason) => {
    const { document } = await at.open(fixture());
    expect(await at.call('sops.addEntry', { document, name: 'NEW', value })).toMatchObject({ ok: false, error: { code: 'value-not-representable', data: { reason } } });
  });
});

const name = fc.stringMatching(/^[A-Za-z_ é:.-][A-Za-z0-9_ é:.-]{0,12}$/).filter((text) => !text.startsWith('sops_'));
const value = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.stringMatching(/^[ -~\n]{0,80}$/), fc.constant('ENC[AES256_GCM,data:AA==,iv:AA==,tag:AA==,type:str]'), fc.integer().map(String)).filter((text) => !text.includes('\\n') && !text.includes('\u0000') && text.isWellFormed());
const file = fc.uniqueArray(fc.tuple(name, value), { selector: ([key]) => key, minLength: 1, maxLength: 12 });

describe.skipIf(sopsPath === undefined)('random files', () => {
  it('sops → ours → an edit → sops', async () => {
    const path = join(at.folder, 'theirs.env');
    const modes = fc.tuple(fc.option(fc.constantFrom<RuleSource>({ kind: 'encrypted_regex', pattern: '^[A-M]' }, { kind: 'unencrypted_suffix', pattern: '_p' }, { kind: 'encrypted_suffix', pattern: 's' }), { nil: undefined }), fc.boolean());
    await fc.assert(fc.asyncProperty(file, modes, value, async (entries, [rule, macOnly], next) => {
      const made = sopsEncrypts('dotenv', `# canary comment\n${entries.map(([key, text]) => `${key}=${text.replaceAll('\n', '\\n')}\n`).join('')}`, rule, macOnly);
      writeFileSync(path, made);
      const { document } = await at.open(path);
      const [first] = entries;
      const target = first?.[0] ?? '';
      const { revision, pending } = await at.done('sops.setEntry', { document, entry: await entryNamed(document, target), value: next });
      await at.done('sops.saveFile', { document, expectedRevision: revision });
      await at.done('sops.closeFile', { document });
      const peer = sopsDecrypt(path, identity);
      expect(peer.stderr).toBe('');
      const expected = entries.map(([key, text]) => `${key}=${(key === target ? next : text).replaceAll('\n', '\\n')}\n`).join('');
      expect(peer.stdout.toString('utf8')).toBe(`# canary comment\n${expected}`);
      const come = changedLines(made.toString('utf8'), readFileSync(path, 'utf8')).come;
      expect(come.filter((key) => !key.startsWith('sops_'))).toEqual(pending.changed === 0 ? [] : [target]);
    }), { numRuns: runs, seed: 20261126 });
  });
});
