// Whatever a policy says, the program stays as strict as its floor; a project only tightens; and what is mutated is taken rightly or refused at the right line.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { parseDocument } from 'yaml';
import { describe, expect, test } from 'vitest';
import { defaults, fieldNames, fields, floors, sectionPaths, type FieldName, type PolicyValues, type Value } from '../../../electron/core/policy/fields.ts';
import { readPolicy } from '../../../electron/core/policy/read-policy.ts';
import { combine, isLooser } from '../../../electron/core/policy/strictness.ts';

const deep = process.env['COFFRE_DEEP'] === '1';
const guide = readFileSync('test/fixtures/guide/config/security-policy.yaml', 'utf8');
const lines = guide.split('\n');

/** Said without the table that the program uses, so that a mistake in it is seen. */
function keepsFloor(values: PolicyValues): boolean {
  return values.encryption_at_rest && values.encryption_algorithm === 'AES-256-GCM' && values.max_access_attempts >= 1 && values.max_access_attempts <= 5 && values.lockout_duration_minutes >= 15
    && values.session_timeout_minutes >= 1 && values.session_timeout_minutes <= 30 && values.concurrent_sessions_limit >= 1 && values.concurrent_sessions_limit <= 10 && ['1.2', '1.3'].includes(values.tls_min_version)
    && values.cipher_suites.every((suite) => /_GCM_|_CHACHA20_/.test(suite) && !suite.startsWith('TLS_RSA_')) && values.audit_retention_days >= 90 && values.rotation_interval_days <= 3650 && values.failed_logins <= 100 && values.unusual_access <= 100;
}

/** One field of the guide said another way: the line, and the text of it. */
const wrongValues: readonly string[] = ['', '~', 'null', '"5"', "'true'", '0x5', '5_0', '05', '1e3', '5.0', '.5', '-1', '0', '99999999999999999999', 'yes', 'no', 'on', 'True', 'FALSE', '!!str 5', '!!int "5"', '!!bool true', '&a 5', '*a', '[5]', '{a: 5}', '"AES-128-GCM"', '[]', '["totp", "totp"]', '[totp, [sms]]', '["TLS_RSA_WITH_RC4_128_MD5"]', '["10.0.0.0/99"]', '["xx"]', '1.0', '"1.0"', '"1.4"', '|\n      5', '>-\n      5', '"\\x35"', '@5', '`5`', '%5', '5 # fine', '7', '3', '12', '40', 'true', 'false', '["TLS_AES_128_GCM_SHA256"]', '["totp"]', '"1.2"', '["sms"]'];
const fieldLines = lines.flatMap((line, at) => (fieldNames.some((name) => line.trim().startsWith(`${name}:`)) ? [at] : []));

/** What a plain reader of YAML makes of it, as far as it can be compared. */
function plainly(text: string): unknown {
  const document = parseDocument(text, { schema: 'core', uniqueKeys: true });
  return document.errors.length > 0 ? undefined : document.toJS();
}
const at = (whole: unknown, path: readonly string[]): unknown => path.reduce<unknown>((now, name) => (typeof now === 'object' && now !== null ? (now as Record<string, unknown>)[name] : undefined), whole);

describe('a mutated policy', () => {
  const mutations: readonly (readonly [text: string, line: number])[] = [
    ...fieldLines.flatMap((line) => wrongValues.map((value) => [lines.map((text, n) => (n === line ? text.replace(/:.*$/, `: ${value}`) : text)).join('\n'), line + 1] as const)),
    ...fieldLines.map((line) => [[...lines.slice(0, line + 1), lines[line] ?? '', ...lines.slice(line + 1)].join('\n'), line + 2] as const),
    ...fieldLines.map((line) => [lines.map((text, n) => (n === line ? text.replace(/(\w)(\w):/, '$2$1:') : text)).join('\n'), line + 1] as const),
    ...fieldLines.map((line) => [lines.map((text, n) => (n === line ? text.trimStart() : text)).join('\n'), line + 1] as const),
    ...fieldLines.map((line) => [lines.map((text, n) => (n === line ? `\t${text}` : text)).join('\n'), line + 1] as const),
    ...fieldLines.map((line) => [lines.map((text, n) => (n === line ? text.replace(/\w+:/, '<<:') : text)).join('\n'), line + 1] as const),
  ];

  test(`policy-no-tricks: each of ${String(mutations.length)} is taken as a plain reader takes it, or refused at its line`, async () => {
    expect(mutations.length).toBeGreaterThanOrEqual(500);
    let taken = 0;
    for (const [text, line] of mutations) {
      const { values, findings, floored } = await readPolicy(Buffer.from(text));
      if (findings.length > 0) {
        const near = findings.some((finding) => finding.line === line || (finding.line > line && finding.line <= line + 1) || (['no-provider-here', 'nothing-connects'].includes(finding.code)));
        expect(near, `${text}\n${JSON.stringify(findings)} at ${String(line)}`).toBe(true);
        continue;
      }
      taken += 1;
      expect(floored.size).toBe(0);
      const whole = plainly(text);
      expect(whole, text).toBeDefined();
      for (const name of fieldNames) expect(values[name], `${name} in\n${text}`).toEqual(at(whole, [...sectionPaths[fields[name].section], name]));
    }
    expect(taken).toBeGreaterThan(30);
  });
});

