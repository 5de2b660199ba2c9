// Shows a page of the web in the person's own browser, by the program of the desktop that does that. Must never start anything else for an address, nor hand a key of our environment on.
import { spawn } from 'node:child_process';

type Environment = Readonly<Record<string, string | undefined>>;

// SECURITY(opens-web-pages): an address that a server gave goes to a browser, and to nothing else that the system may start for it.
/** True for https, and without TLS for this computer alone. */
export function isWebPage(address: string): boolean {
  const url = URL.parse(address);
  if (url === null || url.username !== '' || url.password !== '') return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && /^(?:localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname));
}

/** What a browser needs to find its display, its fonts and its language. */
const allowedNames = /^(?:PATH|HOME|USER|LOGNAME|SHELL|TZ|LANG|LANGUAGE|LC_[A-Z]+|DISPLAY|WAYLAND_DISPLAY|XAUTHORITY|XDG_[A-Z_]+|DBUS_SESSION_BUS_ADDRESS|TMPDIR|TEMP|TMP|BROWSER|DESKTOP_SESSION|SYSTEMROOT|SYSTEMDRIVE|WINDIR|PROGRAMFILES|PROGRAMDATA|LOCALAPPDATA|APPDATA|USERPROFILE|COMSPEC)$/i;
const quickMs = 5000;

function openerFor(platform: string, environment: Environment, address: string): readonly [string, ...string[]] | undefined {
  if (platform === 'darwin') return ['open', address];
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler', address];
  const display = (environment['DISPLAY'] ?? '') !== '' || (environment['WAYLAND_DISPLAY'] ?? '') !== '';
  return display ? ['xdg-open', address] : undefined;
}

/** False where nothing can show it; a program that still runs after a while has. */
export function openPage(address: string, environment: Environment, platform: string): Promise<boolean> {
  const opener = isWebPage(address) ? openerFor(platform, environment, address) : undefined;
  if (opener === undefined) return Promise.resolve(false);
  const [program, ...args] = opener;
  const env = Object.fromEntries(Object.entries(environment).filter(([name]) => allowedNames.test(name)));
  return new Promise((resolve) => {
    const child = spawn(program, args, { env, shell: false, detached: true, windowsHide: true, stdio: 'ignore' });
    // WHY not longer: some of them stay for as long as the browser does.
    const slow = setTimeout(() => { resolve(true); }, quickMs);
    slow.unref();
    child.unref();
    child.once('error', () => { resolve(false); });
    child.once('exit', (status) => {
      clearTimeout(slow);
      resolve(status === 0);
    });
  });
}
