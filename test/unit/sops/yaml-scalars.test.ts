// Plain scalars of YAML: what type sops takes them for, and how it spells the values that it writes.
import { describe, expect, it } from 'vitest';
import { resolvePlain } from '../../../electron/core/sops/formats/yaml/resolve.ts';
import { writeScalar } from '../../../electron/core/sops/formats/yaml/write-scalar.ts';

describe('a plain scalar', () => {
  it.each([
    ['true', 'bool', 'True'], ['FALSE', 'bool', 'False'], ['yes', 'str', 'yes'], ['on', 'str', 'on'], ['~', 'null', ''], ['', 'null', ''], ['Null', 'null', ''], ['nULL', 'str', 'nULL'],
    ['0x1F', 'int', '31'], ['-0x10', 'int', '-16'], ['012', 'int', '10'], ['0o17', 'int', '15'], ['0b11', 'int', '3'], ['1_000', 'int', '1000'], ['+1', 'int', '1'], ['-9223372036854775808', 'int', '-9223372036854775808'],
    ['9223372036854775808', 'uint', ''], ['18446744073709551616', 'float', '18446744073709552000'], ['09', 'float', '9'], ['1e3', 'float', '1000'], ['5.', 'float', '5'], ['.5', 'float', '0.5'], ['1.0', 'float', '1'], ['1e400', 'str', '1e400'], ['.', 'str', '.'],
    ['.inf', 'float', '+Inf'], ['-.INF', 'float', '-Inf'], ['.NaN', 'float', 'NaN'], ['0x', 'str', '0x'], ['1:30', 'str', '1:30'], ['--1', 'str', '--1'],
    ['2020-1-2', 'time', '2020-01-02T00:00:00Z'], ['2020-01-02T03:04:05.678+02:00', 'time', '2020-01-02T03:04:05.678+02:00'], ['2020-01-02 03:04:05.50', 'time', '2020-01-02T03:04:05.5Z'], ['2020-01-02t3:4:5Z', 'time', '2020-01-02T03:04:05Z'],
    ['2020-02-30', 'str', '2020-02-30'], ['2020-01-02T03:04:05', 'str', '2020-01-02T03:04:05'], ['2020-01-02 03:04:05Z', 'str', '2020-01-02 03:04:05Z'], ['2000-02-29', 'time', '2000-02-29T00:00:00Z'], ['1900-02-29', 'str', '1900-02-29'],
  ])('%s is of type %s', (source, type, text) => {
    expect(resolvePlain(source)).toEqual({ type, text });
  });
});

describe('a value', () => {
  const room = { column: 0, blockColumn: 4 };
  const str = (text: string): string => writeScalar({ type: 'str', text }, room);
  it.each([
    ['plain', 'plain'], ['', '""'], ['yes', '"yes"'], ['12', '"12"'], ['2020-01-02', '"2020-01-02"'], ['1:30', '"1:30"'], ['null', '"null"'], ['a: b', "'a: b'"], ['a:b', 'a:b'], ['a #b', "'a #b'"], ['a#b', 'a#b'], ['a\u00A0#b', 'a\u00A0#b'], ['#x', "'#x'"], ["- it's", "'- it''s'"],
    ['-x', '-x'], [' x', "' x'"], ['a\tb', '"a\\tb"'], ['a\rb', '"a\\rb"'], ['😀', '"\\U0001F600"'], ['é', 'é'], ['\u0001', '"\\x01"'], ['\uFEFF', '"\\uFEFF"'], ['a\nb', '|-\n    a\n    b'], ['a\n', '|\n    a'], ['a\n\n', '|+\n    a\n'], [' a\nb', '|4-\n     a\n    b'],
    ['a \nb', '"a \\nb"'], ['\ta\n', '"\\ta\\n"'], ['\n\ta', '|4-\n\n    \ta'], ['ENC[AES256_GCM,data:a,iv:b,tag:c,type:str]', 'ENC[AES256_GCM,data:a,iv:b,tag:c,type:str]'], ['---', "'---'"], ['\\', '\\'], ['"', "'\"'"],
  ])('%j is written as %j', (text, written) => {
    expect(str(text)).toBe(written);
  });
  it('of another type is spelled as sops does', () => {
    expect([['float', '1000000'], ['float', '1000'], ['float', '+Inf'], ['float', 'NaN'], ['float', '0.0000001'], ['bool', 'True'], ['null', ''], ['int', '5']].map(([type = '', text = '']) => writeScalar({ type: type as 'float', text }, room))).toEqual(['1e+06', '1000', '.inf', '.nan', '1e-07', 'true', 'null', '5']);
    expect(writeScalar({ type: 'str', text: '', bytes: Buffer.from([0xff]) }, room)).toBe('!!binary /w==');
  });
  it('in brackets is quoted where a bracket or comma would end it', () => {
    expect([writeScalar({ type: 'str', text: 'a, b' }, undefined, true), writeScalar({ type: 'str', text: 'ENC[x]' }, undefined, true), writeScalar({ type: 'str', text: 'a\nb' }, undefined, true), writeScalar({ type: 'str', text: 'ab' }, undefined, true)]).toEqual(['"a, b"', '"ENC[x]"', '"a\\nb"', 'ab']);
  });
});
