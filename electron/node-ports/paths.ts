// Where things lie, computed once for every adapter. Never creates a folder.
import { homedir, tmpdir } from 'node:os';
import { posix, win32 } from 'node:path';
import type { Paths } from '../core/ports.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The folder where sops looks for `sops/age/keys.txt`: on macOS there is no fallback between the two places. */
function configurationFolder(env: Environment, platform: string, home: string): string {
  const xdg = env['XDG_CONFIG_HOME'];
  if (platform === 'win32') return env['APPDATA'] ?? env['AppData'] ?? win32.join(home, 'AppData', 'Roaming');
  if (platform === 'darwin') return xdg !== undefined && xdg !== '' ? xdg : posix.join(home, 'Library/Application Support');
  return xdg !== undefined && posix.isAbsolute(xdg) ? xdg : posix.join(home, '.config');
}

/** Nothing where it was removed under us. */
function currentFolder(): { readonly current?: string } {
  try {
    return { current: process.cwd() };
  } catch {
    return {};
  }
}

/**
 * Profile: COFFRE_HOME if it is absolute, else the platform's configuration folder + `coffre`.
 * `configuration` follows sops (its Go `UserConfigDir`, macOS exception included).
 */
export function nodePaths(env: Environment, platform: string): Paths {
  const path = platform === 'win32' ? win32 : posix;
  const absolute = (value: string | undefined): string | undefined => (value !== undefined && path.isAbsolute(value) ? value : undefined);
  const userHome = absolute(platform === 'win32' ? env['USERPROFILE'] : env['HOME']) ?? homedir();
  const configuration = configurationFolder(env, platform, userHome);
  return {
    profile: absolute(env['COFFRE_HOME']) ?? path.join(configuration, 'coffre'),
    userHome,
    temporary: absolute(platform === 'win32' ? env['TEMP'] : env['TMPDIR']) ?? tmpdir(),
    configuration,
    ...currentFolder(),
  };
}
