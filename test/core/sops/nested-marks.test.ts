// What is told of the entries of nested files: a name stands twice only where it stands beside itself; other types than the saved ones are told.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recipients } from '../../fakes/fixtures.ts';
import { openCore, type OpenCore } from '../../fakes/open-core.ts';
import { sopsPath } from '../../fakes/real-sops.ts';
import { openAs, sopsOn, valuesOf, weEncrypt } from './crypto-kit.ts';

let core: OpenCore;
beforeEach(() => { core = openCore(); });
afterEach(async () => { await core.close(); });

async function open(name: string, bytes: Buffer): Promise<string> {
  writeFileSync(join(core.folder, name), bytes);
  return (await core.open(join(core.folder, name))).document;
}
async function twice(document: string): Promise<readonly number[]> {
  const { entry, marks } = await core.done('sops.listEntries', { document });
  return marks.filter(({ marks: own }) => own.includes('duplicate')).map((mark) => entry.indexOf(mark.entry));
}

describe('the columns of a nested file', () => {
  it('mark a name that stands twice in one branch, and none in lists, other branches and other documents', async () => {
    expect(await twice(await open('a.enc.json', await weEncrypt('json', '{"a":"x","b":{"a":"y","l":["z","z",{"a":"u"},{"a":"v"}]},"l":["w"],"a":"t"}')))).toEqual([0, 12]);
    expect(await twice(await open('b.enc.json', await weEncrypt('json', JSON.stringify({ port: 1, database: { hosts: ['x'] }, empty: [] }))))).toEqual([]);
    expect(await twice(await open('c.enc.yaml', await weEncrypt('yaml', 'kind: x\n---\nkind: y\n---\nkind: z\nb:\n  kind: u\n')))).toEqual([]);
  });

  it('tell which values were saved as another type, as long as they are', async () => {
    const document = await open('d.enc.json', await weEncrypt('json', '{"text":"5","number":7}'));
    const { entry: [text = -1, number = -1] } = await core.done('sops.listEntries', { document });
    await core.done('sops.retypeEntry', { document, entry: text, type: 'int' });
    await core.done('sops.setEntry', { document, entry: number, value: '8' });
    expect((await core.done('sops.listEntries', { document })).retyped).toEqual([{ entry: text, was: 'str' }]);
    await core.done('sops.undoChange', { document });
    await core.done('sops.undoChange', { document });
    expect((await core.done('sops.listEntries', { document })).retyped).toEqual([]);
  });

  const misprinted = String.raw`a: "\tx\n"
b: "x\n\ty\n"
c: "\tx"
d: " x\n"
e:
    - " x\n"
    - f: "\nx"
      g:
        h: " x\n"
    - " x \n"
    - "\n"
`;
  it('say which values sops decrypt prints wrongly', async () => {
    const document = await open('e.enc.yaml', await weEncrypt('yaml', misprinted));
    const { entry, marks } = await core.done('sops.listEntries', { document });
    expect(marks.filter(({ marks: own }) => own.includes('misprinted')).map((mark) => entry.indexOf(mark.entry))).toEqual([0, 5, 7]);
  });
  it.skipIf(sopsPath === undefined)('say so of those for which it does', async () => {
    // Each alone, encrypted by us: what sops prints, encrypted again by sops, holds the same value only for those that are not marked.
    const kept = async (clear: string): Promise<boolean> => {
      const sealed = await weEncrypt('yaml', clear);
      const printed = sopsOn('decrypt', 'yaml', sealed).stdout;
      const again = sopsOn('encrypt', 'yaml', printed, { args: ['--age', recipients[0]] }).stdout;
      const values = async (bytes: Buffer): Promise<unknown> => valuesOf(await openAs('yaml', bytes));
      return again.length > 0 && JSON.stringify(await values(again)) === JSON.stringify(await values(sealed));
    };
    const cases = [String.raw`a: "\tx\n"`, String.raw`a: "x\n\ty\n"`, String.raw`a: "\tx"`, String.raw`a: " x\n"`, String.raw`a: [" x\n"]`, String.raw`a: [{ b: "\nx" }]`, String.raw`a: [{ b: { c: " x\n" } }]`, String.raw`a: [" x \n"]`, String.raw`a: ["\n"]`];
    expect(await Promise.all(cases.map((clear) => kept(`${clear}\n`)))).toEqual([false, true, true, true, false, false, true, true, true]);
  });
});
