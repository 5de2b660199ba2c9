// Lock, second step, lock-out and sessions as one machine: random events over several programs, restarts and clocks that jump, held against a model that knows the rules and nothing of the program.
import fc from 'fast-check';
import { Secret, TOTP } from 'otpauth';
import { afterEach, expect, test } from 'vitest';
import { createFactor } from '../../../electron/core/factor/index.ts';
import type { Ports } from '../../../electron/core/ports.ts';
import { createProfile, type ProfileRoom } from '../../../electron/core/profile/index.ts';
import { createSessions } from '../../../electron/core/sessions/index.ts';
import { fakePorts, type FakePorts } from '../../fakes/ports.ts';
import { cheap, context, noParking, refusalOf } from '../profile/kit.ts';
import { commandsOf, type Command as CommandOf } from './model-command.ts';

const deep = process.env['COFFRE_DEEP'] === '1';
const rounds = deep ? 10_000 : 12;
const quarterMs = 15 * 60_000;
const waitForCodeMs = 5 * 60_000;
const passphrase = 'canary-model correct horse';
const programs = 4;
const limit = 2;

type State = 'locked' | 'half' | 'open';
interface Model {
  readonly states: State[];
  /** When each half-open door was opened. */
  readonly since: number[];
  /** Monotonic times of tries that count. */
  tries: number[];
  /** The newest step that was taken. */
  lastStep: number;
  now: number;
}
interface Real {
  readonly ports: FakePorts;
  readonly rooms: Program[];
  readonly key: string;
  /** What the app shows at a step. */
  code(step: number): string;
  /** How far the wall clock was moved. */
  moved: number;
}
interface Program {
  readonly room: ProfileRoom;
}
type Command = CommandOf<Model, Real>;

/** As the rules say: once there were five, all of them count until a quarter of an hour after the last. */
function waiting(model: Model): boolean {
  const last = model.tries.at(-1);
  if (last === undefined) return false;
  if (model.tries.length >= 5) {
    if (model.now - last < quarterMs) return true;
    model.tries = [];
    return false;
  }
  model.tries = model.tries.filter((at) => model.now - at < quarterMs);
  return false;
}
const openCount = (model: Model): number => model.states.filter((state) => state === 'open').length;
/** Doors that were half open for too long are closed. */
function settle(model: Model): void {
  for (const [at, state] of model.states.entries()) if (state === 'half' && model.now - (model.since[at] ?? 0) >= waitForCodeMs) model.states[at] = 'locked';
}
const stepNow = (real: Real): number => Math.floor(real.ports.clock.now().getTime() / 30_000);

function begin(ports: FakePorts, moved: () => number): Program {
  const own: Ports = { ...ports, clock: { ...ports.clock, now: () => new Date(ports.clock.now().getTime() + moved()) } };
  const sessions = createSessions({ ports: own, profile: () => room, limit: () => Promise.resolve(limit) });
  const room: ProfileRoom = createProfile({ ports: own, emit: () => undefined, parking: noParking, sessions, cost: cheap });
  return { room };
}
const roomOf = (real: Real, at: number): ProfileRoom => {
  const program = real.rooms[at];
  if (program === undefined) throw new Error('no such program');
  return program.room;
};
async function look(model: Model, real: Real): Promise<void> {
  for (const [at, state] of model.states.entries()) {
    const told = await roomOf(real, at).handlers.getState({}, context);
    expect([told.state, told.wantsCode], `program ${String(at)}`).toEqual(state === 'open' ? ['unlocked', false] : ['locked', state === 'half']);
  }
  expect(openCount(model)).toBeLessThanOrEqual(limit);
}

const command = commandsOf<Model, Real>(settle, look);

