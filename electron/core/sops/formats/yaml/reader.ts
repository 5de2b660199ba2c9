// What the reader knows while it goes through a text: the collections that are open, what waits for a value, and the comments that have no place yet.
import { isSpace } from './characters.ts';
import { codeAt, lineOf, skipBlanks, type Cursor } from './cursor.ts';
import { commentEntry, deepest, refuseAt, type Entry } from './entry.ts';
import { Refusal } from '../../../refusal.ts';
import { readLines } from './read-lines.ts';
import { plainKeyEnd, readPlain, startsPlain, startsPlainInFlow } from './read-plain.ts';
import { readQuotedLine, readQuotedLong } from './read-quoted.ts';
import { resolvePlain, resolveTagged, shortTag, type Resolved } from './resolve.ts';

export interface Open {
  readonly kind: 'branch' | 'list';
  readonly column: number;
  /** Of what stands in it. */
  readonly depth: number;
  /** Undefined for the root. */
  readonly header: Entry | undefined;
  readonly keys: Set<string>;
}

export interface FoundComment {
  readonly start: number;
  readonly end: number;
  readonly column: number;
}

export interface Reader {
  readonly c: Cursor;
  readonly entries: Entry[];
  readonly open: Open[];
  /** An item whose value may stand on the next lines, and the column of its collection. */
  waiting: { readonly entry: Entry; readonly column: number; readonly inBranch: boolean } | undefined;
  comments: FoundComment[];
  /** The first entry of what an anchor names, and where it stands at the least. */
  readonly anchors: Map<string, { readonly entry: Entry; readonly from: number }>;
  readonly aliases: boolean;
  fromAliases: number;
  /** True in the first document, in which sops lets no key stand twice. */
  unique: boolean;
  /** Gives way now and then. */
  readonly breath: () => Promise<void> | undefined;
}

/** Tag and anchor before a node. */
export interface Properties {
  readonly tag: string;
  readonly anchor: string | undefined;
}
const noProperties: Properties = { tag: '', anchor: undefined };

const token = /[^\s,[\]{}\p{Cc}]{1,1025}/uy;
/** Longer than any name that somebody gave something. */
const longestToken = 1024;

/** The cursor ends at the node, or at the end of the line. */
export function readProperties(c: Cursor): Properties {
  const first = codeAt(c);
  if (first !== 33 && first !== 38) return noProperties;
  let tag = '';
  let anchor: string | undefined;
  for (let code = codeAt(c); code === 33 || code === 38; code = skipBlanks(c)) {
    const verbatim = code === 33 && codeAt(c, c.at + 1) === 60;
    token.lastIndex = c.at;
    const found = (verbatim ? /^!<[^\s>]+>/.exec(c.text.slice(c.at, c.at + 200)) : token.exec(c.text))?.[0] ?? '';
    if (found.length > longestToken) throw refuseAt(c.line);
    if (code === 38 && (anchor !== undefined || !/^&[\w-]+$/.test(found))) throw refuseAt(c.line);
    if (code === 33 && (tag !== '' || found === '')) throw refuseAt(c.line);
    if (code === 38) anchor = found.slice(1);
    // Another handle than `!` and `!!` would need a directive, which is not read.
    else if (/^![\w-]+!/.test(found)) throw refuseAt(c.line, 'tag');
    else tag = verbatim ? shortTag(found.slice(2, -1)) : found;
    c.at += found.length;
    if (!isSpace(codeAt(c)) && !',]}'.includes(c.text.charAt(c.at))) throw refuseAt(c.line);
  }
  return { tag, anchor };
}

function asText(r: Reader, e: Entry, bytes: Buffer): void {
  e.type = 'str';
  try {
    e.text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    // WHY only in a clear file: an encrypted one has text everywhere.
    if (!r.aliases) throw refuseAt(lineOf(r.c, e.start), 'tag');
    e.bytes = bytes;
  }
}

/** What a scalar says, by its tag and style; or why it is refused. */
function resolved(tag: string, source: string, quoted: boolean): Resolved | Buffer | 'tag' | 'number-too-large' {
  if (tag === '!!str' || (quoted && (tag === '' || tag === '!'))) return { type: 'str', text: source };
  const found = tag === '' || tag === '!' ? resolvePlain(source) : resolveTagged(tag, source);
  if (found === undefined) return 'tag';
  return !Buffer.isBuffer(found) && found.type === 'uint' ? 'number-too-large' : found;
}

/** The text of a name. Refusals: `format-refused` with `tag`, `number-too-large` or `key-not-text`. */
export function nameOf(tag: string, source: string, quoted: boolean, line: number): string {
  const found = resolved(tag, source, quoted);
  if (typeof found === 'string') throw refuseAt(line, found);
  if (Buffer.isBuffer(found) || found.type !== 'str') throw refuseAt(line, 'key-not-text');
  return found.text;
}

export function setValue(r: Reader, e: Entry, { tag }: Properties, source: string): void {
  const found = resolved(tag, source, e.style !== 'plain');
  if (typeof found === 'string') throw refuseAt(lineOf(r.c, e.start), found);
  if (Buffer.isBuffer(found)) asText(r, e, found);
  else {
    e.type = found.type === 'uint' ? 'int' : found.type;
    e.text = found.text;
  }
  if (e.type === 'time') e.source = source;
}

