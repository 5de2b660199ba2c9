// Who the log says it was, in real runs: the command line, a job key, and a window. Every field of every line is looked at, and no value of the fixture is in the log or an export.
import { copyFileSync, readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { AuditEntry } from '../../../shared/ipc/audit.ts';
import { cliHome } from '../../fakes/cli.ts';
import { fixtures, identities } from '../../fakes/fixtures.ts';
import { openCore } from '../../fakes/open-core.ts';

const version = (JSON.parse(readFileSync(join(import.meta.dirname, '../../../package.json'), 'utf8')) as { readonly version: string }).version;
const canaries = ['canary-who-5b1e', 'canary-passphrase-who', 'localhost', 'p@ss=w#rd', 'sk-123', identities[0].slice(15)];
const entriesOf = (path: string): AuditEntry[] => readFileSync(path, 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line) as AuditEntry);
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

function looksRight(entries: readonly AuditEntry[], agent: RegExp, program: 'cli' | 'window', user: RegExp, ofVersion = version): void {
  for (const entry of entries) {
    expect(Object.keys(entry)).toEqual(['timestamp', 'event_type', 'secret_key', 'agent', 'action', 'success', 'ip_address', 'user_agent', 'request_id', 'backend', 'reason', 'duration_ms', 'seq', 'prev', 'hash']);
    expect(entry.timestamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(entry.agent).toMatch(agent);
    expect(entry.agent).toMatch(user);
    expect(entry.ip_address).toBe('127.0.0.1');
    expect(entry.user_agent).toMatch(new RegExp(`^Coffre/${ofVersion.replaceAll('.', String.raw`\.`)} \\(${program}; [a-z0-9]+\\)$`));
    if (!entry.event_type.startsWith('log_')) expect(entry.request_id).toMatch(uuid);
    expect(entry.duration_ms).toBeGreaterThanOrEqual(0);
    expect(entry.success).toBe(entry.reason === '' || entry.event_type.startsWith('log_'));
  }
  // What was asked and what came of it are one request.
  for (const { request_id } of entries.filter(({ event_type }) => event_type === 'secret_access_intent')) expect(entries.filter((other) => other.request_id === request_id).map(({ event_type }) => event_type)).toEqual(['secret_access_intent', expect.stringMatching(/^secret_access$|^refusal$/)]);
}

it('the command line by itself, and as a job', async () => {
  const home = cliHome();
  const alone = { env: { XDG_RUNTIME_DIR: home.folder, SOPS_AGE_KEY: undefined } };
  onTestFinished(async () => {
    await home.run(['profile', 'lock'], alone);
    home.remove();
  });
  const user = process.getuid?.() === 0 ? /^(?:nobody|65534) \(/ : new RegExp(`^${userInfo().username} \\(`);
  const run = async (args: readonly string[], input = '') => {
    const answer = await home.run(args, { ...alone, input });
    expect(answer.status, `${args.join(' ')} ${answer.stderr}`).toBe(0);
    return answer.stdout.trim();
  };
  await run(['profile', 'init'], `${canaries[1] ?? ''}\n`);
  await run(['profile', 'unlock'], canaries[1]);
  const recipient = await run(['keys', 'generate', 'laptop']);
  home.write('clear.env', `TOKEN=${canaries[0] ?? ''}\n`);
  await run(['file', 'encrypt', 'clear.env', '-o', 'closed.env', '--age', recipient]);
  await run(['profile', 'job-keys', 'add', 'nightly', 'closed.env', '--key', 'TOKEN', '-o', 'a.key']);
  // Through the agent that holds the profile open.
  expect(await run(['file', 'get', 'closed.env', 'TOKEN'])).toBe(canaries[0]);
  await run(['profile', 'lock']);
  expect(await run(['--job-key', 'a.key', 'file', 'get', 'closed.env', 'TOKEN'])).toBe(canaries[0]);
  expect((await home.run(['--job-key', 'a.key', 'file', 'decrypt', 'closed.env'], alone)).status).toBe(3);
  const log = join(home.profile, 'audit/audit.jsonl');
  const entries = entriesOf(log);
  const isJob = ({ agent }: AuditEntry): boolean => agent.includes('job');
  expect(entries.filter(isJob).map(({ event_type }) => event_type)).toEqual(expect.arrayContaining(['secret_access_intent', 'secret_access', 'refusal']));
  looksRight(entries.filter(isJob), / \(cli, job nightly\)$/, 'cli', user);
  looksRight(entries.filter((entry) => !isJob(entry)), / \(cli\)$/, 'cli', user);
  expect(entries.find(({ action, success }) => action === 'sops.printEntry' && success)).toMatchObject({ secret_key: '~/work/closed.env#TOKEN', backend: 'file' });
  const told = [readFileSync(log, 'utf8'), await run(['audit', 'export']), await run(['audit', 'export', '--format', 'csv']), await run(['audit', 'list', '--json'])].join('\n');
  for (const canary of canaries) expect(told).not.toContain(canary);
}, 120_000);

it('a window, what it reveals and what it is refused', async () => {
  const at = openCore();
  onTestFinished(() => at.close());
  copyFileSync(join(fixtures, 'v3.12.2/basic.enc.env'), join(at.folder, '.env'));
  const { document } = await at.open(join(at.folder, '.env'));
  const { name, entry } = await at.done('sops.listEntries', { document }, 'window');
  expect(await at.call('sops.revealEntry', { document, entry: entry[name.indexOf('DB_HOST')] ?? -1, side: 'saved' }, 'window')).toMatchObject({ ok: true });
  expect(await at.call('sops.revealEntry', { document, entry: 99_999, side: 'saved' }, 'window')).toMatchObject({ ok: false });
  await at.core.dispose();
  const entries = entriesOf(join(at.ports.paths.profile, 'audit/audit.jsonl')).filter(({ agent }) => agent.includes('window'));
  expect(entries.length).toBeGreaterThanOrEqual(3);
  looksRight(entries, /^tester \(window\)$/, 'window', /^tester \(/, '0.0.0');
  const text = readFileSync(join(at.ports.paths.profile, 'audit/audit.jsonl'), 'utf8');
  for (const canary of canaries) expect(text).not.toContain(canary);
});
