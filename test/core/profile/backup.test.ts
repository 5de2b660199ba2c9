// One sealed file that brings the profile to another machine, audit log along; a damaged one brings nothing, and nothing is ever overwritten.
import { cpSync, existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createProfile } from '../../../electron/core/profile/index.ts';
import { cheap, context, filesOf, get, giveKeychain, noParking, openKit, passphrase, profileKit, put, recoveryKeyOf, refusalOf, type Kit } from './kit.ts';

const deep = process.env['COFFRE_DEEP'] === '1';

async function backedUp(): Promise<Kit & { readonly file: string; readonly recoveryKey: string }> {
  const kit = await openKit();
  giveKeychain(kit);
  await kit.room.handlers.addKeychain({}, context);
  const recoveryKey = await recoveryKeyOf(kit);
  await put(kit.room, 'alpha', 'canary-alpha');
  await put(kit.room, 'beta', 'canary-beta');
  // Any bytes do: the log is not looked into.
  cpSync(import.meta.filename, join(kit.folder, 'audit/audit.jsonl'));
  const file = join(kit.ports.fake.folder, 'backup');
  await kit.room.handlers.writeBackup({ path: file }, context);
  return { ...kit, file, recoveryKey };
}
const restore = ({ room }: Pick<Kit, 'room'>, path: string, value = passphrase, by: 'passphrase' | 'recovery-key' = 'passphrase') => room.handlers.restoreBackup({ path, value, by }, context);

test.each(['passphrase', 'recovery-key'] as const)('restores elsewhere with the %s: every record, what opens it but for the keychain, and the audit log', async (by) => {
  const from = await backedUp();
  expect(statSync(from.file).mode & 0o777).toBe(0o600);
  const bytes = readFileSync(from.file);
  for (const text of ['canary', passphrase, from.recoveryKey, 'alpha', 'sealed/']) expect(bytes.includes(text), text).toBe(false);
  const to = profileKit();
  await restore(to, from.file, by === 'passphrase' ? passphrase : from.recoveryKey, by);
  expect(await to.room.handlers.getStatus({}, context)).toMatchObject({ state: 'locked', protectors: [{ kind: 'passphrase', state: 'whole' }, { kind: 'recovery-key', state: 'whole' }] });
  await to.room.handlers.unlockWithRecoveryKey({ value: from.recoveryKey }, context);
  expect([await get(to.room, 'alpha'), await get(to.room, 'beta')]).toEqual(['canary-alpha', 'canary-beta']);
  await put(to.room, 'alpha', 'canary-next');
  const log = readdirSync(join(to.folder, 'audit')).find((name) => name.startsWith('restored-')) ?? '';
  expect(readFileSync(join(to.folder, 'audit', log, 'audit.jsonl'))).toEqual(readFileSync(join(from.folder, 'audit/audit.jsonl')));
});

test('never overwrites a profile, a file, or a newer state of itself', async () => {
  const from = await backedUp();
  expect(await refusalOf(() => from.room.handlers.writeBackup({ path: from.file }, context))).toBe('file-exists');
  expect(await refusalOf(() => restore(from, from.file))).toBe('profile-exists');
  const other = await openKit();
  await put(other.room, 'theirs', 'canary-theirs');
  await other.room.lock();
  rmSync(join(other.folder, 'protectors'), { recursive: true });
  const before = filesOf(join(other.folder, 'sealed'));
  expect(await refusalOf(() => restore(other, from.file))).toBe('profile-exists');
  expect(filesOf(join(other.folder, 'sealed'))).toEqual(before);
  // What opens it was lost, and it went on since: the records stay.
  await put(from.room, 'alpha', 'canary-later');
  await from.room.lock();
  rmSync(join(from.folder, 'protectors'), { recursive: true });
  expect((await from.room.handlers.getStatus({}, context)).state).toBe('damaged');
  const again = from.again();
  await restore({ room: again }, from.file);
  await again.handlers.unlockWithPassphrase({ value: passphrase }, context);
  expect(await get(again, 'alpha')).toBe('canary-later');
});

test('a wrong passphrase, another recovery key or a protector that it has not restores nothing', async () => {
  const from = await backedUp();
  const to = profileKit();
  expect(await refusalOf(() => restore(to, from.file, 'wrong passphrase'))).toBe('backup-wrong-passphrase');
  expect(await refusalOf(() => restore(to, from.file, from.recoveryKey.slice(0, -1), 'recovery-key'))).toBe('recovery-key-misspelt');
  const other = await openKit();
  expect(await refusalOf(async () => restore(to, from.file, await recoveryKeyOf(other), 'recovery-key'))).toBe('recovery-key-wrong');
  expect(await refusalOf(() => restore(to, join(to.folder, 'none')))).toBe('file-not-found');
  expect(existsSync(join(to.folder, 'sealed'))).toBe(false);
});

test('a profile that only the keychain opens cannot be backed up into something that nobody opens', async () => {
  const kit = profileKit();
  giveKeychain(kit);
  await kit.room.handlers.create({ keychain: true }, context);
  expect(await refusalOf(() => kit.room.handlers.writeBackup({ path: join(kit.ports.fake.folder, 'backup') }, context))).toBe('backup-needs-protector');
});

