// A text cut into the stretches that belong to its lines, so that each can go where its line goes.
import { createBreath } from '../../breath.ts';
import { isEnd } from './characters.ts';
import { bodyEnd } from './edit-section.ts';
import type { Entry } from './entry.ts';
import { columnOf, patched, type Patch } from './patches.ts';
import type { ReadDocument } from './read.ts';

/** The stretch of the text that belongs to one entry. */
export interface Chunk {
  /** Empty lines above it. */
  readonly before: string;
  readonly column: number;
  readonly start: number;
  readonly end: number;
  /** True if its first child stands on the same line. */
  readonly compact: boolean;
  /** Comments that stand in it, by their place among the entries. */
  readonly comments: readonly number[];
}

export interface Chunks {
  readonly of: ReadonlyMap<number, Chunk>;
  /** By the place of a comment that stands in another entry's chunk: that entry. */
  readonly ownerOf: ReadonlyMap<number, number>;
  readonly head: string;
  readonly tail: string;
  readonly section: string;
}

/** The lines of one document, cut into chunks; undefined where they do not stand in the order of the tree. */
export async function chunksOf(text: string, { extent, content, section, before }: ReadDocument, offset: number, patches: readonly Patch[]): Promise<Chunks | undefined> {
  const breath = createBreath();
  const of = new Map<number, Omit<Chunk, 'comments'>>();
  const commentsOf = new Map<number, number[]>();
  const ownerOf = new Map<number, number>();
  const order: { readonly e: Entry; readonly at: number }[] = [];
  content.forEach((e, at) => {
    if (at === before && section?.[0] !== undefined) order.push({ e: section[0], at: -1 });
    if (e.layout !== 'inside') order.push({ e, at });
  });
  if (before === content.length && section?.[0] !== undefined) order.push({ e: section[0], at: -1 });
  let reached = lineAfterMark(text, extent.start);
  const top = reached;
  let sectionText = '';
  for (let k = 0; k < order.length; k += 1) {
    const { e, at } = order[k] ?? { e: undefined, at: 0 };
    if (e === undefined) break;
    if (k % 256 === 255) await breath();
    const column = columnOf(text, e.start);
    const onOwnLine = text.slice(e.start - column, e.start).trim() === '';
    if (e.kind === 'comment' && !onOwnLine) {
      let owner = at + 1;
      while (content[owner]?.kind === 'comment') owner += 1;
      const next = content[owner];
      if (next === undefined || next.start > e.start) for (owner = at - 1; content[owner]?.kind === 'comment';) owner -= 1;
      if (owner < 0) return undefined;
      ownerOf.set(at, owner);
      const known = commentsOf.get(owner) ?? [];
      known.push(at);
      commentsOf.set(owner, known);
      continue;
    }
    if (at === -1) {
      const end = (section ?? []).reduce((most, inner) => Math.max(most, bodyEnd(text, inner)), 0);
      const from = e.start - column;
      if (from < reached) return undefined;
      sectionText = patched(text, reached, end, patches);
      reached = end;
      continue;
    }
    const follower = content.slice(at + 1, at + 8).find((other) => other.layout !== 'inside' && other.kind !== 'comment');
    const full = bodyEnd(text, e);
    const compact = e.kind !== 'item' && e.kind !== 'comment' && e.layout === 'block' && follower !== undefined && follower.depth > e.depth && follower.start < full;
    const from = onOwnLine ? e.start - column : e.start;
    if (from < reached || (!onOwnLine && from !== reached)) return undefined;
    const end = compact ? follower.start : full;
    of.set(at, { before: text.slice(reached, from), column, start: e.start, end, compact });
    reached = end;
  }
  if (reached > extent.end) return undefined;
  const placed = new Map([...of].map(([at, chunk]) => [at + offset, { ...chunk, comments: (commentsOf.get(at) ?? []).map((comment) => comment + offset) }]));
  return { of: placed, ownerOf: new Map([...ownerOf].map(([comment, owner]) => [comment + offset, owner + offset])), head: text.slice(0, top), tail: text.slice(reached, extent.end), section: sectionText };
}

/** Where the line of a `---` ends; without one, where the document's first line begins, or the text. */
function lineAfterMark(text: string, start: number): number {
  const lineStart = start - columnOf(text, start);
  if (!text.startsWith('---', lineStart)) return text.lastIndexOf('\n---', lineStart) === -1 ? 0 : lineStart;
  let at = start;
  while (!isEnd(text.charCodeAt(at))) at += 1;
  return text.charCodeAt(at) === 0 ? at : at + (text.charCodeAt(at) === 13 && text.charCodeAt(at + 1) === 10 ? 2 : 1);
}
