// What a person does to a profile, each as one act that may be broken off at any file call, over ports that several processes share.
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createProfile, type ProfileRoom } from '../../../electron/core/profile/index.ts';
import type { Keychain, KeychainAnswer, Ports } from '../../../electron/core/ports.ts';
import { nodeClock, silentPower } from '../../../electron/node-ports/index.ts';
import type { Context } from '../../../shared/ipc/define.ts';

export const noParking = { count: () => 0, hide: () => Promise.resolve(), settle: () => Promise.resolve(), rooms: () => [], clear: () => Promise.resolve(), forget: () => undefined };
export const passphrase = 'canary-5be1 correct horse';
export const secondPassphrase = 'canary-9ce2 another horse';
const context: Context = { role: 'cli', requestId: 'test', about: () => undefined, record: () => Promise.resolve() };
const cheap = { N: 16, r: 1, p: 1 };

export type ActName = 'create' | 'setPassphrase' | 'addKeychain' | 'removeKeychain' | 'newRecoveryKey' | 'saveRecord' | 'removeRecord' | 'wrongTry' | 'setAside' | 'backUp' | 'restore';
export interface ActRequest {
  readonly act: ActName;
  /** Holds `profile`, and `keychain.json` beside it. */
  readonly folder: string;
}
export type ActPorts = Pick<Ports, 'keychain' | 'clock' | 'boot' | 'agent' | 'paths' | 'sinks' | 'dialogs' | 'about' | 'power' | 'log'>;

/** A keychain in a file, so that it outlives a killed process as a real one would. */
function fileKeychain(file: string): Keychain {
  const read = (): Record<string, string> => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) as Record<string, string> : {});
  const write = (items: Record<string, string>): void => {
    writeFileSync(`${file}.new`, JSON.stringify(items));
    renameSync(`${file}.new`, file);
  };
  const ok = <T>(value: T): Promise<KeychainAnswer<T>> => Promise.resolve({ ok: true, value });
  return {
    look: () => Promise.resolve({ state: 'ok', backend: 'GNOME Keyring' }),
    unlock: () => ok(undefined),
    get: (service, account) => ok(read()[`${service} ${account}`]),
    set(service, account, text) {
      write({ ...read(), [`${service} ${account}`]: text });
      return ok(undefined);
    },
    remove(service, account) {
      const { [`${service} ${account}`]: gone, ...rest } = read();
      write(rest);
      return ok(gone !== undefined);
    },
    find: () => ok([]),
  };
}

const notHere = { works: false, reason: 'not-here' } as const;
const noDialog = (): Promise<undefined> => Promise.resolve(undefined);

export function actPorts(folder: string): ActPorts {
  mkdirSync(folder, { recursive: true });
  return {
    keychain: fileKeychain(join(folder, 'keychain.json')),
    clock: nodeClock(),
    dialogs: { chooseFolderAbility: notHere, chooseFolder: noDialog, chooseFileAbility: notHere, chooseFile: noDialog, chooseSaveFile: noDialog, agree: () => Promise.resolve(false) },
    power: silentPower(),
    log: () => undefined,
    agent: { secondsLeft: () => Promise.resolve(0), look: () => Promise.resolve(undefined), fetch: () => Promise.resolve(undefined), start: () => Promise.resolve(false), stop: () => Promise.resolve(false) },
    boot: { id: 'boot', seconds: () => 5000 + performance.now() / 1000 },
    paths: { profile: join(folder, 'profile'), userHome: folder, temporary: folder, configuration: folder },
    sinks: { take: (ref) => ({ kind: 'stdout', write(bytes) { writeFileSync(join(folder, `keychain.${ref}`), bytes.exposeBytes()); return Promise.resolve(); } }) },
    about: { version: '0.0.0', host: 'in-process', sandboxed: true, systemLanguage: 'en', user: 'tester', platform: 'linux', contentProtection: { works: false, reason: 'not-here' } },
  };
}

export const backupFile = (folder: string): string => join(folder, 'keychain.backup');
const refFor = (name: string): string => name.padEnd(22, 'A');
export const recoveryKeyFile = (folder: string, which: 'first' | 'second'): string => join(folder, `keychain.${refFor(which)}`);

export async function openRoom(ports: ActPorts, value = passphrase): Promise<ProfileRoom> {
  const room = createProfile({ ports, emit: () => undefined, parking: noParking, cost: cheap });
  await room.handlers.unlockWithPassphrase({ value }, context);
  return room;
}
export const roomOf = (ports: ActPorts): ProfileRoom => createProfile({ ports, emit: () => undefined, parking: noParking, cost: cheap });

/** A profile with three protectors and two records. */
export async function prepare(ports: ActPorts): Promise<void> {
  const room = roomOf(ports);
  await room.handlers.create({ value: passphrase, keychain: true }, context);
  await room.handlers.writeRecoveryKey.run({ sink: refFor('first') }, context);
  await room.store().change('kept', () => Buffer.from('canary-kept'));
  await room.store().change('alpha', () => Buffer.from('canary-before'));
  await room.dispose();
}

/** Each answers with the part that is to be broken off; what is needed for it is done before. */
export const acts: Readonly<Record<ActName, (ports: ActPorts) => Promise<() => Promise<unknown>>>> = {
  create(ports) {
    const room = roomOf(ports);
    return Promise.resolve(async () => {
      await room.handlers.create({ value: passphrase, keychain: true }, context);
      await room.dispose();
    });
  },
  async setPassphrase(ports) {
    const room = await openRoom(ports);
    return async () => room.handlers.setPassphrase({ value: secondPassphrase }, context);
  },
  async addKeychain(ports) {
    const room = await openRoom(ports);
    return async () => room.handlers.addKeychain({}, context);
  },
  async removeKeychain(ports) {
    const room = await openRoom(ports);
    return async () => room.handlers.removeProtector({ kind: 'keychain' }, context);
  },
  async newRecoveryKey(ports) {
    const room = await openRoom(ports);
    return async () => room.handlers.writeRecoveryKey.run({ sink: refFor('second') }, context);
  },
  async saveRecord(ports) {
    const room = await openRoom(ports);
    return async () => {
      await room.store().change('alpha', () => Buffer.from('canary-after'));
      await room.dispose();
    };
  },
  async removeRecord(ports) {
    const room = await openRoom(ports);
    return async () => room.store().change('alpha', () => Buffer.alloc(0));
  },
  wrongTry(ports) {
    const room = roomOf(ports);
    return Promise.resolve(async () => Promise.resolve(room.handlers.unlockWithPassphrase({ value: 'wrong passphrase' }, context)).catch(() => undefined));
  },
  async backUp(ports) {
    const room = await openRoom(ports);
    return async () => room.handlers.writeBackup({ path: join(ports.paths.userHome, 'backup') }, context);
  },
  async restore(ports) {
    // A folder without a profile, and a backup of the one that was there.
    const room = await openRoom(ports);
    await room.handlers.writeBackup({ path: backupFile(ports.paths.userHome) }, context);
    await room.dispose();
    rmSync(ports.paths.profile, { recursive: true });
    const elsewhere = roomOf(ports);
    return async () => elsewhere.handlers.restoreBackup({ path: backupFile(ports.paths.userHome), value: passphrase, by: 'passphrase' }, context);
  },
  async setAside(ports) {
    const room = await openRoom(ports);
    const sealed = join(ports.paths.profile, 'sealed');
    for (const file of readdirSync(sealed)) if (file.startsWith('alpha.')) truncateSync(join(sealed, file), 20);
    return async () => room.handlers.setDamagedAside({}, context);
  },
};
