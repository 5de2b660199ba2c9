// The model every format parses into: an ordered tree, never a JS object, because duplicates and order matter for AAD and MAC (spec §1.1).
// Plain data only, so that a format may run in a worker. Must never hold decrypted values.
import type { Opened } from '../../../shared/ipc/sops.ts';
import { createBreath } from './breath.ts';

export type ScalarType = 'str' | 'int' | 'float' | 'bool' | 'time' | 'null';
/**
 * A scalar as the file stores it: `ENC[…]` text, or the value itself where a rule leaves it readable. `id` counts scalars and comments in document order.
 * A readable value stands in the form that the MAC is taken over (spec §1.6, see scalars.ts): an int decimal, a float without exponent, a bool `True` or `False`, null as ''.
 */
export interface Scalar {
  readonly kind: 'scalar';
  readonly id: number;
  readonly type: ScalarType;
  readonly text: string;
  /** The value where it is no UTF-8: then `text` is ''. Only in clear files. */
  readonly bytes?: Uint8Array;
}
/** Everything behind the format's comment marker. */
export interface Comment {
  readonly kind: 'comment';
  readonly id: number;
  readonly text: string;
  /** True if it stands behind the value of the item that follows it here. */
  readonly inline?: boolean;
}
/** An empty line, in formats that keep them. Nothing of sops looks at it. */
export interface Blank {
  readonly kind: 'blank';
}
export interface List {
  readonly kind: 'list';
  readonly elements: readonly (Value | Comment)[];
}
export interface Branch {
  readonly kind: 'branch';
  readonly items: readonly (Item | Comment | Blank)[];
}
export interface Item {
  readonly kind: 'item';
  readonly key: string;
  readonly value: Value;
}
export type Value = Scalar | List | Branch;

/** What stands in the `sops` section, unflattened. Strings stay strings: metadata.ts reads them strictly. */
export type RawMetadata = { readonly [key: string]: string | number | boolean | null | RawMetadata | readonly RawMetadata[] };

export interface ParsedFile {
  /** One branch, or one per document of a multi-document file. */
  readonly branches: readonly Branch[];
  readonly metadata: RawMetadata;
  readonly notes: readonly FormatNote[];
  /** How the file is laid out, for those who write one like it. */
  readonly layout?: Layout | undefined;
}

/** What another reader would stumble over, or a save cannot keep. */
export type FormatNote = Opened['notes'][number];

/** Blanks per level; 0 is line breaks without indent, -1 a tab. What is absent is as sops does it. */
export interface Layout {
  readonly indent?: number;
}

/**
 * One line of content in document order, containers before what they hold: the flat form of the tree, which a draft edits and a format writes.
 * `depth` is 0 at the top of a document. `key` is undefined for an element of a list. `old` is the place in `linesOf` of the file that was parsed, if the line stood there.
 */
export type Line = { readonly old: number | undefined; readonly depth: number } & (
  | { readonly kind: 'item'; readonly key: string | undefined; readonly type: ScalarType; readonly text: string; readonly bytes?: Uint8Array }
  | { readonly kind: 'branch'; readonly key: string | undefined }
  | { readonly kind: 'list'; readonly key: string | undefined }
  | { readonly kind: 'comment'; readonly text: string; readonly inline: boolean }
  | { readonly kind: 'blank' }
  /** Begins each document after the first. */
  | { readonly kind: 'document' }
);

/** The flat form of a file, in slices; `old` is the place of each line in it. Refusal: `cancelled`. */
export async function linesOf(branches: readonly Branch[], signal?: AbortSignal): Promise<Line[]> {
  const lines: Line[] = [];
  const breath = createBreath(signal);
  async function visit(children: readonly (Item | Value | Comment | Blank)[], depth: number): Promise<void> {
    for (const child of children) {
      if (lines.length % 512 === 511) await breath();
      const old = lines.length;
      if (child.kind === 'blank') lines.push({ kind: 'blank', old, depth });
      else if (child.kind === 'comment') lines.push({ kind: 'comment', old, depth, text: child.text, inline: child.inline === true });
      else {
        const value = child.kind === 'item' ? child.value : child;
        const key = child.kind === 'item' ? child.key : undefined;
        if (value.kind === 'scalar') lines.push({ kind: 'item', old, depth, key, type: value.type, text: value.text, ...(value.bytes === undefined ? {} : { bytes: value.bytes }) });
        else {
          lines.push({ kind: value.kind, old, depth, key });
          await visit(value.kind === 'list' ? value.elements : value.items, depth + 1);
        }
      }
    }
  }
  for (const [at, branch] of branches.entries()) {
    if (at > 0) lines.push({ kind: 'document', old: lines.length, depth: 0 });
    await visit(branch.items, 0);
  }
  return lines;
}

/** One scalar or comment with everything the cipher needs. */
export interface Leaf {
  readonly id: number;
  readonly comment: boolean;
  readonly type: Scalar['type'] | 'comment';
  readonly text: string;
  /** Names of the enclosing keys, the own one last; list positions are not part of it (spec §2.2). */
  readonly path: readonly string[];
  /** The last of the comments that are active here: per level those since the last item, outer levels included (spec §2.3). WHY its id alone: the one before it stands in its own leaf, and a file of comments only would be a square of them. */
  readonly above: number | undefined;
}

/** All leaves in document order, in slices. Refusal: `cancelled`. */
export async function leavesOf(branches: readonly Branch[], signal?: AbortSignal): Promise<Leaf[]> {
  const leaves: Leaf[] = [];
  const breath = createBreath(signal);
  async function visit(children: readonly (Item | Value | Comment | Blank)[], path: readonly string[], outer: number | undefined): Promise<void> {
    let above = outer;
    for (const child of children) {
      if (child.kind === 'blank') continue;
      if (leaves.length % 512 === 511) await breath();
      if (child.kind === 'comment') {
        leaves.push({ id: child.id, comment: true, type: 'comment', text: child.text, path, above });
        above = child.id;
        continue;
      }
      const value = child.kind === 'item' ? child.value : child;
      const below = child.kind === 'item' ? [...path, child.key] : path;
      if (value.kind === 'scalar') leaves.push({ id: value.id, comment: false, type: value.type, text: value.text, path: below, above });
      else await visit(value.kind === 'list' ? value.elements : value.items, below, above);
      above = outer;
    }
  }
  for (const branch of branches) await visit(branch.items, [], undefined);
  return leaves;
}
