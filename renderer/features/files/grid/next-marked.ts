// Which marked key comes next, round and round.

/** The next key with a mark from `from` on, and the how-manieth of how many it is; undefined if none has one. */
export function nextMarked(order: readonly number[], marked: ReadonlyMap<number, unknown>, from: number | undefined, step: 1 | -1): { readonly entry: number; readonly place: number; readonly count: number } | undefined {
  const stops: number[] = [];
  /** How many stops stand before `from`, and whether it is one. */
  let before = 0;
  let here = 0;
  let passed = from === undefined;
  for (const entry of order) {
    if (entry === from) {
      passed = true;
      before = stops.length;
      here = marked.has(entry) ? 1 : 0;
    }
    if (marked.has(entry)) stops.push(entry);
  }
  if (stops.length === 0) return undefined;
  if (!passed) before = 0;
  const at = (step === 1 ? before + here : before - 1 + stops.length) % stops.length;
  const entry = stops[at];
  return entry === undefined ? undefined : { entry, place: at + 1, count: stops.length };
}
