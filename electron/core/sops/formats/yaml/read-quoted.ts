// Quoted scalars, on one line or several. Lines are folded: a single break is a blank, more are one less.
import { afterBreak, codeAt, isDocumentMark, type Cursor } from './cursor.ts';
import { refuseAt } from './entry.ts';
import { isBlank, isBreak } from './characters.ts';

const escapes: Readonly<Record<string, string>> = {
  0: '\u0000', a: '\u0007', b: '\b', t: '\t', '\t': '\t', n: '\n', v: '\u000b', f: '\f', r: '\r', e: '\u001b', ' ': ' ', '"': '"', "'": "'", '\\': '\\', N: '\u0085', _: '\u00a0', L: '\u2028', P: '\u2029',
};
const codeLengths: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** What the escape at a place stands for, and where it ends. */
function escaped(c: Cursor, at: number): { readonly text: string; readonly end: number } {
  const letter = c.text[at + 1] ?? '';
  const plain = Object.hasOwn(escapes, letter) ? escapes[letter] : undefined;
  if (plain !== undefined) return { text: plain, end: at + 2 };
  const length = Object.hasOwn(codeLengths, letter) ? codeLengths[letter] : undefined;
  const digits = c.text.slice(at + 2, at + 2 + (length ?? 0));
  if (length === undefined || digits.length < length || !/^[\da-f]+$/i.test(digits)) throw refuseAt(c.line);
  const code = Number.parseInt(digits, 16);
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) throw refuseAt(c.line);
  return { text: String.fromCodePoint(code), end: at + 2 + length };
}

/** Over line breaks and the blanks around them, from the first break on; gives how many there were, and what they come to when folded. */
function foldBreaks(c: Cursor): { readonly count: number; readonly text: string } {
  let count = 0;
  let text = '';
  while (isBreak(codeAt(c))) {
    const code = codeAt(c);
    const kept = code === 0x2028 || code === 0x2029 ? String.fromCharCode(code) : '\n';
    text += count > 0 || kept !== '\n' ? kept : '';
    count += 1;
    c.at = afterBreak(c, c.at);
    c.line += 1;
    c.lineStart = c.at;
    if (isDocumentMark(c.text, c.at)) throw refuseAt(c.line);
    while (isBlank(codeAt(c))) c.at += 1;
  }
  return { count, text: text === '' && count > 0 ? ' ' : text };
}

/** From the opening quote on; the cursor ends behind the closing one. */
export function readQuoted(c: Cursor): string {
  const { text } = c;
  const quote = codeAt(c);
  const single = quote === 39;
  const firstLine = c.line;
  c.at += 1;
  const parts: string[] = [];
  let from = c.at;
  for (;;) {
    const code = text.charCodeAt(c.at);
    if (code === 0 || Number.isNaN(code)) throw refuseAt(firstLine);
    if (code === quote) {
      parts.push(text.slice(from, c.at));
      c.at += 1;
      if (!single || codeAt(c) !== 39) return parts.length === 1 ? (parts[0] ?? '') : parts.join('');
      from = c.at;
      c.at += 1;
    } else if (code === 92 && !single) {
      parts.push(text.slice(from, c.at));
      if (isBreak(text.charCodeAt(c.at + 1))) {
        c.at += 1;
        const { count, text: folded } = foldBreaks(c);
        parts.push(count === 1 && folded === ' ' ? '' : folded);
      } else {
        const found = escaped(c, c.at);
        parts.push(found.text);
        c.at = found.end;
      }
      from = c.at;
    } else if (isBreak(code)) {
      let end = c.at;
      while (end > from && isBlank(text.charCodeAt(end - 1))) end -= 1;
      parts.push(text.slice(from, end), foldBreaks(c).text);
      from = c.at;
    } else c.at += 1;
  }
}
