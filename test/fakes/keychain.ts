// A keychain that a test fills, locks, breaks and looks into. Must never touch the real one of this machine.
import type { Keychain, KeychainAnswer, KeychainFault, KeychainLook } from '../../electron/core/ports.ts';

export interface KeychainSteering {
  /** What it says of itself; `missing` unless a test says otherwise. */
  keychainLook: KeychainLook;
  /** By `service account`. */
  readonly keychainItems: Map<string, string>;
  /** Every question is refused with it. */
  keychainFault: KeychainFault | undefined;
  /** True if it never answers. */
  keychainSilent: boolean;
  /** How many questions it was asked. */
  keychainAsked: number;
}

export function fakeKeychain(steering: KeychainSteering): Keychain {
  const answer = <T>(value: () => T): Promise<KeychainAnswer<T>> => {
    steering.keychainAsked += 1;
    if (steering.keychainSilent) return new Promise(() => undefined);
    return Promise.resolve(steering.keychainFault === undefined ? { ok: true, value: value() } : { ok: false, fault: steering.keychainFault });
  };
  const items = steering.keychainItems;
  return {
    look: () => Promise.resolve(steering.keychainLook),
    unlock: () => answer(() => undefined),
    get: (service, account) => answer(() => items.get(`${service} ${account}`)),
    set: (service, account, text) => answer(() => { items.set(`${service} ${account}`, text); }),
    remove: (service, account) => answer(() => items.delete(`${service} ${account}`)),
    find: (service) => answer(() => [...items].flatMap(([key, text]) => (key.startsWith(`${service} `) ? [{ account: key.slice(service.length + 1), text }] : []))),
  };
}
