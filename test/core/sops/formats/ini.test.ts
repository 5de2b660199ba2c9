// INI as sops reads and writes it: the fixtures of every version, the grammar of go-ini, and the bytes that an edit leaves alone.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Refusal } from '../../../../electron/core/refusal.ts';
import { ini } from '../../../../electron/core/sops/formats/ini/index.ts';
import { linesOf, type Line } from '../../../../electron/core/sops/tree.ts';
import { fixtures } from '../../../fakes/fixtures.ts';
import { sopsPath } from '../../../fakes/real-sops.ts';
import { clearLines, open, peerDecrypts, peerEncrypts, sealed } from './sealed.ts';

const versions = ['v3.8.1', 'v3.10.2', 'v3.12.2', 'v3.13.1', 'v3.13.2'].map((version) => `${version}/basic.enc.ini`);
const fixture = (name: string): Buffer => readFileSync(join(fixtures, name));
const refusalOf = async (work: Promise<unknown>): Promise<unknown> => work.then(() => 'nothing refused', (error: unknown) => (error instanceof Refusal ? { code: error.code, ...error.data } : error));
const own = '[sops]\nlastmodified = t\nmac          = m\nversion      = 3.13.2\n';
const parsed = async (text: string): Promise<Line[]> => linesOf((await ini.parse(Buffer.from(text))).branches);
const plain = async (text: string): Promise<Line[]> => linesOf((await ini.parsePlain(Buffer.from(text))).branches);
const edited = async (text: string, change: (lines: Line[]) => readonly Line[], metadata = {}): Promise<string> => (await ini.edit(Buffer.from(text), { lines: change(await parsed(text)), metadata })).toString('utf8');
const shown = (lines: readonly Line[]): readonly string[] => lines.map((line) => (line.kind === 'item' ? `${line.key ?? ''}=${line.text}` : line.kind === 'comment' ? `;${line.text}` : line.kind === 'branch' ? `[${line.key ?? ''}]` : line.kind));

describe('the files of every sops', () => {
  it.each(versions)('%s opens, verifies, and comes out as it was', async (name) => {
    const bytes = fixture(name);
    const file = await open(bytes, ini);
    expect(file.leaves.length).toBe(8);
    expect((await ini.edit(bytes, { lines: await linesOf(file.parsed.branches), metadata: {} })).equals(bytes)).toBe(true);
  });
  it.each(versions)('one change to %s touches its line, lastmodified and mac', async (name) => {
    const bytes = fixture(name);
    const file = await open(bytes, ini);
    const lines = (await clearLines(file)).map((line): Line => (line.kind === 'item' && line.key === 'b' ? { ...line, text: 'canary-60c2; "x"' } : line));
    const after = await ini.edit(bytes, await sealed(file, lines));
    const [a, b] = [bytes.toString().split('\n'), after.toString().split('\n')];
    expect(b.length).toBe(a.length);
    expect(b.filter((line, at) => line !== a[at]).map((line) => line.split('=')[0]?.trim()).toSorted((x = '', y = '') => (x < y ? -1 : 1))).toEqual(['b', 'lastmodified', 'mac']);
    const again = await open(after, ini);
    expect(again.leaves.find(({ path }) => path.join('.') === 'sec.b')?.plain.exposeBytes().toString()).toBe('canary-60c2; "x"');
    if (name.includes('3.13.1')) return;
    const peer = peerDecrypts(after, '.ini');
    expect(peer.stderr).toBe('');
    expect(peer.stdout.toString('utf8')).toContain('b = `canary-60c2; "x"`\n');
  });
  it.each(versions.filter((name) => !name.includes('3.13.1')))('%s is printed as sops decrypt prints it', async (name) => {
    const bytes = fixture(name);
    expect((await ini.emit(await clearLines(await open(bytes, ini)), undefined)).toString()).toBe(peerDecrypts(bytes, '.ini').stdout.toString('utf8'));
  });
  it('a new file looks like those of 3.13.2', async () => {
    const bytes = fixture('v3.13.2/basic.enc.ini');
    const { branches, metadata } = await ini.parse(bytes);
    expect((await ini.emit(await linesOf(branches), metadata)).toString()).toBe(bytes.toString());
  });
});

