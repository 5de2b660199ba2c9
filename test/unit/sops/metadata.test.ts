// The `sops` section: keys of every kind, flat or in groups, read strictly and written as sops 3.13 writes it.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMetadata, type WrappedKey } from '../../../electron/core/sops/metadata.ts';
import type { RawMetadata } from '../../../electron/core/sops/tree.ts';
import { rewriteMetadata, writeMetadata } from '../../../electron/core/sops/write-metadata.ts';

const base = { lastmodified: '2026-11-25T00:00:00Z', mac: 'x', version: '3.9.0' };
const age = (name: string): RawMetadata => ({ enc: `E-${name}`, recipient: name });

describe('wrapped keys', () => {
  it('of every kind are one group where they stand flat, in the order of sops, whatever key_groups says', () => {
    const raw: RawMetadata = {
      ...base, age: [age('age1a')], pgp: [{ created_at: 'T', enc: 'P', fp: 'F' }], kms: [{ arn: 'arn:a', enc: 'K', context: { team: 'x' } }], gcp_kms: [{ resource_id: 'projects/p', enc: 'G' }],
      hckms: [{ key_id: 'r:u', enc: 'H' }], azure_kv: [{ vault_url: 'https://v', name: 'n', version: '1', enc: 'A' }], hc_vault: [{ vault_address: 'https://h', engine_path: 'transit', key_name: 'k', enc: 'V' }],
      key_groups: [{ age: [age('age1b')] }, { age: [age('age1c')] }],
    };
    const { groups, keys } = readMetadata(raw);
    expect(groups).toHaveLength(1);
    expect(keys.map(({ kind, recipient, enc }) => [kind, recipient, enc])).toEqual([
      ['kms', 'arn:a', 'K'], ['gcp_kms', 'projects/p', 'G'], ['hckms', 'r:u', 'H'], ['azure_kv', 'https://v/keys/n/1', 'A'], ['hc_vault', 'https://h/v1/transit/keys/k', 'V'], ['pgp', 'F', 'P'], ['age', 'age1a', 'E-age1a'],
    ]);
    expect(keys[0]?.entry).toBe((raw['kms'] as readonly RawMetadata[])[0]);
  });
  it('in groups are read where the flat lists are empty or null', () => {
    const { groups, keys, shamirThreshold } = readMetadata({ ...base, kms: [], pgp: null, shamir_threshold: '2', key_groups: [{ age: [age('a')], hc_vault: [] }, { age: [age('b'), age('c')], hc_vault: null }, {}] });
    expect(groups.map((group) => group.map(({ recipient }) => recipient))).toEqual([['a'], ['b', 'c'], []]);
    expect([keys.length, shamirThreshold]).toEqual([3, 2]);
  });
  it.each([
    ['nobody at all', {}, 'age'], ['empty groups', { key_groups: [{}, {}] }, 'age'], ['a list that is none', { age: 'x' }, 'age'], ['a list of text', { age: ['x'] as unknown as RawMetadata[] }, 'age'],
    ['groups that are no list', { key_groups: { age: [age('a')] } }, 'key_groups'], ['more groups than shares', { key_groups: Array.from({ length: 256 }, () => ({ age: [age('a')] })) }, 'key_groups'],
    ['more keys than people', { age: Array.from({ length: 5000 }, () => age('a')) }, 'age'], ['a threshold of letters', { age: [age('a')], shamir_threshold: 'two' }, 'shamir_threshold'],
    ['half a threshold', { age: [age('a')], shamir_threshold: 1.5 }, 'shamir_threshold'], ['a threshold below zero', { age: [age('a')], shamir_threshold: -1 }, 'shamir_threshold'], ['a number for a key', { age: [{ enc: 5 }] }, 'enc'],
  ])('of %s are refused', (_what, fields, field) => {
    expect(() => readMetadata({ ...base, ...(fields as RawMetadata) })).toThrow(expect.objectContaining({ code: 'bad-metadata', data: { field } }));
  });
  it('are not looked for in what an object inherits', () => {
    expect(() => readMetadata(Object.create({ ...base, age: [age('a')] }) as RawMetadata)).toThrow(expect.objectContaining({ code: 'bad-metadata' }));
  });
});

describe('rules', () => {
  it('are one at most, and the suffix of sops where there is none', () => {
    const keys = { age: [age('a')] };
    expect(readMetadata({ ...base, ...keys, encrypted_regex: '' }).rule).toEqual({ kind: 'unencrypted_suffix', pattern: '_unencrypted' });
    expect(() => readMetadata({ ...base, ...keys, encrypted_suffix: 'a', encrypted_regex: 'b' })).toThrow(expect.objectContaining({ code: 'rules-conflict' }));
  });
});

describe('what is written', () => {
  const key = (recipient: string): WrappedKey => ({ kind: 'age', recipient, enc: `E-${recipient}`, entry: age(recipient) });
  const common = { lastModified: base.lastmodified, mac: 'M', macOnlyEncrypted: false, version: '3.13.2', rule: { kind: 'encrypted_regex', pattern: '^a' } } as const;
  it('is one group flat, in the order of names', () => {
    expect(JSON.stringify(writeMetadata({ ...common, groups: [[key('a'), key('b')]], shamirThreshold: 0, macOnlyEncrypted: true }))).toBe(
      '{"age":[{"enc":"E-a","recipient":"a"},{"enc":"E-b","recipient":"b"}],"encrypted_regex":"^a","lastmodified":"2026-11-25T00:00:00Z","mac":"M","mac_only_encrypted":true,"version":"3.13.2"}',
    );
  });
  it('is several groups with the two lists that sops always writes, and a threshold', () => {
    expect(JSON.stringify(writeMetadata({ ...common, groups: [[key('a')], [key('b')]], shamirThreshold: 0, rule: undefined }))).toBe(
      '{"key_groups":[{"age":[{"enc":"E-a","recipient":"a"}],"hc_vault":[]},{"age":[{"enc":"E-b","recipient":"b"}],"hc_vault":[]}],"lastmodified":"2026-11-25T00:00:00Z","mac":"M","shamir_threshold":2,"version":"3.13.2"}',
    );
  });
  it('over an earlier version keeps what nobody here knows, and takes out the rule that was', () => {
    const raw: RawMetadata = { version: '3.9.0', mac: 'old', lastmodified: 'old', unencrypted_suffix: '_x', mac_only_encrypted: true, age: [{ recipient: 'a', enc: 'E', extra: 'kept' }], future: { z: 1, a: [{ y: null, b: 2 }] } };
    expect(JSON.stringify(rewriteMetadata(raw, common))).toBe(
      '{"age":[{"enc":"E","extra":"kept","recipient":"a"}],"encrypted_regex":"^a","future":{"a":[{"b":2,"y":null}],"z":1},"lastmodified":"2026-11-25T00:00:00Z","mac":"M","version":"3.13.2"}',
    );
  });
  it('is read again as what was meant', () => {
    fc.assert(fc.property(fc.array(fc.array(fc.string({ minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 4 }), fc.boolean(), (groups, macOnlyEncrypted) => {
      const written = groups.map((group) => group.map(key));
      const read = readMetadata(writeMetadata({ ...common, groups: written, shamirThreshold: 0, macOnlyEncrypted }));
      expect(read.groups.map((group) => group.map(({ recipient }) => recipient))).toEqual(groups);
      expect([read.shamirThreshold, read.macOnlyEncrypted, read.rule, read.mac]).toEqual([groups.length > 1 ? groups.length : 0, macOnlyEncrypted, common.rule, 'M']);
    }), { numRuns: 200 });
  });
});
