// Lines of text mode: what a line means, the smallest change, three versions put together. Property tests over arbitrary texts.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agree, agreeOn } from '../../renderer/features/files/text/agreed.ts';
import { diffLines, mergeLines, type KeyOf } from '../../renderer/features/files/text/line-diff.ts';
import { minimalSplice, readLine, referenceOf, referenceTo, referencesIn, textOf } from '../../renderer/features/files/text/lines.ts';

const seal = 'ab12cd34';
const few = fc.array(fc.constantFrom('', 'a', 'b', 'c', 'd=1', '# e'), { maxLength: 12 });
const keyless: KeyOf = () => undefined;
const keyOf: KeyOf = (line) => referencesIn(line, seal)[0]?.line.toString();
const applied = (before: readonly string[], hunks: ReturnType<typeof diffLines>): readonly string[] => hunks.toReversed().reduce<readonly string[]>((lines, { at, remove, lines: put }) => [...lines.slice(0, at), ...put, ...lines.slice(at + remove)], before);
const count = (lines: readonly string[]): ReadonlyMap<string, number> => lines.reduce((map, line) => map.set(line, (map.get(line) ?? 0) + 1), new Map<string, number>());

const lines = {
  revision: 3, pending: { added: 0, changed: 0, renamed: 0, removed: 0, moved: 0, comments: 0 }, canUndo: false, canRedo: false, seal,
  line: [4, 7, 9, 12], kind: ['comment', 'entry', 'blank', 'comment'] as ('comment' | 'entry' | 'blank')[], text: [' open', 'NAME', '', ''], sealed: [false, true, false, true], version: [0, 0, 0, 0],
};

describe('a line', () => {
  it('is blank, a comment, an entry, or begun', () => {
    expect(['', '# x', 'A=b=c', 'A', ' '].map((line) => readLine(line))).toEqual([{ kind: 'blank', name: '' }, { kind: 'comment', name: '' }, { kind: 'entry', name: 'A' }, { kind: 'open', name: '' }, { kind: 'open', name: '' }]);
  });
  it('is written with references for values, and comments as they are', () => {
    expect(textOf(lines)).toEqual(['# open', `NAME={{coffre:${seal}:7}}`, '', `#{{coffre:${seal}:12}}`]);
  });
  it('finds the references of this file and no others', () => {
    fc.assert(fc.property(fc.string(), fc.nat(999_999_999), fc.string(), (before, id, after) => {
      const text = `${before}${referenceTo(seal, id)}${after}`;
      const found = referencesIn(text, seal).find(({ from }) => from === before.length);
      expect(found).toEqual({ from: before.length, to: text.length - after.length, line: id });
      expect(referencesIn(text.replaceAll(seal, 'ffffffff'), seal)).toEqual([]);
    }));
  });
  it('stands for a value only if nothing else stands beside the reference', () => {
    const reference = referenceTo(seal, 7);
    expect(referenceOf(`A=${reference}`, seal)?.line).toBe(7);
    expect(referenceOf(`#${reference}`, seal)?.line).toBe(7);
    expect(referenceOf(`A= ${reference} `, seal)?.line).toBe(7);
    expect([referenceTo(seal, 7, 31), referenceOf(`A=${referenceTo(seal, 7, 31)}`, seal)]).toEqual([`{{coffre:${seal}:7:31}}`, { from: 2, to: 26, line: 7 }]);
    for (const text of [reference, `A=x${reference}`, `A=${reference}x`, `A=${reference}${reference}`, 'A=b']) expect(referenceOf(text, seal), text).toBeUndefined();
  });
});

describe('the smallest splice', () => {
  it('turns one text into the other, and changes nothing at its edges', () => {
    fc.assert(fc.property(few, few, (before, after) => {
      const splice = minimalSplice(before, after);
      if (splice === undefined) {
        expect(after).toEqual(before);
        return;
      }
      const { at, remove, lines: put } = splice;
      expect([...before.slice(0, at), ...put, ...before.slice(at + remove)]).toEqual(after);
      if (remove > 0 && put.length > 0) {
        expect(before[at]).not.toBe(put[0]);
        expect(before[at + remove - 1]).not.toBe(put.at(-1));
      }
    }));
  });
});

