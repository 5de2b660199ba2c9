// A policy that cannot be read any more loosens nothing: what it said before holds until it is mended, in this program and in the next, and nobody is locked out by it.
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createCore } from '../../../electron/core/index.ts';
import type { PolicyField, PolicyRow, PolicyView } from '../../../shared/ipc/policy.ts';
import { openCore, type OpenCore } from '../../fakes/open-core.ts';

const strict = 'security:\n  secrets:\n    max_access_attempts: 2 # canary comment\n    lockout_duration_minutes: 60\n  authentication:\n    mfa_required: true\n    session_timeout_minutes: 7\n  networking:\n    cipher_suites: ["TLS_CHACHA20_POLY1305_SHA256"]\n  monitoring:\n    audit_retention_days: 900\n    audit_encryption: true\n';
let at: OpenCore;
beforeEach(() => {
  at = openCore();
  mkdirSync(at.ports.paths.profile, { recursive: true });
});
afterEach(() => at.close());

const file = (): string => join(at.ports.paths.profile, 'security-policy.yaml');
const kept = (): string => join(at.ports.paths.profile, 'security-policy.kept.json');
const view = (): Promise<PolicyView> => at.done('policy.getView', {});
const row = async (field: PolicyField): Promise<PolicyRow | undefined> => (await view()).rows.find((one) => one.field === field);

/** What the program makes of a policy that it has never seen before. */
async function viewOf(text: string): Promise<PolicyView> {
  writeFileSync(file(), text);
  return view();
}

