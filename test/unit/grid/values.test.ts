// What is told of a typed value: where it stops being JSON or PEM, its white space; and of a recipe: its strength.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { strengthOf } from '../../../renderer/features/files/grid/recipes.ts';
import { checkPem, checkValue, jsonBreaksAt, placeOf } from '../../../renderer/features/files/grid/value-check.ts';
import { whiteSpaceMarks } from '../../../renderer/features/files/grid/white-space.ts';

const parses = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

describe('JSON', () => {
  it('agrees with the engine on what is JSON', () => {
    fc.assert(fc.property(fc.json(), (text) => jsonBreaksAt(text) === -1));
    fc.assert(fc.property(fc.json(), fc.nat(), fc.constantFrom('', ',', '}', ']', '"', ':', '0', '-', 'e', '\\', ' ', '{', '\n', 'true'), (text, place, put) => {
      const at = place % (text.length + 1);
      const broken = text.slice(0, at) + put + text.slice(at + 1);
      return (jsonBreaksAt(broken) === -1) === parses(broken);
    }), { numRuns: 2000 });
  });
  it.each([['', 0], ['{"a": [1, 2,]}', 12], ['{"a" 1}', 5], ['[1 2]', 3], ['{} x', 3], ['[01]', 1], ['"a\nb"', 0], ['{"a": 1', 7], ['nul', 0]])('stops at the right place in %j', (text, offset) => {
    expect(jsonBreaksAt(text)).toBe(offset);
  });
  it('tells line and column', () => {
    expect(placeOf('a\n💡b', 4)).toEqual({ line: 2, column: 2 });
    expect(checkValue('{\n  "a": }', 'text')).toEqual({ kind: 'json', wrongAt: { line: 2, column: 8 } });
  });
});

describe('PEM', () => {
  const block = (label = 'KEY', end = label, body = 'QUJD\nREVG') => `-----BEGIN ${label}-----\n${body}\n-----END ${end}-----`;
  it('takes blocks, headers and text around them', () => {
    expect(checkPem(`${block()}\n`)).toEqual({ kind: 'pem', blocks: 1, wrong: undefined });
    expect(checkPem(`note\n${block('RSA PRIVATE KEY', 'RSA PRIVATE KEY', 'Proc-Type: 4,ENCRYPTED\nDEK-Info: AES,00\n\nQUJD')}\n${block()}`)).toMatchObject({ blocks: 2, wrong: undefined });
  });
  it.each([
    [block('A', 'B'), 'other-label', 4], [`${block()}\n-----END KEY-----`, 'no-begin', 5], ['-----BEGIN KEY-----\nQUJD', 'no-end', 1], [block('K', 'K', 'QU*D'), 'not-base64', 2], [block('K', 'K', ''), 'empty', 1], ['hello', 'no-begin', 1],
    [`-----BEGIN A-----\nQUJD\n${block()}`, 'no-end', 1], [block('K', 'K', 'QUJDE'), 'not-base64', 2],
  ])('says what is wrong and in which line', (text, code, line) => {
    expect(checkPem(text).wrong).toEqual({ code, line });
  });
  it('is asked for what looks like it, or was it', () => {
    expect(checkValue('plain', 'text')).toBeUndefined();
    expect(checkValue('plain', 'pem')?.kind).toBe('pem');
    expect(checkValue('  ', 'json')).toBeUndefined();
  });
});

describe('white space', () => {
  it('is marked, and of everything else only the width is left', () => {
    expect(whiteSpaceMarks('a b\tc\u00a0\r\n')).toBe(' · → °␍¬\n');
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => !/[^\s·→°␍¬]/.test(whiteSpaceMarks(text))));
  });
});

describe('strength', () => {
  it('counts chance, not characters', () => {
    expect(strengthOf({ kind: 'hex', bytes: 16 })).toBe(128);
    expect(strengthOf({ kind: 'words', words: 6, separator: '-' })).toBe(66);
    expect(Math.floor(strengthOf({ kind: 'characters', length: 32, alphabet: 'letters-digits' }))).toBe(190);
  });
});
