// Collections in brackets, over as many lines as they take. With a stack of its own: depth costs no stack.
import { afterBreak, codeAt, isDocumentMark, lineEnd, skipBlanks, type Cursor } from './cursor.ts';
import { isBlank, isBreak, isSpace } from './characters.ts';
import { commentEntry, entry, refuseAt, type Entry } from './entry.ts';
import { startsPlainInFlow } from './read-plain.ts';
import { addKey, checkDepth, checkSize, commentBefore, nameAnchor, nameOf, readKey, readProperties, readScalar, repeat, setValue, type Reader } from './reader.ts';

interface Frame {
  readonly header: Entry | undefined;
  readonly branch: boolean;
  readonly depth: number;
  readonly keys: Set<string>;
  /** True when an entry was read and no comma yet. */
  filled: boolean;
}

/** Over blanks, line breaks and comments; a comment on the line of the last entry stands before that one, others become entries of the innermost collection. */
function toNext(r: Reader, depth: number, last?: { readonly index: number; readonly line: number }): number {
  const { c } = r;
  for (;;) {
    const code = skipBlanks(c);
    if (isBreak(code)) {
      c.at = afterBreak(c, c.at);
      c.line += 1;
      c.lineStart = c.at;
      if (isDocumentMark(c.text, c.at)) throw refuseAt(c.line);
    } else if (code === 35 && (c.at === c.lineStart || isSpace(codeAt(c, c.at - 1)))) {
      const end = lineEnd(c);
      if (last?.line === c.line) commentBefore(r, last.index, c.at, end, true);
      else r.entries.push(commentEntry(c.text, depth, c.at, end, false, 'inside'));
      checkSize(r);
      c.at = end;
    } else return code;
  }
}

const isColon = (c: Cursor, quoted: boolean): boolean => codeAt(c) === 58 && (quoted || isSpace(codeAt(c, c.at + 1)) || ',[]{}'.includes(c.text.charAt(c.at + 1)));

/** A name before a colon on the same line, if there is one here. The cursor stays where it was if not. */
function keyHere(r: Reader): { readonly name: string; readonly start: number; readonly end: number } | undefined {
  const { c } = r;
  const { at } = c;
  const back = (): undefined => {
    c.at = at;
    return undefined;
  };
  const { tag } = readProperties(c);
  const code = codeAt(c);
  if (code === 42 || code === 91 || code === 123 || isSpace(code)) return back();
  if (code !== 34 && code !== 39 && !startsPlainInFlow(c)) throw refuseAt(c.line);
  const found = readKey(c, true);
  const end = c.at;
  while (isBlank(codeAt(c))) c.at += 1;
  if (found === undefined || !isColon(c, found.quoted)) return back();
  return { name: nameOf(tag, found.source, found.quoted, c.line), start: at, end };
}

