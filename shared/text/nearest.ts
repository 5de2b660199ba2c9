// Did you mean …? Must only ever answer with one of our own words.

/** Edits between two words, a swap of neighbours counted as one. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      const swap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? (before[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY;
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same, swap));
    }
    before = row;
    row = next;
  }
  return row[b.length] ?? 0;
}

/** The closest candidate within two edits (one for short words), or ''. */
export function nearest(word: string, candidates: readonly string[]): string {
  const limit = word.length < 4 ? 1 : 2;
  const [best] = candidates.map((candidate) => ({ candidate, far: distance(word, candidate) })).toSorted((x, y) => x.far - y.far);
  return best !== undefined && best.far <= limit ? best.candidate : '';
}
