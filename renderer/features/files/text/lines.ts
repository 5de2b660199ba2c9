// What a line of the text means, and how a sealed value is written in it. Pure; it must never see a value that was not typed here.
import type { TextLines } from '../../../bridge/index.ts';

export interface Reference {
  readonly from: number;
  readonly to: number;
  /** The line of the document whose value it stands for. */
  readonly line: number;
}
/** `open`: neither comment nor name and value yet. */
export type LineKind = 'blank' | 'comment' | 'entry' | 'open';
export interface ReadLine {
  readonly kind: LineKind;
  /** The name of an entry, else ''. */
  readonly name: string;
}

/** How the value of a line is written in the text. */
export const referenceTo = (seal: string, line: number, version = 0): string => `{{coffre:${seal}:${String(line)}${version === 0 ? '' : `:${String(version)}`}}}`;

/** The references to values of this document, in order. */
export function referencesIn(text: string, seal: string): readonly Reference[] {
  const opening = `{{coffre:${seal}:`;
  const found: Reference[] = [];
  for (let from = text.indexOf(opening); from !== -1; from = text.indexOf(opening, from + 1)) {
    const digits = /^(\d{1,9})(?::\d{1,9})?\}\}/.exec(text.slice(from + opening.length, from + opening.length + 21));
    if (digits?.[1] !== undefined) found.push({ from, to: from + opening.length + digits[0].length, line: Number(digits[1]) });
  }
  return found;
}

/** The one value that the line stands for, if it is a reference with nothing beside it. */
export function referenceOf(text: string, seal: string): Reference | undefined {
  const [first, second] = referencesIn(text, seal);
  if (first === undefined || second !== undefined || text.slice(first.to).trim() !== '') return undefined;
  const start = text.startsWith('#') ? 1 : text.indexOf('=') + 1;
  return start > 0 && start <= first.from && text.slice(start, first.from).trim() === '' ? first : undefined;
}

export function readLine(text: string): ReadLine {
  if (text === '') return { kind: 'blank', name: '' };
  if (text.startsWith('#')) return { kind: 'comment', name: '' };
  const equals = text.indexOf('=');
  return equals === -1 ? { kind: 'open', name: '' } : { kind: 'entry', name: text.slice(0, equals) };
}

/** The lines of a draft as text, each value a reference. */
export function textOf({ seal, line, kind, text, sealed, version }: TextLines): readonly string[] {
  return line.map((id, at) => {
    if (kind[at] === 'blank') return '';
    const start = kind[at] === 'comment' ? '#' : `${text[at] ?? ''}=`;
    return sealed[at] === true ? `${start}${referenceTo(seal, id, version[at])}` : `${start}${text[at] ?? ''}`;
  });
}

export interface Splice {
  readonly at: number;
  readonly remove: number;
  readonly lines: readonly string[];
}

/** The one smallest run of lines that turns `before` into `after`; undefined if they are equal. */
export function minimalSplice(before: readonly string[], after: readonly string[]): Splice | undefined {
  const shorter = Math.min(before.length, after.length);
  let at = 0;
  while (at < shorter && before[at] === after[at]) at += 1;
  if (at === before.length && at === after.length) return undefined;
  let end = 0;
  while (end < shorter - at && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  return { at, remove: before.length - at - end, lines: after.slice(at, after.length - end) };
}