/** From the opening bracket on; `header` is the entry that it is the value of. The cursor ends behind the closing one. */
export async function readFlow(r: Reader, header: Entry | undefined, depth: number): Promise<void> {
  const { c } = r;
  const frames: Frame[] = [];
  const openFrame = (of: Entry | undefined, at: number): void => {
    const branch = codeAt(c) === 123;
    if (of !== undefined) of.kind = branch ? 'branch' : 'list';
    checkDepth(r, at);
    frames.push({ header: of, branch, depth: at, keys: new Set(), filled: false });
    c.at += 1;
  };
  /** The value of an entry that was just made; true if it opens a collection, which is then the innermost one. */
  const value = (e: Entry): Promise<void> | undefined => {
    const index = r.entries.length - 1;
    e.valueStart = c.at;
    const properties = readProperties(c);
    nameAnchor(r, properties, e, index);
    const code = toNext(r, e.depth);
    if (code === 91 || code === 123) openFrame(e, e.depth + 1);
    else if (code === 42) {
      if (frames.some(({ header: open }) => open !== undefined && open === r.anchors.get(/^\*([\w-]*)/.exec(c.text.slice(c.at, c.at + 200))?.[1] ?? '')?.entry)) throw refuseAt(c.line, 'anchor');
      repeat(r, e);
    }
    else if (',]}'.includes(String.fromCharCode(code))) {
      if (properties.tag === '' && properties.anchor === undefined) throw refuseAt(c.line);
      e.style = 'plain';
      setValue(r, e, properties, '');
      e.valueEnd = c.at;
    } else {
      const { source, style } = readScalar(r, -1, true, () => undefined);
      e.style = style;
      const take = (text: string): void => {
        setValue(r, e, properties, text);
        e.valueEnd = c.at;
      };
      if (typeof source !== 'string') return source.then(take);
      take(source);
    }
    return undefined;
  };
  /** From the colon on. */
  const afterColon = (e: Entry): Promise<void> | undefined => {
    c.at += 1;
    e.mark = c.at;
    const code = toNext(r, e.depth);
    return code !== 44 && code !== 93 && code !== 125 ? value(e) : undefined;
  };
  openFrame(header, depth);
  let last: { readonly index: number; readonly line: number } | undefined;
  let steps = 0;
  for (let top = frames.at(-1); top !== undefined; top = frames.at(-1)) {
    steps += 1;
    const rest = steps % 16 === 0 ? r.breath() : undefined;
    if (rest !== undefined) await rest;
    checkSize(r);
    const code = toNext(r, top.depth, last);
    if (code === 0) throw refuseAt(c.line);
    if (code === (top.branch ? 125 : 93)) {
      c.at += 1;
      frames.pop();
      last = undefined;
      if (top.header !== undefined) top.header.valueEnd = c.at;
      const outer = frames.at(-1);
      if (outer !== undefined) outer.filled = true;
      continue;
    }
    if (code === 44) {
      if (!top.filled) throw refuseAt(c.line);
      top.filled = false;
      c.at += 1;
      continue;
    }
    if (top.filled || code === 93 || code === 125) throw refuseAt(c.line);
    top.filled = true;
    const [start, line] = [c.at, c.line];
    const key = keyHere(r);
    let waits: Promise<void> | undefined;
    if (top.branch) {
      if (key === undefined) {
        const properties = readProperties(c);
        if (',{['.includes(c.text.charAt(c.at)) || codeAt(c) === 42) throw refuseAt(line, 'key-not-text');
        const { source: found, style } = readScalar(r, -1, true, () => undefined);
        const source = typeof found === 'string' ? found : await found;
        const name = nameOf(properties.tag, source, style !== 'plain', line);
        addKey(r, top.keys, name);
        const e = entry('item', top.depth, name, start, start, c.at, c.at, 'inside');
        r.entries.push(e);
        // A name over several lines can have no colon behind it.
        if (toNext(r, top.depth) === 58) throw refuseAt(c.line);
      } else {
        addKey(r, top.keys, key.name);
        const e = entry('item', top.depth, key.name, start, key.start, key.end, c.at, 'inside');
        r.entries.push(e);
        waits = afterColon(e);
        if (waits !== undefined) await waits;
      }
    } else if (key === undefined) {
      const e = entry('item', top.depth, undefined, start, -1, -1, start, 'inside');
      r.entries.push(e);
      waits = value(e);
      if (waits !== undefined) await waits;
    } else {
      // A single pair in a list is a mapping of its own.
      const pair = entry('branch', top.depth, undefined, start, -1, -1, start, 'inside');
      const e = entry('item', top.depth + 1, key.name, start, key.start, key.end, c.at, 'inside');
      r.entries.push(pair, e);
      pair.valueStart = start;
      checkDepth(r, top.depth + 1);
      waits = afterColon(e);
      if (waits !== undefined) await waits;
      pair.valueEnd = c.at;
    }
    last = r.entries.at(-1)?.kind === 'item' ? { index: r.entries.length - 1, line: c.line } : undefined;
  }
}
