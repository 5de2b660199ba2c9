// From words to a command: options anywhere, nothing guessed, nothing repeated that could be a secret.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Failure } from '../../../electron/cli/failure.ts';
import { commands } from '../../../electron/cli/grammar.ts';
import { nearest } from '../../../shared/text/index.ts';
import { parse } from '../../../electron/cli/parse.ts';

function refused(...argv: readonly string[]): { readonly code: string; readonly data: unknown } {
  try {
    parse(argv);
  } catch (error) {
    if (error instanceof Failure) return { code: error.code, data: error.data };
    throw error;
  }
  throw new Error('was not refused');
}

describe('parse', () => {
  test('takes options before, between and after, and stops at --', () => {
    for (const argv of [['file', 'decrypt', 'F', '-o', 'X'], ['file', 'decrypt', '-oX', 'F'], ['-o', 'X', 'file', 'decrypt', 'F'], ['file', '--output=X', 'decrypt', '--', 'F']]) {
      expect(parse(argv)).toMatchObject({ command: { name: 'file decrypt' }, arguments: ['F'], options: { output: 'X' } });
    }
    expect(parse(['file', 'get', '--', '-F', '--json'])).toMatchObject({ arguments: ['-F', '--json'], options: {} });
    expect(parse(['file', 'verify', 'a', 'b', 'c']).arguments).toEqual(['a', 'b', 'c']);
    expect(parse([]).command).toBeUndefined();
    expect(parse(['file', '--help'])).toMatchObject({ command: undefined, group: 'file' });
  });

  test('says what is wrong, and what was probably meant', () => {
    expect(refused('fiel')).toEqual({ code: 'unknown-command', data: { typed: 'fiel', meant: 'file' } });
    expect(refused('file', 'shwo', 'F')).toEqual({ code: 'unknown-command', data: { typed: 'file shwo', meant: 'file show' } });
    expect(refused('get')).toEqual({ code: 'unknown-command', data: { typed: 'get', meant: 'file get' } });
    expect(refused('file')).toMatchObject({ code: 'missing-argument', data: { name: 'COMMAND' } });
    expect(refused('file', 'get', 'F')).toMatchObject({ code: 'missing-argument', data: { name: 'KEY' } });
    expect(refused('file', 'get', 'F', 'K', 'X')).toMatchObject({ code: 'extra-argument' });
    expect(refused('file', 'get', '--jsno')).toMatchObject({ code: 'unknown-option', data: { typed: '--jsno', meant: '--json' } });
    expect(refused('file', 'get', '--json=yes')).toMatchObject({ code: 'option-takes-no-value' });
    expect(refused('file', 'decrypt', 'F', '-o')).toMatchObject({ code: 'option-needs-value' });
    expect(refused('file', 'decrypt', 'F', '--output=')).toMatchObject({ code: 'option-needs-value' });
  });

  test('an option that may be given several times keeps each; one of a few takes no other', () => {
    expect(parse(['file', 'encrypt', 'F', '--age', 'a', '-o', 'X', '--age=b'])).toMatchObject({ arguments: ['F'], options: { output: 'X', age: 'b' }, repeated: { age: ['a', 'b'] } });
    expect(parse(['file', 'encrypt', '-', '--input-type', 'json'])).toMatchObject({ arguments: ['-'], options: { 'input-type': 'json' }, repeated: {} });
    expect(parse(['file', 'set', 'F', 'a.b[0]', '-tint'])).toMatchObject({ arguments: ['F', 'a.b[0]'], options: { type: 'int' } });
    expect(refused('file', 'set', 'F', 'K', '--type', 'canary-2c')).toEqual({ code: 'bad-choice', data: { typed: '--type', allowed: 'str, int, float, bool, null, time', command: 'file set' } });
    expect(refused('file', 'encrypt', 'F', '--age')).toMatchObject({ code: 'option-needs-value' });
    expect(parse(['file', 'diff', 'F', '--rev', 'HEAD~1'])).toMatchObject({ arguments: ['F'], options: { rev: 'HEAD~1' } });
    expect(refused('file', 'rename', 'F', 'a')).toMatchObject({ code: 'missing-argument', data: { name: 'NEW' } });
  });

  test('no-value-in-argv: a value on the command line is refused, however it is given, and is not repeated', () => {
    const secret = 'canary-a49f';
    for (const rest of [['F', 'K', secret], ['F', `K=${secret}`], [`K=${secret}`, 'F'], ['F', 'K', '--', `-${secret}`], ['F', 'K', secret, secret]]) {
      expect(refused('file', 'set', ...rest), rest.join(' ')).toEqual({ code: 'value-in-arguments', data: {} });
    }
    for (const rest of [['F', 'K', `--value=${secret}`], ['F', 'K', `-${secret}`], ['F', 'K', `--${secret}`], ['F', 'K', `--json=${secret}`]]) {
      expect(JSON.stringify(refused('file', 'set', ...rest)), rest.join(' ')).not.toMatch(/canary|a49f/);
    }
  });

  test('never throws anything but a failure with a code, and never repeats a word that does not look like a command', () => {
    const words = fc.oneof(fc.constantFrom(...commands.flatMap(({ name }) => name.split(' ')), '--json', '--', '-o', '--output', '--help', '-', '--=', '='), fc.string({ unit: 'binary' }));
    fc.assert(fc.property(fc.array(words, { maxLength: 6 }), (argv) => {
      try {
        parse([...argv, 'Canary-77']);
      } catch (error) {
        expect(error).toBeInstanceOf(Failure);
        expect(JSON.stringify((error as Failure).data)).not.toContain('Canary-77');
      }
    }));
  });
});

describe('nearest', () => {
  test('one slip in a short word, two in a longer one, never further', () => {
    expect(nearest('shwo', ['show', 'set'])).toBe('show');
    expect(nearest('gt', ['get', 'set'])).toBe('get');
    expect(nearest('verfyi', ['verify'])).toBe('verify');
    expect(nearest('xyz', ['get', 'set'])).toBe('');
  });
});
