// Text mode under arbitrary strings: a line that was not touched keeps its entry and its value, a refused text changes nothing, and no answer but a reveal holds a value.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encryptDotenv, type PlainLine } from '../../../electron/core/sops/index.ts';
import type { TextLines } from '../../../shared/ipc/sops.ts';
import { openCore, type OpenCore } from '../../fakes/open-core.ts';
import { identities, recipients } from '../../fakes/fixtures.ts';
import { sopsDecrypt, sopsPath } from '../../fakes/real-sops.ts';

const numRuns = process.env['COFFRE_DEEP'] === '1' ? 600 : 25;

let at: OpenCore;
let round = 0;
beforeEach(() => { at = openCore(); });
afterEach(async () => { await at.close(); });

const file: readonly PlainLine[] = [
  { comment: ' Runtime' }, ['NODE_ENV', 'canary-env'], ['PORT', 'canary-port'], { comment: 'OLD_TOKEN=canary-comment' }, { comment: ' --- Database ---' }, ['DB_URL', 'canary-url'], ['DB_PASSWORD', 'canary-two\nlines-canary'],
  ['EMPTY', ''], ['QUOTED', '"canary-quoted # $HOME "'], { comment: ' the last one' }, ['LAST', 'canary-{{coffre:00000000:1}}'],
];

async function fresh(lines: readonly PlainLine[] = file): Promise<{ readonly document: string; readonly path: string }> {
  round += 1;
  const path = join(at.folder, `${String(round)}.env`);
  writeFileSync(path, await encryptDotenv(lines, [recipients[0]], new Date('2026-01-02T03:04:05Z')));
  const { document } = await at.open(path);
  return { document, path };
}
/** Never a value: that is what every call of this file is held to, but reveals. */
async function listLines(document: string): Promise<TextLines> {
  const lines = await at.done('sops.listLines', { document });
  expect(JSON.stringify(lines)).not.toMatch(/canary|typed/);
  return lines;
}
async function valueOf(document: string, entry: number): Promise<string> {
  at.ports.fake.clock.advance(60_000);
  return (await at.done('sops.revealEntry', { document, entry, side: 'draft' }, 'window')).value;
}
async function valuesOf(document: string, lines: TextLines): Promise<ReadonlyMap<number, string>> {
  const found = new Map<number, string>();
  for (const [index, entry] of lines.line.entries()) if (lines.kind[index] === 'entry') found.set(entry, await valueOf(document, entry));
  return found;
}
/** The lines that a text refers to. */
const referencesIn = (text: string, seal: string): readonly number[] => [...text.matchAll(/\{\{coffre:([0-9a-f]+):(\d{1,9})(?::\d{1,9})?\}\}/g)].flatMap(([, its, id]) => (its === seal ? [Number(id)] : []));
/** As text, each value a reference. */
const textOf = ({ seal, line, kind, text, sealed }: TextLines): readonly string[] => line.map((id, index) => (kind[index] === 'blank' ? '' : `${kind[index] === 'comment' ? '#' : `${text[index] ?? ''}=`}${sealed[index] === true ? `{{coffre:${seal}:${String(id)}}}` : (text[index] ?? '')}`));
const rowsOf = ({ line, kind, text, sealed }: TextLines): readonly string[] => line.map((id, index) => JSON.stringify([id, kind[index], text[index], sealed[index]]));

