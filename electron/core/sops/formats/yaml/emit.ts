// A whole file from its lines, laid out as sops does it: four blanks a level, lists stand in under their key, comments at the level of what they precede.
import { createBreath } from '../../breath.ts';
import type { Layout, Line, RawMetadata } from '../../tree.ts';
import { isLongKey, writeComment, writeKey, writeScalar, type Room } from './write-scalar.ts';

export const defaultIndent = 4;

/** Where the children of a collection stand: those of a list behind its `-`, those of a mapping at the next multiple of the indent. */
export const childColumn = (kind: 'branch' | 'list', column: number, step: number): number => (kind === 'list' ? column + 2 : step * Math.floor((column + step) / step));

interface Frame {
  readonly kind: 'branch' | 'list';
  readonly column: number;
}

export type FreshLine = Line extends infer L ? (L extends Line ? Omit<L, 'old'> : never) : never;

/** The `sops` section as lines, each mapping sorted by name unless it is to stay as it is given. */
export function metadataLines(metadata: RawMetadata[string], key: string | undefined, depth: number, order: 'by-name' | 'given' = 'by-name'): FreshLine[] {
  if (Array.isArray(metadata)) return [{ kind: 'list', key, depth }, ...(metadata as readonly RawMetadata[]).flatMap((element) => metadataLines(element, undefined, depth + 1, order))];
  if (typeof metadata === 'object' && metadata !== null) {
    const fields = metadata as RawMetadata;
    return [{ kind: 'branch', key, depth }, ...(order === 'given' ? Object.keys(fields) : Object.keys(fields).toSorted()).flatMap((name) => (fields[name] === undefined ? [] : metadataLines(fields[name], name, depth + 1, order)))];
  }
  if (metadata === null) return [{ kind: 'item', key, depth, type: 'null', text: '' }];
  if (typeof metadata === 'boolean') return [{ kind: 'item', key, depth, type: 'bool', text: metadata ? 'True' : 'False' }];
  return [{ kind: 'item', key, depth, type: typeof metadata === 'number' ? 'int' : 'str', text: String(metadata) }];
}

/** Writes lines one after another, from a given level on. */
export class LineWriter {
  readonly #out: string[] = [];
  readonly #step: number;
  readonly #frames: Frame[];
  /** Behind a `- ` or `: ` that the next line continues. */
  #compact = false;
  #inline: string[] = [];
  /** Comments already written, above the brackets of what they stand in. */
  #above = 0;

  constructor(step: number, root: Frame) {
    this.#step = step;
    this.#frames = [root];
  }

