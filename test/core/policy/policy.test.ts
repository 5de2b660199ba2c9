// The policy through the whole core: what holds and where from, changing it with its comments kept, a project's policy before and after it was accepted, and that what it asks for happens.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PolicyField, PolicyRow } from '../../../shared/ipc/policy.ts';
import { openCore, type OpenCore } from '../../fakes/open-core.ts';

const guide = readFileSync('test/fixtures/guide/config/security-policy.yaml', 'utf8');
const passphrase = 'canary-policy correct horse';
let at: OpenCore;
beforeEach(() => { at = openCore(); });
afterEach(() => at.close());

const ownFile = (): string => join(at.ports.paths.profile, 'security-policy.yaml');
const projectFile = (): string => join(at.folder, 'config', 'security-policy.yaml');
function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
const withProfile = async (): Promise<void> => { await at.done('profile.create', { value: passphrase, keychain: false }, 'window'); };
const openProject = async (): Promise<string> => (await at.done('projects.openPath', { path: at.folder })).project.project;
const row = async (field: PolicyField, project?: string): Promise<PolicyRow | undefined> => (await at.done('policy.getView', project === undefined ? {} : { project })).rows.find((one) => one.field === field);

describe('the policy of the person', () => {
  test('is not there at first: every rule has its usual value', async () => {
    const view = await at.done('policy.getView', {}, 'window');
    expect(view).toMatchObject({ there: false, findings: [] });
    expect(view.rows.length).toBe(21);
    for (const one of view.rows) expect(one).toMatchObject({ origin: 'default', value: one.usual });
  });

  test('is the guide\'s own file, unchanged: every rule is said, and says where it is enforced', async () => {
    write(ownFile(), guide);
    const { rows, findings, there } = await at.done('policy.getView', {});
    expect([there, findings]).toEqual([true, []]);
    // Two fields are ours, not the guide's.
    const ours = ['audit_hash_names', 'audit_required'];
    for (const one of rows) expect(one.origin, one.field).toBe(ours.includes(one.field) ? 'default' : 'personal');
    expect(rows.filter(({ standing }) => standing === 'elsewhere').map(({ field }) => field)).toEqual(['allowed_ips', 'blocked_countries']);
    expect(rows.find(({ field }) => field === 'mfa_providers')).toMatchObject({ value: ['totp', 'sms'], notHere: ['sms'] });
  });

  test('with mistakes is told, and its other lines count', async () => {
    write(ownFile(), 'security:\n  secrets:\n    max_acess_attempts: 2\n    lockout_duration_minutes: 1\n  authentication:\n    session_timeout_minutes: 7\n');
    const { rows, findings } = await at.done('policy.getView', {});
    expect(findings).toMatchObject([{ code: 'unknown-field', line: 3, column: 5, suggestion: 'max_access_attempts' }, { code: 'below-floor', line: 4, least: 15 }]);
    expect(rows.find(({ field }) => field === 'session_timeout_minutes')).toMatchObject({ value: 7, origin: 'personal' });
    expect(rows.find(({ field }) => field === 'lockout_duration_minutes')).toMatchObject({ value: 15, origin: 'floor' });
    for (const damage of ['{', Buffer.from([0xff, 0xfe, 0]), '']) {
      write(ownFile(), String(damage));
      expect(await row('session_timeout_minutes')).toMatchObject({ value: 7, origin: 'kept' });
    }
    rmSync(ownFile());
    mkdirSync(ownFile());
    expect((await at.done('policy.getView', {})).findings).toMatchObject([{ code: 'file-unreadable' }]);
  });

  test('policy-agreed: is changed only after the person agreed outside of the page, one line of it, with the comments kept', async () => {
    write(ownFile(), guide.replace('session_timeout_minutes: 30', 'session_timeout_minutes: 30 # canary comment'));
    const changes = [{ field: 'session_timeout_minutes' as const, value: 10 }];
    const plan = await at.done('policy.planChange', { changes }, 'window');
    expect(plan.looser).toEqual([]);
    expect(plan.lines.filter(({ change }) => change !== 'same')).toEqual([{ text: '    session_timeout_minutes: 30 # canary comment', change: 'removed' }, { text: '    session_timeout_minutes: 10 # canary comment', change: 'added' }]);
    const before = readFileSync(ownFile(), 'utf8');
    at.ports.fake.agrees = false;
    expect(await at.call('policy.change', { changes, revision: plan.revision }, 'window')).toMatchObject({ ok: false, error: { code: 'not-confirmed' } });
    expect(readFileSync(ownFile(), 'utf8')).toBe(before);
    at.ports.fake.agrees = true;
    await at.done('policy.change', { changes, revision: plan.revision }, 'window');
    expect(at.ports.fake.askedFor.at(-1)).toMatchObject({ act: 'change', looser: [] });
    expect(readFileSync(ownFile(), 'utf8')).toBe(before.replace('session_timeout_minutes: 30', 'session_timeout_minutes: 10'));
    expect(await at.call('policy.change', { changes: [{ field: 'mfa_required', value: false }], revision: plan.revision }, 'window')).toMatchObject({ ok: false, error: { code: 'policy-changed' } });
    expect((await at.done('policy.planChange', { changes: [{ field: 'mfa_required', value: false }] }, 'window')).looser).toEqual(['mfa_required']);
    for (const value of [600, 'soon', true, [], -1]) expect(await at.call('policy.planChange', { changes: [{ field: 'session_timeout_minutes', value }] }, 'window'), String(value)).toMatchObject({ ok: false, error: { code: 'policy-invalid' } });
    for (const name of ['policy.planChange', 'policy.change'] as const) expect(await at.call(name, { changes, revision: plan.revision } as never, 'cli')).toMatchObject({ ok: false, error: { code: 'not-allowed' } });
  });

  test('begins as a new file, private like all of the profile', async () => {
    const changes = [{ field: 'audit_encryption' as const, value: true }];
    const { revision } = await at.done('policy.planChange', { changes }, 'window');
    await at.done('policy.change', { changes, revision }, 'window');
    expect(readFileSync(ownFile(), 'utf8')).toBe('security:\n  monitoring:\n    audit_encryption: true\n');
    const back = [{ field: 'audit_encryption' as const }];
    await at.done('policy.change', { changes: back, revision: (await at.done('policy.planChange', { changes: back }, 'window')).revision }, 'window');
    expect((await row('audit_encryption'))?.origin).toBe('default');
  });
});