/** A line as somebody could paste it: well formed, nearly so, or anything. `[n]` stands for a reference to the n-th line, `[!]` for one of another file. */
const name = fc.stringMatching(/^[A-Z_][A-Z0-9_]{0,6}$/);
const anything = fc.oneof(fc.string({ unit: 'binary', maxLength: 30 }), fc.string({ maxLength: 30 }), fc.constantFrom('\u0000', '\r', 'a\nb', '\\n', '\\', '\ufeff', '\u2028', '{{coffre:', '}}', ' ', '\t', 'ENC[AES256_GCM,data:x]'));
const place = fc.nat(14).map((index) => `[${String(index)}]`);
const anyLine = fc.oneof(
  anything, fc.constant(''), anything.map((text) => `# ${text}`), place.map((reference) => `#${reference}`), place,
  fc.tuple(name, fc.oneof(place, place, anything.map((text) => `typed${text}`), place.map((reference) => `x${reference}`), fc.constant('[!]'))).map(([key, value]) => `${key}=${value}`),
  fc.constantFrom('NODE_ENV', 'PORT', 'DB_URL', 'LAST').chain((key) => fc.oneof(place, fc.constant('typed-again')).map((value) => `${key}=${value}`)),
);
const edit = fc.record({ at: fc.nat(14), remove: fc.nat(4), lines: fc.array(anyLine, { maxLength: 5 }) });
const withReferences = (line: string, { seal, line: ids }: TextLines): string => line
  .replaceAll(/\[(\d+)\]/g, (_all, index: string) => `{{coffre:${seal}:${String(ids[Number(index) % Math.max(1, ids.length)] ?? 0)}}}`).replaceAll('[!]', '{{coffre:0123456789abcdef:3}}');

describe('any lines put anywhere', () => {
  it('SECURITY(no-value-as-comment) leave every other line as it was, with its value; a reference keeps the value it stands for; what is refused changes nothing', async () => {
    let [accepted, refused] = [0, 0];
    await fc.assert(fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 6 }), async (edits) => {
      const { document, path } = await fresh();
      const first = await listLines(document);
      const original = { rows: rowsOf(first), values: await valuesOf(document, first) };
      /** What each line held when it was last seen: a reference to a line that was cut stands for that. */
      const ever = new Map(original.values);
      for (const { at: from, remove: most, lines: put } of edits) {
        const before = await listLines(document);
        const values = await valuesOf(document, before);
        for (const [id, value] of values) ever.set(id, value);
        const [start, sent] = [Math.min(from, before.line.length), put.map((line) => withReferences(line, before))];
        const remove = Math.min(most, before.line.length - start);
        const answer = await at.call('sops.spliceLines', { document, expectedRevision: before.revision, at: start, remove, lines: sent });
        expect(JSON.stringify(answer)).not.toContain('canary');
        const after = await listLines(document);
        if (!answer.ok) {
          refused += 1;
          expect(answer.error.code).toBe('line-not-representable');
          expect([after.revision, rowsOf(after)]).toEqual([before.revision, rowsOf(before)]);
          expect(await valuesOf(document, after)).toEqual(values);
          continue;
        }
        accepted += 1;
        const now = await valuesOf(document, after);
        expect([...rowsOf(after).slice(0, start), ...rowsOf(after).slice(start + sent.length)]).toEqual([...rowsOf(before).slice(0, start), ...rowsOf(before).slice(start + remove)]);
        for (const [index, id] of before.line.entries()) if ((index < start || index >= start + remove) && before.kind[index] === 'entry') expect(now.get(id)).toBe(values.get(id));
        for (const [index, line] of sent.entries()) {
          const id = after.line[start + index] ?? -1;
          const [reference] = referencesIn(line, before.seal);
          if (after.kind[start + index] === 'entry' && reference !== undefined && ever.has(reference)) expect(now.get(id)).toBe(ever.get(reference));
          if (after.kind[start + index] === 'entry' && reference === undefined) expect(now.get(id)?.replaceAll('\n', '\\n')).toBe(line.slice(line.indexOf('=') + 1));
        }
        expect(new Set(after.line).size).toBe(after.line.length);
      }
      const last = await listLines(document);
      const shown = { rows: rowsOf(last), values: await valuesOf(document, last) };
      while ((await at.done('sops.listEntries', { document })).canUndo) await at.done('sops.undoChange', { document });
      const back = await listLines(document);
      expect([rowsOf(back), await valuesOf(document, back)]).toEqual([original.rows, original.values]);
      while ((await at.done('sops.listEntries', { document })).canRedo) await at.done('sops.redoChange', { document });
      const again = await listLines(document);
      expect([rowsOf(again), await valuesOf(document, again)]).toEqual([shown.rows, shown.values]);
      await readBack(document, path, again, shown.values);
    }), { numRuns });
    expect(accepted).toBeGreaterThan(numRuns / 2);
    expect(refused).toBeGreaterThan(numRuns / 10);
  });

  /** Saves, and compares what the real sops reads with what was shown. */
  async function readBack(document: string, path: string, lines: TextLines, values: ReadonlyMap<number, string>): Promise<void> {
    const saved = await at.call('sops.saveFile', { document, expectedRevision: lines.revision });
    if (!saved.ok) {
      expect(saved.error.code).toBe('draft-not-representable');
      return;
    }
    if (sopsPath === undefined) return;
    const peer = sopsDecrypt(path, identities[0]).stdout.toString('utf8').split('\n');
    const own = lines.line.flatMap((id, index) => (lines.kind[index] === 'entry' ? [`${lines.text[index] ?? ''}=${(values.get(id) ?? '').replaceAll('\n', '\\n')}`] : []));
    expect(peer.filter((line) => line !== '' && !line.startsWith('#'))).toEqual(own);
  }

  it('as one text that was edited in several places: a line that stands as it stood keeps its value', async () => {
    const change = fc.record({ at: fc.nat(14), lines: fc.array(anyLine, { maxLength: 2 }), drop: fc.boolean() });
    await fc.assert(fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
      const { document } = await fresh();
      const before = await listLines(document);
      const values = await valuesOf(document, before);
      const texts = textOf(before);
      const edited = changes.reduce<readonly string[]>((lines, { at: index, lines: put, drop }) => lines.toSpliced(Math.min(index, lines.length), drop ? 1 : 0, ...put.map((line) => withReferences(line, before))), texts);
      let [start, end] = [0, 0];
      const shorter = Math.min(texts.length, edited.length);
      while (start < shorter && texts[start] === edited[start]) start += 1;
      while (end < shorter - start && texts.at(-1 - end) === edited.at(-1 - end)) end += 1;
      const answer = await at.call('sops.spliceLines', { document, expectedRevision: before.revision, at: start, remove: texts.length - end - start, lines: edited.slice(start, edited.length - end) });
      const after = await listLines(document);
      const now = await valuesOf(document, after);
      if (!answer.ok) {
        expect(rowsOf(after)).toEqual(rowsOf(before));
        return;
      }
      for (const [index, id] of before.line.entries()) {
        const text = texts[index] ?? '';
        // Its first use keeps the entry, whatever else was done around it.
        if (before.kind[index] !== 'entry' || edited.filter((line) => referencesIn(line, before.seal).includes(id)).length !== 1 || !edited.includes(text)) continue;
        expect(now.get(id)).toBe(values.get(id));
        expect(after.text[after.line.indexOf(id)]).toBe(before.text[index]);
      }
    }), { numRuns });
  });
});

