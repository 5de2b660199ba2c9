// The operating system's keychain over @napi-rs/keyring: Keychain on macOS, Credential Manager on Windows, the Secret Service on Linux and nothing else there.
// Must never log or report what is kept, and never take the kernel's keyring, which forgets at a reboot.
import type { Keychain, KeychainAnswer, KeychainFault, Paths } from '../core/ports.ts';
import { findKeytarItems, lookAtSecretService, unlockSecretService } from './secret-service.ts';

type Environment = Readonly<Record<string, string | undefined>>;

// WHY late: it is native code, which few commands need, and which may be missing where the program was taken out of its folder.
const library = () => import('@napi-rs/keyring');

// SECURITY(keychain-pinned): without this the library falls back to the kernel keyring, where a key is gone after a reboot.
const pinned = { linux: { store: 'secret-service' } } as const;

const faults: readonly (readonly [what: RegExp, fault: KeychainFault])[] = [
  [/prompt was dismissed|user canceled|errSecUserCanceled/i, 'dismissed'],
  [/IsLocked|interaction is not allowed|errSecInteractionNotAllowed/i, 'locked'],
  [/abort/i, 'cancelled'],
  [/did not receive a reply|timed out/i, 'slow'],
  [/no result found|DBus error|not provided by any|platform storage|Platform failure|zbus error/i, 'missing'],
];

/** What the library's message means. WHY by its words: it has one code for everything. */
export function faultOf(error: unknown): KeychainFault {
  const text = error instanceof Error ? `${error.name} ${error.message}` : '';
  return faults.find(([what]) => what.test(text))?.[1] ?? 'failed';
}

async function answer<T>(ask: () => Promise<T>): Promise<KeychainAnswer<T>> {
  try {
    return { ok: true, value: await ask() };
  } catch (error) {
    return { ok: false, fault: faultOf(error) };
  }
}

/** The keychain of this session. Loads its native part at the first question. */
export function nodeKeychain(environment: Environment, paths: Pick<Paths, 'userHome'>, platform: string): Keychain {
  const entry = async (service: string, account: string) => new (await library()).AsyncEntry(service, account, pinned);
  return {
    async look() {
      if (platform === 'linux') return lookAtSecretService(environment, paths.userHome);
      if (platform === 'darwin') return { state: 'ok', backend: 'macOS Keychain' };
      return platform === 'win32' ? { state: 'ok', backend: 'Windows Credential Manager' } : { state: 'missing', backend: '' };
    },
    unlock: (signal) => (platform === 'linux' ? unlockSecretService(environment, signal) : Promise.resolve({ ok: true, value: undefined })),
    get: (service, account, signal) => answer(async () => (await (await entry(service, account)).getPassword(signal)) ?? undefined),
    set: (service, account, text, signal) => answer(async () => { await (await entry(service, account)).setPassword(text, signal); }),
    remove: (service, account, signal) => answer(async () => (await entry(service, account)).deletePassword(signal)),
    // WHY both on Linux: items of keytar and of this library do not see one another there.
    find: (service, signal) => answer(async () => [
      ...(await (await library()).findCredentialsAsync(service, undefined, signal)).map(({ account, password }) => ({ account, text: password })),
      ...(platform === 'linux' ? await findKeytarItems(environment, service) : []),
    ]),
  };
}
