// What was typed finds the name that a person means: beginnings before the rest, short before long, and every place told right.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, prepare, rank, spansOf } from '../../../renderer/features/palette/rank.ts';

const best = (names: readonly string[], typed: string, limit = 50): string[] => rank(prepare(names), typed, limit).best.map((index) => names[index] ?? '');

describe('rank', () => {
  it('puts beginnings first, then beginnings of words, then any place, then letters in order', () => {
    const names = ['S_T_R_I', 'ASTRIDE', 'MY_STRIPE', 'STRIPE_KEY', 'NOTHING'];
    expect(best(names, 'stri')).toEqual(['STRIPE_KEY', 'MY_STRIPE', 'ASTRIDE', 'S_T_R_I']);
    expect(rank(prepare(names), 'stri', 50).count).toBe(4);
  });

  it('puts shorter names first within a class, and keeps the order of equals', () => {
    expect(best(['KEY_LONGER', 'KEY_B', 'KEY', 'KEY_A'], 'key')).toEqual(['KEY', 'KEY_B', 'KEY_A', 'KEY_LONGER']);
  });

  it('takes the best place of a name, not its first one', () => {
    expect(best(['xkey_only', 'monkey_key'], 'key')).toEqual(['monkey_key', 'xkey_only']);
    expect(spansOf('monkey_key', 'key')).toEqual([{ from: 7, to: 10 }]);
  });

  it('begins a word after a sign and with a capital', () => {
    expect(best(['renvoi', 'apps/api/.env'], 'env')).toEqual(['apps/api/.env', 'renvoi']);
    expect(best(['monkey', 'apiKey'], 'key')).toEqual(['apiKey', 'monkey']);
  });

  it('forgives case, accents and spaces', () => {
    expect(best(['Thème sombre', 'PRÉFÉRENCES'], 'theme')).toEqual(['Thème sombre']);
    expect(best(['Thème sombre', 'PRÉFÉRENCES'], 'prefe')).toEqual(['PRÉFÉRENCES']);
    expect(best(['apps/api/.env.production'], 'api prod')).toEqual(['apps/api/.env.production']);
  });

  it('answers the first names as they come when nothing is typed, and nothing when nothing fits', () => {
    expect(best(['b', 'a', 'c'], ' ', 2)).toEqual(['b', 'a']);
    expect(rank(prepare(['b', 'a', 'c']), '', 2).count).toBe(3);
    expect(rank(prepare(['b', 'a']), 'zz', 50)).toEqual({ best: [], count: 0 });
  });

  it('keeps exactly the best of many, as sorting all of them would', () => {
    const name = fc.stringMatching(/^[A-C_]{1,8}$/);
    fc.assert(fc.property(fc.array(name, { maxLength: 60 }), fc.stringMatching(/^[a-c_]{1,3}$/), fc.integer({ min: 1, max: 10 }), (names, typed, limit) => {
      const all = rank(prepare(names), typed, names.length + 1);
      const some = rank(prepare(names), typed, limit);
      expect(some.count).toBe(all.count);
      expect(all.best).toHaveLength(all.count);
      expect(some.best).toEqual(all.best.slice(0, limit));
    }));
  });
});

describe('ranking while somebody types', () => {
  it('answers the same whatever was looked for before', () => {
    const name = fc.stringMatching(/^[A-C_ ]{1,8}$/);
    fc.assert(fc.property(fc.array(name, { maxLength: 40 }), fc.array(fc.stringMatching(/^[a-c_ ]{0,4}$/), { minLength: 1, maxLength: 8 }), (names, steps) => {
      const prepared = prepare(names);
      for (const typed of steps) expect(rank(prepared, typed, 10)).toEqual(rank(prepare(names), typed, 10));
    }));
  });
});

describe('spans', () => {
  it('cover the letters that were found, in order, and nothing else', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 20 }), fc.string({ maxLength: 4 }), (name, typed) => {
      const spans = spansOf(name, typed);
      let end = 0;
      for (const { from, to } of spans) {
        expect(from).toBeGreaterThanOrEqual(end);
        expect(to).toBeGreaterThan(from);
        end = to;
      }
      expect(end).toBeLessThanOrEqual(name.length);
      const found = spans.map(({ from, to }) => fold(name).slice(from, to)).join('');
      if (spans.length > 0) expect([fold(typed.trim()), fold(typed.trim()).replaceAll(' ', '')]).toContain(found);
    }));
  });

  it('are told for whatever is ranked', () => {
    expect(spansOf('STRIPE_SECRET_KEY', 'ssk')).toEqual([{ from: 0, to: 1 }, { from: 7, to: 8 }, { from: 14, to: 15 }]);
    expect(spansOf('STRIPE', '')).toEqual([]);
    expect(spansOf('STRIPE', 'x')).toEqual([]);
  });

  it('fold letter for letter', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => { expect(fold(text)).toHaveLength(text.length); }));
  });
});
