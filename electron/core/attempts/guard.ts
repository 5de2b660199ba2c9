// Counts refused accesses around the handlers that give a secret away or open a file: what was refused for want of a right counts, whoever asks. Must never count what failed for another reason.
import type { Context, Subject } from '../../../shared/ipc/define.ts';
import { Refusal } from '../refusal.ts';
import type { Access, Attempts } from './attempts.ts';

type Run = (input: never, context: Context) => unknown;
type Guarded = { subject(input: never): unknown; allowed?(input: never, context: Context): unknown; run: Run };
export type Table = Readonly<Record<string, Readonly<Record<string, Run | Guarded>>>>;

/** No key, nobody who opened one, no code, not for this job. */
const withoutRight: ReadonlySet<string> = new Set(['no-matching-key', 'identity-locked', 'job-not-allowed', 'code-needed', 'factor-required']);

/** The person has shown who they are. */
const proofs: ReadonlySet<string> = new Set(['profile.unlockWithPassphrase', 'profile.unlockWithCode', 'profile.unlockWithRecoveryKey']);

export interface GuardDeps {
  /** Who asks: `window`, `cli`, or `job` and its name. */
  readonly client: (context: Context) => string;
  /** What a call is about that gives nothing away itself and decides who may; undefined for all others. */
  readonly subjectOf: (call: string, input: Readonly<Record<string, string>>) => Subject | undefined;
  /** That access is barred from now on. */
  readonly barred: (call: string, subject: Subject, context: Context) => void;
}

/** The same handlers, none of which can be tried again and again. Refusal: access-locked. */
export function guardAttempts<T extends Table>(attempts: Attempts, { client, subjectOf, barred }: GuardDeps, handlers: T): T {
  async function counted<A>(call: string, access: Access, context: Context, work: () => A): Promise<Awaited<A>> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof Refusal && withoutRight.has(error.code) && (await attempts.refused(access))) barred(call, access.subject, context);
      throw error;
    }
  }

  /** What is being checked, by the file that it is about: settles once it is handed on, or refused. */
  const checking = new Map<string, Promise<void>>();

  function guarded(call: string, handler: Run | Guarded): Run | Guarded {
    if (typeof handler === 'function') {
      if (proofs.has(call)) {
        return async (input, context) => {
          const answer = await handler(input, context);
          await attempts.proven();
          return answer;
        };
      }
      return async (input, context) => {
        const subject = subjectOf(call, input);
        const { file = '' } = input as { readonly file?: string };
        if (subject === undefined) {
          // WHY in the order in which they came: who takes an opening back must not be heard before it has begun.
          await checking.get(file);
          return handler(input, context);
        }
        const access: Access = { client: client(context), subject };
        context.about(subject);
        const { promise, resolve } = Promise.withResolvers<void>();
        checking.set(file, promise);
        const handedOn = (): void => {
          resolve();
          if (checking.get(file) === promise) checking.delete(file);
        };
        try {
          await attempts.check(access);
          return await counted(call, access, context, () => {
            const answer = handler(input, context);
            handedOn();
            return answer;
          });
        } finally {
          handedOn();
        }
      };
    }
    const accessOf = async (input: never, context: Context): Promise<Access> => ({ client: client(context), subject: (await handler.subject(input)) as Subject });
    return {
      subject: (input) => handler.subject(input),
      async allowed(input, context) {
        const access = await accessOf(input, context);
        await attempts.check(access);
        await counted(call, access, context, () => handler.allowed?.(input, context));
      },
      async run(input, context) {
        const access = await accessOf(input, context);
        const answer = await counted(call, access, context, () => handler.run(input, context));
        await attempts.given(access);
        return answer;
      },
    };
  }
  return Object.fromEntries(Object.entries(handlers).map(([room, calls]) => [room, Object.fromEntries(Object.entries(calls).map(([call, handler]) => [call, guarded(`${room}.${call}`, handler)]))])) as typeof handlers;
}
