// What stands behind the Secret Service of a Linux session, found out without a prompt: who answers, whether it is locked, and whether it keeps its secrets in clear text; and unlocking it, with one.
import { open } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { KeychainAnswer, KeychainLook } from '../core/ports.ts';
import { openSessionBus, SlowBus, type SessionBus } from './session-bus.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const bus = { destination: 'org.freedesktop.DBus', path: '/org/freedesktop/DBus', interface: 'org.freedesktop.DBus' } as const;
const service = 'org.freedesktop.secrets';
const servicePath = '/org/freedesktop/secrets';
const serviceInterface = 'org.freedesktop.Secret.Service';

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

/** The keyring that new entries go into; undefined if there is none. */
async function collectionOf(session: SessionBus): Promise<string | undefined> {
  const [collection] = await session.call({ destination: service, path: servicePath, interface: serviceInterface, member: 'ReadAlias', signature: 's', args: ['default'] });
  return typeof collection === 'string' && collection !== '/' ? collection : undefined;
}

async function look(session: SessionBus, environment: Environment, home: string): Promise<KeychainLook> {
  const owner = async (): Promise<unknown> => (await session.call({ ...bus, member: 'GetConnectionUnixProcessID', signature: 's', args: [service] }))[0];
  let pid = await owner();
  if (pid === undefined) {
    // Some sessions start it only when it is first asked for.
    await session.call({ ...bus, member: 'StartServiceByName', signature: 'su', args: [service, 0] });
    pid = await owner();
  }
  if (pid === undefined) return { state: 'missing', backend: '' };
  const backend = nameOf(pid);
  const collection = await collectionOf(session);
  // WHY missing: it runs, but has no keyring to put anything into; making one would ask the person for a password.
  if (collection === undefined) return { state: 'missing', backend };
  // SECURITY(keychain-clear-text): a keyring that lies on the disk in clear text would give the profile to whoever reads the disk.
  if (backend === 'GNOME Keyring' && await isClearText(join(environment['XDG_DATA_HOME'] ?? join(home, '.local/share'), 'keyrings', `${basename(collection)}.keyring`))) return { state: 'insecure-backend', backend };
  const [locked] = await session.call({ destination: service, path: collection, interface: 'org.freedesktop.DBus.Properties', member: 'Get', signature: 'ss', args: ['org.freedesktop.Secret.Collection', 'Locked'] });
  return { state: locked === true ? 'locked' : 'ok', backend };
}

/** Answers `missing` where there is no session bus, no service, or no keyring in it. */
export async function lookAtSecretService(environment: Environment, home: string): Promise<KeychainLook> {
  let session: SessionBus | undefined;
  try {
    session = await openSessionBus(environment['DBUS_SESSION_BUS_ADDRESS']);
    return await look(session, environment, home);
  } catch (error) {
    // WHY silent: over SSH and in containers there is none, and what the bus says of itself helps nobody.
    return { state: session !== undefined && error instanceof SlowBus ? 'slow' : 'missing', backend: '' };
  } finally {
    session?.close();
  }
}

/** Unlocks the keyring, which asks the person for its password if it must. WHY not left to the library: while it waits for that, nothing ends it, nor the program. */
export async function unlockSecretService(environment: Environment, signal: AbortSignal): Promise<KeychainAnswer<undefined>> {
  let session: SessionBus | undefined;
  try {
    session = await openSessionBus(environment['DBUS_SESSION_BUS_ADDRESS']);
    const open = session;
    const collection = await collectionOf(open);
    if (collection === undefined) return { ok: false, fault: 'missing' };
    const [, prompt] = await open.call({ destination: service, path: servicePath, interface: serviceInterface, member: 'Unlock', signature: 'ao', args: [[collection]] });
    if (typeof prompt !== 'string') return { ok: false, fault: 'failed' };
    if (prompt === '/') return { ok: true, value: undefined };
    await open.call({ ...bus, member: 'AddMatch', signature: 's', args: [`type='signal',path='${prompt}',member='Completed'`] });
    const completed = open.signal(prompt, 'Completed');
    // WHY not dismissed: told to dismiss a prompt, GNOME Keyring (seen with 42) ends itself, and with it the keyring of every program. It stays on the screen, and unlocks when it is answered.
    signal.addEventListener('abort', () => { open.close(); }, { once: true });
    if (signal.aborted) open.close();
    await open.call({ destination: service, path: prompt, interface: 'org.freedesktop.Secret.Prompt', member: 'Prompt', signature: 's', args: [''] });
    const [dismissed] = await completed;
    return dismissed === false ? { ok: true, value: undefined } : { ok: false, fault: 'dismissed' };
  } catch (error) {
    return { ok: false, fault: signal.aborted ? 'cancelled' : error instanceof SlowBus ? 'slow' : 'missing' };
  } finally {
    session?.close();
  }
}

/**
 * What keytar kept under a service name: it marks its items with `account`, which @napi-rs/keyring does not look for. Only what is unlocked already; asks nobody.
 * Empty where nothing answers.
 */
export async function findKeytarItems(environment: Environment, name: string): Promise<readonly { readonly account: string; readonly text: string }[]> {
  let session: SessionBus | undefined;
  try {
    session = await openSessionBus(environment['DBUS_SESSION_BUS_ADDRESS']);
    const ask = { destination: service, path: servicePath, interface: serviceInterface } as const;
    const [, own] = await session.call({ ...ask, member: 'OpenSession', signature: 'sv', args: ['plain', ''] });
    const [unlocked] = await session.call({ ...ask, member: 'SearchItems', signature: 'a{ss}', args: [{ service: name }] });
    const found: { readonly account: string; readonly text: string }[] = [];
    for (const path of Array.isArray(unlocked) && typeof own === 'string' ? unlocked : []) {
      if (typeof path !== 'string' || typeof own !== 'string') continue;
      const item = { destination: service, path } as const;
      const [attributes] = await session.call({ ...item, interface: 'org.freedesktop.DBus.Properties', member: 'Get', signature: 'ss', args: ['org.freedesktop.Secret.Item', 'Attributes'] });
      const [secret] = await session.call({ ...item, interface: 'org.freedesktop.Secret.Item', member: 'GetSecret', signature: 'o', args: [own] });
      const account = typeof attributes === 'object' && 'account' in attributes ? attributes['account'] : undefined;
      const bytes = Array.isArray(secret) ? (secret as readonly unknown[])[2] : undefined;
      if (typeof account === 'string' && Buffer.isBuffer(bytes)) found.push({ account, text: bytes.toString('utf8') });
      if (Buffer.isBuffer(bytes)) bytes.fill(0);
    }
    return found;
  } catch {
    // WHY silent: nothing was found, which is what the caller says.
    return [];
  } finally {
    session?.close();
  }
}
