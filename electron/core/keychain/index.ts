// Door of the room “keychain”: keytar's four calls over the keychain port, with its states as refusals. Must never ask the person unasked, nor take “not stored” from a keychain that could not answer.
import type { Clock, Keychain, KeychainAnswer, KeychainFault, KeychainLook } from '../ports.ts';
import { Refusal } from '../refusal.ts';

/** How long the keychain may take, its own prompt included. */
const limitMs = 15_000;

export interface KeychainState extends Omit<KeychainLook, 'state'> {
  readonly state: KeychainLook['state'] | 'slow';
}
export interface KeychainOptions {
  /** False: a locked keychain is refused instead of asking for its password. */
  readonly ask?: boolean;
  /** Ends the waiting. */
  readonly signal?: AbortSignal;
}
/** Refusals of each: keychain-locked, keychain-missing, keychain-insecure, keychain-slow, keychain-dismissed, keychain-failed. */
export interface KeychainRoom {
  /** Never asks, never refuses. */
  look(): Promise<KeychainState>;
  getPassword(service: string, account: string, options?: KeychainOptions): Promise<string | undefined>;
  /** Resolves once the same text was read back. */
  setPassword(service: string, account: string, text: string, options?: KeychainOptions): Promise<void>;
  /** Answers whether there was one. */
  deletePassword(service: string, account: string, options?: KeychainOptions): Promise<boolean>;
  findCredentials(service: string, options?: KeychainOptions): Promise<readonly { readonly account: string; readonly text: string }[]>;
}

const codes: Readonly<Record<KeychainFault, string>> = { locked: 'keychain-locked', missing: 'keychain-missing', dismissed: 'keychain-dismissed', cancelled: 'keychain-slow', failed: 'keychain-failed' };

export function createKeychain({ port, clock }: { readonly port: Keychain; readonly clock: Clock }): KeychainRoom {
  const running = new Map<string, Promise<unknown>>();

  /** Settles after the limit at the latest, whatever the keychain does. */
  function within<T>(work: (signal: AbortSignal) => Promise<T>, late: () => T, outer?: AbortSignal): Promise<T> {
    const stop = new AbortController();
    return new Promise((resolve, reject) => {
      const end = (): void => {
        letGo();
        stop.abort();
        resolve(late());
      };
      const cancel = clock.after(limitMs, end);
      const letGo = (): void => {
        cancel();
        outer?.removeEventListener('abort', end);
      };
      outer?.addEventListener('abort', end, { once: true });
      work(stop.signal).then(resolve, reject).finally(letGo);
    });
  }

  const look = (): Promise<KeychainState> => within<KeychainState>(() => port.look(), () => ({ state: 'slow', backend: '' }));

  async function ask<T>(question: (signal: AbortSignal) => Promise<KeychainAnswer<T>>, { ask: may = true, signal }: KeychainOptions): Promise<T> {
    const { state, backend } = await look();
    // SECURITY(keychain-no-fallback): a keychain that is not safe gets nothing, and nothing takes its place.
    if (state === 'insecure-backend') throw new Refusal('keychain-insecure', { backend });
    if (state === 'missing') throw new Refusal('keychain-missing', { backend });
    if (state === 'slow') throw new Refusal('keychain-slow', { backend });
    if (state === 'locked' && !may) throw new Refusal('keychain-locked', { backend });
    const answer = await within<KeychainAnswer<T>>(question, () => ({ ok: false, fault: 'cancelled' }), signal);
    if (!answer.ok) throw new Refusal(codes[answer.fault], { backend });
    return answer.value;
  }

  /** The same question asked twice at once is asked once. */
  function once<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = running.get(key);
    // The key names the call and its arguments, so the answer has this call's type.
    if (before !== undefined) return before as Promise<T>;
    const now = work().finally(() => { running.delete(key); });
    running.set(key, now);
    return now;
  }

  const getPassword: KeychainRoom['getPassword'] = (service, account, options = {}) => once(JSON.stringify(['get', service, account, options.ask ?? true]), () => ask((signal) => port.get(service, account, signal), options));

  return {
    look,
    getPassword,
    async setPassword(service, account, text, options = {}) {
      await ask((signal) => port.set(service, account, text, signal), options);
      // WHY read back: a keychain that takes everything and keeps nothing would lose the profile at the next start.
      if ((await getPassword(service, account, options)) !== text) throw new Refusal('keychain-failed', { backend: (await look()).backend });
    },
    deletePassword: (service, account, options = {}) => ask((signal) => port.remove(service, account, signal), options),
    findCredentials: (service, options = {}) => ask((signal) => port.find(service, signal), options),
  };
}
