// When the person counts as away, on a clock that a test moves and a machine that a test speaks for.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAttention, type Attention } from '../../../electron/core/attention/index.ts';
import { fakePorts, type FakePorts } from '../../fakes/ports.ts';

let ports: FakePorts;
let lapses = 0;
let asked = 0;
let attention: Attention;
beforeEach(() => {
  ports = fakePorts();
  [lapses, asked] = [0, 0];
  const power = { ...ports.power, idleSeconds: () => { asked += 1; return ports.power.idleSeconds(); } };
  attention = createAttention({ power, clock: ports.clock, lapsed: () => { lapses += 1; } });
});
afterEach(() => { ports.fake.remove(); });

/** Minutes in which nobody touches the machine. */
function leaveFor(minutes: number): void {
  for (let second = 0; second < minutes * 60; second += 1) {
    ports.fake.idleSeconds += 1;
    ports.fake.clock.advance(1000);
  }
}
/** Minutes in which somebody is at it all the time. */
function workFor(minutes: number): void {
  ports.fake.idleSeconds = 0;
  ports.fake.clock.advance(minutes * 60_000);
}

describe('attention', () => {
  it.each(['suspend', 'resume', 'screen-locked'] as const)('lapses at once on %s', (news) => {
    attention.start();
    ports.fake.tell(news);
    expect(lapses).toBe(1);
  });
  it('does not lapse when the screen is opened again', () => {
    attention.start();
    ports.fake.tell('screen-unlocked');
    expect(lapses).toBe(0);
  });

  it('lapses when nobody touched the machine for five minutes, and once for each absence', () => {
    attention.start();
    leaveFor(4.9);
    expect(lapses).toBe(0);
    leaveFor(0.6);
    expect(lapses).toBe(1);
    leaveFor(60);
    expect(lapses).toBe(1);
    workFor(7);
    expect(lapses).toBe(1);
    leaveFor(5.5);
    expect(lapses).toBe(2);
  });

  it('sees every absence of five minutes half a minute late at most, whenever it begins', () => {
    attention.start();
    for (const worked of [0.1, 1, 3, 4.99, 5, 5.01, 9, 13.3]) {
      const before = lapses;
      workFor(worked);
      leaveFor(5.5);
      expect([worked, lapses]).toEqual([worked, before + 1]);
    }
  });

  it('asks at most every 30 s, and every five minutes while somebody works', () => {
    attention.start();
    workFor(60);
    expect(asked).toBe(13);
    ports.fake.idleSeconds = 295;
    ports.fake.clock.advance(5 * 60_000);
    const before = asked;
    ports.fake.clock.advance(5 * 60_000);
    expect(asked - before).toBe(10);
  });

  it('costs nothing while no window is open', () => {
    expect([ports.fake.watching(), ports.fake.clock.waiting()]).toEqual([0, 0]);
    attention.start();
    attention.start();
    expect([ports.fake.watching(), ports.fake.clock.waiting()]).toEqual([1, 1]);
    attention.stop();
    expect([ports.fake.watching(), ports.fake.clock.waiting()]).toEqual([0, 0]);
    ports.fake.tell('suspend');
    leaveFor(10);
    expect(lapses).toBe(0);
  });
});
