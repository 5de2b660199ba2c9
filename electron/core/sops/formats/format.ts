// What a file format is: three functions over bytes and the tree. Arguments and answers are plain data, so that a format may run in a worker.
// A format knows nothing of keys or plaintext: it moves stored text.
import type { ParsedFile } from '../tree.ts';

/** Changes to a file, by the ids of its leaves. Texts are stored texts (`ENC[…]` or readable values), metadata fields are top-level fields of `sops`. */
export interface Changes {
  readonly set: ReadonlyMap<number, string>;
  readonly removed: ReadonlySet<number>;
  /** New items at the end of a branch, in order. */
  readonly added: readonly { readonly path: readonly string[]; readonly text: string }[];
  readonly metadata: Readonly<Record<string, string>>;
}

export interface Format {
  readonly id: 'dotenv';
  /** Refusals: `bad-line` (line), `bad-metadata` (field), `binary-file`, `merge-conflict` (line), `file-truncated`, `not-encrypted`. */
  parse(bytes: Uint8Array): Promise<ParsedFile>;
  /** Applies changes to the very bytes that were parsed; every byte that no change names stays. */
  edit(bytes: Uint8Array, changes: Changes): Promise<Buffer>;
  /** Why a name cannot stand in such a file, or undefined. */
  nameProblem(name: string): 'equals-sign' | 'line-break' | 'hash-first' | 'control-character' | 'reserved' | undefined;
  /** Why a value would not survive a round trip through sops, or undefined. */
  valueProblem(value: string): 'backslash-n' | 'control-character' | 'lone-surrogate' | undefined;
}
