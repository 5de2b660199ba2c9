// Reading a `.sops.yaml`: every field, every mistake with its line and column, names from comments, and bounds whatever a file holds.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRules } from '../../../electron/core/sops/rules-file/read-rules.ts';
import { recipients } from '../../fakes/fixtures.ts';

const [anna, bob] = recipients;
const pgp = 'FBC7B9E2A4F9289AC0C1D4843D16CEE4A27381B4';
const rule = (...lines: readonly string[]): string => `creation_rules:\n${lines.map((line, at) => `${at === 0 ? '  - ' : '    '}${line}\n`).join('')}`;
const keysOf = async (text: string): Promise<readonly (readonly string[])[]> => ((await readRules(text)).creation[0]?.groups ?? []).map((group) => group.map(({ key }) => key));
const namesOf = async (text: string): Promise<readonly string[]> => ((await readRules(text)).creation[0]?.groups ?? []).flatMap((group) => group.map(({ name }) => name));
/** `code line:column field suggestion`, with what sops does about it in front. */
const problemsOf = async (text: string): Promise<readonly string[]> =>
  (await readRules(text)).problems.map(({ code, stops, line, column, field, suggestion, expected }) => [`${stops === 'nothing' ? '' : `${stops}! `}${code}`, `${String(line)}:${String(column)}`, field, suggestion === '' ? '' : `→ ${suggestion}`, expected ?? ''].filter((part) => part !== '').join(' '));

describe('every field', () => {
  it('of a rule is read', async () => {
    const { creation: [read], problems, indents, destinations } = await readRules([
      'creation_rules:', '  - path_regex: ^a/.*\\.env$', `    age: ${anna},${bob}`, `    pgp: ${pgp}`, '    kms: arn:aws:kms:eu-west-1:1:key/a+arn:aws:iam::1:role/r', '    aws_profile: p',
      '    gcp_kms: projects/p/locations/global/keyRings/r/cryptoKeys/k', '    azure_keyvault: https://v.vault.azure.net/keys/k/1', '    hc_vault_transit_uri: https://vault.example:8200/v1/sops/keys/k', '    hckms:', '      - tr-west-1:abc',
      '    encrypted_regex: ^(data)$', '    mac_only_encrypted: yes',
      'destination_rules:', '  - path_regex: s3/', '    s3_bucket: b', '    s3_prefix: p', '    omit_extensions: true', '    recreation_rule:', `      age: ${anna}`, '  - gcs_bucket: g', '  - vault_path: sops/', '    vault_address: https://v', '    vault_kv_mount_name: kv', '    vault_kv_version: 2',
      'stores:', '  json: {indent: 2}', '  json_binary: {indent: 0x4}', '  yaml:', '    indent: -1', '  dotenv: {}', '  ini: {}', '',
    ].join('\n'));
    expect(problems).toEqual([]);
    expect(read).toMatchObject({ line: 2, column: 5, pathRegex: '^a/.*\\.env$', shamirThreshold: 0, selector: { field: 'encrypted_regex', value: '^(data)$' }, macOnlyEncrypted: true });
    expect(read?.groups.map((group) => group.map(({ kind }) => kind))).toEqual([['age', 'age', 'pgp', 'kms', 'gcp_kms', 'hckms', 'azure_keyvault', 'hc_vault']]);
    expect(indents).toEqual({ json: 2, json_binary: 4, yaml: -1 });
    expect(destinations).toMatchObject([{ line: 15, target: 's3', where: 'b/p', omitExtensions: true, recipients: 1, pathRegex: 's3/' }, { target: 'gcs', where: 'g' }, { target: 'vault', where: 'sops/' }]);
  });

  it.each(['unencrypted_suffix', 'encrypted_suffix', 'unencrypted_regex', 'encrypted_regex', 'unencrypted_comment_regex', 'encrypted_comment_regex'])('%s selects', async (field) => {
    expect((await readRules(rule(`age: ${anna}`, `${field}: abc`))).creation[0]?.selector).toEqual({ field, value: 'abc' });
  });

  it('of a key group is read, merged groups first and each key once', async () => {
    const text = rule('shamir_threshold: 2', 'key_groups:', `  - merge:`, `      - pgp: [${pgp}]`, `      - age: [${bob}]`, `    age: ['${anna}, ${bob}']`, '  - kms: [{arn: "arn:aws:kms:a:1:key/k", role: "arn:aws:iam::1:role/r", context: {a: b}, aws_profile: p}]', '    gcp_kms: [{resource_id: projects/p/locations/l/keyRings/r/cryptoKeys/k}]', '    azure_keyvault: [{vaultUrl: "https://v.example", key: k, version: v}]', '    hckms: [{key_id: "r:u"}]', '    hc_vault: ["https://v.example/v1/transit/keys/k"]');
    expect(await keysOf(text)).toEqual([[pgp, bob, anna], ['arn:aws:kms:a:1:key/k+arn:aws:iam::1:role/r', 'projects/p/locations/l/keyRings/r/cryptoKeys/k', 'r:u', 'https://v.example/keys/k/v', 'https://v.example/v1/transit/keys/k']]);
    expect(await problemsOf(text)).toEqual([]);
  });

  it('may be text with commas, folded, a list, or come by an alias or a merge', async () => {
    for (const lines of [[`age: ${anna}, ${bob},`], ['age: >-', `  ${anna},`, `  ${bob}`], ['age: |', `  ${anna},`, `  ${bob}`], ['age:', `  - ${anna}`, `  - ${bob}`], [`age: [ "${anna}" , '${bob}' ]`], [`age: "${anna},\\`, `  ${bob}"`]]) expect([lines, await keysOf(rule(...lines))]).toEqual([lines, [[anna, bob]]]);
    expect(await keysOf(`keys:\n  - &a ${anna}\n  - &b ${bob}\ncreation_rules:\n  - age: [*b, *a]\n`)).toEqual([[bob, anna]]);
    const merged = `base: &base {age: ${anna}, path_regex: x}\ncreation_rules:\n  - <<: [*base]\n    path_regex: y\n`;
    expect((await readRules(merged)).creation[0]).toMatchObject({ pathRegex: 'y', groups: [[{ key: anna }]] });
    expect(await problemsOf(merged)).toEqual([]);
  });
});

