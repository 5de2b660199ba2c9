// The pieces every adapter stands on: folders by platform, programs that are really stopped, a log that stays small and private.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { fileLog, nodeClock, nodePaths, nodeRunner, osUser, systemLanguage } from '../../../electron/node-ports/index.ts';

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'coffre-test-'));
  onTestFinished(() => {
    rmSync(made, { recursive: true, force: true });
  });
  return made;
}

describe('nodePaths', () => {
  it.each([
    ['linux', { HOME: '/home/eve' }, '/home/eve/.config/coffre', '/home/eve/.config'],
    ['linux', { HOME: '/home/eve', XDG_CONFIG_HOME: '/cfg' }, '/cfg/coffre', '/cfg'],
    ['linux', { HOME: '/home/eve', XDG_CONFIG_HOME: 'cfg' }, '/home/eve/.config/coffre', '/home/eve/.config'],
    ['linux', { HOME: '/home/eve', XDG_CONFIG_HOME: '' }, '/home/eve/.config/coffre', '/home/eve/.config'],
    ['linux', { HOME: '/home/eve', COFFRE_HOME: '/vault' }, '/vault', '/home/eve/.config'],
    ['linux', { HOME: '/home/eve', COFFRE_HOME: './vault' }, '/home/eve/.config/coffre', '/home/eve/.config'],
    ['darwin', { HOME: '/Users/eve' }, '/Users/eve/Library/Application Support/coffre', '/Users/eve/Library/Application Support'],
    ['darwin', { HOME: '/Users/eve', XDG_CONFIG_HOME: '/cfg' }, '/cfg/coffre', '/cfg'],
    ['win32', { USERPROFILE: 'C:\\Users\\eve', APPDATA: 'C:\\Users\\eve\\AppData\\Roaming' }, 'C:\\Users\\eve\\AppData\\Roaming\\coffre', 'C:\\Users\\eve\\AppData\\Roaming'],
    ['win32', { USERPROFILE: 'C:\\Users\\eve' }, 'C:\\Users\\eve\\AppData\\Roaming\\coffre', 'C:\\Users\\eve\\AppData\\Roaming'],
  ])('%s %j', (platform, env, profile, configuration) => {
    expect(nodePaths(env, platform)).toMatchObject({ profile, configuration });
  });

  it('takes home and temporary folder from the environment it was given', () => {
    expect(nodePaths({ HOME: '/home/eve', TMPDIR: '/scratch' }, 'linux')).toMatchObject({ userHome: '/home/eve', temporary: '/scratch' });
    expect(nodePaths({ HOME: 'relative', TMPDIR: '' }, 'linux').temporary).toBe(tmpdir());
  });
});

it.each([
  [{ LANG: 'fr_FR.UTF-8' }, 'fr'], [{ LANG: 'fr' }, 'fr'], [{ LANG: 'en_US.UTF-8' }, 'en'], [{ LANG: 'C' }, 'en'], [{ LANG: 'fry_NL' }, 'en'],
  [{ LC_ALL: 'fr_CA', LANG: 'en_US' }, 'fr'], [{ LC_ALL: '', LC_MESSAGES: 'fr_BE', LANG: 'en_US' }, 'fr'], [{ LC_ALL: 'C', LANG: 'fr_FR' }, 'en'],
] as const)('systemLanguage %j is %s', (env, language) => {
  expect(systemLanguage(env)).toBe(language);
});

it('osUser names the person as the system does', () => {
  expect(osUser()).toBe(userInfo().username);
});

it('nodeClock goes on, and a cancelled timer does not run', async () => {
  const clock = nodeClock();
  const ran: string[] = [];
  const cancel = clock.after(1, () => ran.push('cancelled'));
  cancel();
  const started = clock.monotonic();
  await new Promise<void>((resolve) => {
    clock.after(5, () => {
      ran.push('run');
      resolve();
    });
    // WHY a second timer: ours does not keep the process alive.
    void wait(2000);
  });
  expect(ran).toEqual(['run']);
  expect(clock.monotonic()).toBeGreaterThan(started);
});

