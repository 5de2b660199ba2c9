// What a person types or pastes where nothing is shown.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { valueOf } from '../../../electron/cli/stdin.ts';
import { createTypedLine, type Typed } from '../../../electron/cli/typed-line.ts';

/** The first answer that is not “more”. */
function type(...chunks: readonly string[]): Typed {
  const line = createTypedLine();
  for (const chunk of chunks) {
    const typed = line.take(chunk);
    if (typed.state !== 'more') return typed;
  }
  return { state: 'more' };
}
const paste = (text: string): string => `\u001b[200~${text}\u001b[201~`;

describe('a typed line', () => {
  test('ends with Enter, and takes corrections', () => {
    expect(type('canary', '\r')).toEqual({ state: 'done', value: 'canary' });
    expect(type('cab\u007fnary\b\by\r')).toEqual({ state: 'done', value: 'canay' });
    expect(type('😀\u007fok\n')).toEqual({ state: 'done', value: 'ok' });
    expect(type('wrong\u0015right\r')).toEqual({ state: 'done', value: 'right' });
    expect(type('a\u001b[Db\u001bOCc\u001bd\r')).toEqual({ state: 'done', value: 'abc' });
  });

  test('a paste may hold lines; its own last line end is not part of the value', () => {
    expect(type(paste('line one\rline two\r'), '\r')).toEqual({ state: 'done', value: 'line one\nline two' });
    expect(type('\u001b[200~begin', ' end\u001b[201~', '\r')).toEqual({ state: 'done', value: 'begin end' });
  });

  test('lines after the first, where the terminal does not mark a paste, are refused and not left for the shell', () => {
    expect(type('line one\rrm -rf x\r')).toEqual({ state: 'surplus' });
    expect(type('one\r\n')).toEqual({ state: 'done', value: 'one' });
  });

  test('nothing typed and Ctrl+C change nothing', () => {
    expect(type('\r')).toEqual({ state: 'empty' });
    expect(type('abc\u0003')).toEqual({ state: 'cancelled' });
    expect(type('\u0004')).toEqual({ state: 'cancelled' });
    expect(type('abc\u0004')).toEqual({ state: 'done', value: 'abc' });
  });

  test('in whatever pieces the keys arrive, a paste comes through whole', () => {
    const piece = fc.string({ unit: fc.constantFrom('a', 'é', '\r', ' ', '=', '[', '~', '2', '😀'), maxLength: 12 });
    fc.assert(fc.property(piece, piece, fc.array(fc.nat(60), { maxLength: 6 }), (typed, text, cuts) => {
      const before = typed.replaceAll('\r', '');
      const stream = `${before}${paste(`${text}x`)}\r`;
      // A terminal sends the escape character together with what follows it.
      const places = [...new Set(cuts)].filter((at) => at < stream.length && stream[at - 1] !== '\u001b').toSorted((x, y) => x - y);
      const pieces = [...places, stream.length].map((at, index, list) => stream.slice(list[index - 1] ?? 0, at));
      expect(type(...pieces)).toEqual({ state: 'done', value: `${before}${text.replaceAll('\r', '\n')}x` });
    }), { numRuns: 500 });
  });
});

describe('a piped value', () => {
  test('loses exactly one line feed', () => {
    fc.assert(fc.property(fc.string(), (text) => {
      expect(valueOf(Buffer.from(`${text}\n`.toWellFormed(), 'utf8'))).toBe(text.toWellFormed());
    }));
    expect(valueOf(Buffer.from('a\n\n'))).toBe('a\n');
    expect(valueOf(Buffer.from('a\r\n'))).toBe('a\r');
    expect(valueOf(Buffer.from('\n'))).toBe('');
    expect(valueOf(Buffer.from('\ufeffa'))).toBe('\ufeffa');
  });

  test('nothing at all, and bytes that are no text, are refused', () => {
    expect(() => valueOf(Buffer.alloc(0))).toThrow('no-value-given');
    expect(() => valueOf(Buffer.from([0xff, 0xfe]))).toThrow('value-not-text');
    expect(() => valueOf(Buffer.alloc(4 * 1024 * 1024 + 2, 97))).toThrow('value-too-large');
  });
});
