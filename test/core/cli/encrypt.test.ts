// A clear file becomes an encrypted one from the shell: the real sops reads it, the rules are obeyed, what did not change stays, and what would be lost is said before.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cliHome, type CliHome } from '../../fakes/cli.ts';
import { fixtures, identities, recipients } from '../../fakes/fixtures.ts';
import { gpgHome, hasGpg } from '../../fakes/real-gpg.ts';
import { realSops, sopsPath } from '../../fakes/real-sops.ts';

const canary = 'canary-5a0f93d1';
const french = { LANG: 'fr_CA.UTF-8' };
const [anna, ben] = recipients;

let home: CliHome;
beforeEach(() => { home = cliHome(); });
afterEach(() => { home.remove(); });

/** WHY: two writes in one second have one time. */
const otherThanTime = (name: string): boolean => name !== 'lastmodified';
const encrypt = (args: readonly string[], options: Parameters<CliHome['json']>[1] = {}): ReturnType<CliHome['json']> => home.json(['file', 'encrypt', ...args], options);
function clear(path: string, identity: string = identities[0], type: readonly string[] = []): string {
  const { status, stdout, stderr } = realSops(['decrypt', ...type, path], identity);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout.toString('utf8');
}
const everyFile = (): string => [...home.snapshot().values()].map((content) => Buffer.from(content, 'base64').toString('latin1')).join('\n');

