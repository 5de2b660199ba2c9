// Writing lines into a text of which most is kept: each old line's block as it stands, at the place and indentation it has now.
import type { Line } from '../../tree.ts';
import { isBreak, isEnd } from './characters.ts';
import type { Chunk } from './edit-chunks.ts';
import { childColumn } from './emit.ts';
import type { Entry } from './entry.ts';
import { entryPatches, patched, sameValue, type Patch } from './patches.ts';
import { isLongKey, writeComment, writeKey, writeScalar } from './write-scalar.ts';

export interface Style {
  readonly patches: readonly Patch[];
  readonly step: number;
  readonly eol: string;
}

/** Moves the lines of a block below its first one. */
function shifted(body: string, by: number): string {
  if (by === 0) return body;
  const [first = '', ...rest] = body.split('\n');
  const moved = rest.map((line) => (line.trim() === '' ? line : by > 0 ? ' '.repeat(by) + line : line.slice(Math.min(-by, line.length - line.trimStart().length))));
  return [first, ...moved].join('\n');
}

/** Writes lines one after another: old ones as they stand in the text, new ones like their neighbours. */
export class BlockWriter {
  readonly #out: string[] = [];
  readonly #frames: { readonly kind: 'branch' | 'list'; readonly column: number }[];
  #compact = false;
  #ended = true;
  /** Comments that go behind the next value. */
  #behind: { readonly old: number | undefined; readonly text: string }[] = [];

  readonly #text: string;
  readonly #entries: readonly Entry[];
  readonly #chunks: ReadonlyMap<number, Chunk>;
  readonly #ownerOf: ReadonlyMap<number, number>;
  readonly #style: Style;

  constructor(text: string, entries: readonly Entry[], chunks: ReadonlyMap<number, Chunk>, ownerOf: ReadonlyMap<number, number>, style: Style, column: number) {
    this.#text = text;
    this.#entries = entries;
    this.#chunks = chunks;
    this.#ownerOf = ownerOf;
    this.#style = style;
    this.#frames = [{ kind: 'branch', column }];
  }

  raw(text: string): void {
    if (text === '') return;
    if (!this.#ended) this.#out.push(this.#style.eol);
    this.#out.push(text);
    this.#ended = isBreak(text.charCodeAt(text.length - 1));
  }

  #begin(column: number, before: string): void {
    if (this.#compact) this.#compact = false;
    else {
      if (!this.#ended) this.#out.push(this.#style.eol);
      this.#out.push(before, ' '.repeat(column));
    }
  }
  #push(text: string): void {
    this.#out.push(text);
    this.#ended = isBreak(text.charCodeAt(text.length - 1));
  }

  /** How many lines were written with this one. */
  line(lines: readonly Line[], at: number): number {
    const line = lines[at];
    if (line === undefined || line.kind === 'blank' || line.kind === 'document') return 1;
    this.#frames.length = Math.min(this.#frames.length, line.depth + 1);
    const frame = this.#frames[line.depth] ?? { kind: 'branch', column: 0 };
    const old = line.old === undefined ? undefined : this.#entries[line.old];
    const chunk = line.old === undefined ? undefined : this.#chunks.get(line.old);
    if (line.kind === 'comment') {
      this.#comment(lines, at, line, frame.column, chunk);
      return 1;
    }
    const usable = old !== undefined && chunk !== undefined && old.kind === line.kind && (old.key === undefined) === (line.key === undefined) && (frame.kind === 'list') === (line.key === undefined);
    let end = at + 1;
    while (end < lines.length && (lines[end]?.depth ?? 0) > line.depth && lines[end]?.kind !== 'document') end += 1;
    const untouched = usable && old.layout === 'flow' && this.#sameInside(lines, at, end);
    const brackets = usable && old.layout === 'flow' && !untouched && old.valueEnd > old.valueStart + 2 && end > at + 1 ? this.#inBrackets(lines, at, end, old) : undefined;
    const text = usable ? this.#old(lines, at, end, old, chunk, frame.column, untouched, brackets) : this.#fresh(line, end > at + 1, frame);
    this.#begin(frame.column, chunk !== undefined ? chunk.before : '');
    this.#push(text.body);
    this.#behind = [];
    if (line.kind === 'item') return 1;
    if (untouched || brackets !== undefined) return end - at;
    this.#frames.push({ kind: line.kind, column: this.#childColumn(lines, at, frame, usable ? chunk : undefined) });
    this.#compact = text.compact;
    if (end === at + 1 || lines.slice(at + 1, end).some(({ kind }) => kind !== 'comment')) return 1;
    // Empty brackets below its comments, so that they are read as standing in it.
    for (let own = at + 1; own < end; own += 1) this.line(lines, own);
    const inner = this.#frames.at(-1)?.column ?? 0;
    this.#begin(inner > frame.column ? inner : frame.column + this.#style.step, '');
    this.#push((line.kind === 'list' ? '[]' : '{}') + this.#style.eol);
    return end - at;
  }

  #comment(lines: readonly Line[], at: number, line: Line & { readonly kind: 'comment' }, column: number, chunk: Chunk | undefined): void {
    let next = at + 1;
    while (lines[next]?.kind === 'comment') next += 1;
    const item = lines[next];
    const owner = line.old === undefined ? undefined : this.#ownerOf.get(line.old);
    const stays = owner !== undefined && item?.old === owner && item.depth === line.depth;
    const joins = line.old === undefined && line.inline && item?.kind === 'item' && item.depth === line.depth;
    if (stays || joins) {
      this.#behind.push({ old: line.old, text: line.text });
      return;
    }
    const old = line.old === undefined ? undefined : this.#entries[line.old];
    this.#begin(column, chunk?.before ?? '');
    this.#push(old !== undefined && chunk !== undefined && old.text === line.text ? this.#text.slice(chunk.start, chunk.end) : writeComment(line.text) + this.#style.eol);
  }