describe('names of recipients', () => {
  it('are the comment behind one or the line above, else its anchor', async () => {
    expect(await namesOf(rule('age:', `  - ${anna} # Anna (ops)`, '  # Bob', `  - ${bob}`))).toEqual(['Anna (ops)', 'Bob']);
    expect(await namesOf(rule('age: [', `  ${anna}, # Anna`, `  ${bob} # Bob`, '  ]'))).toEqual(['Anna', 'Bob']);
    expect(await namesOf(rule(`age: ${anna},${bob} # Anna, Bob`))).toEqual(['Anna', 'Bob']);
    expect(await namesOf(rule(`age: ${anna},${bob} # the team`))).toEqual(['', '']);
    expect(await namesOf(`keys:\n  - &anna_l ${anna}\n  - &b ${bob} # Bob\ncreation_rules:\n  - key_groups:\n    - age:\n      - *anna_l\n      - *b\n`)).toEqual(['anna l', 'Bob']);
    expect(await namesOf(`keys:\r\n  - &anna ${anna}\r\ncreation_rules:\r\n  - age:\r\n      - *anna # Anna\r\n      # B\r\n      - ${bob}\r\n`)).toEqual(['Anna', 'B']);
  });
  it('are not what was commented out, a line, or what may be a secret', async () => {
    expect(await namesOf(rule('age:', `  # - ${bob}`, `  - ${anna}`, '  # -----', `  - ${bob} # AGE-SECRET-KEY-1CANARY`))).toEqual(['', '']);
    expect(await namesOf(rule('age:', `  - ${anna}#no comment`))).toEqual(['']);
  });
});

