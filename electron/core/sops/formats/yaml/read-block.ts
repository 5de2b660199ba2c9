// Collections by indentation, one line at a time: which are open is known from the column that a line begins at.
import { isBlank, isBreak, isEnd, isSpace } from './characters.ts';
import { blanksEnd, codeAt, lineEnd, skipBlanks, spacesEnd, toNextLine, type Cursor } from './cursor.ts';
import { commentEntry, entry, refuseAt, type Entry } from './entry.ts';
import { startsPlain } from './read-plain.ts';
import { addKey, checkDepth, commentBefore, longestKey, nameAnchor, nameOf, readKey, readProperties, readScalar, repeat, setValue, type Open, type Reader } from './reader.ts';
import { readFlow } from './read-flow.ts';

interface Key {
  readonly name: string;
  readonly end: number;
  readonly colon: number;
}

/** The key that begins at the cursor, with its tag; the cursor stays there. */
function keyHere(r: Reader): Key | undefined {
  const { c } = r;
  const { at } = c;
  const { tag } = readProperties(c);
  const code = codeAt(c);
  let found: ReturnType<typeof readKey>;
  if (code === 34 || code === 39 || startsPlain(c, c.at)) found = readKey(c, false);
  else if (code === 42) {
    const name = /^\*[\w-]+[ \t]*:(?:[ \t\r\n\u0000]|$)/.exec(c.text.slice(c.at, c.at + 200));
    if (name !== null) throw refuseAt(c.line, r.aliases ? 'key-not-text' : 'anchor');
  }
  const end = c.at;
  const colon = found === undefined ? -1 : blanksEnd(c.text, end);
  c.at = at;
  if (found === undefined || codeAt(c, colon) !== 58 || !isSpace(codeAt(c, colon + 1))) return undefined;
  if (colon - at > longestKey) throw refuseAt(c.line);
  return { name: nameOf(tag, found.source, found.quoted, c.line), end, colon };
}

export const isDash = (c: Cursor): boolean => codeAt(c) === 45 && isSpace(codeAt(c, c.at + 1));

const isQuestion = (c: Cursor): boolean => codeAt(c) === 63 && isSpace(codeAt(c, c.at + 1));

/** Whether a line closes a collection, where nothing waits for it. */
const closes = (open: Open, column: number, dash: boolean): boolean => open.column > column || (open.column === column && open.kind === 'list' && !dash);

const takesIn = (r: Reader, column: number, dash: boolean): boolean => r.waiting !== undefined && (column > r.waiting.column || (column === r.waiting.column && dash && r.waiting.inBranch));

const isClosed = (r: Reader, at: number, column: number, dash: boolean): boolean => {
  const open = r.open[at];
  return open !== undefined && closes(open, column, dash);
};

/** Comments above a line: those that stand in a collection which the line closes are the last of that one, the others come before the line's own item. */
export function settleComments(r: Reader, column: number, dash: boolean): void {
  const found = r.comments;
  if (found.length === 0) return;
  r.comments = [];
  let next = takesIn(r, column, dash);
  for (const comment of found) {
    if (!next) {
      const standsIn = r.open.findLastIndex((open) => open.column < comment.column || (open.column === comment.column && (open.kind === 'branch' || dash || column < open.column)));
      // Between two columns it belongs to the deeper one.
      const at = comment.column > column && standsIn + 1 < r.open.length && !isClosed(r, standsIn, column, dash) ? standsIn + 1 : standsIn;
      const inner = r.open[at];
      next = inner === undefined || !closes(inner, column, dash);
      if (!next && inner !== undefined) {
        r.open.length = at + 1;
        r.entries.push(commentEntry(r.c.text, inner.depth, comment.start, comment.end, false, 'block'));
        continue;
      }
    }
    r.comments.push(comment);
  }
}

/** The comments that are left, as lines of a collection. */
function placeComments(r: Reader, depth: number): void {
  for (const { start, end } of r.comments) r.entries.push(commentEntry(r.c.text, depth, start, end, false, 'block'));
  r.comments = [];
}

/** The collection that an item at this column belongs to, opened if the item is its first. */
function collectionAt(r: Reader, kind: Open['kind'], column: number): Open {
  const dash = kind === 'list';
  settleComments(r, column, dash);
  const { waiting } = r;
  const child = takesIn(r, column, dash);
  r.waiting = undefined;
  if (waiting !== undefined && child) return openCollection(r, kind, column, waiting.entry);
  while (r.open.length > 0) {
    const top = r.open[r.open.length - 1];
    if (top === undefined || !closes(top, column, dash)) break;
    r.open.pop();
  }
  const top = r.open[r.open.length - 1];
  if (top?.column !== column || top.kind !== kind) throw refuseAt(r.c.line);
  return top;
}