test(`a change of ${deep ? 'any' : 'every seventh'} byte is found before anything is written`, async () => {
  const from = await backedUp();
  const bytes = readFileSync(from.file);
  const to = profileKit();
  const changedFile = join(to.ports.fake.folder, 'changed');
  for (let at = 0; at < bytes.length; at += deep ? 1 : 7) {
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ (1 << at % 8);
    writeFileSync(changedFile, changed);
    expect(['backup-damaged', 'profile-newer', 'protector-missing'], `byte ${String(at)}`).toContain(await refusalOf(() => restore(to, changedFile)));
  }
  for (const length of [0, 10, 17, 18, 100, bytes.length - 1]) {
    writeFileSync(changedFile, bytes.subarray(0, length));
    expect(await refusalOf(() => restore(to, changedFile)), String(length)).toMatch(/^(?:backup-damaged|protector-missing)$/);
  }
  expect(existsSync(join(to.folder, 'protectors'))).toBe(false);
});

test('takes the place of what opens it no more, and of nothing else: damaged protectors are set aside, a keychain that lost the key stays', async () => {
  const from = await backedUp();
  await put(from.room, 'alpha', 'canary-later');
  await from.room.lock();
  const [byPassphrase, byKey] = ['passphrase', 'recovery-key'].map((kind) => join(from.folder, 'protectors', `${kind}.json`)) as [string, string];
  writeFileSync(byPassphrase, 'canary-rubbish');
  expect(await refusalOf(() => restore(from, from.file))).toBe('profile-exists');
  rmSync(byKey);
  from.ports.fake.keychainItems.clear();
  const again = from.again();
  expect(await refusalOf(() => restore({ room: again }, from.file, 'wrong passphrase'))).toBe('backup-wrong-passphrase');
  expect(readFileSync(byPassphrase, 'utf8')).toBe('canary-rubbish');
  await restore({ room: again }, from.file);
  expect(await again.handlers.getState({}, context)).toMatchObject({ state: 'locked', protectors: [{ kind: 'keychain', state: 'whole' }, { kind: 'passphrase', state: 'whole' }, { kind: 'recovery-key', state: 'whole' }] });
  expect([...filesOf(join(from.folder, 'damaged'))].map(([name, bytes]) => [name.split('/').at(-1), bytes.toString('utf8')])).toEqual([['passphrase.json', 'canary-rubbish']]);
  await again.handlers.unlockWithPassphrase({ value: passphrase }, context);
  expect(await get(again, 'alpha')).toBe('canary-later');
  // Of another profile, not even a keychain gives way.
  const other = profileKit();
  giveKeychain(other);
  await other.room.handlers.create({ keychain: true }, context);
  expect(await refusalOf(() => restore(other, from.file))).toBe('profile-exists');
});

test('a window writes it to a chosen place, reads it back, and restores it from a chosen file; it never names a path', async () => {
  const from = await openKit();
  await put(from.room, 'alpha', 'canary-alpha');
  const file = join(from.ports.fake.folder, 'chosen.backup');
  expect(await refusalOf(() => from.room.handlers.saveBackup({}, context))).toBe('cancelled');
  from.ports.fake.chosenSaveFiles.push(file);
  expect(await from.room.handlers.saveBackup({}, context)).toEqual({ name: 'chosen.backup', opens: ['passphrase'] });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const to = profileKit();
  expect(await refusalOf(() => to.room.handlers.chooseBackup({}, context))).toBe('cancelled');
  expect(await refusalOf(() => to.room.handlers.restoreChosen({ value: passphrase, by: 'passphrase' }, context))).toBe('cancelled');
  to.ports.fake.chosenFiles.push(import.meta.filename, file);
  expect(await refusalOf(() => to.room.handlers.chooseBackup({}, context))).toBe('backup-damaged');
  expect(await to.room.handlers.chooseBackup({}, context)).toMatchObject({ opens: ['passphrase'] });
  expect(await refusalOf(() => to.room.handlers.restoreChosen({ value: 'wrong passphrase', by: 'passphrase' }, context))).toBe('backup-wrong-passphrase');
  await to.room.handlers.restoreChosen({ value: passphrase, by: 'passphrase' }, context);
  await to.room.handlers.unlockWithPassphrase({ value: passphrase }, context);
  expect(await get(to.room, 'alpha')).toBe('canary-alpha');
  expect(await refusalOf(() => to.room.handlers.restoreChosen({ value: passphrase, by: 'passphrase' }, context))).toBe('cancelled');
});

test('a backup that the disk did not take as it was written is refused', async () => {
  const { ports, folder } = await openKit();
  const dialogs = { ...ports.dialogs, chooseSaveFile: () => Promise.resolve({ name: 'torn', path: '/torn', sink: { kind: 'file' as const, write: () => Promise.resolve() }, source: { read: () => Promise.resolve(Buffer.from('another')) } }) };
  const room = createProfile({ ports: { ...ports, paths: { ...ports.paths, profile: folder }, dialogs }, emit: () => undefined, parking: noParking, cost: cheap });
  await room.handlers.unlockWithPassphrase({ value: passphrase }, context);
  expect(await refusalOf(() => room.handlers.saveBackup({}, context))).toBe('write-failed');
});
