// Which values are encrypted, rule by rule and format by format, against the real sops: the same lines stay readable, and each reads what the other wrote.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Format } from '../../../electron/core/sops/formats/format.ts';
import type { RuleSource } from '../../../electron/core/sops/metadata.ts';
import { sopsPath } from '../../fakes/real-sops.ts';
import { formatIds, formats, openAs, rulesFor, samples, sopsEncrypts, sopsOn, valuesOf, weEncrypt } from './crypto-kit.ts';

const rules: readonly RuleSource[] = [
  { kind: 'unencrypted_suffix', pattern: '_a' }, { kind: 'encrypted_suffix', pattern: '_secret' }, { kind: 'unencrypted_regex', pattern: '^PUB|^n$' }, { kind: 'encrypted_regex', pattern: '(?i)secret$|^K$' },
  { kind: 'unencrypted_comment_regex', pattern: '(?:^|\\s)open$' }, { kind: 'encrypted_comment_regex', pattern: '\\bsecret\\b' },
];

/** A file without IVs and without what follows the content: what is encrypted, what is not, and as what. */
function shape(id: Format['id'], bytes: Buffer): string {
  const text = bytes.toString('utf8').replaceAll(/ENC\[AES256_GCM,data:[^,]+,iv:[^,]+,tag:[^,]+,type:(\w+)\]/g, 'ENC:$1');
  const end = { dotenv: /^sops_/m, json: /^\t"sops":/m, yaml: /^sops:/m, ini: /^\[sops\]/m, binary: /^\t"sops":/m }[id].exec(text)?.index;
  return text.slice(0, end);
}

const cases = formatIds.filter((id) => id !== 'binary').flatMap((id) => rules.flatMap((rule) => [false, true].map((macOnly) => ({ id, rule, macOnly, name: `${id}, ${rule.kind}${macOnly ? ', MAC over encrypted values only' : ''}` }))));

describe.skipIf(sopsPath === undefined)('a rule', () => {
  it.each(cases)('$name', async ({ id, rule, macOnly }) => {
    const theirs = sopsEncrypts(id, samples[id], rule, macOnly);
    const ours = await weEncrypt(id, samples[id], { rule, macOnlyEncrypted: macOnly });
    expect(shape(id, ours)).toBe(shape(id, theirs));
    // WHY: a rule that no line of the sample meets, or all, would prove nothing.
    if (id !== 'json' || !rule.kind.includes('comment')) expect([shape(id, ours).includes('ENC:'), shape(id, ours).includes('canary-')]).toEqual([true, true]);
    const [fromTheirs, fromOurs] = [await openAs(id, theirs), await openAs(id, ours)];
    expect(valuesOf(fromOurs)).toEqual(valuesOf(fromTheirs));
    expect([fromTheirs.metadata.rule, fromTheirs.metadata.macOnlyEncrypted, fromTheirs.plainComments]).toEqual([rule, macOnly, false]);
    const [one, other] = [sopsOn('decrypt', id, theirs), sopsOn('decrypt', id, ours)];
    expect([other.status, other.stderr]).toEqual([0, '']);
    expect(other.stdout.equals(one.stdout)).toBe(true);
  });
  it.each(rules)('$kind is of no matter to a binary file', async (rule) => {
    const ours = await weEncrypt('binary', samples.binary, { rule, macOnlyEncrypted: true });
    expect(ours.toString('utf8')).not.toContain(rule.kind);
    expect(shape('binary', ours)).toBe(shape('binary', sopsEncrypts('binary', samples.binary, rule)));
    expect(sopsOn('decrypt', 'binary', ours).stdout.toString('utf8')).toBe(samples.binary);
  });
  it('that takes ciphertext of a comment for a mark is refused, as by sops', async () => {
    const rule = { kind: 'unencrypted_comment_regex', pattern: 'AES256' } as const;
    expect(sopsOn('encrypt', 'dotenv', samples.dotenv, { rules: rulesFor(rule) }).status).not.toBe(0);
    await expect(weEncrypt('dotenv', samples.dotenv, { rule })).rejects.toMatchObject({ code: 'bad-metadata', data: { field: 'unencrypted_comment_regex' } });
  });
  it('that takes some ciphertexts for a mark gets others', async () => {
    // About one ciphertext in three has no such letter.
    const rule = { kind: 'unencrypted_comment_regex', pattern: 'data:[A-Za-z0-9+/=]*Q' } as const;
    const clear = `${Array.from({ length: 20 }, (_, at) => `# canary comment number ${String(at)}\nK${String(at)}=canary-${String(at)}`).join('\n')}\n`;
    const bytes = await weEncrypt('dotenv', clear, { rule });
    const { status, stdout } = sopsOn('decrypt', 'dotenv', bytes);
    expect([status, stdout.toString('utf8')]).toEqual([0, clear]);
  });
});

const deep = process.env['COFFRE_DEEP'] === '1';
const word = fc.stringMatching(/^[a-zA-Z_]{1,4}$/).filter((text) => !text.startsWith('sops_'));
const lines = fc.array(fc.oneof(fc.tuple(word, fc.stringMatching(/^[ -~]{0,12}$/).filter((text) => !text.includes('\\n'))).map(([key, value]) => `${key}=${value}`), fc.stringMatching(/^[ a-z]{0,4}$/).map((text) => `#${text}`)), { minLength: 1, maxLength: 10 });
const pattern = fc.constantFrom('a', 'b$', '^c', '(?i)[A-C]', '[^a-m]', 'x|y|z', '\\w_', '^$', '.', 'a.*b');

describe.skipIf(sopsPath === undefined)('random lines under random rules', () => {
  it('come out of sops as out of us', async () => {
    await fc.assert(fc.asyncProperty(lines, pattern, fc.constantFrom(...rules), fc.boolean(), async (clear, text, { kind }, macOnly) => {
      const rule = { kind, pattern: text };
      const source = `${clear.join('\n')}\n`;
      const theirs = sopsOn('encrypt', 'dotenv', source, { rules: rulesFor(rule, macOnly) });
      const ours = await weEncrypt('dotenv', source, { rule, macOnlyEncrypted: macOnly }).catch((error: unknown) => error);
      // A pattern that fits ciphertext: sops gives up at the first, we after some.
      if (!(ours instanceof Buffer)) {
        expect([ours, theirs.status === 0]).toMatchObject([{ code: 'bad-metadata' }, false]);
        return;
      }
      if (theirs.status === 0) {
        expect(shape('dotenv', ours)).toBe(shape('dotenv', theirs.stdout));
        expect(valuesOf(await openAs('dotenv', theirs.stdout))).toEqual(valuesOf(await openAs('dotenv', ours)));
      } else expect(theirs.stderr).toContain('matches UnencryptedCommentRegex');
      expect(sopsOn('decrypt', 'dotenv', ours).stdout.toString('utf8')).toBe(source);
    }), { numRuns: deep ? 1000 : 25 });
  });
  it('know all formats', () => {
    expect(formatIds.map((id) => formats[id].id)).toEqual(formatIds);
  });
});
