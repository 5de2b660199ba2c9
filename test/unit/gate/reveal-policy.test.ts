// How often a window may be given a secret.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRevealPolicy } from '../../../electron/core/gate/index.ts';
import { Refusal } from '../../../electron/core/refusal.ts';
import { fakeClock } from '../../fakes/clock.ts';

function policyAt(focused = true) {
  const clock = fakeClock();
  const policy = createRevealPolicy({ focused: () => focused }, clock);
  /** 0 when it passed, else how long to wait. */
  function attempt(): number {
    try {
      policy.check('window');
      return 0;
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'slow-down') throw error;
      return Number(error.data['retryAfterMs']);
    }
  }
  return { clock, policy, attempt };
}

test('reveal-policy: one per 300 ms, and it says how long to wait', () => {
  const { clock, attempt } = policyAt();
  expect(attempt()).toBe(0);
  clock.advance(299);
  expect(attempt()).toBe(1);
  clock.advance(1);
  expect(attempt()).toBe(0);
});
test('reveal-policy: 30 per minute, a minute that slides', () => {
  const { clock, attempt } = policyAt();
  for (let n = 0; n < 30; n += 1) {
    expect(attempt()).toBe(0);
    clock.advance(1000);
  }
  expect(attempt()).toBe(30_000);
  clock.advance(30_000);
  expect(attempt()).toBe(0);
  clock.advance(300);
  expect(attempt()).toBe(700);
});
test('reveal-policy: only while the window is focused; what was refused is not counted', () => {
  const { policy } = policyAt(false);
  for (let n = 0; n < 40; n += 1) expect(() => { policy.check('window'); }).toThrow('not-focused');
  const { clock, attempt } = policyAt();
  attempt();
  for (let n = 0; n < 100; n += 1) expect(attempt()).toBe(300);
  clock.advance(300);
  expect(attempt()).toBe(0);
});
test('the command line is no screen', () => {
  const { policy } = policyAt(false);
  for (let n = 0; n < 100; n += 1) expect(() => { policy.check('cli'); }).not.toThrow();
});
test('reveal-policy: no schedule of attempts gets more than 30 in any minute or two within 300 ms', () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 5000 }), { maxLength: 120 }), (gaps) => {
    const { clock, attempt } = policyAt();
    const passed: number[] = [];
    for (const gap of gaps) {
      clock.advance(gap);
      if (attempt() === 0) passed.push(clock.monotonic());
    }
    return passed.every((at, index) => {
      const before = passed[index - 1];
      const earlier = passed[index - 30];
      return (before === undefined || at - before >= 300) && (earlier === undefined || at - earlier >= 60_000);
    });
  }));
});
