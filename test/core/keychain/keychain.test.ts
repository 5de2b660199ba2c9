// The room over a keychain that a test breaks: every state is a refusal of its own, nothing waits for ever, nobody is asked twice.
import { expect, test } from 'vitest';
import { createKeychain } from '../../../electron/core/keychain/index.ts';
import { fakePorts } from '../../fakes/ports.ts';
import { refusalOf } from '../profile/kit.ts';

function kit(state: 'ok' | 'locked' | 'missing' | 'insecure-backend' | 'slow' = 'ok') {
  const { fake, keychain, clock } = fakePorts();
  fake.remove();
  fake.keychainLook = { state, backend: 'GNOME Keyring' };
  const slow: string[] = [];
  return { fake, slow, room: createKeychain({ port: keychain, clock, slow(backend) { slow.push(backend); } }) };
}

test('keeps, gives back, finds and forgets', async () => {
  const { room } = kit();
  expect(await room.getPassword('coffre', 'a')).toBeUndefined();
  await room.setPassword('coffre', 'a', 'canary-1');
  expect(await room.getPassword('coffre', 'a')).toBe('canary-1');
  expect(await room.findCredentials('coffre')).toEqual([{ account: 'a', text: 'canary-1' }]);
  expect([await room.deletePassword('coffre', 'a'), await room.deletePassword('coffre', 'a')]).toEqual([true, false]);
});

test.each([['missing', 'keychain-missing'], ['insecure-backend', 'keychain-insecure'], ['slow', 'keychain-slow']] as const)('keychain-no-fallback: one that is %s is not even asked', async (state, code) => {
  const { fake, room } = kit(state);
  for (const question of [() => room.getPassword('coffre', 'a'), () => room.setPassword('coffre', 'a', 'canary-1'), () => room.deletePassword('coffre', 'a'), () => room.findCredentials('coffre')]) expect(await refusalOf(question)).toBe(code);
  expect([fake.keychainAsked, fake.keychainItems.size]).toEqual([0, 0]);
});

test('locked: asked only where the person may be asked', async () => {
  const { fake, room } = kit('locked');
  expect(await refusalOf(() => room.getPassword('coffre', 'a', { ask: false }))).toBe('keychain-locked');
  expect(fake.keychainAsked).toBe(0);
  fake.keychainFault = 'dismissed';
  expect(await refusalOf(() => room.getPassword('coffre', 'a'))).toBe('keychain-dismissed');
});

test('one that never answers is told to be slow, and left after fifteen seconds or when the person stops waiting', async () => {
  const { fake, room, slow } = kit();
  fake.keychainSilent = true;
  const waiting = refusalOf(() => room.getPassword('coffre', 'a'));
  await new Promise((resolve) => { setImmediate(resolve); });
  fake.clock.advance(1999);
  expect(slow).toEqual([]);
  fake.clock.advance(1);
  expect(slow).toEqual(['GNOME Keyring']);
  fake.clock.advance(13_000);
  expect(await waiting).toBe('keychain-slow');
  const [second, third] = [refusalOf(() => room.getPassword('coffre', 'a')), refusalOf(() => room.setPassword('coffre', 'b', 'canary-2'))];
  await new Promise((resolve) => { setImmediate(resolve); });
  room.cancel();
  expect(await Promise.all([second, third])).toEqual(['cancelled', 'cancelled']);
  expect([slow.length, fake.clock.waiting()]).toEqual([1, 0]);
});

test('a person may look for its password for two minutes, and end that at any time', async () => {
  const { fake, room } = kit('locked');
  fake.keychainSilent = true;
  const waiting = refusalOf(() => room.getPassword('coffre', 'a'));
  await new Promise((resolve) => { setImmediate(resolve); });
  fake.clock.advance(119_999);
  const soon = await Promise.race([waiting, new Promise((resolve) => { setImmediate(resolve, 'still waiting'); })]);
  expect(soon).toBe('still waiting');
  fake.clock.advance(1);
  expect(await waiting).toBe('keychain-slow');
  const second = refusalOf(() => room.getPassword('coffre', 'a'));
  room.cancel();
  expect(await second).toBe('cancelled');
  expect(fake.clock.waiting()).toBe(0);
});

test('the same question asked at once is one question', async () => {
  const { fake, room } = kit();
  fake.keychainItems.set('coffre a', 'canary-1');
  expect(await Promise.all(Array.from({ length: 5 }, () => room.getPassword('coffre', 'a')))).toEqual(Array.from({ length: 5 }, () => 'canary-1'));
  expect(fake.keychainAsked).toBe(1);
  await room.getPassword('coffre', 'a');
  expect(fake.keychainAsked).toBe(2);
});
