// A token is renewed in time, through sleep, errors and very long times, and never in a storm.
import { expect, test } from 'vitest';
import { Refusal } from '../../../electron/core/refusal.ts';
import { keepRenewed, type Lease } from '../../../electron/core/vault/renewal.ts';
import { fakeClock } from '../../fakes/clock.ts';

const hour = 3_600_000;
const settled = async (): Promise<void> => { for (let turns = 0; turns < 5; turns += 1) await Promise.resolve(); };

function start(seconds: number, renew: (at: number) => Lease | Refusal, renewable = true) {
  const clock = fakeClock();
  const began = clock.now().getTime();
  const renewed: number[] = [];
  let ended = 0;
  const stop = keepRenewed({
    clock,
    renew() {
      const at = clock.now().getTime() - began;
      renewed.push(at);
      const answer = renew(at);
      if (answer instanceof Refusal) return Promise.reject(answer);
      return Promise.resolve({ ...answer, since: answer.since + began, ends: answer.ends + began });
    },
    ended() { ended += 1; },
  }, { since: began, ends: began + seconds * 1000, renewable });
  async function pass(ms: number, step = 60_000): Promise<void> {
    for (let left = ms; left > 0; left -= step) {
      clock.advance(Math.min(step, left));
      await settled();
    }
  }
  return { clock, renewed, stop, pass, ended: () => ended };
}

test('at two thirds of its time, again and again', async () => {
  const at = start(3600, (now) => ({ since: now, ends: now + hour, renewable: true }));
  await at.pass(hour * 0.6);
  expect(at.renewed).toEqual([]);
  await at.pass(hour * 2);
  expect(at.renewed).toEqual([hour * 2 / 3, hour * 4 / 3, hour * 2]);
  expect(at.ended()).toBe(0);
});

test('768 hours are no storm', async () => {
  const at = start(768 * 3600, (now) => ({ since: now, ends: now + 768 * hour, renewable: true }));
  await at.pass(10 * hour);
  expect(at.renewed).toEqual([]);
  await at.pass(502.1 * hour, hour);
  expect(at.renewed).toHaveLength(1);
});

test('a server that is away is asked again, later each time; a longer sleep than the token ends it once', async () => {
  let away = true;
  const at = start(3600, (now) => (away ? new Refusal('unreachable') : { since: now, ends: now + hour, renewable: true }));
  await at.pass(hour * 0.8);
  expect(at.renewed.length).toBeGreaterThan(2);
  expect(at.renewed.length).toBeLessThan(8);
  away = false;
  await at.pass(hour * 0.15);
  const last = at.renewed.at(-1) ?? 0;
  expect(last).toBeGreaterThan(hour * 0.8);
  expect(at.ended()).toBe(0);
  // The machine sleeps: one long step.
  at.clock.advance(3 * hour);
  await settled();
  await at.pass(5 * 60_000);
  expect(at.ended()).toBe(1);
  expect(at.clock.waiting()).toBe(0);
});

test('a sleep over the time of the renewal, and not of the token, is made up for', async () => {
  const at = start(3600, (now) => ({ since: now, ends: now + hour, renewable: true }));
  await at.pass(10 * 60_000);
  await at.pass(45 * 60_000, 45 * 60_000);
  await at.pass(60_000);
  expect(at.renewed.length).toBeGreaterThan(0);
  expect(at.ended()).toBe(0);
});

test('a renewal that gives nothing more is the last one, and one that is refused for good too', async () => {
  const cut = start(3600, () => ({ since: 0, ends: hour, renewable: true }));
  await cut.pass(hour * 0.99);
  expect(cut.renewed).toHaveLength(1);
  await cut.pass(hour * 0.05);
  expect(cut.ended()).toBe(1);
  const refused = start(3600, () => new Refusal('not-renewable'));
  await refused.pass(hour * 0.99);
  expect(refused.renewed).toHaveLength(1);
  const dead = start(3600, () => new Refusal('token-invalid'));
  await dead.pass(hour * 0.7);
  expect([dead.renewed.length, dead.ended(), dead.clock.waiting()]).toEqual([1, 1, 0]);
  const never = start(3600, () => new Refusal('internal'), false);
  await never.pass(hour * 1.1);
  expect([never.renewed.length, never.ended()]).toEqual([0, 1]);
});

test('stopped is stopped', async () => {
  const at = start(3600, (now) => ({ since: now, ends: now + hour, renewable: true }));
  at.stop();
  await at.pass(2 * hour);
  expect([at.renewed.length, at.ended(), at.clock.waiting()]).toEqual([0, 0, 0]);
});
