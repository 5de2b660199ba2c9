// The small print of go-ini, the library that sops reads INI with: its white space, and when it quotes (spec §1.5).
const space = '\\t\\n\\v\\f\\r \\u0085\\u00A0\\u1680\\u2000-\\u200A\\u2028\\u2029\\u202F\\u205F\\u3000';
const leading = new RegExp(`^[${space}]+`);
const trailing = new RegExp(`[${space}]$`);
const blankAt = new RegExp(`[${space}]`);

/** Go's `unicode.IsSpace`. WHY not `trim()`: JS takes the byte order mark for a space, and U+0085 for none. */
export function isSpace(text: string, at: number): boolean {
  const c = text.charCodeAt(at);
  return c === 32 || (c >= 9 && c <= 13) || (c > 127 && blankAt.test(text.charAt(at)));
}

/** The first place in [from, to) that is no white space, or `to`. */
export function skipSpace(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && isSpace(text, at)) at += 1;
  return at;
}

/** The end of [from, to) without white space at it. */
export function trimmedEnd(text: string, from: number, to: number): number {
  let at = to;
  while (at > from && isSpace(text, at - 1)) at -= 1;
  return at;
}

export function goTrim(text: string): string {
  const from = skipSpace(text, 0, text.length);
  return text.slice(from, trimmedEnd(text, from, text.length));
}

export const hasOuterSpace = (text: string): boolean => leading.test(text) || trailing.test(text);

/** Nothing but the two quotes at its ends is such a quote: go-ini takes them off. */
export function isQuoted(text: string): boolean {
  const quote = text.charAt(0);
  return (quote === '"' || quote === "'") && text.length > 1 && text.indexOf(quote, 1) === text.length - 1;
}

/** As go-ini writes a value. */
export function spelledValue(value: string): string {
  if (/[\n`]/.test(value)) return `"""${value}"""`;
  if (/[#;]/.test(value)) return `\`${value}\``;
  return hasOuterSpace(value) ? `"${value}"` : value;
}

/** As go-ini writes the name of a key. */
export function spelledName(name: string): string {
  if (/["=:]/.test(name)) return `\`${name}\``;
  return name.includes('`') ? `"""${name}"""` : name;
}

/** As sops strips a comment of its marker. WHY not more: it takes off all of the one kind that it begins with, and blanks. */
export function bareComment(raw: string): string {
  const text = goTrim(raw);
  return text.startsWith(';') ? text.replace(/^[; ]+/, '') : text.startsWith('#') ? text.replace(/^[# ]+/, '') : text;
}

/** The lines of a comment as go-ini writes them. WHY a marker on an empty one: go-ini itself breaks off there. */
export function commentLines(text: string, ofKey: boolean): string[] {
  if (text === '') return [];
  return text.split('\n').map((line) => (/^[#;]/.test(line) ? `${line.charAt(0)} ${goTrim(line.slice(1))}` : line === '' ? ';' : `; ${ofKey ? goTrim(line) : line}`));
}
