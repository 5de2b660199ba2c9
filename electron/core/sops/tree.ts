// The model every format parses into: an ordered tree, never a JS object, because duplicates and order matter for AAD and MAC (spec §1.1).
// Plain data only, so that a format may run in a worker. Must never hold decrypted values.
import { createBreath } from './breath.ts';

/** A scalar as the file stores it: `ENC[…]` text, or the value itself where a rule leaves it readable. `id` counts scalars and comments in document order. */
export interface Scalar {
  readonly kind: 'scalar';
  readonly id: number;
  readonly type: 'str' | 'int' | 'float' | 'bool' | 'time' | 'null';
  readonly text: string;
}
/** Everything behind the format's comment marker. */
export interface Comment {
  readonly kind: 'comment';
  readonly id: number;
  readonly text: string;
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
  readonly notes: readonly ('carriage-returns' | 'byte-order-mark')[];
}

/** One scalar or comment with everything the cipher needs. */
export interface Leaf {
  readonly id: number;
  readonly comment: boolean;
  readonly type: Scalar['type'] | 'comment';
  readonly text: string;
  /** Names of the enclosing keys, the own one last; list positions are not part of it (spec §2.2). */
  readonly path: readonly string[];
  /** Comments that stand before it: per level those since the last item, outer levels included (spec §2.3). Ids, oldest first. */
  readonly activeComments: readonly number[];
}

const none: readonly number[] = [];

/** All leaves in document order, in slices. */
export async function leavesOf(branches: readonly Branch[]): Promise<Leaf[]> {
  const leaves: Leaf[] = [];
  const breath = createBreath();
  async function visit(children: readonly (Item | Value | Comment | Blank)[], path: readonly string[], outer: readonly number[]): Promise<void> {
    let here: number[] = [];
    for (const child of children) {
      if (child.kind === 'blank') continue;
      const active = here.length === 0 ? outer : outer === none ? here : [...outer, ...here];
      if (child.kind === 'comment') {
        leaves.push({ id: child.id, comment: true, type: 'comment', text: child.text, path, activeComments: active });
        here = [...here, child.id];
        continue;
      }
      const value = child.kind === 'item' ? child.value : child;
      const below = child.kind === 'item' ? [...path, child.key] : path;
      if (value.kind === 'scalar') leaves.push({ id: value.id, comment: false, type: value.type, text: value.text, path: below, activeComments: active });
      else await visit(value.kind === 'list' ? value.elements : value.items, below, active);
      here = [];
      if (leaves.length % 512 === 0) await breath();
    }
  }
  for (const branch of branches) await visit(branch.items, [], none);
  return leaves;
}
