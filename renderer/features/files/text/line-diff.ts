// Two versions of lines compared, and three put together. Pure. It must never drop a line that somebody typed.
import { minimalSplice, type Splice } from './lines.ts';

/** Beyond this many differences a run is taken as one: the text is another one, and looking for the shortest way would hold the page up. */
const mostEdits = 400;

/** Shortest way from `a` to `b` as places that stay, after Myers; undefined beyond `mostEdits`. */
function kept(a: readonly string[], b: readonly string[]): readonly (readonly [number, number])[] | undefined {
  const trace: Int32Array[] = [];
  const middle = Math.min(mostEdits, a.length + b.length) + 1;
  const reach = new Int32Array(2 * middle + 1);
  for (let edits = 0; edits < middle; edits += 1) {
    trace.push(reach.slice());
    for (let k = -edits; k <= edits; k += 2) {
      const left = reach[middle + k - 1] ?? 0;
      const right = reach[middle + k + 1] ?? 0;
      let x = k === -edits || (k !== edits && left < right) ? right : left + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x += 1;
      reach[middle + k] = x;
      if (x >= a.length && x - k >= b.length) return walkBack(trace, middle, a.length, b.length);
    }
  }
  return undefined;
}

function walkBack(trace: readonly Int32Array[], middle: number, endA: number, endB: number): readonly (readonly [number, number])[] {
  const pairs: (readonly [number, number])[] = [];
  let [x, y] = [endA, endB];
  for (let edits = trace.length - 1; edits >= 0; edits -= 1) {
    const reach = trace[edits];
    const k = x - y;
    const at = (place: number): number => reach?.[middle + place] ?? 0;
    const down = k === -edits || (k !== edits && at(k - 1) < at(k + 1));
    const fromX = edits === 0 ? 0 : at(down ? k + 1 : k - 1);
    const fromY = edits === 0 ? 0 : fromX - (down ? k + 1 : k - 1);
    while (x > fromX && y > fromY) {
      x -= 1;
      y -= 1;
      pairs.push([x, y]);
    }
    [x, y] = [fromX, fromY];
  }
  return pairs.toReversed();
}

/** Where `b` differs from `a`, in order and apart from each other; `at` and `remove` count in `a`. */
export function diffLines(a: readonly string[], b: readonly string[]): readonly Splice[] {
  const whole = minimalSplice(a, b);
  if (whole === undefined) return [];
  const { at: start, remove, lines } = whole;
  if (remove === 0 || lines.length === 0) return [whole];
  const pairs = kept(a.slice(start, start + remove), lines);
  if (pairs === undefined) return [whole];
  const hunks: Splice[] = [];
  let [fromA, fromB] = [0, 0];
  for (const [x, y] of [...pairs, [remove, lines.length] as const]) {
    if (x > fromA || y > fromB) hunks.push({ at: start + fromA, remove: x - fromA, lines: lines.slice(fromB, y) });
    [fromA, fromB] = [x + 1, y + 1];
  }
  return hunks;
}

interface Placed {
  readonly text: string;
  readonly theirs: boolean;
}
/** What tells that two lines are about the same value; undefined for a line that stands for none. */
export type KeyOf = (line: string) => string | undefined;

const overlap = (a: Splice, b: Splice): boolean => {
  const [endA, endB] = [a.at + a.remove, b.at + b.remove];
  if (a.remove === 0) return b.at < a.at && a.at < endB;
  if (b.remove === 0) return a.at < b.at && b.at < endA;
  return a.at < endB && b.at < endA;
};
/** The lines from `from` to `to` after these changes. */
function apply(base: readonly string[], hunks: readonly Splice[], from: number, to: number): readonly string[] {
  const out: string[] = [];
  let at = from;
  for (const hunk of hunks) {
    out.push(...base.slice(at, hunk.at), ...hunk.lines);
    at = hunk.at + hunk.remove;
  }
  return [...out, ...base.slice(at, to)];
}
const same = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((line, at) => line === b[at]);

/**
 * `mine` with what `theirs` changed since `base`. Where both changed the same lines mine stay, and of theirs only what is new.
 * Every line of `mine` that `base` had not is in the answer.
 */
export function mergeLines(base: readonly string[], mine: readonly string[], theirs: readonly string[], keyOf: KeyOf): readonly string[] {
  const [ours, others] = [[...diffLines(base, mine)], [...diffLines(base, theirs)]];
  if (ours.length === 0) return theirs;
  if (others.length === 0) return mine;
  const out: Placed[] = [];
  const put = (lines: readonly string[], from: 'mine' | 'theirs'): void => {
    for (const text of lines) out.push({ text, theirs: from === 'theirs' });
  };
  let at = 0;
  for (;;) {
    const [a, b] = [ours[0], others[0]];
    const next = a === undefined ? b : b === undefined ? a : b.at < a.at || (b.at === a.at && b.remove === 0 && a.remove > 0) ? b : a;
    if (next === undefined) break;
    put(base.slice(at, next.at), 'mine');
    at = next.at;
    if (a === undefined || b === undefined || !overlap(a, b)) {
      const equal = a !== undefined && b !== undefined && a.at === b.at && a.remove === b.remove && same(a.lines, b.lines);
      (next === a ? ours : others).shift();
      if (equal) others.shift();
      put(next.lines, next === a ? 'mine' : 'theirs');
      at = next.at + next.remove;
      continue;
    }
    const [mineHere, theirsHere]: [Splice[], Splice[]] = [[], []];
    let end = at;
    for (let grown = true; grown;) {
      grown = false;
      for (const [from, to] of [[ours, mineHere], [others, theirsHere]] as const) {
        while (from[0] !== undefined && (from[0].at < end || to.length === 0)) {
          end = Math.max(end, from[0].at + from[0].remove);
          to.push(...from.splice(0, 1));
          grown = true;
        }
      }
    }
    const [old, left, right] = [base.slice(at, end), apply(base, mineHere, at, end), apply(base, theirsHere, at, end)];
    put(left, 'mine');
    if (!same(left, right)) {
      const known = new Set([...old, ...left]);
      const oldKeys = new Set(old.flatMap((line) => keyOf(line) ?? []));
      put(right.filter((line) => !known.has(line) && !oldKeys.has(keyOf(line) ?? '')), 'theirs');
    }
    at = end;
  }
  put(base.slice(at), 'mine');
  return withoutDoubles(out, base, mine, keyOf);
}

/** Takes away lines of theirs whose value stands here already, or was taken away by mine. */
function withoutDoubles(lines: readonly Placed[], base: readonly string[], mine: readonly string[], keyOf: KeyOf): readonly string[] {
  if (!lines.some(({ theirs }) => theirs)) return lines.map(({ text }) => text);
  const keysOf = (texts: readonly string[]): ReadonlySet<string> => new Set(texts.flatMap((text) => keyOf(text) ?? []));
  const [inBase, inMine, here] = [keysOf(base), keysOf(mine), keysOf(lines.filter(({ theirs }) => !theirs).map(({ text }) => text))];
  return lines.flatMap(({ text, theirs }) => {
    const key = theirs ? keyOf(text) : undefined;
    return key !== undefined && (here.has(key) || (inBase.has(key) && !inMine.has(key))) ? [] : [text];
  });
}
