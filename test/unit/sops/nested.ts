// Random nested files, as specs that fast-check can shrink, and the tree of one.
import fc from 'fast-check';
import type { Branch, Comment, Item, Value } from '../../../electron/core/sops/tree.ts';

export type Spec = readonly (readonly ['comment', string] | readonly ['value', string] | readonly ['branch' | 'list', string, Spec])[];

const word = fc.constantFrom('a', 'b', 'mark', ' mark it', 'c:d', '');
const { spec } = fc.letrec<{ spec: Spec }>((tie) => ({
  spec: fc.array(fc.oneof(
    { depthSize: 'small' },
    fc.tuple(fc.constant('comment' as const), word),
    fc.tuple(fc.constant('value' as const), word),
    fc.tuple(fc.constantFrom('branch' as const, 'list' as const), word, tie('spec')),
  ), { maxLength: 6 }),
}));
export const nested = spec;

/** In a list the names are left out. */
export function branchOf(own: Spec, nextId: () => number = counter()): Branch {
  return { kind: 'branch', items: own.map((part): Item | Comment => (part[0] === 'comment' ? { kind: 'comment', id: nextId(), text: part[1] } : { kind: 'item', key: part[1], value: valueOf(part, nextId) })) };
}

function valueOf(part: Exclude<Spec[number], readonly ['comment', string]>, nextId: () => number): Value {
  if (part[0] === 'value') return { kind: 'scalar', id: nextId(), type: 'str', text: part[1] };
  if (part[0] === 'branch') return branchOf(part[2], nextId);
  return { kind: 'list', elements: part[2].map((element) => (element[0] === 'comment' ? { kind: 'comment', id: nextId(), text: element[1] } : valueOf(element, nextId))) };
}

function counter(): () => number {
  let next = 0;
  return () => next++;
}
