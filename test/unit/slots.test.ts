// Elements of a long list that are taken over by other rows: never two rows in one, never one with something of its own.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noSlots, slotsFor, type Slots } from '../../renderer/components/use-slots.ts';

const rows = fc.uniqueArray(fc.integer({ min: 0, max: 30 }), { maxLength: 12 }).map((list) => list.toSorted((a, b) => a - b));
const step = fc.record({ rows, pinned: fc.uniqueArray(fc.integer({ min: 0, max: 30 }), { maxLength: 3 }).map((list) => new Set(list)) });
const inOrder = ({ of }: Slots): number[] => [...of.values()];

describe('slots of rows', () => {
  it('give every row one of its own', () => {
    fc.assert(fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      let slots = noSlots;
      for (const next of steps) {
        slots = slotsFor(slots, next.rows, next.pinned);
        expect([...slots.of.keys()]).toEqual(next.rows);
        expect(new Set(inOrder(slots)).size).toBe(next.rows.length);
        expect(inOrder(slots).some((slot) => slots.free.includes(slot))).toBe(false);
      }
    }));
  });

  it('stay with a pinned row, and are given to nobody after it', () => {
    fc.assert(fc.property(fc.array(step, { minLength: 2, maxLength: 20 }), (steps) => {
      let slots = noSlots;
      const spent = new Set<number>();
      for (const next of steps) {
        const before = slots;
        slots = slotsFor(before, next.rows, next.pinned);
        for (const row of next.pinned) if (before.of.has(row) && slots.of.has(row) && !spent.has(before.of.get(row) ?? -1)) expect(slots.of.get(row)).toBe(before.of.get(row));
        for (const row of before.pinned) if (before.of.has(row) && !slots.of.has(row)) spent.add(before.of.get(row) ?? -1);
        for (const slot of inOrder(slots)) expect(spent.has(slot)).toBe(false);
      }
    }));
  });

  it('follow a list that is scrolled, and keep their order over a jump', () => {
    const first = slotsFor(noSlots, [0, 1, 2, 3, 4, 5], new Set());
    const scrolled = slotsFor(first, [2, 3, 4, 5, 6, 7], new Set());
    expect(inOrder(scrolled)).toEqual([2, 3, 4, 5, 0, 1]);
    expect(inOrder(slotsFor(scrolled, [5, 90, 91, 92, 93, 94], new Set()))).toEqual([2, 3, 4, 5, 0, 1]);
  });
});
