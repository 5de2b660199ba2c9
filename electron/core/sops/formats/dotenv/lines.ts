// The dotenv dialect of sops, line by line (spec §1.2): split at LF, comment if the first byte is `#`, else key and value at the first `=`.
// No trimming, no quotes, no export, no interpolation: those are views, not the file.
import { Refusal } from '../../../refusal.ts';
import { createBreath } from '../../breath.ts';

export type Line =
  | { readonly kind: 'blank' }
  | { readonly kind: 'comment'; readonly text: string }
  | { readonly kind: 'item'; readonly key: string; readonly value: string };

export interface Lines {
  readonly lines: readonly Line[];
  /** True if every line was ended by CR LF: no sops reads that, so the CRs are dropped. */
  readonly carriageReturns: boolean;
  /** True if the text begins with a byte order mark that was dropped. */
  readonly byteOrderMark: boolean;
}

export const metadataPrefix = 'sops_';
const conflictMarker = /^(<{7}|={7}|>{7}|\|{7})( |$)/;

/** sops stores a line feed as the two characters `\n`, and knows no other escape. */
export const unescape = (text: string): string => (text.includes('\\n') ? text.replaceAll('\\n', '\n') : text);
export const escape = (text: string): string => (text.includes('\n') ? text.replaceAll('\n', '\\n') : text);

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

/** Refusals: `binary-file`, `merge-conflict` (line), `bad-line` (line). */
export async function splitLines(bytes: Uint8Array): Promise<Lines> {
  const whole = decode(bytes);
  const byteOrderMark = whole.startsWith('\uFEFF') && /^\uFEFF(#|sops_|[\w.]+=ENC\[)/.test(whole);
  const text = byteOrderMark ? whole.slice(1) : whole;
  const carriageReturns = /^sops_lastmodified=[^\n]*\r$/m.test(text);
  const lines: Line[] = [];
  const breath = createBreath();
  let start = 0;
  while (start < text.length) {
    const feed = text.indexOf('\n', start);
    const end = feed === -1 ? text.length : feed;
    const line = text.slice(start, carriageReturns && text.charCodeAt(end - 1) === 13 && end > start ? end - 1 : end);
    start = end + 1;
    if (lines.length % 512 === 511) await breath();
    if (line === '') lines.push({ kind: 'blank' });
    else if (line.charCodeAt(0) === 35) lines.push({ kind: 'comment', text: line.slice(1) });
    else {
      const at = line.indexOf('=');
      if (conflictMarker.test(line)) throw new Refusal('merge-conflict', { line: lines.length + 1 });
      if (at === -1) throw new Refusal('bad-line', { line: lines.length + 1 });
      lines.push({ kind: 'item', key: line.slice(0, at), value: line.slice(at + 1) });
    }
  }
  return { lines, carriageReturns, byteOrderMark };
}
