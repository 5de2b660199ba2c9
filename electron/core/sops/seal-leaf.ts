// One leaf sealed so that sops opens it again, whatever the rule of its file looks for.
import type { KeyObject } from 'node:crypto';
import { Refusal } from '../refusal.ts';
import { aadOf, sealValue, type StoredType } from './cipher.ts';
import type { CompiledRule } from './rules.ts';

/** A pattern that fits so many ciphertexts in a row fits about all of them. */
const maxTries = 16;

/** Refusal: `bad-metadata` (field) for a comment rule that takes ciphertext for a mark: sops, too, refuses to write under it. */
export function sealLeaf(plain: Buffer, type: StoredType, key: KeyObject, path: readonly string[], rule: CompiledRule): string {
  const aad = aadOf(path);
  for (let tries = 0; tries < maxTries; tries += 1) {
    const text = sealValue(plain, type, key, aad);
    if (type !== 'comment' || !rule.clashes(text)) return text;
  }
  throw new Refusal('bad-metadata', { field: 'unencrypted_comment_regex' });
}