const grammar: readonly (readonly [string, readonly string[]])[] = [
  ['a=1', ['[DEFAULT]', 'a=1']],
  ['\uFEFFa : 1 ', ['[DEFAULT]', 'a=1']],
  ['# c\na=1\n; d\n[s]\n;; e\n\n# f\nb = 2\n', ['[DEFAULT]', 'a=1', ';c', '[s]', ';d', 'b=2', ';e\n\u0000f'.replace('\u0000', '# ')]],
  ['pw = a#b', ['[DEFAULT]', 'pw=a', ';b']],
  ['pw = a ; b # c', ['[DEFAULT]', 'pw=a', ';b # c']],
  ['pw = `a#b` # c', ['[DEFAULT]', 'pw=a#b']],
  ['pw = "a"\nq = \'b\'\nr = "c"d"\ns = ""', ['[DEFAULT]', 'pw=a', 'q=b', 'r="c"d"', 's=']],
  ['a = """x\ny"z\n"""b\nc = 1', ['[DEFAULT]', 'a=x\ny"z\n', 'c=1']],
  ['a = `x\ny` # k\nc = 1', ['[DEFAULT]', 'a=x\ny', ';k', 'c=1']],
  ['a = one \\\n  two \\\n\nb = 2', ['[DEFAULT]', 'a=one two ', 'b=2']],
  ['"a=b" = 1\n`c:d`: 2\n"""e"f""" = 3', ['[DEFAULT]', 'a=b=1', 'c:d=2', 'e"f=3']],
  ['[a] ; [b]\nx=1', ['[DEFAULT]', '[a] ; [b]', 'x=1']],
  ['[a] # c\nx=1\n[a]\ny=2', ['[DEFAULT]', '[a]', ';c', 'x=1', '[a]', 'y=2']],
  ['x=1\ny=2\nx=3 ; c', ['[DEFAULT]', 'x=3', ';c', 'y=2']],
  ['a = 1\r\nb = \r\n[s]\r\nc = "d"\r\n', ['[DEFAULT]', 'a=1', 'b=', '[s]', 'c=d']],
  ['[DEFAULT]\na=1', ['[DEFAULT]', '[DEFAULT]', 'a=1']],
  ['a =\u00A0x\u0085\n', ['[DEFAULT]', 'a=x']],
  ['a = """', ['[DEFAULT]', 'a="""']],
  ['a=1\n# nothing follows', ['[DEFAULT]', 'a=1']],
  [';\na=1', ['[DEFAULT]', 'a=1', ';']],
];

describe('reading', () => {
  it.each(grammar.map(([text, expected], at) => [at, text, expected] as const))('the grammar of go-ini, %d', async (_, text, expected) => {
    expect(shown(await plain(text))).toEqual(expected);
  });
  it.skipIf(sopsPath === undefined).each(grammar.map(([text], at) => [at, text] as const))('as the real sops reads and prints it, %d', async (_, text) => {
    const answer = peerDecrypts(peerEncrypts(Buffer.from(text), '.ini').stdout, '.ini');
    expect(answer.stderr).toBe('');
    expect((await ini.emit(await plain(text), undefined)).toString()).toBe(answer.stdout.toString());
  });
  it('notes sections that stand twice, and comments that sops writes otherwise', async () => {
    const notes = async (text: string): Promise<unknown> => (await ini.parsePlain(Buffer.from(text))).notes;
    expect(await notes('[a]\nx=1\n[a]\ny=1')).toEqual(['duplicate-sections']);
    expect(await notes('; c\na=1\n\n; d\n[s]\n')).toEqual([]);
    for (const odd of ['# c\na=1', 'a=1 ; c', ';c\na=1', '; c\n; d\na=1', 'a=1\n; c', 'a=1\na=2']) expect(await notes(odd)).toEqual(['comment-markers']);
  });
  it('passes plain data, as a worker would need it', async () => {
    const found = await ini.parsePlain(fixture('plain/basic.ini'));
    expect(structuredClone(found)).toEqual(found);
  });
});

