// Values in files with levels, from the shell: reached by their paths, kept with their types, and read by the real sops as they were meant.
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cliHome, type CliHome } from '../../fakes/cli.ts';
import { identities, recipients } from '../../fakes/fixtures.ts';
import { realSops, sopsPath } from '../../fakes/real-sops.ts';

const french = { LANG: 'fr_CA.UTF-8' };
const canary = 'canary-c18e7a02';

let home: CliHome;
beforeEach(() => { home = cliHome(); });
afterEach(() => { home.remove(); });

const tree = '{"db":{"host":"h","port":5432,"ratio":0.5,"tls":true,"none":null},"users":[{"name":"ann"},"bob"],"a.b":"dotted","empty":{}}';
async function encrypted(name: string, content: string): Promise<string> {
  const path = home.write(name, content);
  expect(await home.run(['file', 'encrypt', name, '--age', recipients[0]])).toMatchObject({ status: 0 });
  return path;
}
/** What the real sops reads. */
function clear(path: string): unknown {
  const { status, stdout, stderr } = realSops(['decrypt', '--output-type', 'json', path], identities[0]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return JSON.parse(stdout.toString('utf8'));
}
const set = (file: string, key: string, input: string, ...more: readonly string[]): ReturnType<CliHome['json']> => home.json(['file', 'set', file, key, ...more], { input });

describe.skipIf(sopsPath === undefined)('file set', () => {
  test('keeps the type of what is there, takes another one that is asked for, and refuses what is none of it', async () => {
    const path = await encrypted('t.json', tree);
    for (const [key, value, type] of [['db.port', '6000', undefined], ['db.tls', 'false', undefined], ['db.none', 'now text', undefined], ['db.ratio', '-1.25', undefined], ['db.host', '17', 'int'], ['users[1]', '', 'null'], ['"a.b"', 'x', undefined]] as const) {
      expect((await set('t.json', key, value, ...(type === undefined ? [] : ['--type', type]))).answer, key).toEqual({ ok: true, value: { change: 'changed' } });
    }
    expect(clear(path)).toEqual({ db: { host: 17, port: 6000, ratio: -1.25, tls: false, none: 'now text' }, users: [{ name: 'ann' }, null], 'a.b': 'x', empty: {} });
    const before = readFileSync(path);
    for (const [key, type] of [['db.port', undefined], ['db.tls', undefined], ['db.ratio', undefined], ['db.host', 'bool'], ['db.host', 'time'], ['users[0].name', 'float']] as const) {
      expect(await set('t.json', key, canary, ...(type === undefined ? [] : [`--type=${type}`])), key).toMatchObject({ status: 1, stderr: '', answer: { error: { code: 'value-not-representable', data: { reason: 'not-this-type' } } } });
    }
    expect(await home.run(['file', 'set', 't.json', 'db.port'], { input: canary, env: french })).toMatchObject({ status: 1, stdout: '', stderr: expect.stringContaining('pas une valeur du type choisi') as unknown });
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  test('makes what is missing on the way, in branches and in lists without a gap', async () => {
    const path = await encrypted('t.json', tree);
    for (const [key, value] of [['x.y.z', '1'], ['users[2]', '2'], ['users[3].tags[0].k', '3'], ['empty.first', '4'], ['users[0].mail', '5'], ['"q.r"."s[0]"', '6']] as const) expect((await set('t.json', key, value)).answer, key).toEqual({ ok: true, value: { change: 'added' } });
    expect(clear(path)).toMatchObject({ x: { y: { z: '1' } }, users: [{ name: 'ann', mail: '5' }, 'bob', '2', { tags: [{ k: '3' }] }], empty: { first: '4' }, 'q.r': { 's[0]': '6' } });
    const before = home.snapshot();
    expect(await set('t.json', 'users[9]', '1')).toMatchObject({ status: 1, answer: { error: { code: 'list-gap', data: { length: 4 } } } });
    expect(await set('t.json', 'new.list[1]', '1')).toMatchObject({ status: 1, answer: { error: { code: 'list-gap', data: { length: 0 } } } });
    for (const key of ['db.host.deeper', 'users.name', 'db[0]', '[0]']) expect(await set('t.json', key, '1'), key).toMatchObject({ status: 1, answer: { error: { code: 'no-place-for-it' } } });
    for (const key of ['a..b', 'a[', 'a[01]', '.a', '"a']) expect(await set('t.json', key, '1'), key).toMatchObject({ status: 2, answer: { error: { code: 'bad-path' } } });
    for (const key of ['db', 'users']) expect(await set('t.json', key, '1'), key).toMatchObject({ status: 1, answer: { error: { code: 'not-a-value' } } });
    expect(await set('t.json', 'sops.x', '1')).toMatchObject({ status: 1, answer: { error: { code: 'name-reserved' } } });
    expect(home.snapshot()).toEqual(before);
  });

  test('one edit changes the value, the date and the seal, and no other line', async () => {
    for (const [name, content, key] of [['t.json', tree, 'db.host'], ['t.yaml', '# head\ndb:\n  # why\n  host: h # behind\n  port: 5\nlist:\n  - a\n', 'db.host'], ['t.ini', '; head\n[db]\nhost = h\nport = 5\n', 'db.host']] as const) {
      const path = await encrypted(name, content);
      const before = readFileSync(path, 'utf8').split('\n');
      expect((await set(name, key, canary)).answer).toEqual({ ok: true, value: { change: 'changed' } });
      const after = readFileSync(path, 'utf8').split('\n');
      expect(after.length).toBe(before.length);
      const changed = after.filter((line, at) => line !== before[at]).map((line) => /[a-z]+/.exec(line)?.[0] ?? '');
      // WHY without the time: two writes in one second have one.
      expect(changed.filter((field) => field !== 'lastmodified').toSorted(), name).toEqual(['host', 'mac']);
      expect(await home.run(['file', 'get', name, key])).toMatchObject({ status: 0, stdout: canary });
      expect(clear(path)).toMatchObject({ db: { host: canary } });
    }
  });

  test('a .env file knows no levels: dots and brackets belong to the name', async () => {
    const path = await encrypted('t.env', 'A.B=1\n');
    expect((await set('t.env', 'A.B', '2')).answer).toEqual({ ok: true, value: { change: 'changed' } });
    expect((await set('t.env', 'C.D[0]', '3')).answer).toEqual({ ok: true, value: { change: 'added' } });
    expect(realSops(['decrypt', path], identities[0]).stdout.toString()).toBe('A.B=2\nC.D[0]=3\n');
  });

  test('of several documents, what is new goes into the first', async () => {
    const path = await encrypted('t.yaml', 'a: 1\n---\nb: 2\n');
    expect((await set('t.yaml', 'c.d', '3')).answer).toEqual({ ok: true, value: { change: 'added' } });
    expect((await set('t.yaml', 'b', '4')).answer).toEqual({ ok: true, value: { change: 'changed' } });
    expect(realSops(['decrypt', path], identities[0]).stdout.toString()).toBe('a: 1\nc:\n    d: "3"\n---\nb: 4\n');
  });

  test('a file that is one value takes any bytes as `data`, and gives them back', async () => {
    const bytes = (seed: number): Buffer => Buffer.from(Array.from({ length: 700 }, (_, at) => (at * seed + 10) % 256));
    const path = home.write('t.bin', bytes(7));
    expect(await home.run(['file', 'encrypt', 't.bin', '--age', recipients[0]])).toMatchObject({ status: 0 });
    expect(await home.json(['file', 'set', 't.bin', 'data'], { input: bytes(11) })).toMatchObject({ status: 0, answer: { value: { change: 'changed' } } });
    expect((await home.run(['file', 'get', 't.bin', 'data'])).bytes.equals(bytes(11))).toBe(true);
    expect((await home.run(['file', 'decrypt', 't.bin'])).bytes.equals(bytes(11))).toBe(true);
    expect(realSops(['decrypt', path], identities[0]).stdout.equals(bytes(11))).toBe(true);
    const before = home.snapshot();
    expect(await home.json(['file', 'set', 't.bin', 'data'], { input: bytes(11) })).toMatchObject({ answer: { value: { change: 'none' } } });
    expect(await home.json(['file', 'set', 't.bin', 'data'], { input: '' })).toMatchObject({ status: 1, answer: { error: { code: 'empty-file' } } });
    expect(await home.json(['file', 'set', 't.bin', 'other'], { input: 'x' })).toMatchObject({ status: 1, answer: { ok: false } });
    expect(home.snapshot()).toEqual(before);
  });

  test('--type takes one of six, and repeats nothing that could be a value', async () => {
    await encrypted('t.json', tree);
    expect(await home.json(['file', 'set', 't.json', 'db.host', '--type', canary], { input: 'x' })).toMatchObject({ status: 2, answer: { error: { code: 'bad-choice', data: { typed: '--type' } } } });
    const said = await home.run(['file', 'set', 't.json', 'db.host', `-t${canary}`], { input: 'x', env: french });
    expect(said).toMatchObject({ status: 2, stdout: '' });
    expect(said.stderr).toContain('--type attend l’un de');
    expect(said.stderr).not.toContain(canary);
  });
});

describe.skipIf(sopsPath === undefined)('file rename and unset', () => {
  test('rename keeps value, type and place; the new name may be given alone or with the way to it', async () => {
    const path = await encrypted('t.json', tree);
    expect((await home.json(['file', 'rename', 't.json', 'db.port', 'PORT'])).answer).toEqual({ ok: true, value: { change: 'renamed' } });
    expect((await home.json(['file', 'rename', 't.json', 'users[0].name', 'users[0].first'])).answer).toEqual({ ok: true, value: { change: 'renamed' } });
    expect((await home.json(['file', 'rename', 't.json', 'db', 'database'])).answer).toEqual({ ok: true, value: { change: 'renamed' } });
    expect(clear(path)).toMatchObject({ database: { host: 'h', PORT: 5432 }, users: [{ first: 'ann' }, 'bob'] });
    expect(Object.keys(clear(path) as object)[0]).toBe('database');
    const before = home.snapshot();
    expect(await home.json(['file', 'rename', 't.json', 'database.host', 'users[0].host'])).toMatchObject({ status: 1, answer: { error: { code: 'rename-elsewhere' } } });
    expect(await home.json(['file', 'rename', 't.json', 'database.host', 'PORT'])).toMatchObject({ status: 5, answer: { error: { code: 'name-taken' } } });
    expect(await home.json(['file', 'rename', 't.json', 'users[1]', 'x'])).toMatchObject({ status: 4, answer: { error: { code: 'entry-not-found' } } });
    expect(await home.json(['file', 'rename', 't.json', 'database.hots', 'x'])).toMatchObject({ status: 4, answer: { error: { code: 'entry-not-found' } } });
    expect(await home.json(['file', 'rename', 't.json', 'database', 'sops'])).toMatchObject({ status: 1, answer: { error: { code: 'name-reserved' } } });
    expect(await home.json(['file', 'rename', 't.json', 'database.host', 'host'])).toMatchObject({ status: 0, answer: { value: { change: 'none' } } });
    expect(home.snapshot()).toEqual(before);
  });

  test('unset takes a value, an element, or a branch with all that it holds', async () => {
    const path = await encrypted('t.json', tree);
    for (const key of ['users[0]', 'db.port', 'empty', '"a.b"']) expect((await home.json(['file', 'unset', 't.json', key])).answer, key).toEqual({ ok: true, value: { change: 'removed' } });
    expect(clear(path)).toEqual({ db: { host: 'h', ratio: 0.5, tls: true, none: null }, users: ['bob'] });
    expect((await home.json(['file', 'unset', 't.json', 'db'])).answer).toEqual({ ok: true, value: { change: 'removed' } });
    expect(clear(path)).toEqual({ users: ['bob'] });
    expect(await home.json(['file', 'unset', 't.json', 'db.host'])).toMatchObject({ status: 4, answer: { error: { code: 'entry-not-found' } } });
  });
});

describe('file show and get', () => {
  test('show names the way to each value, its type and what it looks like, and no value', async () => {
    await encrypted('t.json', tree.replace('"h"', `"${canary}"`));
    const { stdout } = await home.run(['file', 'show', 't.json']);
    expect(stdout.split('\n')).toEqual([
      'db.host\t••••••••\ttext\ttext', 'db.port\t••••••••\tinteger\tnumber', 'db.ratio\t••••••••\tnumber\tnumber', 'db.tls\t••••••••\tboolean\tboolean', 'db.none\t••••••••\tnull\tempty',
      'users[0].name\t••••••••\ttext\ttext', 'users[1]\t••••••••\ttext\ttext', 'a.b\t••••••••\ttext\ttext', 'empty\t\t\tbranch', '',
    ]);
    expect((await home.run(['file', 'show', 't.json'], { env: french })).stdout).toContain('db.port\t••••••••\tentier\tnombre');
    const { answer } = await home.json(['file', 'show', 't.json']);
    expect(answer.value).toMatchObject({ format: 'json', entries: expect.arrayContaining([{ name: 'port', path: 'db.port', shape: 'value', type: 'int', kind: 'number', encrypted: true, comment: '' }, expect.objectContaining({ path: 'users', shape: 'list' })]) as unknown });
    expect(stdout + JSON.stringify(answer)).not.toContain(canary);
  });

  test('get prints what is spelled in the file, each way that show names', async () => {
    await encrypted('t.json', tree);
    for (const [key, value] of [['db.port', '5432'], ['db.ratio', '0.5'], ['db.tls', 'true'], ['users[0].name', 'ann'], ['users[1]', 'bob'], ['a.b', 'dotted'], ['"a.b"', 'dotted']] as const) expect(await home.run(['file', 'get', 't.json', key]), key).toMatchObject({ status: 0, stdout: value, stderr: '' });
    expect(await home.json(['file', 'get', 't.json', 'users'])).toMatchObject({ status: 1, answer: { error: { code: 'not-a-value' } } });
    expect(await home.json(['file', 'get', 't.json', 'users[2]'])).toMatchObject({ status: 4, answer: { error: { code: 'entry-not-found' } } });
  });
});
