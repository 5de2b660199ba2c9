// Where everything stands in a JSON text: one row of numbers for each value. By hand, since `JSON.parse` loses order, duplicates, numbers and places.
// Strict as Go's decoder is: no comments, no trailing commas, no byte order mark; what follows the object is not looked at (spec §1.3).
import { Refusal } from '../../../refusal.ts';
import { createBreath } from '../../breath.ts';
import { lineAt, syntaxRefusal } from './text.ts';

/** WHY below the 10,000 of Go: each level is a level of recursion for whoever walks the tree. */
export const maxDepth = 1000;
/** WHY limits: a megabyte of nothing but brackets would become a hundred of objects, and each value carries the names of all above it. */
const maxValues = 150_000;
const maxNames = 3_000_000;

/** Columns, not objects: a row for each value in document order, containers before what they hold. Row 0 is the object that is the file. */
export interface Table {
  readonly text: string;
  /** Where the name begins, or the value of a list. */
  readonly start: readonly number[];
  /** Where the name ends; -1 where there is none. */
  readonly keyEnd: readonly number[];
  readonly valueStart: readonly number[];
  readonly valueEnd: readonly number[];
  /** Behind the comma or bracket before it. */
  readonly leadStart: readonly number[];
  readonly parent: readonly number[];
  /** Levels above it, without the object that is the file. */
  readonly depth: readonly number[];
  /** The row behind everything it holds. */
  readonly after: readonly number[];
}

const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const words = ['true', 'false', 'null'] as const;
const comma = 44;
const quote = 34;
const openBracket = 91;
const openBrace = 123;

/** The next place that is not white space. */
export function skipBlank(text: string, from: number): number {
  let at = from;
  for (let c = text.charCodeAt(at); c === 32 || c === 9 || c === 10 || c === 13; c = text.charCodeAt(at)) at += 1;
  return at;
}

/** Behind the closing quote of the string that begins here. */
function stringEnd(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at += 1) {
    const c = text.charCodeAt(at);
    if (c === quote) return at + 1;
    if (c < 32) throw syntaxRefusal(text, at);
    if (c === 92) {
      at += 1;
      const escape = text.charAt(at);
      if (escape === 'u' && /^[0-9a-fA-F]{4}$/.test(text.slice(at + 1, at + 5))) at += 4;
      else if (escape === '' || !'"\\/bfnrt'.includes(escape)) throw syntaxRefusal(text, escape === 'u' && at + 5 > text.length ? text.length : at);
    }
  }
  throw syntaxRefusal(text, text.length);
}

/** Behind the value that begins here and is no container. */
function scalarEnd(text: string, at: number): number {
  if (text.charCodeAt(at) === quote) return stringEnd(text, at);
  const word = words.find((known) => text.startsWith(known, at));
  if (word !== undefined) return at + word.length;
  number.lastIndex = at;
  if (number.test(text)) return number.lastIndex;
  throw syntaxRefusal(text, words.some((known) => at < text.length && known.startsWith(text.slice(at))) || text.slice(at) === '-' ? text.length : at);
}

/** Refusals: `empty-file`, `file-truncated`, `merge-conflict` (line), `format-refused` (line, `syntax` | `root-not-mapping` | `too-large`), `nested-too-deep`. In slices. */
export async function scan(text: string): Promise<Table> {
  const [start, keyEnd, valueStart, valueEnd, leadStart, parent, depth, after]: [number[], number[], number[], number[], number[], number[], number[], number[]] = [[], [], [], [], [], [], [], []];
  const breath = createBreath();
  const open: number[] = [];
  const row = (from: number, key: number, value: number, lead: number): number => {
    start.push(from);
    keyEnd.push(key);
    valueStart.push(value);
    leadStart.push(lead);
    parent.push(open.at(-1) ?? -1);
    depth.push(open.length - 1);
    valueEnd.push(value);
    return after.push(start.length) - 1;
  };
  let at = skipBlank(text, 0);
  if (at >= text.length) throw new Refusal('empty-file');
  if (text.charCodeAt(at) !== openBrace) {
    const other = text.charCodeAt(at) !== openBracket && scalarEnd(text, at) === at;
    throw other ? syntaxRefusal(text, at) : new Refusal('format-refused', { line: lineAt(text, at), reason: 'root-not-mapping' });
  }
  open.push(row(at, -1, at, 0));
  at += 1;
  let lead = at;
  let fresh = true;
  let names = 0;
  while (open.length > 0) {
    const inside = open.at(-1) ?? 0;
    const named = text.charCodeAt(valueStart[inside] ?? 0) === openBrace;
    at = skipBlank(text, at);
    if (!fresh || text.charCodeAt(at) !== (named ? 125 : 93)) {
      const from = at;
      let key = -1;
      if (named) {
        if (text.charCodeAt(at) !== quote) throw syntaxRefusal(text, at);
        key = stringEnd(text, at);
        at = skipBlank(text, key);
        if (text.charAt(at) !== ':') throw syntaxRefusal(text, at);
        at = skipBlank(text, at + 1);
      }
      const index = row(from, key, at, lead);
      names += open.length;
      if (index > maxValues || names > maxNames) throw new Refusal('format-refused', { line: lineAt(text, at), reason: 'too-large' });
      if (index % 512 === 511) await breath();
      const c = text.charCodeAt(at);
      if (c === openBrace || c === openBracket) {
        if (open.push(index) > maxDepth) throw new Refusal('nested-too-deep', { line: lineAt(text, at) });
        at += 1;
        lead = at;
        fresh = true;
        continue;
      }
      at = scalarEnd(text, at);
      valueEnd[index] = at;
    }
    for (;;) {
      const container = open.at(-1);
      if (container === undefined) break;
      at = skipBlank(text, at);
      const c = text.charCodeAt(at);
      if (c === (text.charCodeAt(valueStart[container] ?? 0) === openBrace ? 125 : 93)) {
        at += 1;
        valueEnd[container] = at;
        after[container] = start.length;
        open.pop();
      } else if (c === comma) break;
      else throw syntaxRefusal(text, at);
    }
    at += 1;
    lead = at;
    fresh = false;
  }
  return { text, start, keyEnd, valueStart, valueEnd, leadStart, parent, depth, after };
}
