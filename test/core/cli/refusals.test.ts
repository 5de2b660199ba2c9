// Bad input from the shell: a typed refusal with words in both languages and a status that a script can read, the file untouched, nothing left behind, no value anywhere.
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { generateIdentity } from '../../../electron/core/age/index.ts';
import { errorWords } from '../../../shared/words/both.ts';
import { cliWords } from '../../../shared/words/index.ts';
import { answerOf, builtCli, cliHome, type CliHome } from '../../fakes/cli.ts';
import { fixtures, identities } from '../../fakes/fixtures.ts';

const source = readFileSync(join(fixtures, 'v3.12.2/basic.enc.env'), 'utf8');
const canary = 'canary-0d9e55aa';

let home: CliHome;
beforeAll(() => { home = cliHome(); });
afterAll(() => {
  chmodSync(join(home.work, 'closed'), 0o755);
  home.remove();
});

/** Makes the bad file and says what must come of `get`. `verify` is 10 where the content is at fault. */
interface Case {
  readonly what: string;
  readonly code: string;
  readonly status: number;
  readonly finding: boolean;
  make(name: string): void;
}
const write = (content: string | Uint8Array) => (name: string): void => { home.write(name, content); };
const cases: readonly Case[] = [
  { what: 'not there', code: 'file-not-found', status: 4, finding: false, make: () => undefined },
  { what: 'a folder', code: 'not-a-file', status: 1, finding: false, make: (name) => { mkdirSync(join(home.work, name)); } },
  { what: 'not a sops file', code: 'not-encrypted', status: 1, finding: true, make: write(`PLAIN=${canary}\n`) },
  { what: 'cut off', code: 'file-truncated', status: 1, finding: true, make: write(source.slice(0, source.indexOf('sops_'))) },
  { what: 'conflict marks', code: 'merge-conflict', status: 5, finding: true, make: write(`<<<<<<< ours\n${source}=======\n${source}>>>>>>> theirs\n`) },
  { what: 'a tampered value', code: 'mac-mismatch', status: 1, finding: true, make: write(source.replace('PUBLIC_unencrypted=visible', `PUBLIC_unencrypted=${canary}`)) },
  { what: 'a clear value slipped in', code: 'value-not-encrypted', status: 1, finding: true, make: write(`SLIPPED=${canary}\n${source}`) },
  { what: 'no MAC', code: 'mac-missing', status: 1, finding: true, make: write(source.split('\n').filter((line) => !line.startsWith('sops_mac=')).join('\n')) },
  { what: 'binary rubbish', code: 'binary-file', status: 1, finding: true, make: write(Buffer.from(Array.from({ length: 4096 }, (_, at) => (at * 7919) % 256))) },
  { what: '0 bytes', code: 'empty-file', status: 1, finding: true, make: write('') },
  { what: '100 MB', code: 'file-too-large', status: 1, finding: false, make: (name) => { truncateSync(home.write(name, ''), 100_000_000); } },
  { what: 'no permission', code: 'file-unreadable', status: 1, finding: false, make: (name) => { chmodSync(home.write(name, source), 0o000); } },
  { what: 'a link in a circle', code: 'symlink-loop', status: 1, finding: false, make: (name) => { symlinkSync(name, join(home.work, name)); } },
];

/** Values of the fixture and of the files made here. */
const values = [canary, 'localhost', 'p@ss=w#rd', 'sk-123'];
const titleOf = (language: 'en' | 'fr', code: string): string => {
  const { refusals } = cliWords(language);
  return Object.hasOwn(refusals, code) ? refusals[code as keyof typeof refusals].title : errorWords(language, code).title;
};

