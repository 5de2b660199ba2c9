// What a file format is: functions over bytes and the tree. Arguments and answers are plain data, so that a format may run in a worker.
// A format knows nothing of keys or plaintext: it moves stored text. Only `emit` without metadata and `parsePlain` see clear values, on their way out of and into a file.
import type { Layout, Line, ParsedFile, RawMetadata, ScalarType } from '../tree.ts';

export type { Line } from '../tree.ts';

/** The whole content in its new order, and the top-level fields of `sops` that change; undefined takes one out. */
export interface Changes {
  readonly lines: readonly Line[];
  readonly metadata: Readonly<Record<string, RawMetadata[string] | undefined>>;
}

export type NameProblem = 'equals-sign' | 'line-break' | 'hash-first' | 'control-character' | 'reserved' | 'lone-surrogate' | 'edge-blank' | 'bracket-first' | 'two-quotes';
export type ValueProblem = 'backslash-n' | 'control-character' | 'lone-surrogate' | 'triple-quote' | 'not-this-type' | 'outer-quotes' | 'backslash-last';

export interface Format {
  readonly id: 'dotenv' | 'yaml' | 'json' | 'ini' | 'binary';
  /** What an entry may hold, beside text. */
  readonly types: readonly ScalarType[];
  /** `deep`: branches and lists at any depth; `sections`: branches at the top, values in them; `flat`: values only; `whole`: one value that is the file. */
  readonly shape: 'deep' | 'sections' | 'flat' | 'whole';
  /** The name of a branch that every file of this kind has, first: it can be neither moved, renamed, removed nor copied. */
  readonly fixedBranch?: string;
  /** True where a comment of an entry follows it in the tree, as sops has it for INI, though it stands above it in the file. */
  readonly commentsFollow?: true;
  /** An encrypted file. Refusals: `bad-line` (line), `bad-metadata` (field), `binary-file`, `merge-conflict` (line), `file-truncated`, `not-encrypted`, `format-refused` (line, reason), `nested-too-deep`, and `cancelled` once `signal` says so, where the format looks at it. */
  parse(bytes: Uint8Array, signal?: AbortSignal): Promise<ParsedFile>;
  /** A clear file, as `sops encrypt` reads it; `metadata` is empty. Refusals: those of `parse`, `already-encrypted` (the name that sops keeps for itself stands in it), `empty-file`. */
  parsePlain(bytes: Uint8Array): Promise<ParsedFile>;
  /** Writes the lines between the metadata of the very bytes that were parsed; what is as it was comes out byte for byte, and what is new looks like its neighbours. */
  edit(bytes: Uint8Array, changes: Changes): Promise<Buffer>;
  /** A file from scratch, as sops 3.13 would write it: encrypted with `metadata`, in clear text without. Refusal: `not-in-this-format` (key, reason) for what it cannot hold. */
  emit(lines: readonly Line[], metadata: RawMetadata | undefined, layout?: Layout): Promise<Buffer>;
  /** Why a name cannot stand at this depth of such a file, or undefined. */
  nameProblem(name: string, depth: number): NameProblem | undefined;
  /** Why a text value would not survive a round trip through sops, or undefined. */
  valueProblem(value: string): ValueProblem | undefined;
  /** True for a value that the file keeps and `sops decrypt` prints wrongly. `crooked`: it stands in a list, or right in a branch that does. */
  misprinted?(value: Buffer, crooked: boolean): boolean;
}
