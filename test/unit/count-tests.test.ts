// The last line of npm test must not lie.
import { expect, test } from 'vitest';
import { countTests, countsLine, skipLines } from '../../build/count-tests.ts';

const file = (status: string, ...tests: readonly string[]) => ({ status, assertionResults: tests.map((one) => ({ status: one })) });

test('passed, failed and skipped are added up over files', () => {
  const counts = countTests({ testResults: [file('passed', 'passed', 'passed', 'skipped'), file('failed', 'passed', 'failed', 'todo', 'pending')] }, false);
  expect(counts).toEqual({ passed: 3, failed: 1, skipped: 3 });
  expect(countsLine(counts)).toBe('3 passed, 1 failed, 3 skipped');
  expect(countsLine({ passed: 3, failed: 0, skipped: 0 })).toBe('3 passed, 0 failed');
});
test('a file that could not be loaded is a failure', () => {
  expect(countTests({ testResults: [file('failed'), file('passed', 'passed')] }, false)).toMatchObject({ passed: 1, failed: 1 });
  expect(countTests({ testResults: [file('failed', 'passed')] }, false)).toMatchObject({ passed: 1, failed: 1 });
});
test('a run that ended badly, answered nothing or ran nothing is a failure', () => {
  expect(countTests({ testResults: [file('passed', 'passed')] }, false)).toMatchObject({ passed: 1, failed: 1 });
  expect(countTests(undefined, true)).toMatchObject({ failed: 1 });
  expect(countTests({ testResults: [] }, true)).toMatchObject({ failed: 1 });
  expect(countTests({ testResults: [file('passed', 'skipped')] }, true)).toMatchObject({ failed: 1, skipped: 1 });
});
test('loud skips are repeated at the end, once each', () => {
  expect(skipLines('a\n!! SKIPPED: no sops\n\u001B[33m !! SKIPPED: no sops\u001B[39m\nb !! SKIPPED: not a line\n!! SKIPPED: no strace\n')).toEqual(['!! SKIPPED: no sops', '!! SKIPPED: no strace']);
});
