// Metadata of any shape, twenty thousand times: an answer or a declared refusal, soon, with no value in it.
import { describe, expect, it } from 'vitest';
import { readMetadata } from '../../../electron/core/sops/metadata.ts';
import { unflatten } from '../../../electron/core/sops/formats/dotenv/index.ts';
import { compileRule } from '../../../electron/core/sops/rules.ts';
import type { RawMetadata } from '../../../electron/core/sops/tree.ts';
import { recipients } from '../../fakes/fixtures.ts';
import { canary, fuzz, inputs, type Dice } from './fuzz-kit.ts';

type Field = RawMetadata[string];
const names = ['age', 'pgp', 'kms', 'gcp_kms', 'azure_kv', 'hc_vault', 'hckms', 'key_groups', 'shamir_threshold', 'lastmodified', 'mac', 'mac_only_encrypted', 'version', 'unencrypted_suffix', 'encrypted_suffix', 'unencrypted_regex', 'encrypted_regex', 'unencrypted_comment_regex', 'encrypted_comment_regex', 'recipient', 'enc', 'arn', 'fp', '__proto__', 'constructor', 'toString', 'unknown'];
const values: readonly Field[] = [null, '', canary, 'x', '3.9.0', '3.9', '2026-11-25T00:00:00Z', '2026-11-25T00:00:00+14:00', '2026-13-45T99:99:99Z', '0000-00-00T00:00:00Z', 'true', 'True', '0', '1', '2', '255', '256', '-1', '99999999999999999999', '(', '(a+)+$', 'x{1000}', '[', '\\', '.*', 0, 1, -1, 2.5, 255, 256, 1e308, NaN, Infinity, 9007199254740992, true, false, 'ENC[AES256_GCM,data:AA==,iv:AA==,tag:AA==,type:str]', 'ENC[', '-----BEGIN AGE ENCRYPTED FILE-----\n'];
const sound: RawMetadata = { age: [{ recipient: recipients[0], enc: 'x' }], lastmodified: '2026-11-25T00:00:00Z', mac: 'ENC[AES256_GCM,data:AA==,iv:AA==,tag:AA==,type:str]', version: '3.9.0' };
const pick = <T>(all: readonly T[], dice: Dice): T | undefined => all[dice(all.length)];

function anyField(dice: Dice, depth: number): Field {
  const kind = dice(depth > 3 ? 5 : 9);
  if (kind < 5) return pick(values, dice) ?? null;
  if (kind < 7) return Array.from({ length: dice(4) }, () => (dice(4) === 0 ? (anyField(dice, depth + 1) as RawMetadata) : anyFields(dice, depth + 1, {})));
  return anyFields(dice, depth + 1, {});
}
function anyFields(dice: Dice, depth: number, from: RawMetadata): RawMetadata {
  // WHY no prototype: as the parsers make it, where a field named __proto__ is a field.
  const made = Object.assign(Object.create(null) as Record<string, Field>, from);
  for (let count = dice(depth === 0 ? 4 : 5); count > 0; count -= 1) made[pick(names, dice) ?? ''] = anyField(dice, depth);
  return made;
}

describe('metadata', () => {
  it('of any shape is read or refused', { timeout: 3_600_000 }, async () => {
    let made: RawMetadata = {};
    const { read, refused } = await fuzz(inputs, (dice) => {
      made = anyFields(dice, 0, dice(10) === 0 ? {} : sound);
      return Buffer.alloc(0);
    }, async () => {
      const { rule, groups } = readMetadata(made);
      const { encrypts } = await compileRule(rule);
      encrypts(['a', 'password'], [], false);
      expect(groups.length).toBeLessThan(256);
    });
    expect([read > inputs / 50, refused > inputs / 50]).toEqual([true, true]);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
  it('flattened in any manner is put together or refused', { timeout: 3_600_000 }, async () => {
    const parts = ['__map_', '__list_', 'age', 'enc', '0', '1', '2', '10', '99999', '99999999999', '-1', '', '_', '__', 'a', '__proto__', 'constructor', 'mac', 'key_groups'];
    let flat: (readonly [string, string])[] = [];
    const { read, refused } = await fuzz(inputs, (dice) => {
      flat = Array.from({ length: dice(6) }, () => [Array.from({ length: 1 + dice(6) }, () => pick(parts, dice) ?? '').join(''), canary] as const);
      return Buffer.alloc(0);
    }, () => Promise.resolve(unflatten(flat)));
    expect([read > inputs / 50, refused > inputs / 50]).toEqual([true, true]);
  });
});
