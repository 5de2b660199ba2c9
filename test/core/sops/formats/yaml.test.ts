// YAML as people and every sops write it: it opens, verifies, comes out byte for byte, and a change touches only what it must.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { yaml } from '../../../../electron/core/sops/formats/yaml/index.ts';
import { linesOf, type Line } from '../../../../electron/core/sops/tree.ts';
import { fixtures } from '../../../fakes/fixtures.ts';
import { sopsPath } from '../../../fakes/real-sops.ts';
import { clearLines, open, peerDecrypts, sealed } from './sealed.ts';

const fixture = (name: string): Buffer => readFileSync(join(fixtures, name));
const versions = ['v3.8.1', 'v3.10.2', 'v3.12.2', 'v3.13.1', 'v3.13.2'];
const section = 'sops:\n    lastmodified: "2020-01-01T00:00:00Z"\n    mac: ENC[AES256_GCM,data:a,iv:b,tag:c,type:str]\n    version: 3.12.2\n';
const linesIn = async (text: string): Promise<Line[]> => linesOf((await yaml.parse(Buffer.from(text))).branches);
const edited = async (text: string, lines: readonly Line[], metadata = {}): Promise<string> => (await yaml.edit(Buffer.from(text), { lines, metadata })).toString();
const changed = (before: string, after: string): readonly (readonly string[])[] => {
  const [a, b] = [before.split('\n'), after.split('\n')];
  return [a.filter((line) => !b.includes(line)), b.filter((line) => !a.includes(line))];
};
const item = (key: string | undefined, text: string, depth = 0): Line => ({ kind: 'item', old: undefined, depth, key, type: 'str', text });
const placeOf = (lines: readonly Line[], key: string): number => lines.findIndex((line) => 'key' in line && line.key === key);
/** The tree of a clear file, comments as `#…`. */
const shape = async (text: string): Promise<unknown> => (await linesOf((await yaml.parsePlain(Buffer.from(text))).branches)).map((line) => {
  const pad = '.'.repeat(line.depth);
  if (line.kind === 'comment') return `${pad}#${line.text}${line.inline ? ' (inline)' : ''}`;
  if (line.kind === 'item') return `${pad}${line.key ?? '-'}=${line.type === 'str' ? JSON.stringify(line.text) : `${line.type} ${line.text}`}`;
  return `${pad}${'key' in line ? (line.key ?? '-') : ''}${line.kind === 'branch' ? '{' : line.kind === 'list' ? '[' : '---'}`;
});

describe('the files of every sops', () => {
  it.each(versions)('that of %s opens, verifies and comes out as it was', async (version) => {
    const bytes = fixture(`${version}/basic.enc.yaml`);
    const file = await open(bytes, yaml);
    expect(file.leaves.find((leaf) => leaf.path.join('.') === 'map.nested.deep')?.plain.exposeBytes().toString()).toBe('value');
    expect((await yaml.edit(bytes, { lines: await linesOf(file.parsed.branches), metadata: {} })).equals(bytes)).toBe(true);
  });
  it.each(['edge/yaml-odd.enc.yaml', 'edge/yaml-listcomments.enc.yaml'])('%s comes out as it was', async (name) => {
    const bytes = fixture(name);
    expect((await yaml.edit(bytes, { lines: await linesOf((await yaml.parse(bytes)).branches), metadata: {} })).equals(bytes)).toBe(true);
  });
  it('print in clear as sops prints them', async () => {
    const file = await open(fixture('edge/yaml-odd.enc.yaml'), yaml);
    const printed = (await yaml.emit(await clearLines(file), undefined)).toString();
    const theirs = fixture('edge/yaml-odd.decrypted.yaml').toString();
    // The sops that wrote that file had no comments behind values.
    expect(printed.replace('str: hello # inline', '# inline\nstr: hello')).toBe(theirs);
  });
  it('pass as plain data, as a worker needs it', async () => {
    const parsed = await yaml.parse(fixture('v3.13.2/basic.enc.yaml'));
    expect(structuredClone(parsed)).toEqual(parsed);
  });
  it.skipIf(sopsPath === undefined)('are read by sops after a change, which touches its line, lastmodified and mac', async () => {
    const bytes = fixture('v3.12.2/basic.enc.yaml');
    const file = await open(bytes, yaml);
    const lines = (await clearLines(file)).map((line): Line => (line.kind === 'item' && line.key === 'deep' ? { ...line, text: 'canary-d3' } : line));
    const after = await yaml.edit(bytes, await sealed(file, lines));
    const [gone = [], come = []] = changed(bytes.toString(), after.toString());
    expect([gone.map((line) => line.trim().split(':')[0]), come.length]).toEqual([['deep', 'lastmodified', 'mac'], 3]);
    const peer = peerDecrypts(after, '.yaml');
    expect(peer.stderr).toBe('');
    expect(peer.stdout.toString()).toContain('deep: canary-d3\n');
  });
});