export function openCollection(r: Reader, kind: Open['kind'], column: number, header: Entry | undefined): Open {
  const depth = header === undefined ? 0 : header.depth + 1;
  checkDepth(r, r.open.length + 1);
  if (header !== undefined) header.kind = kind;
  const open: Open = { kind, column, depth, header, keys: new Set() };
  r.open.push(open);
  return open;
}

/** Over the rest of a line behind a value. */
function finishLine(r: Reader, index: number, inline: boolean): void {
  const { c } = r;
  const from = c.at;
  const code = skipBlanks(c);
  if (code === 35 && (c.at > from || from === c.lineStart)) {
    const end = lineEnd(c);
    commentBefore(r, index, c.at, end, inline);
    c.at = end;
  } else if (!isEnd(code)) throw refuseAt(c.line);
  toNextLine(c, c.at);
}

/** A value in brackets, with what stands behind it on the line. */
async function readBrackets(r: Reader, e: Entry, index: number): Promise<true> {
  const { c } = r;
  e.layout = 'flow';
  await readFlow(r, e, e.depth + 1);
  // A comment behind the value of a key is the first thing in it, for sops.
  const from = c.at;
  if (e.key !== undefined && skipBlanks(c) === 35 && c.at > from) {
    const end = lineEnd(c);
    r.entries.splice(index + 1, 0, commentEntry(c.text, e.depth + 1, c.at, end, false, 'inside'));
    c.at = end;
  }
  finishLine(r, index, true);
  return true;
}

/** From the first character of a value on this line to the beginning of the next line. WHY not always a promise: one for each of a hundred thousand lines costs more than to read them. */
export function readValue(r: Reader, e: Entry, index: number, parentColumn: number): true | Promise<true> {
  const { c } = r;
  e.valueStart = c.at;
  const properties = readProperties(c);
  nameAnchor(r, properties, e, index);
  const code = codeAt(c);
  if (code === 91 || code === 123) return readBrackets(r, e, index);
  if (code === 42) {
    repeat(r, e);
    finishLine(r, index, true);
    return true;
  }
  let behindHead: readonly [number, number] | undefined;
  const { source, style } = readScalar(r, parentColumn, false, (at) => {
    behindHead = [at, lineEnd(c, at)];
  });
  const take = (text: string): true => {
    e.style = style;
    e.valueEnd = c.at;
    setValue(r, e, properties, text);
    if (style !== 'literal' && style !== 'folded') finishLine(r, index, true);
    else if (behindHead !== undefined) commentBefore(r, index, behindHead[0], behindHead[1], true);
    return true;
  };
  return typeof source === 'string' ? take(source) : source.then(take);
}

/** Behind `-` or `:`: an empty rest of the line waits for what comes. True if it does. */
function waits(r: Reader, e: Entry, index: number, collection: Open): boolean {
  const { c } = r;
  const start = c.at;
  const { at } = c;
  const properties = readProperties(c);
  const code = skipBlanks(c);
  if (!isEnd(code) && !(code === 35 && (c.at === c.lineStart || isBlank(codeAt(c, c.at - 1))))) {
    c.at = at;
    return false;
  }
  if (c.at > start && (properties.tag !== '' || properties.anchor !== undefined)) {
    nameAnchor(r, properties, e, index);
    e.style = 'plain';
    e.valueStart = start;
    e.valueEnd = spacesBack(c.text, c.at);
    setValue(r, e, properties, '');
  }
  if (code === 35) {
    const end = lineEnd(c);
    // Behind a `-` it is the head of what follows.
    if (e.key === undefined) r.comments.push({ start: c.at, end, column: c.at - c.lineStart });
    else commentBefore(r, index, c.at, end, false);
    c.at = end;
  }
  toNextLine(c, c.at);
  r.waiting = { entry: e, column: collection.column, inBranch: collection.kind === 'branch' };
  return true;
}

function spacesBack(text: string, from: number): number {
  let at = from;
  while (isBlank(text.charCodeAt(at - 1))) at -= 1;
  return at;
}

