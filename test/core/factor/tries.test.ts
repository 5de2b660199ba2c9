// Wrong codes count with wrong passphrases: five in a quarter of an hour, whatever programs, clocks and right passphrases do in between.
import { expect, test } from 'vitest';
import { factorKit, passphrase, unlock } from './kit.ts';

const quarterMs = 15 * 60_000;
const deep = process.env['COFFRE_DEEP'] === '1';
const seed = Number(process.env['COFFRE_SEED'] ?? '20261127');

/** Small and repeatable; its quality does not matter here. */
function dice(state: number): () => number {
  let now = state;
  return () => {
    now = (Math.imul(now, 1_664_525) + 1_013_904_223) >>> 0;
    return now / 2 ** 32;
  };
}

test(`codes-are-tries: never more than five in any quarter of an hour, over ${deep ? '1,000' : '60'} wrong codes, restarts, clocks moved both ways and the right key in between`, async () => {
  const kit = await factorKit();
  await kit.done('profile.lock', {});
  const chance = dice(seed);
  const made: number[] = [];
  const wall = kit.ports.clock.now().getTime();
  let program = kit.again();
  while (made.length < (deep ? 1000 : 60)) {
    const moved = new Date(wall + (chance() - 0.5) * 10 * quarterMs);
    if (chance() < 0.4) {
      await program.dispose();
      program = kit.again({ clock: { ...kit.ports.clock, now: () => moved } });
    }
    const step = await unlock(program);
    expect(step.ok ? '' : step.error.code).toMatch(/^(?:code-needed|locked-out)$/);
    for (let round = 0; round < 3 && !step.ok && step.error.code === 'code-needed'; round += 1) {
      const reply = await program.call('profile.unlockWithCode', { value: chance() < 0.5 ? 'AAAAA-AAAAA' : 'no code' });
      const code = reply.ok ? 'opens' : reply.error.code;
      if (code === 'code-wrong') made.push(kit.ports.clock.monotonic());
      else expect(['locked-out', 'code-expired']).toContain(code);
    }
    kit.ports.fake.clock.advance(chance() < 0.3 ? chance() * quarterMs : chance() * 30_000);
  }
  await program.dispose();
  for (const [at, time] of made.entries()) expect(made.slice(at).filter((later) => later - time < quarterMs).length).toBeLessThanOrEqual(5);
  kit.ports.fake.clock.advance(quarterMs);
  await unlock(kit);
  await kit.done('profile.unlockWithCode', { value: kit.code() });
});

test('wrong passphrases and wrong codes are one count, which a right passphrase does not forget and a right code does', async () => {
  const kit = await factorKit();
  await kit.done('profile.setPassphrase', { value: passphrase });
  await kit.done('profile.lock', {});
  const used = async () => (await kit.done('profile.getState', {})).tries.used;
  for (let round = 0; round < 2; round += 1) await kit.refused('profile.unlockWithPassphrase', { value: 'canary-7fa2 wrong' });
  await kit.refused('profile.unlockWithPassphrase', { value: passphrase });
  expect(await used()).toBe(2);
  expect(await kit.refused('profile.unlockWithCode', { value: '000000' })).toMatchObject({ code: 'code-wrong', data: { used: 3, allowed: 5, waitMs: 0 } });
  await kit.refused('profile.unlockWithPassphrase', { value: passphrase });
  expect(await used()).toBe(3);
  await kit.refused('profile.unlockWithCode', { value: '000000' });
  // A right passphrase is no try, the fifth neither.
  expect((await kit.refused('profile.unlockWithPassphrase', { value: passphrase })).code).toBe('code-needed');
  expect(await kit.refused('profile.unlockWithCode', { value: '000000' })).toMatchObject({ code: 'code-wrong', data: { used: 5, allowed: 5, waitMs: quarterMs } });
  // The key does not lie about while nobody may try.
  expect((await kit.done('profile.getState', {})).wantsCode).toBe(false);
  expect((await kit.refused('profile.unlockWithCode', { value: kit.code() })).code).toBe('code-expired');
  expect((await kit.refused('profile.unlockWithPassphrase', { value: passphrase })).code).toBe('locked-out');
  kit.ports.fake.clock.advance(quarterMs);
  await kit.refused('profile.unlockWithPassphrase', { value: passphrase });
  await kit.done('profile.unlockWithCode', { value: kit.code() });
  expect(await used()).toBe(0);
});

test('the keychain wins no try during the wait, and the recovery key opens', async () => {
  const kit = await factorKit();
  await kit.done('profile.lock', {});
  for (let round = 0; round < 5; round += 1) {
    expect((await kit.refused('profile.unlockWithKeychain', { ask: false })).code).toBe('code-needed');
    await kit.refused('profile.unlockWithCode', { value: '000000' });
  }
  expect((await kit.refused('profile.unlockWithKeychain', { ask: false })).code).toBe('locked-out');
  await kit.done('profile.unlockWithRecoveryKey', { value: kit.recoveryKey });
});