describe('policy-fails-closed', () => {
  const damages: readonly (readonly [name: string, damage: () => void])[] = [
    ['half of it', () => { writeFileSync(file(), `${strict.slice(0, 90)}"`); }],
    ['nothing at all', () => { writeFileSync(file(), ''); }],
    ['no YAML', () => { writeFileSync(file(), '{'); }],
    ['rubbish', () => { writeFileSync(file(), Buffer.from([0xff, 0xfe, 0, 1])); }],
    ['far too much', () => { writeFileSync(file(), strict + '# x\n'.repeat(100_000)); }],
    ['two documents', () => { writeFileSync(file(), '---\nsecurity:\n---\nsecurity:\n'); }],
    ['a folder', () => { rmSync(file()); mkdirSync(file()); }],
    ['a typo in each name', () => { writeFileSync(file(), strict.replaceAll(/(\w)(\w):/g, '$2$1:')); }],
    ['values of the wrong kind', () => { writeFileSync(file(), strict.replaceAll(/: (?:true|\d+)/g, ': "yes"')); }],
    ['anchors', () => { writeFileSync(file(), strict.replace('mfa_required: true', 'mfa_required: &a true').replace('audit_encryption: true', 'audit_encryption: *a')); }],
  ];
  test.each(damages)('%s: what it said before holds', async (_name, damage) => {
    writeFileSync(file(), strict);
    const before = (await view()).rows.map(({ field, value }) => [field, value]);
    damage();
    const after = await view();
    expect(after.findings.length).toBeGreaterThan(0);
    expect(after.rows.map(({ field, value }) => [field, value])).toEqual(before);
    expect(after.rows.find(({ field }) => field === 'mfa_required')?.origin).toMatch(/^(?:kept|personal)$/);
  });

  test('in the next program too, and mended it is what it says again', async () => {
    writeFileSync(file(), strict);
    await view();
    expect(readFileSync(kept(), 'utf8')).not.toContain('canary');
    expect(statSync(kept()).mode & 0o777).toBe(0o600);
    writeFileSync(file(), '{');
    const next = createCore(at.ports);
    const told = JSON.parse(await next.router.handle(JSON.stringify({ call: 'policy.getView', input: {} }), { role: 'cli', url: '', isMainFrame: false })) as { value: PolicyView };
    await next.dispose();
    expect(told.value.rows.find(({ field }) => field === 'mfa_required')).toMatchObject({ value: true, origin: 'kept' });
    writeFileSync(file(), strict.replace('mfa_required: true', 'mfa_required: false'));
    expect(await row('mfa_required')).toMatchObject({ value: false, origin: 'personal' });
    writeFileSync(file(), '{');
    expect(await row('mfa_required')).toMatchObject({ value: false });
    // Whoever takes the policy away has none.
    rmSync(file());
    expect(await row('max_access_attempts')).toMatchObject({ value: 5, origin: 'default' });
  });

  test('a mistake about one rule leaves the others as they are said, and a rule that is said twice holds as the stricter', async () => {
    writeFileSync(file(), strict);
    await view();
    writeFileSync(file(), strict.replace('mfa_required: true', 'mfa_requird: true').replace('session_timeout_minutes: 7', 'session_timeout_minutes: 12\n    session_timeout_minutes: 30'));
    expect(await row('mfa_required')).toMatchObject({ value: true, origin: 'kept' });
    expect(await row('session_timeout_minutes')).toMatchObject({ value: 7, origin: 'kept' });
    expect(await row('max_access_attempts')).toMatchObject({ value: 2, origin: 'personal' });
    // What is said rightly beside the mistake is what is remembered.
    writeFileSync(file(), strict.replace('mfa_required: true', 'mfa_requird: true').replace('session_timeout_minutes: 7', 'session_timeout_minutes: 12'));
    await view();
    writeFileSync(file(), '{');
    expect(await row('session_timeout_minutes')).toMatchObject({ value: 12, origin: 'kept' });
  });

  test('where nobody knows what it said, a second factor is wanted and no line of the log goes; the rest is as strict as without one', async () => {
    const { rows } = await viewOf('{');
    expect(rows.filter(({ origin }) => origin !== 'default').map(({ field, value, origin }) => [field, value, origin])).toEqual([['mfa_required', true, 'kept'], ['audit_retention_days', 3650, 'kept']]);
    expect((await viewOf('security:\n  authentication:\n    mfa_required: yes\n')).rows.find(({ field }) => field === 'mfa_required')).toMatchObject({ value: true, origin: 'kept' });
    expect((await viewOf('security:\n  secrets:\n    max_acess_attempts: 2\n    auto_rotation: true\n')).rows.find(({ field }) => field === 'mfa_required')).toMatchObject({ value: false, origin: 'default' });
    rmSync(kept());
    for (const nothing of ['', '# nothing yet\n']) expect((await viewOf(nothing)).rows.every(({ origin }) => origin === 'default')).toBe(true);
  });

  test('a policy that was never whole: what is in doubt stays as cautious at each further look, and under each further damage', async () => {
    writeFileSync(file(), strict.replace('mfa_required: true', 'mfa_requird: true'));
    for (let looks = 0; looks < 3; looks += 1) expect(await row('mfa_required')).toMatchObject({ value: true, origin: 'kept' });
    writeFileSync(file(), '{');
    expect(await row('mfa_required')).toMatchObject({ value: true, origin: 'kept' });
    expect(await row('max_access_attempts')).toMatchObject({ value: 2, origin: 'kept' });
    writeFileSync(file(), strict.replace('mfa_required: true', 'mfa_required: false'));
    expect(await row('mfa_required')).toMatchObject({ value: false, origin: 'personal' });
  });

  test('what was kept and is damaged itself is no reason to loosen anything', async () => {
    writeFileSync(file(), strict);
    await view();
    writeFileSync(file(), '{');
    writeFileSync(kept(), '{');
    expect(await row('mfa_required')).toMatchObject({ value: true, origin: 'kept' });
  });

  test('a full disk keeps what was kept, and the policy itself holds', async () => {
    writeFileSync(file(), strict);
    await view();
    const before = readFileSync(kept(), 'utf8');
    rmSync(kept());
    mkdirSync(kept());
    writeFileSync(file(), strict.replace('max_access_attempts: 2', 'max_access_attempts: 3'));
    expect(await row('max_access_attempts')).toMatchObject({ value: 3, origin: 'personal' });
    rmSync(kept(), { recursive: true });
    expect(existsSync(kept())).toBe(false);
    expect(await row('max_access_attempts')).toMatchObject({ value: 3 });
    expect(readFileSync(kept(), 'utf8')).toBe(before.replace('"max_access_attempts":2', '"max_access_attempts":3'));
  });

  test('the window says which change allows more than what holds', async () => {
    writeFileSync(file(), strict);
    await view();
    writeFileSync(file(), strict.replace('mfa_required: true', 'mfa_required: yes'));
    expect((await at.done('policy.planChange', { changes: [{ field: 'mfa_required', value: false }] }, 'window')).looser).toEqual(['mfa_required']);
    expect((await at.done('policy.planChange', { changes: [{ field: 'session_timeout_minutes', value: 5 }] }, 'window')).looser).toEqual([]);
  });
});
