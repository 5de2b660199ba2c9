// `coffre people` and `coffre file rotation-marks`: who is who, and what stays to be done when somebody goes, as a person and a script get it.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { encryptDotenv } from '../../../electron/core/sops/index.ts';
import { cliHome, type CliHome } from '../../fakes/cli.ts';
import { identities, recipients } from '../../fakes/fixtures.ts';
import { hasGit } from '../sops/git-repository.ts';

const [anna, bob] = recipients;
const french = { LC_ALL: 'fr_FR.UTF-8' };
const now = new Date('2026-11-27T08:00:00Z');
const today = new Date().toISOString().slice(0, 10);

let home: CliHome;
beforeEach(() => { home = cliHome(); });
afterEach(() => { home.remove(); });
const text = (name: string): string => readFileSync(join(home.work, name), 'utf8');
const secret = async (name: string, own: readonly string[]): Promise<string> => home.write(name, await encryptDotenv([['TOKEN', `canary-${name}`], ['OTHER', 'canary-other']], [...own], now));

test('people: added, listed, given another key and another name, taken out; comments stay', async () => {
  expect(await home.run(['people', 'list'])).toMatchObject({ status: 0, stdout: '' });
  expect(await home.run(['people', 'add', 'Bob Meier', bob])).toMatchObject({ status: 0, stdout: '', stderr: '' });
  home.write('.coffre/people.yaml', text('.coffre/people.yaml').replace('people:', 'people: # the team'));
  expect(await home.run(['people', 'add', 'Bob Meier', anna])).toMatchObject({ status: 0 });
  expect(await home.run(['people', 'list'])).toMatchObject({ status: 0, stdout: `Bob Meier\t${bob}\t${today}\n\t${anna}\n` });
  expect(await home.run(['people', 'rename', 'Bob Meier', 'Bob'])).toMatchObject({ status: 0 });
  expect((await home.json(['people', 'rename', 'nobody', 'x'])).answer.error).toMatchObject({ code: 'person-not-found' });
  expect(await home.run(['people', 'remove', 'Bob', anna])).toMatchObject({ status: 0 });
  expect((await home.json(['people', 'list'])).answer.value).toMatchObject({ people: [{ name: 'Bob', keys: [bob], since: today }], problems: [] });
  expect(text('.coffre/people.yaml')).toContain('# the team');
  await home.run(['people', 'add', 'Anna', anna]);
  expect((await home.json(['people', 'rename', 'Anna', 'Bob'])).answer.error).toMatchObject({ code: 'person-exists' });
  expect(await home.run(['people', 'remove', 'Bob'])).toMatchObject({ status: 0 });
  expect((await home.json(['people', 'list'])).answer.value).toMatchObject({ people: [{ name: 'Anna' }] });
  const private_ = await home.run(['people', 'add', 'Eve', identities[0]]);
  expect([private_.status, private_.stdout + private_.stderr]).toEqual([1, expect.not.stringContaining(identities[0].slice(20, 50))]);
  home.write('.coffre/people.yaml', 'people:\n  - name: X\n    role: y\n');
  expect(await home.run(['people', 'list'], { env: french })).toMatchObject({ status: 10, stderr: expect.stringMatching(/people\.yaml:3:5: Ce champ/) as unknown });
});

test('file recipients takes somebody by name, and a rule gets the name beside the key', async () => {
  home.write('.sops.yaml', `creation_rules:\n  - age:\n      - ${anna} # Anna\n`);
  await secret('a.env', [anna]);
  await home.run(['people', 'add', 'Bob', bob]);
  expect((await home.json(['file', 'recipients', 'a.env', 'add', 'Bob', '--rule', '--yes'])).answer.value).toMatchObject({ written: 2 });
  expect(text('.sops.yaml')).toContain(`- ${bob} # Bob\n`);
  expect(await home.run(['file', 'recipients', 'a.env', 'remove', 'Bob', '--yes'])).toMatchObject({ status: 0, stdout: expect.stringContaining('- Bob') as unknown });
  expect((await home.json(['file', 'recipients', 'a.env', 'add', 'Carl', '--yes'])).answer.error).toMatchObject({ code: 'person-not-found' });
  mkdirSync(join(home.work, 'sub'));
  await secret('sub/b.env', [anna]);
  expect((await home.json(['file', 'recipients', 'sub/b.env', 'add', 'Bob', '--dry-run'])).answer.value).toMatchObject({ files: [{ added: [{ key: bob }] }] });
});

