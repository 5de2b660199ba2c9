// The profile from the shell: made, opened, kept open, locked, recovered; identities that open files; and passphrase, keys and identities are seen nowhere.
import { chmodSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { identities, recipients } from '../../fakes/fixtures.ts';
import { cliHome, type CliAnswer, type CliHome, type CliOptions } from '../../fakes/cli.ts';

const passphrase = 'canary-passphrase-3f1d0b';
const french = { LANG: 'fr_CA.UTF-8' };

let home: CliHome;
/** Everything that was said, to be searched at the end. */
let said: string[];
beforeEach(() => {
  home = cliHome();
  said = [];
});
afterEach(async () => {
  await coffre(['profile', 'lock']);
  home.remove();
});

/** With a session of its own and no identity elsewhere. */
const alone = (options: CliOptions = {}): CliOptions => ({ ...options, env: { XDG_RUNTIME_DIR: home.folder, SOPS_AGE_KEY: undefined, ...options.env } });
async function coffre(args: readonly string[], options: CliOptions = {}): Promise<CliAnswer> {
  const answer = await home.run(args, alone(options));
  said.push(answer.stdout, answer.stderr);
  return answer;
}
const json = (args: readonly string[], options: CliOptions = {}) => home.json(args, alone(options));

/** Makes a profile and answers with its recovery key. */
async function init(): Promise<string> {
  const { status, stdout } = await home.run(['profile', 'init'], alone({ input: `${passphrase}\n` }));
  expect(status).toBe(0);
  return stdout;
}
const unlock = () => coffre(['profile', 'unlock'], { input: passphrase });
const agents = (): readonly string[] => readdirSync(join(home.folder, 'coffre')).filter((name) => name.endsWith('.sock'));

describe('profile', () => {
  test('init prints the recovery key alone, once, and what was left out on standard error', async () => {
    expect(await coffre(['profile', 'status'])).toMatchObject({ status: 4, stdout: 'There is no profile.\nNo keychain answers in this session.\n' });
    const made = await home.run(['profile', 'init'], alone({ input: `${passphrase}\n` }));
    expect(made).toMatchObject({ status: 0, stderr: 'The keychain does not open it: No keychain answers in this session.\n' });
    expect(made.stdout).toMatch(/^(?:[0-9A-Z]{4}-){12}[0-9A-Z]{4}$/);
    expect((await json(['profile', 'status'])).answer.value).toMatchObject({ state: 'locked', protectors: [{ kind: 'passphrase' }, { kind: 'recovery-key' }], agentSeconds: 0 });
    expect(await coffre(['profile', 'init'], { input: passphrase })).toMatchObject({ status: 5, stdout: '' });
  });

  test('nothing is made of nothing, or of too little', async () => {
    expect((await json(['profile', 'init'], { input: '' })).answer.error?.code).toBe('no-value-given');
    expect((await json(['profile', 'init'], { input: '1234567' })).answer.error).toEqual({ code: 'passphrase-too-short', data: { least: 8 } });
    expect((await json(['profile', 'init', '--no-passphrase'])).answer.error?.code).toBe('protector-missing');
    expect((await json(['profile', 'status'])).answer.value).toMatchObject({ state: 'none' });
    expect(await json(['keys', 'list'])).toMatchObject({ status: 4, answer: { error: { code: 'profile-missing' } } });
  });

  test('unlock keeps it open for the commands that follow, lock ends that', async () => {
    await init();
    expect(await json(['keys', 'list'])).toMatchObject({ status: 3, answer: { error: { code: 'locked' } } });
    expect(await unlock()).toMatchObject({ status: 0, stdout: '' });
    expect(agents().length).toBe(1);
    expect(await coffre(['profile', 'status'])).toMatchObject({ status: 0, stdout: expect.stringMatching(/^The profile is open\.\n[^]*It stays open in this session for 60 more minutes\.\n/) as unknown });
    expect((await coffre(['keys', 'list'])).status).toBe(0);
    expect(await coffre(['profile', 'lock'])).toMatchObject({ status: 0, stdout: '' });
    expect(agents()).toEqual([]);
    expect(await coffre(['keys', 'list'], { env: french })).toMatchObject({ status: 3, stderr: expect.stringContaining('Le profil est verrouillé') as unknown });
  });

  test('times tells when it locks, and sets less', async () => {
    await init();
    expect((await coffre(['profile', 'times'])).stdout).toBe('The window locks after 30 minutes without input, at sleep, and when the screen is locked.\n');
    expect((await coffre(['profile', 'times', '--idle', '1', '--on-close', 'lock'])).stdout).toBe('The window locks after 1 minute without input, at sleep, and when the screen is locked. Closing it ends the agent.\n');
    expect((await json(['profile', 'status'])).answer.value).toMatchObject({ idleMinutes: 1, lockOnClose: true });
    expect((await coffre(['profile', 'status'])).stdout).toContain('after 1 minute without input');
    for (const args of [['--idle', '31'], ['--idle', '0'], ['--idle', '1.5'], ['--on-close', 'perhaps']]) expect((await json(['profile', 'times', ...args])).status, args.join(' ')).toBe(2);
  });

  test('unlock again takes the place of the former agent, for as long as it says', async () => {
    await init();
    await unlock();
    const [former] = agents();
    expect((await coffre(['profile', 'unlock', '--minutes', '5'])).status).toBe(0);
    expect(agents()).toEqual([former]);
    expect((await json(['profile', 'status'])).answer.value).toMatchObject({ state: 'unlocked', agentSeconds: expect.closeTo(300, -2) as unknown });
    for (const minutes of ['0', '10081', 'x', '-5', '1.5']) expect((await json(['profile', 'unlock', `--minutes=${minutes}`])).status, minutes).toBe(2);
  });

  test('agent-bare, agent-folder: the agent has no secret in its arguments or environment, and nobody else may reach it', async () => {
    await init();
    await unlock();
    const folder = join(home.folder, 'coffre');
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, agents()[0] ?? '')).mode & 0o777).toBe(0o600);
    const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`XDG_RUNTIME_DIR=${home.folder}\0`) && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--be-the-agent');
      } catch {
        // It ended, or is somebody else's.
        return false;
      }
    });
    expect(pids.length).toBe(1);
    const environment = readFileSync(`/proc/${pids[0] ?? ''}/environ`, 'utf8');
    expect(environment.split('\0').map((entry) => entry.slice(0, entry.indexOf('='))).filter((name) => name !== '').toSorted()).toEqual(['COFFRE_HOME', 'PATH', 'XDG_RUNTIME_DIR']);
    chmodSync(folder, 0o755);
    expect((await json(['keys', 'list'])).answer.error?.code).toBe('locked');
    chmodSync(folder, 0o700);
    process.kill(Number(pids[0]), 'SIGKILL');
    expect((await json(['keys', 'list'])).answer.error?.code).toBe('locked');
    // What it left does not stand in the way of the next one.
    expect((await unlock()).status).toBe(0);
    expect((await json(['keys', 'list'])).status).toBe(0);
  });

  test('wrong passphrases are counted over the commands, and the recovery key works all the same', async () => {
    const key = await init();
    for (let used = 1; used <= 5; used += 1) expect(await json(['profile', 'unlock'], { input: 'wrong passphrase' })).toMatchObject({ status: 3, answer: { error: { code: 'passphrase-wrong', data: { used, allowed: 5 } } } });
    expect(await coffre(['profile', 'unlock'], { input: passphrase })).toMatchObject({ status: 3, stderr: expect.stringContaining('Wait 15 minutes') as unknown });
    expect(await coffre(['profile', 'recover'], { input: `${key}\nanother canary phrase\n` })).toMatchObject({ status: 0, stdout: '' });
    expect((await coffre(['profile', 'unlock'], { input: 'another canary phrase' })).status).toBe(0);
  });

  test('protectors are listed, added, removed and rehearsed', async () => {
    const key = await init();
    expect(await coffre(['profile', 'protectors', 'rehearse', 'recovery-key'], { input: key })).toMatchObject({ status: 0, stdout: '' });
    expect((await json(['profile', 'protectors', 'rehearse', 'recovery-key'], { input: key.slice(0, -1) })).answer.error).toEqual({ code: 'recovery-key-misspelt', data: { group: 13 } });
    expect((await coffre(['profile', 'protectors'])).stdout).toContain('recovery key\topens it\t');
    await unlock();
    const renewed = await json(['profile', 'protectors', 'add', 'recovery-key']);
    expect(renewed.answer.value).toMatchObject({ recoveryKey: expect.stringMatching(/^[0-9A-Z-]{64}$/) as unknown });
    expect((await json(['profile', 'protectors', 'rehearse', 'recovery-key'], { input: key })).answer.error?.code).toBe('recovery-key-wrong');
    expect((await json(['profile', 'protectors', 'add', 'keychain'])).answer.error?.code).toBe('keychain-missing');
    expect((await coffre(['profile', 'protectors', 'remove', 'passphrase'])).status).toBe(0);
    expect((await json(['profile', 'protectors', 'remove', 'recovery-key'])).answer.error?.code).toBe('last-protector');
    for (const words of [['add'], ['burn', 'passphrase'], ['rehearse', 'passphrase'], ['list', 'passphrase'], ['add', 'canary-value']]) expect((await coffre(['profile', 'protectors', ...words])).status, words.join(' ')).toBe(2);
  });
});

