// The audit log from the shell: every filter and format, what comes in while somebody follows, an archive that plain Node verifies, and what is said where the log cannot be written.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chownSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createAudit, type AuditRoom } from '../../../electron/core/audit/index.ts';
import { answerOf, builtCli, cliHome, type CliHome } from '../../fakes/cli.ts';
import { fixtures } from '../../fakes/fixtures.ts';
import { factsOf } from '../audit/audit-folder.ts';

const value = 'localhost';
let home: CliHome;
let now: number;
const rooms: AuditRoom[] = [];
beforeEach(() => {
  home = cliHome();
  now = Date.parse('2026-10-05T12:00:00.000Z');
});
afterEach(async () => {
  for (const room of rooms.splice(0)) await room.dispose();
  home.remove();
});

const audit = (): string => join(home.profile, 'audit');
function writer(): AuditRoom {
  const room = createAudit({ folder: audit(), self: { agent: 'tester (window)', ip_address: '127.0.0.1', user_agent: 'test' }, clock: { now: () => new Date(now), monotonic: () => now, after: () => () => undefined } });
  rooms.push(room);
  return room;
}
/** As root the command line runs as somebody else. */
function handOver(): void {
  if (process.getuid?.() !== 0) return;
  for (const path of [home.profile, audit(), ...readdirSync(audit()).map((name) => join(audit(), name))]) chownSync(path, 65_534, 65_534);
}

describe('filters and formats', () => {
  const facts = [
    factsOf('r0', { secret_key: '~/shop/.env#DB_PASSWORD', agent: 'ann (window)', action: 'sops.revealEntry', event_type: 'secret_access', backend: 'file' }),
    factsOf('r1', { secret_key: '~/shop/.env#API_KEY', agent: 'bob (cli, job nightly)', action: 'sops.printEntry', event_type: 'refusal', success: false, reason: 'job-not-allowed', backend: 'vault' }),
    factsOf('r2', { secret_key: '', agent: 'ann (window)', action: 'profile.unlock', event_type: 'operation', backend: '' }),
    factsOf('r3', { secret_key: '=cmd|x', agent: 'cy (cli)', action: 'sops.copyEntry', event_type: 'secret_access', backend: 'file' }),
  ];
  beforeEach(async () => {
    const room = writer();
    for (const each of facts) {
      now += 86_400_000;
      await room.append(each);
    }
    handOver();
  });

  const filters: readonly (readonly [readonly string[], readonly string[]])[] = [
    [['--who', 'ANN'], ['r0', 'r2']], [['--who', 'nightly'], ['r1']], [['--what', 'print'], ['r1']], [['--what', 'secret_access'], ['r0', 'r3']], [['--secret', 'api_key'], ['r1']], [['--backend', 'vault'], ['r1']],
    [['--result', 'refused'], ['r1']], [['--result', 'answered'], ['r0', 'r2', 'r3']], [['--since', '2026-10-08'], ['r2', 'r3']], [['--since', '2026-10-07T13:00:00+01:00', '--until', '2026-10-08T12:00:00Z'], ['r1']], [['--until', '2026-10-07'], ['r0']],
    [['--text', 'job-not'], ['r1']], [['--who', 'ann', '--result', 'answered', '--text', 'unlock'], ['r2']], [['--limit', '2'], ['r2', 'r3']], [['--secret', 'nothing'], []],
  ];
  test('each filter, alone and together, in the list and in every export', async () => {
    const ids = (entries: readonly { readonly request_id: string }[]): readonly string[] => entries.map(({ request_id }) => request_id);
    await Promise.all(filters.map(async ([words, right]) => {
      const { answer } = await home.json(['audit', 'list', ...words]);
      expect(ids((answer.value as { entries: { request_id: string }[] }).entries), words.join(' ')).toEqual(right);
    }));
    for (const [words, right] of [filters[0], filters[9], filters[14]].flatMap((one) => (one === undefined ? [] : [one]))) {
      const lines = (await home.run(['audit', 'export', ...words])).stdout;
      expect(ids(lines.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as { request_id: string }))).toEqual(right);
      const rows = (await home.run(['audit', 'export', '--format', 'csv', ...words])).stdout.trimEnd().split('\r\n');
      expect(rows[0]).toMatch(/^timestamp,event_type,secret_key,agent,/);
      expect(rows.slice(1).map((row) => /,(r\d),/.exec(row)?.[1])).toEqual(right);
    }
    expect((await home.run(['audit', 'list', '--secret', 'nothing'])).status).toBe(0);
  });

  test('a table and the words of both languages; wrong words are a usage error; a file that is there is not written over', async () => {
    const { stdout } = await home.run(['audit', 'list', '--who', 'bob']);
    expect(stdout).toBe('2026-10-07T12:00:00.000Z\tbob (cli, job nightly)\tsops.printEntry\trefusal\t~/shop/.env#API_KEY\trefused: job-not-allowed\n');
    expect((await home.run(['audit', 'list', '--who', 'bob'], { env: { LANG: 'fr_FR.UTF-8' } })).stdout).toContain('\trefusé : job-not-allowed\n');
    for (const wrong of [['list', '--result', 'maybe'], ['list', '--since', 'yesterday'], ['list', '--limit', '-1'], ['export', '--format', 'xml']]) expect((await home.run(['audit', ...wrong])).status, wrong.join(' ')).toBe(2);
    expect((await home.run(['audit', 'export', '--format', 'csv'])).stdout).toContain(`,"'=cmd|x",`);
    home.write('there.csv', 'mine');
    expect(await home.json(['audit', 'export', '--format', 'csv', '-o', 'there.csv'])).toMatchObject({ status: 5, answer: { error: { code: 'file-exists' } } });
    expect(readFileSync(join(home.work, 'there.csv'), 'utf8')).toBe('mine');
    expect(await home.json(['audit', 'export', '-o', 'out.jsonl'])).toMatchObject({ answer: { value: { output: 'out.jsonl', format: 'jsonl' } } });
  });

  test('a bundle is unpacked and verified in an empty folder by plain Node', async () => {
    expect(await home.run(['audit', 'export', '--format', 'bundle', '-o', 'log.tar'])).toMatchObject({ status: 0 });
    const empty = join(home.folder, 'empty');
    mkdirSync(empty);
    execFileSync('tar', ['-xf', join(home.work, 'log.tar')], { cwd: empty });
    const folder = join(empty, 'coffre-audit');
    const plain = () => spawnSync(process.execPath, ['coffre-audit-verify.mjs', '.'], { cwd: folder, env: {}, encoding: 'utf8' });
    const whole = plain();
    expect(whole).toMatchObject({ status: 0, stderr: '' });
    expect(whole.stdout).toContain('whole, ');
    expect(whole.stdout).toContain('cannot be known: ');
    // The command line wrote in a later month.
    const october = join(folder, 'audit-2026-10-1.jsonl');
    writeFileSync(october, readFileSync(october, 'utf8').replace('API_KEY', 'API_KEX'));
    expect(plain()).toMatchObject({ status: 10, stdout: expect.stringContaining('NOT as it was written') as unknown });
  });
});

