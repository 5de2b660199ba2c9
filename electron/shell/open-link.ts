// The only way from the window to the person's own browser. Must never carry anything but the address of a known manual.
import type { Shell } from 'electron';

/** Manuals that the words of the window may point to. */
const hosts: ReadonlySet<string> = new Set(['getsops.io', 'age-encryption.org']);

// SECURITY(open-link): https, a known host, and no place in the address where a value could hide.
/** True if the address may be opened outside. */
export function mayOpen(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, port, username, password, search, hash, pathname } = new URL(address);
  return protocol === 'https:' && hosts.has(hostname) && port === '' && username === '' && password === '' && search === '' && hash === '' && /^[\w./-]{1,100}$/.test(pathname);
}

/** Opens the manual's page in the person's browser; anything else is ignored. */
export function linkOpener(shell: Pick<Shell, 'openExternal'>, log: (line: string) => void): (address: string) => void {
  return (address) => {
    if (!mayOpen(address)) return;
    shell.openExternal(address).catch(() => { log('a link could not be opened'); });
  };
}
