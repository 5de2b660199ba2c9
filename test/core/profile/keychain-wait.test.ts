// Waiting for a keychain that does not answer: the window hears of it, can end it, and whatever came behind it goes on at once.
import { expect, test } from 'vitest';
import { createProfile } from '../../../electron/core/profile/index.ts';
import { cheap, context, giveKeychain, noParking, passphrase, profileKit, refusalOf } from './kit.ts';

const turn = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve); });

test('a slow keychain is told, and cancelling it lets the passphrase that came behind it open the profile', async () => {
  const kit = profileKit();
  giveKeychain(kit);
  await kit.room.handlers.create({ value: passphrase, keychain: true }, context);
  const told: unknown[] = [];
  const again = createProfile({ ports: kit.ports, emit(event) { told.push(event); }, parking: noParking, cost: cheap });
  kit.ports.fake.keychainSilent = true;
  const before = kit.ports.fake.keychainAsked;
  const asked = refusalOf(() => again.handlers.unlockWithKeychain({ ask: true }, context));
  const typed = Promise.resolve(again.handlers.unlockWithPassphrase({ value: passphrase }, context));
  // Until it has been asked: the file of the protector is read first.
  await expect.poll(() => kit.ports.fake.keychainAsked).toBeGreaterThan(before);
  await turn();
  kit.ports.fake.clock.advance(2000);
  expect(told).toEqual([{ name: 'profile.keychainDelayed', payload: { name: 'GNOME Keyring' } }]);
  expect(again.isOpen()).toBe(false);
  // What the keychain remembers beside the key is not waited for either.
  kit.ports.fake.keychainSilent = false;
  await again.handlers.cancelKeychain({}, context);
  expect(await asked).toBe('cancelled');
  await typed;
  expect(again.isOpen()).toBe(true);
  await again.dispose();
});