describe.skipIf(sopsPath === undefined)('file encrypt', () => {
  test.each(['env', 'json', 'yaml', 'ini', 'bin'] as const)('%s: the real sops gives back what it gives back of its own', async (kind) => {
    // WHY a smaller number: sops up to 3.13.1 rounds the large one, and 3.13.2 and we do not.
    const plain = readFileSync(join(fixtures, `plain/basic.${kind}`), 'latin1').replace('9007199254740993', '900719925474099');
    const path = home.write(`mine.${kind}`, Buffer.from(plain, 'latin1'));
    const own = home.write(`own.${kind}`, Buffer.from(plain, 'latin1'));
    expect(realSops(['encrypt', '--in-place', '--age', anna, own], identities[0]).status).toBe(0);
    chmodSync(path, 0o640);
    expect(await encrypt([`mine.${kind}`, '--age', anna])).toMatchObject({ status: 0, stderr: '', answer: { ok: true, value: { output: `mine.${kind}`, change: 'replaced', verified: 'opened', recipients: [[anna]] } } });
    expect(clear(path)).toBe(clear(own));
    expect(statSync(path).mode & 0o777).toBe(0o640);
    expect((await home.run(['file', 'decrypt', `mine.${kind}`])).bytes.equals(realSops(['decrypt', path], identities[0]).stdout)).toBe(true);
  });

  test('to another file: the clear one stays, the new one has its rights, and only one that is encrypted is written over', async () => {
    home.write('clear.env', `A=${canary}\nB=2\n`);
    home.write('there.env', 'A=1\n');
    const before = home.snapshot();
    expect(await encrypt(['clear.env', '-o', 'there.env', '--age', anna])).toMatchObject({ status: 5, answer: { error: { code: 'target-not-encrypted' } } });
    expect(await encrypt(['clear.env', '-o', 'no/there.env', '--age', anna])).toMatchObject({ status: 4, answer: { error: { code: 'folder-not-found' } } });
    expect(await encrypt(['none.env', '--age', anna])).toMatchObject({ status: 4, answer: { error: { code: 'file-not-found' } } });
    expect(await encrypt(['clear.env'])).toMatchObject({ status: 1, answer: { error: { code: 'no-recipients' } } });
    expect(home.snapshot()).toEqual(before);
    chmodSync(join(home.work, 'clear.env'), 0o600);
    expect(await encrypt(['clear.env', '-o', 'new.env', '--age', anna, '--age', ben])).toMatchObject({ status: 0, answer: { value: { output: 'new.env', change: 'new', encrypted: 2, readable: 0, kept: 0, recipients: [[anna, ben]] } } });
    expect(statSync(join(home.work, 'new.env')).mode & 0o777).toBe(0o600);
    for (const identity of identities) expect(clear(join(home.work, 'new.env'), identity)).toBe(`A=${canary}\nB=2\n`);
  });

  test('over an encrypted file: what did not change keeps its ciphertext, data key and recipients stay', async () => {
    const plain = { 'v.json': '{"a":"1","b":{"c":2,"d":true},"e":["x","y"]}', 'v.yaml': '# c\na: "1"\nb:\n    c: 2\n    d: true\ne:\n    - x\n    - "y"\n', 'v.env': '#c\na=1\nc=2\n', 'v.ini': '[b]\na = 1\nc = 2\n' };
    for (const [name, content] of Object.entries(plain)) {
      home.write(name, content);
      const out = `sealed-${name}`;
      expect(await encrypt([name, '-o', out, '--age', anna])).toMatchObject({ status: 0 });
      const path = join(home.work, out);
      const before = readFileSync(path, 'utf8');
      expect(await encrypt([name, '-o', out]), name).toMatchObject({ status: 0, answer: { value: { change: 'none' } } });
      expect(readFileSync(path, 'utf8')).toBe(before);
      home.write(name, content.replace('2', '3'));
      expect(await encrypt([name, '-o', out]), name).toMatchObject({ status: 0, answer: { value: { change: 'updated', recipients: [[anna]] } } });
      const after = readFileSync(path, 'utf8').split('\n');
      const old = new Set(before.split('\n'));
      expect(after.filter((line) => !old.has(line)).map((line) => /[a-z]+/.exec(line.replace('sops_', ''))?.[0] ?? '').filter(otherThanTime).toSorted(), name).toEqual(['c', 'mac']);
      expect(clear(path)).toContain('3');
    }
    // Somebody who cannot open it cannot keep it either.
    const before = home.snapshot();
    expect(await encrypt(['v.env', '-o', 'sealed-v.env'], { env: { SOPS_AGE_KEY: identities[1] } })).toMatchObject({ status: 3, answer: { error: { code: 'no-matching-key' } } });
    expect(await encrypt(['v.env', '-o', 'sealed-v.json'])).toMatchObject({ status: 1, answer: { error: { code: 'other-format', data: { there: 'json', here: 'dotenv' } } } });
    expect(home.snapshot()).toEqual(before);
    expect((await encrypt(['v.env', '-o', 'sealed-v.env', '--age', ben])).answer.value).toMatchObject({ recipients: [[anna]], warnings: ['recipients-kept'] });
  });

  test('what is encrypted already is refused, but for the file itself, which stays as it is', async () => {
    home.copy('v3.12.2/basic.enc.env', 'sealed.env');
    home.copy('v3.12.2/basic.enc.json', 'sealed.json');
    home.write('half.env', 'A=1\nsops_mac=ENC[AES256_GCM,data:x]\n');
    const before = home.snapshot();
    expect(await encrypt(['sealed.env'])).toMatchObject({ status: 0, answer: { value: { change: 'none', verified: 'opened' } } });
    expect(await encrypt(['sealed.env', '-o', './sealed.env'])).toMatchObject({ status: 0, answer: { value: { change: 'none' } } });
    for (const args of [['sealed.env', '-o', 'twice.env'], ['sealed.json', '--input-type', 'binary', '-o', 'twice.json'], ['half.env']]) expect(await encrypt([...args, '--age', anna]), args.join(' ')).toMatchObject({ status: 1, answer: { error: { code: 'already-encrypted' } } });
    expect(await encrypt(['sealed.env'], { env: { SOPS_AGE_KEY: undefined } })).toMatchObject({ status: 3, answer: { error: { code: 'no-matching-key' } } });
    expect(home.snapshot()).toEqual(before);
  });

  test('recipients, groups, selectors and indents come from the rule for the file that is written', async () => {
    home.write('.sops.yaml', `creation_rules:\n  - path_regex: prod/.*\\.json$\n    mac_only_encrypted: true\n    encrypted_regex: ^(pass|key)\n    key_groups:\n      - age: [${anna}]\n      - age: [${ben}]\n      - age: [${anna}, ${ben}]\n    shamir_threshold: 2\n  - path_regex: dev\n    unencrypted_suffix: _plain\n    age: ${anna},${ben}\n  - path_regex: old\n    pgp: 85D77543B3D624B63CEA9E6DBC17301B491B3F21\nstores:\n  json:\n    indent: 2\n`);
    mkdirSync(join(home.work, 'prod'), { mode: 0o777 });
    chmodSync(join(home.work, 'prod'), 0o777);
    home.write('x.json', `{"password":"${canary}","user":"u","n":5,"nested":{"key":[1,2]}}`);
    expect(await encrypt(['x.json', '-o', 'prod/x.json'])).toMatchObject({
      status: 0, answer: { value: { encrypted: 3, readable: 2, recipients: [[anna], [ben], [anna, ben]], threshold: 2, verified: 'opened', rule: { line: 2 }, warnings: expect.arrayContaining(['spelling']) as unknown } },
    });
    const text = readFileSync(join(home.work, 'prod/x.json'), 'utf8');
    expect(text).toContain('\n  "user": "u",\n');
    expect(text).toContain('"mac_only_encrypted": true');
    expect(text).toContain('"encrypted_regex": "^(pass|key)"');
    expect(text).not.toContain(canary);
    expect(JSON.parse(clear(join(home.work, 'prod/x.json'), identities[1]))).toEqual({ password: canary, user: 'u', n: 5, nested: { key: [1, 2] } });
    expect(await encrypt(['x.json', '-o', 'dev.json'])).toMatchObject({ answer: { value: { recipients: [[anna, ben]], verified: 'opened', rule: { line: 10 } } } });
    home.write('.sops.yaml', `creation_rules:\n  - path_regexp: prod\n    age: ${anna}\n`);
    expect(await encrypt(['x.json', '-o', 'misspelt.json'])).toMatchObject({ status: 0, answer: { value: { warnings: ['spelling', 'rule-problems'] } } });
    home.write('.sops.yaml', `creation_rules:\n  - path_regex: old\n    pgp: 85D77543B3D624B63CEA9E6DBC17301B491B3F21\n`);
    const before = home.snapshot();
    expect(await encrypt(['x.json', '-o', 'other.json'])).toMatchObject({ status: 1, answer: { error: { code: 'no-recipients' } } });
    expect(await encrypt(['x.json', '-o', 'old.json'])).toMatchObject({ status: 1, answer: { error: { code: 'recipient-not-supported', data: { kind: 'pgp' } } } });
    home.write('.sops.yaml', 'creation_rules:\n  - path_regex: "("\n    age: nobody\n');
    expect(await encrypt(['x.json', '-o', 'other.json'])).toMatchObject({ status: 1, answer: { error: { code: 'rules-refuse', data: { line: expect.any(Number) as unknown } } } });
    expect([...home.snapshot().keys()]).toEqual([...before.keys()]);
  });

  test('where no identity here opens the new file, it is read back and that is said', async () => {
    home.write('x.json', '{"a":1}');
    expect(await encrypt(['x.json', '-o', 'y.json', '--age', ben])).toMatchObject({ status: 0, answer: { value: { verified: 'structure' } } });
    expect(clear(join(home.work, 'y.json'), identities[1])).toBe('{\n\t"a": 1\n}\n');
    expect(await encrypt(['x.json', '-o', 'z.json', '--age', anna], { env: { SOPS_AGE_KEY: undefined } })).toMatchObject({ status: 0, answer: { value: { verified: 'structure' } } });
  });

  test('what cannot be kept is said before anything is written, in both languages and in JSON', async () => {
    const content = '\uFEFFA=1\r\n\r\nB=x\\ny\r\n';
    const path = home.write('odd.env', content);
    const said = await home.run(['file', 'encrypt', 'odd.env', '-o', 'odd.enc.env', '--age', anna]);
    expect(said).toMatchObject({ status: 0, stdout: '' });
    for (const words of ['carriage return', 'byte order mark', 'Empty lines are not kept', 'takes it for a line break']) expect(said.stderr).toContain(words);
    expect((await home.run(['file', 'encrypt', 'odd.env', '-o', 'odd2.enc.env', '--age', anna], { env: french })).stderr).toContain('Les lignes vides ne sont pas gardées');
    expect(await encrypt(['odd.env', '-o', 'odd3.enc.env', '--age', anna])).toMatchObject({ stderr: '', answer: { value: { warnings: ['carriage-returns', 'byte-order-mark', 'blank-lines', 'line-escapes'] } } });
    expect(readFileSync(path, 'utf8')).toBe(content);
    // Where nothing can be written the warning has been said all the same.
    chmodSync(home.work, 0o555);
    const refused = await home.run(['file', 'encrypt', 'odd.env', '-o', 'odd4.enc.env', '--age', anna]);
    chmodSync(home.work, 0o755);
    expect(refused.status).toBe(1);
    expect(refused.stderr.indexOf('Empty lines')).toBeLessThan(refused.stderr.indexOf('read-only'));
    home.write('all_plain.json', '{"a_unencrypted":"x"}');
    expect((await encrypt(['all_plain.json', '-o', 'p.enc', '--age', anna])).answer.value).toMatchObject({ warnings: expect.arrayContaining(['nothing-encrypted', 'name-needs-input-type']) as unknown });
  });

  test('standard input and output: the clear text touches no disk', async () => {
    const clearJson = `{"a":"${canary}"}`;
    const found = await home.run(['file', 'encrypt', '-', '--input-type', 'json', '-o', '-', '--age', `${anna},${ben}`], { input: clearJson });
    expect(found.status).toBe(0);
    expect(found.stdout).not.toContain(canary);
    expect(JSON.parse(clear(home.write('piped.json', found.bytes)))).toEqual({ a: canary });
    expect(await encrypt(['-', '--input-type', 'dotenv', '-o', 'in.env', '--age', anna], { input: `A=${canary}\n` })).toMatchObject({ status: 0, answer: { value: { change: 'new', output: 'in.env' } } });
    expect(clear(join(home.work, 'in.env'))).toBe(`A=${canary}\n`);
    expect(everyFile()).not.toContain(canary);
    for (const args of [['-'], ['-', '-o', 'x.env'], ['-', '--input-type', 'dotenv']]) expect(await encrypt([...args, '--age', anna], { input: 'A=1\n' }), args.join(' ')).toMatchObject({ status: 2, answer: { error: { code: 'input-needs' } } });
    expect(await encrypt(['-', '--input-type', 'binary', '-o', 'e.bin', '--age', anna], { input: '' })).toMatchObject({ status: 1, answer: { error: { code: 'empty-file' } } });
    expect(await encrypt(['-', '--input-type', 'json', '-o', '-'], { input: '{}' })).toMatchObject({ status: 1, answer: { error: { code: 'no-recipients' } } });
    expect(await encrypt(['-', '--input-type', 'env', '-o', '-'])).toMatchObject({ status: 2, answer: { error: { code: 'bad-choice' } } });
  });

  test('private-key-not-repeated: a private key given for a recipient is refused and said nowhere', async () => {
    home.write('a.env', 'A=1\n');
    const before = home.snapshot();
    const broken = `${anna.slice(0, -1)}q`;
    for (const given of [identities[0], `age1${identities[0].toLowerCase()}`, `${anna},${identities[0]}`, broken, 'nonsense']) {
      const said = [await home.run(['file', 'encrypt', 'a.env', '--age', given]), await encrypt(['a.env', '--age', given])];
      expect(said.map(({ status }) => status)).toEqual([1, 1]);
      expect(said[1]?.stdout).toContain('"recipient-not-supported"');
      for (const { stdout, stderr } of said) expect((stdout + stderr).toUpperCase()).not.toContain(identities[0].slice(20));
    }
    expect((await home.run(['audit', 'list', '--json', '--limit', '100'])).stdout.toUpperCase()).not.toContain(identities[0].slice(20));
    expect(home.snapshot()).toEqual(before);
  });

  test('what is not fit for its format is refused without a word of its content', async () => {
    for (const [name, content, code] of [['x.json', `{"a": "${canary}"`, 'file-truncated'], ['x.json', `{"a" ${canary}}`, 'format-refused'], ['x.yaml', `a: [${canary}`, 'format-refused'], ['x.env', `${canary}`, 'bad-line'], ['x.yaml', `- ${canary}\n`, 'format-refused'], ['e.env', '', 'empty-file']] as const) {
      home.write(name, content);
      const before = home.snapshot();
      const found = await encrypt([name, '--age', anna]);
      expect(found, `${name} ${code}`).toMatchObject({ status: 1, answer: { ok: false, error: { code } } });
      expect(found.stdout + found.stderr + (await home.run(['file', 'encrypt', name, '--age', anna])).stderr).not.toContain(canary);
      expect(home.snapshot()).toEqual(before);
    }
  });
});

