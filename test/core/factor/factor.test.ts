// The second factor of a profile as a person meets it: set up, asked for at unlock, lost and found again. Codes are made by the library that authenticator apps are tested with.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { appFor, factorKit, passphrase, profileKit, unlock, type FactorKit } from './kit.ts';

const stateOf = async (kit: FactorKit) => (await kit.done('profile.getState', {})).state;

describe('setting it up', () => {
  test('counts only once a code was right, and a lock forgets what was shown', async () => {
    const kit = await profileKit();
    const address = await kit.written('factor.writeSetup');
    expect(address).toMatch(/^otpauth:\/\/totp\/Coffre:tester\?issuer=Coffre&secret=[A-Z2-7]{32}&algorithm=SHA1&digits=6&period=30$/);
    expect((await kit.refused('factor.confirmSetup', { value: '000000' })).code).toBe('code-wrong');
    expect(await kit.done('factor.getState', {})).toEqual({ enrolled: false, made: '', codes: 0, recoveryKey: true });
    await kit.done('profile.lock', {});
    expect((await unlock(kit)).ok).toBe(true);
    expect((await kit.refused('factor.confirmSetup', { value: appFor(address)(kit.ports.clock.now()) })).code).toBe('factor-missing');
  });

  test('factor-keeps-way-back: needs a recovery key, which then stays', async () => {
    const kit = await factorKit();
    expect((await kit.refused('profile.removeProtector', { kind: 'recovery-key' })).code).toBe('recovery-key-needed');
    kit.types.push(kit.code());
    await kit.done('factor.remove', {});
    await kit.done('profile.removeProtector', { kind: 'recovery-key' });
    const sink = kit.ports.fake.mintSink('stdout');
    expect((await kit.refused('factor.writeSetup', { sink: sink.ref })).code).toBe('recovery-key-needed');
    expect(sink.written()).toBeUndefined();
  });

  test('there is one at a time, and another one takes a code of it', async () => {
    const kit = await factorKit();
    expect((await kit.refused('factor.writeSetup', { sink: kit.ports.fake.mintSink('stdout').ref })).code).toBe('code-needed');
  });

  test('nothing of it lies on the disk in clear, nor in the log', async () => {
    const kit = await profileKit();
    const address = await kit.written('factor.writeSetup');
    await kit.done('factor.confirmSetup', { value: appFor(address)(kit.ports.clock.now()) });
    const codes = await kit.written('factor.writeCodes');
    const secret = new URL(address).searchParams.get('secret') ?? '?';
    const files = readdirSync(kit.ports.paths.profile, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'));
    const all = [...files, ...kit.ports.fake.logged].join('\n');
    for (const hidden of [secret, address, ...codes.split('\n'), ...codes.split('\n').map((code) => code.replace('-', ''))]) expect(all).not.toContain(hidden);
    expect(all).toContain('profile#second-factor');
  });
});

describe('at unlock', () => {
  test('factor-at-unlock: the right passphrase alone opens nothing, and the code opens it', async () => {
    const kit = await factorKit();
    await kit.done('profile.setPassphrase', { value: passphrase });
    await kit.done('profile.lock', {});
    const reply = await kit.call('profile.unlockWithPassphrase', { value: passphrase });
    expect(reply).toMatchObject({ ok: false, error: { code: 'code-needed' } });
    expect(await kit.done('profile.getState', {})).toMatchObject({ state: 'locked', wantsCode: true, tries: { used: 0 } });
    expect((await kit.refused('profile.listIdentities', {})).code).toBe('locked');
    expect((await kit.refused('factor.getState', {})).code).toBe('locked');
    expect((await kit.refused('profile.unlockWithCode', { value: '000000' })).code).toBe('code-wrong');
    await kit.done('profile.unlockWithCode', { value: kit.code() });
    expect(await kit.done('profile.getState', {})).toMatchObject({ state: 'unlocked', wantsCode: false, tries: { used: 0 } });
  });

  test('the keychain alone opens nothing either, whether it asks or not', async () => {
    const kit = await factorKit();
    for (const ask of [true, false]) {
      await kit.done('profile.lock', {});
      expect((await kit.refused('profile.unlockWithKeychain', { ask })).code).toBe('code-needed');
    }
    await kit.done('profile.unlockWithCode', { value: kit.code() });
    expect(await stateOf(kit)).toBe('unlocked');
  });

  test('the agent of the session, for which a code was typed, needs none, and none starts before', async () => {
    const kit = await factorKit();
    await kit.done('profile.lock', {});
    await unlock(kit);
    expect((await kit.refused('profile.startAgent', { seconds: 600 })).code).toBe('locked');
    await kit.done('profile.unlockWithCode', { value: kit.code() });
    await kit.done('profile.startAgent', { seconds: 600 });
    const other = kit.again();
    expect((await other.call('profile.unlockWithAgent', {})).ok).toBe(true);
    await other.dispose();
  });

  test('a door that stands half open closes by itself, and at a lock', async () => {
    const kit = await factorKit();
    for (const leave of [() => Promise.resolve(kit.ports.fake.clock.advance(5 * 60_000)), () => kit.done('profile.lock', {})]) {
      await kit.done('profile.lock', {});
      await unlock(kit);
      await leave();
      expect((await kit.done('profile.getState', {})).wantsCode).toBe(false);
      expect((await kit.refused('profile.unlockWithCode', { value: kit.code() })).code).toBe('code-expired');
    }
  });

  test('a clock that differs by one step is taken, by two it is not', async () => {
    for (const [steps, code] of [[-1, 'opens'], [1, 'opens'], [-2, 'code-wrong'], [2, 'code-wrong']] as const) {
      const kit = await factorKit();
      kit.ports.fake.clock.advance(120_000);
      await kit.done('profile.lock', {});
      await unlock(kit);
      const reply = await kit.call('profile.unlockWithCode', { value: kit.code(steps) });
      expect(reply.ok ? 'opens' : reply.error.code, String(steps)).toBe(code);
    }
  });

  test('blanks in a code do not matter', async () => {
    const kit = await factorKit();
    await kit.done('profile.lock', {});
    await unlock(kit);
    const code = kit.code();
    await kit.done('profile.unlockWithCode', { value: ` ${code.slice(0, 3)} ${code.slice(3)}` });
    expect(await stateOf(kit)).toBe('unlocked');
  });
});

describe('code-once', () => {
  test('a code that was taken is not taken again, nor an older one, in this process and in another', async () => {
    const kit = await factorKit();
    const [older, code] = [kit.code(-1), kit.code()];
    await kit.done('profile.lock', {});
    await unlock(kit);
    await kit.done('profile.unlockWithCode', { value: code });
    const other = kit.again();
    for (const one of [kit, other]) {
      for (const used of [code, older]) {
        await one.call('profile.lock', {});
        await unlock(one);
        expect(await one.call('profile.unlockWithCode', { value: used })).toMatchObject({ ok: false, error: { code: 'code-used' } });
      }
    }
    await other.dispose();
  });

  test('two programs that are given the same code at once: one opens', async () => {
    const kit = await factorKit();
    await kit.done('profile.lock', {});
    const programs = [kit.again(), kit.again(), kit.again()];
    for (const one of programs) await unlock(one);
    const value = kit.code();
    const replies = await Promise.all(programs.map((one) => one.call('profile.unlockWithCode', { value })));
    expect(replies.map((reply) => (reply.ok ? 'opens' : reply.error.code)).toSorted()).toEqual(['code-used', 'code-used', 'opens']);
    for (const one of programs) await one.dispose();
  });

  test('a clock that was set back brings no old code back', async () => {
    const kit = await factorKit();
    await kit.done('profile.lock', {});
    await unlock(kit);
    await kit.done('profile.unlockWithCode', { value: kit.code() });
    const then = new Date(kit.ports.clock.now().getTime() - 3_600_000);
    const other = kit.again({ clock: { ...kit.ports.clock, now: () => then } });
    await unlock(other);
    expect(await other.call('profile.unlockWithCode', { value: kit.code(-120) })).toMatchObject({ ok: false, error: { code: 'code-used' } });
    await other.dispose();
  });
});

describe('the phone is lost', () => {
  test('recovery-code-once: each of the ten opens once, in whatever spelling', async () => {
    const kit = await factorKit();
    expect(await kit.done('factor.getState', {})).toMatchObject({ codes: 0 });
    const given = (await kit.written('factor.writeCodes')).split('\n');
    expect(new Set(given).size).toBe(10);
    const [first = '', second = ''] = given;
    for (const typed of [first, ` ${second.toLowerCase().replace('-', ' ').replaceAll('1', 'l').replaceAll('0', 'o')}`]) {
      await kit.done('profile.lock', {});
      await unlock(kit);
      await kit.done('profile.unlockWithCode', { value: typed });
      await kit.done('profile.lock', {});
      await unlock(kit);
      expect((await kit.refused('profile.unlockWithCode', { value: typed })).code).toBe('code-wrong');
    }
    await kit.done('profile.unlockWithCode', { value: kit.code() });
    expect((await kit.done('factor.getState', {})).codes).toBe(8);
  });

  test('the recovery key opens the profile without a code, and confirms taking the second factor away', async () => {
    const kit = await factorKit();
    await kit.done('profile.lock', {});
    await kit.done('profile.unlockWithRecoveryKey', { value: kit.recoveryKey });
    kit.types.push(kit.recoveryKey);
    await kit.done('factor.remove', {});
    await kit.done('profile.lock', {});
    expect((await unlock(kit)).ok).toBe(true);
  });

  test('before the first codes were given out, none is right', async () => {
    const kit = await factorKit();
    await kit.done('profile.lock', {});
    await unlock(kit);
    expect((await kit.refused('profile.unlockWithCode', { value: 'AAAAA-AAAAA' })).code).toBe('code-wrong');
  });

  test('new codes take the place of the former ones', async () => {
    const kit = await factorKit();
    const [former = ''] = (await kit.written('factor.writeCodes')).split('\n');
    expect(kit.asked).toEqual([]);
    kit.types.push(kit.code());
    const codes = (await kit.written('factor.writeCodes')).split('\n');
    expect(kit.asked).toEqual([{ what: 'second-factor', place: '', again: false }]);
    await kit.done('profile.lock', {});
    await unlock(kit);
    expect((await kit.refused('profile.unlockWithCode', { value: former })).code).toBe('code-wrong');
    await kit.done('profile.unlockWithCode', { value: codes[0] ?? '' });
  });
});

test('factor-fails-closed: a record that cannot be read lets nobody in, and the recovery key sets it aside', async () => {
  const kit = await factorKit();
  await kit.done('profile.lock', {});
  const sealed = join(kit.ports.paths.profile, 'sealed');
  const [name = ''] = readdirSync(sealed).filter((file) => file.startsWith('second-factor.'));
  writeFileSync(join(sealed, name), 'not what it was');
  expect(await unlock(kit)).toMatchObject({ ok: false, error: { code: 'record-damaged' } });
  expect(await stateOf(kit)).toBe('locked');
  await kit.done('profile.unlockWithRecoveryKey', { value: kit.recoveryKey });
  expect((await kit.done('profile.getState', {})).damaged).toEqual(['second-factor']);
  await kit.done('profile.setDamagedAside', {});
  await kit.done('profile.lock', {});
  expect((await unlock(kit)).ok).toBe(true);
});
