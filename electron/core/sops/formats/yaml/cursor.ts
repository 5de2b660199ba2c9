// A place in a text and the line that it is on. Lines are found as they are needed: a text of ten million line breaks costs no list of them.
import { isBlank, isBreak, isEnd } from './characters.ts';
import { Breaks } from './pieces.ts';

export interface Cursor {
  /** NUL ended. */
  readonly text: string;
  at: number;
  /** Counted from 1. */
  line: number;
  lineStart: number;
  /** False if `\n` is the only line break in the text: then lines can be found faster. */
  readonly rareBreaks: boolean;
  /** Of the scalar that is being read. WHY here: one for each would be a hundred thousand of them. */
  readonly breaks: Breaks;
}

/** WHY one by one: each is found natively, an expression for all of them takes ten times as long over many megabytes. */
export const createCursor = (text: string): Cursor => ({ text, at: 0, line: 1, lineStart: 0, rareBreaks: ['\r', '\u0085', '\u2028', '\u2029'].some((rare) => text.includes(rare)), breaks: new Breaks() });

export const codeAt = (c: Cursor, at = c.at): number => c.text.charCodeAt(at);

/** Where the line ends that a place is on, before its break. */
export function lineEnd(c: Cursor, from = c.at): number {
  if (!c.rareBreaks) {
    const feed = c.text.indexOf('\n', from);
    return feed === -1 ? c.text.length - 1 : feed;
  }
  let at = from;
  while (!isEnd(c.text.charCodeAt(at))) at += 1;
  return at;
}

/** Behind the break that stands at a place; the place itself at the end of the text. */
export function afterBreak(c: Cursor, at: number): number {
  const code = c.text.charCodeAt(at);
  if (code === 13 && c.text.charCodeAt(at + 1) === 10) return at + 2;
  return isBreak(code) ? at + 1 : at;
}

/** To the beginning of the next line, from the break at a place; false at the end of the text. */
export function toNextLine(c: Cursor, breakAt: number): boolean {
  c.at = afterBreak(c, breakAt);
  if (c.at === breakAt) return false;
  c.line += 1;
  c.lineStart = c.at;
  return true;
}

/** The line of a place that was passed. */
export function lineOf({ text }: Cursor, place: number): number {
  let line = 1;
  for (let at = 0; at < place; at += 1) if (isBreak(text.charCodeAt(at)) && !(text.charCodeAt(at) === 13 && text.charCodeAt(at + 1) === 10)) line += 1;
  return line;
}

export function skipBlanks(c: Cursor): number {
  while (isBlank(codeAt(c))) c.at += 1;
  return codeAt(c);
}

/** The first place at or behind one that is no space. */
export function spacesEnd(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) === 32) at += 1;
  return at;
}
export function blanksEnd(text: string, from: number): number {
  let at = from;
  while (isBlank(text.charCodeAt(at))) at += 1;
  return at;
}

/** `---` or `...` alone at the beginning of a line. */
export const isDocumentMark = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at);
  return (code === 45 || code === 46) && text.charCodeAt(at + 1) === code && text.charCodeAt(at + 2) === code && (isBlank(text.charCodeAt(at + 3)) || isEnd(text.charCodeAt(at + 3)));
};
