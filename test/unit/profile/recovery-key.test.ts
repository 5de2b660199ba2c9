// The recovery key as people write it: every slip of one character or of two neighbours is found, in the group where it was made.
import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeRecoveryKey, readRecoveryKey, spell } from '../../../electron/core/profile/recovery-key.ts';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

test('is 13 groups of 4 and reads back', () => {
  const { secret, text } = makeRecoveryKey();
  expect(text).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4}-){12}[0-9A-HJKMNP-TV-Z]{4}$/);
  expect(readRecoveryKey(text)).toEqual({ ok: true, secret });
  expect(makeRecoveryKey().text).not.toBe(text);
});

test('any 24 bytes survive, typed as people type', () => {
  fc.assert(fc.property(fc.uint8Array({ minLength: 24, maxLength: 24 }), fc.constantFrom('', ' ', '-', '\n', ' – '), (bytes, between) => {
    const typed = spell(Buffer.from(bytes)).toLowerCase().replaceAll('-', between).replaceAll('0', 'o').replaceAll('1', 'l');
    const read = readRecoveryKey(typed);
    expect(read.ok && [...read.secret]).toEqual([...bytes]);
  }));
});

test('every other character at every place is found, in its group', () => {
  const text = spell(randomBytes(24));
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '-') continue;
    for (const other of alphabet) {
      if (other === text[at]) continue;
      const read = readRecoveryKey(text.slice(0, at) + other + text.slice(at + 1));
      expect(read).toEqual({ ok: false, group: Math.floor(at / 5) + 1 });
    }
  }
});

test('two neighbours or two groups that changed places are found', () => {
  for (let round = 0; round < 200; round += 1) {
    const text = spell(randomBytes(24));
    const groups = text.split('-');
    for (const [at, group] of groups.entries()) {
      for (let first = 0; first < 3; first += 1) {
        const swapped = group.slice(0, first) + group.slice(first, first + 2).split('').toReversed().join('') + group.slice(first + 2);
        if (swapped === group) continue;
        expect(readRecoveryKey(groups.with(at, swapped).join('-'))).toEqual({ ok: false, group: at + 1 });
      }
      const next = groups[at + 1];
      if (next !== undefined && next !== group) expect(readRecoveryKey(groups.with(at, next).with(at + 1, group).join('-'))).toEqual({ ok: false, group: at + 1 });
    }
  }
});

test('a wrong length and what is no character of it are refused', () => {
  const text = spell(randomBytes(24));
  expect(readRecoveryKey('')).toEqual({ ok: false, group: 0 });
  expect(readRecoveryKey(text.slice(0, -5))).toEqual({ ok: false, group: 0 });
  expect(readRecoveryKey(text.slice(0, -1))).toEqual({ ok: false, group: 13 });
  expect(readRecoveryKey(`${text}-AAAA`)).toEqual({ ok: false, group: 0 });
  expect(readRecoveryKey(`U${text.slice(1)}`)).toEqual({ ok: false, group: 1 });
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (typed) => !readRecoveryKey(typed).ok));
});