describe('nodeRunner', () => {
  const runner = nodeRunner();
  const options = { env: { PATH: process.env['PATH'] }, timeoutMs: 10_000, maxBytes: 1000 };
  const alive = (pid: number): boolean => {
    try {
      process.kill(pid, 0);
      return readFileSync(`/proc/${String(pid)}/stat`, 'utf8').split(') ')[1]?.startsWith('Z') !== true;
    } catch {
      return false;
    }
  };

  it('runner-no-shell: arguments reach the program as they are, and it sees only the environment it was given', async () => {
    process.env['COFFRE_TEST_CANARY'] = 'canary-71f3c0';
    onTestFinished(() => {
      delete process.env['COFFRE_TEST_CANARY'];
    });
    const script = 'console.log(JSON.stringify([process.argv.slice(1), process.env.COFFRE_TEST_CANARY ?? "", process.env.GIVEN]))';
    const args = ['$(id)', '; echo x', '*', '`id`', '"'];
    const { status, stdout } = await runner.run(process.execPath, ['-e', script, '--', ...args], { ...options, env: { ...options.env, GIVEN: 'yes' } });
    expect(status).toBe(0);
    expect(JSON.parse(stdout.toString())).toEqual([args, '', 'yes']);
    await expect(runner.run('true; true', [], options)).rejects.toThrow('could not be started');
  });

  it('answers the status, gives no input and drops complaints', async () => {
    const { status, stdout } = await runner.run('sh', ['-c', 'cat; echo loud >&2; echo out; exit 3'], options);
    expect([status, stdout.toString()]).toEqual([3, 'out\n']);
  });

  it('stops a program with its children when it takes too long', async () => {
    const file = join(folder(), 'pid');
    await expect(runner.run('sh', ['-c', `sleep 60 & echo $! > ${file}; wait`], { ...options, timeoutMs: 300 })).rejects.toThrow('longer than allowed');
    const pid = Number(readFileSync(file, 'utf8'));
    await expect.poll(() => alive(pid)).toBe(false);
  });

  it('stops a program that prints too much, and repeats none of it', async () => {
    const failure = await runner.run('sh', ['-c', 'while :; do echo canary-9d20aa; done'], options).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Error);
    expect(String(failure)).toContain('printed more than allowed');
    expect(String(failure)).not.toContain('canary');
  });

  it('rejects for a program that is not there', async () => {
    await expect(runner.run('/nowhere/none', [], options)).rejects.toThrow('could not be started');
  });
});

describe('fileLog', () => {
  it('log-owner-only: lines go to a file that only its owner may read, one line each', () => {
    const profile = join(folder(), 'profile');
    const log = fileLog(profile);
    log('one\ntwo\r\nthree');
    log('four');
    expect(readFileSync(join(profile, 'coffre.log'), 'utf8')).toBe('one two three\nfour\n');
    expect(statSync(join(profile, 'coffre.log')).mode & 0o777).toBe(0o600);
    expect(statSync(profile).mode & 0o777).toBe(0o700);
  });

  it('keeps one older file and starts anew at 1 MiB', () => {
    const profile = folder();
    writeFileSync(join(profile, 'coffre.log'), Buffer.alloc(1024 * 1024, 'x'));
    writeFileSync(join(profile, 'coffre.log.1'), 'older');
    fileLog(profile)('fresh');
    expect(readdirSync(profile).toSorted()).toEqual(['coffre.log', 'coffre.log.1']);
    expect(readFileSync(join(profile, 'coffre.log'), 'utf8')).toBe('fresh\n');
    expect(statSync(join(profile, 'coffre.log.1')).size).toBe(1024 * 1024);
  });

  it('never throws', () => {
    const inTheWay = join(folder(), 'file');
    writeFileSync(inTheWay, '');
    expect(() => {
      fileLog(inTheWay)('line');
    }).not.toThrow();
  });
});
