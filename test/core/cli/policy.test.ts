// `coffre policy`: what holds and where from, what is wrong with a file, and the statuses that a script goes by.
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cliHome, type CliHome } from '../../fakes/cli.ts';

const french = { LC_ALL: 'fr_FR.UTF-8' };
const guide = readFileSync('test/fixtures/guide/config/security-policy.yaml', 'utf8');

let home: CliHome;
beforeAll(() => {
  home = cliHome();
  mkdirSync(join(home.work, 'project/config'), { recursive: true });
  mkdirSync(join(home.work, 'plain'));
  home.write('project/config/security-policy.yaml', guide);
  home.write('wrong.yaml', 'security:\n  secrets:\n    max_acess_attempts: 5\n    encryption_algorithm: "canary-cipher"\n  authentication:\n    session_timeout_minutes: 600\n');
});
afterAll(() => { home.remove(); });

describe('policy check', () => {
  test('finds nothing in the guide\'s file, and every mistake of another by its place', async () => {
    expect(await home.run(['policy', 'check', 'project/config/security-policy.yaml'])).toMatchObject({ status: 0, stdout: 'In order: 19 rules.\n', stderr: '' });
    const { status, stdout } = await home.run(['policy', 'check', 'wrong.yaml']);
    expect(status).toBe(10);
    expect(stdout.split('\n')).toEqual([
      'wrong.yaml:3:5: The field max_acess_attempts is not known. Did you mean max_access_attempts?',
      'wrong.yaml:4:27: Coffre and sops encrypt with AES-256-GCM and nothing else. Did you mean AES-256-GCM?',
      'wrong.yaml:6:30: session_timeout_minutes: Coffre never does less than at most 30. Did you mean 30?', '',
    ]);
    const inFrench = await home.run(['policy', 'check', 'wrong.yaml'], { env: french });
    expect(inFrench.stdout).toContain('wrong.yaml:3:5: Le champ max_acess_attempts n’est pas connu. Vouliez-vous dire max_access_attempts\u00a0?');
  });
  test('answers as JSON, and says what is no file', async () => {
    const { answer, status } = await home.json(['policy', 'check', 'wrong.yaml'], { env: french });
    expect(status).toBe(10);
    expect(answer.value).toMatchObject({ path: 'wrong.yaml', fields: 1, findings: [{ code: 'unknown-field', line: 3, column: 5, field: 'max_acess_attempts', suggestion: 'max_access_attempts' }, { code: 'not-supported' }, { code: 'below-floor', most: 30 }] });
    expect(JSON.stringify(answer)).not.toContain('canary');
    expect((await home.run(['policy', 'check', 'nothing.yaml'])).status).toBe(4);
    expect((await home.run(['policy', 'check', 'plain'])).status).toBe(1);
  });
});

describe('policy show', () => {
  test('says of every rule what holds, where from, and what is not enforced here; a project\'s own waits to be accepted', async () => {
    const { status, stdout } = await home.run(['policy', 'show', 'project']);
    expect(status).toBe(0);
    for (const line of ['max_access_attempts\t5\tusual\tenforced: for unlocking, and for each secret that somebody is refused; kept over restarts and changes of the clock\n', 'tls_min_version\t1.3\tusual\tenforced: for every connection', 'allowed_ips\tnone named\tusual\tnot enforced here, because nobody connects', 'This project has a policy. It binds nothing until you accept it.', 'auto_rotation\tnot said\t→\tyes\n', 'Left aside, because these are yours alone: max_access_attempts,']) expect(stdout).toContain(line);
    const own = await home.run(['policy', 'show', 'plain'], { env: french });
    expect(own.stdout).toContain('session_timeout_minutes\t30 minutes\tusage\tappliqué\u00a0: plus court possible, plus long non\n');
    expect(own.stdout).not.toContain('Ce projet');
  });
  test('with a policy of one\'s own: values, mistakes and 10', async () => {
    const other = cliHome();
    const { answer: empty } = await other.json(['policy', 'show']);
    expect(empty.value).toMatchObject({ there: false, findings: [] });
    // Makes the profile folder.
    await other.run(['profile', 'times', '--idle', '20']);
    other.write('../profile/security-policy.yaml', 'security:\n  authentication:\n    session_timeout_minutes: 9\n    mfa_providers: [totp, sms]\n    sessions: 3\n');
    const shown = await other.run(['policy', 'show']);
    expect(shown.status).toBe(10);
    expect(shown.stdout).toContain('session_timeout_minutes\t9 minutes\tyour policy\t');
    expect(shown.stdout).toContain('security-policy.yaml:5:5: The field sessions is not known.');
    expect(shown.stdout).toContain('sms is not enforced here, because no message can reach this program.');
    other.remove();
  });
});