describe('follow', () => {
  test('shows what comes in and fits, over the end of a month, until Ctrl+C; with JSON one object a line', async () => {
    now = Date.parse('2026-10-31T23:59:00.000Z');
    const room = writer();
    await room.append(factsOf('old'));
    // As the writer, so that it may read what is made meanwhile.
    const child = spawn(process.execPath, [builtCli, 'audit', 'list', '--follow', '--json', '--who', 'tester'], { cwd: home.work, env: home.env, stdio: ['ignore', 'pipe', 'pipe'] });
    let text = '';
    child.stdout.on('data', (data) => { text += String(data); });
    const seen = (): readonly string[] => text.split('\n').filter((line) => line !== '').map((line) => (JSON.parse(line) as { request_id: string }).request_id);
    const ended = new Promise<NodeJS.Signals | number | null>((resolve) => { child.on('close', (status, signal) => { resolve(signal ?? status); }); });
    await expect.poll(seen, { timeout: 60_000 }).toEqual(['old']);
    await room.append(factsOf('same-month'));
    await room.append(factsOf('not-wanted', { agent: 'other' }));
    await expect.poll(seen, { timeout: 60_000 }).toEqual(['old', 'same-month']);
    now = Date.parse('2026-11-01T00:01:00.000Z');
    for (const id of ['next-month', 'and-one-more']) await room.append(factsOf(id));
    expect(readdirSync(audit()).filter((name) => name.endsWith('.jsonl'))).toHaveLength(2);
    // The line that begins a month is in the name of the request that found it so.
    await expect.poll(() => seen().filter((id, at, all) => all.indexOf(id) === at), { timeout: 60_000 }).toEqual(['old', 'same-month', 'next-month', 'and-one-more']);
    child.kill('SIGINT');
    expect(['SIGINT', 130]).toContain(await ended);
    handOver();
    expect(await home.json(['audit', 'verify'])).toMatchObject({ status: 0, answer: { value: { whole: true } } });
  }, 120_000);
});