describe('the difference of two texts', () => {
  it('leads from one to the other, in order and apart', () => {
    fc.assert(fc.property(few, few, (before, after) => {
      const hunks = diffLines(before, after);
      expect(applied(before, hunks)).toEqual(after);
      hunks.slice(1).forEach(({ at }, index) => { expect(at).toBeGreaterThan((hunks[index]?.at ?? 0) + (hunks[index]?.remove ?? 0)); });
    }));
  });
  it('is as short as what was changed, far apart or not', () => {
    const before = Array.from({ length: 5000 }, (_, at) => `K${String(at)}`);
    const after = before.with(10, 'x').toSpliced(4000, 1).toSpliced(2500, 0, 'y', 'z');
    expect(diffLines(before, after)).toEqual([{ at: 10, remove: 1, lines: ['x'] }, { at: 2500, remove: 0, lines: ['y', 'z'] }, { at: 4000, remove: 1, lines: [] }]);
  });
  it('takes a text that is another one as one piece', () => {
    const [before, after] = [Array.from({ length: 3000 }, (_, at) => `a${String(at)}`), Array.from({ length: 3000 }, (_, at) => `b${String(at)}`)];
    expect(applied(before, diffLines(before, after))).toEqual(after);
  });
});

describe('three texts put together', () => {
  it('are mine where only I changed, theirs where only they did', () => {
    fc.assert(fc.property(few, few, (base, other) => {
      expect(mergeLines(base, other, base, keyless)).toEqual(other);
      expect(mergeLines(base, base, other, keyless)).toEqual(other);
      expect(mergeLines(base, other, other, keyless)).toEqual(other);
    }));
  });
  it('never drop a line that I typed', () => {
    fc.assert(fc.property(few, few, few, (base, mine, theirs) => {
      const [merged, had] = [count(mergeLines(base, mine, theirs, keyless)), count(base)];
      for (const [line, times] of count(mine)) expect(merged.get(line) ?? 0).toBeGreaterThanOrEqual(Math.min(times, times - (had.get(line) ?? 0)));
    }));
  });
  it('keep what both added, and take each value once', () => {
    const [a, b, c] = [1, 2, 3].map((id) => `N${String(id)}=${referenceTo(seal, id)}`) as [string, string, string];
    expect(mergeLines([a, b], [a, 'NEW=typed', b], [a, b, c], keyOf)).toEqual([a, 'NEW=typed', b, c]);
    expect(mergeLines([a, b], ['N1=typed', b], [b, a], keyOf)).toEqual(['N1=typed', b]);
    expect(mergeLines([a, b], ['# note', a, b], [a.replace('N1', 'M1'), b], keyOf)).toEqual(['# note', a.replace('N1', 'M1'), b]);
    expect(mergeLines([a], ['N1=typed'], [a.replace('N1', 'M1'), c], keyOf)).toEqual(['N1=typed', c]);
  });
});

describe('what is agreed on', () => {
  it('keeps typed values readable, seals the rest and renews references', () => {
    const sent = ['# open', 'NAME=typed here', '', '#API=also typed'];
    const agreed = agreeOn(lines, sent);
    expect(agreed.texts).toEqual(sent);
    expect([...agreed.readable]).toEqual([[7, 'NAME=typed here'], [12, '#API=also typed']]);
    expect(agreeOn(lines, ['# open', `NAME=${referenceTo(seal, 99)}`, '', `#${referenceTo(seal, 12)}`]).texts).toEqual(textOf(lines));
  });
  it('seals a line that has another name by now', () => {
    expect(agree(lines, new Map([[7, 'OTHER=typed']])).texts[1]).toBe(`NAME=${referenceTo(seal, 7)}`);
    expect(agree(lines).readable.size).toBe(0);
  });
});
