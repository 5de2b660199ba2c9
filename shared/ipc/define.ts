// What a call and an event are: types plus two identity functions. Must never touch Node or the DOM.
import type * as v from 'valibot';
import type { CommonError } from './common-errors.ts';
import type { Revealed } from './values.ts';

type Schema = v.GenericSchema;

/** What the answer of a call carries across the boundary. `one-secret` answers hold exactly one value, minted by `revealed` in values.ts. */
export type Exposes = 'nothing' | 'metadata' | 'one-secret';
/** Where a call lets plaintext go besides its answer. */
export type Discloses = 'stdout' | 'file' | 'child' | 'clipboard';
/** Who may call. `drop` is a window that hands over dropped folders: the adapter mints it, a page cannot ask for it. */
export type Role = 'window' | 'drop' | 'cli';

export interface CallDef<I extends Schema, O extends Schema, E extends string, X extends Exposes, D extends readonly Discloses[]> {
  readonly input: I;
  readonly output: O;
  /** Expected refusals of the handler; anything else becomes `internal`. */
  readonly errors: readonly E[];
  readonly exposes: X;
  readonly discloses: D;
  readonly roles: readonly Role[];
  /** True if success is an access worth a line in the audit log. Refusals always write one. */
  readonly audited: boolean;
  /** True if it also answers while the profile is locked. */
  readonly whileLocked: boolean;
  /** True if a window that is covered already, and not locked yet, may still say it: it hands over what the page holds, and is answered with nothing. */
  readonly lastWords: boolean;
  /** True if it also answers while a second factor that the policy requires is still to be set up, as what answers while it is locked does. */
  readonly duringSetup: boolean;
}

interface CallSpec<I extends Schema, O extends Schema, E extends string, X extends Exposes, D extends readonly Discloses[]> {
  readonly input: I;
  readonly output: O;
  readonly errors: readonly E[];
  readonly exposes: X;
  readonly discloses?: D;
  readonly roles?: readonly Role[];
  readonly audited?: boolean;
  readonly whileLocked?: boolean;
  readonly lastWords?: boolean;
  readonly duringSetup?: boolean;
}

/** Declares a call. Roles default to window and cli; whatever exposes or discloses a secret is always audited. */
export function call<I extends Schema, O extends Schema, const E extends string, const X extends Exposes, const D extends readonly Discloses[] = readonly []>(spec: CallSpec<I, O, E, X, D>): CallDef<I, O, E, X, D> {
  const discloses = spec.discloses ?? ([] as unknown as D);
  const sensitive = spec.exposes === 'one-secret' || discloses.length > 0;
  return { roles: ['window', 'cli'], whileLocked: false, lastWords: false, duringSetup: false, ...spec, discloses, audited: sensitive || (spec.audited ?? false) };
}

export type AnyCall = CallDef<Schema, Schema, string, Exposes, readonly Discloses[]>;
export type Contract = Readonly<Record<string, Readonly<Record<string, AnyCall>>>>;
export type EventTable = Readonly<Record<string, Schema>>;
/** Declares an event: its payload carries ids and counts, never values. */
export function event<S extends Schema>(payload: S): S {
  return payload;
}

export type ErrorData = Readonly<Record<string, string | number | boolean>>;
export interface Failure<E extends string> {
  readonly code: E | CommonError;
  readonly data: ErrorData;
}
/** Nothing rejects across the boundary. */
export type Result<T, E extends string> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Failure<E> };

type In<C> = C extends CallDef<infer I, Schema, string, Exposes, readonly Discloses[]> ? v.InferOutput<I> : never;
type Out<C> = C extends CallDef<Schema, infer O, string, Exposes, readonly Discloses[]> ? v.InferOutput<O> : never;
type Err<C> = C extends CallDef<Schema, Schema, infer E, Exposes, readonly Discloses[]> ? E : never;

/** The wrapper that the core keeps plaintext in; only the router opens it, into a checked output. */
export interface Exposable {
  expose(): string;
}
/** What a `one-secret` handler returns: its output with the value still wrapped. */
export type Sealed = Omit<Revealed, 'value'> & { readonly value: Exposable };
/** Which secret an access is about, as the audit log names it. Names only. */
export interface Subject {
  /** `file#KEY` or `file`, as the person would say it. */
  readonly secretKey: string;
  readonly backend: string;
}
/** What the gate tells a handler about the request in hand. */
export interface Context {
  readonly role: Role;
  readonly requestId: string;
  /** Replaces the subject of the outcome line once the handler knows better. */
  about(subject: Subject): void;
  /** Before something is changed or used up elsewhere: resolves once a line about the subject is on disk. Refusal: audit-unavailable. */
  record(): Promise<void>;
}

type Plain<C> = (input: In<C>, context: Context) => Promise<Out<C>> | Out<C>;
/** A handler that gives a secret away: the subject is known, and on disk, before `run` starts. */
export interface Guarded<I, O> {
  subject(input: I): Promise<Subject> | Subject;
  /** Refuses who may not, once it is known what about and before anything is on disk. */
  allowed?(input: I, context: Context): Promise<void> | void;
  run(input: I, context: Context): Promise<O> | O;
}
type Handler<C> =
  C extends CallDef<Schema, Schema, string, 'one-secret', readonly Discloses[]> ? Guarded<In<C>, Sealed>
  : C extends CallDef<Schema, Schema, string, Exposes, readonly []> ? Plain<C>
  : Guarded<In<C>, Out<C>>;

/** The core's side of the contract: a missing handler does not compile. */
export type Handlers<K extends Contract> = { readonly [R in keyof K]: { readonly [C in keyof K[R]]: Handler<K[R][C]> } };

export type CallName<K extends Contract> = { [R in keyof K & string]: `${R}.${keyof K[R] & string}` }[keyof K & string];
type At<K extends Contract, N extends string> = N extends `${infer R}.${infer C}` ? K[R & keyof K][C & keyof K[R & keyof K]] : never;
export type Input<K extends Contract, N extends CallName<K>> = In<At<K, N>>;
export type Output<K extends Contract, N extends CallName<K>> = Out<At<K, N>>;
export type ErrorOf<K extends Contract, N extends CallName<K>> = Err<At<K, N>>;
export type Reply<K extends Contract, N extends CallName<K>> = Result<Output<K, N>, ErrorOf<K, N>>;

/** The renderer's side: what the preload puts on the page, typed. */
export interface Bridge<K extends Contract, V extends EventTable> {
  call<N extends CallName<K>>(name: N, input: Input<K, N>): Promise<Reply<K, N>>;
  /** Calls back on each event; the answer stops it. */
  on(listener: (event: AnyEvent<V>) => void): () => void;
  /** Hands folders that the person dropped to the core, by their paths, which the page itself never sees. */
  dropped(files: readonly unknown[]): Promise<Result<unknown, string>>;
}
export type AnyEvent<V extends EventTable> = { [N in keyof V & string]: { readonly name: N; readonly payload: v.InferOutput<V[N]> } }[keyof V & string];
