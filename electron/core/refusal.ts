// An expected failure: a declared code and a few facts. Never carries a message built from content.
import type { ErrorData } from '../../shared/ipc/define.ts';

export class Refusal extends Error {
  readonly code: string;
  readonly data: ErrorData;
  /** `cause`: for the local log alone. */
  constructor(code: string, data: ErrorData = {}, cause?: unknown) {
    super(code, { cause });
    this.name = 'Refusal';
    this.code = code;
    this.data = data;
  }
}
