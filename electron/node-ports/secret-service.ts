// What stands behind the Secret Service of a Linux session, found out without a prompt: who answers, whether it is locked, and whether it keeps its secrets in clear text.
import { open } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { KeychainLook } from '../core/ports.ts';
import { openSessionBus, type SessionBus } from './session-bus.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const bus = { destination: 'org.freedesktop.DBus', path: '/org/freedesktop/DBus', interface: 'org.freedesktop.DBus' } as const;
const service = 'org.freedesktop.secrets';
const servicePath = '/org/freedesktop/secrets';

/** Programs by what the kernel calls their processes (at most 15 letters). */
const programs: Readonly<Record<string, string>> = { 'gnome-keyring-d': 'GNOME Keyring', kwalletd5: 'KWallet', kwalletd6: 'KWallet', ksecretd: 'KWallet', keepassxc: 'KeePassXC' };

function nameOf(pid: unknown): string {
  try {
    return programs[readFileSync(`/proc/${String(pid)}/comm`, 'utf8').trim()] ?? 'Secret Service';
  } catch {
    // WHY silent: another pid namespace, as in a sandbox; the name is only for people.
    return 'Secret Service';
  }
}

/** GNOME Keyring writes a keyring without a password as plain text, which begins like an ini file. */
async function isClearText(file: string): Promise<boolean> {
  const handle = await open(file, 'r').catch(() => undefined);
  if (handle === undefined) return false;
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(9), 0, 9, 0);
    return buffer.toString('latin1', 0, bytesRead) === '[keyring]';
  } finally {
    await handle.close();
  }
}

async function look(session: SessionBus, environment: Environment, home: string): Promise<KeychainLook> {
  const owner = async (): Promise<unknown> => session.call({ ...bus, member: 'GetConnectionUnixProcessID', args: [service] });
  let pid = await owner();
  if (pid === undefined) {
    // Some sessions start it only when it is first asked for.
    await session.call({ ...bus, member: 'StartServiceByName', args: [service, 0] });
    pid = await owner();
  }
  if (pid === undefined) return { state: 'missing', backend: '' };
  const backend = nameOf(pid);
  const collection = await session.call({ destination: service, path: servicePath, interface: 'org.freedesktop.Secret.Service', member: 'ReadAlias', args: ['default'] });
  // WHY missing: it runs, but has no keyring to put anything into; making one would ask the person for a password.
  if (typeof collection !== 'string' || collection === '/') return { state: 'missing', backend };
  // SECURITY(keychain-clear-text): a keyring that lies on the disk in clear text would give the profile to whoever reads the disk.
  if (backend === 'GNOME Keyring' && await isClearText(join(environment['XDG_DATA_HOME'] ?? join(home, '.local/share'), 'keyrings', `${basename(collection)}.keyring`))) return { state: 'insecure-backend', backend };
  const locked = await session.call({ destination: service, path: collection, interface: 'org.freedesktop.DBus.Properties', member: 'Get', args: ['org.freedesktop.Secret.Collection', 'Locked'] });
  return { state: locked === true ? 'locked' : 'ok', backend };
}

/** Answers `missing` where there is no session bus, no service, or no keyring in it. */
export async function lookAtSecretService(environment: Environment, home: string): Promise<KeychainLook> {
  let session: SessionBus | undefined;
  try {
    session = await openSessionBus(environment['DBUS_SESSION_BUS_ADDRESS']);
    return await look(session, environment, home);
  } catch {
    // WHY silent: over SSH and in containers there is none, and what the bus says of itself helps nobody.
    return { state: 'missing', backend: '' };
  } finally {
    session?.close();
  }
}
