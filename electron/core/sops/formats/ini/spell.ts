// How statements of an INI text look: the old ones with something changed in them, and new ones in the manner of their neighbours.
import { commentLines, spelledName } from './text.ts';
import type { Statement } from './scan.ts';

/** What stands above a statement, but for its comments: the empty lines, and the white space before it. */
export function gapOf(prefix: string): { readonly above: string; readonly indent: string } {
  return { above: /^(?:[^\S\n]*\n)*/.exec(prefix)?.[0] ?? '', indent: /[^\S\n]*$/.exec(prefix)?.[0] ?? '' };
}

export interface Manner {
  readonly indent: string;
  /** What stands between a name and its delimiter, without padding. */
  readonly before: string;
  /** The delimiter and what stands behind it. */
  readonly delimiter: string;
  /** The column of the delimiter, where the keys have it in one. */
  readonly column: number;
  readonly eol: string;
}

/** Undefined where there is no key to go by. */
export function mannerOf(text: string, keys: readonly Statement[], eol: string): Manner | undefined {
  const last = keys.at(-1);
  if (last === undefined) return undefined;
  const padOf = ({ nameEnd, valueStart }: Statement): number => /^[ \t]*/.exec(text.slice(nameEnd, valueStart))?.[0].length ?? 0;
  const columnOf = (key: Statement): number => Buffer.byteLength(text.slice(key.nameStart, key.nameEnd)) + padOf(key);
  const column = columnOf(last);
  const aligned = keys.every((key) => columnOf(key) === column) && keys.some((key) => padOf(key) !== padOf(last));
  const between = text.slice(last.nameEnd, last.valueStart);
  const pad = padOf(last);
  const delimiter = between.slice(pad).replace(/[\r\n].*$/s, '');
  return {
    indent: gapOf(text.slice(last.from, last.start)).indent, before: aligned ? ' ' : between.slice(0, pad), column: aligned ? column : 0, eol,
    delimiter: last.valueStart === last.valueEnd && pad > 0 && delimiter.length === 1 ? `${delimiter} ` : delimiter,
  };
}

export const spelledComment = (comment: string | undefined, indent: string, ofKey: boolean, eol: string): string => (comment === undefined ? '' : commentLines(comment, ofKey).map((line) => indent + line + eol).join(''));

/** A new statement. `value` is spelled already. */
export function spelledKey({ indent, before, delimiter, column, eol }: Manner, key: string, value: string, comment: string | undefined): string {
  const name = spelledName(key);
  const padding = ' '.repeat(Math.max(0, column - Buffer.byteLength(name) - before.length));
  return `${spelledComment(comment, indent, true, eol)}${indent}${name}${padding}${before}${delimiter}${value}${eol}`;
}

/** What changes of a statement; what is absent stays as it is spelled. */
export interface Change {
  readonly name?: string | undefined;
  readonly value?: string | undefined;
  readonly comment?: { readonly text: string | undefined } | undefined;
}

export function respelled(text: string, old: Statement, { name, value, comment }: Change, ofKey: boolean, eol: string): string {
  const prefix = text.slice(old.from, old.start);
  const { above, indent } = gapOf(prefix);
  const head = comment === undefined ? prefix : above + spelledComment(comment.text, indent, ofKey, eol) + indent;
  const between = text.slice(old.nameEnd, old.valueStart);
  const blank = value !== undefined && value !== '' && old.valueStart === old.valueEnd && /^[ \t]+[=:]$/.test(between) ? ' ' : '';
  const behind = text.slice(old.valueEnd, old.to);
  const tail = comment !== undefined && old.inlineFrom !== -1 ? (/\r?\n$/.exec(behind)?.[0] ?? '') : behind;
  return head + text.slice(old.start, old.nameStart) + (name ?? text.slice(old.nameStart, old.nameEnd)) + between + blank + (value ?? text.slice(old.valueStart, old.valueEnd)) + tail;
}