describe('problems', () => {
  const cases: readonly (readonly [what: string, text: string, ...problems: string[]])[] = [
    ['a misspelt list of groups (sops #1599)', rule('path_regex: a', 'keygroups:', `  - age: [${anna}]`), 'rule! no-recipients 2:5', 'unknown-field 3:5 keygroups → key_groups'],
    ['a rule for everything by a misspelt path', rule('path_regexp: prod', `age: ${anna}`), 'matches-everything 2:5 path_regexp → path_regex'],
    ['a misspelt path beside a right one', rule('path_regex: a', 'pathregex: b', `age: ${anna}`), 'unknown-field 3:5 pathregex'],
    ['fields nobody knows', `x: 1\n${rule(`age: ${anna}`, 'colour: red', '"no name, perhaps a canary-51": 1')}stores: {jsonn: {indent: 1}, yaml: {indnet: 2}}\n`, 'unknown-field 1:1 x', 'unknown-field 4:5 colour', 'unknown-field 5:5', 'unknown-field 6:10 jsonn → json', 'unknown-field 6:37 indnet → indent'],
    ['fields of a group and a key', rule('key_groups:', `  - ages: [${anna}]`, '    kms: [{arn: "arn:aws:kms:a:1:key/k", profile: p}]', '    azure_keyvault: [{vaulturl: "https://v.example", key: k}]'), 'unknown-field 3:9 ages → age', 'unknown-field 4:46 profile → aws_profile', 'rule! bad-recipient 5:26 azure_keyvault', 'unknown-field 5:27 vaulturl → vaultUrl'],
    ['a rule after one for everything', `${rule(`age: ${anna}`)}  - path_regex: a\n    age: ${anna}\n`, 'never-reached 3:5'],
    ['the same expression twice', `${rule('path_regex: a', `age: ${anna}`)}  - path_regex: a\n    age: ${bob}\n`, 'never-reached 4:5'],
    ['an expression that is none', rule("path_regex: '('", `age: ${anna}`), 'rule! bad-regex 2:17 path_regex'],
    ['a selector that is none: sops encrypts nothing', rule("encrypted_regex: '('", `age: ${anna}`), 'nothing-encrypted 2:22 encrypted_regex'],
    ['a selector that is none: sops encrypts all', rule("unencrypted_regex: '('", `age: ${anna}`), 'bad-regex 2:24 unencrypted_regex'],
    ['an expression of unbearable weight', rule(`path_regex: (${'abcdefghij'.repeat(60)}){90}`, `encrypted_regex: ${'x'.repeat(5000)}`, `age: ${anna}`), 'regex-too-heavy 2:17 path_regex', 'regex-too-heavy 3:22 encrypted_regex'],
    ['two selectors', rule('encrypted_suffix: a', 'encrypted_regex: b', `age: ${anna}`), 'rule! selectors-conflict 3:5 encrypted_regex'],
    ['nobody to encrypt for', rule('path_regex: a'), 'rule! no-recipients 2:5'],
    ['an empty group', rule('key_groups:', `  - age: [${anna}]`, '  - {}'), 'rule! empty-group 4:9 key_groups'],
    ['a slip in a recipient', rule('age:', `  - ${anna.slice(0, -1)}q`), 'rule! bad-recipient 3:9 age'],
    ['each one of a text with commas', rule('age: >-', `  ${anna},`, '  age1nobody'), 'rule! bad-recipient 4:7 age'],
    ['a private key', rule('age:', '  - AGE-SECRET-KEY-1CANARY'), 'rule! private-key 3:9 age'],
    ['the same recipient twice', rule(`age: ${anna},${anna}`), `duplicate-recipient 2:73 age`],
    ['groups beside a flat list', rule(`age: ${anna}`, 'key_groups:', `  - age: [${bob}]`), 'groups-win 2:5 age'],
    ['a threshold that cannot be met', rule('key_groups:', `  - age: [${anna}]`, `  - age: [${bob}]`, 'shamir_threshold: 3'), 'rule! bad-threshold 5:23 shamir_threshold'],
    ['a threshold of one', rule('key_groups:', `  - age: [${anna}]`, `  - age: [${bob}]`, 'shamir_threshold: 1'), 'rule! bad-threshold 5:23 shamir_threshold'],
    ['a threshold without groups', rule(`age: ${anna}`, 'shamir_threshold: 2'), 'threshold-unused 3:23 shamir_threshold'],
    ['no list of rules', 'stores: {}\n', 'no-creation-rules 1:1'],
    ['two documents', `${rule(`age: ${anna}`)}---\nx: [\n`, 'several-documents 3:1'],
    ['a field twice', rule(`age: ${anna}`, `age: ${bob}`), 'everything! duplicate-field 3:5 age'],
    ['two places to publish to', `destination_rules:\n  - s3_bucket: a\n    gcs_bucket: b\n`, 'destinations-conflict 3:5 gcs_bucket'],
    ['an anchor that is not there', rule('age: *nobody'), 'everything! unknown-anchor 2:10'],
    ['what is no YAML', 'creation_rules:\n  - age: [\n', 'everything! not-yaml 3:1'],
    ['a tab before a field', 'creation_rules:\n\t- age: x\n', 'everything! not-yaml 2:1'],
    ['text for a number', rule(`age: ${anna}`, "shamir_threshold: '2'"), 'everything! wrong-type 3:23 shamir_threshold number'],
    ['text for a yes or no', rule(`age: ${anna}`, "mac_only_encrypted: 'true'"), 'everything! wrong-type 3:25 mac_only_encrypted yes-or-no'],
    ['text for a list', rule('key_groups:', `  - age: ${anna}`), 'rule! empty-group 3:9 key_groups', 'everything! wrong-type 3:14 age list'],
    ['text for a list of numbers of a service', rule(`age: ${anna}`, 'hckms: a:b'), 'everything! wrong-type 3:12 hckms list'],
    ['a list for text', rule(`age: ${anna}`, 'path_regex: [a]'), 'everything! wrong-type 3:17 path_regex text'],
    ['fields for a list', 'creation_rules:\n  path_regex: a\n', 'everything! wrong-type 2:3 creation_rules list'],
    ['a rule that is none', 'creation_rules:\n  - 3\n', 'everything! wrong-type 2:5 creation_rules fields'],
    ['a file that is a list', '- 1\n', 'everything! wrong-type 1:1 fields'],
    ['a number for recipients', rule(`age: ${anna}`, 'pgp: 12345678'), 'rule! wrong-type 3:10 pgp text-or-list'],
    ['stores that are none', `${rule(`age: ${anna}`)}stores: 3\n`, 'everything! wrong-type 3:9 stores fields'],
    ['a list for a field', '? [a]\n: 1\n', 'everything! wrong-type 1:3 text'],
    ['a merge of what is no mapping', rule('<<: 3', `age: ${anna}`), 'everything! wrong-type 2:9 << fields'],
  ];
  it.each(cases)('%s', async (_, text, ...problems) => {
    expect(await problemsOf(text)).toEqual(problems);
  });
  it('mixed post-quantum and usual recipients are told', async () => {
    const pq = (await import('node:fs')).readFileSync(new URL('../../fixtures/sops/keys-pq.txt', import.meta.url), 'utf8').match(/age1pq1[a-z0-9]+/)?.[0] ?? '';
    expect(await problemsOf(rule(`age: ${pq}`))).toEqual([]);
    expect(await problemsOf(rule(`age: ${pq},${anna}`))).toEqual(['post-quantum-mixed 2:5 age']);
  });
  it('are told of the rule they are about', async () => {
    expect((await readRules(`${rule('path_regex: a', `age: ${anna}`)}  - path_regex: b\n    age: nobody\n`)).problems).toMatchObject([{ code: 'bad-recipient', rule: 1 }]);
  });
  it('a null is no rule, and an empty file no rules', async () => {
    expect((await readRules('creation_rules:\n  -\n  - age: x\n')).creation).toHaveLength(1);
    expect(await readRules('')).toMatchObject({ hasCreationRules: false, creation: [] });
    expect(await readRules('creation_rules: []\n')).toMatchObject({ hasCreationRules: true, creation: [], problems: [] });
    expect(await readRules('\uFEFFcreation_rules: []\n')).toMatchObject({ hasCreationRules: true });
  });
  it('anchors at the top are no unknown field', async () => {
    expect(await problemsOf(`keys:\n  - &a ${anna}\nadmins: &admins\n  - ${bob}\n${rule('age: *admins')}`)).toEqual([]);
  });
});

