// Every code that a refusal may carry, taken from the contract, and what is said about each. A code without words must not compile.
import type { CommonError } from '../ipc/common-errors.ts';
import type { AppContract } from '../ipc/contract.ts';
import type { Contract, ErrorData } from '../ipc/define.ts';

type Declared<K extends Contract> = { [R in keyof K]: { [C in keyof K[R]]: K[R][C]['errors'][number] }[keyof K[R]] }[keyof K];
/** Made on this side of the boundary: the core did not answer at all. */
export type LocalError = 'bridge-lost';
export type ErrorCode = Declared<AppContract> | CommonError | LocalError;

/** What happened, why it usually does, what to do next. Each one or two short sentences. */
export interface ErrorWords {
  readonly title: string;
  readonly why: string;
  readonly next: string;
}

/** The facts of a refusal, read with care: they are optional and come from outside. */
export interface Facts {
  number(name: string): number | undefined;
  text(name: string): string | undefined;
}
export type Sentence = (facts: Facts) => ErrorWords;
export type ErrorTable = Readonly<Record<ErrorCode, Sentence>>;

/** Reads `data` by name and type; what is missing or of another type is undefined. */
export function factsOf(data: ErrorData): Facts {
  const of = (name: string): unknown => (Object.hasOwn(data, name) ? data[name] : undefined);
  return {
    number(name) {
      const value = of(name);
      return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
    },
    text(name) {
      const value = of(name);
      return typeof value === 'string' && value !== '' ? value : undefined;
    },
  };
}

/** A sentence that needs no facts. */
export const plainly = (title: string, why: string, next: string): Sentence => () => ({ title, why, next });
