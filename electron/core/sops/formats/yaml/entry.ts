// One line of content with the place where it stands: what the reader makes of a text, in the order of `linesOf`.
// There are hundreds of thousands of them in a large file, so that each field counts: what few have is left out of the others.
import { Refusal } from '../../../refusal.ts';
import type { ScalarType } from '../../tree.ts';

export type Style = 'plain' | 'single' | 'double' | 'literal' | 'folded' | 'alias';

export interface Entry {
  kind: 'item' | 'branch' | 'list' | 'comment' | 'document';
  readonly depth: number;
  readonly key: string | undefined;
  type: ScalarType;
  /** In MAC form; of a comment what stands behind its `#`. */
  text: string;
  bytes?: Uint8Array;
  readonly inline?: true;
  /** Where its key, `-`, `?` or `#` stands. */
  readonly start: number;
  /** -1 for what has no key. */
  readonly keyStart: number;
  readonly keyEnd: number;
  /** Where its `:` or `-` ends. */
  mark: number;
  /** With tag and anchor. -1 while there is none: a null that is not written, or a block collection. */
  valueStart: number;
  valueEnd: number;
  /** Of a time, as it is written; for the metadata. */
  source?: string;
  style: Style | undefined;
  /** `flow`: a collection in brackets; `inside`: within one; `repeated`: made by an alias, stands nowhere. */
  layout: 'block' | 'flow' | 'inside' | 'repeated';
}

export type Reason = 'anchor' | 'tag' | 'key-not-text' | 'root-not-mapping' | 'duplicate-key' | 'number-too-large' | 'syntax' | 'too-large';
export const refuseAt = (line: number, reason: Reason = 'syntax'): Refusal => new Refusal('format-refused', { line, reason });

export const entry = (kind: Entry['kind'], depth: number, key: string | undefined, start: number, keyStart: number, keyEnd: number, mark: number, layout: Entry['layout']): Entry => ({
  kind, depth, key, type: 'null', text: '', start, keyStart, keyEnd, mark, valueStart: -1, valueEnd: -1, style: undefined, layout,
});

export function commentEntry(text: string, depth: number, start: number, end: number, inline: boolean, layout: Entry['layout']): Entry {
  const comment = entry('comment', depth, undefined, start, -1, -1, end, layout);
  comment.text = text.slice(start + 1, end);
  return inline ? { ...comment, inline } : comment;
}

/** Containers in containers: more than any file of secrets has, and few enough for any reader. */
export const deepest = 500;