/** The name behind a `?`, up to the `:` that stands on a line of its own below it; the cursor ends behind that. */
async function explicitKey(r: Reader, column: number): Promise<{ readonly name: string; readonly start: number; readonly end: number; readonly colon: number | undefined }> {
  const { c } = r;
  c.at += 1;
  skipBlanks(c);
  const { at: start, line } = c;
  const { tag } = readProperties(c);
  if (isEnd(codeAt(c)) || codeAt(c) === 91 || codeAt(c) === 123 || isDash(c)) throw refuseAt(line, 'key-not-text');
  const { source: found, style } = readScalar(r, column, false, () => undefined);
  const source = await found;
  const end = c.at;
  const name = nameOf(tag, source, style !== 'plain', line);
  if (style !== 'literal' && style !== 'folded') {
    if (!isEnd(skipBlanks(c))) throw refuseAt(c.line);
    toNextLine(c, c.at);
  }
  while (isBreak(codeAt(c, blanksEnd(c.text, c.at)))) toNextLine(c, blanksEnd(c.text, c.at));
  const colon = spacesEnd(c.text, c.at);
  // Without a value: the next line, if there is one, is the next item.
  if (colon - c.lineStart !== column || codeAt(c, colon) !== 58 || !isSpace(codeAt(c, colon + 1))) return { name, start, end, colon: undefined };
  c.at = colon + 1;
  return { name, start, end, colon };
}

/** An item up to where its value begins, and the value. `compact`: the value is a collection whose first item begins at the cursor. */
function readItem(r: Reader, e: Entry, collection: Open, named: boolean): boolean | Promise<boolean> | 'compact' {
  const { c } = r;
  if (e.key !== undefined) addKey(r, collection.keys, e.key);
  const index = r.entries.push(e) - 1;
  skipBlanks(c);
  if (waits(r, e, index, collection)) return true;
  if (!named && (isDash(c) || isQuestion(c) || keyHere(r) !== undefined)) return 'compact';
  return readValue(r, e, index, collection.column);
}

async function readExplicit(r: Reader, collection: Open): Promise<boolean> {
  const { c } = r;
  const { at: start } = c;
  const found = await explicitKey(r, collection.column);
  const e = entry('item', collection.depth, found.name, start, found.start, found.end, found.colon === undefined ? found.end : c.at, 'block');
  if (found.colon === undefined) {
    addKey(r, collection.keys, found.name);
    r.entries.push(e);
    return true;
  }
  const done = await readItem(r, e, collection, false);
  return done === 'compact' ? readContent(r, e) : done;
}

/** A line with content, from its first character on; the cursor ends at the beginning of the line behind what it holds. False if nothing waits for what it holds. `within` is the item that the line's collection is the value of, where that begins on the same line. */
export function readContent(r: Reader, within?: Entry): boolean | Promise<boolean> {
  const { c } = r;
  for (let compact = within; ;) {
    const column = c.at - c.lineStart;
    const { at: start, line } = c;
    const dash = isDash(c);
    const explicit = !dash && isQuestion(c);
    const key = dash || explicit ? undefined : keyHere(r);
    if (!dash && !explicit && key === undefined) return readLoose(r, column);
    const kind = dash ? 'list' : 'branch';
    const collection = compact === undefined ? (r.open.length === 0 && r.waiting === undefined ? openCollection(r, kind, column, undefined) : collectionAt(r, kind, column)) : openCollection(r, kind, column, compact);
    if (dash && collection.depth === 0) throw refuseAt(line, 'root-not-mapping');
    if (r.comments.length > 0) placeComments(r, collection.depth);
    if (explicit) return readExplicit(r, collection);
    c.at = key === undefined ? start + 1 : key.colon + 1;
    const e = key === undefined ? entry('item', collection.depth, undefined, start, -1, -1, c.at, 'block') : entry('item', collection.depth, key.name, start, start, key.end, c.at, 'block');
    const done = readItem(r, e, collection, key !== undefined);
    if (done !== 'compact') return done;
    compact = e;
  }
}

/** A value that stands on a line below its key, or all alone. */
function readLoose(r: Reader, column: number): boolean | Promise<boolean> {
  const { waiting } = r;
  if (waiting === undefined || column <= waiting.column) return false;
  r.waiting = undefined;
  const { entry: e } = waiting;
  const above = r.comments;
  r.comments = [];
  let index = r.entries.lastIndexOf(e);
  const { c } = r;
  const { at } = c;
  readProperties(c);
  const flow = codeAt(c) === 91 || codeAt(c) === 123;
  c.at = at;
  // Above brackets it is the first thing in them, for sops.
  if (flow) for (const { start, end } of above) r.entries.push(commentEntry(c.text, e.depth + 1, start, end, false, 'inside'));
  else for (const { start, end } of above) {
    commentBefore(r, index, start, end, false);
    index += 1;
  }
  return readValue(r, e, index, waiting.column);
}
