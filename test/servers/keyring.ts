// A real keyring for one test, ended with it; skipped loudly where there is none.
import { onTestFinished } from 'vitest';
import { keyringInstalled, startKeyringSession, type KeyringSession } from './gnome-keyring.ts';

export type { KeyringSession } from './gnome-keyring.ts';

/** False where it cannot run; said once, loudly, and an error where REQUIRE_KEYRING=1 asks for it. */
export function hasKeyring(): boolean {
  if (!keyringInstalled && process.env['REQUIRE_KEYRING'] === '1') throw new Error('REQUIRE_KEYRING=1, but dbus-daemon or gnome-keyring-daemon is missing: sudo build/debian-packages.sh');
  if (!keyringInstalled) console.warn('!! SKIPPED: the real keychain (gnome-keyring or dbus is missing: sudo build/debian-packages.sh)');
  return keyringInstalled;
}

/** A bus with nothing on it, which starts nothing by itself. */
export async function keyringSession(): Promise<KeyringSession> {
  const session = await startKeyringSession();
  onTestFinished(() => session.end());
  return session;
}