describe('the policy of a project', () => {
  const projectPolicy = 'security:\n  secrets:\n    max_access_attempts: 1\n  authentication:\n    session_timeout_minutes: 5\n    mfa_required: true\n  networking:\n    tls_min_version: "1.2"\n';
  const view = async (project: string) => (await at.done('policy.getView', { project }, 'window')).project;

  test('binds nothing until it was accepted; then it tightens, and touches no lock-out and no second factor', async () => {
    await withProfile();
    write(projectFile(), projectPolicy);
    const project = await openProject();
    const before = await view(project);
    expect(before).toMatchObject({ state: 'new', findings: [], changes: [{ field: 'session_timeout_minutes', after: 5 }, { field: 'tls_min_version', after: '1.2' }], ignored: ['max_access_attempts', 'mfa_required'] });
    expect((await row('session_timeout_minutes'))?.value).toBe(30);
    at.ports.fake.agrees = false;
    expect(await at.call('policy.acceptProject', { project, revision: before?.revision ?? '' }, 'window')).toMatchObject({ ok: false, error: { code: 'not-confirmed' } });
    expect((await view(project))?.state).toBe('new');
    at.ports.fake.agrees = true;
    await at.done('policy.acceptProject', { project, revision: before?.revision ?? '' }, 'window');
    expect(at.ports.fake.askedFor.at(-1)).toMatchObject({ act: 'accept', looser: [] });
    expect((await view(project))?.state).toBe('accepted');
    expect(await row('session_timeout_minutes')).toMatchObject({ value: 5, origin: 'project' });
    expect(await row('tls_min_version')).toMatchObject({ value: '1.3', origin: 'default' });
    expect(await row('max_access_attempts')).toMatchObject({ value: 5, origin: 'default' });
    expect(await row('mfa_required')).toMatchObject({ value: false, origin: 'default' });
  });

  test('changed in the repository, it waits again, and what was accepted holds until then; forgotten, it binds no more', async () => {
    await withProfile();
    write(projectFile(), projectPolicy);
    const project = await openProject();
    const first = (await view(project))?.revision ?? '';
    await at.done('policy.acceptProject', { project, revision: first }, 'window');
    write(projectFile(), projectPolicy.replace('minutes: 5', 'minutes: 25'));
    expect(await view(project)).toMatchObject({ state: 'changed', changes: [{ field: 'session_timeout_minutes', before: 5, after: 25 }] });
    expect((await row('session_timeout_minutes'))?.value).toBe(5);
    expect(await at.call('policy.acceptProject', { project, revision: first }, 'window')).toMatchObject({ ok: false, error: { code: 'policy-changed' } });
    write(projectFile(), projectPolicy.replace('minutes: 5', 'minutes: 500'));
    expect((await view(project))?.state).toBe('faulty');
    expect(await at.call('policy.acceptProject', { project, revision: (await view(project))?.revision ?? '' }, 'window')).toMatchObject({ ok: false, error: { code: 'policy-invalid', data: { field: 'session_timeout_minutes', line: 5 } } });
    rmSync(projectFile());
    expect((await view(project))?.state).toBe('gone');
    expect((await row('session_timeout_minutes'))?.value).toBe(5);
    await at.done('policy.forgetProject', { project }, 'window');
    expect(at.ports.fake.askedFor.at(-1)).toMatchObject({ act: 'forget', looser: ['session_timeout_minutes'] });
    expect((await row('session_timeout_minutes'))?.value).toBe(30);
    expect(await at.call('policy.forgetProject', { project }, 'window')).toMatchObject({ ok: false, error: { code: 'policy-missing' } });
  });

  test('is remembered by the next start, binds only while its project is open, and is not accepted without a profile', async () => {
    write(projectFile(), projectPolicy);
    const project = await openProject();
    const revision = (await view(project))?.revision ?? '';
    expect(await at.call('policy.acceptProject', { project, revision }, 'window')).toMatchObject({ ok: false, error: { code: 'locked' } });
    await withProfile();
    await at.done('policy.acceptProject', { project, revision }, 'window');
    await at.core.dispose();
    const later = openCore({ paths: at.ports.paths });
    await later.done('profile.unlockWithPassphrase', { value: passphrase }, 'window');
    const minutes = async () => (await later.done('policy.getView', {})).rows.find(({ field }) => field === 'session_timeout_minutes')?.value;
    expect(await minutes()).toBe(30);
    const again = (await later.done('projects.openPath', { path: at.folder })).project.project;
    expect(await minutes()).toBe(5);
    await later.done('projects.close', { project: again });
    expect(await minutes()).toBe(30);
    await later.close();
  });
});

