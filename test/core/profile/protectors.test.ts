// What opens the profile: a passphrase, a recovery key, the keychain; one more, one less, and each state told for what it is.
import { copyFileSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cheap, context, filesOf, get, giveKeychain, openKit, passphrase, profileKit, put, recoveryKeyOf, refusalOf, type Kit } from './kit.ts';

const statusOf = async ({ room }: Pick<Kit, 'room'>) => room.handlers.getStatus({}, context);
const unlock = (kit: Kit, value = passphrase) => kit.again().handlers.unlockWithPassphrase({ value }, context);

describe('a profile', () => {
  test('is not there before it is made, and asking makes nothing', async () => {
    const kit = profileKit();
    expect(await statusOf(kit)).toMatchObject({ state: 'none', protectors: [], keychain: { state: 'missing' }, tries: { used: 0, allowed: 5, waitMs: 0 } });
    expect(await refusalOf(() => unlock(kit))).toBe('profile-missing');
    expect(await refusalOf(() => kit.room.handlers.listIdentities({}, context))).toBe('locked');
    expect(() => filesOf(kit.folder)).toThrow('ENOENT');
  });

  test('is open once it is made, its owner’s alone, and holds no passphrase', async () => {
    const kit = await openKit();
    expect(await statusOf(kit)).toMatchObject({ state: 'unlocked', protectors: [{ kind: 'passphrase', state: 'whole' }] });
    await put(kit.room, 'token', 'canary-77aa');
    for (const [path, bytes] of filesOf(kit.folder)) {
      expect(statSync(join(kit.folder, path)).mode & 0o777, path).toBe(0o600);
      expect(bytes.includes('canary'), path).toBe(false);
    }
    for (const folder of ['', 'sealed', 'protectors']) expect(statSync(join(kit.folder, folder)).mode & 0o777).toBe(0o700);
    expect(await refusalOf(() => kit.again().handlers.create({ value: passphrase, keychain: false }, context))).toBe('profile-exists');
  });

  test('needs one protector at least, and a passphrase of eight characters', async () => {
    const kit = profileKit();
    expect(await refusalOf(() => kit.room.handlers.create({ keychain: false }, context))).toBe('protector-missing');
    expect(await refusalOf(() => kit.room.handlers.create({ value: '1234567', keychain: false }, context))).toBe('passphrase-too-short');
    expect(await refusalOf(() => kit.room.handlers.create({ value: passphrase, keychain: true }, context))).toBe('keychain-missing');
    expect((await statusOf(kit)).state).toBe('none');
  });

  test('locked, it gives nothing; the passphrase opens it, however its accents are composed', async () => {
    const kit = profileKit();
    await kit.room.handlers.create({ value: 'café canary-1', keychain: false }, context);
    await put(kit.room, 'token', 'canary-77aa');
    await kit.room.handlers.lock({}, context);
    expect(await statusOf(kit)).toMatchObject({ state: 'locked' });
    expect(await refusalOf(() => kit.room.store())).toBe('locked');
    expect(await refusalOf(() => kit.room.handlers.setPassphrase({ value: 'another passphrase' }, context))).toBe('locked');
    await kit.room.handlers.unlockWithPassphrase({ value: 'cafe\u0301 canary-1' }, context);
    expect(await get(kit.room, 'token')).toBe('canary-77aa');
  });

  test('made by a newer program is left alone', async () => {
    const kit = await openKit();
    const file = join(kit.folder, 'protectors/passphrase.json');
    const { createHash } = await import('node:crypto');
    const text = readFileSync(file, 'utf8').replace('"version":1', '"version":2').replace(/,"checksum".*/s, '');
    writeFileSync(file, `${text},"checksum":"${createHash('sha256').update(text).digest('hex')}"}\n`);
    await kit.room.lock();
    expect(await statusOf(kit)).toMatchObject({ state: 'newer', protectors: [{ kind: 'passphrase', state: 'newer' }] });
    const before = filesOf(kit.folder);
    expect(await refusalOf(() => unlock(kit))).toBe('profile-newer');
    expect(await refusalOf(() => kit.room.handlers.create({ value: passphrase, keychain: false }, context))).toBe('profile-exists');
    expect(filesOf(kit.folder)).toEqual(before);
  });
});

