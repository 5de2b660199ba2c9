// Looking over files from the shell: what differs between two, what a seal leaves out, what somebody should mend. No value is ever said.
import { spawnSync } from 'node:child_process';
import { chownSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cliHome, type CliHome } from '../../fakes/cli.ts';
import { identities, recipients } from '../../fakes/fixtures.ts';
import { realSops, sopsPath } from '../../fakes/real-sops.ts';

const canary = 'canary-e2b6470f';
const french = { LANG: 'fr_CA.UTF-8' };
const [anna, ben] = recipients;

let home: CliHome;
beforeEach(() => { home = cliHome(); });
afterEach(() => { home.remove(); });

async function sealed(name: string, content: string, ...to: readonly string[]): Promise<void> {
  home.write(name, content);
  expect(await home.run(['file', 'encrypt', name, ...(to.length === 0 ? [anna] : to).flatMap((each) => ['--age', each])])).toMatchObject({ status: 0 });
}
const diff = (...args: readonly string[]): ReturnType<CliHome['json']> => home.json(['file', 'diff', ...args]);

describe('file diff', () => {
  test('says by path what came, went, changed, got another type, name or place; never a value', async () => {
    await sealed('a.json', `{"same":"s","db":{"password":"${canary}-1","port":5432,"old":"o-value"},"list":["x","y"],"goes":1,"here":{"moves":"m-value"},"there":{}}`);
    await sealed('b.json', `{"same":"s","db":{"password":"${canary}-2","port":"5432","fresh":"o-value"},"list":["w","x","y"],"new":{"deep":true},"here":{},"there":{"moves":"m-value"}}`);
    const found = await diff('a.json', 'b.json');
    expect(found.status).toBe(10);
    expect(found.answer.value).toMatchObject({ same: false, linesChanged: 0, recipientsAdded: [], recipientsRemoved: [], settings: [] });
    const { changes } = found.answer.value as { readonly changes: readonly { readonly path: string; readonly change: string; readonly was: string }[] };
    expect(changes.map(({ path, change, was }) => `${change} ${path}${was === '' ? '' : ` < ${was}`}`).toSorted()).toEqual([
      'added here', 'added list[0]', 'added new.deep', 'changed db.password', 'moved there.moves < here.moves', 'removed goes', 'renamed db.fresh < db.old', 'retyped db.port',
    ].filter((line) => line !== 'added here'));
    expect(changes.find(({ path }) => path === 'db.port')).toMatchObject({ typeBefore: 'int', typeNow: 'str' });
    const [english, other] = [await home.run(['file', 'diff', 'a.json', 'b.json']), await home.run(['file', 'diff', 'a.json', 'b.json'], { env: french })];
    expect(english.stdout).toContain('other type\tdb.port\tinteger → text\n');
    expect(english.stdout).toContain('renamed\tdb.fresh\twas db.old\n');
    expect(other.stdout).toContain('autre type\tdb.port\tentier → texte\n');
    for (const said of [found, english, other]) for (const value of [canary, 'o-value', 'm-value', '5432']) expect(said.stdout + said.stderr).not.toContain(value);
  });

  test('the same content under other ciphertext is no difference; recipients and settings are', async () => {
    const content = '{"a":"1","b_unencrypted":"2"}';
    await sealed('a.json', content);
    await sealed('b.json', content);
    await sealed('c.json', content, anna, ben);
    expect(await home.run(['file', 'diff', 'a.json', 'b.json'])).toMatchObject({ status: 0, stdout: '' });
    expect((await diff('a.json', 'b.json')).answer.value).toMatchObject({ same: true, changes: [], unchanged: 2 });
    expect(await diff('a.json', 'c.json')).toMatchObject({ status: 10, answer: { value: { same: false, changes: [], recipientsAdded: [ben], recipientsRemoved: [] } } });
    expect(await diff('c.json', 'a.json')).toMatchObject({ status: 10, answer: { value: { recipientsAdded: [], recipientsRemoved: [ben] } } });
    await sealed('d.env', 'a=1\nb_unencrypted=2\n');
    expect(await diff('a.json', 'd.env')).toMatchObject({ status: 10, answer: { value: { changes: [], settings: ['format'] } } });
    home.write('.sops.yaml', `creation_rules:\n  - age: ${anna}\n    encrypted_suffix: secret\n    mac_only_encrypted: true\n`);
    home.write('e.json', content);
    expect((await home.run(['file', 'encrypt', 'e.json'])).status).toBe(0);
    expect(await diff('a.json', 'e.json')).toMatchObject({ status: 10, answer: { value: { changes: [], settings: ['selector', 'mac-only-encrypted'] } } });
  });

  test('order, comments, empty branches and the second document count', async () => {
    await sealed('a.yaml', '# one\na: 1\nb: 2\nc: 3\n---\nx: 1\n');
    await sealed('b.yaml', '# two\nb: 2\nc: 3\na: 1\n---\nx: 1\ny: {}\n');
    const { answer } = await diff('a.yaml', 'b.yaml');
    expect(answer.value).toMatchObject({ changes: expect.arrayContaining([expect.objectContaining({ path: 'a', change: 'moved', was: '' }), expect.objectContaining({ path: 'y', change: 'added' })]) as unknown, linesChanged: 2 });
  });

  test('with a git revision of the same file: what came since then', async () => {
    await sealed('.env', `A=${canary}\nB=2\n`);
    const git = (...args: readonly string[]): void => {
      const { status } = spawnSync('git', ['-c', 'user.name=n', '-c', 'user.email=e@example.invalid', '-c', `safe.directory=${home.work}`, ...args], { cwd: home.work, env: { PATH: process.env['PATH'], HOME: home.folder } });
      expect(status, args.join(' ')).toBe(0);
    };
    git('init', '-q');
    git('add', '.env');
    git('commit', '-q', '-m', 'first');
    git('tag', 'v1');
    if (process.getuid?.() === 0) for (const name of ['', ...readdirSync(join(home.work, '.git'), { recursive: true, encoding: 'utf8' })]) chownSync(join(home.work, '.git', name), 65_534, 65_534);
    expect(await diff('.env', '--rev', 'HEAD')).toMatchObject({ status: 0, answer: { value: { same: true } } });
    expect((await home.run(['file', 'set', '.env', 'C'], { input: '3' })).status).toBe(0);
    expect((await home.run(['file', 'unset', '.env', 'B'])).status).toBe(0);
    for (const revision of ['HEAD', 'v1', 'HEAD^{commit}', 'HEAD~0']) {
      expect(await diff('.env', '--rev', revision), revision).toMatchObject({ status: 10, answer: { value: { changes: [{ path: 'C', change: 'added', was: '', typeNow: 'str' }, { path: 'B', change: 'removed', was: '', typeBefore: 'str' }] } } });
    }
    expect(await diff('.env', '--rev', 'v2')).toMatchObject({ status: 4, answer: { error: { code: 'revision-not-found' } } });
    for (const revision of ['--output=x', '-p', 'HEAD:other', 'a b']) expect(await diff('.env', `--rev=${revision}`), revision).toMatchObject({ status: 2, answer: { error: { code: 'bad-input' } } });
    expect(readdirSync(home.work).toSorted()).toEqual(['.env', '.git']);
    writeFileSync(join(home.work, '.env'), 'A=1\n');
    expect(await diff('.env', '--rev', 'HEAD')).toMatchObject({ status: 1, answer: { error: { code: 'not-encrypted' } } });
    for (const args of [['.env'], ['.env', 'b', '--rev', 'HEAD']]) expect(await diff(...args)).toMatchObject({ status: 2, answer: { error: { code: 'one-other-needed' } } });
  });
});

