// What the commands that only look say: to a script, to a person in either language, and as JSON.
import { spawn } from 'node:child_process';
import { readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerOf, builtCli, cliHome, type CliHome } from '../../fakes/cli.ts';
import { identities } from '../../fakes/fixtures.ts';
import { sopsDecrypt, sopsPath } from '../../fakes/real-sops.ts';

/** Values of the fixture; none of them may appear where only names belong. */
const values = ['localhost', '5432', 'p@ss=w#rd', 'sk-123', 'BEGIN KEY', 'visible', 'old value'];
const french = { LC_ALL: 'fr_FR.UTF-8' };

let home: CliHome;
beforeAll(() => {
  home = cliHome();
  home.copy('v3.12.2/basic.enc.env', '.env');
  home.copy('tampered/key-removed.enc.env', 'tampered.env');
  home.copy('plain/basic.env', 'clear.env');
});
afterAll(() => { home.remove(); });

describe('file list', () => {
  test('names every secret file and its state, in the person’s language and in JSON', async () => {
    const english = await home.run(['file', 'list']);
    expect(english).toMatchObject({ status: 0, stdout: '.env\tencrypted\nclear.env\tclear text\ntampered.env\tencrypted\n', stderr: '' });
    expect((await home.run(['file', 'list', '.'], { env: french })).stdout).toBe('.env\tchiffré\nclear.env\ten clair\ntampered.env\tchiffré\n');
    expect((await home.json(['file', 'list', home.work], { env: french, cwd: home.folder })).answer).toEqual({
      ok: true, value: { files: [{ path: '.env', state: 'encrypted' }, { path: 'clear.env', state: 'clear-text' }, { path: 'tampered.env', state: 'encrypted' }] },
    });
  });

  test('needs no key', async () => {
    expect((await home.run(['file', 'list'], { env: { SOPS_AGE_KEY: undefined } })).status).toBe(0);
  });
});

describe('file show', () => {
  test('shows names, kinds and comments in file order, and never a value', async () => {
    const english = await home.run(['file', 'show', '.env']);
    expect(english.status).toBe(0);
    expect(english.stdout.split('\n').slice(0, 3)).toEqual(['DB_HOST\t••••••••\ttext\tdatabase', 'DB_PORT\t••••••••\tnumber', 'DB_PASSWORD\t••••••••\tpassword']);
    expect(english.stdout).toContain('PUBLIC_unencrypted\tnot encrypted\t');
    const other = await home.run(['file', 'show', '.env'], { env: french });
    expect(other.stdout).toContain('PUBLIC_unencrypted\tnon chiffrée\t');
    const { answer, stdout } = await home.json(['file', 'show', '.env'], { env: french });
    expect(answer.value).toMatchObject({ path: '.env', format: 'dotenv', openedWith: 'SOPS_AGE_KEY', entries: expect.arrayContaining([{ name: 'DB_PASSWORD', path: 'DB_PASSWORD', shape: 'value', type: 'str', kind: 'password', encrypted: true, comment: '' }]) as unknown });
    for (const value of values) for (const said of [english.stdout, other.stdout, stdout]) expect(said).not.toContain(value);
  });
});

describe('file get', () => {
  test('prints the exact bytes of one value in a pipe, nothing more', async () => {
    expect(await home.run(['file', 'get', '.env', 'DB_PASSWORD'])).toMatchObject({ status: 0, stdout: 'p@ss=w#rd "quoted" \'single\' $VAR `x`', stderr: '' });
    expect((await home.run(['file', 'get', '.env', 'MULTI'])).stdout).toBe('-----BEGIN KEY-----\nabc\ndef\n-----END KEY-----');
    expect(await home.run(['file', 'get', '.env', 'EMPTY'])).toMatchObject({ status: 0, stdout: '' });
    expect((await home.run(['file', 'get', '.env', 'DUP'])).stdout).toBe('1');
    expect((await home.run(['file', 'get', '--', '.env', 'UNICODE'])).stdout).toBe('héllo ✓ 😀');
  });

  test('gives one JSON object, never translated', async () => {
    expect(await home.json(['file', 'get', '.env', 'UNICODE'], { env: french })).toMatchObject({ status: 0, answer: { ok: true, value: { key: 'UNICODE', value: 'héllo ✓ 😀' } } });
  });
});