describe('the passphrase', () => {
  test('changed, the former one opens nothing any more, and records stay as they are', async () => {
    const kit = await openKit();
    await put(kit.room, 'token', 'canary-77aa');
    const sealed = [...filesOf(join(kit.folder, 'sealed'))];
    await kit.room.handlers.setPassphrase({ value: 'another passphrase' }, context);
    expect([...filesOf(join(kit.folder, 'sealed'))]).toEqual(sealed);
    expect(await refusalOf(() => unlock(kit))).toBe('passphrase-wrong');
    const other = kit.again();
    await other.handlers.unlockWithPassphrase({ value: 'another passphrase' }, context);
    expect(await get(other, 'token')).toBe('canary-77aa');
  });

  test('is made slower to guess at the next unlock, when the program asks for more', async () => {
    const kit = await openKit();
    const file = join(kit.folder, 'protectors/passphrase.json');
    const stronger = { N: 32, r: 2, p: 1 };
    await kit.again(stronger).handlers.unlockWithPassphrase({ value: passphrase }, context);
    expect(readFileSync(file, 'utf8')).toContain('"scrypt":{"N":32,"r":2,"p":1}');
    await kit.again(cheap).handlers.unlockWithPassphrase({ value: passphrase }, context);
    expect(readFileSync(file, 'utf8')).toContain('"scrypt":{"N":32,"r":2,"p":1}');
  });

  test('damaged on the disk, it is no wrong try', async () => {
    const kit = await openKit();
    const file = join(kit.folder, 'protectors/passphrase.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace('"N":16', '"N":32'));
    for (let round = 0; round < 7; round += 1) expect(await refusalOf(() => unlock(kit))).toBe('protector-damaged');
    await kit.room.lock();
    expect(await statusOf(kit)).toMatchObject({ state: 'damaged', tries: { used: 0 }, protectors: [{ kind: 'passphrase', state: 'damaged' }] });
  });
});

describe('the recovery key', () => {
  test('opens the profile, is found misspelt by its group, and remembers its rehearsal', async () => {
    const kit = await openKit();
    const key = await recoveryKeyOf(kit);
    await put(kit.room, 'token', 'canary-77aa');
    const other = kit.again();
    const wrongGroup = `${key.startsWith('0') ? '1' : '0'}${key.slice(1)}`;
    expect(await refusalOf(() => other.handlers.unlockWithRecoveryKey({ value: wrongGroup }, context))).toBe('recovery-key-misspelt');
    await other.handlers.rehearseRecoveryKey({ value: key.toLowerCase().replaceAll('-', ' ') }, context);
    expect(other.isOpen()).toBe(false);
    expect((await other.handlers.getStatus({}, context)).protectors).toContainEqual({ kind: 'recovery-key', state: 'whole', made: '2026-11-22T09:00:00.000Z', rehearsed: '2026-11-22T09:00:00.000Z', backend: '' });
    await other.handlers.unlockWithRecoveryKey({ value: key }, context);
    expect(await get(other, 'token')).toBe('canary-77aa');
  });

  test('made anew, the former one opens nothing; a sink that fails leaves the former one', async () => {
    const kit = await openKit();
    const first = await recoveryKeyOf(kit);
    const taken = kit.ports.fake.mintSink('stdout');
    kit.ports.sinks.take(taken.ref);
    expect(await refusalOf(() => kit.room.handlers.writeRecoveryKey.run({ sink: taken.ref }, context))).toBe('sink-closed');
    await kit.again().handlers.rehearseRecoveryKey({ value: first }, context);
    const second = await recoveryKeyOf(kit);
    expect(await refusalOf(() => kit.again().handlers.unlockWithRecoveryKey({ value: first }, context))).toBe('recovery-key-wrong');
    await kit.again().handlers.unlockWithRecoveryKey({ value: second }, context);
  });

  test('works while wrong passphrases wait, and ends the wait', async () => {
    const kit = await openKit();
    const key = await recoveryKeyOf(kit);
    for (let round = 0; round < 5; round += 1) expect(await refusalOf(() => unlock(kit, 'wrong passphrase'))).toBe('passphrase-wrong');
    expect(await refusalOf(() => unlock(kit))).toBe('locked-out');
    await kit.again().handlers.unlockWithRecoveryKey({ value: key }, context);
    await unlock(kit);
  });
});

describe('the keychain', () => {
  test('opens the profile without a word, and its key is not in the folder', async () => {
    const kit = profileKit();
    giveKeychain(kit);
    await kit.room.handlers.create({ keychain: true }, context);
    await put(kit.room, 'token', 'canary-77aa');
    const other = kit.again();
    await other.handlers.unlockWithKeychain({ ask: false }, context);
    expect(await get(other, 'token')).toBe('canary-77aa');
    for (const text of kit.ports.fake.keychainItems.values()) {
      expect(text).not.toContain('\n');
      for (const bytes of filesOf(kit.folder).values()) expect(bytes.includes(text) && text.length > 3).toBe(false);
    }
  });

  test.each([
    ['locked', { state: 'locked', backend: 'KWallet' }, undefined, 'keychain-locked'],
    ['missing', { state: 'missing', backend: '' }, undefined, 'keychain-missing'],
    ['insecure', { state: 'insecure-backend', backend: 'GNOME Keyring' }, undefined, 'keychain-insecure'],
    ['dismissed', { state: 'ok', backend: 'GNOME Keyring' }, 'dismissed', 'keychain-dismissed'],
    ['failing', { state: 'ok', backend: 'GNOME Keyring' }, 'failed', 'keychain-failed'],
  ] as const)('%s: says so, and the passphrase opens all the same', async (_, look, fault, code) => {
    const kit = await openKit();
    giveKeychain(kit);
    await kit.room.handlers.addKeychain({}, context);
    kit.ports.fake.keychainLook = look;
    kit.ports.fake.keychainFault = fault;
    expect(await refusalOf(() => kit.again().handlers.unlockWithKeychain({ ask: false }, context))).toBe(code);
    await unlock(kit);
  });

  test('another one than before says so, names both, and can be set up again', async () => {
    const kit = await openKit();
    giveKeychain(kit);
    await kit.room.handlers.addKeychain({}, context);
    kit.ports.fake.keychainItems.clear();
    giveKeychain(kit, 'KWallet');
    await expect(kit.again().handlers.unlockWithKeychain({ ask: false }, context)).rejects.toMatchObject({ code: 'keychain-changed', data: { before: 'GNOME Keyring', now: 'KWallet' } });
    await kit.room.handlers.addKeychain({}, context);
    await kit.again().handlers.unlockWithKeychain({ ask: false }, context);
  });

  test('that forgets what it took is no protector', async () => {
    const kit = await openKit();
    giveKeychain(kit);
    const { keychainItems } = kit.ports.fake;
    keychainItems.set = () => keychainItems;
    expect(await refusalOf(() => kit.room.handlers.addKeychain({}, context))).toBe('keychain-failed');
    expect((await statusOf(kit)).protectors.map(({ kind }) => kind)).toEqual(['passphrase']);
  });

  test('taken away, nothing of ours stays in it but the counter', async () => {
    const kit = await openKit();
    giveKeychain(kit);
    await kit.room.handlers.addKeychain({}, context);
    await kit.room.handlers.removeProtector({ kind: 'keychain' }, context);
    expect([...kit.ports.fake.keychainItems.keys()].filter((key) => !key.endsWith('.counter'))).toEqual([]);
  });
});

test('last-protector: the last thing that works cannot be taken away, whatever else lies damaged beside it', async () => {
  const kit = await openKit();
  expect(await refusalOf(() => kit.room.handlers.removeProtector({ kind: 'passphrase' }, context))).toBe('last-protector');
  await recoveryKeyOf(kit);
  const file = join(kit.folder, 'protectors/recovery-key.json');
  copyFileSync(file, `${file}.copy`);
  writeFileSync(file, 'x');
  expect(await refusalOf(() => kit.room.handlers.removeProtector({ kind: 'passphrase' }, context))).toBe('last-protector');
  copyFileSync(`${file}.copy`, file);
  await kit.room.handlers.removeProtector({ kind: 'passphrase' }, context);
  expect(await refusalOf(() => kit.room.handlers.removeProtector({ kind: 'passphrase' }, context))).toBe('protector-missing');
});

test('protectors of another profile, or under another name, open nothing', async () => {
  const kit = await openKit();
  const foreign = await openKit();
  await put(kit.room, 'token', 'canary-77aa');
  copyFileSync(join(foreign.folder, 'protectors/passphrase.json'), join(kit.folder, 'protectors/passphrase.json'));
  const other = kit.again();
  await other.handlers.unlockWithPassphrase({ value: passphrase }, context);
  expect((await other.handlers.getStatus({}, context)).damaged).toContain('index');
  expect(await refusalOf(() => other.store().read('token'))).toBe('record-damaged');
  copyFileSync(join(foreign.folder, 'protectors/passphrase.json'), join(kit.folder, 'protectors/recovery-key.json'));
  expect((await kit.again().handlers.getStatus({}, context)).protectors).toContainEqual(expect.objectContaining({ kind: 'recovery-key', state: 'damaged' }));
});
