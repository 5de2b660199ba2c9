// A record of the profile that holds JSON of one shape. Must never answer that there is none because it cannot be understood, nor leave what was read in memory.
import { Refusal } from './refusal.ts';
import type { SecretBytes } from './secret/index.ts';

export interface SealedJson<T> {
  /** Undefined where there is none. Refusal: record-damaged (data: record). */
  parse(bytes: Buffer | undefined): T | undefined;
  /** The same of what the profile keeps now. Refusals: those of reading it. */
  read(records: { read(name: string): Promise<SecretBytes | undefined> }): Promise<T | undefined>;
}

/** `shaped` throws at anything that is not of its shape. */
export function sealedJson<T>(record: string, shaped: (json: unknown) => T): SealedJson<T> {
  function parse(bytes: Buffer | undefined): T | undefined {
    if (bytes === undefined) return undefined;
    try {
      return shaped(JSON.parse(bytes.toString('utf8')));
    } catch {
      // It was sealed whole, so another program of ours wrote it: better left alone than written over.
      throw new Refusal('record-damaged', { record });
    }
  }
  return {
    parse,
    async read(records) {
      const bytes = await records.read(record);
      try {
        return parse(bytes?.exposeBytes());
      } finally {
        bytes?.wipe();
      }
    },
  };
}
