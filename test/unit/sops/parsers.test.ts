// The parsers that face files from anywhere: whatever they are given, an answer or a declared refusal, never a crash, never content in a message.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commentForList, kindOf } from '../../../electron/core/sops/kinds.ts';
import { dotenv } from '../../../electron/core/sops/formats/dotenv/index.ts';
import { unflatten } from '../../../electron/core/sops/formats/dotenv/flatten.ts';
import { canonicalTime, readMetadata } from '../../../electron/core/sops/metadata.ts';
import { recognise } from '../../../electron/core/sops/recognise.ts';
import { compileRule } from '../../../electron/core/sops/rules.ts';
import { Refusal } from '../../../electron/core/refusal.ts';
import { linesAsTheyAre } from '../../core/sops/lines-as-they-are.ts';

const runs = process.env['COFFRE_DEEP'] === '1' ? 200_000 : 5_000;
const metadata = 'sops_lastmodified=2026-11-25T00:00:00Z\nsops_mac=ENC[AES256_GCM,data:AA==,iv:AA==,tag:AA==,type:str]\nsops_version=3.13.2\n';
const parse = (text: string) => dotenv.parse(Buffer.from(text, 'utf8'));

describe('dotenv', () => {
  it('parses any bytes or refuses with a declared code and no content', async () => {
    const codes = new Set(['binary-file', 'merge-conflict', 'bad-line', 'file-truncated', 'not-encrypted', 'bad-metadata', 'mac-missing', 'rules-conflict']);
    const line = fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), fc.constantFrom('A=1', 'sops_mac=x', 'sops_version=3.0.0', 'sops_age__list_0__map_enc=x', 'sops_age__list_9=1', '#c', '', '<<<<<<< HEAD', '=', '\r', 'sops___proto____map_x=1'));
    await fc.assert(fc.asyncProperty(fc.array(line, { maxLength: 12 }), async (lines) => {
      try {
        readMetadata((await parse(`${lines.join('\n')}canary-5e5e`)).metadata);
      } catch (error) {
        expect(error).toBeInstanceOf(Refusal);
        expect(codes).toContain((error as Refusal).code);
        expect(JSON.stringify((error as Refusal).data)).not.toContain('canary-5e5e');
      }
    }), { numRuns: runs, seed: 3 });
  });
  it('names the line of a conflict, and of a line without an equals sign', async () => {
    await expect(parse(`A=1\n<<<<<<< HEAD\nB=1\n${metadata}`)).rejects.toMatchObject({ code: 'merge-conflict', data: { line: 2 } });
    await expect(parse(`A=1\n\nnonsense\n${metadata}`)).rejects.toMatchObject({ code: 'bad-line', data: { line: 3 } });
  });
  it('tells a clear file from one that was cut off', async () => {
    await expect(parse('A=1\n')).rejects.toMatchObject({ code: 'not-encrypted' });
    await expect(parse('A=ENC[AES256_GCM,data:AA==,iv:AA==,tag:AA==,type:str]\n')).rejects.toMatchObject({ code: 'file-truncated' });
  });
  it('keeps quotes, export, blanks and duplicates as sops does', async () => {
    const { branches } = await parse(`export A="1"\n B = x \nA=2\nA=3\n# c\n${metadata}`);
    expect(branches[0]?.items.map((item) => (item.kind === 'item' ? [item.key, item.value.kind === 'scalar' ? item.value.text : ''] : item.kind === 'comment' ? [item.text] : []))).toEqual([['export A', '"1"'], [' B ', ' x '], ['A', '2'], ['A', '3'], [' c']]);
  });
  it('emits what it parsed when nothing changes, with a final line end', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.stringMatching(/^[A-Z][A-Z0-9_]{0,8}=[ -~]{0,30}$/), { maxLength: 20 }), async (lines) => {
      const text = `${[...lines, ''].join('\n')}${metadata}`;
      const again = await dotenv.edit(Buffer.from(text), { lines: await linesAsTheyAre(await dotenv.parse(Buffer.from(text))), metadata: {} });
      expect(again.toString('utf8')).toBe(text);
    }), { numRuns: 300, seed: 4 });
  });
  it('SECURITY(dotenv-names) refuses names that sops could not read again', () => {
    expect(['A=B', 'A\nB', '#A', 'sops_mac', 'A\u0000', 'A\u001b', '\uFEFFA'].map(dotenv.nameProblem)).toEqual(['equals-sign', 'line-break', 'hash-first', 'reserved', 'control-character', 'control-character', 'control-character']);
    expect(['A', 'export A', ' A ', 'a.b-c:d', 'é'].map(dotenv.nameProblem)).toEqual([undefined, undefined, undefined, undefined, undefined]);
  });
});

