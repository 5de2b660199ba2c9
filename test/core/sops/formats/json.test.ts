// JSON as sops reads and writes it: the fixtures of every version, the bytes that an edit leaves alone, and what is refused.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { json } from '../../../../electron/core/sops/formats/json/index.ts';
import { linesOf, type Line } from '../../../../electron/core/sops/tree.ts';
import { Refusal } from '../../../../electron/core/refusal.ts';
import { fixtures } from '../../../fakes/fixtures.ts';
import { clearLines, open, peerDecrypts, sealed } from './sealed.ts';

const versions = ['v3.8.1', 'v3.10.2', 'v3.12.2', 'v3.13.1', 'v3.13.2'].map((version) => `${version}/basic.enc.json`);
const others = ['rules/mac-only.enc.json', 'rules/unencrypted-comment.enc.json', 'rules/encrypted-regex.enc.json', 'rules/encrypted-suffix.enc.json', 'rules/unencrypted-regex.enc.json'];
const fixture = (name: string): Buffer => readFileSync(join(fixtures, name));
const sops = '"sops": {"lastmodified": "2026-01-01T00:00:00Z", "mac": "m", "version": "3.13.2"}';
const refusalOf = async (work: Promise<unknown>): Promise<unknown> => work.then(() => 'nothing refused', (error: unknown) => (error instanceof Refusal ? { code: error.code, ...error.data } : error));
const parsed = async (text: string): Promise<Line[]> => linesOf((await json.parse(Buffer.from(text))).branches);
const edited = async (text: string, change: (lines: Line[]) => readonly Line[], metadata = {}): Promise<string> => (await json.edit(Buffer.from(text), { lines: change(await parsed(text)), metadata })).toString('utf8');
const values = (lines: readonly Line[]): readonly string[] => lines.map((line) => (line.kind === 'item' ? `${line.key ?? '-'}:${line.type}:${line.text}` : line.kind));

describe('the files of every sops', () => {
  it.each([...versions, ...others])('%s opens, verifies, and comes out as it was', async (name) => {
    const bytes = fixture(name);
    const file = await open(bytes, json);
    expect(file.leaves.length).toBeGreaterThan(0);
    expect((await json.edit(bytes, { lines: await linesOf(file.parsed.branches), metadata: {} })).equals(bytes)).toBe(true);
  });
  it.each(versions)('one change to %s touches its line, lastmodified and mac', async (name) => {
    const bytes = fixture(name);
    const file = await open(bytes, json);
    const lines = (await clearLines(file)).map((line): Line => (line.kind === 'item' && line.key === 'deep' ? { ...line, text: 'canary-1f7a "<&>"' } : line));
    const after = await json.edit(bytes, await sealed(file, lines));
    const [a, b] = [bytes.toString().split('\n'), after.toString().split('\n')];
    expect(b.length).toBe(a.length);
    expect(b.filter((line, at) => line !== a[at]).map((line) => line.trim().split('"')[1])).toEqual(['deep', 'lastmodified', 'mac']);
    const again = await open(after, json);
    expect(again.leaves.find(({ path }) => path.at(-1) === 'deep')?.plain.exposeBytes().toString()).toBe('canary-1f7a "<&>"');
    const peer = peerDecrypts(after, '.json');
    expect(peer.stderr).toBe('');
    expect(peer.stdout.toString('utf8')).toContain('"deep": "canary-1f7a \\"\\u003c\\u0026\\u003e\\""');
  });
  it.each(versions)('%s is printed as sops decrypt prints it', async (name) => {
    const bytes = fixture(name);
    expect((await json.emit(await clearLines(await open(bytes, json)), undefined)).toString()).toBe(peerDecrypts(bytes, '.json').stdout.toString('utf8'));
  });
});

