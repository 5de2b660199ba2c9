// Which element of a long list stands for which row. A row that comes into view takes over the element of one that went: changing a few words is far less work for the browser than a new element.
import { useState } from 'react';

export interface Slots {
  /** In the order of the rows. */
  readonly of: ReadonlyMap<number, number>;
  /** Slots of rows that went. */
  readonly free: readonly number[];
  readonly pinned: ReadonlySet<number>;
  /** How many there ever were. */
  readonly made: number;
}
export const noSlots: Slots = { of: new Map(), free: [], pinned: new Set(), made: 0 };

/** The slots of `rows`: those that stay keep theirs, others get what is free, or new ones. What a pinned row had is never given on. */
export function slotsFor(before: Slots, rows: readonly number[], pinned: ReadonlySet<number>): Slots {
  // WHY only then: after a jump the few that stay would stand elsewhere among the rest, and elements that change places cost as much as new ones.
  const mostStay = rows.filter((row) => before.of.has(row)).length * 2 >= rows.length;
  const stays = new Set(rows.filter((row) => mostStay || pinned.has(row)));
  const free = [...[...before.of].flatMap(([row, slot]) => (stays.has(row) || before.pinned.has(row) ? [] : [slot])), ...before.free];
  const of = new Map<number, number>();
  let [made, taken] = [before.made, 0];
  for (const row of rows) {
    const slot = (stays.has(row) ? before.of.get(row) : undefined) ?? free[taken++] ?? made++;
    of.set(row, slot);
  }
  return { of, free: free.slice(taken), pinned, made };
}

function keepSlots(): (rows: readonly number[], pinned: ReadonlySet<number>) => ReadonlyMap<number, number> {
  let slots = noSlots;
  return (rows, pinned) => {
    slots = slotsFor(slots, rows, pinned);
    return slots.of;
  };
}

/** Answers the slot of each of `rows`. `pinned` have something of their own, such as a value that is shown or a field that is open: their elements go with them. */
export function useSlots(rows: readonly number[], pinned: ReadonlySet<number>): ReadonlyMap<number, number> {
  const [take] = useState(keepSlots);
  return take(rows, pinned);
}