describe('a bad file', () => {
  test.each(cases)('$what: $code, said in both languages and in JSON, file untouched', async ({ what, code, status, finding, make }) => {
    const name = `${what.replaceAll(' ', '-')}.env`;
    make(name);
    const tooBig = code === 'file-too-large' || code === 'file-unreadable';
    const before = tooBig ? undefined : home.snapshot();
    const english = (verb: string, ...args: readonly string[]): ReturnType<CliHome['run']> => home.run(['file', verb, name, ...args], { input: canary });
    const [got, set, shown, other, json, verified] = await Promise.all([
      english('get', 'DB_HOST'), english('set', 'DB_HOST'), english('show'), home.run(['file', 'get', name, 'DB_HOST'], { env: { LC_MESSAGES: 'fr_FR.UTF-8', LANG: 'en_US.UTF-8' } }),
      home.json(['file', 'get', name, 'DB_HOST'], { env: { LC_ALL: 'fr_FR' } }), home.json(['file', 'verify', name]),
    ]);
    for (const said of [got, set, shown]) {
      expect(said).toMatchObject({ status, stdout: '' });
      expect(said.stderr).toContain(`coffre: ${name}: ${titleOf('en', code)}`);
    }
    expect(other).toMatchObject({ status, stdout: '' });
    expect(other.stderr).toContain(`coffre: ${name}: ${titleOf('fr', code)}`);
    expect(titleOf('fr', code)).not.toBe(titleOf('en', code));
    expect(json).toMatchObject({ status, stderr: '', answer: { ok: false, error: { code } } });
    expect(verified).toMatchObject({ status: finding ? 10 : status, answer: { ok: true, value: { files: [{ path: name, verdict: finding ? 'finding' : 'unchecked', error: { code } }] } } });
    for (const value of values) for (const said of [got, set, shown, other, json, verified]) expect(said.stdout + said.stderr).not.toContain(value);
    if (before !== undefined) expect(home.snapshot()).toEqual(before);
    rmSync(join(home.work, name), { recursive: true, force: true });
  });

  test('no key, and the wrong key: 3', async () => {
    home.copy('v3.12.2/basic.enc.env', 'keys.env');
    const before = home.snapshot();
    expect(await home.json(['file', 'get', 'keys.env', 'DB_HOST'], { env: { SOPS_AGE_KEY: undefined } })).toMatchObject({ status: 3, answer: { error: { code: 'no-matching-key', data: { tried: 0 } } } });
    const wrong = (await generateIdentity()).identity.expose();
    expect(await home.json(['file', 'get', 'keys.env', 'DB_HOST'], { env: { SOPS_AGE_KEY: wrong } })).toMatchObject({ status: 3, answer: { error: { code: 'no-matching-key', data: { tried: 1 } } } });
    expect(await home.json(['file', 'get', 'keys.env', 'DB_HOST'], { env: { SOPS_AGE_KEY: 'no identity at all' } })).toMatchObject({ status: 3, answer: { error: { code: 'identity-unusable' } } });
    expect((await home.run(['file', 'get', 'keys.env', 'DB_HOST'], { env: { SOPS_AGE_KEY: undefined, LANG: 'fr' } })).stderr).toContain(titleOf('fr', 'no-matching-key'));
    expect(home.snapshot()).toEqual(before);
  });

  test('a key that is not in the file: 4; a name that the format cannot hold: 1', async () => {
    home.copy('v3.12.2/basic.enc.env', 'names.env');
    const before = home.snapshot();
    expect(await home.json(['file', 'get', 'names.env', 'db_host'])).toMatchObject({ status: 4, answer: { error: { code: 'entry-not-found' } } });
    expect(await home.json(['file', 'set', 'names.env', 'two\nlines'], { input: 'x' })).toMatchObject({ status: 1, answer: { error: { code: 'name-not-representable' } } });
    expect(await home.json(['file', 'set', 'names.env', '#first'], { input: 'x' })).toMatchObject({ status: 1, answer: { error: { code: 'name-not-representable' } } });
    expect(await home.json(['file', 'set', 'names.env', 'sops_version'], { input: 'x' })).toMatchObject({ status: 1, answer: { error: { code: 'name-reserved' } } });
    expect(home.snapshot()).toEqual(before);
  });
});