describe('reading', () => {
  it('keeps order and duplicates, and tells the types apart', async () => {
    const text = `{"b":1,"a":[true,false,null,"x",{"k":-0.0},[]],"b":2.50,"__proto__":1e3,"1":12345678901234567890,"big":9007199254740993,${sops}}`;
    expect(values(await parsed(text))).toEqual(['b:int:1', 'list', '-:bool:True', '-:bool:False', '-:null:', '-:str:x', 'branch', 'k:float:-0', 'list', 'b:float:2.5', '__proto__:float:1000', '1:float:12345678901234567000', 'big:int:9007199254740993']);
    expect((await json.parse(Buffer.from(text))).notes).toEqual(['big-integers']);
  });
  it('reads escapes as Go does, half pairs as U+FFFD', async () => {
    expect(values(await parsed(`{"\\u0061\\/\\n":"\\ud800x\\ud83d\\ude00\\udc00",${sops}}`))).toEqual(['a/\n:str:\uFFFDx\u{1F600}\uFFFD']);
  });
  it('takes the metadata wherever it stands, and nothing behind the object', async () => {
    const { metadata } = await json.parse(Buffer.from(`{${sops},"a":"x"} trailing {`));
    expect(metadata).toEqual({ lastmodified: '2026-01-01T00:00:00Z', mac: 'm', version: '3.13.2' });
  });
  it('passes plain data, as a worker would need it', async () => {
    const found = await json.parsePlain(Buffer.from('{"a":{"b":[1]}}'));
    expect(structuredClone(found)).toEqual(found);
  });
});

describe('what is refused', () => {
  it.each([
    ['', { code: 'empty-file' }],
    [' \n', { code: 'empty-file' }],
    ['[1]', { code: 'format-refused', line: 1, reason: 'root-not-mapping' }],
    ['\n"text"', { code: 'format-refused', line: 2, reason: 'root-not-mapping' }],
    ['\uFEFF{}', { code: 'format-refused', line: 1, reason: 'syntax' }],
    ['{"a":1,}', { code: 'format-refused', line: 1, reason: 'syntax' }],
    ['{"a":[1,]}', { code: 'format-refused', line: 1, reason: 'syntax' }],
    ['{"a":01}', { code: 'format-refused', line: 1, reason: 'syntax' }],
    ['{\n"a":\n"x\ty"}', { code: 'format-refused', line: 3, reason: 'syntax' }],
    ['{"a":"\\x"}', { code: 'format-refused', line: 1, reason: 'syntax' }],
    ['{"a":1e400}', { code: 'format-refused', line: 1, reason: 'number-too-large' }],
    ['{"a":1', { code: 'file-truncated' }],
    ['{"a":"x', { code: 'file-truncated' }],
    ['{"a":tr', { code: 'file-truncated' }],
    ['{"a":"\\u00', { code: 'file-truncated' }],
    ['{\n<<<<<<< HEAD\n"a":1}', { code: 'merge-conflict', line: 2 }],
    ['{"a":"\u0000"}', { code: 'binary-file' }],
    ['{"sops":1}', { code: 'already-encrypted' }],
    ['{"Sops":1}', { code: 'already-encrypted' }],
    [`${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`, { code: 'nested-too-deep', line: 1 }],
    ['{"a":' + '['.repeat(100_000), { code: 'nested-too-deep', line: 1 }],
    [`{"a":[${'[],'.repeat(3_000_000)}1]}`, { code: 'format-refused', line: 1, reason: 'too-large' }],
    [`${'{"":'.repeat(900)}{${'"":1,'.repeat(20_000)}"":1}${'}'.repeat(900)}`, { code: 'format-refused', line: 1, reason: 'too-large' }],
  ])('%#', async (text, refusal) => {
    expect(await refusalOf(json.parsePlain(Buffer.from(text)))).toEqual(refusal);
  });
  it.each([
    ['{"a":1}', { code: 'not-encrypted' }],
    ['{"a":"ENC[AES256_GCM,data:x]"}', { code: 'file-truncated' }],
    ['{"sops":null}', { code: 'not-encrypted' }],
    ['{"sops":[]}', { code: 'bad-metadata', field: 'sops' }],
    [`{${sops},${sops}}`, { code: 'bad-metadata', field: 'sops' }],
  ])('encrypted %#', async (text, refusal) => {
    expect(await refusalOf(json.parse(Buffer.from(text)))).toEqual(refusal);
  });
  it('bytes that are no text', async () => {
    expect(await refusalOf(json.parsePlain(Buffer.from([0x7b, 0xff, 0x7d])))).toEqual({ code: 'binary-file' });
  });
  it('json-names: the name of the section of sops at the top, in any case', () => {
    expect(['sops', 'SOPS', 'ſops', 'sop'].map((name) => json.nameProblem(name, 0))).toEqual(['reserved', 'reserved', 'reserved', undefined]);
    expect(json.nameProblem('sops', 1)).toBeUndefined();
    expect(json.nameProblem('\uD800', 1)).toBe('lone-surrogate');
    expect(json.valueProblem('\uDC00')).toBe('lone-surrogate');
  });
});

