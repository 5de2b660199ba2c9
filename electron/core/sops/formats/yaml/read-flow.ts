// Collections in brackets, over as many lines as they take. With a stack of its own: depth costs no stack.
import { afterBreak, codeAt, isDocumentMark, lineEnd, skipBlanks, type Cursor } from './cursor.ts';
import { isBlank, isBreak, isSpace } from './characters.ts';
import { commentEntry, entry, refuseAt, type Entry } from './entry.ts';
import { addKey, checkDepth, checkSize, commentBefore, nameOf, readProperties, readScalar, repeat, setValue, type Reader } from './reader.ts';

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
      else r.entries.push(commentEntry(c.text, depth, c.line, c.at, end, false, 'inside'));
      c.at = end;
    } else return code;
  }
}

const isColon = (c: Cursor, quoted: boolean): boolean => codeAt(c) === 58 && (quoted || isSpace(codeAt(c, c.at + 1)) || ',[]{}'.includes(c.text.charAt(c.at + 1)));

/** A name before a colon on the same line, if there is one here. The cursor stays where it was if not. */
function keyHere(r: Reader): { readonly name: string; readonly start: number; readonly end: number } | undefined {
  const { c } = r;
  const before = { at: c.at, line: c.line, lineStart: c.lineStart };
  const back = (): undefined => {
    Object.assign(c, before);
    return undefined;
  };
  const { tag, start } = readProperties(c);
  const code = codeAt(c);
  if (code === 42 || code === 91 || code === 123 || isSpace(code)) return back();
  const { source, style } = readScalar(r, -1, true, () => undefined);
  const end = c.at;
  while (isBlank(codeAt(c))) c.at += 1;
  if (c.line !== before.line || !isColon(c, style !== 'plain')) return back();
  return { name: nameOf(tag, source, style !== 'plain', c.line), start, end };
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
  const value = (e: Entry): void => {
    const index = r.entries.length - 1;
    const properties = readProperties(c);
    e.valueStart = properties.start;
    if (properties.anchor !== undefined) r.anchors.set(properties.anchor, { entry: e, from: index });
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
      setValue(r, e, properties, source);
      e.valueEnd = c.at;
    }
  };
  /** From the colon on. */
  const afterColon = (e: Entry): void => {
    c.at += 1;
    e.mark = c.at;
    const code = toNext(r, e.depth);
    if (code !== 44 && code !== 93 && code !== 125) value(e);
  };
  openFrame(header, depth);
  let last: { readonly index: number; readonly line: number } | undefined;
  for (let top = frames.at(-1); top !== undefined; top = frames.at(-1)) {
    const rest = r.breath();
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
    if (top.branch) {
      if (key === undefined) {
        const properties = readProperties(c);
        if (',{['.includes(c.text.charAt(c.at)) || codeAt(c) === 42) throw refuseAt(line, 'key-not-text');
        const { source, style } = readScalar(r, -1, true, () => undefined);
        const name = nameOf(properties.tag, source, style !== 'plain', line);
        addKey(r, top.keys, name);
        const e = entry('item', top.depth, name, line, start, start, c.at, c.at, 'inside');
        r.entries.push(e);
        // A name over several lines can have no colon behind it.
        if (toNext(r, top.depth) === 58) throw refuseAt(c.line);
      } else {
        addKey(r, top.keys, key.name);
        const e = entry('item', top.depth, key.name, line, start, key.start, key.end, c.at, 'inside');
        r.entries.push(e);
        afterColon(e);
      }
    } else if (key === undefined) {
      const e = entry('item', top.depth, undefined, line, start, -1, -1, start, 'inside');
      r.entries.push(e);
      value(e);
    } else {
      // A single pair in a list is a mapping of its own.
      const pair = entry('branch', top.depth, undefined, line, start, -1, -1, start, 'inside');
      const e = entry('item', top.depth + 1, key.name, line, start, key.start, key.end, c.at, 'inside');
      r.entries.push(pair, e);
      pair.valueStart = start;
      checkDepth(r, top.depth + 1);
      afterColon(e);
      pair.valueEnd = c.at;
    }
    last = r.entries.at(-1)?.kind === 'item' ? { index: r.entries.length - 1, line: c.line } : undefined;
  }
}