describe('clear text', () => {
  it('is read with the comments where sops has them', async () => {
    expect(await shape('# top\na: 1 # i\nb:\n  # in\n  c: x\n  # last\nd:\n- e\n# f\n- g # h\n# z\ny: z\n')).toEqual([
      '# top', '# i (inline)', 'a=int 1', 'b{', '.# in', '.c="x"', '.# last', 'd[', '.-="e"', '.# f', '.# h (inline)', '.-="g"', '# z', 'y="z"',
    ]);
  });
  it('is read in every style', async () => {
    expect(await shape('a: "x\\n\\u00e9"\nb: \'it\'\'s\'\nc: |\n  l\n   m\nd: >-\n  f\n  g\n\n  h\ne: p\n  q\nf: [1, {g: h}, i: j]\n? k\n: l\nm: !custom n\no: !!binary aGk=\n')).toEqual([
      'a="x\\né"', 'b="it\'s"', 'c="l\\n m\\n"', 'd="f g\\nh"', 'e="p q"', 'f[', '.-=int 1', '.-{', '..g="h"', '.-{', '..i="j"', 'k="l"', 'm="n"', 'o="hi"',
    ]);
  });
  it('has its documents, anchors and merges taken apart', async () => {
    expect(await shape('a: &x\n  b: 1\nc: *x\nd:\n  <<: *x\n---\ne: f\n')).toEqual(['a{', '.b=int 1', 'c{', '.b=int 1', 'd{', '.<<{', '..b=int 1', '---', 'e="f"']);
  });
  it.each([
    ['a: 1\na: 2\n', 'format-refused', 'duplicate-key'], ['1: a\n', 'format-refused', 'key-not-text'], ['true: a\n', 'format-refused', 'key-not-text'], ['- a\n', 'format-refused', 'root-not-mapping'], ['text\n', 'format-refused', 'root-not-mapping'],
    ['a: 9223372036854775808\n', 'format-refused', 'number-too-large'], ['a: !!int x\n', 'format-refused', 'tag'], ['a: *b\n', 'format-refused', 'anchor'], ['a: &x [*x]\n', 'format-refused', 'anchor'], ['a: b: c\n', 'format-refused', 'syntax'],
    ['a: [1\n', 'format-refused', 'syntax'], ['a: "x\n', 'format-refused', 'syntax'], ['a:\n\tb: 1\n', 'format-refused', 'syntax'], ['', 'empty-file', undefined], ['# only\n', 'empty-file', undefined], ['sops:\n  a: 1\n', 'already-encrypted', undefined],
    ['a: 1\n<<<<<<< HEAD\nb: 2\n=======\n', 'merge-conflict', undefined], ['a\u0000', 'binary-file', undefined], ['a: \u0007\n', 'format-refused', 'syntax'],
  ])('%j is refused as %s', async (text, code, reason) => {
    await expect(yaml.parsePlain(Buffer.from(text))).rejects.toMatchObject({ code, ...(reason === undefined ? {} : { data: { reason } }) });
  });
  it('SECURITY(yaml-anchors) is no way to fill the memory, nor the stack', async () => {
    const laughs = `a: &a [x,x,x,x,x,x,x,x,x]\n${[...'bcdefghij'].map((name, at) => `${name}: &${name} [${Array.from({ length: 9 }, () => `*${'abcdefghi'.charAt(at)}`).join(',')}]`).join('\n')}\n`;
    await expect(yaml.parsePlain(Buffer.from(laughs))).rejects.toMatchObject({ code: 'format-refused', data: { reason: 'anchor' } });
    for (const deep of [`a: ${'['.repeat(100_000)}`, `a:\n ${'- '.repeat(100_000)}x`, `a: ${'{b: '.repeat(100_000)}`]) await expect(yaml.parsePlain(Buffer.from(deep))).rejects.toMatchObject({ code: 'nested-too-deep' });
  });
});

