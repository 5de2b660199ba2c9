// What kind of change broke the chain, told from the first broken line and from what comes after it. Must import nothing but Node: it is built into a file that stands alone.
import type { Head } from './form.ts';

export type Damage = 'edited' | 'removed' | 'inserted' | 'reordered' | 'truncated' | 'rolled-back' | 'forged-checkpoint' | 'wrong-key';

type Link = Head & { readonly prev: string };

/** The first line that does not continue the chain. */
export interface Break {
  /** The last line that did, and the one before it. */
  readonly head: Head;
  readonly before: Head;
  /** What it says of itself if it is whole in itself. */
  readonly found: Link | undefined;
  /** The line end alone is another byte. */
  readonly endEdited: boolean;
  readonly ended: boolean;
}

/** What stands behind it. */
export interface Behind {
  /** The first line behind that is whole in itself. */
  readonly next: Link | undefined;
  /** The line that should have stood here does stand somewhere behind. */
  readonly expected: boolean;
  /** The line that stands here stands somewhere behind once more. */
  readonly again: boolean;
}

/** The kind, and whether it is the line before that was changed: a line that was rewritten with its hash shows at the next link only. */
export function classify({ head, before, found, endEdited, ended }: Break, { next, expected, again }: Behind): { readonly damage: Damage; readonly back: 0 | 1 } {
  const here = (damage: Damage): { readonly damage: Damage; readonly back: 0 } => ({ damage, back: 0 });
  if (!ended && !endEdited) return here('truncated');
  const nextIsExpected = next !== undefined && next.seq === head.seq + 1 && next.prev === head.hash;
  if (found === undefined) return here(nextIsExpected ? 'inserted' : 'edited');
  if (found.prev === head.hash) return here('edited');
  if (found.seq === head.seq + 1) return head.seq > 0 && (next === undefined || next.prev === found.hash) ? { damage: 'edited', back: 1 } : here('edited');
  if (found.seq > head.seq + 1) return here(again ? (expected ? 'inserted' : 'edited') : expected ? 'reordered' : 'removed');
  // A line that continues what was before the last one: that one was put in between.
  if (found.seq === head.seq && found.prev === before.hash && found.hash !== head.hash) return { damage: 'inserted', back: 1 };
  // A copy of another line, in the place of one or between two.
  return here(next === undefined || nextIsExpected ? 'inserted' : 'edited');
}
