// Values as D-Bus lays them out: what was written reads back, and whatever a broken bus sends ends in an error, never in a wait.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readValues, typesOf, writeValues } from '../../../electron/node-ports/bus-values.ts';
import { busPath } from '../../../electron/node-ports/session-bus.ts';

test('a signature is taken apart into its complete types', () => {
  expect(typesOf('')).toEqual([]);
  expect(typesOf('sao(oayays)a{oa{sv}}v')).toEqual(['s', 'ao', '(oayays)', 'a{oa{sv}}', 'v']);
});

test('texts, numbers, lists and tables read back as they were written', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 20 }).filter((one) => !one.includes('\0'));
  fc.assert(fc.property(text, fc.nat(), fc.dictionary(text.filter((key) => key !== '__proto__'), text), fc.array(text), text, (first, number, table, list, last) => {
    const bytes = writeValues('sua{ss}aosv', [first, number, table, list, last, last]);
    expect(readValues('sua{ss}aosv', bytes)).toEqual([first, number, { ...table }, list, last, last]);
  }));
});

test('what is cut off or nonsense is refused, and nothing is waited for', () => {
  const whole = writeValues('sa{ss}', ['text', { service: 'coffre', account: 'a' }]);
  for (let length = 0; length < whole.length; length += 1) expect(() => readValues('sa{ss}', whole.subarray(0, length)), String(length)).toThrow();
  for (const signature of ['a()', 'x', '(', 'a', '()']) expect(() => readValues(signature, Buffer.alloc(16, 1)), signature).toThrow();
  fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'souybva(){}') , maxLength: 12 }), fc.uint8Array({ maxLength: 64 }), (signature, bytes) => {
    try {
      readValues(signature, Buffer.from(bytes));
    } catch (error) {
      expect(error).toBeInstanceOf(Error);
    }
  }));
});

test('the address of a bus names its socket, or nothing that we could reach', () => {
  expect(busPath('unix:path=/run/user/1000/bus,guid=1')).toBe('/run/user/1000/bus');
  expect(busPath('unix:guid=1,path=/tmp/a%20b')).toBe('/tmp/a b');
  expect(busPath('tcp:host=localhost,port=1;unix:abstract=/tmp/dbus-x')).toBe('\0/tmp/dbus-x');
  for (const address of [undefined, '', 'tcp:host=localhost', 'launchd:env=X', 'autolaunch:']) expect(busPath(address)).toBeUndefined();
});
