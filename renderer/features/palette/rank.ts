// Which names fit best to what was typed. Pure, and sparing: it runs over fifty thousand names at every key.

/** Names made ready once, so that a keystroke makes no string. */
export interface Prepared {
  readonly names: readonly string[];
  /** Small letters without accents, letter for letter as long as the name. */
  readonly folded: readonly string[];
}
export interface Ranked {
  /** Indices of the best names, the best one first. */
  readonly best: readonly number[];
  /** How many names fit. */
  readonly count: number;
}
/** A part of a name that was found, from `from` up to `to`. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** One sign as it is compared. WHY by sign: places in the folded name must be places in the name. */
const foldSign = (sign: string): string => sign.toLowerCase().normalize('NFD').charAt(0) || sign;

/** Small letters without accents, as long as the text. */
export function fold(text: string): string {
  // WHY the short way: nearly all names are ASCII, for which small letters are as many as large ones.
  return /^[\0-\x7f]*$/.test(text) ? text.toLowerCase() : Array.from({ length: text.length }, (_, at) => foldSign(text.charAt(at))).join('');
}

export const prepare = (names: readonly string[]): Prepared => ({ names, folded: names.map(fold) });

const isLetter = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code > 127;
const isCapital = (code: number): boolean => code >= 65 && code <= 90;

/** True where a word begins: after a sign that is no letter or digit, or with a capital after a small letter. */
function beginsWord(name: string, folded: string, at: number): boolean {
  return at === 0 || !isLetter(folded.charCodeAt(at - 1)) || (isCapital(name.charCodeAt(at)) && !isCapital(name.charCodeAt(at - 1)));
}

/** True if these letters stand in the name in this order. WHY by code: it is asked of nearly every name at every key. */
function holdsInOrder(folded: string, codes: readonly number[]): boolean {
  let next = 0;
  for (let at = 0; at < folded.length && next < codes.length; at += 1) if (folded.charCodeAt(at) === codes[next]) next += 1;
  return next === codes.length;
}

const [prefix, wordStart, inside, scattered, none] = [0, 1, 2, 3, 4];

/** The best place of `typed` in one piece: where a word begins if there is such a place, else the first one; -1 for none. */
function placeOf(name: string, folded: string, typed: string): number {
  const first = folded.indexOf(typed);
  for (let at = first; at !== -1; at = folded.indexOf(typed, at + 1)) if (beginsWord(name, folded, at)) return at;
  return first;
}

function classOf(name: string, folded: string, typed: string, codes: readonly number[]): number {
  const at = placeOf(name, folded, typed);
  if (at === 0) return prefix;
  if (at > 0) return beginsWord(name, folded, at) ? wordStart : inside;
  return codes.length > 0 && holdsInOrder(folded, codes) ? scattered : none;
}

/** Longer names come later within their class; this is longer than any. */
const longest = 100_000;
/** Spaces may be left out or added: letters in order count. */
const lettersOf = (typed: string): string => typed.replaceAll(' ', '');

/** What was looked for last, and the indices of all names that fit. WHY kept: whoever types one more letter looks only among those. */
const lastFound = new WeakMap<Prepared, { readonly wanted: string; readonly found: readonly number[] }>();

/**
 * The best `limit` names for what was typed: those that begin with it, then those in which a word does, then those that hold it, then those
 * that hold its letters in order; shorter ones first, and among equals in the order given. Without letters the first ones as they come.
 */
export function rank(prepared: Prepared, typed: string, limit: number): Ranked {
  const { names, folded } = prepared;
  const wanted = fold(typed.trim());
  if (wanted === '') return { best: Array.from({ length: Math.min(limit, names.length) }, (_, index) => index), count: names.length };
  const last = lastFound.get(prepared);
  const among = last !== undefined && wanted.startsWith(last.wanted) ? last.found : undefined;
  const letters = lettersOf(wanted);
  const codes = Array.from({ length: letters.length }, (_, at) => letters.charCodeAt(at));
  const scores = new Float64Array(limit);
  const indices = new Int32Array(limit);
  const found: number[] = [];
  let kept = 0;
  const count = (among ?? folded).length;
  for (let place = 0; place < count; place += 1) {
    const index = among?.[place] ?? place;
    const small = folded[index] ?? '';
    if (small.length < codes.length) continue;
    const fit = classOf(names[index] ?? '', small, wanted, codes);
    if (fit === none) continue;
    found.push(index);
    const score = fit * longest + Math.min(longest - 1, small.length);
    if (kept === limit && score >= (scores[limit - 1] ?? 0)) continue;
    let at = kept < limit ? kept : limit - 1;
    for (; at > 0 && (scores[at - 1] ?? 0) > score; at -= 1) {
      scores[at] = scores[at - 1] ?? 0;
      indices[at] = indices[at - 1] ?? 0;
    }
    scores[at] = score;
    indices[at] = index;
    if (kept < limit) kept += 1;
  }
  lastFound.set(prepared, { wanted, found });
  return { best: Array.from(indices.subarray(0, kept)), count: found.length };
}

/** The parts of a name that fit to what was typed, from left to right; none if nothing was typed or nothing fits. */
export function spansOf(name: string, typed: string): readonly Span[] {
  const wanted = fold(typed.trim());
  const folded = fold(name);
  if (wanted === '') return [];
  const at = placeOf(name, folded, wanted);
  if (at !== -1) return [{ from: at, to: at + wanted.length }];
  const spans: Span[] = [];
  let from = 0;
  for (const letter of lettersOf(wanted)) {
    const found = folded.indexOf(letter, from);
    if (found === -1) return [];
    const last = spans.at(-1);
    if (last?.to === found) spans[spans.length - 1] = { from: last.from, to: found + 1 };
    else spans.push({ from: found, to: found + 1 });
    from = found + 1;
  }
  return spans;
}