describe('what it asks for happens', () => {
  const codeOf = async (): Promise<string> => {
    const answer = await at.call('projects.list', {}, 'window');
    return answer.ok ? 'answered' : answer.error.code;
  };
  const unlock = (value: string) => at.call('profile.unlockWithPassphrase', { value }, 'window');

  test('an idle profile locks after the time of the policy, of the person or of a project that is opened meanwhile', async () => {
    at.core.events(() => undefined);
    await withProfile();
    await at.done('settings.setLocking', { idleMinutes: 20 }, 'window');
    write(ownFile(), 'security:\n  authentication:\n    session_timeout_minutes: 12\n');
    expect(await at.done('settings.setLocking', {}, 'window')).toEqual({ idleMinutes: 20, lockOnClose: false, revealSeconds: 30, clipboardSeconds: 30, longestMinutes: 12 });
    at.ports.fake.idleSeconds = 11 * 60;
    at.ports.fake.clock.advance(60_000);
    expect(await codeOf()).toBe('answered');
    write(projectFile(), 'security:\n  authentication:\n    session_timeout_minutes: 3\n');
    at.ports.fake.idleSeconds = 0;
    const project = await openProject();
    await at.done('policy.acceptProject', { project, revision: (await at.done('policy.getView', { project }, 'window')).project?.revision ?? '' }, 'window');
    at.ports.fake.idleSeconds = 3 * 60;
    at.ports.fake.clock.advance(180_000);
    await expect.poll(codeOf).toBe('locked');
    at.ports.fake.idleSeconds = 0;
    expect((await unlock(passphrase)).ok).toBe(true);
    await at.done('projects.close', { project: (await at.done('projects.list', {}, 'window'))[0]?.project ?? '' });
    at.ports.fake.idleSeconds = 12 * 60;
    at.ports.fake.clock.advance(12 * 60_000);
    await expect.poll(codeOf).toBe('locked');
  });

  test('fewer wrong passphrases, and a longer wait, over a restart', async () => {
    await withProfile();
    write(ownFile(), 'security:\n  secrets:\n    max_access_attempts: 2\n    lockout_duration_minutes: 60\n');
    await at.core.dispose();
    const later = openCore({ paths: at.ports.paths, clock: at.ports.clock, boot: at.ports.boot });
    const guess = () => later.call('profile.unlockWithPassphrase', { value: 'wrong passphrase' }, 'window');
    expect(await guess()).toMatchObject({ error: { code: 'passphrase-wrong', data: { used: 1, allowed: 2 } } });
    expect(await guess()).toMatchObject({ error: { code: 'passphrase-wrong', data: { used: 2, allowed: 2, waitMs: 3_600_000 } } });
    at.ports.fake.clock.advance(16 * 60_000);
    expect(await later.call('profile.unlockWithPassphrase', { value: passphrase }, 'window')).toMatchObject({ error: { code: 'locked-out' } });
    // A policy that would allow more is held to the floor.
    write(ownFile(), 'security:\n  secrets:\n    max_access_attempts: 999\n    lockout_duration_minutes: 1\n');
    expect((await later.done('profile.getStatus', {}, 'window')).tries).toMatchObject({ allowed: 5 });
    await later.close();
  });
});
