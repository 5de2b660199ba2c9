// What git prints while it prints it: the log of changes and the contents, cut into pieces anywhere.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Programs } from '../../../electron/core/ports.ts';
import { createLogReader } from '../../../electron/core/sops/history/log-rows.ts';
import { createObjectReader } from '../../../electron/core/sops/history/objects.ts';
import { changesBelow, maxRows } from '../../../electron/core/sops/history/revisions.ts';
import { mayName, outlineOf } from '../../../electron/core/sops/shapes.ts';

const id = (letter: string): string => letter.repeat(40);
const none = '0'.repeat(40);
const date = '2026-01-01T10:00:00+02:00';
const cut = (bytes: Buffer, sizes: readonly number[]): readonly Buffer[] => {
  const pieces: Buffer[] = [];
  let at = 0;
  for (const size of sizes) {
    pieces.push(Buffer.from(bytes.subarray(at, at + size)));
    at += size;
  }
  return [...pieces, Buffer.from(bytes.subarray(at))];
};
const sizes = fc.array(fc.integer({ min: 1, max: 90 }), { maxLength: 20 });

describe('the log', () => {
  const text = [
    `\u0001${id('c')} ${date}`, `::100644 100644 100644 ${id('1')} ${id('2')} ${id('3')} MM`, 'merged', '',
    `\u0001${id('d')} ${date}\n:100644 100644 ${id('1')} ${id('4')} M`, '\u0001:odd\nname', `:100644 100644 ${id('5')} ${id('6')} R087`, 'before', 'after', '',
    `\u0001${id('e')} not-a-date\n:000000 100644 ${none} ${id('7')} A`, 'new', `:100644 000000 ${id('8')} ${none} D`, 'gone', `:120000 100755 ${id('9')} ${id('a')} T`, 'was-a-link', `:160000 160000 ${id('9')} ${id('a')} M`, 'submodule', '',
  ].join('\0');

  it('is read as it comes: merges, renames, odd names, what is no file', () => {
    fc.assert(fc.property(sizes, (where) => {
      const reader = createLogReader();
      for (const piece of cut(Buffer.from(text), where)) reader.push(piece);
      expect(reader.commits).toEqual([{ id: id('c'), date }, { id: id('d'), date }, { id: id('e'), date: '' }]);
      const [a, b, x, y, z] = ['merged', '\u0001:odd\nname', 'after', 'new', 'gone'];
      expect(reader.rows).toEqual([
        { commit: 0, path: a, pathBefore: a, content: id('3'), before: id('1') }, { commit: 0, path: a, pathBefore: a, content: id('3'), before: id('2') },
        { commit: 1, path: b, pathBefore: b, content: id('4'), before: id('1') }, { commit: 1, path: x, pathBefore: 'before', content: id('6'), before: id('5') },
        { commit: 2, path: y, pathBefore: y, content: id('7'), before: undefined }, { commit: 2, path: z, pathBefore: z, content: undefined, before: id('8') },
        { commit: 2, path: 'was-a-link', pathBefore: 'was-a-link', content: id('a'), before: undefined }, { commit: 2, path: 'submodule', pathBefore: 'submodule', content: undefined, before: undefined },
      ]);
    }), { numRuns: 200 });
  });

  it('is read whatever it is', () => {
    const piece = fc.oneof(fc.constantFrom('\0', '\u0001', ':', `:100644 100644 ${id('1')} ${id('2')} M`, `\u0001${id('a')} ${date}\n`, '\n'), fc.string({ unit: 'binary', maxLength: 8 }));
    fc.assert(fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const reader = createLogReader();
      for (const each of pieces) reader.push(Buffer.from(each));
      for (const { commit, content } of reader.rows) expect([reader.commits[commit] !== undefined, content === undefined || /^[0-9a-f]{40,64}$/.test(content)]).toEqual([true, true]);
    }), { numRuns: 2000 });
  });
});