describe('metadata', () => {
  it.each([
    ['a value and sub-keys at one place', [['a', '1'], ['a__map_b', '2']]],
    ['a path that stands twice', [['a', '1'], ['a', '2']]],
    ['a gap in a list', [['age__list_1__map_enc', 'x']]],
    ['a list and a map at one place', [['a__list_0__map_b', 'x'], ['a__map_c', 'y']]],
  ] as const)('refuses %s', (_what, flat) => {
    expect(() => unflatten(flat)).toThrow(expect.objectContaining({ code: 'bad-metadata' }));
  });
  it('holds __proto__ as a field like any other', () => {
    expect(Object.keys(unflatten([['__proto__', 'x']]))).toEqual(['__proto__']);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });
  it('prints a time as Go would', () => {
    expect(['2026-11-25T01:02:03Z', '2026-11-25T01:02:03.5Z', '2026-11-25T01:02:03+00:00', '2026-11-25T01:02:03+02:00'].map(canonicalTime)).toEqual(['2026-11-25T01:02:03Z', '2026-11-25T01:02:03Z', '2026-11-25T01:02:03Z', '2026-11-25T01:02:03+02:00']);
    expect(() => canonicalTime('yesterday')).toThrow(expect.objectContaining({ code: 'bad-metadata' }));
  });
});

describe('rules', () => {
  const rule = async (kind: Parameters<typeof compileRule>[0]['kind'], pattern: string) => (await compileRule({ kind, pattern })).encrypts;
  it('look at every part of the path', async () => {
    expect((await rule('unencrypted_suffix', '_p'))(['a_p', 'b'], [], false)).toBe(false);
    expect((await rule('encrypted_suffix', '_s'))(['a', 'b'], [], false)).toBe(false);
    expect((await rule('encrypted_regex', '(?i)^PASS'))(['password'], [], false)).toBe(true);
    expect((await rule('unencrypted_regex', '^X'))(['A', 'XY'], [], false)).toBe(false);
  });
  it('leave the marking comment readable', async () => {
    const encrypts = await rule('encrypted_comment_regex', 'sops:enc');
    expect([encrypts([], [' sops:enc'], true), encrypts(['A'], [' sops:enc'], false), encrypts(['B'], [], false)]).toEqual([false, true, false]);
  });
  it('refuse a pattern that is no RE2, without repeating it', async () => {
    const failed = await compileRule({ kind: 'encrypted_regex', pattern: '(canary-77' }).catch((error: unknown) => error);
    expect(failed).toMatchObject({ code: 'bad-metadata', data: { field: 'encrypted_regex' } });
    expect(String(failed)).not.toContain('canary');
  });
  it('answer a hostile pattern at once', async () => {
    expect((await rule('encrypted_regex', '(a+)+$'))([`${'a'.repeat(5000)}!`], [], false)).toBe(false);
  });
});