const anyValue = (name: FieldName): fc.Arbitrary<Value> => {
  const { takes } = fields[name];
  if (takes.kind === 'flag') return fc.boolean();
  if (takes.kind === 'count') return fc.integer({ min: takes.min, max: takes.max });
  if (takes.kind === 'choice') return fc.constantFrom(...takes.of) as fc.Arbitrary<Value>;
  if (takes.kind === 'list') return fc.uniqueArray(fc.constantFrom(...takes.of), { minLength: 1 }) as fc.Arbitrary<Value>;
  return fc.uniqueArray(takes.kind === 'networks' ? fc.constantFrom('10.0.0.0/8', '172.16.0.0/12', '::1', 'fd00::/8') : fc.constantFrom('FR', 'DE', 'XX'), { minLength: 0 }) as fc.Arbitrary<Value>;
};
const anyPolicy = fc.record(Object.fromEntries(fieldNames.map((name) => [name, anyValue(name)])) as Record<FieldName, fc.Arbitrary<Value>>, { requiredKeys: [] }) as unknown as fc.Arbitrary<Partial<PolicyValues>>;
const written = (values: Partial<PolicyValues>): string => ['secrets', 'authentication', 'networking', 'monitoring', 'alert_thresholds'].reduce((text, section) => {
  const own = fieldNames.filter((name) => fields[name].section === section && values[name] !== undefined);
  const deeper = section === 'alert_thresholds';
  if (own.length === 0) return text;
  const head = deeper ? (text.includes('  monitoring:\n') ? '    alert_thresholds:\n' : '  monitoring:\n    alert_thresholds:\n') : `  ${section}:\n`;
  return text + head + own.map((name) => `${deeper ? '      ' : '    '}${name}: ${JSON.stringify(values[name])}\n`).join('');
}, 'security:\n');

describe('the floor', () => {
  test('is no looser than what holds without a policy', () => {
    expect(keepsFloor(defaults)).toBe(true);
    for (const name of fieldNames) expect(isLooser(name, floors[name], defaults[name]), name).toBe(false);
  });

  test('policy-floor: no policy makes the program less strict than it', async () => {
    await fc.assert(fc.asyncProperty(anyPolicy, fc.array(anyPolicy, { maxLength: 3 }), async (personal, projects) => {
      const own = await readPolicy(Buffer.from(written(personal)));
      const theirs = await Promise.all(projects.map(async (one) => (await readPolicy(Buffer.from(written(one)))).values));
      const { values } = combine(own, theirs);
      expect(keepsFloor(values)).toBe(true);
      for (const name of fieldNames) expect(isLooser(name, floors[name], values[name]), name).toBe(false);
      // A field with nothing wrong about it is what it says; one below its floor is the floor, and is told.
      for (const [name, said] of Object.entries(personal) as [FieldName, Value][]) {
        if (own.findings.some((finding) => finding.field === name && finding.code !== 'no-provider-here' && finding.code !== 'nothing-connects')) expect(own.floored.has(name) || own.values[name] === undefined).toBe(true);
        else expect(own.values[name]).toEqual(said);
      }
    }), { numRuns: deep ? 20_000 : 500 });
  });

  test('policy-project-tightens: a project never loosens anything, and never touches lock-out, audit or second factor', () => {
    fc.assert(fc.property(anyPolicy, fc.array(anyPolicy, { minLength: 1, maxLength: 3 }), (personal, projects) => {
      const alone = combine({ values: personal }, []).values;
      const { values, origins } = combine({ values: personal }, projects);
      for (const name of fieldNames) expect(isLooser(name, alone[name], values[name]), name).toBe(false);
      for (const name of ['max_access_attempts', 'lockout_duration_minutes', 'mfa_required', 'mfa_providers', 'audit_retention_days', 'audit_encryption', 'audit_hash_names', 'audit_required'] as const) {
        expect(values[name], name).toEqual(alone[name]);
        expect(origins[name]).not.toBe('project');
      }
      // In whatever order they were opened.
      const other = combine({ values: personal }, projects.toReversed()).values;
      for (const name of fieldNames.filter((one) => fields[one].takes.kind === 'count' || fields[one].takes.kind === 'flag')) expect(other[name], name).toEqual(values[name]);
    }), { numRuns: deep ? 20_000 : 2000 });
  });

  test(`holds for ${deep ? '20,000' : '1,000'} texts of random bytes and pieces of policies, and reading one never fails nor takes long`, async () => {
    const piece = fc.oneof(fc.constantFrom(...lines), fc.constantFrom('security:', '  ', '\t', '- ', '? ', ': ', '&a ', '*a', '!!str ', '%YAML 1.1', '---', '...', '#', '|', '>', '"', "'", '[', ']', '{', '}', '<<: ', '\r', '\u0000', '\ufeff', '\u0085', '\u2028'), fc.string({ maxLength: 20 }));
    const text = fc.oneof(fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes)), fc.array(piece, { maxLength: 40 }).map((pieces) => Buffer.from(pieces.join('\n'))), fc.array(piece, { maxLength: 40 }).map((pieces) => Buffer.from(pieces.join(''))));
    await fc.assert(fc.asyncProperty(text, async (bytes) => {
      const read = await readPolicy(bytes);
      expect(keepsFloor(combine(read, [read.values]).values)).toBe(true);
      const count = bytes.toString('utf8').split('\n').length + 1;
      for (const { line, column } of read.findings) expect(line >= 1 && line <= count && column >= 1).toBe(true);
    }), { numRuns: deep ? 20_000 : 1000 });
  }, 240_000);
});