function passes(model: Model, at: number): string {
  if (openCount(model) >= limit) {
    model.states[at] = 'locked';
    return 'too-many-sessions';
  }
  model.states[at] = 'open';
  return 'not refused';
}
const rightPassphrase = (at: number): Command => command(`right passphrase ${String(at)}`, async (model, real) => {
  const code = await refusalOf(() => roomOf(real, at).handlers.unlockWithPassphrase({ value: passphrase }, context));
  if (waiting(model)) expect(code).toBe('locked-out');
  else if (model.states[at] === 'open') {
    model.tries = [];
    expect(code).toBe('not refused');
  } else {
    expect(code).toBe('code-needed');
    model.states[at] = 'half';
    model.since[at] = model.now;
  }
});
const wrongPassphrase = (at: number): Command => command(`wrong passphrase ${String(at)}`, async (model, real) => {
  const code = await refusalOf(() => roomOf(real, at).handlers.unlockWithPassphrase({ value: 'canary-model wrong' }, context));
  const wait = waiting(model);
  if (!wait) model.tries.push(model.now);
  expect(code).toBe(wait ? 'locked-out' : 'passphrase-wrong');
});
const typedCode = (at: number, off: number): Command => command(`code ${String(off)} steps off ${String(at)}`, async (model, real) => {
  const step = stepNow(real) + off;
  const code = await refusalOf(() => roomOf(real, at).handlers.unlockWithCode({ value: real.code(step) }, context));
  if (model.states[at] !== 'half') {
    expect(code).toBe('code-expired');
    return;
  }
  if (waiting(model)) {
    expect(code).toBe('locked-out');
    model.states[at] = 'locked';
    return;
  }
  // Each program's own clock decides; it was moved by whole steps.
  const shift = real.moved / 30_000;
  const right = Math.abs(off - shift) <= 1;
  if (right && step > model.lastStep) {
    model.lastStep = step;
    model.tries = [];
    expect(code).toBe(passes(model, at));
    return;
  }
  model.tries.push(model.now);
  expect(code).toBe(right ? 'code-used' : 'code-wrong');
  if (model.tries.length >= 5) model.states[at] = 'locked';
});
/** Passphrase and code in a row, and closed again: what was typed a moment ago is typed once more sooner or later. */
const whole = (at: number, off: number): Command => command(`in and out ${String(at)}`, async (model, real) => {
  for (const each of [rightPassphrase(at), typedCode(at, off), lock(at)]) await each.run(model, real);
});
const recoveryKey = (at: number): Command => command(`recovery key ${String(at)}`, async (model, real) => {
  const code = await refusalOf(() => roomOf(real, at).handlers.unlockWithRecoveryKey({ value: real.key }, context));
  model.tries = [];
  expect(code).toBe(model.states[at] === 'open' ? 'not refused' : passes(model, at));
});
const lock = (at: number): Command => command(`lock ${String(at)}`, async (model, real) => {
  await roomOf(real, at).handlers.lock({}, context);
  model.states[at] = 'locked';
});
const restart = (at: number): Command => command(`restart ${String(at)}`, async (model, real) => {
  await roomOf(real, at).dispose();
  real.rooms[at] = begin(real.ports, () => real.moved);
  model.states[at] = 'locked';
});
const wait = (ms: number): Command => ({
  check: () => true,
  async run(model, real) {
    real.ports.fake.clock.advance(ms);
    model.now = real.ports.clock.monotonic();
    settle(model);
    await look(model, real);
  },
  toString: () => `wait ${String(ms)}`,
});
const jump = (steps: number): Command => command(`clock by ${String(steps)} steps`, (_model, real) => {
  real.moved = steps * 30_000;
  return Promise.resolve();
});

const which = fc.nat({ max: programs - 1 });
const commands = [
  which.map(rightPassphrase), which.map(rightPassphrase), which.map(wrongPassphrase), fc.tuple(which, fc.constantFrom(-2, -1, 0, 0, 1, 2)).map(([at, off]) => typedCode(at, off)), fc.tuple(which, fc.constantFrom(-1, 0, 1)).map(([at, off]) => typedCode(at, off)),
  fc.tuple(which, fc.constantFrom(-1, 0, 1)).map(([at, off]) => whole(at, off)), fc.tuple(which, fc.constantFrom(0, 1)).map(([at, off]) => whole(at, off)), which.map(recoveryKey), which.map(lock), which.map(restart), fc.constantFrom(1000, 30_000, 61_000, 4 * 60_000, quarterMs).map(wait), fc.constantFrom(-120, -2, 0, 0, 1, 120).map(jump),
];

let made: readonly Real[] = [];
afterEach(async () => {
  for (const { rooms, ports } of made) {
    for (const { room } of rooms) await room.dispose();
    ports.fake.remove();
  }
  made = [];
});

async function setUp(): Promise<{ readonly model: Model; readonly real: Real }> {
  const ports = fakePorts();
  const first = begin(ports, () => 0);
  await first.room.handlers.create({ value: passphrase, keychain: false }, context);
  const written = async (write: (ref: string) => unknown): Promise<string> => {
    const sink = ports.fake.mintSink('stdout');
    await write(sink.ref);
    return sink.written()?.toString('utf8') ?? '';
  };
  const key = await written((sink) => first.room.handlers.writeRecoveryKey.run({ sink }, context));
  const factor = createFactor({ ports, enrolled: () => undefined, records: () => first.room.store(), hasRecoveryKey: () => Promise.resolve(true), consent: { prove: () => Promise.resolve(), required: () => Promise.resolve(false) } });
  const address = await written((sink) => factor.handlers.writeSetup.run({ sink }, context));
  const totp = new TOTP({ secret: Secret.fromBase32(new URL(address).searchParams.get('secret') ?? ''), digits: 6, period: 30 });
  const code = (step: number): string => totp.generate({ timestamp: step * 30_000 });
  const real: Real = { ports, rooms: [], key, code, moved: 0 };
  const step = stepNow(real);
  await factor.handlers.confirmSetup({ value: code(step) }, context);
  await first.room.dispose();
  for (let at = 0; at < programs; at += 1) real.rooms.push(begin(ports, () => real.moved));
  made = [...made, real];
  return { model: { states: Array.from({ length: programs }, () => 'locked'), since: [], tries: [], lastStep: step, now: ports.clock.monotonic() }, real };
}

test(`${String(rounds)} random lives of four programs: nobody opens more than may be open, guesses more than five times a quarter of an hour, or uses a code twice`, async () => {
  await fc.assert(fc.asyncProperty(fc.commands(commands, { maxCommands: 25 }), async (all) => {
    const { model, real } = await setUp();
    try {
      await fc.asyncModelRun(() => ({ model, real }), all);
    } finally {
      for (const { room } of real.rooms) await room.dispose();
      real.ports.fake.remove();
      made = made.filter((one) => one !== real);
    }
  }), { numRuns: rounds, endOnFailure: true });
}, deep ? 3 * 3_600_000 : 60_000);