describe('nothing of a file comes out that may be a secret', () => {
  it('neither a key that opens, nor a password in an address, nor a name that is none', async () => {
    const read = JSON.stringify(await readRules(rule('age: [AGE-SECRET-KEY-1CANARY7, canary-8]', 'hc_vault_transit_uri: https://me:canary-9@v.example/v1/transit/keys/k', 'pgp: canary-10', "'canary-11 : x': 1", 'shamir_threshold: canary-12', 'AGE-SECRET-KEY-1CANARY13: 1')));
    expect(read.toLowerCase()).not.toContain('canary');
  });
});

/** Milliseconds that this process has worked: what others do on the machine does not count. */
function busy(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

describe('bounds', () => {
  const took = async (text: string): Promise<{ readonly ms: number; readonly codes: readonly string[] }> => {
    const started = busy();
    const { problems } = await readRules(text);
    return { ms: busy() - started, codes: [...new Set(problems.map(({ code }) => code))] };
  };
  it('ten thousand recipients with names are read', async () => {
    const text = rule('age:', ...Array.from({ length: 10_000 }, (_, at) => `  - ${at % 2 === 0 ? anna : bob} # person ${String(at)}`));
    const { creation, problems } = await readRules(text);
    expect(creation[0]?.groups[0]).toHaveLength(10_000);
    expect(creation[0]?.groups[0]?.[9_999]).toMatchObject({ key: bob, name: 'person 9999', line: 10_002 });
    expect(problems.every(({ code }) => code === 'duplicate-recipient')).toBe(true);
  });
  it('aliases of aliases of aliases end', async () => {
    const bomb = ['a: &a0 [x]', ...Array.from({ length: 12 }, (_, at) => `b${String(at)}: &a${String(at + 1)} [${Array.from({ length: 10 }, () => `*a${String(at)}`).join(', ')}]`)].join('\n');
    const groups = ['g: &g0 {age: [x]}', ...Array.from({ length: 12 }, (_, at) => `h${String(at)}: &g${String(at + 1)} {merge: [${Array.from({ length: 10 }, () => `*g${String(at)}`).join(', ')}]}`)].join('\n');
    const merges = ['m: &m0 {age: x}', ...Array.from({ length: 12 }, (_, at) => `n${String(at)}: &m${String(at + 1)} {<<: [${Array.from({ length: 10 }, () => `*m${String(at)}`).join(', ')}]}`)].join('\n');
    for (const text of [`${bomb}\n${rule('age: *a12')}`, `${groups}\n${rule('key_groups: [*g12]')}`, `${merges}\n${rule('<<: *m12')}`, 'a: &a [*a]\n', 'creation_rules: &a\n  - key_groups: *a\n', 'creation_rules:\n  - &r\n    <<: *r\n']) {
      const { ms } = await took(text);
      expect([text.slice(0, 30), ms < 1000]).toEqual([text.slice(0, 30), true]);
    }
    expect((await took(`${groups}\n${rule('key_groups: [*g12]')}`)).codes).toEqual(['too-much']);
  });
  it('whatever fills a megabyte is answered soon', { timeout: 60_000 }, async () => {
    const size = 1024 * 1024;
    for (const piece of ['[', '- ', '{a: ', '? ', 'a: ', '# x\n', '\n', '&a ', '!a ', '---\n', ']\n', '%\n', '\t- x\n', 'a: b: c\n', '[a,', '"\\n', 'a\n', "'", '| ', '  - age: x\n', '*a ', '<<: ']) {
      const { ms } = await took(piece.repeat(Math.floor(size / piece.length)));
      expect([piece, ms < 2500]).toEqual([piece, true]);
    }
    for (const depth of [1000, 100_000]) for (const [open, close] of [['[', ']'], ['{a: ', '}']] as const) expect((await took(`creation_rules: ${open.repeat(depth)}${close.repeat(depth)}\n`)).codes).toEqual(['too-much']);
  });
  it('expressions however long or nested are answered soon', async () => {
    for (const pattern of [`(${'a'.repeat(3000)}){900}`, 'x{1000}'.repeat(500), '('.repeat(4000), '(a+)+$'.repeat(600), '[^/]*'.repeat(800), `${'a|'.repeat(2000)}a`]) expect((await took(rule(`path_regex: '${pattern}'`, `age: ${anna}`))).ms).toBeLessThan(1000);
  });
});

describe('mutated files', () => {
  const seeds = [
    rule('path_regex: ^a/', `age: ${anna}, ${bob}`, 'encrypted_regex: ^(a|b)$'), rule('key_groups:', `  - age: [${anna}] # anna`, `    merge: [{pgp: [${pgp}]}]`, `  - age:`, `      - ${bob}`, 'shamir_threshold: 2'),
    `keys:\n  - &a ${anna}\n${rule('<<: {mac_only_encrypted: true}', 'age:', '  - *a', 'kms: >-', '  arn:aws:kms:a:1:key/k,', '  x')}stores:\n  yaml:\n    indent: 2\n`,
    `destination_rules:\n  - s3_bucket: b\n    recreation_rule: {age: ${anna}}\ncreation_rules:\n  - {age: [${bob}], shamir_threshold: 0o7, path_regex: "a\\tb"}\n`,
  ];
  const bit = fc.constantFrom('\n', '\n  ', '\n- ', ': ', '- ', '[', ']', '{', '}', ',', '#', ' # x', '&a ', '*a', '<<: *a', '!!str ', '|\n', '>-\n', '"', "'", '\t', '\0', '~', '---\n', '...\n', '? ', '%YAML 1.1\n', 'age: ', 'creation_rules:', 'key_groups:', '\r\n', '\u2028', '😀', '0x', 'null', 'path_regex: (', 'AGE-SECRET-KEY-1CANARY');
  const mutated = fc.tuple(fc.constantFrom(...seeds), fc.array(fc.tuple(fc.nat(), fc.nat(12), bit), { minLength: 1, maxLength: 6 })).map(([seed, changes]) => changes.reduce((text, [at, remove, put]) => {
    const place = at % (text.length + 1);
    return `${text.slice(0, place)}${put}${text.slice(place + remove)}`;
  }, seed));
  it('are read in bounded time, never fail, and point into the file', { timeout: 600_000 }, async () => {
    await fc.assert(fc.asyncProperty(mutated, async (text) => {
      const started = busy();
      const { problems, creation } = await readRules(text);
      expect(busy() - started).toBeLessThan(1000);
      const lines = text.split('\n');
      for (const { line, column } of problems) {
        expect(line).toBeLessThanOrEqual(lines.length);
        expect(column).toBeLessThanOrEqual((lines[line - 1] ?? '').length + 1);
      }
      expect(JSON.stringify([problems, creation.map(({ groups }) => groups)])).not.toContain('AGE-SECRET-KEY');
    }), { numRuns: process.env['COFFRE_DEEP'] === '1' ? 20_000 : 1500 });
  });
});