describe('what is refused', () => {
  it.each([
    ['', { code: 'empty-file' }],
    ['\n \n', { code: 'empty-file' }],
    ['a=1\nb', { code: 'bad-line', line: 2 }],
    ['=1', { code: 'bad-line', line: 1 }],
    ['" "=1', { code: 'bad-line', line: 1 }],
    ['[a', { code: 'bad-line', line: 1 }],
    ['[]', { code: 'bad-line', line: 1 }],
    ['"a=1', { code: 'bad-line', line: 1 }],
    ['a = `x\ny', { code: 'bad-line', line: 1 }],
    ['x=1\n- = 2', { code: 'bad-line', line: 2 }],
    ['a=1\n<<<<<<< HEAD:x\nb=2', { code: 'merge-conflict', line: 2 }],
    ['a=1\n=======\n', { code: 'merge-conflict', line: 2 }],
    ['a=\u0000', { code: 'binary-file' }],
    ['[sops]\nx=1', { code: 'already-encrypted' }],
    ['a=\n'.repeat(150_001), { code: 'format-refused', line: 150_001, reason: 'too-large' }],
  ])('%#', async (text, refusal) => {
    expect(await refusalOf(ini.parsePlain(Buffer.from(text)))).toEqual(refusal);
  });
  it.each([
    ['a=1', { code: 'not-encrypted' }],
    ['a=ENC[AES256_GCM,data:x]', { code: 'file-truncated' }],
    ['[sops]\nage__list_0__map_enc = x', { code: 'file-truncated' }],
    [`${own}${own}`, { code: 'bad-metadata', field: 'sops' }],
    [`${own}age__list_1__map_enc = x`, { code: 'bad-metadata', field: 'age' }],
  ])('encrypted %#', async (text, refusal) => {
    expect(await refusalOf(ini.parse(Buffer.from(text)))).toEqual(refusal);
  });
  it('ini-names: names that would come back as others', () => {
    expect(['#a', ';a', ' a', 'a\u00A0', '', 'a\nb', '-', '[a', 'a`=b', '\uFEFFa', '\uD800', '<<<<<<< a'].map((name) => ini.nameProblem(name, 1))).toEqual([
      'hash-first', 'hash-first', 'edge-blank', 'edge-blank', 'edge-blank', 'line-break', 'reserved', 'bracket-first', 'two-quotes', 'control-character', 'lone-surrogate', 'reserved',
    ]);
    expect(['a b', 'a=b', 'a"b', 'a`b', 'a#b', "'a'", 'sops'].map((name) => ini.nameProblem(name, 1))).toEqual(Array.from({ length: 7 }));
    expect(['sops', '', 'a\rb', 'a]b', ' a', 'DEFAULT'].map((name) => ini.nameProblem(name, 0))).toEqual(['reserved', 'edge-blank', 'line-break', undefined, undefined, undefined]);
  });
  it('ini-values: values that would come back as others', () => {
    expect(['a"""\nb', '"""', ' "a', "'a'", '"a"', 'a\\', '\u0000', '\uD800'].map((value) => ini.valueProblem(value))).toEqual(['triple-quote', 'triple-quote', 'outer-quotes', 'outer-quotes', 'outer-quotes', 'backslash-last', 'control-character', 'lone-surrogate']);
    expect(['a\nb"""', '`"""', ' a ', 'a#b', '"a"b"', 'a\\n', 'a#\\', ''].map((value) => ini.valueProblem(value))).toEqual(Array.from({ length: 8 }));
  });
});