test('people leave: out of every rule and file in one step, by name; where nobody would be left it stays', async () => {
  home.write('.sops.yaml', `creation_rules:\n  - path_regex: only\n    age: ${bob}\n  - age:\n      - ${anna} # Anna\n      - ${bob} # Bob\n`);
  await secret('a.env', [anna, bob]);
  await secret('b.env', [anna, bob]);
  await secret('only.env', [bob]);
  await home.run(['people', 'add', 'Bob', bob]);
  const before = home.snapshot();
  expect(await home.run(['people', 'leave', 'Bob', '--dry-run'])).toMatchObject({ status: 10, stdout: expect.stringContaining('.sops.yaml\tchanges\t- Bob') as unknown });
  expect(home.snapshot()).toEqual(before);
  const { status, answer } = await home.json(['people', 'leave', 'Bob']);
  expect([status, answer.value]).toEqual([10, expect.objectContaining({ changes: 3, stays: 1, written: 3, couldRead: expect.objectContaining({ state: 'no-repository', marked: 6 }) as unknown })]);
  expect([text('a.env').includes(bob), text('b.env').includes(bob), text('only.env').includes(bob), text('.sops.yaml')]).toEqual([false, false, true, `creation_rules:\n  - path_regex: only\n    age: ${bob}\n  - age:\n      - ${anna} # Anna\n`]);
  expect(text('.coffre/rotation.yaml')).toContain('who: Bob\n');
  expect((await home.json(['people', 'leave', 'Carl'])).answer.error).toMatchObject({ code: 'person-not-found' });
  expect((await home.json(['people', 'leave', identities[1]])).answer.error).toMatchObject({ code: 'recipient-not-supported' });
});

describe.skipIf(!hasGit)('what somebody could read', () => {
  const git = (...args: readonly string[]): void => {
    execFileSync('git', ['-c', `safe.directory=${home.work}`, '-c', 'user.name=a', '-c', 'user.email=a@invalid', '-C', home.work, ...args], { env: { PATH: process.env['PATH'], GIT_CONFIG_NOSYSTEM: '1', HOME: home.folder, GIT_COMMITTER_DATE: '2026-02-03T10:00:00Z' }, stdio: 'ignore' });
  };
  /** WHY handed over: git does not read what belongs to somebody else. */
  const handOver = (): void => { if (process.getuid?.() === 0) execFileSync('chown', ['-R', '65534:65534', home.work]); };

  test('is listed and marked when somebody is taken out, and found later with --for', async () => {
    git('init', '--quiet');
    await secret('a.env', [anna, bob]);
    git('add', '--all');
    git('commit', '--quiet', '--message=x');
    handOver();
    const said = await home.run(['file', 'recipients', 'a.env', 'remove', bob, '--yes']);
    expect(said).toMatchObject({ status: 0, stderr: '' });
    expect(said.stdout.split('\n').slice(-5)).toEqual(['2 values in 1 file could be read, and stay known to whoever read them:', 'a.env\tOTHER\tsince 2026-02-03', 'a.env\tTOKEN\tsince 2026-02-03', expect.stringMatching(/^2 values marked for rotation in .*\.coffre\/rotation\.yaml\.$/), '']);
    expect(text('.coffre/rotation.yaml')).not.toContain('canary');
    expect(await home.run(['file', 'rotation-marks'])).toMatchObject({ status: 10, stdout: `a.env\tOTHER\t${bob}\tsince 2026-02-03\tmarked ${today}\na.env\tTOKEN\t${bob}\tsince 2026-02-03\tmarked ${today}\n` });
    const again = await home.json(['file', 'rotation-marks', '--for', bob]);
    expect(again.answer.value).toMatchObject({ couldRead: { state: 'found', whole: true, commits: 1, marked: 0, values: [{ key: 'OTHER', marked: true, until: '2026-02-03T10:00:00+00:00' }, { key: 'TOKEN' }] } });
    home.write('.coffre/rotation.yaml', '');
    expect(await home.run(['file', 'rotation-marks'])).toMatchObject({ status: 0, stdout: 'No value is marked for rotation.\n' });
    expect((await home.run(['file', 'rotation-marks', '--for', identities[0]])).status).toBe(1);
  });

  test('without a repository what lies here is all that is told, and it says so', async () => {
    await secret('a.env', [anna, bob]);
    expect(await home.run(['file', 'recipients', 'a.env', 'remove', bob, '--yes'], { env: french })).toMatchObject({ status: 0, stdout: expect.stringContaining('a.env\tTOKEN\tdans aucun commit') as unknown, stderr: expect.stringContaining('n’est pas un dépôt git') as unknown });
  });
});