describe('where it cannot be written', () => {
  const get = (env: Readonly<Record<string, string>> = {}) => home.run(['file', 'get', '.env', 'DB_HOST'], { env });
  function linkInItsPlace(): void {
    rmSync(audit(), { recursive: true });
    mkdirSync(audit());
    symlinkSync('/dev/null', join(audit(), 'audit.jsonl'));
    handOverFolder();
  }
  function handOverFolder(): void {
    if (process.getuid?.() === 0) chownSync(audit(), 65_534, 65_534);
  }

  test('nothing is given away, and the words say why; where the policy allows it, it is, and standard error says so each time', async () => {
    home.copy('v3.12.2/basic.enc.env', '.env');
    expect((await get()).stdout).toBe(value);
    linkInItsPlace();
    const refused = await get();
    expect(refused).toMatchObject({ status: 1, stdout: '' });
    expect(refused.stderr).toContain('In the place of the log stands something else');
    expect((await get({ LANG: 'fr_FR.UTF-8' })).stderr).toContain('À la place du journal se trouve autre chose');
    writeFileSync(join(home.profile, 'security-policy.yaml'), 'security:\n  monitoring:\n    audit_required: false\n');
    const allowed = await get();
    expect(allowed).toMatchObject({ status: 0, stdout: value });
    expect(allowed.stderr).toMatch(/^coffre: 1 access was not recorded in the audit log, as your policy allows\.\n {2}Every access [^]*something else/);
    const json = await home.json(['file', 'get', '.env', 'DB_HOST']);
    expect(json.answer).toMatchObject({ ok: true, value: { value } });
    expect(json.stderr).toContain('1 access was not recorded');
    // What gives nothing away says nothing.
    expect((await home.run(['file', 'show', '.env'])).stderr).not.toContain('recorded');
    rmSync(join(audit(), 'audit.jsonl'));
    expect(await get()).toMatchObject({ status: 0, stdout: value, stderr: '' });
    // Both commands are over; the next one says what they let go.
    expect(readFileSync(join(audit(), 'audit.jsonl'), 'utf8')).toMatch(/^[^\n]*"event_type":"log_gap"[^\n]*"reason":"2 accesses not recorded, /);
    expect(readFileSync(join(home.profile, 'coffre.log'), 'utf8')).toContain('ELOOP');
  });

  const small = spawnSync('unshare', ['-rm', 'true']).status === 0;
  if (!small) console.warn('!! SKIPPED: a full disk for the audit log: no user namespaces here');
  test.skipIf(!small)('a disk that is really full, and one that takes no writes: told apart, nothing given away, and the log whole afterwards', async () => {
    // WHY remounted by bind: without it only root may. WHY of whoever runs the test: inside its namespace the home of somebody else is nobody's.
    const folder = mkdtempSync(join(tmpdir(), 'coffre-full-'));
    const script = [
      'cd "$1" && mkdir disk && mount -t tmpfs -o size=64k tmpfs disk && export COFFRE_HOME="$1/disk/profile" || exit 9',
      '"$2" "$3" file get "$4" DB_HOST >/dev/null || exit 8',
      'cat /dev/zero > disk/filler 2> errors',
      '"$2" "$3" file get "$4" DB_HOST --json',
      'rm disk/filler; mount -o remount,bind,ro disk',
      '"$2" "$3" file get "$4" DB_HOST --json',
      'mount -o remount,bind,rw disk; "$2" "$3" file get "$4" DB_HOST --json && "$2" "$3" audit verify --json',
    ].join('\n');
    const found = await answerOf(spawn('unshare', ['-rm', 'sh', '-c', script, 'sh', folder, process.execPath, builtCli, join(fixtures, 'v3.12.2/basic.enc.env')], { env: { ...home.env, HOME: folder } }));
    rmSync(folder, { recursive: true });
    const [full, readOnly, again, verdict] = found.stdout.trimEnd().split('\n').map((line) => JSON.parse(line) as unknown);
    expect([full, readOnly]).toMatchObject([{ ok: false, error: { code: 'audit-unavailable', data: { fault: 'full' } } }, { ok: false, error: { code: 'audit-unavailable', data: { fault: 'no-right' } } }]);
    expect([again, verdict]).toMatchObject([{ ok: true, value: { value } }, { ok: true, value: { whole: true } }]);
  });
});
