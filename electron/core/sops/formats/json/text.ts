// Bytes to text and back for JSON, and how Go spells its strings: what sops writes must come out the same here, byte for byte.
import { Refusal } from '../../../refusal.ts';
import { floatOf, isTrue } from '../../scalars.ts';
import type { ScalarType } from '../../tree.ts';
import { utf8 } from '../dotenv/index.ts';

const conflictMarker = /^(?:<{7}|={7}|>{7}|\|{7})(?: |\r?$)/m;

/** Refuses `binary-file` for what is no UTF-8 text. A byte order mark stays. */
export function textOf(bytes: Uint8Array): string {
  const text = bytes.includes(0) ? undefined : utf8(bytes);
  if (text === undefined) throw new Refusal('binary-file');
  return text;
}

/** The number of the line that this place is on, from 1. */
export function lineAt(text: string, at: number): number {
  let line = 1;
  for (let feed = text.indexOf('\n'); feed !== -1 && feed < at; feed = text.indexOf('\n', feed + 1)) line += 1;
  return line;
}

/** Why the text cannot be read at this place: a conflict left by git if there is one, else the syntax. */
export function syntaxRefusal(text: string, at: number): Refusal {
  const conflict = conflictMarker.exec(text);
  if (conflict !== null) return new Refusal('merge-conflict', { line: lineAt(text, conflict.index) });
  return at >= text.length ? new Refusal('file-truncated') : new Refusal('format-refused', { line: lineAt(text, at), reason: 'syntax' });
}

/** A string without its quotes. Half surrogate pairs become U+FFFD, as in Go. */
export function unquoted(text: string, from: number, to: number): string {
  const inner = text.slice(from + 1, to - 1);
  return inner.includes('\\') ? (JSON.parse(`"${inner}"`) as string).toWellFormed() : inner;
}

const goEscapes: Readonly<Record<string, string>> = { '<': '\\u003c', '>': '\\u003e', '&': '\\u0026', '\u2028': '\\u2028', '\u2029': '\\u2029' };

/** As Go's `json.Marshal` has it, which escapes what HTML would take for its own. */
export function quoted(value: string): string {
  return JSON.stringify(value.toWellFormed()).replace(/[<>&\u2028\u2029]/g, (found) => goEscapes[found] ?? found);
}

/** True for text that is the ciphertext of a value, whatever type the value has. */
export const isCiphertext = (text: string): boolean => text.startsWith('ENC[AES256_GCM,');

/** A stored value as JSON has it; undefined for a number that JSON cannot hold. */
export function literalOf(type: ScalarType, text: string): string | undefined {
  if (type === 'str' || type === 'time' || isCiphertext(text)) return quoted(text);
  if (type === 'null') return 'null';
  if (type === 'bool') return isTrue(text) ? 'true' : 'false';
  if (type === 'int') return text;
  const value = floatOf(text);
  if (!Number.isFinite(value)) return undefined;
  return Object.is(value, -0) ? '-0' : String(value);
}