/** A comment behind a node goes before it: sops has it there. */
export function commentBefore(r: Reader, index: number, at: number, end: number, inline: boolean): void {
  const e = r.entries[index];
  if (e !== undefined) r.entries.splice(index, 0, commentEntry(r.c.text, e.depth, at, end, inline, e.layout === 'inside' ? 'inside' : 'block'));
}

/** Further than this from its beginning no colon makes a key, for any reader. */
export const longestKey = 1024;

/** The text of a key that ends on this line; the cursor ends behind it, or anywhere if there is none. */
export function readKey(c: Cursor, flow: boolean): { readonly source: string; readonly quoted: boolean } | undefined {
  const code = codeAt(c);
  if (code === 34 || code === 39) {
    const source = readQuotedLine(c, longestKey);
    return source === undefined ? undefined : { source, quoted: true };
  }
  const { at } = c;
  const end = plainKeyEnd(c, at, longestKey, flow);
  if (end === undefined) return undefined;
  c.at = end;
  return { source: c.text.slice(at, end), quoted: false };
}

/** A quoted scalar that is longer than this is read in slices. */
const shortQuoted = 1 << 16;

/** A scalar from its first character on, in any style; the cursor ends behind it once its text is there. `comment` is called at a `#` behind the head of a block. WHY not always a promise: most are short, and ten thousand promises cost as much as the reading. */
export function readScalar(r: Reader, parentColumn: number, flow: boolean, comment: (at: number) => void): { readonly source: string | Promise<string>; readonly style: Entry['style'] } {
  const { c, breath } = r;
  const code = codeAt(c);
  if (code === 34 || code === 39) return { source: readQuotedLine(c, shortQuoted) ?? readQuotedLong(c, breath), style: code === 39 ? 'single' : 'double' };
  if ((code === 124 || code === 62) && !flow) return { source: readLines(c, parentColumn, comment, breath), style: code === 124 ? 'literal' : 'folded' };
  if (flow ? !startsPlainInFlow(c) : !startsPlain(c, c.at)) throw refuseAt(c.line);
  return { source: readPlain(c, parentColumn, flow, breath), style: 'plain' };
}

// SECURITY(yaml-size): ten megabytes of line breaks could become a gigabyte of lines.
/** More lines than people write into a file, or than one in so many characters: what sops seals takes more. The README of the room has all bounds. */
const fewEnough = 150_000;
const charactersEach = 100;
export function checkSize(r: Reader): void {
  const lines = r.entries.length + r.comments.length;
  if (lines > fewEnough && lines > r.c.text.length / charactersEach) throw refuseAt(r.c.line, 'too-large');
}

export function checkDepth(r: Reader, depth: number): void {
  if (depth > deepest) throw new Refusal('nested-too-deep', { line: r.c.line });
}

export function addKey(r: Reader, keys: Set<string>, name: string): void {
  if (!r.unique) return;
  if (keys.has(name)) throw refuseAt(r.c.line, 'duplicate-key');
  keys.add(name);
}

// SECURITY(yaml-anchors): a few hundred bytes of aliases could stand for gigabytes.
/** More lines than this are no use of aliases, but an attack. */
const mostFromAliases = 20_000;
const aliasName = /\*([\w-]+)/y;

/** Remembers what an anchor names. Where aliases are refused, nothing will ask for it. */
export function nameAnchor(r: Reader, { anchor }: Properties, e: Entry, from: number): void {
  if (r.aliases && anchor !== undefined) r.anchors.set(anchor, { entry: e, from });
}

/** What an alias at the cursor repeats, put in the place of an entry that was just made. */
export function repeat(r: Reader, e: Entry): void {
  const { c } = r;
  aliasName.lastIndex = c.at;
  const found = aliasName.exec(c.text);
  const anchor = found === null ? undefined : r.anchors.get(found[1] ?? '');
  const first = anchor?.entry;
  r.fromAliases += 1;
  if (found === null || !r.aliases || anchor === undefined || first === undefined || r.fromAliases > mostFromAliases || r.open.some(({ header }) => header === first) || first === e) throw refuseAt(c.line, 'anchor');
  let from = anchor.from;
  while (from < r.entries.length && r.entries[from] !== first) from += 1;
  e.valueStart = c.at;
  c.at += found[0].length;
  e.valueEnd = c.at;
  e.style = 'alias';
  e.kind = first.kind;
  e.type = first.type;
  e.text = first.text;
  if (first.bytes !== undefined) e.bytes = first.bytes;
  if (first.kind !== 'item') e.layout = e.layout === 'inside' ? 'inside' : 'flow';
  const deeper = e.depth - first.depth;
  for (let at = from + 1; ; at += 1) {
    const next = r.entries[at];
    if (next === undefined || next === e || next.depth <= first.depth) break;
    r.fromAliases += 1;
    if (r.fromAliases > mostFromAliases) throw refuseAt(c.line, 'anchor');
    checkDepth(r, next.depth + deeper);
    r.entries.push({ ...next, depth: next.depth + deeper, layout: 'repeated' });
  }
}
