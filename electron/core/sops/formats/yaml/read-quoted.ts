// Quoted scalars, on one line or several. Lines are folded: a single break is a blank, more are one less.
import { afterBreak, codeAt, isDocumentMark, type Cursor } from './cursor.ts';
import { refuseAt } from './entry.ts';
import { isBlank, isBreak, isEnd } from './characters.ts';
import { Pieces } from './pieces.ts';

const escapes: ReadonlyMap<number, string> = new Map(Object.entries({
  0: '\u0000', a: '\u0007', b: '\b', t: '\t', '\t': '\t', n: '\n', v: '\u000b', f: '\f', r: '\r', e: '\u001b', ' ': ' ', '"': '"', "'": "'", '\\': '\\', N: '\u0085', _: '\u00a0', L: '\u2028', P: '\u2029',
}).map(([letter, text]) => [letter.charCodeAt(0), text]));
const digitsBehind = (letter: number): number => (letter === 120 ? 2 : letter === 117 ? 4 : letter === 85 ? 8 : 0);

/** The value of a hexadecimal digit; NaN for none. */
const digit = (code: number): number => (code >= 48 && code <= 57 ? code - 48 : code >= 97 && code <= 102 ? code - 87 : code >= 65 && code <= 70 ? code - 55 : Number.NaN);

/** The character that the escape at a place stands for; the cursor ends behind it. */
function escaped(c: Cursor): string {
  const letter = codeAt(c, c.at + 1);
  const plain = escapes.get(letter);
  const length = digitsBehind(letter);
  if (plain !== undefined) {
    c.at += 2;
    return plain;
  }
  let code = length === 0 ? Number.NaN : 0;
  for (let at = 0; at < length; at += 1) code = code * 16 + digit(codeAt(c, c.at + 2 + at));
  if (!(code <= 0x10ffff) || (code >= 0xd800 && code <= 0xdfff)) throw refuseAt(c.line);
  c.at += 2 + length;
  return String.fromCodePoint(code);
}

/** Over line breaks and the blanks around them, from the first break on. */
function passBreaks(c: Cursor): Cursor['breaks'] {
  const { breaks } = c;
  breaks.clear();
  for (let code = codeAt(c); isBreak(code); code = codeAt(c)) {
    const { at } = c;
    c.at = afterBreak(c, at);
    breaks.add(code, at, c.at);
    c.line += 1;
    c.lineStart = c.at;
    if (isDocumentMark(c.text, c.at)) throw refuseAt(c.line);
    while (isBlank(codeAt(c))) c.at += 1;
  }
  return breaks;
}

/** From the opening quote on, if the closing one stands on the same line and no further than so many characters away; the cursor ends behind it, or stays where it was. */
export function readQuotedLine(c: Cursor, most: number): string | undefined {
  const { text, at: start } = c;
  const quote = codeAt(c);
  let out: Pieces | undefined;
  let from = start + 1;
  for (c.at = from; c.at - start <= most;) {
    const code = text.charCodeAt(c.at);
    if (isEnd(code)) break;
    if (code === quote) {
      const last = text.slice(from, c.at);
      const doubled = quote === 39 && text.charCodeAt(c.at + 1) === 39;
      c.at += 1;
      if (!doubled) {
        if (out === undefined) return last;
        out.add(last);
        return out.take();
      }
      out ??= new Pieces();
      out.add(last);
      from = c.at;
      c.at += 1;
    } else if (code === 92 && quote === 34) {
      if (isEnd(text.charCodeAt(c.at + 1))) break;
      out ??= new Pieces();
      out.add(text.slice(from, c.at));
      out.add(escaped(c));
      from = c.at;
    } else c.at += 1;
  }
  c.at = start;
  return undefined;
}

/** From the opening quote on, over as many lines as it takes, in slices; the cursor ends behind the closing one. */
export async function readQuotedLong(c: Cursor, breath: () => Promise<void> | undefined): Promise<string> {
  const { text } = c;
  const quote = codeAt(c);
  const firstLine = c.line;
  const out = new Pieces();
  c.at += 1;
  let from = c.at;
  for (let steps = 1; ; steps += 1) {
    if (steps % 8192 === 0) await breath();
    const code = text.charCodeAt(c.at);
    if (code === quote) {
      out.add(text.slice(from, c.at));
      c.at += 1;
      if (quote === 34 || codeAt(c) !== 39) return out.take();
      from = c.at;
      c.at += 1;
    } else if (code === 92 && quote === 34) {
      out.add(text.slice(from, c.at));
      if (isBreak(text.charCodeAt(c.at + 1))) {
        c.at += 1;
        const breaks = passBreaks(c);
        out.add(breaks.folds ? breaks.rest(text) : breaks.all(text));
      } else out.add(escaped(c));
      from = c.at;
    } else if (isBreak(code)) {
      let end = c.at;
      while (end > from && isBlank(text.charCodeAt(end - 1))) end -= 1;
      out.add(text.slice(from, end));
      out.add(passBreaks(c).folded(text));
      from = c.at;
    } else if (isEnd(code)) throw refuseAt(firstLine);
    else c.at += 1;
  }
}
