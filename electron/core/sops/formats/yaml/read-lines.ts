// Scalars that are a block of lines, behind `|` and `>`.
import { codeAt, lineEnd, skipBlanks, spacesEnd, toNextLine, type Cursor } from './cursor.ts';
import { isBlank, isEnd } from './characters.ts';
import { refuseAt } from './entry.ts';
import { Pieces } from './pieces.ts';

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

/** In slices. `comment` is called at the `#` behind the head. The cursor ends at the beginning of the line behind the block, or at the end of the text. */
export async function readLines(c: Cursor, parentColumn: number, comment: (at: number) => void, breath: () => Promise<void> | undefined): Promise<string> {
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
  const out = new Pieces();
  const { breaks } = c;
  breaks.clear();
  let blanksBefore = 0;
  let filled = false;
  // True behind a line that begins at the edge of the block: two of those are folded into one.
  let atEdge = false;
  let more = toNextLine(c, c.at);
  let back = { at: c.at, line: c.line, lineStart: c.lineStart };
  for (let lines = 1; more && codeAt(c) !== 0; lines += 1) {
    if (lines % 4096 === 0) await breath();
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
    const from = c.at + indent;
    const isFilled = indent > 0 && column >= indent && from < end;
    if (isFilled) {
      const edge = !isBlank(text.charCodeAt(from));
      if (breaks.count > 0) out.add(folds && filled && edge && atEdge ? breaks.folded(text) : breaks.all(text));
      out.add(text.slice(from, end));
      breaks.clear();
      atEdge = edge;
      filled = true;
    }
    const breakCode = codeAt(c, end);
    more = toNextLine(c, end);
    if (more) breaks.add(breakCode, end, c.at);
    else c.at = end;
    if (isFilled || head.keep) back = { at: c.at, line: c.line, lineStart: c.lineStart };
  }
  // Empty lines behind the text belong to whatever follows, unless they are kept.
  c.at = back.at;
  c.line = back.line;
  c.lineStart = back.lineStart;
  if (head.keep && breaks.count > 0) out.add(breaks.all(text));
  else if (!head.strip && filled) out.add(breaks.first());
  return out.take();
}
