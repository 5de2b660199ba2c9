// The typed way to the core. The only file that touches window.bridge; calls answer, they never reject, and nothing is kept here.
import type { AppContract } from '../../shared/ipc/contract.ts';
import type { CommonError } from '../../shared/ipc/common-errors.ts';
import type { AnyEvent, Bridge, CallName, ErrorData, ErrorOf, Input, Output } from '../../shared/ipc/define.ts';
import type { AppEvents } from '../../shared/ipc/events.ts';
import type { Project } from '../../shared/ipc/projects.ts';
import { askedAhead } from './ahead.ts';

export type Call = CallName<AppContract>;
export type CoreEvent = AnyEvent<AppEvents>;

/** A refusal as it came, or `bridge-lost` if nothing came. Put it into words with `errorWords`. */
export interface Told<E extends string = string> {
  readonly code: E;
  readonly data: ErrorData;
}
export type Answer<T, E extends string = string> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Told<E> };
export type AnswerOf<N extends Call> = Answer<Output<AppContract, N>, ErrorOf<AppContract, N> | CommonError | 'bridge-lost'>;

export interface AppBridge {
  call<N extends Call>(name: N, input: Input<AppContract, N>): Promise<AnswerOf<N>>;
  /** Calls back on each event; the answer stops it. */
  on(listener: (event: CoreEvent) => void): () => void;
  /** Opens folders that were dropped on the window. */
  dropped(files: readonly File[]): Promise<Answer<readonly Project[]>>;
}

type RawBridge = Bridge<AppContract, AppEvents>;
declare global {
  interface Window {
    readonly bridge?: RawBridge;
  }
}

const lost = { ok: false, error: { code: 'bridge-lost', data: {} } } as const;

/** A client over a raw bridge; without one, every call answers `bridge-lost`. */
export function createClient(raw: RawBridge | undefined): AppBridge {
  return {
    async call(name, input) {
      if (raw === undefined) return lost;
      try {
        return await raw.call(name, input);
      } catch {
        // WHY silent: a transport's message is not for people, and the code says all that can be done about it.
        return lost;
      }
    },
    on: (listener) => raw?.on(listener) ?? (() => undefined),
    async dropped(files) {
      if (raw === undefined) return lost;
      try {
        // WHY cast: the raw bridge is typed for any call; this one is projects.openDropped.
        return (await raw.dropped(files)) as Answer<readonly Project[]>;
      } catch {
        return lost;
      }
    },
  };
}

/** The client of this page. What was asked ahead is not asked again, the first time. */
export function windowClient(): AppBridge {
  const raw = window.bridge;
  if (raw === undefined) return createClient(raw);
  return createClient({
    ...raw,
    call(name, input) {
      const asked = askedAhead.get(name);
      askedAhead.delete(name);
      // WHY cast: the same raw bridge answered it.
      return (asked as ReturnType<typeof raw.call<typeof name>> | undefined) ?? raw.call(name, input);
    },
  });
}