  /** What comes after a line decides whether it is an empty collection. `baseDepth` is that of the root frame. */
  write(lines: readonly FreshLine[], at: number, baseDepth: number): void {
    const line = lines[at];
    if (line === undefined || line.kind === 'blank' || line.kind === 'document') return;
    this.#frames.length = line.depth - baseDepth + 1;
    const frame = this.#frames[line.depth - baseDepth] ?? { kind: 'branch', column: 0 };
    const pad = ' '.repeat(frame.column);
    if (line.kind === 'comment') {
      if (this.#above > 0) this.#above -= 1;
      else if (this.#compact) {
        this.#compact = false;
        this.#out.push(`${writeComment(line.text)}\n`);
      } else if (line.inline && belongsInline(lines, at)) this.#inline.push(writeComment(line.text));
      else this.#out.push(`${pad}${writeComment(line.text)}\n`);
      return;
    }
    const lead = this.#compact ? '' : pad;
    this.#compact = false;
    const long = line.key !== undefined && isLongKey(line.key);
    const merges = line.kind === 'branch';
    const mark = frame.kind === 'list' ? '-' : long ? `? ${writeKey(line.key, merges)}\n${pad}:` : `${writeKey(line.key ?? '', merges)}:`;
    if (line.kind === 'item') {
      const room: Room = { column: frame.column, blockColumn: childColumn(frame.kind, frame.column, this.#step) };
      const [first = '', ...rest] = writeScalar(line, room).split('\n');
      const comment = this.#inline.map((text) => ` ${text}`).join('');
      this.#inline = [];
      this.#out.push(`${lead}${mark} ${[first + comment, ...rest].join('\n')}\n`);
      return;
    }
    const next = lines[at + 1];
    const empty = next === undefined || next.kind === 'document' || next.depth <= line.depth;
    const column = childColumn(frame.kind, frame.column, this.#step);
    this.#frames.push({ kind: line.kind, column });
    const brackets = line.kind === 'list' ? '[]' : '{}';
    if (empty) this.#out.push(`${lead}${mark} ${brackets}\n`);
    else if (onlyComments(lines, at)) {
      // An empty collection below its comments, so that they are read as standing in it.
      this.#out.push(`${lead}${mark}\n`);
      for (let own = at + 1; ; own += 1) {
        const comment = lines[own];
        if (comment?.kind !== 'comment' || comment.depth <= line.depth) break;
        this.#out.push(`${' '.repeat(column)}${writeComment(comment.text)}\n`);
        this.#above += 1;
      }
      this.#out.push(`${' '.repeat(column)}${brackets}\n`);
    } else if (frame.kind === 'list' || (long && column > frame.column + 1)) {
      this.#compact = true;
      this.#out.push(`${lead}${mark}${' '.repeat(column - frame.column - 1)}`);
    } else this.#out.push(`${lead}${mark}\n`);
  }

  blank(): void {
    this.#out.push('\n');
  }

  take(): string {
    return this.#out.splice(0).join('');
  }
}

/** True for the last comment before a scalar: only that can stand behind it. */
function belongsInline(lines: readonly FreshLine[], at: number): boolean {
  const [line, next] = [lines[at], lines[at + 1]];
  return line?.kind === 'comment' && line.inline && next?.kind === 'item' && next.depth === line.depth;
}

/** True for a comment below a deeper block and right above a line that ends its own. */
function endsBlock(lines: readonly FreshLine[], at: number): boolean {
  const [line, next] = [lines[at], lines[at + 1]];
  if (line?.kind !== 'comment' || line.inline || next === undefined || next.kind === 'document' || next.depth >= line.depth) return false;
  const above = lines.findLast((other, place) => place < at && (other.kind !== 'comment' || other.depth !== line.depth));
  return above !== undefined && above.depth > line.depth;
}

function onlyComments(lines: readonly FreshLine[], at: number): boolean {
  const depth = lines[at]?.depth ?? 0;
  let own = at + 1;
  while (lines[own]?.kind === 'comment' && (lines[own]?.depth ?? 0) > depth) own += 1;
  const next = lines[own];
  return own > at + 1 && (next === undefined || next.kind === 'document' || next.depth <= depth);
}

/** Refusal: `not-in-this-format` for a comment over several lines. */
export async function emit(lines: readonly Line[], metadata: RawMetadata | undefined, layout?: Layout): Promise<Buffer> {
  const indent = layout?.indent ?? defaultIndent;
  const step = indent >= 2 && indent <= 9 ? indent : 2;
  const breath = createBreath();
  const parts: string[] = [];
  const section = metadata === undefined ? [] : metadataLines(metadata, 'sops', 0);
  let start = 0;
  for (let document = 0; start <= lines.length; document += 1) {
    const found = lines.findIndex((line, at) => at >= start && line.kind === 'document');
    const end = found === -1 ? lines.length : found;
    const own: readonly FreshLine[] = [...lines.slice(start, end), ...section];
    const writer = new LineWriter(step, { kind: 'branch', column: 0 });
    if (document > 0) parts.push('---\n');
    for (let at = 0; at < own.length; at += 1) {
      writer.write(own, at, 0);
      // WHY: without it sops takes the comment for a part of the deepest block above, under whose names it is not sealed.
      if (metadata !== undefined && endsBlock(own, at)) writer.blank();
      if (at % 256 === 255) {
        parts.push(writer.take());
        await breath();
      }
    }
    parts.push(writer.take());
    if (!own.some(({ kind }) => kind !== 'comment' && kind !== 'blank')) parts.push('{}\n');
    start = end + 1;
  }
  return Buffer.from(parts.join(''), 'utf8');
}
