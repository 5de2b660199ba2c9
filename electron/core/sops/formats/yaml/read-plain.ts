// Scalars without quotes and without a mark, on one line or several.
import { blanksEnd, codeAt, isDocumentMark, skipBlanks, spacesEnd, toNextLine, type Cursor } from './cursor.ts';
import { isBlank, isBreak, isEnd, isSpace } from './characters.ts';
import { refuseAt } from './entry.ts';
import { Pieces } from './pieces.ts';

const neverFirst = new Set(Buffer.from(',[]{}#&*!|>\'"%@`', 'latin1'));
/** Indicators unless something stands right behind them. */
const needsNeighbour = (code: number): boolean => code === 45 || code === 63 || code === 58;

export function startsPlain(c: Cursor, at: number): boolean {
  const code = codeAt(c, at);
  return !isSpace(code) && !neverFirst.has(code) && !(needsNeighbour(code) && isSpace(codeAt(c, at + 1)));
}

/** The same between brackets. */
export function startsPlainInFlow(c: Cursor): boolean {
  const code = codeAt(c);
  return !isSpace(code) && !neverFirst.has(code) && !(code === 45 && isSpace(codeAt(c, c.at + 1)));
}

const endsInFlow = (code: number): boolean => code === 44 || code === 91 || code === 93 || code === 123 || code === 125;

/** Where the part of a plain scalar on this line ends, without the blanks behind it. */
export function plainEnd(c: Cursor, from: number, flow: boolean): number {
  const { text } = c;
  let at = from;
  for (; ; at += 1) {
    const code = text.charCodeAt(at);
    // WHY first: nearly all that is read is letters, digits and the signs of base64.
    if (code > 35 && code < 0x7f && code !== 58 && !(flow && endsInFlow(code))) continue;
    if (isEnd(code) || (code === 35 && at > from && isBlank(text.charCodeAt(at - 1))) || (code === 58 && isSpace(text.charCodeAt(at + 1))) || (flow && endsInFlow(code))) break;
  }
  while (at > from && isBlank(text.charCodeAt(at - 1))) at -= 1;
  return at;
}

/** Where a plain key ends, if a colon stops it no further than so many characters away. */
export function plainKeyEnd(c: Cursor, from: number, most: number, flow: boolean): number | undefined {
  const { text } = c;
  let end = from;
  for (let at = from; at - from <= most; at += 1) {
    const code = text.charCodeAt(at);
    if (isEnd(code) || (code === 35 && at > from && isBlank(text.charCodeAt(at - 1)))) return undefined;
    if (code === 58 && isSpace(text.charCodeAt(at + 1))) return end;
    if (flow && endsInFlow(code)) return undefined;
    if (!isBlank(code)) end = at + 1;
  }
  return undefined;
}

/** Over the line breaks behind a line of a plain scalar, to where it goes on; false if it does not, and the cursor stays where it was. */
function toNextPlainLine(c: Cursor, parentColumn: number, flow: boolean): boolean {
  const { at, line, lineStart, breaks } = c;
  breaks.clear();
  let goesOn = true;
  skipBlanks(c);
  for (let code = codeAt(c); goesOn && isBreak(code); code = skipBlanks(c)) {
    const from = c.at;
    toNextLine(c, from);
    breaks.add(code, from, c.at);
    const first = spacesEnd(c.text, c.at);
    if (flow ? isDocumentMark(c.text, c.at) : (first - c.at <= parentColumn || isDocumentMark(c.text, c.at)) && !isEnd(codeAt(c, blanksEnd(c.text, first)))) goesOn = false;
  }
  const code = codeAt(c);
  if (goesOn && breaks.count > 0 && code !== 0 && code !== 35 && !(flow && (endsInFlow(code) || (code === 58 && isSpace(codeAt(c, c.at + 1)))))) return true;
  c.at = at;
  c.line = line;
  c.lineStart = lineStart;
  return false;
}

const stopsAtColon = (c: Cursor): boolean => codeAt(c, blanksEnd(c.text, c.at)) === 58;

/** A plain scalar up to where its first line ends, if that is all of it; the cursor ends behind it. Refuses a `: ` behind it unless in flow. */
function readPlainLine(c: Cursor, flow: boolean): { readonly source: string; readonly mayGoOn: boolean } {
  const { at } = c;
  c.at = plainEnd(c, at, flow);
  if (!flow && stopsAtColon(c)) throw refuseAt(c.line);
  return { source: c.text.slice(at, c.at), mayGoOn: isBreak(codeAt(c, blanksEnd(c.text, c.at))) };
}

async function readPlainLong(c: Cursor, first: string, parentColumn: number, flow: boolean, breath: () => Promise<void> | undefined): Promise<string> {
  const out = new Pieces();
  out.add(first);
  for (let lines = 1, goesOn = true; goesOn; lines += 1) {
    if (lines % 4096 === 0) await breath();
    out.add(c.breaks.folded(c.text));
    const { source, mayGoOn } = readPlainLine(c, flow);
    out.add(source);
    goesOn = mayGoOn && toNextPlainLine(c, parentColumn, flow);
  }
  return out.take();
}

/** A plain scalar, on as many lines as it goes over; those in slices. The cursor ends behind its last character. */
export function readPlain(c: Cursor, parentColumn: number, flow: boolean, breath: () => Promise<void> | undefined): string | Promise<string> {
  const { source, mayGoOn } = readPlainLine(c, flow);
  if (!mayGoOn) return source;
  return toNextPlainLine(c, parentColumn, flow) ? readPlainLong(c, source, parentColumn, flow, breath) : source;
}