test.skipIf(sopsPath === undefined || !hasGpg)('for PGP keys that the installed gpg knows, and for age keys beside them', async () => {
  const gpg = gpgHome();
  try {
    const fingerprint = gpg.key('carla');
    home.write('.env', `A=${canary}\n`);
    // WHY not as the person: root handed the keyring over to nobody.
    if (process.getuid?.() === 0) execFileSync('chown', ['-R', '65534:65534', gpg.env['GNUPGHOME'] ?? '']);
    expect(await encrypt(['.env', '-o', 'out.env', '--pgp', fingerprint, '--age', anna], { env: gpg.env })).toMatchObject({ status: 0, answer: { value: { recipients: [[anna, fingerprint]], verified: 'opened' } } });
    expect(readFileSync(join(home.work, 'out.env'), 'utf8')).toContain(`sops_pgp__list_0__map_fp=${fingerprint}`);
    expect(clear(join(home.work, 'out.env'))).toBe(`A=${canary}\n`);
    for (const given of [['--pgp', 'anna@example.com'], ['--pgp', identities[0]], ['--age', fingerprint]]) expect((await encrypt(['.env', '-o', 'x.env', ...given], { env: gpg.env })).answer.error, given[1]?.slice(0, 8)).toMatchObject({ code: 'recipient-not-supported' });
    expect((await encrypt(['.env', '-o', 'x.env', '--pgp', '0123456789ABCDEF0123456789ABCDEF01234567'], { env: gpg.env })).answer.error).toMatchObject({ code: 'recipient-not-supported', data: { kind: 'pgp' } });
  } finally {
    gpg.remove();
  }
});
