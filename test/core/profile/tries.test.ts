// Wrong passphrases: five in a quarter of an hour, whatever the program and the clock do meanwhile.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createProfile } from '../../../electron/core/profile/index.ts';
import { hookFs } from '../../fakes/fs-hooks.ts';
import { cheap, context, noParking, openKit, passphrase, recoveryKeyOf, refusalOf } from './kit.ts';

const quarterMs = 15 * 60_000;
const deep = process.env['COFFRE_DEEP'] === '1';
const seed = Number(process.env['COFFRE_SEED'] ?? '20261123');

/** Small and repeatable; its quality does not matter here. */
function dice(state: number): () => number {
  let now = state;
  return () => {
    now = (Math.imul(now, 1_664_525) + 1_013_904_223) >>> 0;
    return now / 2 ** 32;
  };
}

test(`five-tries: never more in any quarter of an hour, over ${deep ? '1,000' : '200'} wrong ones, restarts and a clock that is moved both ways`, async () => {
  const { ports } = await openKit();
  const chance = dice(seed);
  const made: number[] = [];
  let wall = ports.clock.now().getTime();
  while (made.length < (deep ? 1000 : 200)) {
    // Each try is made by a program that has just started, and whose clock says what it likes.
    wall += (chance() - 0.5) * 10 * quarterMs;
    const clock = { ...ports.clock, now: () => new Date(wall) };
    const room = createProfile({ ports: { ...ports, clock }, emit: () => undefined, parking: noParking, cost: cheap });
    const code = await refusalOf(() => room.handlers.unlockWithPassphrase({ value: 'wrong passphrase' }, context));
    if (code === 'passphrase-wrong') made.push(ports.clock.monotonic());
    else expect(code).toBe('locked-out');
    ports.fake.clock.advance(chance() < 0.3 ? chance() * quarterMs : chance() * 30_000);
  }
  for (const [at, time] of made.entries()) expect(made.slice(at).filter((later) => later - time < quarterMs).length).toBeLessThanOrEqual(5);
  expect(await refusalOf(async () => {
    ports.fake.clock.advance(quarterMs);
    await createProfile({ ports, emit: () => undefined, parking: noParking, cost: cheap }).handlers.unlockWithPassphrase({ value: passphrase }, context);
  })).toBe('not refused');
});

test('the count, the wait and its end are told', async () => {
  const { ports, again, room } = await openKit();
  const tries = async () => (await room.handlers.getStatus({}, context)).tries;
  for (let used = 1; used <= 5; used += 1) {
    await expect(again().handlers.unlockWithPassphrase({ value: 'wrong passphrase' }, context)).rejects.toMatchObject({ code: 'passphrase-wrong', data: { used, allowed: 5, waitMs: used === 5 ? quarterMs : 0 } });
  }
  ports.fake.clock.advance(60_000);
  expect(await tries()).toEqual({ used: 5, allowed: 5, waitMs: quarterMs - 60_000 });
  await expect(again().handlers.unlockWithPassphrase({ value: passphrase }, context)).rejects.toMatchObject({ code: 'locked-out', data: { waitMs: quarterMs - 60_000 } });
  ports.fake.clock.advance(quarterMs - 60_000);
  expect(await tries()).toEqual({ used: 0, allowed: 5, waitMs: 0 });
  await again().handlers.unlockWithPassphrase({ value: passphrase }, context);
});

test('the right passphrase forgets the wrong ones, and old ones are forgotten by themselves', async () => {
  const { ports, again, room } = await openKit();
  const wrong = () => refusalOf(() => again().handlers.unlockWithPassphrase({ value: 'wrong passphrase' }, context));
  const used = async () => (await room.handlers.getStatus({}, context)).tries.used;
  for (let round = 0; round < 4; round += 1) await wrong();
  expect(await used()).toBe(4);
  await again().handlers.unlockWithPassphrase({ value: passphrase }, context);
  expect(await used()).toBe(0);
  await wrong();
  ports.fake.clock.advance(quarterMs);
  expect(await used()).toBe(0);
});

test('what is right opens the profile although the lock cannot be had again to forget the wrong ones, nor a stronger stretch be written', async () => {
  const { ports, again, room } = await openKit();
  const key = await recoveryKeyOf({ ports, room });
  await refusalOf(() => again().handlers.unlockWithPassphrase({ value: 'wrong passphrase' }, context));
  const stronger = { ...cheap, N: 32 };
  for (const [taken, open] of [
    [1, (one: ReturnType<typeof again>) => one.handlers.unlockWithPassphrase({ value: passphrase }, context)],
    [0, (one: ReturnType<typeof again>) => one.handlers.unlockWithRecoveryKey({ value: key }, context)],
  ] as const) {
    let held = 0;
    const unhook = await hookFs((name, args, real) => {
      const isLock = (path: unknown): boolean => typeof path === 'string' && path.endsWith('/locks/profile');
      if (name === 'linkSync' && isLock(args[1])) held += 1;
      // The first one counts the try; nothing is to be had afterwards.
      if (held > taken && ((name === 'linkSync' && isLock(args[1])) || (name === 'openSync' && isLock(args[0])))) throw Object.assign(new Error('made up: the disk is gone'), { code: 'EIO' });
      return real();
    });
    const one = again(stronger);
    try {
      await Promise.resolve(open(one));
      expect(one.isOpen()).toBe(true);
    } finally {
      unhook();
      await one.dispose();
    }
  }
});

test('a restart of the machine wins no try: what was before counts as made at its start', async () => {
  const { ports, again, room } = await openKit();
  for (let round = 0; round < 5; round += 1) await refusalOf(() => again().handlers.unlockWithPassphrase({ value: 'wrong passphrase' }, context));
  ports.fake.bootId = 'boot-2';
  ports.fake.bootSeconds = 20 - ports.clock.monotonic() / 1000;
  expect((await room.handlers.getStatus({}, context)).tries.waitMs).toBe(quarterMs - 20_000);
  ports.fake.clock.advance(quarterMs - 20_000);
  await again().handlers.unlockWithPassphrase({ value: passphrase }, context);
});

test('a file of tries that makes no sense counts as full, and a missing one as empty', async () => {
  const { again, folder, ports } = await openKit();
  for (const content of ['', '[]x', '[1]', '{"boot":""}', '[{"boot":"boot-1","at":"now"}]']) {
    writeFileSync(join(folder, 'tries.json'), content);
    expect(await refusalOf(() => again().handlers.unlockWithPassphrase({ value: passphrase }, context)), content).toBe('locked-out');
  }
  rmSync(join(folder, 'tries.json'));
  mkdirSync(join(folder, 'tries.json'));
  expect(await refusalOf(() => again().handlers.unlockWithPassphrase({ value: passphrase }, context)), 'what cannot be read').toBe('locked-out');
  rmSync(join(folder, 'tries.json'), { recursive: true });
  await again().handlers.unlockWithPassphrase({ value: passphrase }, context);
  expect(ports.fake.logged).toEqual([]);
});
