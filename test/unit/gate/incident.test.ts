// What an unexpected failure leaves in the log: where, never what.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reportIncident } from '../../../electron/core/gate/index.ts';

const canary = 'canary77c1e0aa';
function logOf(error: unknown): string {
  const lines: string[] = [];
  const id = reportIncident((line) => { lines.push(line); }, new Date('2026-11-22T09:00:00Z'), 'room.call', error);
  expect(id).toMatch(/^[0-9a-f]{12}$/);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(new RegExp(`^2026-11-22T09:00:00\\.000Z incident ${id} room\\.call `));
  return lines[0] ?? '';
}
function thrower(message: string): Error {
  return new TypeError(message);
}

test('redacted-log: the kind of the error, its code and its frames are kept', () => {
  expect(logOf(thrower('anything'))).toMatch(/ TypeError thrower@incident\.test\.ts:\d+:\d+ < /);
  expect(logOf(Object.assign(new Error('a'), { code: 'ENOSPC' }))).toContain(' ENOSPC ');
});
test('redacted-log: no message, in whatever it hides', () => {
  const renamed = new Error('a');
  renamed.name = canary;
  const lied = new Error('a');
  lied.stack = `Error: ${canary}\n    at ${canary} (${canary})`;
  const changed = new Error(`\n    at ${canary} (/x/${canary}.js:1:2)`);
  changed.message = 'another';
  const emptied = new Error(`\n    at ${canary} (/x/${canary}.js:1:2)`);
  emptied.message = '';
  const shapes: readonly unknown[] = [
    new Error(canary), new Error(`a\n${canary}`), new Error('a', { cause: new Error(canary) }), new AggregateError([new Error(canary)]), renamed, lied, changed, emptied,
    Object.assign(new Error('a'), { code: canary }), Object.assign(new Error('a'), { code: `E${canary.toUpperCase()}!` }), Object.assign(new Error('a'), { path: canary, spawnargs: [canary] }), canary, [canary], { stack: canary }, null, undefined, 7,
  ];
  for (const shape of shapes) expect(logOf(shape)).not.toContain(canary);
});
test('redacted-log: a message that looks like frames is still a message', () => {
  for (const text of [`a\n    at ${canary} (/x/y.js:1:2)`, `    at ${canary} (y.js:1:2)`, `a\n    at async ${canary} (file:///x/y.js:1:2)\n    at y.js:1:2`, `a\n    at /x/${canary}.js:1:2`]) expect(logOf(new Error(text))).not.toContain(canary);
});
test('redacted-log: folders are left out, on every platform', () => {
  const error = new Error('a');
  error.stack = `Error: a\n    at run (/home/${canary}/app/main.js:1:2)\n    at C:\\Users\\${canary}\\app\\main.js:3:4\n    at load (file:///home/${canary}/cli.js:5:6)`;
  const line = logOf(error);
  expect(line).toContain('run@main.js:1:2 < anonymous@main.js:3:4 < load@cli.js:5:6');
  expect(line).not.toContain(canary);
});
test('redacted-log: any message whatever leaves nothing but frames of files that exist', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
    expect(logOf(new Error(`${text}\n    at ${canary} (a.js:1:1)\n${text}`))).not.toContain(canary);
  }));
});
