// Door of the room “consent”: what widens access or gives out whole files goes ahead only after the person agreed, and after a code where the profile has a second factor. Asked by the core and drawn by whoever started it. Must never take the caller's word.
import type { Asking, Dialogs } from '../ports.ts';
import { Refusal } from '../refusal.ts';

type Run = (input: never, context: never) => unknown;
type Guarded = { subject(input: never): unknown; allowed?: Run; run: Run };
type Table = Readonly<Record<string, Readonly<Record<string, Run | Guarded>>>>;

/** Calls that need a code and no yes: the person has asked for just this. Letting somebody in and job keys of the window are agreed to as well: see `agree`. */
const guarded: ReadonlySet<string> = new Set(['sops.decryptFile', 'sops.saveDecrypted', 'age.decryptFile', 'jobs.add', 'profile.revealRecoveryKey', 'profile.writeRecoveryKey']);

/** Of these, what a second factor needs before it can be set up: where there is none yet, it cannot be asked for. */
const beforeFactor: ReadonlySet<string> = new Set(['profile.revealRecoveryKey', 'profile.writeRecoveryKey']);

export interface ConsentDeps {
  readonly dialogs: Pick<Dialogs, 'agree'>;
  /** Absent where nobody can be asked. */
  readonly asking: Pick<Asking, 'passphrase'> | undefined;
  readonly profile: () => {
    isOpen(): boolean;
    /** Whether the open profile has a second factor. Refusal: record-damaged. */
    hasFactor(): Promise<boolean>;
    /** Refusals: code-wrong, code-used, locked-out, and those of a record and of a write. */
    takeCode(typed: string): Promise<void>;
  };
  /** Whether a policy requires a second factor. */
  readonly required: () => Promise<boolean>;
}
export interface Consent {
  /** Yes, and the code where there is a second factor. Refusals: those of `prove`. */
  readonly agree: Dialogs['agree'];
  /** The code alone; `place` is what it is for. Refusals: code-needed, code-unchecked, locked-out; factor-required where there is none and a policy wants one. */
  prove(place: string): Promise<void>;
  required(): Promise<boolean>;
  /** Whatever is being asked is answered with no, whoever says yes to it later. */
  decline(): void;
  /** The same handlers, of which those that need it prove it first. */
  guard<T extends Table>(handlers: T): T;
}

const codeOf = (error: unknown): string => (error instanceof Refusal ? error.code : '');

export function createConsent({ dialogs, asking, profile, required }: ConsentDeps): Consent {
  let declined = 0;

  /** WHY one refusal for all of them: whoever asks for a file need not know how a profile is stored. */
  const unchecked = (error: unknown): never => {
    if (codeOf(error) === 'locked-out') throw error;
    throw error instanceof Refusal ? new Refusal('code-unchecked') : error;
  };

  async function prove(place: string, early = false): Promise<void> {
    const own = profile();
    if (!own.isOpen()) return;
    if (!(await own.hasFactor().catch(unchecked))) {
      if (!early && await required()) throw new Refusal('factor-required');
      return;
    }
    for (let again = false; ; again = true) {
      const typed = await asking?.passphrase({ what: 'second-factor', place, text: '', again });
      // SECURITY(act-needs-code): nobody there, or nothing typed, is a no.
      if (typed === undefined) throw new Refusal('code-needed');
      try {
        await own.takeCode(typed.expose());
        return;
      } catch (error) {
        if (codeOf(error) !== 'code-wrong' && codeOf(error) !== 'code-used') unchecked(error);
      }
    }
  }

  const placeOf = (input: unknown, subject: unknown): string => {
    for (const facts of [subject, input]) {
      if (typeof facts !== 'object' || facts === null) continue;
      if ('secretKey' in facts && typeof facts.secretKey === 'string') return facts.secretKey;
      if ('name' in facts && typeof facts.name === 'string') return facts.name;
    }
    return '';
  };

  function proven(name: string, handler: Run | Guarded): Run | Guarded {
    if (!guarded.has(name)) return handler;
    if (typeof handler === 'function') return (input, context) => prove(placeOf(input, undefined), beforeFactor.has(name)).then(() => handler(input, context));
    return {
      subject: (input) => handler.subject(input),
      run: async (input, context) => {
        await prove(placeOf(input, await handler.subject(input)), beforeFactor.has(name));
        return handler.run(input, context);
      },
    };
  }

  return {
    prove: (place) => prove(place), required,
    decline() { declined += 1; },
    async agree(change) {
      const before = declined;
      // SECURITY(lock-declines): a dialog of the system stays on the screen over a lock, and a yes from whoever passes by is none.
      if (!(await dialogs.agree(change)) || declined !== before) return false;
      if ('files' in change) await prove(change.place);
      else if ('job' in change) await prove(change.job);
      else if ('policy' in change) await prove(change.policy);
      return true;
    },
    guard: (handlers) => Object.fromEntries(Object.entries(handlers).map(([room, calls]) => [room, Object.fromEntries(Object.entries(calls).map(([call, handler]) => [call, proven(`${room}.${call}`, handler)]))])) as typeof handlers,
  };
}
