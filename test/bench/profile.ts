// How long it takes to open a profile: with the keychain hardly longer than the keyring itself takes, with a passphrase slow on purpose and not slower than a person bears.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createProfile } from '../../electron/core/profile/index.ts';
import type { Context } from '../../shared/ipc/define.ts';
import { actPorts, noParking } from '../core/profile/acts.ts';
import { keyringInstalled, startKeyringSession } from '../servers/gnome-keyring.ts';
import { longestHold } from './loop.ts';
import { median, timed, type Row } from './measure.ts';

const child = fileURLToPath(new URL('../core/children/unlock-rounds.ts', import.meta.url));
const context: Context = { role: 'window', requestId: 'bench', about: () => undefined, record: () => Promise.resolve() };
const rounds = 11;

async function byKeychain(): Promise<readonly Row[]> {
  if (!keyringInstalled) {
    console.warn('!! SKIPPED: opening the profile with a keyring (gnome-keyring or dbus is missing: sudo build/debian-packages.sh)');
    return [];
  }
  const session = await startKeyringSession();
  try {
    await session.start('a password');
    const { stdout } = await promisify(execFile)(process.execPath, [child, session.folder, String(rounds)], { env: session.env });
    const { ours, keyring } = JSON.parse(stdout) as { readonly ours: readonly number[]; readonly keyring: readonly number[] };
    const peer = median(keyring) + 150;
    return [{ what: 'the profile opened by the keychain', ours: median(ours), peer, peerIs: 'the keyring’s own answer and 150 ms', ratio: median(ours) / peer, bar: 1 }];
  } finally {
    await session.end();
  }
}

async function byPassphrase(): Promise<readonly Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'coffre-bench-'));
  try {
    const room = createProfile({ ports: actPorts(folder), emit: () => undefined, parking: noParking });
    const value = 'canary bench passphrase';
    await room.handlers.create({ value, keychain: false }, context);
    const times: number[] = [];
    const holds: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      await room.lock();
      holds.push(await longestHold(async () => { times.push(await timed(() => room.handlers.unlockWithPassphrase({ value }, context))); }));
    }
    await room.dispose();
    const ours = median(times);
    const held = Math.max(...holds);
    return [
      { what: 'the profile opened by a passphrase', ours, peer: 1000, peerIs: 'the bar', ratio: ours / 1000, bar: 1 },
      { what: 'the shortest time for a guess', ours: 300, peer: ours, peerIs: 'a passphrase', ratio: 300 / ours, bar: 1 },
      { what: 'longest hold of the event loop: opened by a passphrase', ours: held, peer: 50, peerIs: 'the bar in ms', ratio: held / 50, bar: 1 },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export async function profileRows(): Promise<Row[]> {
  return [...await byKeychain(), ...await byPassphrase()];
}