const added = (key: string, text: string): Line => ({ kind: 'item', old: undefined, depth: 1, key, type: 'str', text });
const section = (key: string): Line => ({ kind: 'branch', old: undefined, depth: 0, key });
const note = (text: string): Line => ({ kind: 'comment', old: undefined, depth: 1, text, inline: false });
const change = (key: string, more: Partial<Line>) => (lines: Line[]): Line[] => lines.map((line) => ('key' in line && line.key === key ? { ...line, ...more } as Line : line));

describe('an edit', () => {
  const text = `\uFEFF; top\r\ng = 1\r\n\r\n\r\n; of s\r\n[s] \r\n\tlong_name : "x"  # odd\r\n\tb         = \r\n\r\n\t; of c\r\n\tc=3\r\n[t]\r\n\r\n${own.replaceAll('\n', '\r\n')}; tail`;
  it('keeps padding, empty lines, comments, line ends and the byte order mark', async () => {
    expect(await edited(text, (lines) => lines)).toBe(text);
    expect(await edited(text, change('g', { text: 'new' }))).toBe(text.replace('g = 1', 'g = new'));
    expect(await edited(text, change('b', { text: 'a#b' }))).toBe(text.replace('b         = \r', 'b         = `a#b`\r'));
    expect(await edited(text, change('long_name', { text: 'y' }))).toBe(text.replace('"x"  #', 'y  #'));
    expect(await edited(text, change('c', { key: 'd:e' }))).toBe(text.replace('\tc=3', '\t`d:e`=3'));
    expect(await edited(text, change('s', { key: 'z' }))).toBe(text.replace('[s] ', '[z] '));
  });
  it('adds keys and sections that look like their neighbours', async () => {
    expect(await edited(text, (lines) => lines.flatMap((line) => ('key' in line && line.key === 'c' ? [line, added('n', 'v')] : [line])))).toBe(text.replace('\tc=3\r\n', '\tc=3\r\n\tn=v\r\n'));
    expect(await edited(text, (lines) => [...lines, added('k', ' v '), section('u'), note('why'), added('l', 'x\ny')])).toBe(text.replace('[t]\r\n', '[t]\r\nk = " v "\r\n; why\r\n[u]\r\nl = """x\ny"""\r\n'));
    const padded = '[a]\nb   = 1\nccc = 2\n\n[sops]\nmac     = m\nversion = v';
    expect(await edited(padded, (lines) => [...lines, added('dd', '3'), added('eeee', '4'), section('f'), added('g', '5')])).toBe('[a]\nb   = 1\nccc = 2\ndd  = 3\neeee = 4\n\n[f]\ng = 5\n\n[sops]\nmac     = m\nversion = v');
    expect(await edited(padded, ([first, ...lines]) => [...(first === undefined ? [] : [first]), added('top', '1'), ...lines])).toBe(`top = 1\n\n${padded}`);
  });
  it('removes keys with their comments, and sections with the empty lines above them', async () => {
    expect(await edited(text, (lines) => lines.filter((line) => !('key' in line && line.key === 'c')))).toBe(text.replace('\r\n\t; of c\r\n\tc=3\r\n', ''));
    const small = `[a]\nx = 1\n\n[b]\ny = 2\n\n${own}`;
    expect(await edited(small, (lines) => lines.slice(0, 1).concat(lines.slice(3)))).toBe(`[b]\ny = 2\n\n${own}`);
    expect(await edited(small, (lines) => lines.slice(0, 3))).toBe(`[a]\nx = 1\n\n${own}`);
    expect(await edited(small, () => [])).toBe(own);
  });
  it('moves keys and sections with what stands above them', async () => {
    const small = `[a]\nx = 1\n; of y\ny = 2\n\n; of b\n[b]\nz = 3\n\n${own}`;
    expect(await edited(small, ([d, a, x, y, c, ...b]) => [d, a, y, c, x, ...b].filter((line) => line !== undefined))).toBe(`[a]\n; of y\ny = 2\nx = 1\n\n; of b\n[b]\nz = 3\n\n${own}`);
    expect(await edited(small, ([d, a, x, y, c, ...b]) => [d, a, c, y, x, ...b].filter((line) => line !== undefined))).toBe(`[a]\n; of y\ny = 2\nx = 1\n\n; of b\n[b]\nz = 3\n\n${own}`);
    expect(await edited(small, ([d, a, x, y, c, ...b]) => [d, ...b, a, x, y, c].filter((line) => line !== undefined))).toBe(`; of b\n[b]\nz = 3\n\n[a]\nx = 1\n; of y\ny = 2\n\n${own}`);
  });
  it('changes, adds and takes off comments', async () => {
    const small = `; of a\n[a]\nx = 1 ; inline\ny = 2\n\n${own}`;
    const comment = (old: string, now: string) => (lines: Line[]): Line[] => lines.flatMap((line): Line[] => (line.kind === 'comment' && line.text === old ? (now === '' ? [] : [{ ...line, text: now }]) : [line]));
    expect(await edited(small, comment('of a', 'new\n# two'))).toBe(`; new\n# two\n[a]\nx = 1 ; inline\ny = 2\n\n${own}`);
    const apart = `[a]\nx = 1\n\n\n; of y\n  y = 2\n\n${own}`;
    expect(await edited(apart, comment('of y', 'new'))).toBe(apart.replace('; of y', '  ; new'));
    expect(await edited(apart, comment('of y', ''))).toBe(apart.replace('; of y\n', ''));
    expect(await edited(small, comment('inline', 'above'))).toBe(`; of a\n[a]\n; above\nx = 1\ny = 2\n\n${own}`);
    expect(await edited(small, comment('inline', ''))).toBe(`; of a\n[a]\nx = 1\ny = 2\n\n${own}`);
    expect(await edited(small, (lines) => [...lines, note('of y')])).toBe(`; of a\n[a]\nx = 1 ; inline\n; of y\ny = 2\n\n${own}`);
    expect(await refusalOf(edited(small, (lines) => [...lines, note('of y'), note('again')]))).toEqual({ code: 'not-in-this-format', key: 'y', reason: 'second-comment' });
  });
  it('leaves keys that stand twice alone until something around them changes', async () => {
    const twice = `[a]\nx = 1\ny = 2\n; last\nx = 3\n\n${own}`;
    expect(await edited(twice, (lines) => lines, { mac: 'n' })).toBe(twice.replace('= m', '= n'));
    expect(await edited(twice, change('y', { text: '4' }))).toBe(`[a]\n; last\nx = 3\ny = 4\n\n${own}`);
    expect(await edited(twice, (lines) => lines.filter((line) => !('key' in line && line.key === 'x')))).toBe(`[a]\ny = 2\n\n${own}`);
  });
  it('changes, adds and takes out fields of the metadata, wherever they stand', async () => {
    expect(await edited(`${own}shamir_threshold = 2\n\n[a]\nx = 1`, (lines) => lines, { mac: 'n#', shamir_threshold: undefined, age: [{ recipient: 'r', enc: 'e\nf\n' }] }))
      .toBe('[sops]\nage__list_0__map_enc = e\\nf\\n\nage__list_0__map_recipient = r\nlastmodified = t\nmac          = `n#`\nversion      = 3.13.2\n\n[a]\nx = 1');
  });
  it('refuses what no INI file holds', async () => {
    const bad: readonly (readonly [Line, string])[] = [[{ ...added('k', 'v'), depth: 0 } as Line, 'outside-a-section'], [{ ...section('k'), depth: 1 } as Line, 'nested'], [{ ...added('k', ''), type: 'null' } as Line, 'null'], [{ ...added('k', ''), bytes: Buffer.from([255]) } as Line, 'not-text'], [{ kind: 'document', old: undefined, depth: 0 }, 'documents']];
    for (const [line, reason] of bad) expect(await refusalOf(ini.emit([section('s'), line], undefined))).toMatchObject({ code: 'not-in-this-format', reason });
  });
});
