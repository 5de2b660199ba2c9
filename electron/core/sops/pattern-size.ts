// How much an RE2 pattern grows when its counted repetitions are written out: `(a{1000})` is a thousand instructions. Reads no more of the syntax than that takes.

const repetition = /^\{(\d{1,4})(?:,(\d{0,4}))?\}/;
const escape = /^\\(?:[pPx]\{[^}]*\}|[pP][A-Z]|[\s\S])/;

/** The place behind a class `[…]` that begins at `at`. */
function endOfClass(pattern: string, at: number): number {
  let place = at + 1;
  if (pattern[place] === '^') place += 1;
  // A bracket right at the beginning stands for itself.
  if (pattern[place] === ']') place += 1;
  while (place < pattern.length && pattern[place] !== ']') {
    const named = pattern.startsWith('[:', place) ? pattern.indexOf(':]', place) : -1;
    place = named === -1 ? place + (pattern[place] === '\\' ? 2 : 1) : named + 2;
  }
  return place + 1;
}

/** At least as many instructions as the pattern compiles to, about; counting ends where it is clear that they are too many. */
export function expandedSize(pattern: string): number {
  const open: number[] = [];
  let sum = 0;
  let last = 0;
  for (let at = 0; at < pattern.length && at < 100_000;) {
    const c = pattern[at] ?? '';
    const found = c === '{' ? repetition.exec(pattern.slice(at, at + 12)) : null;
    if (found !== null) {
      const times = Math.max(Number(found[1]), Number(found[2] ?? 0), 1);
      sum += last * (times - 1);
      last *= times;
      at += found[0].length;
    } else if (c === '(') {
      open.push(sum);
      sum = 0;
      last = 0;
      at += 1;
    } else if (c === ')') {
      last = sum + 2;
      sum = last + (open.pop() ?? 0);
      at += 1;
    } else {
      last = 1;
      sum += 1;
      at = c === '[' ? endOfClass(pattern, at) : at + (c === '\\' ? (escape.exec(pattern.slice(at, at + 64))?.[0].length ?? 1) : 1);
    }
  }
  return open.reduce((total, part) => total + part, sum) + Math.max(0, pattern.length - 100_000);
}
