// Changing a policy: its comments, its order and its line ends stay, and what cannot be changed without losing something is refused.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { changePolicy, type FieldChange } from '../../../electron/core/policy/edit-policy.ts';
import { readPolicy } from '../../../electron/core/policy/read-policy.ts';

const guide = readFileSync('test/fixtures/guide/config/security-policy.yaml', 'utf8');

describe('changing a policy', () => {
  it('changes one line for one field, of the guide\'s file too', async () => {
    const after = await changePolicy(guide, [{ field: 'session_timeout_minutes', value: 15 }]);
    expect(after).toBe(guide.replace('session_timeout_minutes: 30', 'session_timeout_minutes: 15'));
    expect(await changePolicy(after, [{ field: 'session_timeout_minutes', value: 30 }])).toBe(guide);
  });

  it.each<[string, readonly FieldChange[], string]>([
    ['', [{ field: 'mfa_required', value: true }], 'security:\n  authentication:\n    mfa_required: true\n'],
    ['# mine\n', [{ field: 'failed_logins', value: 3 }], '# mine\nsecurity:\n  monitoring:\n    alert_thresholds:\n      failed_logins: 3\n'],
    ['security:\n    secrets:\n        max_access_attempts: 4 # few\n# end', [{ field: 'auto_rotation', value: true }], 'security:\n    secrets:\n        max_access_attempts: 4 # few\n        auto_rotation: true\n# end'],
    ['security:\n  secrets:\n    max_access_attempts: 4', [{ field: 'tls_min_version', value: '1.3' }], 'security:\n  secrets:\n    max_access_attempts: 4\n  networking:\n    tls_min_version: "1.3"\n'],
    ['security:\r\n  secrets: # none yet\r\n  # later\r\n', [{ field: 'max_access_attempts', value: 2 }], 'security:\r\n  secrets: # none yet\r\n    max_access_attempts: 2\r\n  # later\r\n'],
    ['security:\n  secrets:\n    # why\n    max_access_attempts: 4 # few\n    auto_rotation: true\n', [{ field: 'max_access_attempts', value: null }], 'security:\n  secrets:\n    # why\n    auto_rotation: true\n'],
    ['security:\n  authentication:\n    mfa_providers:\n      - totp # the phone\n      - "sms" # old\n      # end\n', [{ field: 'mfa_providers', value: ['totp'] }], 'security:\n  authentication:\n    mfa_providers:\n      - totp # the phone\n      # end\n'],
    ['security:\n  authentication:\n    mfa_providers:\n    - sms # old\n', [{ field: 'mfa_providers', value: ['totp', 'sms'] }], 'security:\n  authentication:\n    mfa_providers:\n    - sms # old\n    - "totp"\n'],
    ['security:\n  networking:\n    allowed_ips: ["10.0.0.0/8"] # office\n', [{ field: 'allowed_ips', value: ['10.0.0.0/8', '::1'] }], 'security:\n  networking:\n    allowed_ips: ["10.0.0.0/8", "::1"] # office\n'],
    ['security:\n  secrets:\n    max_access_attempts: # to be said\n', [{ field: 'max_access_attempts', value: 3 }], 'security:\n  secrets:\n    max_access_attempts: 3 # to be said\n'],
    ['security:\n  secrets:\n    max_access_attempts: 700\n', [{ field: 'max_access_attempts', value: 5 }], 'security:\n  secrets:\n    max_access_attempts: 5\n'],
  ])('%j', async (before, changes, after) => {
    expect(await changePolicy(before, changes)).toBe(after);
    const { values } = await readPolicy(Buffer.from(after));
    for (const { field, value } of changes) expect(values[field]).toEqual(value === null ? undefined : typeof value === 'object' ? expect.arrayContaining([...value]) : value);
  });

  it.each<[string, FieldChange, string]>([
    ['security: {secrets: {max_access_attempts: 3}}', { field: 'auto_rotation', value: true }, 'policy-not-editable'],
    ['security:\n  networking:\n    allowed_ips: [\n      "::1", # here\n    ]\n', { field: 'allowed_ips', value: [] }, 'policy-not-editable'],
    ['security: [\n', { field: 'auto_rotation', value: true }, 'policy-not-editable'],
    ['', { field: 'max_access_attempts', value: 900 }, 'policy-invalid'],
    ['', { field: 'cipher_suites', value: [] }, 'policy-invalid'],
    ['', { field: 'allowed_ips', value: ['"]\nsecurity: {}'] }, 'policy-'],
  ])('refuses %j', async (before, change, code) => {
    await expect(changePolicy(before, [change])).rejects.toMatchObject({ code: expect.stringContaining(code) as string });
  });

  it('lets what was wrong before stay, and still changes the rest', async () => {
    const before = 'security:\n  secrets:\n    max_acess_attempts: 5\n    auto_rotation: false\n';
    expect(await changePolicy(before, [{ field: 'auto_rotation', value: true }])).toBe(before.replace('false', 'true'));
  });
});