describe.skipIf(sopsPath === undefined)('file verify', () => {
  /** Changes that the real sops does not notice either, each counted before it is made. */
  test('counts what the seal does not cover: each of these can be done, and neither sops nor verify sees it', async () => {
    await sealed('t.yaml', '# gone\na: 1\nb_unencrypted: xy\nc_unencrypted: z\nd: ""\ne: {}\n');
    const counts = { comments: 1, readable: 2, adjacent: 1, empty: 2 };
    expect(await home.json(['file', 'verify', 't.yaml'])).toMatchObject({ status: 0, answer: { value: { files: [{ verdict: 'whole', notCovered: counts }] } } });
    const path = join(home.work, 't.yaml');
    const whole = readFileSync(path, 'utf8');
    const unseen: readonly (readonly [string, (text: string) => string])[] = [
      ['a comment taken out', (text) => text.replace(/^#.*\n/m, '')],
      ['a readable name changed', (text) => text.replace('b_unencrypted', 'other_unencrypted')],
      ['the end of one readable value moved to the next', (text) => text.replace('b_unencrypted: xy', 'b_unencrypted: x').replace('c_unencrypted: z', 'c_unencrypted: yz')],
      ['an empty value renamed', (text) => text.replace('\nd: ""', '\nf: ""')],
      ['an empty branch taken out', (text) => text.replace('\ne: {}', '')],
    ];
    for (const [what, change] of unseen) {
      writeFileSync(path, change(whole));
      expect(readFileSync(path, 'utf8'), what).not.toBe(whole);
      expect(realSops(['decrypt', path], identities[0]).status, what).toBe(0);
      expect((await home.run(['file', 'verify', 't.yaml'])).status, what).toBe(0);
    }
    // And what it does cover.
    for (const change of [(text: string) => text.replace('unencrypted: xy', 'unencrypted: xx'), (text: string) => text.replace(/^(a: .*)\n(b_.*)\n/m, '$2\n$1\n'), (text: string) => text.replace(/^a: .*\n/m, '')]) {
      writeFileSync(path, change(whole));
      expect(readFileSync(path, 'utf8')).not.toBe(whole);
      expect(realSops(['decrypt', path], identities[0]).status).not.toBe(0);
      expect((await home.run(['file', 'verify', 't.yaml'])).status).toBe(10);
    }
  });

  test('a file that seals encrypted values only says which values are left out; a fully covered one says nothing', async () => {
    home.write('.sops.yaml', `creation_rules:\n  - age: ${anna}\n    encrypted_suffix: secret\n    mac_only_encrypted: true\n`);
    home.write('t.json', '{"a":"1","b_secret":"2"}');
    expect((await home.run(['file', 'encrypt', 't.json'])).status).toBe(0);
    expect((await home.json(['file', 'verify', 't.json'])).answer.value).toMatchObject({ files: [{ notCovered: { unsealed: 1 } }] });
    expect((await home.run(['file', 'verify', 't.json'], { env: french })).stdout).toBe('t.json\tintact\nt.json\tLe sceau ne couvre pas 1 valeur en clair laissée dehors exprès : elle peut être changée\n');
    const path = join(home.work, 't.json');
    writeFileSync(path, readFileSync(path, 'utf8').replace('"a": "1"', '"a": "9"'));
    expect(realSops(['decrypt', path], identities[0]).status).toBe(0);
    await sealed('all.json', '{"a_secret":"1"}');
    expect((await home.json(['file', 'verify', 'all.json'])).answer.value).toEqual({ files: [{ path: 'all.json', verdict: 'whole', notCovered: {} }] });
    expect((await home.run(['file', 'verify', 'all.json'])).stdout).toBe('all.json\twhole\n');
  });

  /** The file as it is after the change, which the seal fits as before: what could be changed so is counted. */
  test.each([['unencrypted-key-renamed', 'readable'], ['empty-key-added', 'empty'], ['comments-removed', 'comments']] as const)('%s-UNDETECTED: nobody notices it, and verify says that nobody could', async (name, fact) => {
    home.copy('v3.13.2/basic.enc.env', 'before.env');
    const path = home.copy(`tampered/${name}-UNDETECTED.enc.env`, 'after.env');
    expect(realSops(['decrypt', path], identities[0]).status).toBe(0);
    const covered = async (file: string): Promise<number> => {
      const { status, answer } = await home.json(['file', 'verify', file]);
      expect([status, answer.value]).toMatchObject([0, { files: [{ verdict: 'whole' }] }]);
      return (answer.value as { readonly files: readonly { readonly notCovered: Readonly<Record<string, number>> }[] }).files[0]?.notCovered[fact] ?? 0;
    };
    const [before, after] = [await covered('before.env'), await covered('after.env')];
    // WHY the larger: comments that were taken out were not covered in the file that had them.
    expect(Math.max(before, after)).toBeGreaterThan(0);
    if (fact !== 'comments') expect(after).toBeGreaterThan(0);
  });

  test.each(['json', 'yaml', 'ini', 'bin'] as const)('%s: a whole file is whole, one with a changed value is a finding', async (kind) => {
    const path = home.copy(`v3.12.2/basic.enc.${kind}`, `t.${kind}`);
    expect((await home.run(['file', 'verify', `t.${kind}`])).status).toBe(0);
    const text = readFileSync(path, 'utf8');
    const change = (place: RegExp): void => {
      const at = (place.exec(text)?.index ?? 0) + (place.exec(text)?.[0].length ?? 0);
      writeFileSync(path, `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`);
    };
    change(/^[^#;\n]*data:/m);
    expect(await home.json(['file', 'verify', `t.${kind}`])).toMatchObject({ status: 10, answer: { value: { files: [{ verdict: 'finding', error: { code: 'value-damaged' } }] } } });
    if (!/^[#;]/m.test(text)) return;
    change(/^[#;][^\n]*data:/m);
    // sops takes such a comment for one in clear text, and says nothing.
    expect(realSops(['decrypt', path], identities[0]).status).toBe(0);
    expect(await home.json(['file', 'verify', `t.${kind}`])).toMatchObject({ status: 10, answer: { value: { files: [{ verdict: 'finding', notCovered: { damagedComments: 1 } }] } } });
    expect((await home.run(['file', 'verify', `t.${kind}`])).stdout).toContain('1 comment that does not open: somebody changed it');
  });
});

describe('file lint', () => {
  test('names each key with what is odd about it, what others stumble over, and what is wrong with the rules; 10 with findings', async () => {
    await sealed('.env', `GOOD=${canary}Zq7xP2mK9w\nDB_PASSWORD=changeme\n1BAD=x\nHASH=a #b\nGOOD=${canary}Zq7xP2mK9w\n`);
    const found = await home.json(['file', 'lint', '.env']);
    expect(found.status).toBe(10);
    expect(found.answer.value).toMatchObject({ files: [{ path: '.env', verdict: 'findings', marks: expect.arrayContaining([
      { path: 'GOOD', marks: expect.arrayContaining(['duplicate']) as unknown }, { path: 'DB_PASSWORD', marks: ['placeholder'] }, { path: '1BAD', marks: ['bad-name'] }, { path: 'HASH', marks: ['unquoted-hash'] },
    ]) as unknown, notes: [], rules: { rulesFile: '', outcome: 'no-file', problemCount: 0 } }] });
    const [english, other] = [await home.run(['file', 'lint', '.env']), await home.run(['file', 'lint', '.env'], { env: french })];
    expect(english.stdout).toContain('.env: DB_PASSWORD\tplaceholder\tThe value looks like an example');
    expect(other.stdout).toContain('.env: 1BAD\t');
    expect(other.stdout).not.toBe(english.stdout);
    for (const said of [found, english, other]) for (const value of [canary, 'changeme', 'a #b']) expect(said.stdout + said.stderr).not.toContain(value);
  });

  test('nested values by their path; a file in order ends with 0', async () => {
    await sealed('t.json', `{"db":{"password":"short1"},"users":[{"token":"${canary}Zq7xP2mK9w"}]}`);
    expect((await home.json(['file', 'lint', 't.json'])).answer.value).toMatchObject({ files: [{ marks: [{ path: 'db.password', marks: ['weak'] }] }] });
    await sealed('fine.json', `{"db":{"password":"${canary}Zq7xP2mK9w"}}`);
    expect(await home.run(['file', 'lint', 'fine.json'])).toMatchObject({ status: 0, stdout: 'fine.json\tnothing found\n', stderr: '' });
    expect((await home.json(['file', 'lint', 'fine.json'])).answer.value).toMatchObject({ files: [{ verdict: 'clean', marks: [], notes: [] }] });
  });

  test('rules that are wrong, or meant for others, are findings of the file; a file that does not open is told as verify tells it', async () => {
    await sealed('fine.json', `{"db":{"password":"${canary}Zq7xP2mK9w"}}`);
    home.write('.sops.yaml', `creation_rules:\n  - path_regex: other\n    age: ${anna}\n    keygroups: []\n`);
    const found = await home.json(['file', 'lint', 'fine.json']);
    expect(found).toMatchObject({ status: 10, answer: { value: { files: [{ verdict: 'findings', rules: { outcome: 'no-match', problems: [{ code: 'unknown-field', line: 4, suggestion: 'key_groups' }] } }] } } });
    expect((await home.run(['file', 'lint', 'fine.json'])).stdout).toMatch(/\.sops\.yaml:4:5\t.*Did you mean key_groups\?\nfine\.json\tNo rule applies/);
    home.copy('tampered/key-removed.enc.env', 'tampered.env');
    expect(await home.json(['file', 'lint', 'tampered.env'])).toMatchObject({ status: 10, answer: { value: { files: [{ verdict: 'findings', error: { code: 'mac-mismatch' } }] } } });
    expect((await home.run(['file', 'lint', 'none.env'])).status).toBe(4);
    expect((await home.run(['file', 'lint', 'fine.json'], { env: { SOPS_AGE_KEY: undefined } })).status).toBe(3);
    expect((await home.run(['file', 'lint'])).status).toBe(2);
  });
});
