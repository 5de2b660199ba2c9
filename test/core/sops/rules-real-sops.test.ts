// The rule tester against the real sops: for random files of rules and random paths both take the same rule, the same recipients and the same settings, or both refuse.
import fc from 'fast-check';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateIdentity } from '../../../electron/core/age/index.ts';
import { testRules } from '../../../electron/core/sops/rules-file/index.ts';
import { realSops, sopsPath } from '../../fakes/real-sops.ts';

const runs = process.env['COFFRE_DEEP'] === '1' ? 3000 : 450;
let folder: string;
let keys: readonly string[];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'coffre-rules-'));
  writeFileSync(join(folder, 'clear.json'), '{"a":"1"}');
  keys = (await Promise.all(Array.from({ length: 6 }, () => generateIdentity()))).map(({ recipient }) => recipient);
  keys = [...keys, 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIiiDZGPEsGdxgkQw/cdvJYKZOrCkvKYdzFGAR2nUFZm someone@example'];
});
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

interface Verdict {
  readonly groups: readonly (readonly string[])[];
  readonly threshold: number;
  readonly selector: string;
  readonly macOnly: boolean;
}
const fields = ['unencrypted_suffix', 'encrypted_suffix', 'unencrypted_regex', 'encrypted_regex', 'unencrypted_comment_regex', 'encrypted_comment_regex'] as const;

function peer(path: string): Verdict | 'refused' {
  const { status, stdout } = realSops(['--config', join(folder, '.sops.yaml'), 'encrypt', '--filename-override', path, '--input-type', 'json', '--output-type', 'json', join(folder, 'clear.json')], '');
  if (status !== 0) return 'refused';
  const { sops } = JSON.parse(stdout.toString('utf8')) as { readonly sops: Readonly<Record<string, unknown>> & { readonly age?: readonly { readonly recipient: string }[]; readonly key_groups?: readonly { readonly age: readonly { readonly recipient: string }[] }[]; readonly shamir_threshold?: number } };
  const found = sops.key_groups ?? [{ age: sops.age ?? [] }];
  const selector = fields.find((field) => typeof sops[field] === 'string');
  return {
    groups: found.map(({ age }) => age.map(({ recipient }) => recipient)), threshold: sops.key_groups === undefined ? 1 : (sops.shamir_threshold ?? found.length),
    selector: selector === undefined ? '' : `${selector} ${String(sops[selector])}`, macOnly: sops['mac_only_encrypted'] === true,
  };
}
async function ours(path: string): Promise<Verdict | 'refused'> {
  const { outcome, rules, matched } = await testRules(path, undefined);
  const rule = rules.creation[matched];
  if (outcome !== 'matched' || rule === undefined) return 'refused';
  const { groups, shamirThreshold, selector, macOnlyEncrypted } = rule;
  return {
    groups: groups.map((group) => group.map(({ key }) => key)), threshold: groups.length < 2 ? 1 : shamirThreshold === 0 ? groups.length : shamirThreshold,
    selector: selector === undefined ? 'unencrypted_suffix _unencrypted' : `${selector.field} ${selector.value}`, macOnly: macOnlyEncrypted,
  };
}

