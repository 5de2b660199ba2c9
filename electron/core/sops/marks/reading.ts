// Where other readers of dotenv files see something else than sops, which takes every byte behind the first `=` as it is. Works on bytes, so that a long value costs no copy.

const [tab, feed, blank, doubleQuote, hash, dollar, singleQuote, backslash, backtick] = [9, 10, 32, 34, 35, 36, 39, 92, 96];

/** What every reader, every shell and every orchestrator takes. */
export const isGoodName = (name: string): boolean => /^[A-Za-z_][A-Za-z0-9_]*$/.test(name);

// WHY not the line feed: sops writes it as `\n`, so that it stands in no reader's way; a pasted key ends in one.
const trims = /^[^\S\n]|[^\S\n]$/;
const edge = (value: Buffer): string => `${value.subarray(0, 4).toString('utf8')}${value.subarray(-4).toString('utf8')}`;
/** True where the value begins or ends with a blank, a tab, a CR or another character that readers trim. */
export const startsOrEndsBlank = (value: Buffer): boolean => trims.test(edge(value));

export interface Quote {
  /** The kind of quote that the value begins with, '' for none. */
  readonly mark: '' | '"' | "'" | '`';
  /** Where the closing one stands if nothing but blanks or a comment follows it, else -1. */
  readonly end: number;
}
const none: Quote = { mark: '', end: -1 };
const markOf = new Map<number | undefined, '"' | "'" | '`'>([[doubleQuote, '"'], [singleQuote, "'"], [backtick, '`']]);
const isBlank = (byte: number | undefined): boolean => byte === blank || byte === tab || byte === 13;

/** The quotes that a value stands in. A `"` or `'` without its closing one counts: some readers refuse the file for it. */
export function quoteOf(value: Buffer): Quote {
  let at = 0;
  while (isBlank(value[at])) at += 1;
  const opening = value[at];
  const mark = markOf.get(opening);
  if (mark === undefined || opening === undefined) return none;
  let end = at + 1;
  while (end < value.length && value[end] !== opening) end += value[end] === backslash ? 2 : 1;
  let after = end + 1;
  while (isBlank(value[after]) || value[after] === feed) after += 1;
  const closed = end < value.length && (after >= value.length || value[after] === hash);
  // WHY only closed backticks: two readers know them as quotes, the others never do.
  if (mark === '`' && !closed) return none;
  return { mark, end: closed ? end : -1 };
}

/** A `#` that somebody takes for the start of a comment: dotenv and Node at any place, Compose, python-dotenv and godotenv after a blank. */
export function hasUnquotedHash(value: Buffer, quote: Quote): boolean {
  if (quote.end === -1) return value.includes(hash);
  if (value.indexOf(hash, quote.end) !== -1) return true;
  // Within backticks only those who do not know them as quotes see a comment.
  return quote.mark === '`' && (value.includes(' #') || value.includes('\t#'));
}

/** A `$` that somebody replaces: a name, braces, a command in parentheses, or a doubled one that Compose halves. Single quotes keep it. */
export function hasWhatOthersExpand(value: Buffer, quote: Quote): boolean {
  if (quote.mark === "'" && quote.end !== -1) return false;
  for (let at = value.indexOf(dollar); at !== -1; at = value.indexOf(dollar, at + 1)) {
    const next = value[at + 1];
    if (next !== undefined && /[\w{($]/.test(String.fromCharCode(next))) return true;
  }
  return false;
}
