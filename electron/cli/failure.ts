// Why a command ends without its answer: a code and a few facts, the core's own or ours. Must never carry content of a file or a value.
import type { ErrorData } from '../../shared/ipc/define.ts';
import type { CliErrorCode, CliWords } from '../../shared/words/index.ts';

export class Failure extends Error {
  readonly code: string;
  readonly data: ErrorData;
  /** What it is about, as the person typed it: a path. */
  readonly subject: string;
  /** True if nobody listens any more: a reader that has gone needs no sentence. */
  readonly quiet: boolean;
  constructor(code: string, data: ErrorData = {}, subject = '', quiet = false) {
    super(code);
    this.name = 'Failure';
    this.code = code;
    this.data = data;
    this.subject = subject;
    this.quiet = quiet;
  }
}

type DataOf<C extends CliErrorCode> = Parameters<CliWords['errors'][C]> extends readonly [infer D extends ErrorData] ? readonly [data: D] : readonly [];

/** A failure of the command line itself; its words are in the catalogues of the command line. */
export function failure<C extends CliErrorCode>(code: C, ...[data]: DataOf<C>): Failure {
  return new Failure(code, data ?? {});
}