  /** Whether what stands in brackets is as it was, but for names and values. */
  #sameInside(lines: readonly Line[], at: number, end: number): boolean {
    const from = lines[at]?.old ?? -1;
    const depth = this.#entries[from]?.depth ?? 0;
    let size = 1;
    while ((this.#entries[from + size]?.depth ?? -1) > depth) size += 1;
    return size === end - at && lines.slice(at, end).every((line, k) => line.old === from + k && line.kind === this.#entries[from + k]?.kind && line.depth - (lines[at]?.depth ?? 0) === (this.#entries[from + k]?.depth ?? 0) - depth);
  }

  /** What a collection holds, in brackets on one line; undefined if there are comments in them. Those behind the brackets stay. */
  #inBrackets(lines: readonly Line[], at: number, end: number, header: Entry): string | undefined {
    let text = '';
    const open: { readonly depth: number; readonly close: string; empty: boolean }[] = [];
    const start = (line: Line): void => {
      text += line.kind === 'list' ? '[' : '{';
      open.push({ depth: line.depth, close: line.kind === 'list' ? ']' : '}', empty: true });
    };
    const first = lines[at];
    if (first !== undefined) start(first);
    for (const line of lines.slice(at + 1, end)) {
      const e = line.old === undefined ? undefined : this.#entries[line.old];
      if (line.kind === 'comment') {
        if (e?.kind === 'comment' && e.layout === 'inside' && e.start >= header.valueEnd && e.text === line.text) continue;
        return undefined;
      }
      while ((open.at(-1)?.depth ?? -1) >= line.depth) text += open.pop()?.close ?? '';
      const top = open.at(-1);
      if (top === undefined) return undefined;
      if (!top.empty) text += ', ';
      top.empty = false;
      if ('key' in line && line.key !== undefined) text += `${e !== undefined && e.key === line.key ? this.#text.slice(e.keyStart, e.keyEnd) : writeKey(line.key, line.kind === 'branch', true)}: `;
      if (line.kind === 'item') text += e?.kind === 'item' && e.layout === 'inside' && e.valueStart >= 0 && sameValue(e, line) ? this.#text.slice(e.valueStart, e.valueEnd) : writeScalar(line, undefined, true);
      else start(line);
    }
    while (open.length > 0) text += open.pop()?.close ?? '';
    return /[\n\r]/.test(text) ? undefined : text;
  }

  #old(lines: readonly Line[], at: number, end: number, e: Entry, chunk: Chunk, column: number, untouched: boolean, inline: string | undefined): { readonly body: string; readonly compact: boolean } {
    const text = this.#text;
    const line = lines[at];
    const patches: Patch[] = [];
    if (line !== undefined) patches.push(...entryPatches(text, e, line, this.#entries[(line.old ?? 0) - 1], this.#style.eol));
    if (untouched) for (const inner of lines.slice(at + 1, end)) {
      const old = inner.old === undefined ? undefined : this.#entries[inner.old];
      if (old !== undefined) patches.push(...entryPatches(text, old, inner, this.#entries[(inner.old ?? 0) - 1], this.#style.eol));
    }
    for (const comment of chunk.comments) {
      const own = this.#entries[comment];
      const kept = this.#behind.find(({ old }) => old === comment);
      if (own === undefined) continue;
      if (kept === undefined) {
        let from = own.start;
        while (text.charAt(from - 1) === ' ' || text.charAt(from - 1) === '\t') from -= 1;
        patches.push({ start: from, end: own.mark, text: '' });
      } else if (kept.text !== own.text) patches.push({ start: own.start, end: own.mark, text: writeComment(kept.text) });
    }
    const added = this.#behind.filter(({ old }) => old === undefined).map(({ text: comment }) => ` ${writeComment(comment)}`).join('');
    let compact = chunk.compact && end > at + 1;
    let close = '';
    if (e.kind !== 'item' && !untouched) {
      const brackets = e.kind === 'list' ? '[]' : '{}';
      const place = Math.max(e.mark, e.layout === 'block' ? e.valueEnd : e.mark);
      if (end === at + 1 && e.layout === 'block') {
        patches.push({ start: place, end: chunk.compact ? chunk.end : place, text: ` ${brackets}` });
        if (chunk.compact) close = this.#style.eol;
      } else if (end === at + 1) patches.push({ start: e.valueStart, end: e.valueEnd, text: brackets });
      else if (inline !== undefined) patches.push({ start: e.valueStart, end: e.valueEnd, text: inline });
      else if (e.layout === 'flow') {
        // What stands behind the brackets comes again as a line of its own.
        let lineEnd = e.valueEnd;
        while (!isEnd(text.charCodeAt(lineEnd))) lineEnd += 1;
        patches.push({ start: e.mark, end: lineEnd, text: e.key === undefined ? ' ' : '' });
        compact = e.key === undefined;
      }
    }
    if (added !== '') {
      let lineEnd = Math.max(e.mark, e.style === 'literal' || e.style === 'folded' ? e.valueStart : e.valueEnd);
      while (!isEnd(text.charCodeAt(lineEnd))) lineEnd += 1;
      patches.push({ start: lineEnd, end: lineEnd, text: added });
    }
    const body = patched(text, chunk.start, chunk.end, patches) + close;
    return { body: compact && e.layout === 'flow' ? body.trimEnd() + ' ' : shifted(body, column - chunk.column), compact };
  }

  #fresh(line: Line, filled: boolean, frame: { readonly kind: 'branch' | 'list'; readonly column: number }): { readonly body: string; readonly compact: boolean } {
    const { eol } = this.#style;
    const pad = ' '.repeat(frame.column);
    const key = 'key' in line ? line.key : undefined;
    const name = key === undefined ? '' : writeKey(key, line.kind === 'branch');
    const mark = frame.kind === 'list' ? '-' : key !== undefined && isLongKey(key) ? `? ${name}${eol}${pad}:` : `${name}:`;
    const comment = this.#behind.map(({ text }) => ` ${writeComment(text)}`).join('');
    if (line.kind === 'item') {
      const [first = '', ...rest] = writeScalar(line, { column: frame.column, blockColumn: frame.column + (frame.kind === 'list' ? 2 : this.#style.step) }).split('\n');
      return { body: `${mark} ${[first + comment, ...rest].join(eol)}${eol}`, compact: false };
    }
    if (!filled) return { body: `${mark} ${line.kind === 'list' ? '[]' : '{}'}${comment}${eol}`, compact: false };
    return frame.kind === 'list' ? { body: '- ', compact: true } : { body: `${mark}${comment}${eol}`, compact: false };
  }

  /** Where what a collection holds begins: where it did, as seen from its head, or as its neighbours do. */
  #childColumn(lines: readonly Line[], at: number, frame: { readonly kind: 'branch' | 'list'; readonly column: number }, chunk: Chunk | undefined): number {
    if (chunk !== undefined) {
      const head = lines[at]?.old ?? 0;
      const oldDepth = (this.#entries[head]?.depth ?? 0) + 1;
      for (let old = head + 1; (this.#entries[old]?.depth ?? 0) >= oldDepth; old += 1) {
        const child = this.#chunks.get(old);
        const e = this.#entries[old];
        if (child !== undefined && e?.depth === oldDepth && e.kind !== 'comment' && e.layout !== 'inside') return frame.column + child.column - chunk.column;
      }
    }
    if (frame.kind === 'list') return frame.column + 2;
    const line = lines[at];
    const looked = line?.kind === 'list' ? this.#listOffset() : undefined;
    return looked === undefined ? childColumn('branch', frame.column, this.#style.step) : frame.column + looked;
  }

  #offset: number | undefined | null = null;
  /** How far lists stand in under their key in this file. */
  #listOffset(): number | undefined {
    if (this.#offset !== null) return this.#offset;
    this.#offset = undefined;
    for (const [place, chunk] of this.#chunks) {
      const [e, child] = [this.#entries[place], this.#chunks.get(place + 1)];
      if (e?.kind === 'list' && e.key !== undefined && e.layout === 'block' && child !== undefined && this.#entries[place + 1]?.kind !== 'comment') {
        this.#offset = child.column - chunk.column;
        break;
      }
    }
    return this.#offset;
  }

  take(): string {
    return this.#out.join('');
  }
}
