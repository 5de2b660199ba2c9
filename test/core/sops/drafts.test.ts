// A draft under everything that can be done to it: whatever was done, the real sops reads what the window shows, git sees only what changed, and every step can be undone.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encryptDotenv } from '../../../electron/core/sops/index.ts';
import { openCore, type OpenCore } from '../../fakes/open-core.ts';
import { identities, recipients } from '../../fakes/fixtures.ts';
import { sopsDecrypt, sopsPath } from '../../fakes/real-sops.ts';

let at: OpenCore;
beforeEach(() => { at = openCore(); });
afterEach(async () => { await at.close(); });
let saves = 0;

const lines = [{ comment: ' Runtime' }, ['NODE_ENV', 'canary-env'], ['PORT', '8080'], { comment: ' Database: pooled' }, ['DB_URL', 'canary-url'], ['DB_PASSWORD', 'canary-pass'], { comment: ' only for the cron job' }, ['CRON', 'canary-cron'], { comment: ' the last one' }, ['LAST', 'two\nlines']] as const;

async function fresh(name = 'a.env'): Promise<string> {
  const path = join(at.folder, name);
  const bytes = await encryptDotenv(lines.map((line) => ('comment' in line ? line : [line[0], line[1]] as const)), [recipients[0]], new Date('2026-01-02T03:04:05Z'));
  // Blank lines are kept by us and dropped by sops: both must read the rest.
  writeFileSync(path, bytes.toString('utf8').replace(/^(#ENC)/gm, (mark, _all, place) => (place === 0 ? mark : `\n${mark}`)));
  return path;
}
const idOf = async (document: string, name: string): Promise<number> => {
  const { entry, name: names } = await at.done('sops.listEntries', { document });
  const index = names.lastIndexOf(name);
  if (index === -1) throw new Error(`no entry ${name}`);
  return entry[index] ?? -1;
};
/** The clear text that the window shows, line by line; values by revealing one after the other. */
async function shown(document: string, blanks = false): Promise<string> {
  const listed = await at.done('sops.listLines', { document });
  let text = '';
  for (const [index, kind] of listed.kind.entries()) {
    const line = listed.line[index] ?? -1;
    if (kind === 'blank') text += blanks ? '\n' : '';
    else if (kind === 'comment') text += `#${listed.text[index]}\n`;
    else {
      at.ports.fake.clock.advance(60_000);
      const { value } = await at.done('sops.revealEntry', { document, entry: line, side: 'draft' }, 'window');
      text += `${listed.text[index]}=${value.replaceAll('\n', '\\n')}\n`;
    }
  }
  return text;
}
async function save(document: string): Promise<void> {
  const { revision } = await at.done('sops.listEntries', { document });
  await at.done('sops.saveFile', { document, expectedRevision: revision });
}
function readBySops(path: string, text: string): void {
  if (sopsPath === undefined) return;
  saves += 1;
  const peer = sopsDecrypt(path, identities[0]);
  expect(peer.stderr).toBe('');
  expect(peer.stdout.toString('utf8')).toBe(text);
}
const changed = (before: string, after: string): string[] => {
  const old = new Set(before.split('\n'));
  return after.split('\n').filter((line) => !old.has(line)).map((line) => line.split('=', 1)[0] ?? '');
};

describe('one act at a time', () => {
  it('a rename keeps the value, is told as a rename, and git shows one line', async () => {
    const path = await fresh();
    const before = readFileSync(path, 'utf8');
    const { document } = await at.open(path);
    const entry = await idOf(document, 'DB_URL');
    expect(await at.done('sops.renameEntry', { document, entry, name: 'DATABASE_URL' })).toMatchObject({ pending: { renamed: 1, changed: 0, added: 0, removed: 0 }, canUndo: true });
    const columns = await at.done('sops.listEntries', { document });
    const index = columns.entry.indexOf(entry);
    expect([columns.name[index], columns.was[index], columns.change[index]]).toEqual(['DATABASE_URL', 'DB_URL', 'renamed']);
    await save(document);
    expect(changed(before, readFileSync(path, 'utf8'))).toEqual(['DATABASE_URL', 'sops_lastmodified', 'sops_mac']);
    readBySops(path, await shown(document));
    expect(await idOf(document, 'DATABASE_URL')).toBe(entry);
  });
  it('a name that is taken, reserved or cannot stand there is refused and changes nothing', async () => {
    const { document } = await at.open(await fresh());
    const entry = await idOf(document, 'DB_URL');
    for (const [name, code] of [['PORT', 'name-taken'], ['sops_mac', 'name-reserved'], ['A=B', 'name-not-representable']] as const) expect(await at.call('sops.renameEntry', { document, entry, name })).toMatchObject({ ok: false, error: { code } });
    expect(await at.done('sops.listEntries', { document })).toMatchObject({ revision: 0, canUndo: false });
  });
  it('moving keeps every ciphertext, takes the comment of an entry along and leaves headings', async () => {
    const path = await fresh();
    const before = readFileSync(path, 'utf8');
    const { document } = await at.open(path);
    const state = await at.done('sops.moveEntries', { document, entries: [await idOf(document, 'CRON')], before: await idOf(document, 'PORT') });
    expect(state.pending).toMatchObject({ moved: 1, changed: 0, removed: 0, added: 0 });
    await save(document);
    expect(changed(before, readFileSync(path, 'utf8'))).toEqual(['sops_lastmodified', 'sops_mac']);
    expect((await shown(document)).split('\n').map((line) => line.split('=', 1)[0])).toEqual(['# Runtime', 'NODE_ENV', '# only for the cron job', 'CRON', 'PORT', '# Database: pooled', 'DB_URL', 'DB_PASSWORD', '# the last one', 'LAST', '']);
    readBySops(path, await shown(document));
  });
  it('below the last key of a section stays in that section; taking a move back brings the comment along', async () => {
    const path = await fresh();
    const { document } = await at.open(path);
    const [first, second] = [await idOf(document, 'PORT'), await idOf(document, 'CRON')];
    await at.done('sops.addEntry', { document, name: 'NEW', value: 'x', after: first });
    expect((await at.done('sops.listLines', { document })).text.slice(0, 5)).toEqual([' Runtime', 'NODE_ENV', 'PORT', 'NEW', '']);
    await at.done('sops.moveEntries', { document, entries: [second], after: first });
    expect(await at.done('sops.listEntries', { document })).toMatchObject({ pending: { moved: 1, comments: 1 } });
    expect(await at.done('sops.restoreEntries', { document, entries: [second, await idOf(document, 'NEW')] })).toMatchObject({ pending: { added: 0, moved: 0, comments: 0 } });
    await at.done('sops.moveEntries', { document, entries: [first], after: first });
    expect(await at.done('sops.listEntries', { document })).toMatchObject({ pending: { moved: 0 } });
  });
  it('a copy stands below its original under a free name', async () => {
    const path = await fresh();
    const { document } = await at.open(path);
    const entry = await idOf(document, 'PORT');
    await at.done('sops.duplicateEntry', { document, entry });
    await at.done('sops.duplicateEntry', { document, entry });
    expect((await at.done('sops.listEntries', { document })).name.slice(1, 4)).toEqual(['PORT', 'PORT_COPY_2', 'PORT_COPY']);
    await save(document);
    readBySops(path, await shown(document));
  });
  it('several go at once and come back at once', async () => {
    const path = await fresh();
    const { document } = await at.open(path);
    const entries = [await idOf(document, 'NODE_ENV'), await idOf(document, 'CRON')];
    expect(await at.done('sops.removeEntries', { document, entries })).toMatchObject({ pending: { removed: 2 } });
    expect(await at.done('sops.undoChange', { document })).toMatchObject({ pending: { removed: 0 }, canUndo: false, canRedo: true });
    expect(await at.done('sops.redoChange', { document })).toMatchObject({ pending: { removed: 2 } });
    expect(await at.done('sops.restoreEntries', { document, entries })).toMatchObject({ pending: { removed: 0 } });
    expect(await at.call('sops.removeEntries', { document, entries: [9999] })).toMatchObject({ ok: false, error: { code: 'entry-not-found' } });
  });
  it('undo reaches over a save: what was saved becomes a change again, and a removed key comes back with its value', async () => {
    const path = await fresh();
    const { document } = await at.open(path);
    const original = await shown(document);
    await at.done('sops.setEntry', { document, entry: await idOf(document, 'PORT'), value: 'canary-new' });
    await at.done('sops.removeEntries', { document, entries: [await idOf(document, 'CRON')] });
    await save(document);
    expect((await at.done('sops.listEntries', { document })).pending).toEqual({ added: 0, changed: 0, renamed: 0, removed: 0, moved: 0, comments: 0 });
    await at.done('sops.undoChange', { document });
    expect(await at.done('sops.undoChange', { document })).toMatchObject({ pending: { added: 1, changed: 1 } });
    expect(await shown(document)).toBe(original);
    await save(document);
    readBySops(path, original);
  });
  it('a generated value is of its class, and never crosses', async () => {
    const path = await fresh();
    const { document } = await at.open(path);
    const { entry } = await at.done('sops.addEntry', { document, name: 'MADE', value: { kind: 'hex', bytes: 16 }, before: await idOf(document, 'PORT') });
    at.ports.fake.clock.advance(60_000);
    const { value } = await at.done('sops.revealEntry', { document, entry, side: 'draft' }, 'window');
    expect(/^[0-9a-f]{32}$/.test(value)).toBe(true);
    expect((await at.done('sops.listEntries', { document })).name.slice(0, 3)).toEqual(['NODE_ENV', 'MADE', 'PORT']);
    await save(document);
    readBySops(path, await shown(document));
  });
});

describe('as text', () => {
  const splice = async (document: string, from: number, remove: number, text: readonly string[]) => at.call('sops.spliceLines', { document, expectedRevision: (await at.done('sops.listEntries', { document })).revision, at: from, remove, lines: [...text] });
  const lineOf = async (document: string, name: string): Promise<{ readonly index: number; readonly reference: string }> => {
    const listed = await at.done('sops.listLines', { document });
    const index = listed.text.indexOf(name);
    const version = listed.version[index] ?? 0;
    return { index, reference: `{{coffre:${listed.seal}:${listed.line[index]}${version === 0 ? '' : `:${String(version)}`}}}` };
  };
  it('holds no value, and seals a comment that looks like one', async () => {
    const path = join(at.folder, 'c.env');
    writeFileSync(path, await encryptDotenv([{ comment: 'OLD_TOKEN=canary-old' }, ['A', 'canary-a'], { comment: ' plain words' }], [recipients[0]], new Date()));
    const { document } = await at.open(path);
    const listed = await at.done('sops.listLines', { document });
    expect(listed).toMatchObject({ kind: ['comment', 'entry', 'comment'], text: ['', 'A', ' plain words'], sealed: [true, true, false] });
    expect(JSON.stringify(listed)).not.toContain('canary');
  });
  it('a line cut here and pasted there is the same entry, moved; pasted twice it is copied', async () => {
    const path = await fresh();
    const { document } = await at.open(path);
    const entry = await idOf(document, 'DB_PASSWORD');
    const { index, reference } = await lineOf(document, 'DB_PASSWORD');
    expect(await splice(document, index, 1, [])).toMatchObject({ ok: true, value: { pending: { removed: 1 } } });
    expect(await splice(document, 0, 0, [`DB_PASSWORD=${reference}`])).toMatchObject({ ok: true, value: { pending: { removed: 0, added: 0, moved: 1 } } });
    expect(await idOf(document, 'DB_PASSWORD')).toBe(entry);
    expect(await splice(document, 1, 0, [`SECOND=${reference}`])).toMatchObject({ ok: true, value: { pending: { added: 1 } } });
    expect((await shown(document)).startsWith('DB_PASSWORD=canary-pass\nSECOND=canary-pass\n')).toBe(true);
    await save(document);
    readBySops(path, await shown(document));
  });
  it('a reference stands for the value that its line had when it was listed, whatever became of the line, and of undo', async () => {
    const path = await fresh();
    const { document } = await at.open(path);
    const { index, reference } = await lineOf(document, 'DB_PASSWORD');
    await splice(document, index, 1, ['DB_PASSWORD=']);
    expect((await lineOf(document, 'DB_PASSWORD')).reference).not.toBe(reference);
    expect(await splice(document, 0, 0, [`MOVED=${reference}`])).toMatchObject({ ok: true, value: { pending: { added: 1, changed: 1 } } });
    expect(await shown(document)).toContain('MOVED=canary-pass\n');
    await splice(document, index + 1, 1, ['DB_PASSWORD=canary-typed']);
    const typed = (await lineOf(document, 'DB_PASSWORD')).reference;
    await at.done('sops.undoChange', { document });
    expect(await splice(document, 0, 0, [`UNDONE=${typed}`])).toMatchObject({ ok: true });
    await splice(document, index + 2, 1, [`DB_PASSWORD=${reference}`]);
    expect(await shown(document)).toMatch(/^UNDONE=canary-typed\nMOVED=canary-pass\n[^]*DB_PASSWORD=canary-pass\n/);
    await save(document);
    readBySops(path, await shown(document));
    expect(await splice(document, 0, 0, [`NEVER=${reference.replace('}}', ':5}}')}`])).toMatchObject({ ok: false, error: { data: { reason: 'bad-reference' } } });
  });
  it('a new name before the same reference is a rename; typed text is a new value; \\n is a line feed', async () => {
    const { document } = await at.open(await fresh());
    const { index, reference } = await lineOf(document, 'DB_URL');
    expect(await splice(document, index, 1, [`DATABASE_URL=${reference}`])).toMatchObject({ ok: true, value: { pending: { renamed: 1, added: 0, removed: 0 } } });
    const port = await lineOf(document, 'PORT');
    expect(await splice(document, port.index, 1, ['PORT=a\\nb', '# said', ''])).toMatchObject({ ok: true, value: { pending: { renamed: 1, changed: 1, comments: 2 } } });
    expect(await shown(document, true)).toContain('PORT=a\\nb\n# said\n\n');
  });
  it.each([['NOTHING', 'no-equals'], ['=x', 'empty'], ['sops_x=1', 'name-reserved'], ['NODE_ENV=again', 'name-taken'], ['X={{coffre:00000000:1}}', 'bad-reference'], ['X=a{{coffre:1}}', 'bad-reference'], ['X=a\u0000', 'control-character'], ['X=a\nY=b', 'line-break']])('%j is refused with its line, and nothing changes', async (line, reason) => {
    const { document } = await at.open(await fresh());
    expect(await splice(document, 2, 1, ['# fine', line])).toMatchObject({ ok: false, error: { code: 'line-not-representable', data: { line: 4, reason } } });
    expect(await at.done('sops.listEntries', { document })).toMatchObject({ revision: 0 });
  });
  it('lines that count in an older draft are refused', async () => {
    const { document } = await at.open(await fresh());
    await splice(document, 0, 0, ['NEW=1']);
    expect(await at.call('sops.spliceLines', { document, expectedRevision: 0, at: 0, remove: 1, lines: [] })).toMatchObject({ ok: false, error: { code: 'revision-conflict' } });
  });
});

type Act = { readonly kind: 'set' | 'add' | 'rename' | 'duplicate' | 'remove' | 'restore' | 'move' | 'undo' | 'redo' | 'cut' | 'paste' | 'type' | 'save'; readonly a: number; readonly b: number; readonly text: string };
const act = fc.record<Act>({ kind: fc.constantFrom('set', 'add', 'rename', 'duplicate', 'remove', 'restore', 'move', 'undo', 'redo', 'cut', 'paste', 'type', 'save'), a: fc.nat(40), b: fc.nat(40), text: fc.stringMatching(/^[A-Z]{1,6}$/) });

describe.skipIf(sopsPath === undefined)('any order of acts', () => {
  it('what is shown is what sops reads, undoing all shows what was opened, redoing all what was last', async () => {
    let round = 0;
    await fc.assert(fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 25 }), async (acts) => {
      round += 1;
      const path = await fresh(`r${round}.env`);
      const { document } = await at.open(path);
      const original = await shown(document, true);
      let cut = '';
      for (const { kind, a, b, text } of acts) {
        const { entry, revision } = await at.done('sops.listEntries', { document });
        const [one, other] = [entry[a % entry.length] ?? 0, entry[b % entry.length] ?? 0];
        const listed = await at.done('sops.listLines', { document });
        const line = a % (listed.line.length + 1);
        switch (kind) {
          case 'set': await at.call('sops.setEntry', { document, entry: one, value: `canary-${text}` }); break;
          case 'add': await at.call('sops.addEntry', { document, name: text, value: text, ...(b % 2 === 0 ? { before: other } : {}) }); break;
          case 'rename': await at.call('sops.renameEntry', { document, entry: one, name: text }); break;
          case 'duplicate': await at.call('sops.duplicateEntry', { document, entry: one }); break;
          case 'remove': await at.call('sops.removeEntries', { document, entries: [...new Set([one, other])] }); break;
          case 'restore': await at.call('sops.restoreEntries', { document, entries: [one] }); break;
          case 'move': await at.call('sops.moveEntries', { document, entries: [one], ...(b % 3 === 0 ? {} : b % 3 === 1 ? { before: other } : { after: other }) }); break;
          case 'undo': await at.call('sops.undoChange', { document }); break;
          case 'redo': await at.call('sops.redoChange', { document }); break;
          case 'cut':
            cut = listed.kind[line] === 'entry' ? `${listed.text[line]}={{coffre:${listed.seal}:${listed.line[line]}}}` : '# pasted';
            await at.call('sops.spliceLines', { document, expectedRevision: revision, at: line, remove: Math.min(1, listed.line.length - line), lines: [] });
            break;
          case 'paste': await at.call('sops.spliceLines', { document, expectedRevision: revision, at: line, remove: 0, lines: [cut] }); break;
          case 'type': await at.call('sops.spliceLines', { document, expectedRevision: revision, at: line, remove: Math.min(b % 3, listed.line.length - line), lines: [`# ${text}`, '', `${text}_T=${text}`] }); break;
          case 'save': await save(document); readBySops(path, await shown(document)); break;
        }
      }
      const last = await shown(document, true);
      let steps = 0;
      while ((await at.done('sops.listEntries', { document })).canUndo) { await at.done('sops.undoChange', { document }); steps += 1; }
      expect(await shown(document, true)).toBe(original);
      while ((await at.done('sops.listEntries', { document })).canRedo) { await at.done('sops.redoChange', { document }); steps -= 1; }
      expect(steps).toBeLessThanOrEqual(0);
      if (steps === 0) expect(await shown(document, true)).toBe(last);
      await save(document);
      readBySops(path, await shown(document));
      const again = await at.open(path);
      expect(again.entries).toBe((await at.done('sops.listEntries', { document })).entry.length);
      await at.done('sops.closeFile', { document });
    }), { numRuns: process.env['COFFRE_DEEP'] === '1' ? 300 : 25, seed: 20261127 });
    expect(saves).toBeGreaterThan(20);
  });
});
