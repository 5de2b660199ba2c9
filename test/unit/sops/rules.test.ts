// Rules as a walk over a file, against the plain definition of each; and what a hostile pattern may cost.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLinePlaces } from '../../../electron/core/sops/line-places.ts';
import { ruleKinds } from '../../../electron/core/sops/metadata.ts';
import { expandedSize } from '../../../electron/core/sops/pattern-size.ts';
import { compileRule } from '../../../electron/core/sops/rules.ts';
import { leavesOf, linesOf, type Branch } from '../../../electron/core/sops/tree.ts';
import { worked } from '../../fakes/worked.ts';
import { branchOf, nested, type Spec } from './nested.ts';

const walked = async (kind: (typeof ruleKinds)[number], pattern: string, branches: readonly Branch[]): Promise<boolean[]> => {
  const walk = (await compileRule({ kind, pattern })).walk();
  return (await leavesOf(branches)).map((leaf) => walk(leaf, leaf.text));
};

/** What spec §2.3 says, word for word, on a stack of levels as sops has it. */
function expected(encrypting: boolean, matches: (text: string) => boolean, spec: Spec, outer: readonly string[] = []): boolean[] {
  let here: string[] = [];
  return spec.flatMap((part) => {
    const active = [...outer, ...here];
    if (part[0] === 'comment') {
      here.push(part[1]);
      return [encrypting ? active.some(matches) : ![...active, part[1]].some(matches)];
    }
    here = [];
    return part[0] === 'value' ? [active.some(matches) === encrypting] : expected(encrypting, matches, part[2], active);
  });
}

describe('a walk over a file', () => {
  it('answers as the definition does, whatever is nested in what', async () => {
    await fc.assert(fc.asyncProperty(nested, fc.boolean(), async (spec, encrypting) => {
      expect(await walked(encrypting ? 'encrypted_comment_regex' : 'unencrypted_comment_regex', 'mark', [branchOf(spec)])).toEqual(expected(encrypting, (text) => text.includes('mark'), spec));
    }), { numRuns: 500 });
  });
  it('over lines is the same as over the tree', async () => {
    await fc.assert(fc.asyncProperty(fc.array(nested, { minLength: 1, maxLength: 3 }), async (specs) => {
      let id = 0;
      const branches = specs.map((spec) => branchOf(spec, () => id++));
      const placeOf = createLinePlaces();
      const places = (await linesOf(branches)).flatMap((line) => placeOf(line) ?? []);
      expect(places).toEqual((await leavesOf(branches)).map(({ id: own, comment, path, above }) => ({ id: own, comment, path, above })));
    }), { numRuns: 300 });
  });
  it('is linear in a file of comments only', async () => {
    const items = Array.from({ length: 100_000 }, (_, id) => ({ kind: 'comment', id, text: ' no' } as const));
    const started = worked();
    expect((await walked('encrypted_comment_regex', 'mark', [{ kind: 'branch', items }])).some(Boolean)).toBe(false);
    expect(worked() - started).toBeLessThan(3000);
  });
});

describe('a pattern', () => {
  it.each([
    ['abc', 3], ['a{3}', 3], ['(ab){10}', 40], ['((a{10}){10}){10}', 1220], ['[a-z]{5}', 5], ['[]}]{5}x', 6], ['[[:alpha:]]{4}', 4], ['\\{3}', 3], ['\\pL{7}', 7], ['\\p{Greek}{7}', 7], ['\\x{10FFFF}{2}', 2], ['a{2,}', 2], ['a{2,9}', 9], ['(((', 0], [')))a', 7],
  ])('%s is counted as about %i', (pattern, size) => {
    expect(expandedSize(pattern)).toBe(size);
  });
  it.each([['many repeats', '(a{1,1000})'.repeat(370)], ['a repeated long group', `(${'ab'.repeat(2000)}){1000}`], ['a hundred thousand letters', 'a'.repeat(100_000)], ['a deep nest', `${'('.repeat(20_000)}a${')'.repeat(20_000)}`]])('SECURITY(bounded-patterns) of %s is refused at once', async (_what, pattern) => {
    const started = worked();
    await expect(compileRule({ kind: 'encrypted_regex', pattern })).rejects.toMatchObject({ code: 'bad-metadata', data: { field: 'encrypted_regex' } });
    expect(worked() - started).toBeLessThan(500);
  });
  it('that is slow on a long text is refused before it runs', async () => {
    const { encrypts } = await compileRule({ kind: 'encrypted_regex', pattern: '\\pL{1000}\\pL{1000}$' });
    const started = worked();
    expect(() => encrypts(['é'.repeat(1_000_000)], [], false)).toThrow(expect.objectContaining({ code: 'bad-metadata' }));
    expect(worked() - started).toBeLessThan(500);
  });
  it('that people write works on names and comments as long as they write them', async () => {
    const names = Array.from({ length: 300 }, (_, at) => `SERVICE_${String(at)}_PASSWORD`);
    const { encrypts } = await compileRule({ kind: 'encrypted_regex', pattern: `^(?:${names.join('|')})$` });
    expect([encrypts(['SERVICE_299_PASSWORD'], [], false), encrypts(['SERVICE_300_PASSWORD'], [], false)]).toEqual([true, false]);
  });
  it('never throws anything but a refusal', async () => {
    const piece = fc.constantFrom('(', ')', '[', ']', '{2}', '{1000}', '*', '+?', '|', '\\', '\\pL', '(?i)', '(?P<n>', '^', '$', '.', 'a', 'é', '[^', '[:alpha:]', '\\Q', '\\E', '\u0000');
    await fc.assert(fc.asyncProperty(fc.array(piece, { maxLength: 12 }), async (pieces) => {
      try {
        (await compileRule({ kind: 'unencrypted_regex', pattern: pieces.join('') })).encrypts(['aé1'.repeat(20)], [], false);
      } catch (error) {
        expect(error).toMatchObject({ name: 'Refusal', code: 'bad-metadata' });
      }
    }), { numRuns: process.env['COFFRE_DEEP'] === '1' ? 50_000 : 3000 });
  });
});