test('a backup brings the profile to another home, with the passphrase that it had', async () => {
  await init();
  await unlock();
  const { stdout: recipient } = await coffre(['keys', 'generate', 'laptop']);
  expect(await coffre(['profile', 'backup', 'profile.backup'])).toMatchObject({ status: 0, stdout: '' });
  expect((await json(['profile', 'backup', 'profile.backup'])).answer.error?.code).toBe('file-exists');
  const elsewhere = { COFFRE_HOME: join(home.work, 'elsewhere') };
  expect(await json(['profile', 'restore', 'profile.backup'], { input: 'wrong passphrase', env: elsewhere })).toMatchObject({ status: 3, answer: { error: { code: 'backup-wrong-passphrase' } } });
  expect(await coffre(['profile', 'restore', 'profile.backup'], { input: passphrase, env: elsewhere })).toMatchObject({ status: 0, stdout: '' });
  expect(await coffre(['profile', 'restore', 'profile.backup'], { input: passphrase, env: elsewhere })).toMatchObject({ status: 5 });
  expect((await coffre(['keys', 'list'], { env: elsewhere })).stdout).toContain(recipient.trim());
});

describe('keys', () => {
  test('an identity of the profile opens what was encrypted for it, and only while the profile is open', async () => {
    await init();
    await unlock();
    const { stdout } = await coffre(['keys', 'generate', 'laptop']);
    const recipient = stdout.trim();
    expect(recipient).toMatch(/^age1[0-9a-z]{58}$/);
    home.write('.env', 'TOKEN=canary-value-91\n');
    expect((await coffre(['file', 'encrypt', '.env', '--age', recipient])).status).toBe(0);
    expect((await home.run(['file', 'get', '.env', 'TOKEN'], alone())).stdout).toBe('canary-value-91');
    expect((await json(['file', 'show', '.env'])).answer.value).toMatchObject({ openedWith: 'laptop' });
    await coffre(['profile', 'lock']);
    expect(await json(['file', 'get', '.env', 'TOKEN'])).toMatchObject({ status: 3, answer: { error: { code: 'locked' } } });
  });

  test('a job key gets one value while the profile is locked, from a file that is named by an option or a variable, and nothing else', async () => {
    await init();
    await unlock();
    const recipient = (await coffre(['keys', 'generate', 'laptop'])).stdout.trim();
    home.write('clear.env', 'TOKEN=canary-job-value\nOTHER=canary-other\n');
    expect((await coffre(['file', 'encrypt', 'clear.env', '-o', 'closed.env', '--age', recipient])).status).toBe(0);
    for (const args of [['-o', 'a.key', '--in-keychain'], [], ['-o', 'a.key', '--days', '0'], ['-o', 'a.key', '--action', 'all']]) expect((await json(['profile', 'job-keys', 'add', 'nightly', 'closed.env', ...args])).status, args.join(' ')).toBe(2);
    expect(await coffre(['profile', 'job-keys', 'add', 'nightly', 'closed.env', '--key', 'TOKEN', '-o', 'a.key'])).toMatchObject({ status: 0, stdout: '' });
    expect((await coffre(['profile', 'job-keys'])).stdout).toMatch(/^nightly\tvalid\tuntil [^\t]+\tget\t[^\t]*closed\.env#TOKEN\tin a file\tnever used\n$/);
    await coffre(['profile', 'lock']);
    expect((await coffre(['file', 'get', 'closed.env', 'TOKEN'])).status).toBe(3);
    const named = { env: { COFFRE_JOB_KEY_FILE: join(home.work, 'a.key') } };
    expect(await home.run(['file', 'get', 'closed.env', 'TOKEN'], alone(named))).toMatchObject({ status: 0, stdout: 'canary-job-value' });
    expect((await home.run(['--job-key', 'a.key', 'file', 'get', 'closed.env', 'TOKEN'], alone())).stdout).toBe('canary-job-value');
    expect(await coffre(['file', 'get', 'closed.env', 'OTHER'], named)).toMatchObject({ status: 3, stdout: '', stderr: expect.stringContaining('The job may not do this') as unknown });
    expect((await json(['file', 'decrypt', 'closed.env'], named)).answer.error?.code).toBe('job-not-allowed');
    expect((await json(['keys', 'list'], named)).answer.error?.code).toBe('job-not-allowed');
    expect((await coffre(['audit', 'list'])).stdout).toMatch(/job nightly/);
    expect((await json(['file', 'set', 'closed.env', 'TOKEN'], { ...named, input: 'canary-new' })).answer.error?.code).toBe('job-not-allowed');
    await unlock();
    expect((await json(['profile', 'job-keys'])).answer.value).toMatchObject({ jobs: [{ uses: 6, lastUsed: expect.stringMatching(/^20\d\d-/) as unknown }] });
    expect((await coffre(['profile', 'job-keys', 'add', 'turn', 'closed.env', '--key', 'TOKEN', '--action', 'set', '-o', 'b.key'])).status).toBe(0);
    await coffre(['profile', 'lock']);
    expect(await home.run(['--job-key', 'b.key', 'file', 'set', 'closed.env', 'TOKEN'], { input: 'canary-turned', ...alone() })).toMatchObject({ status: 0 });
    expect((await home.run(['--job-key', 'b.key', 'file', 'set', 'closed.env', 'OTHER', '--json'], { input: 'canary-not', ...alone() })).stdout).toContain('job-not-allowed');
    expect((await home.run(['--job-key', 'b.key', 'file', 'get', 'closed.env', 'TOKEN', '--json'], alone())).stdout).toContain('job-not-allowed');
    expect((await home.run(['--job-key', 'a.key', 'file', 'get', 'closed.env', 'TOKEN'], alone())).stdout).toBe('canary-turned');
    await unlock();
    expect((await coffre(['profile', 'job-keys'])).stdout).toMatch(/\tused 3 times, last [^\t]+\n/);
    expect((await coffre(['profile', 'job-keys', 'revoke', 'nightly'])).status).toBe(0);
    expect((await json(['file', 'get', 'closed.env', 'TOKEN'], named))).toMatchObject({ status: 3, answer: { error: { code: 'job-revoked' } } });
  });

  test('remove names what only it opens, and takes nothing away without --force', async () => {
    await init();
    await unlock();
    await coffre(['keys', 'generate', 'laptop']);
    const recipient = (await coffre(['keys', 'list'])).stdout.split('\t')[1] ?? '';
    home.write('clear.env', 'TOKEN=canary-clear\n');
    expect((await coffre(['file', 'encrypt', 'clear.env', '-o', 'closed.env', '--age', recipient])).status).toBe(0);
    expect((await coffre(['keys', 'uses'])).stdout).toBe(`laptop\t1 file\t${recipient}\n`);
    const refused = await coffre(['keys', 'remove', 'laptop']);
    expect(refused).toMatchObject({ status: 5, stdout: '' });
    expect(refused.stderr).toMatch(/work\/closed\.env\n[^]*Only this identity opens 1 file here\. Nothing was removed\.\n[^]*it would be lost/);
    expect((await json(['keys', 'remove', 'laptop'])).answer.error).toMatchObject({ code: 'identity-needed', data: { files: 1, lost: 1 } });
    expect((await coffre(['keys', 'list'])).stdout).toContain(recipient);
    expect((await coffre(['keys', 'remove', 'laptop', '--force'])).status).toBe(0);
    expect((await coffre(['keys', 'list'])).stdout).toBe('');
  });

  test('import takes what an identity file holds, once, and leaves the file alone', async () => {
    await init();
    await unlock();
    home.write('keys.txt', `# created: today\n# public key: ${recipients[0]}\n${identities[0]}\n`);
    expect(await coffre(['keys', 'import', 'keys.txt'])).toMatchObject({ status: 0, stdout: `${recipients[0]}\n` });
    expect((await json(['keys', 'import', '--name', 'again'], { input: identities[0] })).answer.value).toMatchObject({ added: [], known: 1 });
    expect((await coffre(['keys', 'list'])).stdout).toMatch(new RegExp(`^keys\\.txt\t${recipients[0]}\tage\t`));
    expect((await json(['keys', 'import'], { input: `${identities[0]}X\n` })).answer.error?.code).toBe('identity-not-read');
    expect((await json(['keys', 'import'], { input: `# nothing\nAGE-SECRET-KEY-\n` })).answer.error).toEqual({ code: 'identity-not-read', data: { line: 2 } });
    expect((await json(['keys', 'import', 'none.txt'])).status).toBe(4);
    expect((await coffre(['keys', 'remove', 'keys.txt'])).status).toBe(0);
    expect(await json(['keys', 'remove', 'keys.txt'])).toMatchObject({ status: 4, answer: { error: { code: 'identity-not-found' } } });
    said.push(readFileSync(join(home.profile, 'audit/audit.jsonl'), 'utf8'), readFileSync(join(home.profile, 'sealed/index'), 'latin1'));
    for (const text of said) for (const secret of [identities[0], passphrase]) expect(text).not.toContain(secret);
  });
});

test('passphrase and recovery key stand in no file and in no other output', async () => {
  const key = await init();
  await unlock();
  await coffre(['keys', 'generate', 'laptop']);
  await coffre(['profile', 'unlock'], { input: `${passphrase}-wrong` });
  await coffre(['profile', 'recover'], { input: `${key}\n${passphrase}-new` });
  for (const file of readdirSync(home.profile, { recursive: true, withFileTypes: true })) if (file.isFile()) said.push(readFileSync(join(file.parentPath, file.name), 'latin1'));
  for (const text of said) for (const secret of [passphrase, key, 'AGE-SECRET-KEY']) expect(text).not.toContain(secret);
});