describe('an encrypted file', () => {
  it('has no aliases: what they repeat would be encrypted for another place', async () => {
    await expect(yaml.parse(Buffer.from(`a: &x b\nc: *x\n${section}`))).rejects.toMatchObject({ code: 'format-refused', data: { reason: 'anchor', line: 2 } });
    expect(await linesIn(`a: &x b\n${section}`)).toHaveLength(1);
  });
  it.each([['a: b\n', 'not-encrypted'], ['a: ENC[AES256_GCM,data:a,iv:b,tag:c,type:str]\n', 'file-truncated'], ['a: b\nsops: 5\n', 'bad-metadata'], ['a: b\nsops:\n  age: [1]\n', 'bad-metadata']])('%j is refused as %s', async (text, code) => {
    await expect(yaml.parse(Buffer.from(text))).rejects.toMatchObject({ code });
  });
  it('tells when the documents were encrypted one by one', async () => {
    const other = section.replace('2020', '2021');
    expect((await yaml.parse(Buffer.from(`a: b\n${section}---\nc: d\n${other}`))).notes).toContain('metadata-differs');
    expect((await yaml.parse(Buffer.from(`a: b\n${section}---\nc: d\n${section}`))).notes).toEqual([]);
  });
});

const laidOut = `# top\na: x # i\n"b":\n  # in b\n  c: 'one'\n\n  d:\n  - e\n  - f: 1\n    g: 2\n  # foot\nl: [p, {q: r}] # fl\nm: {}\nn: |  # head\n  text\n# end\n${section}`;

