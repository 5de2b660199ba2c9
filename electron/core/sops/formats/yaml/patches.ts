// Replacing stretches of a text: one item's key or value, one comment, one field of the metadata.
import type { Line } from '../../tree.ts';
import { blanksEnd } from './cursor.ts';
import { isEnd } from './characters.ts';
import type { Entry } from './entry.ts';
import { defaultIndent } from './emit.ts';
import { storedType, writeComment, writeKey, writeScalar, type Room, type ScalarValue } from './write-scalar.ts';

export interface Patch {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A stretch of a text with its patches applied; those outside of it are left out. */
export function patched(text: string, from: number, to: number, patches: readonly Patch[]): string {
  const parts: string[] = [];
  let at = from;
  for (const patch of patches.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    if (patch.start < at || patch.end > to) continue;
    parts.push(text.slice(at, patch.start), patch.text);
    at = patch.end;
  }
  parts.push(text.slice(at, to));
  return parts.join('');
}

export const columnOf = (text: string, at: number): number => at - (text.lastIndexOf('\n', at - 1) + 1);

const sameBytes = (a: Uint8Array | undefined, b: Uint8Array | undefined): boolean => (a === undefined ? b === undefined : b !== undefined && Buffer.from(a).equals(b));
export const sameValue = (e: Entry, value: ScalarValue): boolean => e.type === storedType(value.type, value.text) && e.text === value.text && sameBytes(e.bytes, value.bytes);

/** The comment behind the head of a block scalar, which stands inside of its value. */
const headComment = (text: string, e: Entry, before: Entry | undefined): string => (before?.kind === 'comment' && before.start > e.valueStart && before.start < e.valueEnd ? ` ${text.slice(before.start, before.mark)}` : '');

/** Puts another value in the place of an item's. `before` is the entry before it, `eol` how lines end here. */
export function valuePatch(text: string, e: Entry, value: ScalarValue, before: Entry | undefined, eol: string): Patch {
  const inside = e.layout === 'inside';
  const column = columnOf(text, e.start);
  const isBlock = e.style === 'literal' || e.style === 'folded';
  const alone = isEnd(text.charCodeAt(blanksEnd(text, Math.max(e.valueEnd, e.mark))));
  const room: Room | undefined = inside || !(isBlock || alone) ? undefined : { column, blockColumn: column + (e.key === undefined ? 2 : defaultIndent) };
  const [first = '', ...rest] = writeScalar(value, room, inside).split('\n');
  const written = [first + (isBlock ? headComment(text, e, before) : ''), ...rest].join(eol);
  // Blanks at the end of the line would become part of a block.
  const behind = (at: number): number => (rest.length > 0 && !isBlock && !inside ? blanksEnd(text, at) : at);
  if (e.valueStart < 0) return { start: e.mark, end: behind(e.mark), text: ` ${written}` };
  const closes = isBlock && /[\n\r]$/.test(text.slice(e.valueStart, e.valueEnd)) ? eol : '';
  // A null that stands nowhere but has a place right behind its colon needs a blank before it.
  const lead = e.valueStart === e.mark && e.valueStart === e.valueEnd ? ' ' : '';
  return { start: e.valueStart, end: behind(e.valueEnd), text: lead + written + closes };
}

/** What differs between an entry and the line that is to be in its place. */
export function entryPatches(text: string, e: Entry, line: Line, before: Entry | undefined, eol: string): Patch[] {
  if (line.kind === 'comment') return line.text === e.text ? [] : [{ start: e.start, end: e.mark, text: writeComment(line.text) }];
  if (line.kind === 'blank' || line.kind === 'document') return [];
  const patches: Patch[] = [];
  if (e.key !== undefined && line.key !== undefined && line.key !== e.key) patches.push({ start: e.keyStart, end: e.keyEnd, text: writeKey(line.key, line.kind === 'branch', e.layout === 'inside') });
  if (line.kind === 'item' && !sameValue(e, line)) patches.push(valuePatch(text, e, line, before, eol));
  return patches;
}