const patterns = ['', '^a/', '\\.env$', 'a/.*\\.json$', '^/', '(?i)^A/B', '[^/]+/x', 'secret', '^sécrets/', 'b|c', '(', '[a', 'x{2000}', '\\p{L}+\\.json', '^a/b/x\\.json$', '.*', '(?P<n>a)/', '(?<n>a)/', '\\d+', '[[:alpha:]]/b', 'a/b/(?:x|y)\\.', '^$'];
const paths = ['x.json', 'a/x.env', 'a/b/x.json', 'A/B/x', 'sécrets/é.json', 'c', 'secret/1.json', '../outside/a/x.json'];
const key = fc.nat(6);
const keyList = fc.array(key, { minLength: 0, maxLength: 4 });
const ages = (list: readonly number[]): readonly string[] => list.map((at) => keys[at] ?? '');
const indent = (lines: readonly string[]): readonly string[] => lines.map((line) => `  ${line}`);
const flat = fc.tuple(keyList, fc.constantFrom('commas', 'list', 'flow', 'folded', 'literal', 'trailing', 'blank', 'number', 'alias', 'null')).map(([list, how]) => (): readonly string[] => {
  const all = ages(list).map((one) => one.replace(/ \S+@\S+$/, ''));
  if (how === 'commas') return [`age: '${all.join(', ')}'`];
  if (how === 'list') return ['age:', ...all.map((one) => `- ${one} # who`)];
  if (how === 'flow') return [`age: [${all.map((one) => `"${one}"`).join(', ')}]`];
  if (how === 'folded') return all.length === 0 ? ['age: ""'] : ['age: >-', ...all.map((one, at) => `  ${one}${at === all.length - 1 ? '' : ','}`)];
  if (how === 'literal') return all.length === 0 ? ['age:'] : ['age: |', ...all.map((one) => `  ${one},`)];
  if (how === 'trailing') return [`age: [${all.map((one) => `"${one},"`).join(', ')}]`];
  if (how === 'blank') return [`age: [${['', ...all].map((one) => `"${one}"`).join(', ')}]`];
  if (how === 'number') return ['age: 5'];
  return how === 'alias' ? ['age: *first'] : [`age: [${['~', ...all].join(', ')}]`];
});
const group = fc.record({ age: keyList, merged: fc.option(keyList, { nil: undefined }) }).map(({ age, merged }) => (): readonly string[] => [`- age: [${ages(age).map((one) => `"${one}"`).join(', ')}]`, ...(merged === undefined ? [] : [`  merge: [{age: [${ages(merged).map((one) => `"${one}"`).join(', ')}]}]`])]);
const grouped = fc.tuple(fc.array(group, { minLength: 0, maxLength: 3 }), fc.constantFrom('', '0', '1', '2', '3', '0o2', '1.9', '"2"')).map(([groups, threshold]) => (): readonly string[] => ['key_groups:', ...groups.flatMap((one) => one()), ...(threshold === '' ? [] : [`shamir_threshold: ${threshold}`])]);
const more = fc.constantFrom('mac_only_encrypted: true', 'mac_only_encrypted: on', 'mac_only_encrypted: "true"', 'mac_only_encrypted: "no"', 'encrypted_regex: ^a', 'unencrypted_suffix: _x', 'encrypted_suffix: 7', 'encrypted_regex: "("', 'unencrypted_comment_regex: no', 'encrypted_regex: ""', 'keygroups: 3', 'pgp: []', 'pgp: ~', 'path_regexp: zzz', '"": 1', '5: 6', 'aws_profile: [a]', 'hckms: []', '<<: {mac_only_encrypted: true}', '<<: 3', 'shamir_threshold: 2');
const rule = fc.record({ pattern: fc.option(fc.constantFrom(...patterns), { nil: undefined }), who: fc.option(fc.oneof({ weight: 3, arbitrary: flat }, { weight: 2, arbitrary: grouped }), { nil: undefined, freq: 12 }), more: fc.array(more, { maxLength: 2 }) }).map(({ pattern, who, more: rest }) => (): readonly string[] => {
  const lines = [...(pattern === undefined ? [] : [`path_regex: '${pattern}'`]), ...(who === undefined ? [] : who()), ...rest];
  return lines.length === 0 ? ['-'] : lines.map((line, at) => `${at === 0 ? '- ' : '  '}${line}`);
});
const file = fc.record({ rules: fc.array(rule, { maxLength: 4 }), tail: fc.constantFrom('', '', '', 'stores: {json: {indent: 2}}', 'stores: 3', 'x: [', '---\nx: [', 'unknown: 1', 'destination_rules: []', 'creation_rules: []') }).map(({ rules, tail }) => (): string => `first: &first ${keys[0] ?? ''}\ncreation_rules:${rules.length === 0 ? ' []' : ''}\n${rules.flatMap((one) => indent(one())).map((line) => `${line}\n`).join('')}${tail}\n`);

describe.skipIf(sopsPath === undefined)('the real sops', () => {
  it('takes the same rule with the same recipients, or refuses too', { timeout: 600_000 }, async () => {
    mkdirSync(join(folder, 'a'), { recursive: true });
    let taken = 0;
    await fc.assert(fc.asyncProperty(file, fc.constantFrom(...paths), async (make, name) => {
      const text = make();
      writeFileSync(join(folder, '.sops.yaml'), text);
      const path = join(folder, name);
      // WHY not asked for what lies outside: our rules are found from the file.
      const own = name.startsWith('..') ? undefined : await ours(path);
      if (own === undefined) return;
      if (own !== 'refused') taken += 1;
      expect([JSON.stringify(text), name, own]).toEqual([JSON.stringify(text), name, peer(path)]);
    }), { numRuns: runs });
    expect(taken, 'nothing to compare').toBeGreaterThan(runs / 20);
  });
});