describe('a change in a file that somebody laid out', () => {
  const without = (lines: readonly Line[], ...keys: readonly string[]): Line[] => lines.filter((line) => !('key' in line) || !keys.includes(line.key ?? ''));
  it.each([['\n', ''], ['\r\n', ''], ['\n', '\uFEFF'], ['\r\n', '\uFEFF']])('none is none, whatever its line ends (%j) and first character', async (eol, mark) => {
    const text = mark + laidOut.replaceAll('\n', eol);
    expect(await edited(text, await linesIn(text))).toBe(text);
  });
  it('of a value, name or comment replaces just that', async () => {
    const lines = await linesIn(laidOut);
    const next = lines.map((line): Line => {
      if (line.kind === 'item' && line.key === 'c') return { ...line, text: 'ENC[AES256_GCM,data:x,iv:y,tag:z,type:str]' };
      if (line.kind === 'item' && line.key === 'q') return { ...line, text: 'ENC[AES256_GCM,data:x,iv:y,tag:z,type:str]' };
      if (line.kind === 'branch' && line.key === 'b') return { ...line, key: 'yes' };
      return line.kind === 'comment' && line.text === ' i' ? { ...line, text: ' j' } : line;
    });
    expect(changed(laidOut, await edited(laidOut, next))).toEqual([
      ['a: x # i', '"b":', "  c: 'one'", 'l: [p, {q: r}] # fl'],
      ['a: x # j', '"yes":', '  c: ENC[AES256_GCM,data:x,iv:y,tag:z,type:str]', 'l: [p, {q: "ENC[AES256_GCM,data:x,iv:y,tag:z,type:str]"}] # fl'],
    ]);
  });
  it('of a block keeps the comment at its head', async () => {
    const lines = (await linesIn(laidOut)).map((line): Line => (line.kind === 'item' && line.key === 'n' ? { ...line, text: 'new' } : line));
    expect(changed(laidOut, await edited(laidOut, lines))).toEqual([['n: |  # head', '  text'], ['n: new # head']]);
  });
  it('that takes items out takes their lines out, and leaves brackets where nothing is left', async () => {
    const lines = await linesIn(laidOut);
    expect(changed(laidOut, await edited(laidOut, without(lines, 'f')))).toEqual([['  - f: 1', '    g: 2'], ['  - g: 2']]);
    const list = placeOf(lines, 'd');
    expect(changed(laidOut, await edited(laidOut, [...lines.slice(0, list + 1), ...lines.slice(list + 6)]))).toEqual([['  d:', '  - e', '  - f: 1', '    g: 2', '  # foot'], ['  d: []']]);
    // A comment stays in what it stood in.
    expect(changed(laidOut, await edited(laidOut, [...lines.slice(0, list + 1), ...lines.slice(list + 5)]))).toEqual([['  - e', '  - f: 1', '    g: 2'], ['    []']]);
  });
  it('that adds items makes them look like their neighbours', async () => {
    const lines = await linesIn(laidOut);
    const at = placeOf(lines, 'd');
    const fresh: Line[] = [item('h', 'new', 1), { kind: 'list', old: undefined, depth: 1, key: 'i' }, item(undefined, 'two\nlines', 2), { kind: 'branch', old: undefined, depth: 2, key: undefined }, item('j', 'k', 3)];
    expect(changed(laidOut, await edited(laidOut, [...lines.slice(0, at), ...fresh, ...lines.slice(at)]))).toEqual([[], ['  h: new', '  i:', '  - |-', '    two', '    lines', '  - j: k']]);
    const filled = lines.flatMap((line) => ('key' in line && line.key === 'm' ? [line, item('o', 'p', 1)] : 'key' in line && line.key === 'q' ? [line, { ...item('s', 'a, b'), depth: 2 }] : [line]));
    expect(changed(laidOut, await edited(laidOut, filled))).toEqual([['l: [p, {q: r}] # fl', 'm: {}'], ['l: [p, {q: r, s: "a, b"}] # fl', 'm:', '  o: p']]);
  });
  it('of fields of the metadata is made in place, in every document', async () => {
    const text = `a: b\n${section}---\nc: d\n${section}`;
    const after = await edited(text, await linesIn(text), { lastmodified: '2021-02-03T04:05:06Z', mac: 'new', age: [{ enc: 'l1\nl2\n', recipient: 'age1x' }], version: undefined, mac_only_encrypted: true });
    const expected = 'sops:\n    age:\n        - enc: |\n            l1\n            l2\n          recipient: age1x\n    lastmodified: "2021-02-03T04:05:06Z"\n    mac: new\n    mac_only_encrypted: true\n';
    expect(after).toBe(`a: b\n${expected}---\nc: d\n${expected}`);
    expect(await edited('{a: b, sops: {mac: "m", version: "3.9.0"}}\n', await linesIn('{a: b, sops: {mac: "m", version: "3.9.0"}}\n'), { mac: 'n', age: [] })).toBe('{a: b, sops: {"mac": "n", "version": "3.9.0", "age": []}}\n');
  });
});

describe('names and values', () => {
  it('that cannot stand in YAML are refused', () => {
    expect([yaml.nameProblem('sops', 0), yaml.nameProblem('sops', 1), yaml.nameProblem('', 0), yaml.nameProblem('a\uD800', 1)]).toEqual(['reserved', undefined, undefined, 'lone-surrogate']);
    expect([yaml.valueProblem('a\u0000\n'), yaml.valueProblem('\uDC00')]).toEqual([undefined, 'lone-surrogate']);
  });
  it('a comment over several lines is refused', async () => {
    await expect(yaml.emit([{ kind: 'comment', old: undefined, depth: 0, text: 'a\nb', inline: false }], undefined)).rejects.toMatchObject({ code: 'not-in-this-format', data: { reason: 'line-break' } });
  });
});