const added = (depth: number, key: string | undefined, text: string): Line => ({ kind: 'item', old: undefined, depth, key, type: 'str', text });
const without = (lines: readonly Line[], key: string): Line[] => lines.filter((line) => !('key' in line) || line.key !== key);

describe('an edit', () => {
  const pretty = `{\r\n  "a" : "x" ,\r\n\r\n  "b": [\r\n    1,\r\n    2\r\n  ],\r\n  "c": { "d": 1, "e": 2 },\r\n  "f": {},\r\n  ${sops}\r\n}`;
  it('keeps indentation, line ends, spacing and the missing final line end', async () => {
    expect(await edited(pretty, (lines) => lines)).toBe(pretty);
    expect(await edited(pretty, (lines) => lines.map((line) => (line.kind === 'item' && line.key === 'a' ? { ...line, text: 'y' } : line)))).toBe(pretty.replace('"x"', '"y"'));
  });
  it('renames a member and nothing else of it', async () => {
    expect(await edited(pretty, (lines) => lines.map((line) => (line.kind === 'item' && line.key === 'a' ? { ...line, key: 'z"' } : line)))).toBe(pretty.replace('"a" :', '"z\\"" :'));
  });
  it('adds members that look like their neighbours', async () => {
    expect(await edited(pretty, (lines) => lines.flatMap((line): Line[] => ('key' in line && line.key === 'f' ? [line, added(1, 'n', 'v')] : line.kind === 'item' && line.key === 'e' ? [line, added(1, 'n', 'v')] : line.kind === 'item' && line.text === '2' ? [line, added(1, undefined, 'v')] : [line]))))
      .toBe(pretty.replace('"e": 2 }', '"e": 2, "n": "v" }').replace('    2\r\n', '    2,\r\n    "v"\r\n').replace('"f": {}', '"f": {\r\n    "n" : "v"\r\n  }'));
    expect(await edited(pretty, (lines) => [added(0, 'first', 'v'), ...lines, added(0, 'last', 'v')])).toBe(pretty.replace('  "a" :', '  "first" : "v",\r\n  "a" :').replace('"f": {},', '"f": {},\r\n  "last" : "v",'));
  });
  it('removes members with their white space and their comma', async () => {
    expect(await edited(pretty, (lines) => without(lines, 'a'))).toBe(pretty.replace('  "a" : "x" ,\r\n\r\n', ''));
    expect(await edited(pretty, (lines) => without(lines, 'd'))).toBe(pretty.replace('"d": 1, ', ''));
    expect(await edited(pretty, (lines) => without(without(lines, 'd'), 'e'))).toBe(pretty.replace('{ "d": 1, "e": 2 }', '{}'));
    expect(await edited(pretty, () => [])).toBe(`{\r\n  ${sops}\r\n}`);
  });
  it('moves members, and lays them out anew where they stand at another depth', async () => {
    const text = `{\n\t"a": {\n\t\t"b": {\n\t\t\t"c": 1\n\t\t}\n\t},\n\t"z": 1,\n\t${sops}\n}\n`;
    const lines = await parsed(text);
    const [a, b, c, z] = lines;
    if (a === undefined || b === undefined || c === undefined || z === undefined) throw new Error('four lines');
    expect(await edited(text, () => [z, a, b, c])).toBe(`{\n\t"z": 1,\n\t"a": {\n\t\t"b": {\n\t\t\t"c": 1\n\t\t}\n\t},\n\t${sops}\n}\n`);
    expect(await edited(text, () => [a, z, { ...b, depth: 0 }, { ...c, depth: 1 }])).toBe(`{\n\t"a": {},\n\t"z": 1,\n\t"b": {\n\t\t"c": 1\n\t},\n\t${sops}\n}\n`);
  });
  it('keeps one line one line', async () => {
    const text = `{"a":"x","b":["y"],${sops}}`;
    expect(await edited(text, (lines) => [...lines, added(1, undefined, 'z'), added(0, 'n', 'v')])).toBe(`{"a":"x","b":["y","z"],"n":"v",${sops}}`);
    expect(await edited(text, () => [])).toBe(`{${sops}}`);
  });
  it('leaves the metadata where it stands, first, between or last', async () => {
    const first = `{\n ${sops},\n "a": "x",\n "b": "y"\n}`;
    expect(await edited(first, (lines) => [added(0, 'n', 'v'), ...lines])).toBe(`{\n ${sops},\n "n": "v",\n "a": "x",\n "b": "y"\n}`);
    const between = `{\n "a": "x",\n ${sops},\n "b": "y"\n}`;
    expect(await edited(between, (lines) => lines)).toBe(between);
    expect(await edited(between, (lines) => lines.toReversed())).toBe(`{\n ${sops},\n "b": "y",\n "a": "x"\n}`);
    expect(await edited(between, (lines) => without(lines, 'b'))).toBe(`{\n "a": "x",\n ${sops}\n}`);
  });
  it('changes, adds and takes out fields of the metadata', async () => {
    const text = `{\n\t"sops": {\n\t\t"mac": "m",\n\t\t"shamir_threshold": 2,\n\t\t"version": "3.9.0"\n\t}\n}\n`;
    expect(await edited(text, (lines) => lines, { mac: 'n', shamir_threshold: undefined, age: [{ recipient: 'r', enc: 'e\n' }], mac_only_encrypted: true }))
      .toBe(`{\n\t"sops": {\n\t\t"age": [\n\t\t\t{\n\t\t\t\t"recipient": "r",\n\t\t\t\t"enc": "e\\n"\n\t\t\t}\n\t\t],\n\t\t"mac": "n",\n\t\t"mac_only_encrypted": true,\n\t\t"version": "3.9.0"\n\t}\n}\n`);
  });
});

