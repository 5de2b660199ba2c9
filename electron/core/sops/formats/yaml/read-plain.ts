// Scalars without quotes: plain ones, and blocks behind `|` and `>`.
import { blanksEnd, codeAt, isDocumentMark, lineEnd, skipBlanks, spacesEnd, toNextLine, type Cursor } from './cursor.ts';
import { isBlank, isBreak, isEnd, isSpace } from './characters.ts';
import { refuseAt } from './entry.ts';

export const neverFirst = new Set(Buffer.from(',[]{}#&*!|>\'"%@`', 'latin1'));
/** Indicators unless something stands right behind them. */
const needsNeighbour = (code: number): boolean => code === 45 || code === 63 || code === 58;

export function startsPlain(c: Cursor, at: number): boolean {
  const code = codeAt(c, at);
  return !isSpace(code) && !neverFirst.has(code) && !(needsNeighbour(code) && isSpace(codeAt(c, at + 1)));
}

const endsInFlow = (code: number): boolean => code === 44 || code === 91 || code === 93 || code === 123 || code === 125;

/** Where the part of a plain scalar on this line ends, without the blanks behind it; `colon` is true if a `: ` stopped it. */
export function plainEnd(c: Cursor, from: number, flow: boolean): { readonly end: number; readonly colon: boolean } {
  const { text } = c;
  let end = from;
  for (let at = from; ; at += 1) {
    const code = text.charCodeAt(at);
    if (isEnd(code)) return { end, colon: false };
    if (isBlank(code)) continue;
    if (code === 35 && at > from && isBlank(text.charCodeAt(at - 1))) return { end, colon: false };
    if (code === 58 && isSpace(text.charCodeAt(at + 1))) return { end, colon: true };
    if (flow && endsInFlow(code)) return { end, colon: false };
    end = at + 1;
  }
}

/** Over the line breaks between two lines of a plain scalar; undefined if it does not go on. The cursor is then where it was. */
function nextPlainLine(c: Cursor, parentColumn: number, flow: boolean): string | undefined {
  const before = { at: c.at, line: c.line, lineStart: c.lineStart };
  let kept = '';
  let count = 0;
  skipBlanks(c);
  while (isBreak(codeAt(c))) {
    const code = codeAt(c);
    const own = code === 0x2028 || code === 0x2029 ? String.fromCharCode(code) : '\n';
    kept += count > 0 || own !== '\n' ? own : '';
    count += 1;
    toNextLine(c, c.at);
    const column = spacesEnd(c.text, c.at) - c.at;
    const code2 = codeAt(c, blanksEnd(c.text, c.at));
    if (!flow && !isEnd(code2) && (column <= parentColumn || isDocumentMark(c.text, c.at))) count = -1;
    if (flow && isDocumentMark(c.text, c.at)) count = -1;
    if (count < 0) break;
    skipBlanks(c);
  }
  const code = codeAt(c);
  if (count > 0 && code !== 0 && code !== 35) return kept === '' ? ' ' : kept;
  Object.assign(c, before);
  return undefined;
}

/** A plain scalar, on as many lines as it goes over. The cursor ends behind its last character. Refuses a `: ` in it unless in flow. */
export function readPlain(c: Cursor, parentColumn: number, flow: boolean): string {
  const parts: string[] = [];
  for (;;) {
    const from = c.at;
    const { end, colon } = plainEnd(c, from, flow);
    if (colon && !flow) throw refuseAt(c.line);
    parts.push(c.text.slice(from, end));
    c.at = end;
    const stopped = codeAt(c, blanksEnd(c.text, end));
    if (colon || !isBreak(stopped)) break;
    const before = { at: c.at, line: c.line, lineStart: c.lineStart };
    const glue = nextPlainLine(c, parentColumn, flow);
    if (glue === undefined) break;
    if (flow && (endsInFlow(codeAt(c)) || (codeAt(c) === 58 && isSpace(codeAt(c, c.at + 1))))) {
      Object.assign(c, before);
      break;
    }
    parts.push(glue);
  }
  return parts.length === 1 ? (parts[0] ?? '') : parts.join('');
}

