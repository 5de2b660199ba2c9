// What a file format is: three functions over bytes and the tree. Arguments and answers are plain data, so that a format may run in a worker.
// A format knows nothing of keys or plaintext: it moves stored text.
import type { ParsedFile } from '../tree.ts';

/** One line of content as it shall stand. `text` is a stored text (`ENC[…]` or a readable value); `old` is its place among the items of the file that was parsed, if it stood there. */
export type Line =
  | { readonly kind: 'item'; readonly old: number | undefined; readonly key: string; readonly text: string }
  | { readonly kind: 'comment'; readonly old: number | undefined; readonly text: string }
  | { readonly kind: 'blank'; readonly old: number | undefined };

/** The whole content in its new order, and the top-level fields of `sops` that change. */
export interface Changes {
  readonly lines: readonly Line[];
  readonly metadata: Readonly<Record<string, string>>;
}

export interface Format {
  readonly id: 'dotenv';
  /** Refusals: `bad-line` (line), `bad-metadata` (field), `binary-file`, `merge-conflict` (line), `file-truncated`, `not-encrypted`. */
  parse(bytes: Uint8Array): Promise<ParsedFile>;
  /** Writes the lines between the metadata of the very bytes that were parsed; a line that is as it was comes out byte for byte. */
  edit(bytes: Uint8Array, changes: Changes): Promise<Buffer>;
  /** Why a name cannot stand in such a file, or undefined. */
  nameProblem(name: string): 'equals-sign' | 'line-break' | 'hash-first' | 'control-character' | 'reserved' | undefined;
  /** Why a value would not survive a round trip through sops, or undefined. */
  valueProblem(value: string): 'backslash-n' | 'control-character' | 'lone-surrogate' | undefined;
}
