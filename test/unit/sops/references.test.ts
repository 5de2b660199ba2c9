// What a reference in a text stands for: the value that was listed, also once its line has another one, was saved, or came back from a lock.
import { describe, expect, it } from 'vitest';
import type { Row } from '../../../electron/core/sops/draft-rows.ts';
import { createReferences } from '../../../electron/core/sops/references.ts';
import { SecretBytes } from '../../../electron/core/secret/index.ts';

const secret = (text: string): SecretBytes => new SecretBytes(Buffer.from(text));
const entry = (value: SecretBytes): Extract<Row, { readonly kind: 'entry' }> => ({ kind: 'entry', id: 7, depth: 0, name: 'A', type: 'str', value, removed: false });
const comment = (text: SecretBytes): Extract<Row, { readonly kind: 'comment' }> => ({ kind: 'comment', id: 7, depth: 0, text, inline: false, element: false, removed: false });

describe('a reference', () => {
  it('stands for the value that was listed, and equal values have one number', () => {
    const references = createReferences();
    const [first, typed] = [entry(secret('canary-first')), entry(secret('canary-typed'))];
    expect(references.versionOf(first, first)).toBe(0);
    const version = references.versionOf(typed, first);
    expect(version).toBeGreaterThan(0);
    expect(references.versionOf(entry(secret('canary-typed')), first)).toBe(version);
    expect(references.versionOf(entry(secret('canary-first')), typed)).toBe(0);
    expect(references.at(7, 0, typed)?.value).toBe(first.value);
    expect(references.at(7, version, first)?.value).toBe(typed.value);
    expect(references.at(7, version + 1, first)).toBeUndefined();
    expect(references.at(8, version, undefined)).toBeUndefined();
  });
  it('stands for the saved value after a lock, whatever was listed since', () => {
    const references = createReferences();
    const saved = entry(secret('canary-saved'));
    expect(references.at(7, 0, saved)?.value).toBe(saved.value);
    references.versionOf(entry(secret('canary-other')), saved);
    expect(references.at(7, 0, saved)?.value).toBe(saved.value);
  });
  it('stands for nothing once its value was overwritten', () => {
    const references = createReferences();
    const first = entry(secret('canary-gone'));
    references.versionOf(first, first);
    first.value.wipe();
    expect(references.at(7, 0, undefined)).toBeUndefined();
    expect(references.versionOf(entry(secret('canary-gone')), undefined)).toBeGreaterThan(0);
  });
  it('tells a comment from a value that has the same bytes', () => {
    const references = createReferences();
    const said = comment(secret('canary-same'));
    references.versionOf(said, said);
    const version = references.versionOf(entry(secret('canary-same')), said);
    expect([references.at(7, 0, said)?.kind, references.at(7, version, said)?.kind]).toEqual(['comment', 'entry']);
  });
});
