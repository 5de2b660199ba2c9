// Door of the room “keychain”: keytar's four calls over the keychain port, with its states as refusals. Must never ask the person unasked, nor take “not stored” from a keychain that could not answer.
import type { Clock, Keychain, KeychainAnswer, KeychainFault, KeychainLook } from '../ports.ts';
import { Refusal } from '../refusal.ts';

/** How long the keychain may take for an answer of its own. */
const limitMs = 15_000;
/** How long a person may look for its password; the waiting can be ended at any time. */
const promptLimitMs = 120_000;
/** After how long whoever waits hears that it takes its time. */
const slowAfterMs = 2000;

export interface KeychainOptions {
  /** False: a locked keychain is refused instead of asking for its password. */
  readonly ask?: boolean;
  /** How long it may take for an answer of its own; fifteen seconds if absent. */
  readonly patienceMs?: number;
}
/** Refusals of each: keychain-locked, keychain-missing, keychain-insecure, keychain-slow, keychain-dismissed, keychain-failed, cancelled. */
export interface KeychainRoom {
  /** Never asks, never refuses. */
  look(): Promise<KeychainLook>;
  getPassword(service: string, account: string, options?: KeychainOptions): Promise<string | undefined>;
  /** Resolves once the same text was read back. */
  setPassword(service: string, account: string, text: string, options?: KeychainOptions): Promise<void>;
  /** Answers whether there was one. */
  deletePassword(service: string, account: string, options?: KeychainOptions): Promise<boolean>;
  findCredentials(service: string, options?: KeychainOptions): Promise<readonly { readonly account: string; readonly text: string }[]>;
  /** Ends every question that is under way. A prompt that is on the screen stays there. */
  cancel(): void;
}

const codes: Readonly<Record<KeychainFault, string>> = { locked: 'keychain-locked', missing: 'keychain-missing', dismissed: 'keychain-dismissed', slow: 'keychain-slow', cancelled: 'cancelled', failed: 'keychain-failed' };
const notAsked: Readonly<Partial<Record<KeychainLook['state'], string>>> = { 'insecure-backend': 'keychain-insecure', missing: 'keychain-missing', slow: 'keychain-slow' };

export interface KeychainDeps {
  readonly port: Keychain;
  readonly clock: Clock;
  /** Told when an answer takes its time: its program may be asking for its password in a window behind this one. */
  readonly slow?: (backend: string) => void;
}

export function createKeychain({ port, clock, slow = () => undefined }: KeychainDeps): KeychainRoom {
  const running = new Map<string, Promise<unknown>>();
  /** What ends each question that is under way. */
  const ends = new Set<AbortController>();

  async function ask<T>(question: (signal: AbortSignal) => Promise<KeychainAnswer<T>>, { ask: may = true, patienceMs = limitMs }: KeychainOptions): Promise<T> {
    const end = new AbortController();
    const ended = new Promise<never>((_resolve, reject) => {
      end.signal.addEventListener('abort', () => { reject(end.signal.reason as Refusal); });
    });
    ended.catch(() => {
      // WHY: it may end while nothing waits for it, between two steps.
    });
    let backend = '';
    /** Settles after `ms` at the latest, and at once when somebody ends it, whatever the keychain does. */
    async function within<A>(ms: number, work: (signal: AbortSignal) => Promise<A>): Promise<A> {
      const intime = clock.after(ms, () => { end.abort(new Refusal('keychain-slow', { backend })); });
      try {
        return await Promise.race([work(end.signal), ended]);
      } finally {
        intime();
      }
    }
    const answered = clock.after(slowAfterMs, () => { slow(backend); });
    ends.add(end);
    try {
      const seen = await within(patienceMs, () => port.look());
      backend = seen.backend;
      // SECURITY(keychain-no-fallback): a keychain that is not safe gets nothing, and nothing takes its place.
      const refused = notAsked[seen.state];
      if (refused !== undefined) throw new Refusal(refused, { backend });
      if (seen.state === 'locked' && !may) throw new Refusal('keychain-locked', { backend });
      const open = seen.state === 'locked' ? await within(promptLimitMs, (signal) => port.unlock(signal)) : ({ ok: true } as const);
      const answer = open.ok ? await within(patienceMs, question) : open;
      if (!answer.ok) throw new Refusal(codes[answer.fault], { backend });
      return answer.value;
    } finally {
      answered();
      ends.delete(end);
    }
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

  async function look(): Promise<KeychainLook> {
    const { promise: late, resolve } = Promise.withResolvers<KeychainLook>();
    const intime = clock.after(limitMs, () => { resolve({ state: 'slow', backend: '' }); });
    try {
      return await Promise.race([port.look(), late]);
    } finally {
      intime();
    }
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
    cancel() {
      for (const end of ends) end.abort(new Refusal('cancelled'));
    },
  };
}
