// The reader: from a text to its documents, each a list of entries in the order in which they stand.
import { createBreath } from '../../breath.ts';
import { isBreak, isEnd } from './characters.ts';
import { blanksEnd, codeAt, createCursor, isDocumentMark, lineEnd, skipBlanks, spacesEnd, toNextLine } from './cursor.ts';
import { commentEntry, entry, refuseAt, type Entry } from './entry.ts';
import { isDash, readContent, readValue, settleComments } from './read-block.ts';
import { readFlow } from './read-flow.ts';
import { checkSize, readProperties, type Reader } from './reader.ts';

/** Where a document stands. */
export interface Extent {
  /** Of its entries, without the one that begins the document. */
  readonly from: number;
  to: number;
  /** Where its content begins, behind `---`. */
  readonly start: number;
  /** Before the `---` or `...` that ends it. */
  end: number;
  /** The brackets of a root that is written in them. */
  flow: { readonly start: number; readonly end: number } | undefined;
}

export interface TextRead {
  readonly entries: Entry[];
  readonly documents: readonly Extent[];
}

/** The root of a document that is no block of items. */
async function readRoot(r: Reader, extent: Extent): Promise<void> {
  const { c } = r;
  const { line } = c;
  if (isDash(c)) throw refuseAt(line, 'root-not-mapping');
  const { at } = c;
  readProperties(c);
  if (codeAt(c) === 123) {
    for (const { start, end } of r.comments) r.entries.push(commentEntry(c.text, 0, start, end, false, 'block'));
    r.comments = [];
    const start = c.at;
    await readFlow(r, undefined, 0);
    extent.flow = { start, end: c.at };
    if (skipBlanks(c) === 35) {
      const end = lineEnd(c);
      r.entries.splice(extent.from, 0, commentEntry(c.text, 0, c.at, end, false, 'block'));
      c.at = end;
    }
    if (!isEnd(codeAt(c))) throw refuseAt(c.line);
    toNextLine(c, c.at);
    return;
  }
  c.at = at;
  const root = entry('item', 0, undefined, c.at, -1, -1, c.at, 'block');
  const index = r.entries.push(root) - 1;
  await readValue(r, root, index, -1);
  if (root.kind !== 'item' || root.type !== 'null') throw refuseAt(line, 'root-not-mapping');
  r.entries.splice(r.entries.lastIndexOf(root), 1);
}

/** Refusals: `format-refused` (line, reason), `nested-too-deep` (line), `cancelled`. `aliases` is false for encrypted files: what an alias repeats would be encrypted for another place. */
export async function readText(text: string, aliases: boolean, signal?: AbortSignal): Promise<TextRead> {
  const breath = createBreath(signal);
  const c = createCursor(text);
  const r: Reader = { c, entries: [], open: [], waiting: undefined, comments: [], anchors: new Map(), aliases, fromAliases: 0, unique: true, breath };
  const documents: Extent[] = [];
  let current: Extent | undefined;
  let closed = false;
  let rooted = false;
  let directives = false;
  const begin = (start: number): Extent => {
    if (documents.length > 0) r.entries.push(entry('document', 0, undefined, start, -1, -1, start, 'block'));
    const extent: Extent = { from: r.entries.length, to: r.entries.length, start, end: start, flow: undefined };
    documents.push(extent);
    r.unique = documents.length === 1;
    rooted = false;
    closed = false;
    directives = false;
    return extent;
  };
  const finish = (extent: Extent | undefined, at: number): void => {
    if (extent === undefined) return;
    settleComments(r, -1, false);
    r.waiting = undefined;
    r.open.length = 0;
    for (const { start, end } of r.comments) r.entries.push(commentEntry(text, 0, start, end, false, 'block'));
    r.comments = [];
    extent.to = r.entries.length;
    extent.end = at;
  };
  for (let more = true, steps = 0; more; steps += 1) {
    // WHY not each time: to look at the clock costs as much as to pass an empty line.
    const rest = steps % 16 === 0 ? breath() : undefined;
    if (rest !== undefined) await rest;
    checkSize(r);
    const first = spacesEnd(text, c.at);
    const start = blanksEnd(text, first);
    const code = codeAt(c, start);
    if (code === 0 || isBreak(code)) more = toNextLine(c, start);
    else if (code === 35) {
      const end = lineEnd(c, start);
      r.comments.push({ start, end, column: start - c.at });
      more = toNextLine(c, end);
    } else if (isDocumentMark(text, c.at)) {
      const { at } = c;
      const begins = codeAt(c) === 45;
      finish(current, at);
      c.at += 3;
      const next = skipBlanks(c);
      if (begins) {
        current = begin(at + 3);
        if (!isEnd(next) && next !== 35) {
          rooted = true;
          await readRoot(r, current);
          continue;
        }
      } else {
        if (!isEnd(next) && next !== 35) throw refuseAt(c.line);
        closed = true;
        current = undefined;
      }
      if (next === 35) r.comments.push({ start: c.at, end: lineEnd(c), column: 0 });
      more = toNextLine(c, lineEnd(c));
    } else if (codeAt(c) === 37 && current === undefined) {
      if (directives || !/^%YAML[ \t]+1\.1[ \t]*(?:#|$)/.test(text.slice(c.at, lineEnd(c)))) throw refuseAt(c.line, text.startsWith('%TAG', c.at) ? 'tag' : 'syntax');
      directives = true;
      more = toNextLine(c, lineEnd(c));
    } else {
      if (codeAt(c, first) === 9 || closed || directives) throw refuseAt(c.line);
      current ??= begin(first);
      c.at = first;
      if (rooted && r.open.length === 0) throw refuseAt(c.line);
      const wasRooted = rooted;
      rooted = true;
      const found = readContent(r);
      if (!(typeof found === 'boolean' ? found : await found)) {
        if (wasRooted) throw refuseAt(c.line);
        await readRoot(r, current);
      }
      more = codeAt(c) !== 0;
    }
  }
  if (current === undefined && r.comments.length > 0 && documents.length > 0) {
    const last = documents[documents.length - 1];
    finish(last, c.at);
  }
  finish(current, c.at);
  return { entries: r.entries, documents };
}