interface BlockHead {
  readonly keep: boolean;
  readonly strip: boolean;
  readonly indent: number;
}

/** What stands behind `|` or `>` : how the end is chomped and how far the text stands in, in either order. */
function blockHead(c: Cursor): BlockHead {
  c.at += 1;
  const found = /^(?:([+-])([1-9])?|([1-9])([+-])?)?/.exec(c.text.slice(c.at, c.at + 2));
  const chomp = found?.[1] ?? found?.[4];
  c.at += found?.[0].length ?? 0;
  return { keep: chomp === '+', strip: chomp === '-', indent: Number(found?.[2] ?? found?.[3] ?? 0) };
}

/** Lines of a folded block: two that both begin at the edge are joined by a blank, or by one break less than stands between them. */
function fold(lines: readonly string[], breaks: readonly string[]): string {
  const parts: string[] = [];
  let last = -1;
  lines.forEach((line, at) => {
    if (line === '') return;
    const between = breaks.slice(Math.max(last, 0), at);
    const flush = last >= 0 && !isBlank(line.charCodeAt(0)) && !isBlank((lines[last] ?? '').charCodeAt(0)) && between[0] === '\n';
    parts.push(flush ? (between.length === 1 ? ' ' : between.slice(1).join('')) : between.join(''), line);
    last = at;
  });
  return parts.join('');
}

/** `comment` is called at the `#` behind the head. The cursor ends at the beginning of the line behind the block, or at the end of the text. */
export function readBlock(c: Cursor, parentColumn: number, comment: (at: number) => void): string {
  const { text } = c;
  const folds = codeAt(c) === 62;
  const head = blockHead(c);
  const behind = c.at;
  const code = skipBlanks(c);
  if (code === 35 && (c.at > behind || head.keep || head.strip || head.indent > 0)) {
    comment(c.at);
    c.at = lineEnd(c);
  } else if (!isEnd(code)) throw refuseAt(c.line);
  let indent = head.indent === 0 ? 0 : Math.max(parentColumn, 0) + head.indent;
  const lines: string[] = [];
  const breaks: string[] = [];
  let filled = 0;
  let blanksBefore = 0;
  let more = toNextLine(c, c.at);
  let back = { at: c.at, line: c.line, lineStart: c.lineStart };
  while (more && codeAt(c) !== 0) {
    const end = lineEnd(c);
    const first = spacesEnd(text, c.at);
    const column = first - c.at;
    if (indent === 0 && first < end) {
      if (codeAt(c, first) === 9 && column <= Math.max(parentColumn, 0)) throw refuseAt(c.line);
      indent = Math.max(column, parentColumn + 1, 1);
      if (blanksBefore > indent) throw refuseAt(c.line);
    }
    if (indent === 0) blanksBefore = Math.max(blanksBefore, column);
    if (first < end && column < indent) break;
    const line = indent > 0 && column >= indent ? text.slice(c.at + indent, end) : '';
    lines.push(line);
    const breakCode = codeAt(c, end);
    breaks.push(breakCode === 0x2028 || breakCode === 0x2029 ? String.fromCharCode(breakCode) : isBreak(breakCode) ? '\n' : '');
    more = toNextLine(c, end);
    if (!more) c.at = end;
    if (line !== '' || head.keep) back = { at: c.at, line: c.line, lineStart: c.lineStart };
    if (line !== '') filled = lines.length;
  }
  const content = folds ? fold(lines.slice(0, filled), breaks) : lines.slice(0, filled).map((line, at) => (at === filled - 1 ? line : line + (breaks[at] ?? ''))).join('');
  // Empty lines behind the text belong to whatever follows, unless they are kept.
  Object.assign(c, back);
  const tail = breaks.slice(filled === 0 ? 0 : filled - 1);
  if (head.keep) return content + tail.join('');
  return filled === 0 || head.strip ? content : content + (tail[0] ?? '');
}
