// The dotenv dialect of sops, line by line (spec §1.2): split at LF, comment if the first byte is `#`, else key and value at the first `=`.
// No trimming, no quotes, no export, no interpolation: those are views, not the file.
import { Refusal } from '../../../refusal.ts';
import { createBreath } from '../../breath.ts';

/** Called once for each line, in order. WHY no object per line: ten thousand of them, alive together, cost as much as the parsing. */
export type Visit = (kind: 'blank' | 'comment' | 'item', keyOrText: string, value: string) => void;

export interface Oddities {
  /** True if every line was ended by CR LF: no sops reads that, so the CRs are dropped. */
  readonly carriageReturns: boolean;
  /** True if the text begins with a byte order mark that was dropped. */
  readonly byteOrderMark: boolean;
}

export const metadataPrefix = 'sops_';
/** Empty ones and comments too. WHY a limit: a megabyte of the shortest lines would become a hundred of objects. */
const maxLines = 150_000;
const conflictMarker = /^(<{7}|={7}|>{7}|\|{7})( |$)/;

const sliceLength = 64 * 1024;

/** WHY in slices and so: what V8 replaces in one go it keeps as a rope with a knot at each of millions of places. */
function replaced(text: string, one: string, other: string): string {
  if (text.length <= sliceLength) return text.replaceAll(one, other);
  const parts: string[] = [];
  for (let from = 0; from < text.length;) {
    let to = from + sliceLength;
    while (text.charAt(to - 1) === '\\') to += 1;
    parts.push(text.slice(from, to).split(one).join(other));
    from = to;
  }
  return parts.join('');
}

/** sops stores a line feed as the two characters `\n`, and knows no other escape. */
export const unescape = (text: string): string => (text.includes('\\n') ? replaced(text, '\\n', '\n') : text);
export const escape = (text: string): string => (text.includes('\n') ? replaced(text, '\n', '\\n') : text);

/** The same for bytes. */
export function escapeBytes(bytes: Uint8Array): Buffer {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  return Buffer.from(escape(text), 'latin1');
}

/** Undefined if the bytes are no UTF-8. A byte order mark stays. */
export function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function decode(bytes: Uint8Array): string {
  const text = bytes.includes(0) ? undefined : utf8(bytes);
  if (text === undefined) throw new Refusal('binary-file');
  return text;
}

/**
 * Refusals: `binary-file`, `merge-conflict` (line), `bad-line` (line), `format-refused` (line, `too-large`). In slices. `clear`: nobody has encrypted it yet, so that a byte order mark and the CRs of
 * a file whose every line has one are the editor's, and no part of a name or value.
 */
export async function readLines(bytes: Uint8Array, visit: Visit, state: 'encrypted' | 'clear' = 'encrypted'): Promise<Oddities> {
  const whole = decode(bytes);
  const byteOrderMark = whole.startsWith('\uFEFF') && (state === 'clear' || /^\uFEFF(#|sops_|[\w.]+=ENC\[)/.test(whole));
  const text = byteOrderMark ? whole.slice(1) : whole;
  const carriageReturns = state === 'clear' ? text.includes('\r\n') && !/[^\r]\n/.test(text) : /^sops_lastmodified=[^\n]*\r$/m.test(text);
  const breath = createBreath();
  let start = 0;
  for (let number = 1; start < text.length; number += 1) {
    if (number % 512 === 0) await breath();
    if (number > maxLines) throw new Refusal('format-refused', { line: number, reason: 'too-large' });
    const feed = text.indexOf('\n', start);
    const end = feed === -1 ? text.length : feed;
    const line = text.slice(start, carriageReturns && text.charCodeAt(end - 1) === 13 && end > start ? end - 1 : end);
    start = end + 1;
    if (line === '') visit('blank', '', '');
    else if (line.charCodeAt(0) === 35) visit('comment', line.slice(1), '');
    else {
      const at = line.indexOf('=');
      if (conflictMarker.test(line)) throw new Refusal('merge-conflict', { line: number });
      if (at === -1) throw new Refusal('bad-line', { line: number });
      visit('item', line.slice(0, at), line.slice(at + 1));
    }
  }
  return { carriageReturns, byteOrderMark };
}