describe('file decrypt', () => {
  test.skipIf(sopsPath === undefined)('prints what the real sops prints, byte for byte', async () => {
    const found = await home.run(['file', 'decrypt', '.env']);
    expect(found.status).toBe(0);
    expect(found.bytes.equals(sopsDecrypt(join(home.work, '.env'), identities[0]).stdout)).toBe(true);
    expect((await home.json(['file', 'decrypt', '.env'])).answer).toEqual({ ok: true, value: { text: found.stdout } });
    expect((await home.run(['file', 'decrypt', '.env', '-o', '-'])).stdout).toBe(found.stdout);
  });

  test('-o makes a file for its owner alone, and never writes over one or through a link', async () => {
    const clear = await home.run(['file', 'decrypt', '.env']);
    expect(await home.run(['file', 'decrypt', '.env', '-o', 'out.txt'])).toMatchObject({ status: 0, stdout: '', stderr: '' });
    const out = join(home.work, 'out.txt');
    expect(statSync(out).mode & 0o777).toBe(0o600);
    expect(home.snapshot().get(out)).toBe(clear.bytes.toString('base64'));
    symlinkSync('nowhere', join(home.work, 'link.txt'));
    const before = home.snapshot();
    expect((await home.run(['file', 'decrypt', '.env', '-o', 'link.txt'])).status).toBe(5);
    expect(await home.json(['file', 'decrypt', '.env', '--output=out.txt'])).toMatchObject({ status: 5, answer: { ok: false, error: { code: 'file-exists' } } });
    expect(await home.run(['file', 'decrypt', '.env', '-oclear.env'])).toMatchObject({ status: 5, stdout: '' });
    expect(await home.run(['file', 'decrypt', '.env', '-o', 'no/such/folder'])).toMatchObject({ status: 4, stdout: '' });
    expect(home.snapshot()).toEqual(before);
    expect(await home.json(['file', 'decrypt', '.env', '-o', 'second.txt'])).toMatchObject({ status: 0, answer: { ok: true, value: { output: 'second.txt', bytes: clear.bytes.length } } });
  });
});

describe('file verify', () => {
  test('gives one verdict a file: 0 all whole, 10 any finding, 4 or 3 where one could not be checked', async () => {
    expect(await home.run(['file', 'verify', '.env'])).toMatchObject({ status: 0, stdout: `.env\twhole\n${['3 comments: they can be taken out or moved', '1 value in clear text: its name can be changed', '1 empty entry: such can be added, taken out or renamed'].map((fact) => `.env\tThe seal does not cover ${fact}\n`).join('')}`, stderr: '' });
    const mixed = await home.run(['file', 'verify', '.env', 'tampered.env', 'none.env', 'clear.env']);
    expect(mixed.status).toBe(10);
    expect(mixed.stdout.split('\n').map((line) => line.split('\t')[0])).toEqual(['.env', '.env', '.env', '.env', 'tampered.env', 'none.env', 'clear.env', '']);
    expect((await home.run(['file', 'verify', '.env', 'none.env'])).status).toBe(4);
    expect((await home.run(['file', 'verify', '.env'], { env: { SOPS_AGE_KEY: undefined } })).status).toBe(3);
    expect((await home.run(['file', 'verify', '.env'], { env: french })).stdout).toMatch(/^\.env\tintact\n\.env\tLe sceau ne couvre pas 3 commentaires/);
    expect(await home.json(['file', 'verify', '.env', 'tampered.env', 'none.env'])).toMatchObject({
      status: 10,
      answer: { ok: true, value: { files: [{ path: '.env', verdict: 'whole', notCovered: { comments: 3, readable: 1, empty: 1 } }, { path: 'tampered.env', verdict: 'finding', error: { code: 'mac-mismatch' } }, { path: 'none.env', verdict: 'unchecked', error: { code: 'file-not-found' } }] } },
    });
  });
});

