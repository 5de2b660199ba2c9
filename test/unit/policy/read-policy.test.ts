// What a policy says: the guide's own file, and line by line what is refused.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { defaults, fieldNames } from '../../../electron/core/policy/fields.ts';
import { maxPolicyBytes, readPolicy } from '../../../electron/core/policy/read-policy.ts';

const guide = readFileSync('test/fixtures/guide/config/security-policy.yaml');
const read = (text: string) => readPolicy(Buffer.from(text));
/** The findings as `line:column code field suggestion`. */
const told = async (text: string) => (await read(text)).findings.map(({ line, column, code, field, suggestion }) => `${String(line)}:${String(column)} ${code} ${field} ${suggestion}`.trim());
const secrets = (line: string): string => `security:\n  secrets:\n    ${line}\n`;
const networking = (line: string): string => `security:\n  networking:\n    ${line}\n`;

describe('a policy', () => {
  it('loads the file of the guide unchanged, every field of it', async () => {
    const { values, findings, floored } = await readPolicy(guide);
    expect(findings).toEqual([]);
    expect(floored.size).toBe(0);
    expect(values).toEqual({
      auto_rotation: true, rotation_interval_days: 90, encryption_at_rest: true, encryption_algorithm: 'AES-256-GCM', max_access_attempts: 5, lockout_duration_minutes: 15,
      mfa_required: true, mfa_providers: ['totp', 'sms'], session_timeout_minutes: 30, concurrent_sessions_limit: 3, tls_min_version: '1.3', cipher_suites: ['TLS_AES_256_GCM_SHA384'],
      allowed_ips: ['10.0.0.0/8', '172.16.0.0/12'], blocked_countries: ['XX', 'YY'], audit_retention_days: 365, audit_encryption: true, real_time_alerts: true, failed_logins: 5, unusual_access: 10,
    });
    // Two are ours.
    expect([...Object.keys(values), 'audit_hash_names', 'audit_required'].toSorted()).toEqual(fieldNames.toSorted());
    expect(Object.keys(defaults).toSorted()).toEqual(fieldNames.toSorted());
  });

  it.each([
    ['', []],
    ['# only a comment\n', []],
    ['security:\n', []],
    ['security:\n  secrets:\n  # all of it is a comment\n', []],
    ['\ufeffsecurity:\r\n  secrets:\r\n    max_access_attempts: 3 # fewer\r\n', []],
    ['security: {secrets: {max_access_attempts: 3}}', []],
    ['security: yes\n', ['1:11 wrong-type security']],
    ['- a\n', ['1:1 wrong-type']],
    ['securty:\n  secrets: {}\n', ['1:1 unknown-field securty security']],
    [secrets('max_acces_attempts: 5'), ['3:5 unknown-field max_acces_attempts max_access_attempts']],
    [secrets('maxAccessAttempts: 5'), ['3:5 unknown-field maxAccessAttempts max_access_attempts']],
    [secrets('tls_min_version: "1.3"'), ['3:5 misplaced-field tls_min_version security.networking.tls_min_version']],
    ['mfa_required: true\n', ['1:1 misplaced-field mfa_required security.authentication.mfa_required']],
    [secrets('max_access_attempts: 3\n    max_access_attempts: 3'), ['4:5 duplicate-field max_access_attempts']],
    [secrets('max_access_attempts: "5"'), ['3:26 wrong-type max_access_attempts']],
    [secrets('max_access_attempts: 0x5'), ['3:26 wrong-type max_access_attempts']],
    [secrets('max_access_attempts: 5.0'), ['3:26 wrong-type max_access_attempts']],
    [secrets('max_access_attempts: 05'), ['3:26 wrong-type max_access_attempts']],
    [secrets('max_access_attempts: !!str 5'), ['3:26 yaml-trick max_access_attempts']],
    [secrets('max_access_attempts: !!int 5'), ['3:26 yaml-trick max_access_attempts']],
    [secrets('max_access_attempts:'), ['3:5 wrong-type max_access_attempts']],
    [secrets('max_access_attempts: ~'), ['3:26 wrong-type max_access_attempts']],
    [secrets('max_access_attempts: 0'), ['3:26 out-of-range max_access_attempts']],
    [secrets('max_access_attempts: -1'), ['3:26 out-of-range max_access_attempts']],
    [secrets('max_access_attempts: 99999'), ['3:26 out-of-range max_access_attempts']],
    [secrets('max_access_attempts: 6'), ['3:26 below-floor max_access_attempts 5']],
    [secrets('lockout_duration_minutes: 5'), ['3:31 below-floor lockout_duration_minutes 15']],
    [secrets('encryption_at_rest: false'), ['3:25 below-floor encryption_at_rest true']],
    [secrets('encryption_at_rest: yes'), ['3:25 wrong-type encryption_at_rest true']],
    [secrets('encryption_at_rest: "true"'), ['3:25 wrong-type encryption_at_rest true']],
    [secrets('encryption_algorithm: "AES-128-CBC"'), ['3:27 not-supported encryption_algorithm AES-256-GCM']],
    [secrets('encryption_algorithm: aes256gcm'), ['3:27 not-supported encryption_algorithm AES-256-GCM']],
    [networking('tls_min_version: 1.3'), ['3:22 wrong-type tls_min_version "1.3"']],
    [networking('tls_min_version: "1.1"'), ['3:22 below-floor tls_min_version 1.2']],
    [networking('cipher_suites: TLS_AES_256_GCM_SHA384'), ['3:20 wrong-type cipher_suites']],
    [networking('cipher_suites: []'), ['3:20 empty-list cipher_suites']],
    [networking('cipher_suites: [TLS_AES_256_GCM_SHA348]'), ['3:21 unknown-value cipher_suites TLS_AES_256_GCM_SHA384']],
    [networking('cipher_suites: [TLS_RSA_WITH_AES_128_CBC_SHA]'), ['3:21 below-floor cipher_suites']],
    [networking('cipher_suites: [TLS_AES_256_GCM_SHA384, TLS_AES_256_GCM_SHA384]'), ['3:45 duplicate-value cipher_suites']],
    [networking('cipher_suites: [TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384]'), ['3:20 nothing-connects cipher_suites TLS_AES_256_GCM_SHA384']],
    [networking('allowed_ips: ["10.0.0.0/33"]'), ['3:19 bad-network allowed_ips']],
    [networking('blocked_countries: [xx]'), ['3:25 bad-country blocked_countries XX']],
    [networking('blocked_countries: [NO]'), ['3:25 wrong-type blocked_countries']],
    ['security:\n  authentication:\n    mfa_required: true\n    mfa_providers: [sms]\n', ['4:20 no-provider-here mfa_providers totp']],
    ['security:\n  authentication:\n    mfa_providers: [top, sms]\n', ['3:21 unknown-value mfa_providers totp']],
    ['security: &a\n  secrets: {}\n', ['1:11 yaml-trick']],
    ['security:\n  secrets: &s {max_access_attempts: 3}\n  authentication: *s\n', ['2:12 yaml-trick', '3:19 yaml-trick']],
    ['security:\n  secrets:\n    <<: {max_access_attempts: 3}\n', ['3:5 yaml-trick']],
    ['%YAML 1.1\n---\nsecurity: {}\n', ['1:1 yaml-trick']],
    ['security: {}\n---\nsecurity: {}\n', ['2:1 several-documents']],
    ['security: !!map\n  secrets: {}\n', ['1:11 yaml-trick security']],
    ['security:\n  secrets:\n\tmax_access_attempts: 3\n', ['3:1 not-yaml']],
    ['security: [\n', ['2:1 not-yaml']],
    [secrets('AGE-SECRET-KEY-1QQQ: 5'), ['3:5 unknown-field']],
  ])('%j', async (text, expected) => {
    expect(await told(text)).toEqual(expected);
  });

  it('keeps what is right beside what is wrong, and takes the floor for what is below it', async () => {
    const { values, floored } = await read('security:\n  secrets:\n    max_access_attempts: 900\n    lockout_duration_minutes: soon\n  authentication:\n    session_timeout_minutes: 5\n');
    expect(values).toEqual({ max_access_attempts: 5, session_timeout_minutes: 5 });
    expect([...floored]).toEqual(['max_access_attempts']);
  });

  it('says of what is too large or no text where it stops, and repeats nothing', async () => {
    expect((await readPolicy(Buffer.alloc(maxPolicyBytes + 1, 0x23))).findings).toMatchObject([{ code: 'file-too-large' }]);
    expect((await readPolicy(Buffer.from([0x61, 0x3a, 0x20, 0xff, 0x0a]))).findings).toMatchObject([{ code: 'not-yaml', line: 1, column: 4 }]);
    const canary = 'canary-policy-value';
    expect(JSON.stringify((await read(`security:\n  secrets:\n    max_access_attempts: ${canary}\n    encryption_algorithm: ${canary}\n  ${canary} ${canary}: 1\n`)).findings)).not.toContain(canary);
  });
});
