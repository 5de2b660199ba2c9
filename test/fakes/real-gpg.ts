// The real gpg with a keyring of its own, thrown away with its agent. Must never touch the keyring of the person who runs the tests.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const found = spawnSync('gpg', ['--version']).status === 0;
if (!found && process.env['REQUIRE_GPG'] === '1') throw new Error('REQUIRE_GPG=1, but gpg is not installed');
if (!found) console.warn('!! SKIPPED: PGP keys: gpg is not installed');
export const hasGpg = found;

export interface GpgHome {
  readonly env: Readonly<Record<string, string>>;
  /** A new key without a passphrase, or behind one; its fingerprint. */
  key(name: string, passphrase?: string): string;
  /** Takes the private half out, so that only others can open what is for it. */
  forgetPrivate(fingerprint: string): void;
  remove(): void;
}

export function gpgHome(): GpgHome {
  // WHY a short path: sockets of the agent lie in it.
  const folder = mkdtempSync(join(tmpdir(), 'gpg-'));
  const env = { PATH: process.env['PATH'] ?? '', HOME: folder, GNUPGHOME: folder, LC_ALL: 'C.UTF-8' };
  const gpg = (args: readonly string[]): string => {
    const { status, stdout, stderr } = spawnSync('gpg', ['--batch', ...args], { env, encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
    return stdout;
  };
  return {
    env,
    key(name, passphrase = '') {
      gpg(['--pinentry-mode', 'loopback', '--passphrase', passphrase, '--quick-generate-key', `${name}@example.invalid`, 'future-default', 'default', 'never']);
      return /^fpr:{9}([0-9A-F]{40}):/m.exec(gpg(['--list-keys', '--with-colons', `${name}@example.invalid`]))?.[1] ?? '';
    },
    forgetPrivate(fingerprint) { gpg(['--yes', '--delete-secret-keys', fingerprint]); },
    remove() {
      spawnSync('gpgconf', ['--kill', 'all'], { env });
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