describe('a place that does not let itself be written', () => {
  test('a read-only file and a read-only folder: refused with the reason, nothing changed', async () => {
    chmodSync(home.copy('v3.12.2/basic.enc.env', 'readonly.env'), 0o444);
    const closed = join(home.work, 'closed');
    mkdirSync(closed);
    chmodSync(home.copy('v3.12.2/basic.enc.env', 'closed/inside.env'), 0o666);
    chmodSync(closed, 0o555);
    const before = home.snapshot();
    expect(await home.json(['file', 'set', 'readonly.env', 'DB_HOST'], { input: canary })).toMatchObject({ status: 1, answer: { error: { code: 'file-not-writable' } } });
    expect(await home.json(['file', 'unset', 'closed/inside.env', 'DB_HOST'])).toMatchObject({ status: 1, answer: { error: { code: 'folder-not-writable' } } });
    expect((await home.run(['file', 'set', 'readonly.env', 'DB_HOST'], { input: canary, env: { LANG: 'fr' } })).stderr).toContain(titleOf('fr', 'file-not-writable'));
    expect(home.snapshot()).toEqual(before);
  });

  test('a log that cannot be written gives no value away: 1', async () => {
    home.copy('v3.12.2/basic.enc.env', 'logged.env');
    const answer = await home.json(['file', 'get', 'logged.env', 'DB_HOST'], { env: { COFFRE_HOME: '/dev/null/nowhere' } });
    expect(answer).toMatchObject({ status: 1, answer: { ok: false, error: { code: 'audit-unavailable' } } });
    expect(answer.stdout).not.toContain('localhost');
  });

  const small = spawnSync('unshare', ['-rm', 'true']).status === 0;
  if (!small) console.warn('!! SKIPPED: a full disk for the command line: no user namespaces here');
  test.skipIf(!small)('a full disk: refused, the old file whole, nothing left behind', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'coffre-full-'));
    writeFileSync(join(folder, 'value.txt'), 'x'.repeat(20_000));
    const script = [
      'cd "$1" && mkdir disk && mount -t tmpfs -o size=64k tmpfs disk && cp "$2" disk/full.env && chmod 600 disk/full.env && cp disk/full.env disk/before || exit 9',
      'cat /dev/zero > disk/filler 2> errors',
      '"$3" "$4" file set disk/full.env DB_PASSWORD --json < value.txt; echo "status $?"',
      '"$3" "$4" file decrypt disk/full.env -o disk/clear --json; echo "status $?"',
      'cmp disk/full.env disk/before && ls -A disk',
    ].join('\n');
    const found = await answerOf(spawn('unshare', ['-rm', 'sh', '-c', script, 'sh', folder, join(fixtures, 'v3.12.2/basic.enc.env'), process.execPath, builtCli], { env: { ...home.env, COFFRE_HOME: join(folder, 'profile') } }));
    rmSync(folder, { recursive: true });
    const [refused = '', status, second = '', ...rest] = found.stdout.trimEnd().split('\n');
    expect(JSON.parse(refused)).toMatchObject({ ok: false, error: { code: 'disk-full' } });
    expect(status).toBe('status 1');
    expect(JSON.parse(second)).toMatchObject({ ok: false, error: { code: 'disk-full' } });
    expect(rest).toEqual(['status 1', 'before', 'filler', 'full.env']);
  });
});

describe('a bad folder', () => {
  test('not there, not a folder, deleted under us', async () => {
    home.write('a-file', 'x');
    expect(await home.json(['file', 'list', 'none'])).toMatchObject({ status: 4, answer: { error: { code: 'folder-not-found' } } });
    expect(await home.json(['file', 'list', 'a-file'])).toMatchObject({ status: 1, answer: { error: { code: 'not-a-folder' } } });
    expect(await home.json(['open', 'none'])).toMatchObject({ status: 4, answer: { error: { code: 'path-not-found' } } });
  });

  test('cli-no-raw-error: a failure that nobody expected gives a number, not its message, and the log gives places without content', async () => {
    const script = 'mkdir canary-f01der && cd canary-f01der && rmdir ../canary-f01der && "$0" "$1" file show x.env';
    const found = await answerOf(spawn('sh', ['-c', script, process.execPath, builtCli], { cwd: home.folder, env: home.env }));
    expect(found).toMatchObject({ status: 1, stdout: '' });
    expect(found.stderr).toMatch(/^coffre: Something went wrong inside Coffre\.\n.*\n.*[0-9a-f]{12}/);
    expect(found.stderr).not.toMatch(/ENOENT|uv_cwd|canary/);
    const incident = /[0-9a-f]{12}/.exec(found.stderr)?.[0] ?? 'none';
    const log = readFileSync(join(home.profile, 'coffre.log'), 'utf8');
    expect(log).toContain(incident);
    expect(log).not.toMatch(/ENOENT|canary/);
  });

  test('identities are never said: not one fixture key appears in any answer', async () => {
    const said = await home.run(['file', 'show', 'keys.env', '--json']);
    expect(said.stdout + said.stderr).not.toContain(identities[0].slice(15));
  });
});