describe('a new file', () => {
  const lines: readonly Line[] = [{ kind: 'branch', old: undefined, depth: 0, key: 'a' }, { kind: 'list', old: undefined, depth: 1, key: 'l' }, added(2, undefined, '<\u2028>'), { kind: 'comment', old: undefined, depth: 0, text: 'gone', inline: false }, { kind: 'list', old: undefined, depth: 0, key: 'e' }];
  it.each([[undefined, '\t'], [{ indent: -1 }, '\t'], [{ indent: 2 }, '  '], [{ indent: 0 }, '']])('is indented as asked: %j', async (layout, unit) => {
    expect((await json.emit(lines, undefined, layout)).toString()).toBe(`{\n${unit}"a": {\n${unit.repeat(2)}"l": [\n${unit.repeat(3)}"\\u003c\\u2028\\u003e"\n${unit.repeat(2)}]\n${unit}},\n${unit}"e": []\n}\n`);
  });
  it('has its metadata last, in the order of the alphabet', async () => {
    expect((await json.emit([], { version: 'v', age: [{ recipient: 'r', enc: 'e' }], mac: 'm' })).toString()).toBe('{\n\t"sops": {\n\t\t"age": [\n\t\t\t{\n\t\t\t\t"enc": "e",\n\t\t\t\t"recipient": "r"\n\t\t\t}\n\t\t],\n\t\t"mac": "m",\n\t\t"version": "v"\n\t}\n}\n');
  });
  it('is not made of what JSON cannot hold', async () => {
    expect(await refusalOf(json.emit([{ kind: 'item', old: undefined, depth: 0, key: 'n', type: 'float', text: 'NaN' }], undefined))).toEqual({ code: 'not-in-this-format', key: 'n', reason: 'not-a-number' });
    expect(await refusalOf(json.emit([{ kind: 'item', old: undefined, depth: 0, key: 'n', type: 'str', text: '', bytes: Buffer.from([255]) }], undefined))).toEqual({ code: 'not-in-this-format', key: 'n', reason: 'not-text' });
    expect(await refusalOf(json.emit([{ kind: 'document', old: undefined, depth: 0 }], undefined))).toEqual({ code: 'not-in-this-format', key: '', reason: 'documents' });
  });
});
