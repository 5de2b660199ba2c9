// From bytes to the text that is scanned: UTF-8, no byte order mark, no control characters, ended by NUL.
import { Refusal } from '../../../refusal.ts';
import { createBreath } from '../../breath.ts';

export interface Source {
  /** NUL ended, so that a scanner may look ahead without counting. */
  readonly text: string;
  readonly byteOrderMark: boolean;
}

const sliceLength = 1 << 20;
const forbidden = /[^\P{Cc}\t\n\r\u0085]|[\ufffe\uffff]/u;
const conflict = /^(?:<{7}|={7}|>{7}|\|{7})(?: |\r?$)/m;

export const lineAt = (text: string, at: number): number => {
  let line = 1;
  for (let feed = text.indexOf('\n'); feed !== -1 && feed < at; feed = text.indexOf('\n', feed + 1)) line += 1;
  return line;
};

/** The place of a line that a merge left behind, if any. */
export function conflictLine(text: string): number | undefined {
  const found = conflict.exec(text);
  return found === null ? undefined : lineAt(text, found.index + 1);
}

/** Refusals: `binary-file`, `format-refused` (line, `syntax`) for a control character, `cancelled`. In slices. */
export async function readSource(bytes: Uint8Array, signal?: AbortSignal): Promise<Source> {
  if (bytes.includes(0)) throw new Refusal('binary-file');
  const breath = createBreath(signal);
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const parts: string[] = [];
  let length = 0;
  for (let at = 0; at < bytes.length; at += sliceLength) {
    await breath();
    let part = '';
    try {
      part = decoder.decode(bytes.subarray(at, at + sliceLength), { stream: at + sliceLength < bytes.length });
    } catch {
      throw new Refusal('binary-file');
    }
    const control = forbidden.exec(part);
    if (control !== null) throw new Refusal('format-refused', { line: lineAt(parts.join('') + part, length + control.index + 1), reason: 'syntax' });
    length += part.length;
    parts.push(part);
  }
  const byteOrderMark = parts[0]?.startsWith('\uFEFF') === true;
  if (byteOrderMark) parts[0] = parts[0]?.slice(1) ?? '';
  // WHY among the parts: behind the whole it would be a second copy of it.
  parts.push('\u0000');
  return { text: parts.join(''), byteOrderMark };
}
