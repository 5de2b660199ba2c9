// Every refusal has words in both languages, and facts from outside cannot bend them.
import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { commonErrors } from '../../shared/ipc/common-errors.ts';
import { contract } from '../../shared/ipc/contract.ts';
import type { AnyCall } from '../../shared/ipc/define.ts';
import { Failure } from '../../electron/cli/failure.ts';
import { createPage, failureText } from '../../electron/cli/page.ts';
import { errorWords, words } from '../../shared/words/both.ts';
import { formatOf, vaultWords, type Lang } from '../../shared/words/index.ts';

const languages: readonly Lang[] = ['en', 'fr'];
const declared = [...new Set([...commonErrors, ...Object.values(contract).flatMap((room) => Object.values<AnyCall>(room).flatMap((call) => call.errors))])];

/** Every message of a catalogue by its path; functions are called with what their type takes: names and counts, or the facts of a refusal. */
function messages(value: unknown, path: string): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') {
    const isError = path.startsWith('.errors.');
    const said: unknown = Reflect.apply(value, undefined, isError ? [{ number: () => 2, text: () => undefined }] : [2, 2]);
    return isError ? messages(said, path) : [[path, String(said)]];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => messages(inner, `${path}.${key}`));
}

describe('error words', () => {
  it('say what happened, why and what next for every declared code, in both languages', () => {
    expect(declared.length).toBeGreaterThan(60);
    for (const language of languages) {
      const unknown = errorWords(language, 'internal', {});
      for (const code of declared) {
        const said = errorWords(language, code, {});
        for (const part of [said.title, said.why, said.next]) expect(part.length, `${language} ${code}`).toBeGreaterThan(10);
        if (code !== 'internal') expect(said, `${language} ${code}`).not.toEqual(unknown);
        expect(said.title, `${language} ${code}`).not.toMatch(/undefined|NaN|\[object/);
      }
    }
  });

  it('are not the same in both languages', () => {
    for (const code of declared) expect(errorWords('fr', code, {}).title, code).not.toBe(errorWords('en', code, {}).title);
  });

  it('use the facts they know and no other', () => {
    expect(errorWords('en', 'merge-conflict', { line: 1234 }).why).toContain('line 1,234');
    expect(errorWords('fr', 'merge-conflict', { line: 1234 }).why).toMatch(/ligne 1\s234/);
    expect(errorWords('en', 'slow-down', { retryAfterMs: 1500 }).next).toContain('2\u00a0s');
    expect(errorWords('en', 'file-too-large', { limitBytes: 64 * 1024 * 1024 }).why).toContain('64\u00a0MiB');
    expect(errorWords('en', 'internal', { incident: 'ab12' }).next).toContain('ab12');
    expect(errorWords('en', 'no-matching-key', { tried: 1, recipients: 3 }).why).toMatch(/3 recipients; 1 identity of this computer was tried/);
    expect(errorWords('en', 'name-not-representable', { reason: 'equals-sign' }).why).toContain('equals sign');
  });

  it('survive any facts: wrong types, unknown reasons, names of Object.prototype', () => {
    const scalar = fc.oneof(fc.string(), fc.double(), fc.boolean());
    const data = fc.dictionary(fc.constantFrom('line', 'reason', 'limitBytes', 'retryAfterMs', 'incident', 'tried', 'recipients', 'key', 'field', 'groups', '__proto__', 'toString'), scalar);
    fc.assert(fc.property(fc.constantFrom(...declared, 'toString', '__proto__', 'no-such-code'), data, fc.constantFrom(...languages), (code, facts, language) => {
      const { title, why, next } = errorWords(language, code, facts);
      for (const part of [title, why, next]) expect(part).not.toMatch(/undefined|NaN|Infinity|function /);
    }), { seed: 20261123, numRuns: 500 });
  });

  it('name a command or a variable of the environment to somebody at a terminal alone', () => {
    // Said where there is nothing to click: no agent, no dialog of the system, an engine without versions to which a command alone gets a no.
    const terminal = ['agent-missing', 'no-file-dialog', 'delete-is-final'];
    for (const language of languages) {
      for (const code of declared.filter((name) => !terminal.includes(name))) expect(errorWords(language, code, {}).next, `${language} ${code}`).not.toMatch(/coffre [a-z]|(?<!git checkout )--[a-z]|VAULT_/);
      const page = createPage(language, { terminal: true, colour: false });
      expect(failureText(page, new Failure('field-not-found'))).toContain('coffre vault get SECRET');
      expect(failureText(page, new Failure('token-missing'))).toContain('VAULT_TOKEN');
    }
  });

  it('tell an unknown code like a mistake of the program', () => {
    expect(errorWords('en', 'code-of-a-later-version', {})).toEqual(errorWords('en', 'internal', {}));
  });
});

describe('the catalogues', () => {
  const all = (language: Lang) => ({ ...words(language), vault: vaultWords(language) });
  it('have the same messages, and none is left in English', () => {
    const english = messages(all('en'), '');
    const french = new Map(messages(all('fr'), ''));
    const same = new Set(['program', 'url', 'pem', 'json', 'hidesIn', 'ago', 'moreMarks', 'readers', 'placeOfNew', 'uuid', 'base64', 'alphabet', 'bits', 'actions', 'age', 'pgp', 'kms', 'gcp_kms', 'azure_keyvault', 'azure_kv', 'hc_vault', 'hckms', 's3', 'gcs', 'vault', 'comes', 'goes', 'shownValue']);
    const samePaths = new Set(['type', 'types.time', 'types.null', 'placeholders.float', 'placeholders.int', 'act.retype', 'nothing', 'document', 'shapes.section', 'whats.section', 'placeholders.time'].map((path) => `.tree.${path}`).concat(['number', 'moment', 'shortTime', 'hour', 'day', 'seconds', 'chainLink'].map((path) => `.audit.${path}`), ['.frame.vaultRoom', '.frame.guards.production', '.vault.certificateFile', '.vault.metadata.maxVersionsIs', '.vault.metadata.versionsAre', '.vault.version', '.vault.versions']));
    for (const [path, text] of english) {
      const other = french.get(path);
      expect(other, path).toBeDefined();
      if (text !== '' && !same.has(path.slice(path.lastIndexOf('.') + 1)) && !samePaths.has(path)) expect(other, path).not.toBe(text);
    }
    expect(french.size).toBe(english.length);
  });

  it('set French punctuation with a space that does not break', () => {
    for (const [path, text] of messages(all('fr'), '')) expect(text, path).not.toMatch(/ [;:!?»]|« /);
  });
});

describe('formats', () => {
  it('pick the plural of the language and write the number its way', () => {
    const forms = { one: '# file', many: '# de fichiers', other: '# files' };
    expect(formatOf('en').plural(0, forms)).toBe('0 files');
    expect(formatOf('fr').plural(0, forms)).toBe('0 file');
    expect(formatOf('en').plural(1, forms)).toBe('1 file');
    expect(formatOf('en').plural(12_345, forms)).toBe('12,345 files');
    expect(formatOf('fr').plural(1_000_000, forms)).toMatch(/^1\s000\s000 de fichiers$/);
  });

  it('write sizes, seconds and moments', () => {
    expect(formatOf('en').size(0)).toBe('0\u00a0bytes');
    expect(formatOf('fr').size(1536)).toBe('1,5\u00a0Kio');
    expect(formatOf('en').seconds(1)).toBe('1\u00a0s');
    expect(formatOf('en').moment('not a time')).toBe('not a time');
    expect(formatOf('fr').moment('2026-11-23T10:00:00Z')).toMatch(/nov\. 2026/);
  });
});