describe('what a list may say', () => {
  it('SECURITY(comment-masking) a commented-out assignment keeps its name only', () => {
    expect(commentForList(' OLD_KEY=canary-8d2c')).toBe('OLD_KEY= …');
    expect(commentForList('export OLD: canary-8d2c')).toBe('export OLD: …');
    expect(['#OLD_KEY=canary-8d2c', ' -- OLD_KEY=canary-8d2c', ' password: canary-8d2c', ' API_KEY : canary-8d2c'].map(commentForList)).toEqual(['#OLD_KEY= …', '-- OLD_KEY= …', 'password: …', 'API_KEY : …']);
    expect([' DATABASE:', ' Database: pooled, port 6432'].map(commentForList)).toEqual(['DATABASE:', 'Database: pooled, port 6432']);
    expect(commentForList(' Note: read the manual')).toBe('Note: read the manual');
    expect(commentForList(' see sk4canary8d2cABCDEFGHIJKL for more')).toBe('see … for more');
    expect(commentForList(' postgres://u:canary@h/db is gone')).toBe('… is gone');
    expect(commentForList(' Database')).toBe('Database');
  });
  it.each([['A', '', 'empty'], ['A', '5432', 'number'], ['A', 'true', 'boolean'], ['A', 'postgres://u:p@h/d', 'url'], ['A', '-----BEGIN KEY-----\nx', 'pem'], ['A', '{"a":1}', 'json'], ['A', 'ghp_abcdef', 'token'], ['DB_PASSWORD', 'hunter2', 'password'], ['API_KEY', 'x y', 'token'], ['A', 'hello world', 'text'], ['A', '{not json', 'text']] as const)('%s with %j is %s', (name, value, kind) => {
    expect(kindOf(name, Buffer.from(value))).toBe(kind);
  });
});

describe('a look without a key', () => {
  const enc = 'A=ENC[AES256_GCM,data:AA==,iv:AA==,tag:AA==,type:str]\n';
  it.each([
    ['.env', `${enc}${metadata}`, 'encrypted'], ['.env.local', `${enc}${metadata}`, 'encrypted'], ['notes.txt', `${enc}${metadata}`, 'encrypted'],
    ['.env', 'A=1\n', 'clear-text'], ['.env', '# only\nA=\n', 'not-secret'], ['.env', '', 'not-secret'], ['.env.example', 'A=1\n', 'not-secret'],
    ['.env', enc, 'damaged'], ['.env', `<<<<<<< HEAD\n${enc}=======\n>>>>>>> b\n${metadata}`, 'damaged'], ['.sops.yaml', 'creation_rules: []', 'rules'],
    ['a.yaml', 'a: b\nsops:\n    mac: x\n', 'encrypted'], ['a.json', '{"a":1,"sops":{"mac":"x"}}', 'encrypted'], ['a.ini', '[a]\n[sops]\nmac = x\n', 'encrypted'],
    ['a.yaml', 'a: b\n', 'not-secret'], ['a.enc.yaml', 'a: b\n', 'clear-text'], ['x.enc.env', 'a\u0000b', 'damaged'],
    ['a.enc.json', '{"token": "x"}', 'clear-text'], ['a.enc.json', '{"a":{"b":[1]}}', 'clear-text'], ['a.enc.json', '["x"]\n', 'clear-text'], ['a.enc.json', '{"a":"","b":{}}', 'not-secret'], ['a.json', '{"token": "x"}', 'not-secret'],
    ['a.enc.yaml', 'tokens:\n  - x\n', 'clear-text'], ['a.enc.yaml', '- x\n', 'clear-text'], ['a.enc.yaml', '---\n# only\na:\n', 'not-secret'],
    ['key.pem.encrypted', '-----BEGIN PRIVATE KEY-----\nx\n', 'clear-text'], ['key.pem.encrypted', '-----BEGIN AGE ENCRYPTED FILE-----\nx\n', 'not-secret'], ['a.encrypted', '$ANSIBLE_VAULT;1.1;AES256\n6162\n', 'not-secret'],
  ] as const)('%s %j is %s', (name, text, state) => {
    expect(recognise(name, Buffer.from(text))).toBe(state);
  });
  it('answers at once, whatever fills the file', () => {
    const started = performance.now();
    for (const [name, fill] of [['.env', '\n'], ['.env', 'a'], ['x.enc.json', '[ '], ['x.enc.json', '"'], ['x.enc.yaml', ' \n']] as const) expect(recognise(name, Buffer.from(`[${fill.repeat(131_072 / fill.length)}`)), fill).toBe('not-secret');
    expect(performance.now() - started).toBeLessThan(500);
  });
  it('answers for any bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), fc.constantFrom('.env', 'a.yaml', 'x.enc.json', '.sops.yaml'), (bytes, name) => {
      expect(['encrypted', 'clear-text', 'unsupported', 'damaged', 'rules', 'not-secret']).toContain(recognise(name, Buffer.from(bytes)));
    }), { numRuns: 2000, seed: 5 });
  });
});
