// A profile in a fresh folder with a passphrase that is quick to check, so that a test can open it many times. Must never be used to show how long a passphrase takes.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createProfile, type Cost, type ProfileRoom } from '../../../electron/core/profile/index.ts';
import { Refusal } from '../../../electron/core/refusal.ts';
import type { Context } from '../../../shared/ipc/define.ts';
import { fakePorts, type FakePorts } from '../../fakes/ports.ts';
import { noParking } from './acts.ts';

export { noParking } from './acts.ts';

export const context: Context = { role: 'cli', requestId: 'test', about: () => undefined, record: () => Promise.resolve() };
export const cheap: Cost = { N: 16, r: 1, p: 1 };
export const passphrase = 'canary-5be1 correct horse';

export interface Kit {
  readonly ports: FakePorts;
  /** The profile folder. */
  readonly folder: string;
  /** Another process's view of the same folder. */
  again(cost?: Cost): ProfileRoom;
  readonly room: ProfileRoom;
}

export function profileKit(cost: Cost = cheap): Kit {
  const ports = fakePorts();
  const again = (other: Cost = cost): ProfileRoom => createProfile({ ports, emit: () => undefined, parking: noParking, cost: other });
  const room = again();
  onTestFinished(async () => {
    await room.dispose();
    ports.fake.remove();
  });
  return { ports, folder: ports.paths.profile, again, room };
}

/** The same with a profile that `passphrase` opens, and open. */
export async function openKit(cost?: Cost): Promise<Kit> {
  const kit = profileKit(cost);
  await kit.room.handlers.create({ value: passphrase, keychain: false }, context);
  return kit;
}

/** A keychain that works, from now on. */
export function giveKeychain({ ports }: Kit, backend = 'GNOME Keyring'): void {
  ports.fake.keychainLook = { state: 'ok', backend };
}

/** Makes a recovery key and answers with it. */
export async function recoveryKeyOf({ ports, room }: Pick<Kit, 'ports' | 'room'>): Promise<string> {
  const sink = ports.fake.mintSink('stdout');
  await room.handlers.writeRecoveryKey.run({ sink: sink.ref }, context);
  return sink.written()?.toString('utf8') ?? '';
}

export async function put(room: ProfileRoom, name: string, text: string): Promise<void> {
  await room.store().change(name, () => Buffer.from(text));
}
export async function get(room: ProfileRoom, name: string): Promise<string | undefined> {
  return (await room.store().read(name))?.exposeBytes().toString('utf8');
}

/** The code of a refusal; anything else fails the test. */
export async function refusalOf(work: () => unknown): Promise<string> {
  try {
    await work();
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
  return 'not refused';
}

/** Every file below the folder, by its path in it. */
export function filesOf(folder: string): ReadonlyMap<string, Buffer> {
  return new Map(readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => {
    const path = join(entry.parentPath, entry.name);
    return [path.slice(folder.length + 1), readFileSync(path)];
  }));
}
