// Many paths held close together, and found by any part of them while somebody types. Names only, never a value. Pure.

export interface Hits {
  /** The best first: by the name of the secret, then by its folders. */
  readonly paths: readonly string[];
  /** Of all that fit. */
  readonly total: number;
}
export interface PathIndex {
  readonly count: number;
  /** Every word of it is a part of the path, in any case. */
  search(wanted: string, limit: number): Hits;
}

/** In small letters, each character where it was. */
function folded(text: string): string {
  const small = text.toLowerCase();
  if (small.length === text.length) return small;
  // WHY: a few letters are two when they are small.
  return text.replaceAll(/\P{ASCII}/gu, (one) => (one.toLowerCase().length === one.length ? one.toLowerCase() : one)).replaceAll(/[A-Z]+/g, (some) => some.toLowerCase());
}

/** Where each line begins, and one more for the end. */
function startsOf(text: string): Uint32Array {
  if (text === '') return Uint32Array.of(0);
  const starts: number[] = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  starts.push(text.length + 1);
  return Uint32Array.from(starts);
}

/** `text`: one path a line. */
export function pathIndexOf(text: string): PathIndex {
  const small = folded(text);
  const starts = startsOf(text);
  const count = starts.length - 1;
  const start = (line: number): number => starts[line] ?? text.length + 1;
  const path = (line: number): string => text.slice(start(line), start(line + 1) - 1);

  function search(wanted: string, limit: number): Hits {
    const [rarest = '', ...others] = wanted.toLowerCase().split(/\s+/).filter((word) => word !== '').toSorted((a, b) => b.length - a.length);
    const ranked: readonly [number[], number[], number[]] = [[], [], []];
    let total = 0;
    for (let line = 0, at = small.indexOf(rarest); at !== -1 && line < count; at = small.indexOf(rarest, start(line))) {
      while (start(line + 1) <= at) line += 1;
      const whole = small.slice(start(line), start(line + 1) - 1);
      line += 1;
      if (!others.every((word) => whole.includes(word))) continue;
      total += 1;
      const name = whole.slice(whole.lastIndexOf('/') + 1);
      const rank = ranked[name.startsWith(rarest) ? 0 : name.includes(rarest) ? 1 : 2];
      if (rank.length < limit) rank.push(line - 1);
    }
    return { total, paths: ranked.flat().slice(0, limit).map(path) };
  }
  return { count, search };
}