describe('a history without end', () => {
  it('is given up where it would fill the memory, and is not called whole', async () => {
    const row = `:100644 100644 ${id('1')} ${id('2')} M\0a\0`;
    const chunk = Buffer.from(row.repeat(20_000));
    let killed = false;
    const start: Programs['start'] = () => ({
      output: (async function* endless() {
        yield Buffer.from(`\u0001${id('c')} ${date}\n`);
        while (!killed) yield await Promise.resolve(Buffer.from(chunk));
      })(),
      write: () => Promise.resolve(), end: () => undefined, ended: Promise.resolve(0), kill() { killed = true; },
    });
    const { whole, rows } = await changesBelow('/', { prefix: '', shallow: false }, { programs: { start }, environment: {}, runner: { run: () => Promise.reject(new Error('not here')) } });
    expect([whole, killed, rows.length > maxRows, rows.length < maxRows + 40_000]).toEqual([false, true, true, true]);
  });
});

describe('the contents', () => {
  it('come in any pieces, the large and the missing ones told and passed over', () => {
    const contents = [['a', ''], ['b', 'one\ntwo\n'], ['c', 'x'.repeat(200)], ['d', '\n\n'], ['e', 'end']] as const;
    const printed = Buffer.from(contents.map(([letter, text]) => `${id(letter)} blob ${String(text.length)}\n${text}\n`).join('').replace(`${id('d')} blob`, `${id('f')} missing\n${id('b')} tree 4\ntree\n${id('d')} blob`));
    fc.assert(fc.property(sizes, (where) => {
      const seen: string[] = [];
      const reader = createObjectReader(100, (name, bytes) => seen.push(`${name[0] ?? ''} ${typeof bytes === 'string' ? bytes : JSON.stringify(bytes.toString())}`));
      for (const piece of cut(printed, where)) {
        reader.push(piece);
        piece.fill(0);
      }
      expect(seen).toEqual(['a ""', String.raw`b "one\ntwo\n"`, 'c passed', 'f missing', 'b passed', String.raw`d "\n\n"`, 'e "end"']);
    }), { numRuns: 300 });
    expect(() => { createObjectReader(100, () => undefined).push(Buffer.from('hello blob x\n')); }).toThrow('something else');
    expect(() => { createObjectReader(100, () => undefined).push(Buffer.alloc(1000, 65)); }).toThrow('something else');
  });
});

describe('what a content tells at a glance', () => {
  const bytes = (text: string): Buffer => Buffer.from(`A=ENC[AES256_GCM,data:x]\nsops_r=${text}\n`);
  it('whom it may be for, in any spelling of the key', () => {
    const names = (kind: 'age' | 'pgp' | 'azure_kv', recipient: string, text: string): boolean => mayName([{ kind, recipient }])(bytes(text));
    expect([names('age', 'age1abc', 'age1abc'), names('age', 'age1abc', 'age1abd'), names('age', 'ssh-ed25519 KEY me@x', 'ssh-ed25519 KEY other'), names('pgp', '0xAAAA BBBBCCCC DDDD', 'bbbbccccdddd'), names('pgp', 'AAAABBBBCCCCDDDD', 'CCCCDDDD'), names('azure_kv', 'https://x/keys/a/b', 'anybody')]).toEqual([true, false, true, true, true, true]);
    expect(mayName([{ kind: 'age', recipient: 'age1abc' }])(Buffer.from('# age1abc is Bob'))).toBe(false);
  });
  it('that only values and times differ', () => {
    const file = (value: string, time: string, name = 'A'): Buffer => Buffer.from(`${name}=ENC[AES256_GCM,data:${value},iv:x,tag:y,type:str]\nsops_lastmodified=${time}\n`);
    expect(outlineOf(file('a', '2026-01-01T00:00:00Z'))).toBe(outlineOf(file('bcd', '2025-01-01T00:00:00+01:00')));
    expect(outlineOf(file('a', '2026-01-01T00:00:00Z'))).not.toBe(outlineOf(file('a', '2026-01-01T00:00:00Z', 'B')));
  });
});