describe('any file', () => {
  const decoration = fc.stringMatching(/^[ \t#;/*>|-]{0,4}$/);
  const commentedOut = fc.tuple(decoration, fc.constantFrom('', 'export '), fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_.-]{0,12}$/), fc.constantFrom('=', ' = ', '= '), fc.string({ maxLength: 20 }))
    .map(([start, word, key, sign, text]): PlainLine => ({ comment: `${start}${word}${key}${sign}canary${text.replaceAll(/[\n\r\\\u0000]/g, '')}` }));
  const entry = fc.tuple(name, fc.string({ unit: 'binary', maxLength: 40 })).map(([key, text]): PlainLine => [key, `canary${text.replaceAll(/[\p{Cc}\\\ud800-\udfff]/gu, '')}canary`]);

  it('SECURITY(comment-masking) lists no value and no commented-out one, neither as lines nor as entries nor among open files', async () => {
    await fc.assert(fc.asyncProperty(fc.uniqueArray(fc.oneof(entry, commentedOut), { minLength: 1, maxLength: 12, selector: (line) => ('comment' in line ? line.comment : line[0]) }), async (lines) => {
      const { document } = await fresh(lines.map((line) => ('comment' in line || !line[0].startsWith('sops') ? line : [`X${line[0]}`, line[1]] as const)));
      const answers = [await at.done('sops.listLines', { document }), await at.done('sops.listEntries', { document }), await at.done('sops.listDocuments', {}), await at.done('sops.listHistory', { document }), await at.done('sops.findTwins', { document })];
      for (const answer of answers) expect(JSON.stringify(answer)).not.toContain('canary');
      await at.done('sops.closeFile', { document });
    }), { numRuns });
  });
});