describe('audit', () => {
  test('lists what was done, newest last, and says that the log is whole', async () => {
    const own = cliHome();
    try {
      own.copy('v3.12.2/basic.enc.env', '.env');
      expect(await own.run(['audit', 'list'])).toMatchObject({ status: 0, stdout: '' });
      await own.run(['file', 'get', '.env', 'DB_PASSWORD']);
      const listed = await own.run(['audit', 'list', '--limit', '3']);
      expect(listed.stdout.trimEnd().split('\n').map((line) => line.split('\t').slice(2))).toEqual([
        ['sops.openFile', 'operation', '~/work/.env', 'ok'], ['sops.printEntry', 'secret_access_intent', '~/work/.env#DB_PASSWORD', 'ok'], ['sops.printEntry', 'secret_access', '~/work/.env#DB_PASSWORD', 'ok'],
      ]);
      await own.run(['file', 'get', '.env', 'NONE']);
      expect((await own.run(['audit', 'list', '-n', '1'], { env: french })).stdout).toContain('\trefusé : entry-not-found\n');
      const { answer, stdout } = await own.json(['audit', 'list', '--limit', '1000']);
      expect(answer.value).toMatchObject({ total: 6 });
      expect(stdout).not.toContain('p@ss');
      const unsigned = await own.run(['audit', 'verify']);
      expect(unsigned.status).toBe(0);
      expect(unsigned.stdout).toMatch(/^6 lines: whole\n {2}cannot be known: nothing is signed/);
      expect(await own.json(['audit', 'verify'])).toMatchObject({ status: 0, answer: { ok: true, value: { lines: 6, whole: true } } });
    } finally {
      own.remove();
    }
  });

  test('names the first line that is not as it was written, with status 10', async () => {
    const own = cliHome();
    try {
      own.copy('v3.12.2/basic.enc.env', '.env');
      await own.run(['file', 'get', '.env', 'DB_PASSWORD']);
      const log = join(own.profile, 'audit/audit.jsonl');
      writeFileSync(log, readFileSync(log, 'utf8').replace('#DB_PASSWORD', '#DB_PASSW0RD'));
      const changed = await own.run(['audit', 'verify']);
      expect(changed.status).toBe(10);
      expect(changed.stdout).toMatch(/^audit\.jsonl, line 2: this line was changed after it was written\n/);
      expect((await own.run(['audit', 'verify'], { env: french })).stdout).toMatch(/^audit\.jsonl, ligne 2 : cette ligne a été modifiée après son écriture\n/);
      expect(await own.json(['audit', 'verify'])).toMatchObject({ status: 10, answer: { ok: true, value: { whole: false, line: 2, damage: 'edited' } } });
    } finally {
      own.remove();
    }
  });
});

describe('without a reader', () => {
  test('a list whose reader has gone is done; a value whose reader has gone is not, and neither complains', async () => {
    const script = (args: string): string => `{ sleep 0.5; "$0" "$1" ${args}; echo "status $?" >&2; } | true`;
    for (const [args, status] of [['file show .env', 0], ['file get .env DB_HOST', 1], ['--help', 0]] as const) {
      const found = await answerOf(spawn('bash', ['-c', script(args), process.execPath, builtCli], { cwd: home.work, env: { ...home.env, COFFRE_HOME: join(home.folder, 'other') } }));
      expect(found.stderr, args).toBe(`status ${String(status)}\n`);
    }
  });

  test('a full device is said in words, in JSON too', async () => {
    for (const args of ['file show .env', 'file get .env DB_HOST', 'file show .env --json', '--version']) {
      const found = await answerOf(spawn('bash', ['-c', `"$0" "$1" ${args} > /dev/full`, process.execPath, builtCli], { cwd: home.work, env: { ...home.env, COFFRE_HOME: join(home.folder, 'other') } }));
      expect(found, args).toMatchObject({ status: 1, stderr: expect.stringContaining('It could not be written.') as unknown });
    }
  });
});
