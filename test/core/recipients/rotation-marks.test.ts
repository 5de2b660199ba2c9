// The list of values to rotate: read with what is wrong and where, and written so that all that was there stays byte for byte.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMarks, withMarks, type Mark } from '../../../electron/core/recipients/rotation-marks.ts';

const mark = (file: string, key: string, more: Partial<Mark> = {}): Mark => ({ file, key, who: 'Bob', since: '2026-01-01', marked: '2026-11-27', ...more });

describe('marks', () => {
  it('begin a list, and go behind what somebody wrote by hand', async () => {
    const { text, added } = await withMarks('', [mark('a/.env', 'A'), mark('a/.env', 'db.hosts[0]', { since: '' }), mark('yes', '', { who: '' })]);
    expect(added).toBe(3);
    expect(text).toMatch(/^# Values to rotate[^\n]*\nmarks:\n {2}- file: "?a\/\.env"?\n/);
    expect((await readMarks(text)).problems).toEqual([]);
    const byHand = `# ours\r\nmarks:   # soon\r\n- {file: b.env, values: [{key: "B"}]} # flow\r\n# last words\r\n`;
    const more = await withMarks(byHand, [mark('b.env', 'B'), mark('b.env', 'C')]);
    expect([more.added, more.text]).toEqual([1, byHand.replace('# last', '- file: b.env\r\n  who: Bob\r\n  marked: "2026-11-27"\r\n  values:\r\n    - key: C\r\n      since: "2026-01-01"\r\n# last')]);
  });

  it('are read with what is wrong, by place', async () => {
    const { marks, problems } = await readMarks('marks:\n  - file: a\n    who: Bob\n    marked: soon\n    values:\n      - key: A\n        size: 3\n      - just text\n      - since: "2026-01-01"\n  - who: x\n    values: [{key: B}]\n  - file: c\n  - d\nmore: 1\n');
    expect(marks).toEqual([{ file: 'a', key: 'A', who: 'Bob', since: '', marked: '' }]);
    expect(problems.map(({ code, line }) => `${code} ${String(line)}`)).toEqual(['bad-date 4', 'unknown-field 7', 'wrong-type 8', 'wrong-type 9', 'no-file 10', 'no-values 12', 'wrong-type 13', 'unknown-field 14']);
    for (const text of ['', '\n', '# nobody\n', 'marks:\n', 'marks: []\n']) expect(await readMarks(text)).toEqual({ marks: [], problems: [] });
    expect((await readMarks('marks: [')).problems[0]?.code).toBe('not-yaml');
  });

  it('are not put where the list is not in order, or written in one line', async () => {
    for (const text of ['marks: [', '- a\n', 'marks: 5\n', 'marks: []\n', 'marks: [{file: a, values: [{key: b}]}]\n', 'marks:\n  - file: a\n    values: [{key: b}]\nmore:\n  - *gone\n']) {
      await expect(withMarks(text, [mark('z', 'Z')]), text).rejects.toMatchObject({ code: 'marks-not-editable' });
    }
    expect((await withMarks('marks:', [mark('z', 'Z')])).text).toContain('marks:\n  - file: z\n');
    expect((await withMarks('other: 1\n', [mark('z', 'Z')])).text).toMatch(/^other: 1\nmarks:\n {2}- file: z\n/);
  });

  it('hold as many values as a large project has, and refuse more in words that fit', async () => {
    const many = (count: number): readonly Mark[] => Array.from({ length: count }, (_, at) => mark(`apps/${String(at % 200)}/.env`, `KEY_${String(at)}`));
    const { text, added } = await withMarks('', many(12_000));
    expect([added, (await readMarks(text)).marks.length]).toEqual([12_000, 12_000]);
    await expect(withMarks('', many(40_001))).rejects.toMatchObject({ code: 'file-too-large' });
  });

  it('hold any name, and stay as they were whatever comes behind them', async () => {
    const word = fc.oneof(fc.string({ minLength: 1, maxLength: 12 }), fc.string({ unit: 'binary', minLength: 1, maxLength: 8 }).filter((text) => text.isWellFormed()), fc.constantFrom('null', 'true', '1', '- x', 'a: b', '#c', '"', "'", '2026-01-01', '\u2028', '\ufeff', '~', '&a', '*a', '!t'));
    const marks = fc.array(fc.record({ file: word, key: fc.oneof(word, fc.constant('')), who: word, since: fc.constantFrom('', '2026-01-01'), marked: fc.constant('2026-11-27') }), { minLength: 1, maxLength: 5 });
    await fc.assert(fc.asyncProperty(marks, marks, async (first, second) => {
      const one = await withMarks('', first);
      const two = await withMarks(one.text, second);
      expect(two.text.startsWith(one.text)).toBe(true);
      const keyOf = ({ file, key }: Mark): string => JSON.stringify([file, key]);
      expect((await readMarks(two.text)).marks.map(keyOf).toSorted()).toEqual([...new Set([...first, ...second].map(keyOf))].toSorted());
    }), { numRuns: 60 });
  });
});
